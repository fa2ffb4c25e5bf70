import type { Choice, FormFrame, HiddenValues } from '../../ui/form-frame.ts';
import {
  Button,
  CheckboxGroup,
  DateField,
  Form,
  HiddenFields,
  ShortDate,
  TextField,
  useMessages,
} from '../../ui/index.ts';
import { messages } from '../messages/index.ts';

export const planFields = {
  title: 'namn',
  goal: 'mal',
  around: 'kring',
  who: 'vem',
  showsName: 'visar-namn',
  until: 'till',
  what: 'vad',
  due: 'senast',
  act: 'gor',
  keep: 'spara-anda',
} as const;

export type Act = Readonly<{ action: string; hidden: HiddenValues }>;

export interface StepLine {
  readonly key: string;
  readonly whose: string;
  readonly what: string;
  readonly due?: string | undefined;
  readonly done?: string | undefined;
  readonly hidden?: string | undefined;
  /** What can be done with it, as buttons of one form. */
  readonly acts: readonly { readonly value: string; readonly text: string }[];
  readonly form: Act;
}

export interface StepFormProps {
  readonly frame: FormFrame;
  readonly what: string;
  readonly due: string;
  readonly keep?: Choice | undefined;
}

interface StepsProps {
  readonly steps: readonly StepLine[];
  readonly problem?: string | undefined;
  readonly addStep?: StepFormProps | undefined;
}

export function Steps({ steps, problem, addStep }: StepsProps) {
  const m = useMessages(messages).plan;
  return (
    <section id="steg">
      <h2>{m.steps}</h2>
      {problem === undefined ? undefined : (
        <p className="error" role="alert">
          {problem}
        </p>
      )}
      {steps.length === 0 ? (
        <p className="quiet">{m.noSteps}</p>
      ) : (
        <ul className="plan-steps">
          {steps.map((step) => (
            <Step key={step.key} step={step} />
          ))}
        </ul>
      )}
      {addStep === undefined ? undefined : (
        <Form frame={addStep.frame} buttons={<Button emphasis="secondary">{m.addSubmit}</Button>}>
          <h3>{m.addStep}</h3>
          <TextField name={planFields.what} label={m.what} value={addStep.what} required />
          <DateField name={planFields.due} label={m.due} value={addStep.due} />
          <Keep choice={addStep.keep} />
        </Form>
      )}
    </section>
  );
}

/** Asked when somebody is named in what was written. */
export function Keep({ choice }: { readonly choice: Choice | undefined }) {
  const m = useMessages(messages).plan;
  return choice === undefined ? undefined : <CheckboxGroup name={planFields.keep} label={m.keep} choices={[choice]} />;
}

function Step({ step }: { readonly step: StepLine }) {
  const m = useMessages(messages).plan;
  return (
    <li>
      <span>
        <b>{step.whose}:</b> {step.what}
      </span>
      <span className="quiet">
        {step.due === undefined ? undefined : (
          <>
            {m.due.toLowerCase()} <ShortDate date={step.due} />
          </>
        )}{' '}
        {step.done} {step.hidden}
      </span>
      {step.acts.length === 0 ? undefined : (
        <form method="post" action={step.form.action} className="button-form acts">
          <HiddenFields fields={step.form.hidden} />
          {step.acts.map((act) => (
            <Button key={act.value} emphasis="tertiary" name={planFields.act} value={act.value}>
              {act.text}
              <span className="ds-sr-only"> {step.what}</span>
            </Button>
          ))}
        </form>
      )}
    </li>
  );
}
