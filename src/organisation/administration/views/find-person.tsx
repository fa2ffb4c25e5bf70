import type { FormFrame } from '../../../ui/form-frame.ts';
import { Button, Form, TextField, useMessages } from '../../../ui/index.ts';
import { organisationMessages } from '../messages/index.ts';
import { administrationFields as f } from './frame.tsx';

export interface FindPersonProps {
  readonly frame: FormFrame;
  /** What was searched for. */
  readonly text: string;
}

/** Looks somebody up among all who work here: posted, so that no name stands in an address. */
export function FindPerson({ frame, text }: FindPersonProps) {
  const m = useMessages(organisationMessages).people;
  return (
    <Form frame={frame} buttons={<Button emphasis="secondary">{m.find}</Button>}>
      <TextField name={f.find} label={m.findLabel} help={m.findHelp} value={text} required />
    </Form>
  );
}
