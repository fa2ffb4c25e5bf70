import { notify } from '../../../casework/index.ts';
import type { AccountId, IdempotencyKey } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import {
  addEvent,
  changeRequest,
  findRequestToWrite,
  listRequests,
  type Request,
  isOpen,
  openStates,
} from '../../store/requests.ts';
import { tellOfficer } from '../../tell.ts';
import { type AssignedBy, assignmentFor } from '../assignment.ts';
import { officersOf } from '../store/officers.ts';

/** The request's own whole number, for the lot among equals: the last digits of its number. */
export const lotOf = ({ number }: Pick<Request, 'number'>): number => Number(/\d+$/.exec(number)?.[0] ?? 0);

/**
 * Gives a request to one of its desk by the rule, in the same transaction as it is submitted in, or later when nobody was there. Gives who got
 * it; undefined when nobody is there. The requester's side may call it: it tells them who, and nothing of how much anybody has.
 */
export async function assignByRule(scope: Scope, id: string): Promise<AccountId | undefined> {
  const found = await findRequestToWrite(scope, id);
  if (!found || found.assignedTo !== undefined) return found?.assignedTo;
  const officers = await officersOf(scope, found.deskUnit);
  const { to, by } = assignmentFor(found.intervention, officers, lotOf(found));
  const toName = officers.find(({ account }) => account === to)?.name;
  await changeRequest(scope, found, { assignedBy: by, ...(to === undefined ? {} : { assignedTo: to }) });
  if (to !== undefined && toName !== undefined) {
    await addEvent(scope, id, { kind: 'assigned', to, toName, rule: by.rule });
    const kind = found.requestedBy === scope.actor.account ? 'placement-new' : 'placement-assigned';
    await tellOfficer(scope, kind, { id, assignedTo: to });
  }
  return to;
}

/** Gives all that nobody has to somebody by the rule, one after another. Gives how many somebody got. */
export async function assignWaiting(scope: Scope, deskUnit: string): Promise<number> {
  const waiting = (await listRequests(scope, { deskUnit, states: openStates })).filter(
    ({ assignedTo }) => assignedTo === undefined,
  );
  let given = 0;
  for (const { id } of waiting) if ((await assignByRule(scope, id)) !== undefined) given += 1;
  return given;
}

export type Moved = Readonly<{ outcome: 'moved' | 'not-found' | 'overtaken' | 'nobody' }>;

/** Takes a request over from whoever has it, or from nobody. */
export async function takeOver(scope: Scope, id: string, reason: string, seen: number): Promise<Moved> {
  const found = await findRequestToWrite(scope, id);
  if (!found || !isOpen(found)) return { outcome: 'not-found' };
  const { account, name } = scope.actor;
  // Sent twice: it is theirs already.
  if (found.assignedTo === account) return { outcome: 'moved' };
  const by: AssignedBy = { rule: 'taken', by: account, reason };
  if (found.version !== seen || !(await changeRequest(scope, found, { assignedTo: account, assignedBy: by })))
    return { outcome: 'overtaken' };
  await addEvent(scope, id, { kind: 'taken-over', to: account, toName: name, reason });
  return { outcome: 'moved' };
}

/** Hands a request to a colleague at the desk. Whoever has it does, and whoever leads the desk. */
export async function handOver(
  scope: Scope,
  id: string,
  { to, toName }: Readonly<{ to: AccountId; toName: string }>,
  reason: string,
  seen: number,
): Promise<Moved> {
  const found = await findRequestToWrite(scope, id);
  if (!found || !isOpen(found) || !mayHandOver(scope, found)) return { outcome: 'not-found' };
  if (found.assignedTo === to) return { outcome: 'moved' };
  const by: AssignedBy = { rule: 'given', by: scope.actor.account, reason };
  if (found.version !== seen || !(await changeRequest(scope, found, { assignedTo: to, assignedBy: by })))
    return { outcome: 'overtaken' };
  await addEvent(scope, id, { kind: 'handed-over', to, toName, reason });
  await tellOfficer(scope, 'placement-assigned', { id, assignedTo: to });
  return { outcome: 'moved' };
}

export const mayHandOver = ({ actor }: Scope, { assignedTo }: Request): boolean =>
  assignedTo === actor.account || actor.permissions.has('placement:lead');

/** Writes to the requester, on the timeline that both sides read. Asking for an answer hands the turn over. */
export async function writeMessage(
  scope: Scope,
  id: string,
  { text, needsAnswer, key }: Readonly<{ text: string; needsAnswer: boolean; key: IdempotencyKey }>,
): Promise<boolean> {
  const found = await findRequestToWrite(scope, id);
  if (!found) return false;
  if (!(await addEvent(scope, id, { kind: 'message', text }, { key }))) return true;
  if (needsAnswer && found.state === 'submitted') await changeRequest(scope, found, { waitingFor: 'requester' });
  await notify(scope, 'placement-message', { placementRequest: id }, [found.requestedBy]);
  return true;
}

/** Writes a note that only the desk reads. */
export async function writeNote(scope: Scope, id: string, text: string, key: IdempotencyKey): Promise<boolean> {
  const found = await findRequestToWrite(scope, id);
  if (!found) return false;
  await addEvent(scope, id, { kind: 'note', text }, { audience: 'desk', key });
  return true;
}
