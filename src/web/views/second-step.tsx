import { Button, Form, Main, PasskeyForm, TextField, useMessages } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { codeField, type SecondStepProps } from './model.ts';

/** After the password: something that only the person has. */
export function SecondStep({ action, hidden, failed, code, recoveryCodes, passkey, cancelHref }: SecondStepProps) {
  const { secondStep: m, signIn } = useMessages(messages);
  const frame = {
    action,
    hidden,
    cancelHref,
    ...(failed ? { errors: [{ field: codeField, message: m.failed }] } : {}),
  };
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="lead">{m.lead}</p>
      {passkey === undefined ? undefined : (
        <>
          <p className="reading" data-passkey-missing>
            {signIn.passkeyMissing}
          </p>
          <PasskeyForm kind="show" {...passkey} hidden={hidden} failed={signIn.passkeyNone} submit={signIn.passkey} />
        </>
      )}
      {code || recoveryCodes ? (
        <Form frame={frame} buttons={<Button>{m.submit}</Button>}>
          <TextField
            name={codeField}
            label={code ? m.code : m.recoveryCode}
            help={code ? m.codeHelp : m.recoveryCodeHelp}
            width={24}
            autoComplete="one-time-code"
            required
          />
        </Form>
      ) : (
        <p>
          <a href={cancelHref}>{m.again}</a>
        </p>
      )}
    </Main>
  );
}
