import { addMonths, type LocalDate } from '../../../kernel/date.ts';
import type { IdempotencyKey } from '../../../kernel/ids.ts';
import type { Text } from '../../../kernel/text.ts';
import type { ProvisionForm } from '../../../matching/index.ts';
import type { Scope } from '../../../platform/door.ts';
import { offersInWords } from '../../../register/index.ts';
import { addEvent, findRequestToWrite } from '../../store/requests.ts';
import { deskMessages } from '../messages/index.ts';
import type { Comparable } from '../price.ts';
import { type Award, decideAward, documentAward, earlierPrices, findAward, insertAward } from '../store/awards.ts';
import { inquiriesOf } from '../store/inquiries.ts';
import { findMatch, type StoredMatch } from '../store/matches.ts';
import { declinesOf } from '../store/units.ts';
import { type Since, whyNoAgreement, type WhyNoAgreement } from '../why-no-agreement.ts';

const said: Readonly<Record<Since['kind'], (text: string) => Text>> = {
  'answered-no': (text) => ({ sv: deskMessages.sv.award.answeredNo(text), en: deskMessages.en.award.answeredNo(text) }),
  declined: (text) => ({ sv: deskMessages.sv.award.declined(text), en: deskMessages.en.award.declined(text) }),
};

/** Why nothing under agreement serves for a request, of a match and of what has been answered since. */
export async function reasonsOf(scope: Scope, request: string, stored: StoredMatch): Promise<WhyNoAgreement> {
  const since = new Map<string, Since>();
  for (const { offer, sv } of await declinesOf(scope, request)) since.set(offer, { kind: 'declined', text: sv });
  for (const { offer, answer, answerText } of await inquiriesOf(scope, request))
    if (answer === 'no') since.set(offer, { kind: 'answered-no', text: answerText });
  const forms = new Map<string, ProvisionForm>(
    stored.facts.register.providers.flatMap(({ units }) =>
      units.flatMap(({ offers }) => offers.map(({ id, form }) => [id, form] as const)),
    ),
  );
  return whyNoAgreement(stored.result, (offer) => forms.get(offer), since, said);
}

export type Begun =
  | Readonly<{ outcome: 'begun'; award: string }>
  | Readonly<{ outcome: 'not-found' | 'already' }>
  /** Something under agreement fits, and nothing is known against it. */
  | Readonly<{ outcome: 'serving'; offers: readonly string[] }>;

/** Begins a direct award for a request, with why nothing under agreement serves as it stands in the match. */
export async function beginAward(scope: Scope, id: string, matchId: string, key: IdempotencyKey): Promise<Begun> {
  const found = await findRequestToWrite(scope, id);
  const stored = found && (await findMatch(scope, id, matchId));
  if (!found || !stored || found.state !== 'submitted') return { outcome: 'not-found' };
  const { why, serving } = await reasonsOf(scope, id, stored);
  if (serving.length > 0) return { outcome: 'serving', offers: serving };
  const words = await offersInWords(
    scope,
    why.map(({ offer }) => offer),
    { day: stored.facts.request.start },
  );
  const named = why.map((one) => ({ ...one, name: words.get(one.offer)?.unitName ?? one.offer }));
  const award = await insertAward(scope, { request: id, match: matchId, why: named, key });
  if (award === undefined) return { outcome: 'already' };
  await addEvent(scope, id, { kind: 'award-begun', award });
  return { outcome: 'begun', award };
}

/** Prices to compare with: of framework agreements on the start day, and what was paid in the end during two years. */
export async function comparablesFor(scope: Scope, stored: StoredMatch): Promise<readonly Comparable[]> {
  const { intervention, start } = stored.facts.request;
  const framework = stored.facts.register.providers.flatMap(({ units }) =>
    units.flatMap(({ offers }) =>
      offers.filter(({ form, dailyRate }) => form === 'framework' && dailyRate !== undefined),
    ),
  );
  const earlier = await earlierPrices(scope, intervention, addMonths(scope.today, -24));
  const words = await offersInWords(scope, [...framework.map(({ id }) => id), ...earlier.map(({ offer }) => offer)], {
    day: start,
  });
  const nameOf = (offer: string): string => words.get(offer)?.unitName ?? '';
  return [
    ...framework.map(({ id, dailyRate = 0 }) => ({
      kind: 'framework' as const,
      rate: dailyRate,
      on: words.get(id)?.priceFrom ?? start,
      name: nameOf(id),
    })),
    ...earlier.map(({ offer, rate, on }) => ({ kind: 'earlier' as const, rate, on, name: nameOf(offer) })),
  ];
}

export type Decided = Readonly<{ outcome: 'decided' | 'not-found' | 'overtaken' | 'no-bid' }>;

/** Decides a direct award: which of the offers that came, for how many days, why, and from which day the contract is. */
export async function decide(
  scope: Scope,
  id: string,
  awardId: string,
  said_: Readonly<{ bid: string; days: number; reason: string; contractOn: LocalDate }>,
): Promise<Decided> {
  const found = await findRequestToWrite(scope, id);
  const award = found && (await findAward(scope, id, awardId));
  const stored = award && (await findMatch(scope, id, award.match));
  if (!found || !award || !stored) return { outcome: 'not-found' };
  const bid = award.bids.find((one) => one.id === said_.bid && one.answer === 'offered');
  if (!bid || bid.dailyRate === null) return { outcome: 'no-bid' };
  const comparison = await comparablesFor(scope, stored);
  const done = await decideAward(scope, awardId, { ...said_, dailyRate: bid.dailyRate, comparison });
  if (!done) return { outcome: 'overtaken' };
  await addEvent(scope, id, { kind: 'award-decided', award: awardId });
  return { outcome: 'decided' };
}

/** What is missing before the documentation can be said to be whole. */
export const missingIn = ({ bids, decidedAt }: Award): 'decision' | 'told' | undefined =>
  decidedAt === null ? 'decision' : bids.some(({ toldOn }) => toldOn === null) ? 'told' : undefined;

export async function finish(scope: Scope, id: string, awardId: string): Promise<boolean> {
  const award = await findAward(scope, id, awardId);
  if (!award || missingIn(award) !== undefined) return false;
  return award.documentedAt !== null || documentAward(scope, awardId);
}
