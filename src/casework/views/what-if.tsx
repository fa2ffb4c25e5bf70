import type { Difference } from '../../routine/index.ts';
import type { FormFrame, Question } from '../../ui/form-frame.ts';
import { Button, Form, QuestionField, useMessages } from '../../ui/index.ts';
import { routineMessages } from '../messages/routines.ts';
import { FormPage } from './form-page.tsx';
import type { WhyView } from './model/common.ts';
import type { RunReference } from './model/entry.ts';
import { Why } from './why.tsx';

export interface SupposedChange {
  readonly key: string;
  readonly kind: Difference['kind'];
  readonly name: string;
  readonly says: string;
  readonly why?: WhyView | undefined;
}

export interface WhatIfProps {
  readonly frame: FormFrame;
  readonly run: RunReference;
  /** Every day and fact that can be supposed, as it was last supposed. */
  readonly questions: readonly Question[];
  /** Undefined before anything has been asked. */
  readonly result?:
    | {
        /** In words: "inflyttning: 3 nov (nu: 20 okt)". */
        readonly supposed: readonly string[];
        readonly changes: readonly SupposedChange[];
        readonly warnings: readonly string[];
      }
    | undefined;
}

const kinds = ['added', 'removed', 'changed'] as const satisfies readonly Difference['kind'][];

/** What a run would be on another day or with other facts, before anybody does anything. */
export function WhatIf({ frame, run, questions, result }: WhatIfProps) {
  const m = useMessages(routineMessages).whatIf;
  return (
    <FormPage title={m.title} run={run}>
      {result === undefined ? <p className="reading">{m.intro}</p> : <Result result={result} />}
      <Form frame={frame} buttons={<Button>{m.submit}</Button>}>
        {questions.map((question) => (
          <QuestionField key={question.name} question={question} />
        ))}
      </Form>
    </FormPage>
  );
}

function Result({ result: { supposed, changes, warnings } }: { readonly result: NonNullable<WhatIfProps['result']> }) {
  const m = useMessages(routineMessages).whatIf;
  if (supposed.length === 0) return <p className="lead">{m.nothingSupposed}</p>;
  return (
    <section className="what-if">
      <h2>{m.result}</h2>
      <p>{m.if}</p>
      <ul className="lines">
        {supposed.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <p className="lead">{changes.length === 0 ? m.none : m.count(changes.length)}</p>
      {warnings.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {kinds.map((kind) => {
        const own = changes.filter((change) => change.kind === kind);
        return own.length === 0 ? undefined : (
          <div key={kind}>
            <h3>{m.groups[kind]}</h3>
            <ul className="lines">
              {own.map(({ key, says, name, why }) => (
                <li key={key}>
                  {says}
                  {why === undefined ? undefined : <Why why={why} about={name} />}
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}
