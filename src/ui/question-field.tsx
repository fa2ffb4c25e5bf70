import type { ReactElement, ReactNode } from 'react';
import { CheckboxGroup, DateField, Problem, RadioGroup, TextArea, TextField } from './fields.tsx';
import { fieldId, useFieldError } from './form.tsx';
import type { DatesQuestion, Question, ShowWhen, YesNoQuestion } from './form-frame.ts';
import { useMessages } from './language.tsx';
import { messages } from './messages/index.ts';

/** The field that a question from data needs. */
export function QuestionField({ question }: { readonly question: Question }) {
  return <Conditional when={question.showWhen}>{fieldOf(question)}</Conditional>;
}

function fieldOf(question: Question): ReactElement {
  const { name, label, help, required } = question;
  const field = { name, label, help, required };
  if (question.type === 'longText') return <TextArea {...field} value={question.value} />;
  if (question.type === 'date') return <DateField {...field} value={question.value} />;
  if (question.type === 'yesNo') return <YesNoField question={question} />;
  if (question.type === 'dates') return <DatesField question={question} />;
  if ('choices' in question) {
    const Group = question.type === 'code' ? RadioGroup : CheckboxGroup;
    return <Group {...field} choices={question.choices} />;
  }
  if (question.type === 'number') return <TextField {...field} value={question.value} inputMode="numeric" width={6} />;
  return <TextField {...field} value={question.value} />;
}

/** Always there without script, with the words that say when to answer; script hides it until then. */
export function Conditional({ when, children }: { readonly when: ShowWhen | undefined; readonly children: ReactNode }) {
  const { form } = useMessages(messages);
  if (when === undefined) return children;
  return (
    <div className="conditional" data-show-when={when.name} data-show-values={when.values.join('|')}>
      {when.hint === '' ? undefined : (
        <p className="help" data-show-hint>
          {form.only}
          {when.hint}.
        </p>
      )}
      {children}
    </div>
  );
}

function YesNoField({ question }: { readonly question: YesNoQuestion }) {
  const { form } = useMessages(messages);
  const { name, label, help, required, value } = question;
  const choices = [
    { value: 'yes', label: form.yes, checked: value === 'yes' },
    { value: 'no', label: form.no, checked: value === 'no' },
    ...(question.unknown ? [{ value: 'unknown', label: form.unknown, checked: value === 'unknown' }] : []),
  ];
  return <RadioGroup name={name} label={label} help={help} required={required} choices={choices} inline />;
}

function DatesField({ question }: { readonly question: DatesQuestion }) {
  const { form } = useMessages(messages);
  const id = fieldId(question.name);
  const error = useFieldError(question.name);
  const boxes = [...question.values, ...Array.from({ length: question.slots ?? 0 }, () => '')];
  return (
    <fieldset className="ds-fieldset">
      <legend className="ds-label">
        {question.label}
        {question.required ? undefined : <span className="optional"> ({form.optional})</span>}
      </legend>
      {question.help === undefined ? undefined : <p className="help">{question.help}</p>}
      <Problem id={id}>{error}</Problem>
      <div className="choices inline">
        {boxes.map((value, index) => (
          <input
            // oxlint-disable-next-line react/no-array-index-key -- the boxes are told apart by their place alone
            key={index}
            className="ds-input date"
            id={index === 0 ? id : `${id}-${index}`}
            type="date"
            name={question.name}
            defaultValue={value}
            aria-label={form.dateNumber(index + 1)}
            aria-invalid={error === undefined ? undefined : true}
            aria-describedby={error === undefined ? undefined : `${id}-error`}
          />
        ))}
      </div>
    </fieldset>
  );
}
