import { Alert, Button, Form, Main, TextField, useMessages } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { codeField, type ConfirmProps, signInFields } from './model.ts';

/** Asks again who it is before something sensitive; what was typed is carried along. */
export function Confirm({ action, hidden, name, by, failed, interrupted, cancelHref }: ConfirmProps) {
  const m = useMessages(messages).confirm;
  const field = by === 'code' ? codeField : signInFields.password;
  const frame = { action, hidden, cancelHref, ...(failed ? { errors: [{ field, message: m.failed[by] }] } : {}) };
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="lead">{m.lead(name)}</p>
      {interrupted ? (
        <Alert>
          <p>{m.interrupted}</p>
        </Alert>
      ) : undefined}
      <Form frame={frame} buttons={<Button>{m.submit}</Button>}>
        {by === 'code' ? (
          <TextField
            name={codeField}
            label={m.code}
            help={m.codeHelp}
            width={24}
            autoComplete="one-time-code"
            required
          />
        ) : (
          <TextField
            name={signInFields.password}
            label={m.password}
            type="password"
            autoComplete="current-password"
            required
          />
        )}
      </Form>
    </Main>
  );
}
