import type { AccountId } from '../../kernel/ids.ts';

/** Whoever works at a desk, as they are on the day. */
export type Officer = Readonly<{
  account: AccountId;
  name: string;
  /** Not absent today. */
  present: boolean;
  /** The interventions that the lead has said they are competent for. */
  competences: readonly string[];
  /** Their requests that wait for the desk, acute and planned, and those that wait for somebody else or are paused. */
  acute: number;
  planned: number;
  resting: number;
}>;

/** What a request counts for while it is open. What waits for others still has to be kept an eye on. */
export const weights = { acute: 3, planned: 2, resting: 1 } as const;

export const workOf = ({ acute, planned, resting }: Pick<Officer, 'acute' | 'planned' | 'resting'>): number =>
  acute * weights.acute + planned * weights.planned + resting * weights.resting;

/**
 * Why a request lies with whom it lies with, kept with it as data. `least-work`: by the rule, among those who were there (`among`, with their
 * work then) and competent; `competent` is false when nobody there was said to be. `lot` says that several had as little.
 */
export type AssignedBy =
  | Readonly<{
      rule: 'least-work';
      version: 1;
      competent: boolean;
      lot: boolean;
      among: readonly Readonly<{ account: AccountId; work: number }>[];
      absent: number;
    }>
  | Readonly<{ rule: 'nobody-there'; version: 1; absent: number }>
  | Readonly<{ rule: 'taken' | 'given'; by: AccountId; reason: string }>;

export type Assignment = Readonly<{ to?: AccountId; by: AssignedBy }>;

/**
 * Gives a new request to one of the desk: of those who are there and competent for the intervention the one with the least open work. When
 * nobody there is said to be competent, everybody there is asked instead, and that is told. `lot` is any whole number from 0, as the
 * request's own: among several with as little work it decides, so that it is not always the same who gets it.
 */
export function assignmentFor(intervention: string, officers: readonly Officer[], lot: number): Assignment {
  const there = officers.filter(({ present }) => present);
  const absent = officers.length - there.length;
  const competent = there.filter(({ competences }) => competences.includes(intervention));
  const asked = (competent.length > 0 ? competent : there)
    .map((officer) => ({ account: officer.account, name: officer.name, work: workOf(officer) }))
    .toSorted((left, right) => left.work - right.work || left.name.localeCompare(right.name, 'sv'));
  const least = asked.filter(({ work }) => work === asked[0]?.work);
  const chosen = least[lot % Math.max(1, least.length)];
  if (!chosen) return { by: { rule: 'nobody-there', version: 1, absent } };
  return {
    to: chosen.account,
    by: {
      rule: 'least-work',
      version: 1,
      competent: competent.length > 0,
      lot: least.length > 1,
      among: asked.map(({ account, work }) => ({ account, work })),
      absent,
    },
  };
}
