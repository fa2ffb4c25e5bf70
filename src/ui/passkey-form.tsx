import type { ReactNode } from 'react';
import { Button, type Emphasis } from './button.tsx';
import { HiddenFields } from './form.tsx';
import type { HiddenValues } from './form-frame.ts';

/** The field that the browser's answer is sent in. */
export const passkeyAnswerField = 'svar';

export interface PasskeyFormProps {
  readonly kind: 'register' | 'show';
  readonly action: string;
  /** Where the script asks what to ask the browser for. */
  readonly questionUrl: string;
  readonly hidden: HiddenValues;
  /** Shown when the browser gives no answer. */
  readonly failed: string;
  readonly submit: string;
  readonly emphasis?: Emphasis | undefined;
  readonly children?: ReactNode;
}

/** A form that the browser answers with a passkey. It takes script, and is not there without. */
export function PasskeyForm({
  kind,
  action,
  questionUrl,
  hidden,
  failed,
  submit,
  emphasis = 'secondary',
  children,
}: PasskeyFormProps) {
  return (
    <form
      className="form narrow"
      method="post"
      action={action}
      autoComplete="off"
      data-passkey={kind}
      data-passkey-url={questionUrl}
      hidden
    >
      <HiddenFields fields={hidden} />
      <input type="hidden" name={passkeyAnswerField} data-passkey-answer />
      {children}
      <p className="problem" role="alert" data-passkey-failed hidden>
        {failed}
      </p>
      <div className="buttons">
        <Button emphasis={emphasis}>{submit}</Button>
      </div>
    </form>
  );
}
