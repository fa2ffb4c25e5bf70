import fc from 'fast-check';

// A made-up city: two areas with two units each, a few people, cases with up to two runs, and everything that opens or closes one:
// assignments of every kind, consents and their withdrawal, protected identities with their teams, emergency access, what has been handed
// over and plans that are shared.

export const areas = ['north', 'south'] as const;
export type Area = (typeof areas)[number];
export const unitsOf: Readonly<Record<Area, readonly [string, string]>> = { north: ['n1', 'n2'], south: ['s1', 's2'] };

export type Account = Readonly<{ area: Area; movesTo: Area | undefined; manages: readonly string[] }>;
export type Case = Readonly<{ area: Area; unit: number; runs: number; individual: number }>;
/** Days are counted from today; a period without days has no end. */
type Period = Readonly<{ from: number; days: number | undefined }>;
export type Consent = Period &
  Readonly<{
    case: number;
    status: 'given' | 'declined' | 'not-possible';
    ended: 'withdrawn' | 'declined' | undefined;
  }>;
export type Assignment = Period &
  Readonly<{
    account: number;
    case: number;
    /** Which of the case's runs, when it is not to the whole case. */
    run: number | undefined;
    ground: boolean;
    consent: number | undefined;
  }>;
export type Protection = Period &
  Readonly<{
    area: Area;
    individual: number;
    team: readonly Readonly<{ account: number; approved: boolean; founder: boolean; ends: number | undefined }>[];
  }>;
/** In minutes before now. */
export type Emergency = Readonly<{ account: number; case: number; opened: number; lasts: number; ended: boolean }>;
/** To somebody of another area, by what they were then. */
export type Disclosed = Readonly<{ case: number; account: number }>;
/** A plan of its own for each, with one step of the owner's. */
export type Party = Period &
  Readonly<{
    case: number;
    account: number;
    consent: number | undefined;
    ended: boolean;
    planEnded: boolean;
    stepHidden: boolean;
  }>;
/** Somebody is away, and lets a colleague stand in or only be asked. */
export type Absent = Period &
  Readonly<{ account: number; substitute: number; standsIn: boolean; removed: boolean; days: number }>;
export type City = Readonly<{
  accounts: readonly Account[];
  cases: readonly Case[];
  consents: readonly Consent[];
  assignments: readonly Assignment[];
  protections: readonly Protection[];
  emergencies: readonly Emergency[];
  disclosures: readonly Disclosed[];
  parties: readonly Party[];
  absences: readonly Absent[];
}>;

const area = fc.constantFrom(...areas);
const days = (min: number, max: number) => fc.option(fc.integer({ min, max }), { nil: undefined });
const seldom = fc.nat(4).map((n) => n === 0);
const some = <T>(one: fc.Arbitrary<T>, minLength: number, maxLength: number) =>
  fc.array(one, { minLength, maxLength, size: 'max' });

export const city: fc.Arbitrary<City> = fc.record({
  accounts: some(
    fc.record({
      area,
      movesTo: fc.option(area, { nil: undefined, freq: 4 }),
      manages: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray(['n1', 'n2', 's1'], { maxLength: 2 })),
    }),
    2,
    5,
  ),
  cases: some(fc.record({ area, unit: fc.nat(1), runs: fc.integer({ min: 1, max: 2 }), individual: fc.nat(1) }), 2, 5),
  consents: some(
    fc.record({
      case: fc.nat(4),
      status: fc.constantFrom(
        'given' as const,
        'given' as const,
        'given' as const,
        'declined' as const,
        'not-possible' as const,
      ),
      from: fc.integer({ min: -3, max: 1 }),
      days: days(0, 4),
      ended: fc.option(fc.constantFrom('withdrawn' as const, 'declined' as const), { nil: undefined, freq: 3 }),
    }),
    0,
    6,
  ),
  assignments: some(
    fc.record({
      account: fc.nat(4),
      case: fc.nat(4),
      run: fc.option(fc.nat(1), { nil: undefined }),
      from: fc.integer({ min: -3, max: 1 }),
      days: days(-1, 4),
      ground: fc.boolean(),
      consent: fc.option(fc.nat(5), { nil: undefined }),
    }),
    2,
    16,
  ),
  protections: some(
    fc.record({
      area,
      individual: fc.nat(1),
      from: fc.integer({ min: -2, max: 1 }),
      days: days(-1, 3),
      team: some(
        fc.record({ account: fc.nat(4), approved: fc.boolean(), founder: fc.boolean(), ends: days(-1, 1) }),
        0,
        3,
      ),
    }),
    0,
    2,
  ),
  emergencies: some(
    fc.record({
      account: fc.nat(4),
      case: fc.nat(4),
      opened: fc.integer({ min: -5, max: 150 }),
      lasts: fc.integer({ min: 1, max: 120 }),
      ended: fc.boolean(),
    }),
    0,
    3,
  ),
  disclosures: some(fc.record({ case: fc.nat(4), account: fc.nat(4) }), 0, 4),
  parties: some(
    fc.record({
      case: fc.nat(4),
      account: fc.nat(4),
      from: fc.integer({ min: -3, max: 1 }),
      days: days(0, 4),
      consent: fc.option(fc.nat(5), { nil: undefined }),
      ended: seldom,
      planEnded: seldom,
      stepHidden: fc.boolean(),
    }),
    0,
    5,
  ),
  absences: some(
    fc.record({
      account: fc.nat(4),
      substitute: fc.nat(4),
      from: fc.integer({ min: -3, max: 1 }),
      days: fc.integer({ min: 0, max: 4 }),
      standsIn: fc.nat(4).map((n) => n > 0),
      removed: seldom,
    }),
    0,
    4,
  ),
});

const uuid = (kind: number | string, index: number): string =>
  `00000000-0000-4000-8000-${kind}${String(index).padStart(11, '0')}`;

export const ids = {
  account: (index: number): string => uuid(1, index),
  case: (index: number): string => uuid(2, index),
  run: (file: number, index: number): string => uuid(3, file * 10 + index),
  entry: (file: number, index: number): string => uuid(4, file * 10 + index),
  // Two cases of the same area may be about the same individual.
  individual: (of: Area, index: number): string => uuid(5, areas.indexOf(of) * 10 + index),
  disclosure: (index: number): string => uuid('a', index),
  plan: (index: number): string => uuid('b', index),
  party: (index: number): string => uuid('c', index),
  step: (index: number): string => uuid('d', index),
  other: (kind: 6 | 7 | 8 | 9, index: number): string => uuid(kind, index),
} as const;

export const numbersOfRuns = ({ runs }: Case): readonly number[] => Array.from({ length: runs }, (_, index) => index);

/** Whether something given to somebody crosses a boundary: within an area there is nothing to hand over, and nothing to share. */
export const crosses = ({ cases, accounts }: City, given: Readonly<{ case: number; account: number }>): boolean => {
  const [file, account] = [cases[given.case], accounts[given.account]];
  return file !== undefined && account !== undefined && file.area !== account.area;
};

/** The consent that a party rests on: of the case itself, or none. */
export const restsOn = ({ consents }: City, party: Party): number | undefined =>
  party.consent !== undefined && consents[party.consent]?.case === party.case ? party.consent : undefined;
