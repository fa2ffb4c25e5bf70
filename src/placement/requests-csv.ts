import { CsvError, parse } from 'csv-parse/sync';
import { type LocalDate, parseLocalDate } from '../kernel/date.ts';
import { empty, wrongDate } from '../kernel/problem.ts';
import type { Text } from '../kernel/text.ts';
import { interventions } from '../matching/index.ts';
import type { HistoricalRequest } from './figures.ts';

/** What is wrong with a row: the line it begins on, from 1, and the column by name, where it is about one. */
export type RowProblem = Readonly<{ line: number; column?: string; message: Text }>;

export const requestColumns = [
  'municipality',
  'administration',
  'intervention',
  'subcategory',
  'submitted',
  'person_key',
] as const;
type Column = (typeof requestColumns)[number];
type Row = Readonly<Record<Column, string>>;

const mayBeEmpty: ReadonlySet<Column> = new Set(['subcategory']);

const words = {
  intervention: {
    sv: `Insatsen finns inte. Välj en av: ${interventions.join(', ')}.`,
    en: `No such intervention. Choose one of: ${interventions.join(', ')}.`,
  },
  future: { sv: 'Dagen har inte varit än. Rätta datumet.', en: 'That day has not been yet. Correct the date.' },
  fields: (found: number, wanted: number): Text => ({
    sv: `Raden har ${found} fält men rubrikraden ${wanted}. Sätt citattecken kring värden med skiljetecken i.`,
    en: `The row has ${found} fields but the heading has ${wanted}. Put quotation marks around values with separators in them.`,
  }),
  missing: {
    sv: 'Kolumnen saknas i rubrikraden. Lägg till den.',
    en: 'The column is missing from the heading. Add it.',
  },
  twice: {
    sv: 'Kolumnen står två gånger i rubrikraden. Ta bort den ena.',
    en: 'The column stands twice in the heading. Remove one.',
  },
  notCsv: (why: string): Text => ({
    sv: `Raden går inte att läsa som CSV (${why}). Rätta den och försök igen.`,
    en: `The row cannot be read as CSV (${why}). Correct it and try again.`,
  }),
} as const;

type Line = Readonly<{ record: readonly string[]; line: number }>;

/** Commas, or semicolons, as spreadsheets write where the comma is in numbers. */
function recordsOf(text: string): readonly Line[] {
  const [heading = ''] = text.split(/[\r\n]/, 1);
  const read = parse(text, {
    delimiter: heading.includes(';') ? ';' : ',',
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  }) as unknown as readonly Readonly<{ record: readonly string[]; info: Readonly<{ lines: number }> }>[];
  // csv-parse tells where a record ends; one with line breaks inside quotation marks begins earlier.
  return read.map(({ record, info }) => ({
    record,
    line: info.lines - record.reduce((breaks, field) => breaks + (field.match(/\r\n|\r|\n/g)?.length ?? 0), 0),
  }));
}

function headingProblems(heading: Line): readonly RowProblem[] {
  const { record, line } = heading;
  return requestColumns.flatMap((column) => {
    const times = record.filter((name) => name === column).length;
    if (times === 1) return [];
    return [{ line, column, message: times === 0 ? words.missing : words.twice }];
  });
}

function rowProblems(row: Row, line: number, today: LocalDate): readonly RowProblem[] {
  const submitted = parseLocalDate(row.submitted);
  const wrong = (column: Column): Text | undefined => {
    if (row[column] === '') return mayBeEmpty.has(column) ? undefined : empty;
    if (column === 'intervention')
      return interventions.some((one) => one === row.intervention) ? undefined : words.intervention;
    if (column !== 'submitted') return undefined;
    if (submitted === undefined) return wrongDate;
    return submitted > today ? words.future : undefined;
  };
  return requestColumns.flatMap((column) => {
    const message = wrong(column);
    return message === undefined ? [] : [{ line, column, message }];
  });
}

export type ReadRequests =
  | Readonly<{ ok: true; requests: readonly HistoricalRequest[] }>
  | Readonly<{ ok: false; problems: readonly RowProblem[] }>;

/**
 * Reads historical requests from CSV with the columns of `requestColumns` in any order; other columns are left unread. With a single
 * bad row nothing is taken, and every bad row is told.
 */
export function readRequests(text: string, today: LocalDate): ReadRequests {
  let records: readonly Line[];
  try {
    records = recordsOf(text);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    return { ok: false, problems: [{ line, message: words.notCsv(error.code) }] };
  }
  const [heading = { record: [], line: 1 }, ...rest] = records;
  const missing = headingProblems(heading);
  if (missing.length > 0) return { ok: false, problems: missing };
  const places = requestColumns.map((column) => [column, heading.record.indexOf(column)] as const);
  const problems: RowProblem[] = [];
  const requests: HistoricalRequest[] = [];
  for (const { record, line } of rest) {
    const wanted = heading.record.length;
    const row = Object.fromEntries(places.map(([column, at]) => [column, record[at] ?? ''])) as Row;
    const wrong =
      record.length === wanted
        ? rowProblems(row, line, today)
        : [{ line, message: words.fields(record.length, wanted) }];
    problems.push(...wrong);
    if (wrong.length > 0) continue;
    const { intervention, submitted, person_key: person, ...said } = row;
    requests.push({ ...said, intervention, submitted, person } as HistoricalRequest);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, requests };
}
