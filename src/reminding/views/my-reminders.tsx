import type { FormFrame } from '../../ui/form-frame.ts';
import type { Link } from '../../ui/link.ts';
import { Alert, Button, Form, Main, RadioGroup, useMessages, Back } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { type Level, levels } from '../reminder.ts';

export const fields = { level: 'niva' } as const;

interface MyRemindersProps {
  readonly frame: FormFrame;
  readonly back: Link;
  readonly level: Level;
  readonly address: string | undefined;
  readonly saved: boolean;
}

/** What one wants to be reminded of, and where it goes. */
export function MyReminders({ frame, back, level, address, saved }: MyRemindersProps) {
  const m = useMessages(messages);
  return (
    <Main title={m.title}>
      <Back href={back.href}>{back.text}</Back>
      <h1>{m.title}</h1>
      {saved ? (
        <Alert tone="ok" live="calm">
          {m.saved}
        </Alert>
      ) : undefined}
      <p className="reading">{m.intro}</p>
      {address === undefined ? <Alert tone="soon">{m.nowhere}</Alert> : <p className="reading">{m.to(address)}</p>}
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        <RadioGroup
          name={fields.level}
          label={m.level}
          required
          choices={levels.map((value) => ({ value, label: m.levels[value], checked: value === level }))}
        />
      </Form>
    </Main>
  );
}
