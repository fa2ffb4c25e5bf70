import { Alert, useMessages } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import type { DraftProblem, OvertakenView } from './model.ts';

const mostShown = 20;

/** What is wrong with a text, each with its line. */
export function Problems({ problems }: { readonly problems: readonly DraftProblem[] }) {
  const m = useMessages(messages).check;
  if (problems.length === 0) return undefined;
  return (
    <>
      <h2>{m.title(problems.length)}</h2>
      <ul className="lines reading">
        {problems.slice(0, mostShown).map(({ line, path, excerpt, message }) => (
          <li key={`${line} ${path} ${message}`}>
            <b>{m.line(line)}</b> {message} {excerpt === '' ? undefined : <code>{excerpt}</code>}
          </li>
        ))}
      </ul>
      {problems.length > mostShown ? <p>{m.more(problems.length - mostShown)}</p> : undefined}
    </>
  );
}

/** That others have saved meanwhile: what they changed, above what was typed. */
export function Overtaken({ overtaken }: { readonly overtaken: OvertakenView | undefined }) {
  const m = useMessages(messages).overtaken;
  if (overtaken === undefined) return undefined;
  return (
    <Alert tone="soon" live="urgent">
      <h2>{m.title}</h2>
      <p>{m.text(overtaken.by)}</p>
      {overtaken.changes === undefined ? (
        <p>{m.unreadable}</p>
      ) : (
        <>
          <h3>{m.theirs}</h3>
          <Sentences sentences={overtaken.changes} />
        </>
      )}
      <p>{m.choose}</p>
    </Alert>
  );
}

export const Sentences = ({ sentences }: { readonly sentences: readonly string[] }) => (
  <ul className="lines reading">
    {sentences.map((sentence) => (
      <li key={sentence}>{sentence}</li>
    ))}
  </ul>
);
