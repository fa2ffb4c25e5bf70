import type { LocalDate } from '../../kernel/date.ts';
import { addDays } from '../../kernel/date.ts';
import type { Match } from '../../matching/index.ts';

/** An offer that this request has said no to, with what follows of the reason (placement_reason). */
export type Decline = Readonly<{
  offer: string;
  reason: string;
  consequence: 'none' | 'until-reassessed' | 'days';
  days?: number;
  on: LocalDate;
}>;

/** Until when an offer is set aside for this request: a last day, or until somebody has assessed it anew. */
export type SetAside = Readonly<{ offer: string; reason: string; on: LocalDate; until?: LocalDate }>;

/** The offers that are set aside on a day by what the request has answered before; of several answers the one that holds longest. */
export function setAsideOn(declines: readonly Decline[], today: LocalDate): ReadonlyMap<string, SetAside> {
  const aside = new Map<string, SetAside>();
  for (const { offer, reason, consequence, days = 0, on } of declines) {
    if (consequence === 'none') continue;
    const until = consequence === 'days' ? addDays(on, days) : undefined;
    if (until !== undefined && until < today) continue;
    const known = aside.get(offer);
    if (known && (known.until === undefined || (until !== undefined && until <= known.until))) continue;
    aside.set(offer, { offer, reason, on, ...(until === undefined ? {} : { until }) });
  }
  return aside;
}

type Candidates = Match['candidates'];

/**
 * Which of the chosen offers, in the order in which they are recommended, leave the match's order: those before which a better one was
 * passed over. What the request has set aside may be passed over without a reason, and is a departure itself when it is chosen.
 */
export function departures(
  candidates: Candidates,
  chosen: readonly string[],
  aside: ReadonlyMap<string, SetAside>,
): ReadonlySet<string> {
  const left = new Set<string>();
  for (const [index, offer] of chosen.entries()) {
    const before = new Set(chosen.slice(0, index));
    const rank = candidates.find((one) => one.offer === offer)?.rank ?? Number.POSITIVE_INFINITY;
    const passedOver = candidates.some((one) => one.rank < rank && !before.has(one.offer) && !aside.has(one.offer));
    if (passedOver || aside.has(offer)) left.add(offer);
  }
  return left;
}
