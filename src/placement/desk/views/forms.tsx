import type { ReactNode } from 'react';
import {
  Alert,
  Button,
  type Choice,
  DateField,
  Form,
  type FormFrame,
  Main,
  RadioGroup,
  Select,
  TextArea,
  useMessages,
  useToday,
  Back,
} from '../../../ui/index.ts';
import { deskMessages } from '../messages/index.ts';

/** The names of the fields of the desk's small forms. */
export const fields = {
  text: 'text',
  reason: 'skal',
  to: 'till',
  needsAnswer: 'svar',
  visitedOn: 'dag',
  hours: 'timmar',
} as const;

interface StepProps {
  readonly frame: FormFrame;
  /** What the form is about, and where cancelling leads. */
  readonly about: string;
  readonly problem?: string | undefined;
}

/** A form of the desk about one request: its title, what it is about, and what stopped it. */
export function Step({
  title,
  intro,
  save,
  frame,
  about,
  problem,
  children,
}: StepProps & {
  readonly title: string;
  readonly intro?: string | undefined;
  readonly save: string;
  readonly children: ReactNode;
}) {
  return (
    <Main title={title}>
      <Back href={frame.cancelHref}>{about}</Back>
      <h1>{title}</h1>
      {problem === undefined ? undefined : (
        <Alert tone="soon" live="urgent">
          {problem}
        </Alert>
      )}
      {intro === undefined ? undefined : <p className="reading">{intro}</p>}
      <Form frame={frame} buttons={<Button>{save}</Button>}>
        {children}
      </Form>
    </Main>
  );
}

export function TakeOver({
  who,
  reason,
  ...step
}: StepProps & { readonly who: string | undefined; readonly reason: string }) {
  const m = useMessages(deskMessages).takeOver;
  return (
    <Step title={m.title} intro={m.intro(who)} save={m.save} {...step}>
      <TextArea name={fields.reason} label={m.reason} value={reason} required />
    </Step>
  );
}

export function HandOver({
  people,
  reason,
  ...step
}: StepProps & { readonly people: readonly Choice[]; readonly reason: string }) {
  const m = useMessages(deskMessages).handOver;
  return (
    <Step title={m.title} save={m.save} {...step}>
      <Select name={fields.to} label={m.to} groups={[{ choices: people }]} required />
      <TextArea name={fields.reason} label={m.reason} value={reason} required />
    </Step>
  );
}

export function WriteMessage({
  text,
  needsAnswer,
  ...step
}: StepProps & { readonly text: string; readonly needsAnswer: string }) {
  const m = useMessages(deskMessages).message;
  return (
    <Step title={m.title} intro={m.intro} save={m.send} {...step}>
      <TextArea name={fields.text} label={m.text} value={text} required />
      <RadioGroup
        name={fields.needsAnswer}
        label={m.needsAnswer}
        choices={[
          { value: 'ja', label: m.choices.yes, checked: needsAnswer === 'ja' },
          { value: 'nej', label: m.choices.no, checked: needsAnswer === 'nej' },
        ]}
        required
      />
    </Step>
  );
}

export function WriteNote({ text, ...step }: StepProps & { readonly text: string }) {
  const m = useMessages(deskMessages).note;
  return (
    <Step title={m.title} intro={m.intro} save={m.save} {...step}>
      <TextArea name={fields.text} label={m.text} value={text} required />
    </Step>
  );
}

export function WriteUnitNote({
  unit,
  text,
  visitedOn,
  ...step
}: StepProps & { readonly unit: string; readonly text: string; readonly visitedOn: string }) {
  const m = useMessages(deskMessages).unitNote;
  return (
    <Step title={m.title} intro={`${unit}. ${m.intro}`} save={m.save} {...step}>
      <DateField name={fields.visitedOn} label={m.visitedOn} value={visitedOn} latest={useToday()} required />
      <TextArea name={fields.text} label={m.note} value={text} required />
    </Step>
  );
}

export function HoldPlace({
  unit,
  choices,
  ...step
}: StepProps & { readonly unit: string; readonly choices: readonly Choice[] }) {
  const m = useMessages(deskMessages).hold;
  return (
    <Step title={m.title} intro={`${unit}. ${m.intro}`} save={m.save} {...step}>
      <RadioGroup name={fields.hours} label={m.hours} choices={choices} required />
    </Step>
  );
}

export function TakeBack({ text, ...step }: StepProps & { readonly text: string }) {
  const m = useMessages(deskMessages).recommendation;
  return (
    <Step title={m.takeBackTitle} intro={m.takeBackIntro} save={m.confirm} {...step}>
      <TextArea name={fields.reason} label={m.why} value={text} required />
    </Step>
  );
}
