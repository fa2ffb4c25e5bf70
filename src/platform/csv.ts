import { CsvError, parse } from 'csv-parse/sync';

// What a spreadsheet would take for a formula is written as text.
const safe = (value: string): string =>
  /^[=+\-@\t\r]/.test(value) && !/^-?[\d\s,.]+$/.test(value) ? `'${value}` : value;

const field = (value: string): string =>
  /[";\r\n]/.test(value) ? `"${safe(value).replaceAll('"', '""')}"` : safe(value);

/** Rows as a file that Swedish spreadsheets open: semicolons, a mark that it is UTF-8, and CRLF (RFC 4180 but for the separator). */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(field).join(';')}\r\n`).join('')}`;

/** What is wrong with a file: the line it is on, from 1, and the column by name, where it is about one. */
export type CsvProblem<Problem extends string = 'not-csv' | 'missing-column' | 'column-twice' | 'fields'> = Readonly<{
  line: number;
  column?: string;
  problem: Problem;
}>;
export type CsvRow = Readonly<{ line: number; cells: Readonly<Record<string, string>> }>;
export type ReadCsv =
  | Readonly<{ ok: true; rows: readonly CsvRow[] }>
  /** With the rows that can be read all the same, so that what is wrong with them is told too. */
  | Readonly<{ ok: false; problems: readonly CsvProblem[]; rows: readonly CsvRow[] }>;

type Line = Readonly<{ record: readonly string[]; info: Readonly<{ lines: number }> }>;

function recordsOf(text: string): readonly Readonly<{ record: readonly string[]; line: number }>[] {
  const [heading = ''] = text.split(/[\r\n]/, 1);
  const read = parse(text, {
    bom: true,
    delimiter: heading.includes(';') ? ';' : ',',
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  }) as unknown as readonly Line[];
  // csv-parse tells where a record ends; one with line breaks inside quotation marks begins earlier.
  return read.map(({ record, info }) => ({
    record,
    line: info.lines - record.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0),
  }));
}

/** Reads rows by the names of their columns, in whatever order; other columns are left unread. A formula that was made harmless is read as it was. */
export function readCsv(text: string, columns: readonly string[]): ReadCsv {
  let records: ReturnType<typeof recordsOf>;
  try {
    records = recordsOf(text);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    return { ok: false, problems: [{ line, problem: 'not-csv' }], rows: [] };
  }
  const [heading = { record: [], line: 1 }, ...rest] = records;
  const problems: CsvProblem[] = columns.flatMap((column): CsvProblem[] => {
    const times = heading.record.filter((name) => name === column).length;
    return times === 1
      ? []
      : [{ line: heading.line, column, problem: times === 0 ? 'missing-column' : 'column-twice' }];
  });
  if (problems.length > 0) return { ok: false, problems, rows: [] };
  const places = columns.map((column) => [column, heading.record.indexOf(column)] as const);
  const rows: CsvRow[] = [];
  for (const { record, line } of rest) {
    if (record.length !== heading.record.length) problems.push({ line, problem: 'fields' });
    else
      rows.push({
        line,
        cells: Object.fromEntries(
          places.map(([column, at]) => [column, (record[at] ?? '').replace(/^'(?=[=+\-@\t\r])/, '')]),
        ),
      });
  }
  return problems.length > 0 ? { ok: false, problems, rows } : { ok: true, rows };
}
