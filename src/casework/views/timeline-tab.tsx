import {
  ActionLink,
  Day,
  Disclosure,
  EmptyState,
  monthInWords,
  Pager,
  Timeline,
  type TimelineItem,
  useLanguage,
  useMessages,
} from '../../ui/index.ts';
import type { Language } from '../../kernel/text.ts';
import { messages } from '../messages/index.ts';
import { EntryAnswers, EntryMeta, EntryVersionFull } from './entry-version.tsx';
import { inWords } from './in-words.ts';
import type { EntryView, HappeningView } from './model/entry.ts';
import type { RunContent } from './model/run.ts';

type TimelineContent = Extract<RunContent, { tab: 'timeline' }>;

export function TimelineTab({ content: { entries, happenings, pager } }: { readonly content: TimelineContent }) {
  const m = useMessages(messages).timeline;
  const language = useLanguage();
  const all = newestFirst(entries, happenings);
  if (all.length === 0) return <EmptyState>{m.empty}</EmptyState>;
  return (
    <>
      <Timeline groups={byMonth(all, language)} />
      {pager === undefined ? undefined : <Pager {...pager} />}
    </>
  );
}

type Dated = TimelineItem & Readonly<{ on: string }>;

/** What was written and what has happened, by day; of one day what has happened stands before what was written. */
function newestFirst(entries: readonly EntryView[], happenings: readonly HappeningView[]): readonly Dated[] {
  const all: readonly Dated[] = [
    ...happenings.map((happening) => ({
      key: `h-${happening.key}`,
      on: happening.on,
      when: <Day date={happening.on} />,
      title: happening.title,
      body: <HappeningBody happening={happening} />,
    })),
    ...entries.map((entry) => ({
      key: entry.id,
      id: `e-${entry.id}`,
      on: entry.current.at,
      when: <Day date={entry.current.at} />,
      title: entry.title,
      body: <EntryBody entry={entry} />,
    })),
  ];
  return all.toSorted((left, right) => right.on.localeCompare(left.on));
}

function byMonth(items: readonly Dated[], language: Language) {
  const months = Map.groupBy(items, ({ on }) => on.slice(0, 7));
  return [...months].map(([month, inMonth]) => ({
    heading: capitalised(monthInWords(`${month}-01`, language)),
    items: inMonth,
  }));
}

const HappeningBody = ({ happening: { title, written, more, link } }: { readonly happening: HappeningView }) => (
  <>
    {written === undefined ? undefined : <p className="reading">{written}</p>}
    {more.length === 0 ? undefined : <p className="quiet">{more.join(' ')}</p>}
    {link === undefined ? undefined : (
      <ActionLink href={link.href} context={title}>
        {link.text}
      </ActionLink>
    )}
  </>
);

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function EntryBody({ entry }: { readonly entry: EntryView }) {
  const m = useMessages(messages).timeline;
  const { current, replaced } = entry;
  return (
    <>
      <EntryMeta version={current} />
      {current.reason === undefined ? undefined : (
        <p className="reading">
          {m.reason}: {current.reason}
        </p>
      )}
      {entry.fulfils.length === 0 ? undefined : <p className="quiet">{m.fulfils(inWords(entry.fulfils))}</p>}
      <div className="entry-more">
        {current.answers.length === 0 ? undefined : (
          <Disclosure summary={<Summary words={m.answers} about={entry.title} />}>
            <EntryAnswers version={{ ...current, reason: undefined }} />
          </Disclosure>
        )}
        {replaced.length === 0 ? undefined : (
          <Disclosure summary={<Summary words={`${m.corrected}. ${m.before}`} about={entry.title} />}>
            {replaced.map((version) => (
              <div key={version.writtenAt} className="replaced">
                <EntryVersionFull version={version} />
              </div>
            ))}
          </Disclosure>
        )}
        {entry.correctHref === undefined ? undefined : (
          <ActionLink href={entry.correctHref} context={entry.title}>
            {m.correct}
          </ActionLink>
        )}
      </div>
    </>
  );
}

const Summary = ({ words, about }: { readonly words: string; readonly about: string }) => (
  <>
    {words}
    <span className="ds-sr-only">: {about}</span>
  </>
);
