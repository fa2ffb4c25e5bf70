import type { LocalDate } from '../../kernel/date.ts';
import { type CsvProblem, readCsv, toCsv } from '../../platform/csv.ts';
import {
  type AssignmentBody,
  type BodyField,
  bodyFields,
  type BodyProblem,
  mostPeople,
  type NewPerson,
  type PersonField,
  readBody,
  readPerson,
} from './assignment-body.ts';

/** The columns of a list from the agency: a row for each person, those of a household with the same reference. */
const bodyColumns = {
  reference: 'reference',
  receivedOn: 'received_on',
  arrivesOn: 'arrives_on',
  people: 'people',
  language: 'language',
  needs: 'needs',
  areas: 'areas',
  togetherWith: 'together_with',
  note: 'note',
} as const satisfies Record<BodyField, string>;
const personColumns = {
  givenName: 'given_name',
  familyName: 'family_name',
  birthYear: 'birth_year',
  gender: 'gender',
} as const satisfies Record<PersonField, string>;
export const listColumns: readonly string[] = [...Object.values(bodyColumns), ...Object.values(personColumns)];

/** A list without rows, to fill in. */
export const listTemplate = (): string => toCsv([listColumns]);

export type ListProblem = CsvProblem<
  CsvProblem['problem'] | BodyProblem | 'differs' | 'too-many' | 'out-of-sight' | 'over'
>;
export type ListedHousehold = Readonly<{ line: number; body: AssignmentBody; persons: readonly NewPerson[] }>;
export type ReadList =
  | Readonly<{ ok: true; households: readonly ListedHousehold[] }>
  | Readonly<{ ok: false; problems: readonly ListProblem[] }>;

/** What has been pasted from a spreadsheet has tabs between its cells; what is in a file has semicolons or commas. */
export function fromPaste(text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  return lines[0]?.includes('\t')
    ? lines
        .filter((line) => line.trim() !== '')
        .map((line) =>
          line
            .split('\t')
            .map((cell) => `"${cell.trim().replaceAll('"', '""')}"`)
            .join(';'),
        )
        .join('\n')
    : text;
}

type Row = Readonly<{ line: number; cells: Readonly<Record<string, string>> }>;

/** Reads one household: what its first row says holds, and the others say the same of it or nothing. */
function readHousehold(
  rows: readonly [Row, ...Row[]],
  today: LocalDate,
  problems: ListProblem[],
): ListedHousehold | undefined {
  const [first, ...others] = rows;
  const before = problems.length;
  const said = (row: Row, field: BodyField): string => row.cells[bodyColumns[field]] ?? '';
  for (const row of others)
    for (const field of bodyFields)
      if (said(row, field) !== '' && said(row, field) !== said(first, field))
        problems.push({ line: row.line, column: bodyColumns[field], problem: 'differs' });
  const persons: NewPerson[] = [];
  for (const { line, cells } of rows) {
    const read = readPerson((field) => cells[personColumns[field]] ?? '', today);
    if (!read.ok)
      problems.push(...read.problems.map(({ field, problem }) => ({ line, column: personColumns[field], problem })));
    else if (read.value) persons.push(read.value);
  }
  const body = readBody((field) => {
    if (field === 'needs' || field === 'areas')
      return said(first, field)
        .split('|')
        .map((one) => one.trim());
    // Without a number, as many as there are rows.
    return [field === 'people' && said(first, field) === '' ? String(rows.length) : said(first, field)];
  }, today);
  if (!body.ok)
    problems.push(
      ...body.problems.map(({ field, problem }) => ({ line: first.line, column: bodyColumns[field], problem })),
    );
  else if (persons.length > Math.min(body.value.people, mostPeople))
    problems.push({ line: first.line, column: bodyColumns.people, problem: 'too-many' });
  return body.ok && problems.length === before ? { line: first.line, body: body.value, persons } : undefined;
}

/** The same by name; without one, by all that is known. */
const isSame = (one: NewPerson, other: NewPerson): boolean =>
  one.givenName === other.givenName &&
  one.familyName === other.familyName &&
  (one.givenName !== '' || one.familyName !== '' || (one.birthYear === other.birthYear && one.gender === other.gender));

/** Who a household is when a list has told of it: nobody who is known is taken away, and nothing that is known of somebody. */
export function withListed(known: readonly NewPerson[], listed: readonly NewPerson[]): readonly NewPerson[] {
  const left = [...listed];
  const told = known.map((one): NewPerson => {
    const place = left.findIndex((other) => isSame(one, other));
    const [said] = place === -1 ? [] : left.splice(place, 1);
    return { ...one, birthYear: said?.birthYear ?? one.birthYear, gender: said?.gender ?? one.gender };
  });
  return [...told, ...left];
}

/** Reads a list: every problem with its line and column, and then nothing else. */
export function readList(text: string, today: LocalDate): ReadList {
  const read = readCsv(fromPaste(text), listColumns);
  if (!read.ok) return read;
  const problems: ListProblem[] = [];
  const households: ListedHousehold[] = [];
  const byReference = Map.groupBy(read.rows, ({ line, cells }) => cells[bodyColumns.reference] || `line ${line}`);
  for (const [first, ...others] of byReference.values())
    if (first) {
      const household = readHousehold([first, ...others], today, problems);
      if (household) households.push(household);
    }
  return problems.length > 0
    ? { ok: false, problems: problems.toSorted((left, right) => left.line - right.line) }
    : { ok: true, households };
}
