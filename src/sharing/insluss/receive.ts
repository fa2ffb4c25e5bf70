import { findCase, openCase, routineLibrary, startRun, stateFacts } from '../../casework/index.ts';
import { type CaseId, type IdempotencyKey, newId, type RunId } from '../../kernel/ids.ts';
import { localDateOf } from '../../kernel/stockholm.ts';
import type { Scope } from '../../platform/door.ts';
import { groundsInForce } from '../../secrecy/index.ts';
import { inviteParty, makePlan } from '../actions/plan.ts';
import { inslussMessages } from './messages/index.ts';
import {
  hindranceTo,
  holdRequest,
  incomingRequests,
  type InslussRequest,
  inslussConsent,
  planOfRun,
  receiveRequest,
} from './store/requests.ts';

export type Received =
  | Readonly<{ outcome: 'received'; run: RunId }>
  | Readonly<{ outcome: 'gone' }>
  | Readonly<{ outcome: 'other-person' | 'consent-since' | 'ground' }>;

export const findIncoming = async (scope: Scope, id: string): Promise<InslussRequest | undefined> =>
  (await incomingRequests(scope)).find((request) => request.id === id);

/**
 * Receives what the probation service has asked for: into a case of the reader's, or a new one. Insluss is started as of the day that the
 * request arrived; what the officer said is in it as theirs; and the officer is let into a plan around it, by the consent that they sent.
 */
export async function receive(
  scope: Scope,
  id: string,
  into: CaseId | undefined,
  key: IdempotencyKey,
): Promise<Received> {
  // Whoever comes second finds that it is gone, and has written nothing.
  await holdRequest(scope, id);
  const request = await findIncoming(scope, id);
  const routine = (await routineLibrary(scope)).findInForce('insluss', scope.today);
  if (!request?.sentAt || !routine) return { outcome: 'gone' };
  const ground = (await groundsInForce(scope)).find(({ restsOnConsent }) => restsOnConsent);
  if (!ground) return { outcome: 'ground' };
  const hindrance = into && (await hindranceTo(scope, id, into));
  if (hindrance) return { outcome: hindrance };
  const { givenName, familyName, identityKind, identityNumber } = request;
  const caseId =
    into ??
    (await openCase(scope, {
      givenName,
      familyName,
      identityKind,
      ...(identityNumber === undefined ? {} : { identityNumber }),
      identityCertainty: identityNumber === undefined ? 'uncertain' : 'probable',
      externalSystem: '',
      externalReference: '',
      unit: request.unit,
      key,
    }));
  const facts = [
    { name: 'conditionalRelease', value: request.conditionalRelease },
    ...(request.supervisionEnd === undefined ? [] : [{ name: 'supervisionEnd', value: request.supervisionEnd }]),
  ];
  const started = await startRun(scope, {
    caseId,
    routine: 'insluss',
    version: routine.definition.version,
    openedOn: localDateOf(request.sentAt),
    facts: [...facts, { name: 'initiatedBy', value: 'probation' }],
    key: newId(),
  });
  if (started.outcome === 'not-found') return { outcome: 'gone' };
  const { run } = started;
  // Somebody who has come to social services on their own has a run already: the days are what the probation service now says.
  if (started.outcome === 'already-open')
    await stateFacts(scope, { run, facts, seen: Number.MAX_SAFE_INTEGER, key: newId() });
  if (!(await receiveRequest(scope, id, run))) throw new Error('A request that was held is gone');
  await openPlan(scope, caseId, run, request, ground);
  return { outcome: 'received', run };
}

async function openPlan(
  scope: Scope,
  caseId: CaseId,
  run: RunId,
  { account, fromArea }: InslussRequest,
  ground: Awaited<ReturnType<typeof groundsInForce>>[number],
): Promise<void> {
  const file = await findCase(scope, caseId);
  const consent = await inslussConsent(scope, caseId);
  if (!file || !consent) throw new Error('The case that was just written to has no consent');
  const m = inslussMessages[scope.actor.language].intake;
  const plan =
    (await planOfRun(scope, run)) ??
    (await makePlan(scope, file, { title: m.planTitle, goal: m.goal, key: newId<IdempotencyKey>(), run }));
  const who = { account, area: fromArea };
  const given = { showsName: true, ground, reason: m.inviteReason, answers: {}, consent, key: newId<IdempotencyKey>() };
  if ((await inviteParty(scope, file, plan, { who, ...given })) === 'consent-missing')
    throw new Error('The consent that was just written does not carry the plan');
}
