import { Button, Main, Select, useMessages } from '../../ui/index.ts';
import type { Choice } from '../../ui/form-frame.ts';
import { whyMessages } from '../messages/why.ts';
import type { RunReference } from './model/entry.ts';
import { BackToRun } from './form-page.tsx';

export interface WhoAndWhy {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly reasons: readonly string[];
}

interface WhyAccessProps {
  readonly run: RunReference;
  readonly mine: readonly string[];
  /** Only who sees the whole case is told of the others. */
  readonly others?:
    | {
        readonly seeing: readonly WhoAndWhy[];
        readonly outside: readonly WhoAndWhy[];
        readonly ask: { readonly action: string; readonly field: string; readonly people: readonly Choice[] };
        readonly answer?: { readonly sees: boolean; readonly about: WhoAndWhy } | undefined;
      }
    | undefined;
}

/** The answer to "why can I see this?", and for the case's own people to "why can they?" and "why not?". */
export function WhyAccess({ run, mine, others }: WhyAccessProps) {
  const m = useMessages(whyMessages);
  return (
    <Main title={`${m.title} ${run.number}`}>
      <BackToRun run={run} />
      <h1>{m.heading(run.number)}</h1>
      <p className="reading">{m.intro}</p>
      <h2>{m.you}</h2>
      <Sentences sentences={mine} />
      {others === undefined ? undefined : (
        <>
          <h2>{m.everybody}</h2>
          {others.seeing.length === 0 ? <p className="quiet">{m.nobodyElse}</p> : <People people={others.seeing} />}
          {others.outside.length === 0 ? undefined : (
            <>
              <h2>{m.outside}</h2>
              <People people={others.outside} />
            </>
          )}
          <h2>{m.ask}</h2>
          <form className="form" method="get" action={others.ask.action}>
            <Select name={others.ask.field} label={m.askPerson} groups={[{ choices: others.ask.people }]} required />
            <div className="buttons">
              <Button emphasis="secondary">{m.askSubmit}</Button>
            </div>
          </form>
          {others.answer === undefined ? undefined : (
            <div className="answer">
              <p>
                <b>{others.answer.sees ? m.sees(others.answer.about.name) : m.seesNot(others.answer.about.name)}</b>
              </p>
              <Sentences sentences={others.answer.about.reasons} />
            </div>
          )}
        </>
      )}
    </Main>
  );
}

const Sentences = ({ sentences }: { readonly sentences: readonly string[] }) =>
  sentences.map((sentence) => <p key={sentence}>{sentence}</p>);

const People = ({ people }: { readonly people: readonly WhoAndWhy[] }) => (
  <ul className="lines">
    {people.map((person) => (
      <li key={person.key}>
        <b>{person.name}</b> <span className="quiet">{person.unit}</span>
        <Sentences sentences={person.reasons} />
      </li>
    ))}
  </ul>
);
