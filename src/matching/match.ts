import type { LocalDate } from '../kernel/date.ts';
import { type Criterion, formsAllowed } from './codes.ts';
import { judgesFor, type Judgement } from './criteria.ts';
import { builtInOrder, inOrder, type Order, type Ordered } from './order.ts';
import type { PlacementRequest, Register, Unit } from './register.ts';

type Placed = Readonly<{
  offer: string;
  unit: string;
  provider: string;
  why: readonly Judgement[];
}>;

/** An offer that nothing known is against. What is unknown of it is to be asked. */
export type Candidate = Placed &
  Ordered &
  Readonly<{
    /** 1, 2, 3, without ties. */
    rank: number;
    unknown: readonly Criterion[];
    /** Why no agreement serves must be said: a candidate of another form remains. */
    needsReason: boolean;
  }>;

/** An offer with every criterion that it does not meet. */
export type Excluded = Placed & Readonly<{ notMet: readonly Criterion[] }>;

/** A proposal, never a decision: a person recommends, and a person chooses. */
export type Match = Readonly<{
  at: LocalDate;
  ruleVersion: string;
  candidates: readonly Candidate[];
  excluded: readonly Excluded[];
}>;

/** Distinct wished features that the unit has, and one more when its area is wished. */
function countPreferencesMet(
  wished: ReadonlySet<string>,
  areas: readonly string[],
  { features = [], area }: Unit,
): number {
  let met = area !== undefined && areas.includes(area) ? 1 : 0;
  for (const feature of wished) if (features.includes(feature)) met += 1;
  return met;
}

/**
 * Matches a request against a register: every offer of the intervention is among the candidates, in order, or among the excluded,
 * in the register's order. `at` is the day of the answer; the criteria look at the day the placement is to start.
 */
export function match(
  register: Register,
  request: PlacementRequest,
  at: LocalDate,
  order: Order = builtInOrder,
): Match {
  const forms = { ...formsAllowed, ...register.formsAllowed };
  const wished = new Set(request.preferences?.features);
  const areas = request.preferences?.areas ?? [];
  const { judgeUnit, judge } = judgesFor();
  const remaining: { -readonly [Field in keyof Candidate]: Candidate[Field] }[] = [];
  const excluded: Excluded[] = [];
  for (const provider of register.providers)
    for (const unit of provider.units) {
      const offers = unit.offers.filter(({ intervention }) => intervention === request.intervention);
      if (offers.length === 0) continue;
      const ofUnit = judgeUnit({ request, forms, provider, unit });
      const preferencesMet = countPreferencesMet(wished, areas, unit);
      for (const offer of offers) {
        const { why, notMet, unknown } = judge({ request, forms, provider, unit, offer }, ofUnit);
        // Whole literals: what is spread from another object is several times as slow, and a register has tens of thousands of offers.
        if (notMet.length > 0) excluded.push({ offer: offer.id, unit: unit.id, provider: provider.id, why, notMet });
        else
          remaining.push({
            offer: offer.id,
            unit: unit.id,
            provider: provider.id,
            why,
            form: offer.form,
            agreementRank: offer.form === 'framework' ? offer.agreement?.rank : undefined,
            unknown,
            preferencesMet,
            dailyRate: offer.dailyRate,
            distanceKm: unit.distanceKm,
            rank: 0,
            needsReason: false,
          });
      }
    }
  const otherwise = remaining.some(({ form }) => form !== 'direct-award');
  const candidates = inOrder(remaining, order);
  for (const [index, candidate] of candidates.entries()) {
    candidate.rank = index + 1;
    candidate.needsReason = otherwise && candidate.form === 'direct-award';
  }
  return { at, ruleVersion: order.version, candidates, excluded };
}
