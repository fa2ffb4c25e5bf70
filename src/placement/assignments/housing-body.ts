import { type LocalDate, parseLocalDate } from '../../kernel/date.ts';
import type { HouseholdKind } from './assignment.ts';
import { type BodyProblem, influxAreas, influxNeeds } from './assignment-body.ts';
import { takenKinds } from './match.ts';

/** What is known of assigned housing. Undefined is not known; an empty list is that it takes, or meets, nothing. */
export type HousingBody = Readonly<{
  name: string;
  area: string;
  /** Who answers for it, and how they are reached. */
  contact: string;
  takes: readonly HouseholdKind[] | undefined;
  meets: readonly string[] | undefined;
  opensOn: LocalDate;
  closesOn: LocalDate | undefined;
  note: string;
}>;
export type HousingField = keyof HousingBody;
export type RoomBody = Readonly<{ name: string; beds: number; opensOn: LocalDate; closesOn: LocalDate | undefined }>;
export type RoomField = keyof RoomBody;

export type HousingProblem = BodyProblem | 'name' | 'beds' | 'period' | 'unknown-or-some';
type Problems<Field> = readonly Readonly<{ field: Field; problem: HousingProblem }>[];
type Read<Value, Field> = Readonly<{ ok: true; value: Value }> | Readonly<{ ok: false; problems: Problems<Field> }>;

const longest = { name: 100, contact: 300, note: 2000 } as const;
/** What is chosen in a list to say that it is not known. */
export const notKnown = 'vet-inte';

function period<Field extends 'opensOn' | 'closesOn'>(
  text: (field: Field) => string,
  [first, last]: readonly [Field, Field],
  wrong: (field: Field, problem: HousingProblem) => void,
) {
  const [opensOn, closesOn] = [parseLocalDate(text(first)), parseLocalDate(text(last))];
  if (opensOn === undefined) wrong(first, 'date');
  if (text(last) !== '' && closesOn === undefined) wrong(last, 'date');
  else if (opensOn !== undefined && closesOn !== undefined && closesOn < opensOn) wrong(last, 'period');
  return { opensOn, closesOn };
}

/** Reads what was written about housing: all that is wrong is told at once. */
export function readHousing(written: (field: HousingField) => readonly string[]): Read<HousingBody, HousingField> {
  const problems: { field: HousingField; problem: HousingProblem }[] = [];
  const wrong = (field: HousingField, problem: HousingProblem): void => void problems.push({ field, problem });
  const text = (field: HousingField): string => (written(field)[0] ?? '').trim();
  const list = <Code extends string>(field: 'takes' | 'meets', codes: readonly Code[]): readonly Code[] | undefined => {
    const said = [...new Set(written(field))];
    if (said.includes(notKnown)) {
      if (said.length > 1) wrong(field, 'unknown-or-some');
      return undefined;
    }
    if (said.some((one) => !codes.some((code) => code === one))) wrong(field, 'code');
    return codes.filter((code) => said.includes(code));
  };
  if (text('name') === '' || text('name').length > longest.name) wrong('name', 'name');
  if (text('area') !== '' && !influxAreas.some((one) => one === text('area'))) wrong('area', 'code');
  if (text('contact').length > longest.contact) wrong('contact', 'too-long');
  const takes = list('takes', takenKinds);
  const meets = list('meets', influxNeeds);
  const { opensOn, closesOn } = period(text, ['opensOn', 'closesOn'], wrong);
  if (text('note').length > longest.note) wrong('note', 'too-long');
  if (problems.length > 0 || opensOn === undefined) return { ok: false, problems };
  return {
    ok: true,
    value: {
      name: text('name'),
      area: text('area'),
      contact: text('contact'),
      takes,
      meets,
      opensOn,
      closesOn,
      note: text('note'),
    },
  };
}

export const mostBeds = 20;

export function readRoom(written: (field: RoomField) => string): Read<RoomBody, RoomField> {
  const problems: { field: RoomField; problem: HousingProblem }[] = [];
  const wrong = (field: RoomField, problem: HousingProblem): void => void problems.push({ field, problem });
  const text = (field: RoomField): string => written(field).trim();
  if (text('name') === '' || text('name').length > longest.name) wrong('name', 'name');
  const beds = /^\d{1,2}$/.test(text('beds')) ? Number(text('beds')) : 0;
  if (beds < 1 || beds > mostBeds) wrong('beds', 'beds');
  const { opensOn, closesOn } = period(text, ['opensOn', 'closesOn'], wrong);
  if (problems.length > 0 || opensOn === undefined) return { ok: false, problems };
  return { ok: true, value: { name: text('name'), beds, opensOn, closesOn } };
}
