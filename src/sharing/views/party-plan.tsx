import { Main, useMessages, Back } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { Doors, type DoorsProps } from '../insluss/views/door.tsx';
import { WhyMine } from './why-mine.tsx';
import { type StepFormProps, type StepLine, Steps } from './plan-steps.tsx';

interface SharedPlanProps {
  readonly title: string;
  readonly goal: string;
  readonly about: string;
  readonly owner: string;
  readonly backHref: string;
  readonly backText: string;
  /** Above it, when the owner looks at it as a party does. */
  readonly as?: string | undefined;
  /** Why the reader can see it. */
  readonly why?: readonly string[] | undefined;
  readonly problem?: string | undefined;
  /** What the routine asks of the reader, when the plan is around insluss. */
  readonly doors?: DoorsProps | undefined;
  readonly steps: readonly StepLine[];
  readonly addStep?: StepFormProps | undefined;
}

/** A shared plan as a party sees it. */
export function SharedPlanPage({
  title,
  goal,
  about,
  owner,
  backHref,
  backText,
  as,
  why,
  problem,
  doors,
  steps,
  addStep,
}: SharedPlanProps) {
  const m = useMessages(messages).plan;
  return (
    <Main title={m.title}>
      <Back href={backHref}>{backText}</Back>
      {as === undefined ? undefined : <p className="lead">{as}</p>}
      <h1>{title}</h1>
      <p>
        {about}
        <br />
        {owner}
      </p>
      {why === undefined ? undefined : <WhyMine sentences={why} />}
      <h2>{m.goal}</h2>
      <p className="written reading">{goal}</p>
      {doors === undefined ? undefined : <Doors {...doors} />}
      <Steps steps={steps} problem={problem} addStep={addStep} />
    </Main>
  );
}
