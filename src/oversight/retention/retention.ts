import { addDays, addMonths, type LocalDate, localDateFrom } from '../../kernel/date.ts';
import type { IdentityKind } from '../../kernel/identity-number.ts';

/** To when the years after a last entry are counted: the day on which they have passed, or the end of the calendar year after that day. */
export const countings = ['day', 'next-year-end'] as const;
export type Counting = (typeof countings)[number];

/** What is decided, or proposed, of a municipality's cases. Days are days of the month. */
export type RetentionRule =
  | Readonly<{ action: 'preserve' }>
  | Readonly<{
      action: 'dispose';
      years: number;
      countedTo: Counting;
      researchDays: readonly number[];
      /** For how many months a notice that was closed without being about any case is kept; absent: until somebody decides. */
      noticeMonths?: number | undefined;
    }>;

/** A rule, and whether two people have approved it: by one that they have not, nothing is disposed of. */
export type RetentionPolicy = RetentionRule & Readonly<{ confirmed: boolean }>;

/** What becomes of a case, and why: the first that is true of it. Only `due` is disposed of. */
export const verdicts = [
  /** The municipality has decided nothing. */
  'no-policy',
  /** It keeps all cases for ever. */
  'preserved',
  /** What has been decided has yet to be approved by two. */
  'unconfirmed',
  /** Whether the individual is among those kept for research cannot be told. */
  'no-number',
  /** Born on a day that is kept for research. */
  'research',
  /** The identity is protected: for the named team to see to. */
  'guarded',
  /** Somebody has stopped it. */
  'held',
  /** A routine is still going on. */
  'ongoing',
  'not-due',
  /** Another case rests on a consent that was taken in this one. */
  'in-use',
  'due',
] as const;
export type Verdict = (typeof verdicts)[number];

export type RetentionFacts = Readonly<{
  /** The seventh and eighth digits of the number, as written; null without a number. */
  writtenDay: string | null;
  identityKind: IdentityKind;
  /** The day on which anything was last written in the case. */
  lastEntryOn: LocalDate;
  guarded: boolean;
  held: boolean;
  ongoing: boolean;
  inUse: boolean;
}>;

/**
 * The day of the month that somebody was born on, by their number; undefined when it does not tell. In a coordination number sixty is added
 * to the day. When a day's numbers have run out, a number of a day beside it is given: who has one is counted to that day, since nothing
 * else is known.
 */
export function birthDay(writtenDay: string | null, kind: IdentityKind): number | undefined {
  if (writtenDay === null || !/^\d\d$/.test(writtenDay)) return undefined;
  const day = Number(writtenDay) - (kind === 'coordination-number' ? 60 : 0);
  return day >= 1 && day <= 31 ? day : undefined;
}

/**
 * The first day on which a case may go: the day after whole years have passed since its last entry, or the first of January when the
 * calendar year after has ended. After a leap day they have passed on the last of February, so the day after is the first of March.
 */
export function dueFrom(lastEntryOn: LocalDate, years: number, countedTo: Counting): LocalDate {
  const passed = addMonths(lastEntryOn, years * 12);
  return countedTo === 'day' ? addDays(passed, 1) : localDateFrom(`${Number(passed.slice(0, 4)) + 2}-01-01`);
}

/** SoL (2025:400) and SoF (2025:468) 13 kap., as the municipality has decided. The database decides by the same before it disposes. */
export function verdictOf(facts: RetentionFacts, policy: RetentionPolicy | undefined, today: LocalDate): Verdict {
  if (!policy) return 'no-policy';
  if (policy.action === 'preserve') return 'preserved';
  if (!policy.confirmed) return 'unconfirmed';
  if (policy.researchDays.length > 0) {
    const day = birthDay(facts.writtenDay, facts.identityKind);
    if (day === undefined) return 'no-number';
    if (policy.researchDays.includes(day)) return 'research';
  }
  if (facts.guarded) return 'guarded';
  if (facts.held) return 'held';
  if (facts.ongoing) return 'ongoing';
  if (dueFrom(facts.lastEntryOn, policy.years, policy.countedTo) > today) return 'not-due';
  return facts.inUse ? 'in-use' : 'due';
}

/** What becomes of a notice that was closed without being about any case, the first that is true of it. */
export const noticeVerdicts = [
  'no-policy',
  'preserved',
  'unconfirmed',
  /** For how long such notices are kept is not in what has been decided. */
  'undecided',
  'held',
  'not-due',
  'due',
] as const;
export type NoticeVerdict = (typeof noticeVerdicts)[number];

export type NoticeFacts = Readonly<{ closedOn: LocalDate; held: boolean }>;

/** The database decides by the same before it disposes of a notice. */
export function noticeVerdictOf(
  { closedOn, held }: NoticeFacts,
  policy: RetentionPolicy | undefined,
  today: LocalDate,
): NoticeVerdict {
  if (!policy) return 'no-policy';
  if (policy.action === 'preserve') return 'preserved';
  if (!policy.confirmed) return 'unconfirmed';
  if (policy.noticeMonths === undefined) return 'undecided';
  if (held) return 'held';
  return addMonths(closedOn, policy.noticeMonths) < today ? 'due' : 'not-due';
}

/** How many there are of each verdict. */
export const countsOf = <V extends Verdict | NoticeVerdict>(
  found: readonly V[],
): Readonly<Partial<Record<V, number>>> =>
  Object.fromEntries(
    [...Map.groupBy(found, (one) => one)].map(([verdict, those]) => [verdict, those.length]),
  ) as Partial<Record<V, number>>;

type Policies = Readonly<{ now: RetentionPolicy | undefined; proposed: RetentionRule }>;
type Compared<V> = readonly Readonly<{ verdict: V; now: number; proposed: number }>[];

/** What is counted when a policy is proposed: how many of each verdict there are now, and would be. What is none of either is left out. */
function comparisonBy<F, V extends Verdict | NoticeVerdict>(
  facts: readonly F[],
  order: readonly V[],
  verdictBy: (one: F, policy: RetentionPolicy | undefined, today: LocalDate) => V,
  { now, proposed }: Policies,
  today: LocalDate,
): Compared<V> {
  const countBy = (policy: RetentionPolicy | undefined) => countsOf(facts.map((one) => verdictBy(one, policy, today)));
  const [before, after] = [countBy(now), countBy({ ...proposed, confirmed: true })];
  return order.flatMap((verdict) =>
    before[verdict] === undefined && after[verdict] === undefined
      ? []
      : [{ verdict, now: before[verdict] ?? 0, proposed: after[verdict] ?? 0 }],
  );
}

export const comparisonOf = (
  cases: readonly RetentionFacts[],
  policies: Policies,
  today: LocalDate,
): Compared<Verdict> => comparisonBy(cases, verdicts, verdictOf, policies, today);

export const noticeComparisonOf = (
  notices: readonly NoticeFacts[],
  policies: Policies,
  today: LocalDate,
): Compared<NoticeVerdict> => comparisonBy(notices, noticeVerdicts, noticeVerdictOf, policies, today);

/** What a day of birth is kept for: a list such as "5, 15, 25", in order and once each; undefined when it is none. */
export function researchDaysFrom(text: string): readonly number[] | undefined {
  const days = text.split(/[\s,;]+/).filter((word) => word !== '');
  if (days.some((word) => !/^\d{1,2}$/.test(word) || Number(word) < 1 || Number(word) > 31)) return undefined;
  return [...new Set(days.map(Number))].toSorted((left, right) => left - right);
}

type Version = Readonly<{ number: number; validFrom: LocalDate }>;

/** Whether a version has yet to come into force, or never will: a later one holds before its first day. Undefined when it has come. */
export function yetToHold(
  version: Version,
  all: readonly Version[],
  today: LocalDate,
): 'coming' | 'replaced' | undefined {
  if (version.validFrom <= today) return undefined;
  const replaced = all.some(({ number, validFrom }) => number > version.number && validFrom <= version.validFrom);
  return replaced ? 'replaced' : 'coming';
}
