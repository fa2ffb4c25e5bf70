import type { Choice, FormFrame } from '../../ui/form-frame.ts';
import { Button, DateField, Form, RadioGroup, useMessages } from '../../ui/index.ts';
import { takenOnMessages } from '../messages/taken-on.ts';
import { FormPage } from './form-page.tsx';
import type { ObligationSummary, RunReference } from './model/entry.ts';

export const takeOnFields = { until: 'till', reason: 'skal' } as const;

interface TakeOnFormProps {
  readonly frame: FormFrame;
  readonly run: RunReference;
  readonly obligation: ObligationSummary;
  readonly until: { readonly value: string; readonly earliest: string; readonly latest: string };
  readonly days: number;
  readonly reasons: readonly Choice[];
}

/** Say that one is on an obligation, until when, and why it is not done. */
export function TakeOnForm({ frame, run, obligation, until, days, reasons }: TakeOnFormProps) {
  const m = useMessages(takenOnMessages);
  return (
    <FormPage title={m.title(obligation.name)} run={run} obligation={obligation}>
      <p className="reading">{m.intro}</p>
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        <DateField
          name={takeOnFields.until}
          label={m.until}
          help={m.untilHelp(days)}
          value={until.value}
          earliest={until.earliest}
          latest={until.latest}
          required
        />
        <RadioGroup name={takeOnFields.reason} label={m.reason} choices={reasons} required />
      </Form>
    </FormPage>
  );
}
