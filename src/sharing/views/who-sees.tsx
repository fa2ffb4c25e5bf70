import { type Others, WhoSees } from '../../casework/index.ts';
import { Main, useMessages, Back } from '../../ui/index.ts';
import { whyMessages } from '../messages/why.ts';

interface WhoSeesSharedProps {
  readonly what: 'plan' | 'disclosure';
  readonly heading: string;
  readonly backHref: string;
  /** Said of a recipient that has no account. */
  readonly outside?: string | undefined;
  readonly others: Others;
}

/** Who sees a plan or what was handed over, and why; who no longer does; and the answer about anybody else. */
export function WhoSeesShared({ what, heading, backHref, outside, others }: WhoSeesSharedProps) {
  const m = useMessages(whyMessages);
  return (
    <Main title={m[what].title}>
      <Back href={backHref}>{m[what].back}</Back>
      <h1>{heading}</h1>
      <p className="reading">{m.intro}</p>
      {outside === undefined ? undefined : <p className="reading">{outside}</p>}
      <WhoSees words={m[what]} {...others} />
    </Main>
  );
}
