import { amountIn } from '../kernel/number.ts';
import { type LocalDate, parseLocalDate } from '../kernel/date.ts';
import { isPersonalNumber } from './personal-number.ts';

/** How a fact is written, the same in a form and in a column of a file. */
export type FieldKind =
  | 'text'
  | 'long'
  /** One text a line, or separated by | in a file. Nothing written: not known. A hyphen alone: known to be none. */
  | 'texts'
  /** Several of a list, kept and left unknown as texts are. */
  | 'codes'
  | 'code'
  | 'date'
  | 'whole'
  | 'decimal'
  | 'flag';

export type Field = Readonly<{
  /** The column that it is, in files and in the database. */
  column: string;
  kind: FieldKind;
  required?: true;
  /** Of a list: nothing chosen is nothing chosen, and not unknown. */
  choosing?: true;
  /** Of what is not written: null, which is not known, and not an empty text. */
  nullable?: true;
  /** The codes there are. Without, any. */
  codes?: readonly string[];
}>;

export type Value = string | number | boolean | null | readonly string[];
export type Values = Readonly<Record<string, Value>>;

export const fieldProblems = [
  'empty',
  'date',
  'whole',
  'decimal',
  'code',
  'flag',
  'organisation-number',
  'too-long',
  'ages',
  'period',
] as const;
export type FieldProblem = (typeof fieldProblems)[number];
export type ColumnProblem<Problem = FieldProblem> = Readonly<{ column: string; problem: Problem }>;

const longest = { text: 300, long: 4000 } as const;
/** What is written for a list that is known to be empty. */
export const none = '-';

const distinct = (texts: readonly string[]): readonly string[] =>
  [...new Set(texts.map((text) => text.trim()))].filter(Boolean);

type Read = Readonly<{ value: Value }> | Readonly<{ problem: FieldProblem }>;

function readList({ codes }: Field, parts: readonly string[]): Read {
  const list = distinct(parts);
  if (list.length === 0) return { value: null };
  if (list.length === 1 && (list[0] === none || list[0] === '–')) return { value: [] };
  const said = list.filter((one) => one !== none);
  if (said.some((one) => one.length > longest.text)) return { problem: 'too-long' };
  return codes && said.some((one) => !codes.includes(one)) ? { problem: 'code' } : { value: said };
}

/** Reads one fact from what was written: in a form each part as it came, in a file the cell. */
function readField(field: Field, parts: readonly string[]): Read {
  const text = (parts[0] ?? '').trim();
  switch (field.kind) {
    case 'texts':
      return readList(
        field,
        parts.flatMap((part) => part.split(/[\n|]/)),
      );
    case 'codes':
      return readList(
        field,
        parts.flatMap((part) => part.split('|')),
      );
    case 'flag':
      if (text === '' || text === 'no') return { value: false };
      return text === 'yes' ? { value: true } : { problem: 'flag' };
    case 'text':
    case 'long':
      if (text.length > longest[field.kind]) return { problem: 'too-long' };
      return { value: text === '' && field.nullable ? null : text };
    case 'code':
      if (text === '') return { value: null };
      return field.codes && !field.codes.includes(text) ? { problem: 'code' } : { value: text };
    case 'date': {
      if (text === '') return { value: null };
      const date: LocalDate | undefined = parseLocalDate(text);
      return date === undefined ? { problem: 'date' } : { value: date };
    }
    case 'whole': {
      if (text === '') return { value: null };
      return /^\d{1,6}$/.test(text) ? { value: Number(text) } : { problem: 'whole' };
    }
    case 'decimal': {
      if (text === '') return { value: null };
      const amount = amountIn(text, 6);
      return amount === undefined ? { problem: 'decimal' } : { value: amount };
    }
  }
}

const isMissing = (value: Value): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

const organisationNumber = 'organisation_number';

/** `556000-0000`, with or without the hyphen and the century; undefined when it is none. */
export function toOrganisationNumber(text: string): string | undefined {
  const digits = text.replace(/^(16|19|20)(?=\d{6}-?\d{4}$)/, '').replace('-', '');
  return /^\d{10}$/.test(digits) ? `${digits.slice(0, 6)}-${digits.slice(6)}` : undefined;
}

/** What goes together: an age without the other is none, and what ends does so after it begins. */
function problemsTogether(values: Values): readonly ColumnProblem[] {
  const { youngest = null, oldest = null, valid_from: from = null, valid_to: to = null } = values;
  const problems: ColumnProblem[] = [];
  if ((youngest === null) !== (oldest === null) || (youngest !== null && oldest !== null && oldest < youngest))
    problems.push({ column: 'oldest', problem: 'ages' });
  if (from !== null && to !== null && to < from) problems.push({ column: 'valid_to', problem: 'period' });
  return problems;
}

export type ReadFields =
  | Readonly<{ ok: true; values: Values }>
  | Readonly<{ ok: false; problems: readonly ColumnProblem[] }>;

/** Reads every field; all that is wrong is told at once. */
export function readFields(fields: readonly Field[], written: (column: string) => readonly string[]): ReadFields {
  const values: Record<string, Value> = {};
  const problems: ColumnProblem[] = [];
  for (const field of fields) {
    const { column } = field;
    const read = readField(field, written(column));
    if ('problem' in read) problems.push({ column, problem: read.problem });
    else if (field.required && isMissing(read.value)) problems.push({ column, problem: 'empty' });
    else values[column] = read.value;
  }
  const number = values[organisationNumber];
  if (typeof number === 'string') {
    const proper = toOrganisationNumber(number);
    if (proper === undefined) problems.push({ column: organisationNumber, problem: 'organisation-number' });
    else values[organisationNumber] = proper;
  }
  const own = values['of_municipality'];
  if (typeof own === 'string' && !/^\d{4}$/.test(own)) problems.push({ column: 'of_municipality', problem: 'code' });
  if (problems.length === 0) problems.push(...problemsTogether(values));
  return problems.length === 0 ? { ok: true, values } : { ok: false, problems };
}

/** A value as it is written in a file. */
export function writtenValue(value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return value.length === 0 ? none : value.join('|');
}

/** A value as the parts that a form shows it by. */
export function shownValue(value: Value | undefined): readonly string[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'object') return value.length === 0 ? [none] : value;
  return [writtenValue(value)];
}

export { isPersonalNumber };
