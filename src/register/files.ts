import { type CsvProblem, readCsv, toCsv } from '../platform/csv.ts';
import type { DeedProblem } from './actions/form.ts';
import { type Field, type FieldProblem, readFields, type Values, writtenValue } from './fields.ts';
import {
  form,
  intervention,
  isSheltered,
  offerFacts,
  organisationNumber,
  placeFacts,
  priceFacts,
  providerFacts,
  unitFacts,
} from './kinds.ts';

export const fileKinds = ['providers', 'units', 'offers', 'prices', 'places'] as const;
export type FileKind = (typeof fileKinds)[number];
export const findFileKind = (text: string): FileKind | undefined => fileKinds.find((one) => one === text);

const required = true;
const unit: Field = { column: 'unit', kind: 'text', required };

/** The agreement that a framework offer is under: known by its name and lot, and made when the file tells its days. */
const agreementColumns: readonly Field[] = [
  { column: 'agreement', kind: 'text' },
  { column: 'lot', kind: 'text' },
  { column: 'rank', kind: 'whole' },
  { column: 'agreement_from', kind: 'date' },
  { column: 'agreement_to', kind: 'date' },
  { column: 'municipalities', kind: 'texts' },
];

/** The columns of each kind of file. What a row is about stands first; the rest are its facts. */
export const fileColumns: Readonly<Record<FileKind, readonly Field[]>> = {
  providers: [organisationNumber, ...providerFacts],
  units: [organisationNumber, isSheltered, ...unitFacts],
  offers: [
    organisationNumber,
    unit,
    intervention,
    form,
    ...agreementColumns,
    ...offerFacts.filter(({ column }) => column !== 'agreement'),
  ],
  prices: [organisationNumber, unit, intervention, form, ...priceFacts],
  places: [organisationNumber, unit, ...placeFacts],
};

export const columnsOf = (kind: FileKind): readonly string[] => fileColumns[kind].map(({ column }) => column);

export const importProblems = ['no-provider', 'no-unit', 'no-offer', 'twice', 'sheltered', 'agreement-days'] as const;
export type ImportProblem = (typeof importProblems)[number];
export type FileProblem = CsvProblem<CsvProblem['problem'] | FieldProblem | DeedProblem | ImportProblem>;

export type FileRow = Readonly<{ line: number; values: Values }>;
export type ReadFile =
  | Readonly<{ ok: true; rows: readonly FileRow[] }>
  | Readonly<{ ok: false; problems: readonly FileProblem[] }>;

/** Reads a file of one kind: every problem with its line and column, and then nothing else. */
export function readFile(kind: FileKind, text: string): ReadFile {
  const read = readCsv(text, columnsOf(kind));
  const problems: FileProblem[] = read.ok ? [] : [...read.problems];
  const rows: FileRow[] = [];
  for (const { line, cells } of read.rows) {
    const row = readFields(fileColumns[kind], (column) => [cells[column] ?? '']);
    if (row.ok) rows.push({ line, values: row.values });
    else problems.push(...row.problems.map((one) => ({ line, ...one })));
  }
  return problems.length > 0
    ? { ok: false, problems: problems.toSorted((one, other) => one.line - other.line) }
    : { ok: true, rows };
}

/** A file of one kind, as it is read: without rows it is a template. */
export const writeFile = (kind: FileKind, rows: readonly Values[]): string =>
  toCsv([columnsOf(kind), ...rows.map((row) => columnsOf(kind).map((column) => writtenValue(row[column])))]);
