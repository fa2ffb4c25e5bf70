import { inOrder, type Order, type ProvisionForm } from '../../matching/index.ts';
import type { LocalDate } from '../../kernel/date.ts';

/** A stored match, with what an order reads of its candidates. What is missing is null, as it has been to the database. */
export type TriedMatch = Readonly<{
  request: string;
  number: string;
  match: string;
  register: string;
  start: LocalDate;
  candidates: readonly Readonly<{
    offer: string;
    unit: string;
    form: ProvisionForm;
    agreementRank: number | null;
    unknown: readonly unknown[];
    preferencesMet: number;
    dailyRate: number | null;
    distanceKm: number | null;
  }>[];
}>;

/** A match whose first place would be another offer's. */
export type FirstChanged = Readonly<{ tried: TriedMatch; before: string; after: string }>;

/** What an order would have done to matches that have been made: of how many, and where another offer would have come first. */
export function tryOn(
  matches: readonly TriedMatch[],
  order: Order,
): Readonly<{ of: number; changed: readonly FirstChanged[] }> {
  const withChoice = matches.filter(({ candidates }) => candidates.length > 0);
  const changed = withChoice.flatMap((tried): readonly FirstChanged[] => {
    const candidates = tried.candidates.map(({ agreementRank, dailyRate, distanceKm, ...one }) => ({
      ...one,
      agreementRank: agreementRank ?? undefined,
      dailyRate: dailyRate ?? undefined,
      distanceKm: distanceKm ?? undefined,
    }));
    const [before, after] = [candidates[0]?.offer, inOrder(candidates, order)[0]?.offer];
    return before === undefined || after === undefined || before === after ? [] : [{ tried, before, after }];
  });
  return { of: withChoice.length, changed };
}
