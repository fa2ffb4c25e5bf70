import { addMonths, type LocalDate } from '../../../kernel/date.ts';
import { type IdempotencyKey, idOf } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import { bookPlace, releasePlace } from '../../../register/index.ts';
import {
  answerRecommendation,
  type Answering,
  endOpenRecommendation,
  type Recommendation,
  type RecommendedItem,
  recommendationsOf,
} from '../../store/recommendations.ts';
import { addEvent, changeRequest, type Request, isOpen } from '../../store/requests.ts';
import {
  answerFollowUp,
  endStay,
  type FollowUpResult,
  followUpMonths,
  followUpsOf,
  insertOutcome,
  insertStay,
  planFollowUps,
  type Stay,
} from '../../store/stays.ts';
import { tellOfficer } from '../../tell.ts';
import { tellRunOfStay } from './tell-run.ts';

/** Whether it was done, or somebody else had changed the request since it was seen. */
export type Done = 'done' | 'overtaken';

/** A message to the desk. It answers what the desk waits for, when it does. */
export async function sayTo(scope: Scope, request: Request, text: string, key: IdempotencyKey): Promise<Done> {
  if (!(await addEvent(scope, request.id, { kind: 'message', text }, { key }))) return 'done';
  await tellOfficer(scope, 'placement-message', request);
  if (request.state !== 'submitted' || request.waitingFor !== 'requester') return 'done';
  // A proposal is answered in its own form, and what came of an accepted one likewise.
  const asked = (await recommendationsOf(scope, request.id)).some(
    ({ answer: given }) => given === undefined || given === 'accepted',
  );
  return asked || (await changeRequest(scope, request, { waitingFor: 'desk' })) ? 'done' : 'overtaken';
}

/** The desk stops working on it for a time. What waits for an answer no longer does. */
export async function pause(scope: Scope, request: Request, reason: string, key: IdempotencyKey): Promise<Done> {
  if (request.state === 'paused') return 'done';
  if (
    request.state !== 'submitted' ||
    !(await changeRequest(scope, request, { state: 'paused', waitingFor: 'requester' }))
  )
    return 'overtaken';
  await endOpenRecommendation(scope, request.id, 'paused');
  await addEvent(scope, request.id, { kind: 'paused', reason }, { key });
  await tellOfficer(scope, 'placement-paused', request);
  return 'done';
}

export async function reopen(scope: Scope, request: Request, reason: string, key: IdempotencyKey): Promise<Done> {
  if (request.state === 'submitted') return 'done';
  if (request.state !== 'paused' || !(await changeRequest(scope, request, { state: 'submitted', waitingFor: 'desk' })))
    return 'overtaken';
  await addEvent(scope, request.id, { kind: 'reopened', reason }, { key });
  await tellOfficer(scope, 'placement-reopened', request);
  return 'done';
}

/** Ends it for good. What has been handed over stays with the desk. */
export async function withdraw(
  scope: Scope,
  request: Request,
  { reason, text }: Readonly<{ reason: string; text: string }>,
  key: IdempotencyKey,
): Promise<Done> {
  if (request.state === 'withdrawn') return 'done';
  if (!isOpen(request)) return 'overtaken';
  const ended = { state: 'withdrawn', waitingFor: 'nobody', closedAt: scope.now } as const;
  await endOpenRecommendation(scope, request.id, 'withdrawn');
  if (!(await changeRequest(scope, request, ended))) return 'overtaken';
  await addEvent(scope, request.id, { kind: 'withdrawn', reason, text }, { key });
  await tellOfficer(scope, 'placement-withdrawn', request);
  return 'done';
}

/** Accepts one of the proposals, declines them with a reason, or asks for more. */
export async function answer(
  scope: Scope,
  request: Request,
  recommendation: Recommendation,
  answering: Answering,
  key: IdempotencyKey,
): Promise<Done> {
  if (!(await answerRecommendation(scope, recommendation.id, answering))) return 'overtaken';
  const waitingFor = answering.answer === 'accepted' ? 'requester' : 'desk';
  if (!(await changeRequest(scope, request, { waitingFor }))) return 'overtaken';
  const { answer: said, reason = '', text } = answering;
  await addEvent(
    scope,
    request.id,
    { kind: 'answered', recommendation: recommendation.id, answer: said, reason, text },
    { key },
  );
  await tellOfficer(scope, 'placement-answered', request);
  return 'done';
}

/** Which offer of the register it became. Of one that was recommended, where it stood and what was said of it. */
export type Chosen = Readonly<{
  register: string;
  offer: string;
  unit: string;
  provider: string;
  form: string;
  unitName: string;
  item?: RecommendedItem;
}>;

export type Reporting = Readonly<
  | { placed: true; chosen: Chosen; startsOn: LocalDate; dailyRate?: number; note: string }
  | { placed: false; reason: string; note: string }
>;

/**
 * What came of the request, for both sides: the stay with its place and its days of following up, or why there was none. The run is told
 * of it where it asks. Twice is once.
 */
export async function report(scope: Scope, request: Request, reporting: Reporting, key: IdempotencyKey): Promise<Done> {
  if (!isOpen(request)) return 'overtaken';
  const id = idOf<string & IdempotencyKey>(key) as string;
  if (reporting.placed) {
    const { chosen, startsOn, dailyRate } = reporting;
    const booked = await bookPlace(scope, { unit: chosen.unit, days: { from: startsOn }, key });
    await insertStay(scope, {
      id,
      request: request.id,
      caseId: request.caseId,
      individual: request.individual,
      fromUnit: request.fromUnit,
      register: chosen.register,
      offer: chosen.offer,
      unit: chosen.unit,
      provider: chosen.provider,
      form: chosen.form,
      startsOn,
      ...(booked.outcome === 'taken' ? { placeUse: booked.use } : {}),
      ...(dailyRate === undefined ? {} : { dailyRate }),
      ...(chosen.item === undefined ? {} : { rank: chosen.item.rank }),
    });
    await planFollowUps(
      scope,
      id,
      followUpMonths.map((months) => ({ months, on: addMonths(startsOn, months) })),
    );
  }
  const { note } = reporting;
  const given = reporting.placed ? { placement: id, note, key } : { noneReason: reporting.reason, note, key };
  if (!(await insertOutcome(scope, request.id, given))) return 'overtaken';
  await endOpenRecommendation(scope, request.id, 'outcome');
  const ended = { state: 'closed', waitingFor: 'nobody', closedAt: scope.now } as const;
  if (!(await changeRequest(scope, request, ended))) return 'overtaken';
  const reason = reporting.placed ? '' : reporting.reason;
  await addEvent(scope, request.id, { kind: 'outcome', placed: reporting.placed, reason }, { key });
  await tellOfficer(scope, 'placement-reported', request);
  scope.touched({ cases: [request.caseId], individuals: [request.individual], parts: ['placement'] });
  if (reporting.placed) await tellRunOfStay(scope, request, reporting, key);
  return 'done';
}

export type Ending = Readonly<{ on: LocalDate; reason: string; planned: boolean; wouldChooseAgain: boolean }>;

/** The stay has ended: its place is given back, and what would have been asked next is answered by how it ended. */
export async function end(
  scope: Scope,
  request: Request,
  stay: Stay,
  ending: Ending,
  key: IdempotencyKey,
): Promise<Done> {
  if (!(await endStay(scope, stay, ending))) return 'overtaken';
  if (stay.placeUse !== undefined) await releasePlace(scope, stay.placeUse, ending.reason);
  const next = (await followUpsOf(scope, stay.id)).find(({ result }) => result === undefined);
  if (next)
    await answerFollowUp(scope, stay.id, next.months, {
      result: ending.planned ? 'moved' : 'discharged',
      cause: ending.reason,
      wouldChooseAgain: ending.wouldChooseAgain,
      note: '',
      key,
    });
  const { reason, planned } = ending;
  await addEvent(scope, request.id, { kind: 'stay-ended', reason, planned }, { key });
  return 'done';
}

export type FollowingUp = Readonly<{
  months: number;
  result: FollowUpResult;
  cause: string;
  wouldChooseAgain: boolean;
  note: string;
  /** When the person no longer lives there. */
  ended?: Readonly<{ on: LocalDate; reason: string }>;
}>;

/** How the stay goes at one of its days of following up; when it has ended, that ends it. */
export async function followUp(
  scope: Scope,
  request: Request,
  stay: Stay,
  { months, ended, ...given }: FollowingUp,
  key: IdempotencyKey,
): Promise<Done> {
  if (!(await answerFollowUp(scope, stay.id, months, { ...given, key }))) return 'overtaken';
  if (ended && stay.endedOn === undefined) {
    const planned = given.result === 'moved';
    if (!(await endStay(scope, stay, { ...ended, planned }))) return 'overtaken';
    if (stay.placeUse !== undefined) await releasePlace(scope, stay.placeUse, ended.reason);
    await addEvent(scope, request.id, { kind: 'stay-ended', reason: ended.reason, planned });
  }
  await addEvent(scope, request.id, { kind: 'followed-up', months, result: given.result }, { key });
  return 'done';
}
