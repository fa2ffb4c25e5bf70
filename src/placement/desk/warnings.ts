import type { Match } from '../../matching/index.ts';

type Judgement = Match['excluded'][number]['why'][number];

/** What has come against an offer since it was recommended. Without anything in `against` the register has it no longer. */
export type Warning = Readonly<{ offer: string; against: readonly Judgement[] }>;

/**
 * Which recommended offers would not be proposed any more: told by the same rules, on the register as it is now. A pause, a stop, a permit
 * that ends before the start, an agreement that ends: whatever excludes an offer warns.
 */
export function warningsFor(offers: readonly string[], now: Match): readonly Warning[] {
  return offers.flatMap((offer): readonly Warning[] => {
    if (now.candidates.some((one) => one.offer === offer)) return [];
    const excluded = now.excluded.find((one) => one.offer === offer);
    return [{ offer, against: excluded?.why.filter(({ result }) => result === 'not-met') ?? [] }];
  });
}
