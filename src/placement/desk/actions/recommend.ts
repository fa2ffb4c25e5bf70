import { notify } from '../../../casework/index.ts';
import type { IdempotencyKey } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import { holdPlace, type OfferInWords, offersInWords } from '../../../register/index.ts';
import { type RecommendedBody, sentencesOf } from '../../recommendation-body.ts';
import {
  insertRecommendation,
  lapseRecommendation,
  openRecommendation,
  type RecommendedItem,
  recommendationsOf,
} from '../../store/recommendations.ts';
import { addEvent, changeRequest, findRequestToWrite } from '../../store/requests.ts';
import { departures, setAsideOn } from '../order-left.ts';
import { deskMessages } from '../messages/index.ts';
import { type Inquiry, inquiriesOf } from '../store/inquiries.ts';
import { findShownMatch, type ShownMatch } from '../store/matches.ts';
import { declinesOf } from '../store/units.ts';
import type { Warning } from '../warnings.ts';
import { warningsNow } from './match.ts';

export type Choice = Readonly<{ offer: string; departure: string; note: string }>;

export type Recommended =
  | Readonly<{ outcome: 'recommended' }>
  | Readonly<{ outcome: 'not-found' | 'one-waits' | 'nothing-chosen' | 'changed-since' }>
  /** Offers that leave the order without a reason. */
  | Readonly<{ outcome: 'unexplained'; offers: readonly string[] }>
  /** Offers that the register as it is now would not propose any more. */
  | Readonly<{ outcome: 'warned'; warnings: readonly Warning[] }>;

function bodyOf(
  candidate: ShownMatch['result']['candidates'][number],
  words: OfferInWords,
  note: string,
  inquiries: readonly Inquiry[],
): RecommendedBody {
  const saidYesTo = inquiries
    .filter(({ offer, answer }) => offer === candidate.offer && answer === 'yes')
    .flatMap(({ body }) => body.questions);
  return {
    unitName: words.unitName,
    providerName: words.providerName,
    note,
    ...sentencesOf(candidate, saidYesTo, {
      sv: deskMessages.sv.recommend.saidYes,
      en: deskMessages.en.recommend.saidYes,
    }),
    ...(words.area === null ? {} : { area: words.area }),
    ...(words.agreementName === null ? {} : { agreementName: words.agreementName }),
    ...(words.priceSource === null ? {} : { priceSource: words.priceSource }),
  };
}

/**
 * Recommends offers of a match, in the order given. Whatever leaves the match's order needs a reason; what the register would not propose any
 * more today is not recommended. It is frozen as it is made, the requester is told, and it is their turn. A person recommends: nothing here
 * decides (docs/placement.md).
 */
export async function recommend(
  scope: Scope,
  id: string,
  matchId: string,
  { chosen, note, key }: Readonly<{ chosen: readonly Choice[]; note: string; key: IdempotencyKey }>,
): Promise<Recommended> {
  const found = await findRequestToWrite(scope, id);
  const stored = found && (await findShownMatch(scope, id, matchId));
  if (!found || !stored || found.state !== 'submitted') return { outcome: 'not-found' };
  if (await openRecommendation(scope, id)) return { outcome: 'one-waits' };
  if (stored.revision !== found.revision) return { outcome: 'changed-since' };
  const offers = chosen.map(({ offer }) => offer);
  const candidates = chosen.flatMap((choice) => {
    const candidate = stored.result.candidates.find((one) => one.offer === choice.offer);
    return candidate ? [{ choice, candidate }] : [];
  });
  if (candidates.length === 0 || candidates.length !== new Set(offers).size) return { outcome: 'nothing-chosen' };
  const aside = setAsideOn(await declinesOf(scope, id), scope.today);
  const left = departures(stored.result.candidates, offers, aside);
  const unexplained = chosen.filter(({ offer, departure }) => left.has(offer) && departure === '');
  if (unexplained.length > 0) return { outcome: 'unexplained', offers: unexplained.map(({ offer }) => offer) };
  const warnings = await warningsNow(scope, id, offers);
  if (warnings.length > 0) return { outcome: 'warned', warnings };
  const { start, supportLevel } = stored.facts.request;
  const words = await offersInWords(scope, offers, {
    day: start,
    ...(supportLevel === undefined ? {} : { supportLevel: String(supportLevel) }),
  });
  const inquiries = await inquiriesOf(scope, id);
  const items = candidates.flatMap(({ choice, candidate }): readonly Omit<RecommendedItem, 'position'>[] => {
    const its = words.get(choice.offer);
    if (!its) return [];
    return [
      {
        register: stored.register,
        offer: candidate.offer,
        unit: candidate.unit,
        provider: candidate.provider,
        form: candidate.form,
        rank: candidate.rank,
        departure: left.has(choice.offer) ? choice.departure : '',
        body: bodyOf(candidate, its, choice.note, inquiries),
        ...(its.dailyRate === null ? {} : { dailyRate: its.dailyRate }),
        ...(its.priceFrom === null ? {} : { rateOn: its.priceFrom }),
      },
    ];
  });
  if (items.length !== candidates.length) return { outcome: 'not-found' };
  const made = await insertRecommendation(scope, { request: id, match: matchId, note, items, key });
  // Another was first, or the same form came twice: the one that waits is shown.
  if (made === undefined) return { outcome: 'one-waits' };
  await changeRequest(scope, found, {
    waitingFor: 'requester',
    ...(found.firstRecommendedAt ? {} : { firstRecommendedAt: scope.now }),
  });
  await addEvent(scope, id, { kind: 'recommended', recommendation: made, count: items.length });
  await notify(scope, 'placement-recommended', { placementRequest: id }, [found.requestedBy]);
  return { outcome: 'recommended' };
}

/** Takes a recommendation back that nobody has answered yet, with why: the requester reads it, and it is the desk's turn again. */
export async function takeBack(scope: Scope, id: string, recommendation: string, why: string): Promise<boolean> {
  const found = await findRequestToWrite(scope, id);
  const its = found && (await recommendationsOf(scope, id)).find((one) => one.id === recommendation);
  if (!found || !its) return false;
  if (its.answer === 'lapsed') return true;
  if (!(await lapseRecommendation(scope, recommendation, why))) return false;
  await changeRequest(scope, found, { waitingFor: found.state === 'submitted' ? 'desk' : found.waitingFor });
  await addEvent(scope, id, { kind: 'lapsed', recommendation, why });
  await notify(scope, 'placement-message', { placementRequest: id }, [found.requestedBy]);
  return true;
}

/** For how long a place can be held, in hours: long enough to get an answer, short enough to stand in nobody's way. */
export const holdHours = [24, 48, 72] as const;

/** Holds a place of an offer's unit from the start day on; it is given back by itself. Only the desk reads that it did. */
export async function hold(
  scope: Scope,
  id: string,
  matchId: string,
  offer: string,
  hours: (typeof holdHours)[number],
  key: IdempotencyKey,
): Promise<Readonly<{ outcome: 'held' | 'full' | 'not-found' }>> {
  const found = await findRequestToWrite(scope, id);
  const stored = found && (await findShownMatch(scope, id, matchId));
  const candidate = stored?.result.candidates.find((one) => one.offer === offer);
  if (!found || !stored || !candidate || found.state !== 'submitted') return { outcome: 'not-found' };
  const words = (await offersInWords(scope, [offer], { day: stored.facts.request.start })).get(offer);
  const lapsesAt = new Date(scope.now.getTime() + hours * 3_600_000);
  const { outcome } = await holdPlace(scope, {
    unit: candidate.unit,
    days: { from: stored.facts.request.start },
    lapsesAt,
    key,
  });
  if (outcome === 'full') return { outcome };
  await addEvent(
    scope,
    id,
    { kind: 'held', unitName: words?.unitName ?? '', until: lapsesAt.toISOString() },
    { audience: 'desk', key },
  );
  return { outcome: 'held' };
}
