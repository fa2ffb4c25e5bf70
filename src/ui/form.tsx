import { createContext, type ReactNode, useContext } from 'react';
import { Button } from './button.tsx';
import { timeOfDay } from './dates.ts';
import type { FieldError, FormFrame, HiddenValues } from './form-frame.ts';
import { useMessages } from './language.tsx';
import { messages } from './messages/index.ts';

const noErrors: readonly FieldError[] = [];
const ErrorsContext = createContext(noErrors);

/** What is wrong with the field of this name, if anything. */
export const useFieldError = (name: string): string | undefined =>
  useContext(ErrorsContext).find((error) => error.field === name)?.message;

/** The id of a field's (first) control, by which the error summary leads to it. */
export const fieldId = (name: string): string => `f-${name}`;

export const HiddenFields = ({ fields }: { readonly fields: HiddenValues }) =>
  Object.entries(fields).flatMap(([name, values]) =>
    (typeof values === 'string' ? [values] : values).map((value) => (
      <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
    )),
  );

interface FormProps {
  readonly frame: FormFrame;
  readonly children: ReactNode;
  /** The buttons, the most wanted first. */
  readonly buttons: ReactNode;
}

/** A form that posts, is complete without script, and keeps what was typed when something needs correcting. */
export function Form({ frame, children, buttons }: FormProps) {
  const m = useMessages(messages);
  return (
    <ErrorsContext value={frame.errors ?? noErrors}>
      <ErrorSummary errors={frame.errors ?? noErrors} />
      <form
        className="form"
        method="post"
        action={frame.action}
        encType={frame.takesFiles ? 'multipart/form-data' : undefined}
        noValidate
        // Going back shows what the server knows, not what was sent: sent again with a new key, it would be written twice.
        autoComplete="off"
        data-autosave-url={frame.autosaveUrl}
        data-sending={m.autosave.sending}
        data-gives-file={frame.givesFile}
      >
        <HiddenFields fields={frame.hidden} />
        {children}
        <div className="buttons">
          {buttons}
          <a className="action" href={frame.cancelHref}>
            {m.form.cancel}
          </a>
          {frame.autosaveUrl === undefined ? undefined : <AutosaveStatus savedAt={frame.savedAt} />}
        </div>
      </form>
    </ErrorsContext>
  );
}

function AutosaveStatus({ savedAt }: { readonly savedAt: string | undefined }) {
  const { autosave } = useMessages(messages);
  return (
    <output
      className="autosave"
      data-autosave-status
      data-saved={autosave.savedTemplate}
      data-saving={autosave.saving}
      data-failed={autosave.failed}
      data-signed-out={autosave.signedOut}
      data-conflict={autosave.conflict}
      data-idle={autosave.idle}
    >
      {savedAt === undefined ? '' : autosave.saved(timeOfDay(savedAt))}
    </output>
  );
}

/** What needs correcting, each a link to its field; takes the focus when the page opens with errors. */
export function ErrorSummary({ errors }: { readonly errors: readonly FieldError[] }) {
  const { form } = useMessages(messages);
  if (errors.length === 0) return undefined;
  return (
    <div className="error-summary" role="alert" tabIndex={-1} data-focus aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{form.errorsTitle(errors.length)}</h2>
      <p>{form.errorsHelp}</p>
      <ul>
        {errors.map((error) => (
          <li key={error.field}>
            <a href={`#${fieldId(error.field)}`}>{error.message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A form that is one button, as signing out. */
export function ButtonForm({
  action,
  hidden,
  children,
}: {
  readonly action: string;
  readonly hidden: HiddenValues;
  readonly children: ReactNode;
}) {
  return (
    <form method="post" action={action} className="button-form">
      <HiddenFields fields={hidden} />
      <Button emphasis="tertiary">{children}</Button>
    </form>
  );
}
