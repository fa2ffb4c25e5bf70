import { type LocalDate, parseLocalDate } from '../../kernel/date.ts';
import { type Gender, genders } from '../../matching/index.ts';

/** What can be needed of the housing, by the register's codes: what the match and the reception must know, and no more. */
export const influxNeeds = [
  'wheelchair-access',
  'own-bathroom',
  'own-kitchen',
  'women-only',
  'pets-allowed',
  'close-to-transport',
] as const;
/** Those of the municipality: assigned housing lies in it. */
export const influxAreas = ['centrum', 'hisingen', 'nordost', 'sydvast'] as const;

/** What the agency has decided about a household, and what it is known to need. */
export type AssignmentBody = Readonly<{
  /** The agency's own. */
  reference: string;
  receivedOn: LocalDate;
  /** From when the municipality must receive them. */
  arrivesOn: LocalDate;
  people: number;
  /** What they speak; empty when it is not known or no interpreter is needed. */
  language: string;
  needs: readonly string[];
  areas: readonly string[];
  /** The reference of a household that must live in the same housing. */
  togetherWith: string;
  note: string;
}>;
export type BodyField = keyof AssignmentBody;
export const bodyFields = [
  'reference',
  'receivedOn',
  'arrivesOn',
  'people',
  'language',
  'needs',
  'areas',
  'togetherWith',
  'note',
] as const satisfies readonly BodyField[];

export const bodyProblems = [
  'reference',
  'date',
  'future',
  'before-received',
  'people',
  'too-long',
  'code',
  'itself',
  'birth-year',
  'gender',
] as const;
export type BodyProblem = (typeof bodyProblems)[number];
export type FieldProblem<Field extends string> = Readonly<{ field: Field; problem: BodyProblem }>;
export type Read<Value, Field extends string> =
  | Readonly<{ ok: true; value: Value }>
  | Readonly<{ ok: false; problems: readonly FieldProblem<Field>[] }>;

export const mostPeople = 20;
const longest = { language: 60, note: 2000, name: 100 } as const;
const reference = /^[\p{L}\d][\p{L}\d ./-]{1,39}$/u;

/** Reads an assignment as it was written, in a form or in a row of a file: all that is wrong is told at once. */
export function readBody(
  written: (field: BodyField) => readonly string[],
  today: LocalDate,
): Read<AssignmentBody, BodyField> {
  const problems: FieldProblem<BodyField>[] = [];
  const wrong = (field: BodyField, problem: BodyProblem): void => void problems.push({ field, problem });
  const text = (field: BodyField): string => (written(field)[0] ?? '').trim();
  const list = (field: BodyField): readonly string[] => [...new Set(written(field))].filter((one) => one !== '');

  const [receivedOn, arrivesOn] = [parseLocalDate(text('receivedOn')), parseLocalDate(text('arrivesOn'))];
  if (!reference.test(text('reference'))) wrong('reference', 'reference');
  if (receivedOn === undefined) wrong('receivedOn', 'date');
  else if (receivedOn > today) wrong('receivedOn', 'future');
  if (arrivesOn === undefined) wrong('arrivesOn', 'date');
  else if (receivedOn !== undefined && arrivesOn < receivedOn) wrong('arrivesOn', 'before-received');
  const people = /^\d{1,2}$/.test(text('people')) ? Number(text('people')) : 0;
  if (people < 1 || people > mostPeople) wrong('people', 'people');
  if (text('language').length > longest.language) wrong('language', 'too-long');
  if (list('needs').some((one) => !influxNeeds.some((known) => known === one))) wrong('needs', 'code');
  if (list('areas').some((one) => !influxAreas.some((known) => known === one))) wrong('areas', 'code');
  const other = text('togetherWith');
  if (other !== '' && !reference.test(other)) wrong('togetherWith', 'reference');
  else if (other !== '' && other === text('reference')) wrong('togetherWith', 'itself');
  if (text('note').length > longest.note) wrong('note', 'too-long');
  if (problems.length > 0 || receivedOn === undefined || arrivesOn === undefined) return { ok: false, problems };
  return {
    ok: true,
    value: {
      reference: text('reference'),
      receivedOn,
      arrivesOn,
      people,
      language: text('language'),
      needs: list('needs'),
      areas: list('areas'),
      togetherWith: other,
      note: text('note'),
    },
  };
}

/** One of the household, as far as it is known. */
export type NewPerson = Readonly<{
  givenName: string;
  familyName: string;
  birthYear?: number | undefined;
  gender?: Gender | undefined;
}>;
export type PersonField = keyof NewPerson;
export const personFields = [
  'givenName',
  'familyName',
  'birthYear',
  'gender',
] as const satisfies readonly PersonField[];

/** Reads one person: undefined as value when nothing is written about them. */
export function readPerson(
  written: (field: PersonField) => string,
  today: LocalDate,
): Read<NewPerson | undefined, PersonField> {
  const problems: FieldProblem<PersonField>[] = [];
  const [givenName, familyName, year, sex] = personFields.map((field) => written(field).trim()) as [
    string,
    string,
    string,
    string,
  ];
  for (const field of ['givenName', 'familyName'] as const)
    if (written(field).trim().length > longest.name) problems.push({ field, problem: 'too-long' });
  const birthYear = /^\d{4}$/.test(year) ? Number(year) : undefined;
  if (year !== '' && (birthYear === undefined || birthYear < 1900 || birthYear > Number(today.slice(0, 4))))
    problems.push({ field: 'birthYear', problem: 'birth-year' });
  const gender = genders.find((one) => one === sex);
  if (sex !== '' && gender === undefined) problems.push({ field: 'gender', problem: 'gender' });
  if (problems.length > 0) return { ok: false, problems };
  const isEmpty = [givenName, familyName, year, sex].every((one) => one === '');
  return { ok: true, value: isEmpty ? undefined : { givenName, familyName, birthYear, gender } };
}

/** Which fields of an assignment are not as they were. */
export const changedFields = (before: AssignmentBody, after: AssignmentBody): readonly BodyField[] =>
  bodyFields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
