import { Button, DateField, Form, QuestionField, TextArea, TextField, useMessages } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { FormPage } from './form-page.tsx';
import {
  entryFields,
  type FactFormProps,
  type IntervalFormProps,
  intervalFields,
  type WaiveFormProps,
} from './model/entry.ts';

/** Depart from an obligation, with the professional reason. */
export function WaiveForm({ frame, run, obligation, modality, at, reason }: WaiveFormProps) {
  const m = useMessages(messages).waive;
  return (
    <FormPage title={m.title(obligation.name)} run={run} obligation={obligation}>
      <p className="reading">
        {m.intro[modality]} {m.covers}
      </p>
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        <TextArea name={entryFields.reason} label={m.reason} value={reason} required />
        <DateField name={entryFields.at} label={m.at} value={at.value} latest={at.latest} required />
      </Form>
    </FormPage>
  );
}

/** How often something repeated is to be done from now on. */
export function IntervalForm({ frame, run, obligation, currentInterval, at, everyWeeks, reason }: IntervalFormProps) {
  const m = useMessages(messages).interval;
  return (
    <FormPage title={m.title(obligation.name)} run={run} obligation={obligation}>
      <p>{m.now(currentInterval)}</p>
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        <TextField
          name={intervalFields.everyWeeks}
          label={m.everyWeeks}
          help={m.everyWeeksHelp}
          value={everyWeeks}
          inputMode="numeric"
          width={4}
          required
        />
        <DateField name={intervalFields.at} label={m.at} value={at.value} latest={at.latest} required />
        <TextArea name={intervalFields.reason} label={m.reason} value={reason} required />
      </Form>
    </FormPage>
  );
}

/** State one fact about the case. */
export function FactForm({ frame, run, question, neededFor, current }: FactFormProps) {
  const m = useMessages(messages);
  return (
    <FormPage title={m.fact.title(question.label)} run={run}>
      {neededFor.length === 0 ? undefined : (
        <p className="reading">
          {m.fact.neededFor}: {neededFor.join(', ')}.
        </p>
      )}
      {current === undefined ? undefined : (
        <p className="quiet">
          {m.fact.now(current.value)}
          {current.statedBy === undefined ? undefined : `, ${m.facts.statedBy(current.statedBy)}`}
        </p>
      )}
      <Form frame={frame} buttons={<Button>{m.fact.save}</Button>}>
        <QuestionField question={question} />
      </Form>
    </FormPage>
  );
}
