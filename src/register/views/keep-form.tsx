import type { Choice, FormFrame } from '../../ui/form-frame.ts';
import {
  Alert,
  Button,
  CheckboxGroup,
  DateField,
  Form,
  Main,
  RadioGroup,
  Select,
  TextArea,
  TextField,
  useLanguage,
  useMessages,
  Back,
} from '../../ui/index.ts';
import type { Field } from '../fields.ts';
import { offered } from '../kinds.ts';
import { registerMessages } from '../messages/index.ts';
import { codeInWords, noneChoice } from '../words.ts';

/** What a form's control of a column is called: never what another form calls something else. */
export const controlOf = (column: string): string => `uppgift-${column}`;

/** So few are seen at once; more are chosen from a list. */
const fewEnough = 5;

interface FactFieldProps {
  readonly field: Field;
  /** The parts that are shown: what was typed, or what holds. */
  readonly shown: readonly string[];
  readonly choices?: readonly Choice[] | undefined;
}

function FactField({ field, shown, choices }: FactFieldProps) {
  const language = useLanguage();
  const m = useMessages(registerMessages);
  const { column, kind, required, choosing } = field;
  const labels: Readonly<Record<string, string>> = m.fields;
  const base = { name: controlOf(column), label: labels[column] ?? column, help: m.help[column], required };
  const known =
    choices ??
    (field.codes ?? offered[column] ?? []).map((value) => ({ value, label: codeInWords(column, value, language) }));
  // What a file has brought that no list has stays what it is.
  const others = shown
    .filter(
      (value) => value !== '' && value !== noneChoice(language).value && !known.some((one) => one.value === value),
    )
    .map((value) => ({ value, label: codeInWords(column, value, language) }));
  const all = [...known, ...(kind === 'codes' || kind === 'code' ? others : [])].map((one) => ({
    ...one,
    checked: shown.includes(one.value),
  }));
  switch (kind) {
    case 'codes': {
      const nothing = { ...noneChoice(language), checked: shown.includes(noneChoice(language).value) };
      return (
        <CheckboxGroup
          {...base}
          help={required || choosing ? base.help : m.unknownChoice}
          choices={required || choosing ? all : [...all, nothing]}
          inline={all.length > fewEnough}
        />
      );
    }
    case 'code':
      return all.length <= fewEnough && required ? (
        <RadioGroup {...base} choices={all} />
      ) : (
        <Select {...base} groups={[{ choices: all }]} />
      );
    case 'flag':
      return (
        <CheckboxGroup {...base} required choices={[{ value: 'yes', label: m.isTrue, checked: shown[0] === 'yes' }]} />
      );
    case 'date':
      return <DateField {...base} value={shown[0]} />;
    case 'long':
      return <TextArea {...base} value={shown[0]} />;
    case 'texts':
      return <TextArea {...base} value={shown.join('\n')} />;
    case 'whole':
    case 'decimal':
      return <TextField {...base} value={shown[0]} width={10} inputMode={kind === 'whole' ? 'numeric' : 'text'} />;
    case 'text':
      return <TextField {...base} value={shown[0]} />;
  }
}

interface KeepPageProps {
  readonly title: string;
  readonly submit: string;
  /** What it is about, and where that is. */
  readonly back: { readonly href: string; readonly text: string };
  readonly lead?: string | undefined;
  readonly frame: FormFrame;
  readonly fields: readonly Field[];
  readonly shown: (column: string) => readonly string[];
  readonly choices?: Readonly<Record<string, readonly Choice[]>> | undefined;
  readonly overtaken?: boolean | undefined;
}

/** Any form of the register: one fact a field. */
export function KeepPage({ title, submit, back, lead, frame, fields, shown, choices, overtaken }: KeepPageProps) {
  const m = useMessages(registerMessages);
  return (
    <Main title={title}>
      <Back href={back.href}>{back.text}</Back>
      <h1>{title}</h1>
      {overtaken ? (
        <Alert tone="soon" live="urgent">
          <p>{m.overtaken}</p>
        </Alert>
      ) : undefined}
      {lead === undefined ? undefined : <p className="reading">{lead}</p>}
      <Form frame={frame} buttons={<Button>{submit}</Button>}>
        <FactFields fields={fields} shown={shown} choices={choices} />
      </Form>
    </Main>
  );
}

export const FactFields = ({ fields, shown, choices }: Pick<KeepPageProps, 'fields' | 'shown' | 'choices'>) =>
  fields.map((field) => (
    <FactField key={field.column} field={field} shown={shown(field.column)} choices={choices?.[field.column]} />
  ));
