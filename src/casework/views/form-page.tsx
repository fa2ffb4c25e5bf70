import { WrittenName } from '../../secrecy/index.ts';
import type { ReactNode } from 'react';
import { Latest, Main, Back } from '../../ui/index.ts';
import type { ObligationSummary, RunReference } from './model/entry.ts';
import { ClockTag } from './next-steps.tsx';
import { Source } from './why.tsx';

interface FormPageProps {
  readonly title: string;
  /** The page's name in the browser, when the title names somebody: it is kept in histories that others can read. */
  readonly pageTitle?: string | undefined;
  readonly run: RunReference;
  /** What the form answers: the obligation's sentence, with its source. */
  readonly obligation?: ObligationSummary | undefined;
  readonly children: ReactNode;
  readonly aside?: ReactNode;
}

/** A form is a page of its own, with the way back to the run above it. */
export function FormPage({ title, pageTitle = title, run, obligation, children, aside }: FormPageProps) {
  return (
    <Main title={`${pageTitle}, ${run.number}`} aside={aside} asideLabel={title}>
      <BackToRun run={run} />
      <h1>{title}</h1>
      {obligation === undefined ? undefined : <Obligation obligation={obligation} />}
      {children}
    </Main>
  );
}

export const BackToRun = ({ run }: { readonly run: RunReference }) => (
  <Back href={run.href}>
    <span className="number">{run.number}</span> <WrittenName name={run.name} />
  </Back>
);

function Obligation({ obligation }: { readonly obligation: ObligationSummary }) {
  return (
    <div className="answers reading">
      <p>{obligation.sentence}</p>
      <p className="quiet facts">
        {obligation.due === undefined ? undefined : (
          <span>
            <Latest date={obligation.due} />
          </span>
        )}
        <ClockTag clock={obligation.clock} />
        <span>
          <Source source={obligation.source} />
        </span>
      </p>
    </div>
  );
}
