import { record, routineLibrary, startRun } from '../../casework/index.ts';
import type { CaseId, IdempotencyKey, RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { Notice } from '../notice.ts';
import { takeUpNotice } from '../store/notices.ts';

const routine = 'prevent-eviction';

export type TakenUp =
  | Readonly<{ outcome: 'taken-up'; run: RunId }>
  | Readonly<{ outcome: 'already' | 'not-found' }>
  /** The routine is under way, and what its facts say of an earlier notice is for its people to change. */
  | Readonly<{ outcome: 'under-way'; run: RunId }>;

/**
 * Takes a notice up in the routine for preventing eviction: starts it with what the notice says, unless it is under way, and writes that
 * the notice has been received. The days count from the day it arrived, and not from the day it is registered (rutin 2022-02-15; jordabalken
 * 12:44).
 */
export async function takeUp(scope: Scope, notice: Notice, caseId: CaseId, key: IdempotencyKey): Promise<TakenUp> {
  const inForce = (await routineLibrary(scope)).findInForce(routine, scope.today);
  if (!inForce) return { outcome: 'not-found' };
  const started = await startRun(scope, {
    caseId,
    routine,
    version: inForce.definition.version,
    openedOn: scope.today,
    facts: [
      { name: 'identifiedBy', value: 'socialServices' },
      { name: 'noticeKind', value: notice.kind },
      { name: 'noticeReason', value: notice.reason },
      { name: 'noticeArrived', value: notice.arrivedOn },
      ...(notice.tenantServedOn === undefined ? [] : [{ name: 'tenantServed', value: notice.tenantServedOn }]),
    ],
    key,
  });
  if (started.outcome === 'not-found') return { outcome: 'not-found' };
  const { run } = started;
  if (!(await takeUpNotice(scope, notice.id, run))) return { outcome: 'already' };
  const recorded = await record(scope, {
    run,
    deeds: [
      {
        kind: 'notice-registered',
        at: scope.today,
        participants: [],
        answers: { sender: notice.senderRole },
      },
    ],
    // Several notices may come about the same home: each is received.
    seen: Number.MAX_SAFE_INTEGER,
    key,
  });
  if (recorded.outcome !== 'recorded') throw new Error(`Receiving the notice ended in ${recorded.outcome}`);
  return { outcome: started.outcome === 'started' ? 'taken-up' : 'under-way', run };
}
