import { Button, DateField, Form, type FormFrame } from '../../ui/index.ts';
import { useLanguage } from '../../ui/language.tsx';
import { words } from '../messages/words.ts';
import { FormPage } from './form-page.tsx';
import type { RunReference } from './model/entry.ts';

export const endAssignmentField = 'sistaDagen';

export interface EndAssignmentFormProps {
  readonly frame: FormFrame;
  readonly run: RunReference;
  readonly name: string;
  readonly lastDay: string;
}

/** Somebody leaves a case or a run after a last day. */
export function EndAssignmentForm({ frame, run, name, lastDay }: EndAssignmentFormProps) {
  const w = words[useLanguage()];
  return (
    <FormPage title={w.endTitle(name)} pageTitle={w.endSave} run={run}>
      <p className="reading">{w.endHelp}</p>
      <Form frame={frame} buttons={<Button>{w.endSave}</Button>}>
        <DateField name={endAssignmentField} label={w.lastDay} value={lastDay} required />
      </Form>
    </FormPage>
  );
}
