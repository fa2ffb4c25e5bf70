import type { FormFrame } from '../../ui/form-frame.ts';
import { Button, Disclosure, Form, Main, TextArea, useMessages } from '../../ui/index.ts';
import { coverMessages } from '../messages/cover.ts';

/** The field of a run's note. */
export const noteField = (run: string): string => `text-${run}`;

export interface HandoverProps {
  readonly frame: FormFrame;
  readonly substitute: string;
  /** In words. */
  readonly from: string;
  readonly to: string;
  readonly runs: readonly { readonly run: string; readonly label: string; readonly value: string }[];
}

/** What whoever is away writes to whoever stands in, run by run. */
export function HandoverPage({ frame, substitute, from, to, runs }: HandoverProps) {
  const m = useMessages(coverMessages);
  return (
    <Main title={m.title}>
      <h1>{m.heading(substitute)}</h1>
      <p className="reading">{m.intro(substitute, from, to)}</p>
      <p className="reading quiet">{m.notCovered}</p>
      {runs.length === 0 ? (
        <p className="quiet">{m.none}</p>
      ) : (
        <Form frame={frame} buttons={<Button>{m.save}</Button>}>
          {runs.map(({ run, label, value }) => (
            <TextArea key={run} name={noteField(run)} label={label} value={value} />
          ))}
        </Form>
      )}
    </Main>
  );
}

/** Somebody whom the reader stands in for today, with the runs that are theirs and what was handed over in each. */
export interface CoveredColleague {
  readonly key: string;
  readonly name: string;
  readonly until: string;
  readonly runs: readonly {
    readonly href: string;
    readonly number: string;
    readonly individual: string;
    readonly note?: string | undefined;
  }[];
}

export function Covered({ colleagues }: { readonly colleagues: readonly CoveredColleague[] }) {
  const m = useMessages(coverMessages);
  return colleagues.map(({ key, name, until, runs }) => (
    <Disclosure
      key={key}
      kind="section"
      open
      id={key}
      summary={
        <h2>
          {m.coveredHeading(name)} <span className="count">{runs.length}</span>
        </h2>
      }
    >
      <p className="quiet">{m.coveredUntil(until)}</p>
      {runs.length === 0 ? <p className="quiet">{m.coveredNone}</p> : undefined}
      <ul className="lines">
        {runs.map(({ href, number, individual, note }) => (
          <li key={href}>
            <a href={href}>
              <span className="number">{number}</span> {individual}
            </a>
            {note === undefined ? undefined : <p className="written reading">{note}</p>}
          </li>
        ))}
      </ul>
    </Disclosure>
  ));
}
