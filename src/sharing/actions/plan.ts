import { append, type CaseInReach, notify } from '../../casework/index.ts';
import { type AccountId, type ConsentId, type IdempotencyKey, newId, type RunId } from '../../kernel/ids.ts';
import type { LocalDate } from '../../kernel/date.ts';
import type { Scope } from '../../platform/door.ts';
import type { Ground, GroundAnswers } from '../../secrecy/index.ts';
import type { Party } from '../plan.ts';
import * as store from '../store/plans.ts';
import { consentCarries } from '../store/recipients.ts';

/** Makes a shared plan of a case, around one of its runs when that is named, and gives its id. */
export async function makePlan(
  scope: Scope,
  file: CaseInReach,
  { title, goal, key, run }: Readonly<{ title: string; goal: string; key: IdempotencyKey; run?: RunId | undefined }>,
): Promise<string> {
  const plan = { id: newId(), caseId: file.id, run, individual: file.individual, title, goal, key };
  const { id, isNew } = await store.insertPlan(scope, plan);
  if (isNew) await append(scope, { caseId: file.id }, { kind: 'shared-plan-changed', plan: id, change: 'made', key });
  return id;
}

export type Invitation = Readonly<{
  who: Readonly<{ account: AccountId; area: string }>;
  showsName: boolean;
  until?: LocalDate | undefined;
  ground: Ground;
  reason: string;
  answers: GroundAnswers;
  consent?: ConsentId | undefined;
  key: IdempotencyKey;
}>;

/**
 * Lets somebody of another area into a plan, on a ground of their own. `consent-missing` when the consent that was named does not carry
 * it. A protected name is given to nobody by a plan.
 */
export async function inviteParty(
  scope: Scope,
  file: CaseInReach,
  plan: string,
  { who, ground, reason, answers, consent, key, ...asked }: Invitation,
): Promise<'invited' | 'already' | 'consent-missing'> {
  const showsName = asked.showsName && !file.person.isMasked('list');
  const given = {
    purposes: await store.planPurposes(scope, plan),
    area: who.area,
    parts: showsName ? ['plans', 'identity'] : ['plans'],
  };
  if (
    ground.restsOnConsent &&
    (consent === undefined || !(await consentCarries(scope, consent, file.individual, given)))
  )
    return 'consent-missing';
  const party = {
    id: newId(),
    plan,
    account: who.account,
    area: who.area,
    showsName,
    ground: ground.id,
    groundVersion: ground.version,
    groundReason: reason,
    groundAnswers: answers,
    consent,
    to: asked.until,
  };
  if (!(await store.insertParty(scope, party, key))) return 'already';
  await append(
    scope,
    { caseId: file.id },
    {
      kind: 'shared-plan-changed',
      plan,
      change: 'party-invited',
      party: party.id,
      account: party.account,
      ground: party.ground,
      groundVersion: party.groundVersion,
      ...(consent === undefined ? {} : { consent }),
      key,
    },
  );
  await notify(scope, 'plan-shared', {}, [who.account]);
  return 'invited';
}

/** A party's part in a plan ends; what it rested on stays as it is. */
export async function endParty(scope: Scope, file: CaseInReach, plan: string, { id, account }: Party): Promise<void> {
  if (!(await store.endParty(scope, plan, id))) return;
  const change = { kind: 'shared-plan-changed', plan, change: 'party-ended', party: id, account } as const;
  await append(scope, { caseId: file.id }, change);
}

export async function endPlan(scope: Scope, file: CaseInReach, plan: string): Promise<void> {
  if (!(await store.endPlan(scope, plan))) return;
  await append(scope, { caseId: file.id }, { kind: 'shared-plan-changed', plan, change: 'ended' });
}
