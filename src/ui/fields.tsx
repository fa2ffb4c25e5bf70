import type { ReactNode } from 'react';
import type { Language } from '../kernel/text.ts';
import { fieldId, useFieldError } from './form.tsx';
import type { Choice } from './form-frame.ts';
import { useMessages } from './language.tsx';
import { messages } from './messages/index.ts';

export interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly required?: boolean | undefined;
  /** The language of what is written in it, when it is another than the page's. */
  readonly lang?: Language | undefined;
}

const Optional = ({ required }: { readonly required: boolean | undefined }) => {
  const { form } = useMessages(messages);
  return required ? undefined : <span className="optional"> ({form.optional})</span>;
};

const Help = ({ id, children }: { readonly id: string; readonly children: string | undefined }) =>
  children === undefined ? undefined : (
    <p className="help" id={`${id}-help`}>
      {children}
    </p>
  );

/** What is wrong with a field, beside it. */
export function Problem({ id, children }: { readonly id: string; readonly children: string | undefined }) {
  const { form } = useMessages(messages);
  if (children === undefined) return undefined;
  return (
    <p className="problem" id={`${id}-error`}>
      <span className="ds-sr-only">{form.error}</span>
      {children}
    </p>
  );
}

/** The attributes that tie a control to its help and its error. */
function describe(id: string, help: string | undefined, error: string | undefined) {
  const described = [help === undefined ? '' : `${id}-help`, error === undefined ? '' : `${id}-error`];
  return {
    'aria-describedby': described.filter(Boolean).join(' ') || undefined,
    'aria-invalid': error === undefined ? undefined : true,
  } as const;
}

function Labelled({ name, label, help, required, children }: FieldProps & { readonly children: ReactNode }) {
  const id = fieldId(name);
  return (
    <div className="ds-field">
      <label className="ds-label" htmlFor={id}>
        {label}
        <Optional required={required} />
      </label>
      <Help id={id}>{help}</Help>
      <Problem id={id}>{useFieldError(name)}</Problem>
      {children}
    </div>
  );
}

interface TextFieldProps extends FieldProps {
  readonly value?: string | undefined;
  readonly type?: 'text' | 'password' | 'number' | 'tel' | undefined;
  readonly autoComplete?: string | undefined;
  /** Width in characters, when the answer has a known length. */
  readonly width?: number | undefined;
  readonly inputMode?: 'text' | 'numeric' | undefined;
}

export function TextField({ value, type = 'text', autoComplete = 'off', width, inputMode, ...field }: TextFieldProps) {
  const id = fieldId(field.name);
  return (
    <Labelled {...field}>
      <input
        className="ds-input"
        id={id}
        name={field.name}
        type={type}
        defaultValue={value}
        lang={field.lang}
        autoComplete={autoComplete}
        autoCapitalize={type === 'password' ? 'none' : undefined}
        size={width}
        inputMode={inputMode}
        required={field.required}
        {...describe(id, field.help, useFieldError(field.name))}
      />
    </Labelled>
  );
}

export function TextArea({ value, ...field }: FieldProps & { readonly value?: string | undefined }) {
  const id = fieldId(field.name);
  return (
    <Labelled {...field}>
      <textarea
        className="ds-input"
        id={id}
        name={field.name}
        rows={4}
        defaultValue={value}
        lang={field.lang}
        required={field.required}
        {...describe(id, field.help, useFieldError(field.name))}
      />
    </Labelled>
  );
}

/** The `accept` is a help to who chooses: what a file is, is told by its content. */
export function FileField({
  accept = '.pdf,.jpg,.jpeg,.png,.tif,.tiff,.heic,.heif,.txt,.docx,.odt',
  ...field
}: FieldProps & { readonly accept?: string | undefined }) {
  const id = fieldId(field.name);
  return (
    <Labelled {...field}>
      <input
        className="ds-input"
        id={id}
        name={field.name}
        type="file"
        accept={accept}
        required={field.required}
        {...describe(id, field.help, useFieldError(field.name))}
      />
    </Labelled>
  );
}

interface DateFieldProps extends FieldProps {
  readonly value?: string | undefined;
  readonly latest?: string | undefined;
  readonly earliest?: string | undefined;
}

export function DateField({ value, latest, earliest, ...field }: DateFieldProps) {
  const id = fieldId(field.name);
  return (
    <Labelled {...field}>
      <input
        className="ds-input date"
        id={id}
        name={field.name}
        type="date"
        defaultValue={value}
        min={earliest}
        max={latest}
        required={field.required}
        {...describe(id, field.help, useFieldError(field.name))}
      />
    </Labelled>
  );
}

interface SelectProps extends FieldProps {
  readonly groups: readonly { readonly label?: string | undefined; readonly choices: readonly Choice[] }[];
}

export function Select({ groups, ...field }: SelectProps) {
  const id = fieldId(field.name);
  const { form } = useMessages(messages);
  const chosen = groups.flatMap((group) => group.choices).find((choice) => choice.checked)?.value;
  return (
    <Labelled {...field}>
      <select
        className="ds-input"
        id={id}
        name={field.name}
        defaultValue={chosen ?? ''}
        required={field.required}
        {...describe(id, field.help, useFieldError(field.name))}
      >
        <option value="">{form.choose}</option>
        {groups.map((group) => {
          const options = group.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ));
          return group.label === undefined ? (
            options
          ) : (
            <optgroup key={group.label} label={group.label}>
              {options}
            </optgroup>
          );
        })}
      </select>
    </Labelled>
  );
}

interface ChoicesProps extends FieldProps {
  readonly choices: readonly Choice[];
  /** Short choices stand side by side. */
  readonly inline?: boolean | undefined;
}

export const RadioGroup = (props: ChoicesProps) => <Choices type="radio" {...props} />;
export const CheckboxGroup = (props: ChoicesProps) => <Choices type="checkbox" {...props} />;

function Choices({
  type,
  name,
  label,
  help,
  required,
  choices,
  inline,
}: ChoicesProps & { readonly type: 'radio' | 'checkbox' }) {
  const id = fieldId(name);
  const error = useFieldError(name);
  const { 'aria-describedby': describedBy, 'aria-invalid': invalid } = describe(id, help, error);
  return (
    <fieldset className="ds-fieldset" aria-describedby={describedBy}>
      <legend className="ds-label">
        {label}
        <Optional required={required} />
      </legend>
      <Help id={id}>{help}</Help>
      <Problem id={id}>{error}</Problem>
      <div className={inline ? 'choices inline' : 'choices'}>
        {choices.map((choice, index) => (
          <Checkable
            key={choice.value}
            type={type}
            id={index === 0 ? id : `${id}-${index}`}
            name={name}
            choice={choice}
            invalid={invalid}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface CheckableProps {
  readonly type: 'radio' | 'checkbox';
  readonly id: string;
  readonly name: string;
  readonly choice: Choice;
  readonly invalid?: boolean | undefined;
}

export function Checkable({ type, id, name, choice, invalid }: CheckableProps) {
  const helpId = choice.help === undefined ? undefined : `${id}-help`;
  return (
    <div className="ds-field">
      <input
        className="ds-input"
        id={id}
        type={type}
        name={name}
        value={choice.value}
        defaultChecked={choice.checked}
        aria-describedby={helpId}
        aria-invalid={invalid}
      />
      <label className="ds-label" htmlFor={id}>
        {choice.label}
      </label>
      {choice.help === undefined ? undefined : (
        <p className="help" id={helpId}>
          {choice.help}
        </p>
      )}
    </div>
  );
}
