import type { FormFrame } from '../../../ui/form-frame.ts';
import { Alert, Button, ButtonForm, Form, TextArea, useMessages } from '../../../ui/index.ts';
import { organisationMessages } from '../messages/index.ts';
import { administrationFields as f, type Act } from './frame.tsx';

export interface PersonSignInProps {
  /** Why no link can be made; then there is nothing else. */
  readonly without?: string | undefined;
  /** Shown once, when it has just been made. */
  readonly made?: { readonly url: string; readonly hours: number } | undefined;
  readonly waiting?: string | undefined;
  readonly make: Act;
  /** Absent for oneself. */
  readonly reset?: ResetProps | undefined;
}

type ResetProps =
  | { readonly kind: 'ask'; readonly frame: FormFrame; readonly reason: string }
  | {
      readonly kind: 'asked';
      readonly text: string;
      readonly reason: string;
      /** Absent for whoever asked. */
      readonly approve?: Act | undefined;
      readonly refuse: Act;
    };

/** How somebody comes in: the links that an administrator gives. */
export function PersonSignIn({ without, made, waiting, make, reset }: PersonSignInProps) {
  const m = useMessages(organisationMessages).signInLinks;
  return (
    <>
      <h2>{m.heading}</h2>
      {made === undefined ? undefined : (
        <Alert tone="ok" live="urgent">
          <p>{m.made}</p>
          <p>
            {m.link}: <code className="seed">{made.url}</code>
          </p>
          <p>{m.madeHelp(made.hours)}</p>
        </Alert>
      )}
      {without === undefined ? (
        <>
          <p className="reading">{m.intro}</p>
          {waiting === undefined || made !== undefined ? undefined : <p className="reading">{waiting}</p>}
          <ButtonForm {...make}>{m.make}</ButtonForm>
          {reset === undefined ? undefined : <Reset {...reset} />}
        </>
      ) : (
        <p className="quiet">{without}</p>
      )}
    </>
  );
}

function Reset(reset: ResetProps) {
  const m = useMessages(organisationMessages).signInLinks.reset;
  return (
    <>
      <h3>{m.heading}</h3>
      <p className="reading">{m.intro}</p>
      {reset.kind === 'ask' ? (
        <Form frame={reset.frame} buttons={<Button emphasis="secondary">{m.ask}</Button>}>
          <TextArea name={f.reason} label={m.reason} help={m.reasonHelp} value={reset.reason} required />
        </Form>
      ) : (
        <>
          <p className="reading">{reset.text}</p>
          <p className="reading">
            {m.because}: {reset.reason}
          </p>
          {reset.approve === undefined ? <p className="reading">{m.wait}</p> : undefined}
          <div className="buttons">
            {reset.approve === undefined ? undefined : <ButtonForm {...reset.approve}>{m.approve}</ButtonForm>}
            <ButtonForm {...reset.refuse}>{reset.approve === undefined ? m.withdraw : m.refuse}</ButtonForm>
          </div>
        </>
      )}
    </>
  );
}
