import { Alert, Button, Form, Main, TextField, useMessages } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { type ConfirmProps, signInFields } from './model.ts';

/** Asks for the password again before something sensitive; what was typed is carried along. */
export function Confirm({ action, hidden, name, failed, interrupted, cancelHref }: ConfirmProps) {
  const m = useMessages(messages).confirm;
  const frame = {
    action,
    hidden,
    cancelHref,
    ...(failed ? { errors: [{ field: signInFields.password, message: m.failed }] } : {}),
  };
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
        <TextField
          name={signInFields.password}
          label={m.password}
          type="password"
          autoComplete="current-password"
          required
        />
      </Form>
    </Main>
  );
}
