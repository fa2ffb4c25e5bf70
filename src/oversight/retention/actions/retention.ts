import type { LocalDate } from '../../../kernel/date.ts';
import { type IdempotencyKey, newId } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import { caseToArchive } from '../store/archive.ts';
import {
  findHold,
  findList,
  holdWithKey,
  insertDecision,
  insertHold,
  itemsOf,
  liftHold,
  listWithKey,
  noticeToStop,
  proposeDisposal,
  touchedBy,
  touchedByHolds,
} from '../store/retention.ts';

export type Proposed =
  | Readonly<{ outcome: 'proposed'; list: string; items: number }>
  | Readonly<{ outcome: 'nothing-due' }>;

/** Makes a list of what is due today, for somebody else to decide. The same form again leads to the same list. */
export async function propose(scope: Scope, note: string, key: IdempotencyKey): Promise<Proposed> {
  const known = await listWithKey(scope, key);
  const list = known ?? newId<never>();
  if (known === undefined && (await proposeDisposal(scope, list, note, key)) === 0) return { outcome: 'nothing-due' };
  const items = await itemsOf(scope, list);
  scope.touched(touchedBy(items));
  return { outcome: 'proposed', list, items: items.length };
}

export type DisposalDecided = Readonly<{ outcome: 'decided' | 'not-found' | 'own' | 'already' }>;

/** Approves or rejects a list, as somebody else than who made it: the database refuses any other. */
export async function decideDisposal(
  scope: Scope,
  id: string,
  outcome: 'approved' | 'rejected',
  note: string,
  key: IdempotencyKey,
): Promise<DisposalDecided> {
  const list = await findList(scope, id);
  if (!list) return { outcome: 'not-found' };
  scope.touched(touchedBy(await itemsOf(scope, id)));
  if (list.decision !== null) return { outcome: 'already' };
  if (list.proposedBy === scope.actor.account) return { outcome: 'own' };
  await insertDecision(scope, list, outcome, note, key);
  return { outcome: 'decided' };
}

type HoldInput = Readonly<{ number: string; reason: string; until: LocalDate | undefined; key: IdempotencyKey }>;

/** Stops the disposal of a case of the own area, by its number, or of a closed notice, by its receipt. */
export async function placeHold(
  scope: Scope,
  { number, ...hold }: HoldInput,
): Promise<Readonly<{ outcome: 'placed' | 'not-found' }>> {
  const caseId = await caseToArchive(scope, number);
  const notice = caseId === undefined ? await noticeToStop(scope, number.toUpperCase()) : undefined;
  if (caseId === undefined && notice === undefined) return { outcome: 'not-found' };
  scope.touched(touchedByHolds([{ caseId: caseId ?? null, notice: notice ?? null }]));
  if (!(await holdWithKey(scope, hold.key)))
    await insertHold(scope, {
      ...hold,
      id: newId<never>(),
      caseId: caseId ?? null,
      notice: notice ?? null,
      caseNumber: caseId === undefined ? number.toUpperCase() : number,
    });
  return { outcome: 'placed' };
}

export async function liftTheHold(
  scope: Scope,
  id: string,
  reason: string,
): Promise<Readonly<{ outcome: 'lifted' | 'already' | 'not-found' }>> {
  const hold = await findHold(scope, id);
  if (!hold) return { outcome: 'not-found' };
  scope.touched(touchedByHolds([hold]));
  return { outcome: (await liftHold(scope, id, reason)) ? 'lifted' : 'already' };
}
