import type { Choice, FormFrame } from '../../ui/form-frame.ts';
import {
  Button,
  CheckboxGroup,
  Disclosure,
  EmptyState,
  Form,
  Main,
  TextArea,
  TextField,
  useMessages,
  Back,
} from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { Keep, planFields } from './plan-steps.tsx';

interface PlansProps {
  readonly number: string;
  readonly backHref: string;
  readonly plans: readonly {
    readonly key: string;
    readonly href: string;
    readonly title: string;
    readonly state: string;
  }[];
  readonly make?:
    | {
        readonly frame: FormFrame;
        readonly title: string;
        readonly goal: string;
        /** The run of insluss that the plan can be around, when there is one that goes on. */
        readonly around: Choice | undefined;
        readonly keep: Choice | undefined;
      }
    | undefined;
}

/** The shared plans of a case, and a form for a new one. */
export function Plans({ number, backHref, plans, make }: PlansProps) {
  const m = useMessages(messages).plan;
  return (
    <Main title={`${m.title}, ${number}`}>
      <Back href={backHref}>
        <span className="number">{number}</span>
      </Back>
      <h1>{m.heading(number)}</h1>
      <p className="reading">{m.intro}</p>
      {plans.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <ul className="lines">
          {plans.map((plan) => (
            <li key={plan.key}>
              <a href={plan.href}>{plan.title}</a> <span className="quiet">{plan.state}</span>
            </li>
          ))}
        </ul>
      )}
      {make === undefined ? undefined : (
        <Disclosure kind="section" summary={m.make} open={plans.length === 0 || (make.frame.errors ?? []).length > 0}>
          <Form frame={make.frame} buttons={<Button>{m.save}</Button>}>
            <TextField name={planFields.title} label={m.name} help={m.nameHelp} value={make.title} required />
            <TextArea name={planFields.goal} label={m.goal} help={m.goalHelp} value={make.goal} required />
            {make.around === undefined ? undefined : (
              <CheckboxGroup name={planFields.around} label={m.around} choices={[make.around]} />
            )}
            <Keep choice={make.keep} />
          </Form>
        </Disclosure>
      )}
    </Main>
  );
}
