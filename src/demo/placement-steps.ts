import { type IdempotencyKey, newId } from '../kernel/ids.ts';
import type { LocalDate } from '../kernel/date.ts';
import { placementActions as act } from '../placement/index.ts';
import type { Db } from '../platform/database.ts';
import type { Scope } from '../platform/door.ts';
import type { Safe } from '../platform/safe.ts';
import { offersInWords } from '../register/index.ts';

// What people do with the demo's requests, each as its form does it.

const key = (): IdempotencyKey => newId();
const isDone = (outcome: string, ...good: readonly string[]): void => {
  if (!good.includes(outcome)) throw new Error(`A step of the demo's placements ended in ${outcome}`);
};

async function seen(scope: Scope, request: string) {
  const found = await act.findRequestToWrite(scope, request);
  if (!found) throw new Error('The demo lacks its request');
  return found;
}

export async function match(scope: Scope, request: string) {
  const made = await act.makeMatch(scope, request, key());
  const stored = made.outcome === 'matched' ? await act.findShownMatch(scope, request, made.match) : undefined;
  if (!stored) throw new Error(`The demo's match ended in ${made.outcome}`);
  return stored;
}

/** Matches, and recommends the best that has not been recommended before. */
export async function propose(scope: Scope, request: string): Promise<void> {
  const { id, result } = await match(scope, request);
  const earlier = await act.recommendationsOf(scope, request);
  const before = new Set(earlier.flatMap(({ items }) => items.map(({ offer }) => offer)));
  const best = result.candidates.find(({ offer }) => !before.has(offer));
  if (!best) throw new Error('Nothing in the demo’s register fits the request');
  const chosen = [{ offer: best.offer, departure: '', note: 'Kan visas i veckan.' }];
  isDone((await act.recommend(scope, request, id, { chosen, note: '', key: key() })).outcome, 'recommended');
}

const openOf = async (scope: Scope, request: string) => {
  const open = (await act.recommendationsOf(scope, request)).find(({ answer: said }) => said === undefined);
  const [item] = open?.items ?? [];
  if (!open || !item) throw new Error('Nothing is recommended in the demo’s request');
  return { open, item };
};

export async function answer(scope: Scope, request: string, said: 'accepted' | 'declined' | 'more'): Promise<void> {
  const { open, item } = await openOf(scope, request);
  const given = {
    accepted: { answer: said, chosen: item.offer, text: '' },
    declined: { answer: said, reason: 'individual', text: 'Vill inte bo så långt från sitt arbete.' },
    more: { answer: said, text: 'Finns det något närmare centrum?' },
  }[said];
  isDone(await act.answer(scope, await seen(scope, request), open, given, key()), 'done');
}

/** The provider of what is recommended, and in which form. */
export async function proposedProvider(scope: Scope, request: string) {
  const { item } = await openOf(scope, request);
  return { id: item.provider, form: item.form };
}

export async function reportNone(scope: Scope, request: string, reason: string): Promise<void> {
  const none = { placed: false, reason, note: '' } as const;
  isDone(await act.report(scope, await seen(scope, request), none, key()), 'done');
}

export async function reportStay(scope: Scope, request: string, startsOn: LocalDate): Promise<void> {
  const accepted = (await act.recommendationsOf(scope, request)).find(({ answer: said }) => said === 'accepted');
  const item = accepted?.items.find(({ offer }) => offer === accepted.chosen);
  if (!item) throw new Error('Nothing is accepted in the demo’s request');
  const chosen = { ...item, unitName: item.body.unitName, item };
  const { dailyRate } = item;
  const stay = { placed: true, chosen, startsOn, note: '', ...(dailyRate === undefined ? {} : { dailyRate }) } as const;
  isDone(await act.report(scope, await seen(scope, request), stay, key()), 'done');
}

export async function followUp(
  scope: Scope,
  request: string,
  said: Readonly<{
    months: number;
    result: 'held' | 'moved' | 'discharged';
    again: boolean;
    reason?: string | undefined;
  }>,
): Promise<void> {
  const { months, result, again: wouldChooseAgain, reason } = said;
  const stay = await act.stayOf(scope, request);
  if (!stay) throw new Error('Nobody has come to live anywhere in the demo’s request');
  const ended = result === 'held' || reason === undefined ? {} : { ended: { on: scope.today, reason } };
  const given = { months, result, cause: '', wouldChooseAgain, note: '', ...ended };
  isDone(await act.followUp(scope, await seen(scope, request), stay, given, key()), 'done');
}

export const pause = async (scope: Scope, request: string, reason: string): Promise<void> =>
  isDone(await act.pause(scope, await seen(scope, request), reason, key()), 'done');

export const withdraw = async (scope: Scope, request: string, reason: string): Promise<void> =>
  isDone(await act.withdraw(scope, await seen(scope, request), { reason, text: '' }, key()), 'done');

export const complain = async (scope: Scope, request: string, what: string): Promise<void> =>
  void (await act.insertComplaint(scope, request, what, key()));

/** Asks for a place at an offer, or at the first that fits; gives the secret of the link. */
export async function inquire(scope: Scope, request: string, safe: Safe, offer?: string): Promise<string> {
  const { id, facts, result } = await match(scope, request);
  const asked = offer ?? result.candidates[0]?.offer ?? '';
  const words = (await offersInWords(scope, [asked], { day: facts.request.start })).get(asked);
  if (!words) throw new Error('The demo’s register lacks the offer that is asked');
  const inquiry = { message: 'Kan ni ta emot?', days: 7, byMail: false, key: key() } as const;
  const done = await act.inquire(scope, request, id, words, inquiry, { safe, origin: '' });
  if (done.outcome !== 'asked') throw new Error(`The demo's inquiry ended in ${done.outcome}`);
  return done.link.split('/').at(-1) ?? '';
}

export const answerNo = async (db: Db, secret: string, now: Date): Promise<void> =>
  isDone(
    (await act.answerInquiry(db, secret, { answer: 'no', text: 'Fullt till årsskiftet.' }, now)) ?? 'nothing',
    'taken',
  );

/** What under agreement fits. */
export async function serving(scope: Scope, request: string): Promise<readonly string[]> {
  const { result } = await match(scope, request);
  return result.candidates.filter(({ form }) => form !== 'direct-award').map(({ offer }) => offer);
}

/** A direct award under way: two are asked, and one has given a price. */
export async function award(scope: Scope, request: string): Promise<void> {
  const { id, result, register } = await match(scope, request);
  const begun = await act.beginAward(scope, request, id, key());
  if (begun.outcome !== 'begun') throw new Error(`The demo's direct award ended in ${begun.outcome}`);
  const on = { askedOn: scope.today, askedHow: 'E-post' };
  const bidders = result.candidates.filter(({ form }) => form === 'direct-award').slice(0, 2);
  if (bidders.length === 0) throw new Error('Nobody in the demo’s register can be asked for a direct award');
  for (const { provider, offer } of bidders)
    await act.insertBid(scope, begun.award, { register, provider, offer, ...on, key: key() });
  const [bid] = (await act.findAward(scope, request, begun.award))?.bids ?? [];
  const offered = {
    answer: 'offered',
    answeredOn: scope.today,
    dailyRate: 2450,
    text: 'Plats från nästa vecka.',
  } as const;
  if (bid) await act.answerBid(scope, begun.award, bid.id, offered);
}
