import { DescriptionList, Day, Moment, useMessages } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { inWords } from './in-words.ts';
import type { EntryVersion } from './model/entry.ts';

/** When it was written, by whom, how and with whom. */
export function EntryMeta({ version }: { readonly version: EntryVersion }) {
  const m = useMessages(messages).timeline;
  const how = [version.channel, version.channel === undefined && version.inPerson ? m.inPerson : undefined].filter(
    (word) => word !== undefined,
  );
  return (
    <p className="quiet">
      {version.participants.length === 0 ? undefined : m.with(inWords(version.participants))}
      {how.length === 0 ? undefined : `${version.participants.length === 0 ? '' : ', '}${inWords(how)}`}
      {version.participants.length === 0 && how.length === 0 ? undefined : '. '}
      {m.written} <Moment instant={version.writtenAt} /> {m.by(version.by)}
      {version.byRole === undefined ? undefined : `, ${version.byRole}`}
    </p>
  );
}

export function EntryAnswers({ version }: { readonly version: EntryVersion }) {
  const m = useMessages(messages).timeline;
  return (
    <DescriptionList
      items={[
        ...version.answers.map((answer) => ({ key: answer.question, term: answer.question, detail: answer.answer })),
        ...(version.reason === undefined ? [] : [{ key: 'reason', term: m.reason, detail: version.reason }]),
      ]}
    />
  );
}

/** The whole of what was written, as when two versions stand beside each other. */
export const EntryVersionFull = ({ version }: { readonly version: EntryVersion }) => (
  <>
    <p className="happened">
      <Day date={version.at} />
    </p>
    <EntryMeta version={version} />
    <EntryAnswers version={version} />
  </>
);
