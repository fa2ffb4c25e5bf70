import { Alert, Button, Form, LinkButton, Main, PasskeyForm, TextField, useMessages } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { AtProvider } from './sign-in.tsx';
import { codeField, type ConfirmProps, signInFields } from './model.ts';

/** Asks again who it is before something sensitive; what was typed is carried along. */
export function Confirm({
  action,
  hidden,
  name,
  by,
  failed,
  interrupted,
  passkey,
  provider,
  cancelHref,
}: ConfirmProps) {
  const { confirm: m, signIn } = useMessages(messages);
  const field = by === 'code' ? codeField : signInFields.password;
  const wrong =
    failed === undefined || failed === 'passkey' || failed === 'provider' ? [] : [{ field, message: m.failed[failed] }];
  const frame = { action, hidden, cancelHref, errors: wrong };
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="lead">{m.lead(name)}</p>
      {interrupted ? (
        <Alert>
          <p>{m.interrupted}</p>
        </Alert>
      ) : undefined}
      {failed === 'passkey' || failed === 'provider' ? (
        <Alert tone="late" live="urgent">
          <p>{m.failed[failed]}</p>
        </Alert>
      ) : undefined}
      {passkey === undefined ? undefined : (
        <>
          <p className="reading" data-passkey-missing>
            {signIn.passkeyMissing}
          </p>
          <PasskeyForm
            kind="show"
            {...passkey}
            hidden={hidden}
            failed={signIn.passkeyNone}
            submit={m.passkey}
            emphasis={by === 'passkey' ? 'primary' : 'secondary'}
          />
        </>
      )}
      {provider === undefined ? undefined : (
        <AtProvider provider={provider} hidden={hidden} interrupted={interrupted} />
      )}
      {by === 'passkey' || by === 'provider' ? (
        <LinkButton href={cancelHref} emphasis="secondary">
          {m.cancel}
        </LinkButton>
      ) : (
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
      )}
    </Main>
  );
}
