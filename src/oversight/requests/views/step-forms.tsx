import type { ReactNode } from 'react';
import {
  Alert,
  Button,
  type Choice,
  Conditional,
  DateField,
  Form,
  type FormFrame,
  Main,
  RadioGroup,
  Select,
  TextArea,
  TextField,
  useMessages,
  useToday,
  Back,
} from '../../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { decisions, ways } from '../request.ts';
import { assessField, assignField, decideFields, handOutFields } from './model.ts';

interface StepProps {
  readonly frame: FormFrame;
  readonly number: string;
  /** What is asked for, above the form. */
  readonly asked: string;
}

function Step({
  title,
  number,
  asked,
  frame,
  children,
}: StepProps & { readonly title: string; readonly children: ReactNode }) {
  const m = useMessages(messages).request;
  return (
    <Main title={`${title}, ${m.title(number)}`}>
      <Back href={frame.cancelHref}>{m.title(number)}</Back>
      <h1>{title}</h1>
      {asked === '' ? undefined : (
        <p className="reading">
          <span className="quiet">{m.asked}:</span> <span className="written">{asked}</span>
        </p>
      )}
      {children}
    </Main>
  );
}

export function RequestAssignForm({
  people,
  overtaken,
  ...step
}: StepProps & { readonly people: readonly Choice[]; readonly overtaken: boolean }) {
  const m = useMessages(messages).assign;
  return (
    <Step title={m.title} {...step}>
      {overtaken ? (
        <Alert tone="soon" live="urgent">
          {m.overtaken}
        </Alert>
      ) : undefined}
      <Form frame={step.frame} buttons={<Button>{m.save}</Button>}>
        <Select name={assignField} label={m.who} help={m.whoHelp} groups={[{ choices: people }]} required />
      </Form>
    </Step>
  );
}

export function AssessForm({ assessment, ...step }: StepProps & { readonly assessment: string }) {
  const m = useMessages(messages).assess;
  return (
    <Step title={m.title} {...step}>
      <p className="reading">{m.intro}</p>
      <Form frame={step.frame} buttons={<Button>{m.save}</Button>}>
        <TextArea name={assessField} label={m.assessment} help={m.help} value={assessment} required />
      </Form>
    </Step>
  );
}

interface DecideFormProps extends StepProps {
  readonly values: Readonly<Record<keyof typeof decideFields, string>>;
  readonly contactData: boolean;
  readonly overtaken: boolean;
}

export function DecideForm({ values, contactData, overtaken, ...step }: DecideFormProps) {
  const m = useMessages(messages);
  const d = m.decide;
  const when = (hint: string, ...outcomes: readonly string[]) => ({
    name: decideFields.outcome,
    values: outcomes,
    hint,
  });
  return (
    <Step title={d.title} {...step}>
      {contactData ? <Alert tone="info">{d.contactData}</Alert> : undefined}
      {overtaken ? (
        <Alert tone="soon" live="urgent">
          {d.overtaken}
        </Alert>
      ) : undefined}
      <Form frame={step.frame} buttons={<Button>{d.save}</Button>}>
        <RadioGroup
          name={decideFields.outcome}
          label={d.outcome}
          required
          choices={decisions.map((value) => ({
            value,
            label: m.outcomes[value].name,
            help: m.outcomes[value].help,
            checked: values.outcome === value,
          }))}
        />
        <Conditional when={when(d.partHint, 'in-part')}>
          <TextArea name={decideFields.refusedParts} label={d.refusedParts} value={values.refusedParts} required />
        </Conditional>
        <Conditional when={when(d.refuseHint, 'in-part', 'refused')}>
          <TextField
            name={decideFields.provision}
            label={d.provision}
            help={d.provisionHelp}
            value={values.provision}
            required
          />
          <RadioGroup
            name={decideFields.toldOfAppeal}
            label={d.told}
            required
            inline
            choices={(['yes', 'no'] as const).map((value) => ({
              value,
              label: m[value],
              checked: values.toldOfAppeal === value,
            }))}
          />
        </Conditional>
        <Conditional when={when(d.handedHint, 'handed-over')}>
          <TextField name={decideFields.handedTo} label={d.handedTo} value={values.handedTo} required />
        </Conditional>
        <TextArea name={decideFields.reasons} label={d.reasons} help={d.reasonsHelp} value={values.reasons} />
      </Form>
    </Step>
  );
}

interface HandOutFormProps extends StepProps {
  readonly values: Readonly<Record<keyof typeof handOutFields, string>>;
}

export function HandOutForm({ values, ...step }: HandOutFormProps) {
  const m = useMessages(messages);
  const h = m.handOut;
  const today = useToday();
  return (
    <Step title={h.title} {...step}>
      <Form frame={step.frame} buttons={<Button>{h.save}</Button>}>
        <TextArea name={handOutFields.items} label={h.items} help={h.itemsHelp} value={values.items} required />
        <RadioGroup
          name={handOutFields.way}
          label={h.way}
          required
          choices={ways.map((value) => ({ value, label: m.ways[value], checked: values.way === value }))}
        />
        <RadioGroup
          name={handOutFields.redacted}
          label={h.redacted}
          required
          inline
          choices={(['yes', 'no'] as const).map((value) => ({
            value,
            label: m[value],
            checked: values.redacted === value,
          }))}
        />
        <DateField name={handOutFields.on} label={h.on} value={values.on} latest={today} required />
        <TextField name={handOutFields.at} label={h.at} value={values.at} width={6} required />
      </Form>
    </Step>
  );
}
