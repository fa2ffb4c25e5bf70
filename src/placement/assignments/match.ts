import type { LocalDate } from '../../kernel/date.ts';
import type { HouseholdKind, PersonFacts } from './assignment.ts';

/** Which households housing takes. Children alone are never among them. */
export const takenKinds = ['single', 'adults', 'family'] as const satisfies readonly HouseholdKind[];

export type Room = Readonly<{ id: string; name: string; beds: number; isFree: boolean }>;
/** Assigned housing as it is on the day of the match. What is undefined is not known; an empty list is a fact. */
export type HousingFacts = Readonly<{
  id: string;
  name: string;
  area: string;
  opensOn: LocalDate;
  closesOn?: LocalDate | undefined;
  takes?: readonly HouseholdKind[] | undefined;
  meets?: readonly string[] | undefined;
  /** Those that are there from the day on; isFree when nobody has them from then on. */
  rooms: readonly Room[];
}>;

/** A household that must live in the same housing: where it is placed, or what it is like when it is not. */
export type Companion = Readonly<{
  number: string;
  people: number;
  kind?: HouseholdKind | undefined;
  needs: readonly string[];
  housing?: string | undefined;
}>;

export type HouseholdFacts = Readonly<{
  people: number;
  kind?: HouseholdKind | undefined;
  persons: readonly PersonFacts[];
  needs: readonly string[];
  areas: readonly string[];
  arrivesOn: LocalDate;
  companions: readonly Companion[];
  /** Housing that has said no to them, with why. */
  declined: ReadonlyMap<string, string>;
}>;

export const influxCriteria = ['open', 'kind', 'needs', 'women-only', 'rooms', 'together', 'not-declined'] as const;
export type InfluxCriterion = (typeof influxCriteria)[number];

type Told = Readonly<{
  open: { fact: Readonly<{ opensOn: LocalDate; closesOn?: LocalDate | undefined }>; required: LocalDate };
  kind: { fact: readonly HouseholdKind[]; required: HouseholdKind | null };
  needs: { fact: readonly string[]; required: readonly string[] };
  'women-only': { fact: true; required: null };
  /** How many beds are free, and in how many rooms. */
  rooms: { fact: Readonly<{ beds: number; rooms: number }>; required: number };
  /** Whom it is that lives elsewhere, or cannot live there; null when there is not room for all. */
  together: { fact: Readonly<{ number: string; why: 'elsewhere' | 'unfit' }> | null; required: readonly string[] };
  'not-declined': { fact: string; required: null };
}>;
export type JudgementOf<Code extends InfluxCriterion> = Readonly<
  { code: Code; required: Told[Code]['required'] } & (
    | { result: 'met' | 'not-met'; fact: Told[Code]['fact'] }
    | { result: 'unknown'; fact: null }
  )
>;
export type Judgement = { [Code in InfluxCriterion]: JudgementOf<Code> }[InfluxCriterion];

export type Candidate = Readonly<{
  housing: string;
  name: string;
  rank: number;
  rooms: readonly Room[];
  /** Beds in those rooms that nobody of the household sleeps in. */
  spare: number;
  unknown: readonly InfluxCriterion[];
  isWished: boolean;
  why: readonly Judgement[];
}>;
export type Excluded = Readonly<{
  housing: string;
  name: string;
  notMet: readonly InfluxCriterion[];
  why: readonly Judgement[];
}>;
export type InfluxMatch = Readonly<{ candidates: readonly Candidate[]; excluded: readonly Excluded[] }>;

const byName = (left: Readonly<{ name: string; id: string }>, right: Readonly<{ name: string; id: string }>): number =>
  left.name.localeCompare(right.name, 'sv', { numeric: true }) || (left.id < right.id ? -1 : 1);

/**
 * The rooms in which a household lives: the fewest that hold all of them, and of several ways the one with the fewest beds left over. The
 * household has them for itself, and is never put in two places. Undefined when the rooms do not hold them.
 */
export function roomsFor(people: number, rooms: readonly Room[]): readonly Room[] | undefined {
  const ways = new Map<number, readonly Room[]>([[0, []]]);
  for (const room of rooms.toSorted(byName)) {
    // As it was before this room: no room is taken twice.
    const before = [...ways];
    for (const [beds, some] of before) {
      const sum = beds + room.beds;
      const known = ways.get(sum);
      if (beds < people && (known === undefined || known.length > some.length + 1)) ways.set(sum, [...some, room]);
    }
  }
  const [best] = [...ways]
    .filter(([beds]) => beds >= people)
    .toSorted(([beds, some], [otherBeds, other]) => some.length - other.length || beds - otherBeds);
  return best?.[1];
}

/** The household's own rooms, and whether all who must live there with them find room as well. */
function roomsWith(household: HouseholdFacts, housing: HousingFacts) {
  const free = housing.rooms.filter(({ isFree }) => isFree);
  const own = roomsFor(household.people, free);
  let left = own && free.filter((room) => !own.includes(room));
  for (const { people, housing: at } of household.companions) {
    if (left === undefined || at !== undefined) continue;
    const theirs = roomsFor(people, left);
    left = theirs && left.filter((room) => !theirs.includes(room));
  }
  return { free, own, holdsAll: left !== undefined };
}

/** Whether nothing that is known of the housing is against a household that is to live there too. */
const couldTake = ({ takes, meets }: HousingFacts, { kind, needs }: Companion): boolean =>
  (takes === undefined || kind === undefined || takes.includes(kind)) &&
  (meets === undefined || needs.every((need) => meets.includes(need)));

const womenOnly = 'women-only';

function judge(household: HouseholdFacts, housing: HousingFacts) {
  const { kind, needs, arrivesOn, companions, persons, people, declined } = household;
  const { takes, meets, opensOn, closesOn, rooms } = housing;
  const { free, own, holdsAll } = roomsWith(household, housing);
  const result = (met: boolean): 'met' | 'not-met' => (met ? 'met' : 'not-met');
  const why: Judgement[] = [
    {
      code: 'open',
      result: result(opensOn <= arrivesOn && (closesOn === undefined || arrivesOn <= closesOn)),
      fact: { opensOn, closesOn },
      required: arrivesOn,
    },
  ];
  if (kind === 'children') why.push({ code: 'kind', result: 'not-met', fact: takes ?? takenKinds, required: kind });
  else if (takes === undefined || (kind === undefined && takenKinds.some((one) => !takes.includes(one))))
    why.push({ code: 'kind', result: 'unknown', fact: null, required: kind ?? null });
  else
    why.push({
      code: 'kind',
      result: result(kind === undefined || takes.includes(kind)),
      fact: takes,
      required: kind ?? null,
    });
  if (needs.length > 0)
    why.push(
      meets === undefined
        ? { code: 'needs', result: 'unknown', fact: null, required: needs }
        : { code: 'needs', result: result(needs.every((need) => meets.includes(need))), fact: meets, required: needs },
    );
  if (meets?.includes(womenOnly)) {
    const genders = persons.flatMap(({ gender }) => (gender === undefined ? [] : [gender]));
    const others = genders.some((gender) => gender !== 'female');
    why.push(
      others || genders.length === people
        ? { code: 'women-only', result: result(!others), fact: true, required: null }
        : { code: 'women-only', result: 'unknown', fact: null, required: null },
    );
  }
  why.push(
    rooms.length === 0
      ? { code: 'rooms', result: 'unknown', fact: null, required: people }
      : {
          code: 'rooms',
          result: result(own !== undefined),
          fact: { beds: free.reduce((sum, { beds }) => sum + beds, 0), rooms: free.length },
          required: people,
        },
  );
  if (companions.length > 0) {
    const elsewhere = companions.find(({ housing: at }) => at !== undefined && at !== housing.id);
    const required = companions.map(({ number }) => number);
    const unfit = companions.find((one) => one.housing === undefined && !couldTake(housing, one));
    if (elsewhere)
      why.push({ code: 'together', result: 'not-met', fact: { number: elsewhere.number, why: 'elsewhere' }, required });
    else if (unfit)
      why.push({ code: 'together', result: 'not-met', fact: { number: unfit.number, why: 'unfit' }, required });
    else if (rooms.length === 0) why.push({ code: 'together', result: 'unknown', fact: null, required });
    else why.push({ code: 'together', result: result(holdsAll), fact: null, required });
  }
  const no = declined.get(housing.id);
  if (no !== undefined) why.push({ code: 'not-declined', result: 'not-met', fact: no, required: null });
  return { why, own: own ?? [] };
}

const of = (why: readonly Judgement[], wanted: Judgement['result']): readonly InfluxCriterion[] =>
  why.flatMap(({ code, result }) => (result === wanted ? [code] : []));

/**
 * Which housing a household can live in. Each ends either among the candidates or, with every reason, among the excluded; what is not known
 * excludes nobody and is a question. In order: the fewest questions, a wished area, the fewest beds left over, the fewest rooms, the name.
 */
export function matchHousing(household: HouseholdFacts, register: readonly HousingFacts[]): InfluxMatch {
  const judged = register.map((housing) => {
    const { why, own } = judge(household, housing);
    return {
      housing,
      own,
      why,
      notMet: of(why, 'not-met'),
      unknown: of(why, 'unknown'),
      isWished: household.areas.includes(housing.area),
      spare: Math.max(0, own.reduce((sum, { beds }) => sum + beds, 0) - household.people),
    };
  });
  const candidates = judged
    .filter(({ notMet }) => notMet.length === 0)
    .toSorted(
      (left, right) =>
        left.unknown.length - right.unknown.length ||
        Number(right.isWished) - Number(left.isWished) ||
        left.spare - right.spare ||
        left.own.length - right.own.length ||
        byName(left.housing, right.housing),
    )
    .map(({ housing, own, spare, unknown, isWished, why }, index) => ({
      housing: housing.id,
      name: housing.name,
      rank: index + 1,
      rooms: own,
      spare,
      unknown,
      isWished,
      why,
    }));
  const excluded = judged
    .filter(({ notMet }) => notMet.length > 0)
    .map(({ housing, notMet, why }) => ({ housing: housing.id, name: housing.name, notMet, why }))
    .toSorted((left, right) => byName({ ...left, id: left.housing }, { ...right, id: right.housing }));
  return { candidates, excluded };
}
