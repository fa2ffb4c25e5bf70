import { timeOfDayOf } from '../../kernel/stockholm.ts';
import { likeness, type Name } from './names.ts';

/** Why reading is looked at. Each is a rule of its own, and has its words in messages/. */
export const oddities = [
  'own-name',
  'own-identity',
  'same-surname',
  'same-address',
  'colleague',
  'unassigned',
  'night',
  'bulk',
  'break-glass',
  'refusals',
  'ended-case',
] as const;
export type Oddity = (typeof oddities)[number];

/** How a reader had to do with a case on the day they read it; none when nothing that is known explains it. */
export const relations = ['assigned', 'ground', 'unit', 'emergency', 'none'] as const;
export type Relation = (typeof relations)[number];

/** What an area has decided of its review: how large the sample is, and where a rule begins to hit. */
export type ReviewRules = Readonly<{
  samplePercent: number;
  sampleLeast: number;
  sampleMost: number;
  /** More cases than this in an hour, or in a day, opened one by one by one person. */
  bulkHour: number;
  bulkDay: number;
  /** As many refusals in a day as this. */
  refusalsDay: number;
  /** As many openings in the month as this, of a case whose routines had all ended. */
  endedMonth: number;
  /** Roles that work nights: their reading at night is nothing odd. */
  nightRoles: readonly string[];
  daysToDecide: number;
}>;

/** Until an area has decided its own: what somebody can go through in a day or two a month. */
export const standardRules: ReviewRules = {
  samplePercent: 2,
  sampleLeast: 10,
  sampleMost: 200,
  bulkHour: 15,
  bulkDay: 40,
  refusalsDay: 5,
  endedMonth: 3,
  nightRoles: ['housingStaff', 'outOfHours'],
  daysToDecide: 14,
};

/** Somebody's reading of one case during one day, with what the rules go by; undefined is what nobody has registered. */
export type Visit = Readonly<{
  reader: Name;
  readerRoles: readonly string[];
  individual: Name;
  sameIdentity: boolean | undefined;
  sameAddress: boolean | undefined;
  colleague: boolean;
  relation: Relation;
  moments: readonly Date[];
}>;

/** Night is from 22 to 6 by the clock in Sweden. */
export const isNight = (moment: Date): boolean => {
  const hour = Number(timeOfDayOf(moment).slice(0, 2));
  return hour >= 22 || hour < 6;
};

type Rule = (visit: Visit, rules: ReviewRules) => boolean;

const ownName: Rule = ({ reader, individual }) => likeness(reader, individual) === 'own-name';
const sameSurname: Rule = ({ reader, individual }) => likeness(reader, individual) === 'same-surname';
const outsideAssignments: Rule = ({ relation }) => relation === 'unit' || relation === 'none';
const atNight: Rule = ({ readerRoles, moments }, { nightRoles }) =>
  !readerRoles.some((role) => nightRoles.includes(role)) && moments.some(isNight);

/** What is to be seen in one visit by itself; the other rules are of several, or of another kind. */
const ofOneVisit: readonly (readonly [Oddity, Rule])[] = [
  ['own-name', ownName],
  ['own-identity', ({ sameIdentity }) => sameIdentity === true],
  ['same-surname', sameSurname],
  ['same-address', ({ sameAddress }) => sameAddress === true],
  ['colleague', ({ colleague }) => colleague],
  ['unassigned', outsideAssignments],
  ['night', atNight],
];

/** The rules that a visit hits by itself, the gravest first. */
export const odditiesOf = (visit: Visit, rules: ReviewRules): readonly Oddity[] =>
  ofOneVisit.filter(([, hits]) => hits(visit, rules)).map(([oddity]) => oddity);

/** The rules that had nothing to go by in any of the visits. */
export const notChecked = (visits: readonly Pick<Visit, 'sameIdentity' | 'sameAddress'>[]): readonly Oddity[] => [
  ...(visits.every(({ sameIdentity }) => sameIdentity === undefined) ? ['own-identity' as const] : []),
  ...(visits.every(({ sameAddress }) => sameAddress === undefined) ? ['same-address' as const] : []),
];

/** The first opening of each case by one person in a day: more than so many, in any sixty minutes or in all. */
export function isBulk(firstOpenings: readonly Date[], { bulkHour, bulkDay }: ReviewRules): boolean {
  if (firstOpenings.length > bulkDay) return true;
  const times = firstOpenings.map((moment) => moment.getTime()).toSorted((left, right) => left - right);
  return times.some((time, index) => {
    const later = times[index + bulkHour];
    return later !== undefined && later - time < 3_600_000;
  });
}
