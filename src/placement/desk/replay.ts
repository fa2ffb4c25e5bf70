import { isDeepStrictEqual } from 'node:util';
import { match, type Match } from '../../matching/index.ts';
import type { StoredMatch } from './store/matches.ts';

export type Replayed = Readonly<{
  /** The answer that the stored facts give now. */
  now: Match;
  same: boolean;
  /** Where the offers that are otherwise stood and stand: a rank, or `excluded`, or nowhere. */
  differences: readonly Readonly<{ offer: string; before: Place; after: Place }>[];
}>;
export type Place = number | 'excluded' | undefined;

const placeIn = ({ candidates, excluded }: Match, offer: string): Place =>
  candidates.find((one) => one.offer === offer)?.rank ??
  (excluded.some((one) => one.offer === offer) ? 'excluded' : undefined);

/** As it is kept: what is missing is not there. */
const kept = (result: Match): unknown => JSON.parse(JSON.stringify(result)) as unknown;

/**
 * Makes a stored match again from what was kept with it: the register's facts, the request, the order and the day. The same rules give the same
 * answer, whatever has become of the register; other rules tell where they differ.
 */
export function replay({ facts, result, on }: Pick<StoredMatch, 'facts' | 'result' | 'on'>): Replayed {
  const now = match(facts.register, facts.request, on, facts.order);
  const reasons = (its: Match, offer: string): unknown =>
    kept({
      ...its,
      candidates: its.candidates.filter((one) => one.offer === offer),
      excluded: its.excluded.filter((one) => one.offer === offer),
    });
  const offers = new Set(
    [...result.candidates, ...result.excluded, ...now.candidates, ...now.excluded].map(({ offer }) => offer),
  );
  return {
    now,
    same: isDeepStrictEqual(kept(now), kept(result)),
    differences: [...offers].flatMap((offer) =>
      isDeepStrictEqual(reasons(now, offer), reasons(result, offer))
        ? []
        : [{ offer, before: placeIn(result, offer), after: placeIn(now, offer) }],
    ),
  };
}
