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

/** Those who see something and those who no longer do, and the answer to a question about somebody. */
export interface Others {
  readonly seeing: readonly WhoAndWhy[];
  readonly outside: readonly WhoAndWhy[];
  readonly ask: { readonly action: string; readonly field: string; readonly people: readonly Choice[] };
  readonly answer?: { readonly sees: boolean; readonly about: WhoAndWhy } | undefined;
}

type Sees = (name: string) => string;

interface WhoSeesProps extends Others {
  /** What is said of what it is that they see. */
  readonly words: Readonly<{ everybody: string; nobodyElse: string; sees: Sees; seesNot: Sees; nothing?: string }>;
}

/** "Why can they?" and "why not?", for those whose it is. */
export function WhoSees({ words, seeing, outside, ask, answer }: WhoSeesProps) {
  const m = useMessages(whyMessages);
  return (
    <>
      <h2>{words.everybody}</h2>
      {seeing.length === 0 ? <p className="quiet">{words.nobodyElse}</p> : <People people={seeing} />}
      {outside.length === 0 ? undefined : (
        <>
          <h2>{m.outside}</h2>
          <People people={outside} />
        </>
      )}
      <h2>{m.ask}</h2>
      <form className="form" method="get" action={ask.action}>
        <Select name={ask.field} label={m.askPerson} groups={[{ choices: ask.people }]} required />
        <div className="buttons">
          <Button emphasis="secondary">{m.askSubmit}</Button>
        </div>
      </form>
      {answer === undefined ? undefined : (
        <div className="answer">
          <p>
            <b>{answer.sees ? words.sees(answer.about.name) : words.seesNot(answer.about.name)}</b>
          </p>
          {answer.about.reasons.length === 0 ? <p>{words.nothing}</p> : <Sentences sentences={answer.about.reasons} />}
        </div>
      )}
    </>
  );
}

interface WhyAccessProps {
  readonly run: RunReference;
  readonly mine: readonly string[];
  /** Only who sees the whole case is told of the others. */
  readonly others?: Others | undefined;
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
      {others === undefined ? undefined : <WhoSees words={m} {...others} />}
    </Main>
  );
}

export const Sentences = ({ sentences }: { readonly sentences: readonly string[] }) =>
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
