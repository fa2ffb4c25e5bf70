import { type IdempotencyKey, newId, type RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { insertNote, notesOf, ownCoveredAbsence } from '../store/cover.ts';
import { append } from '../store/events.ts';
import { workedRuns } from '../store/worklist.ts';

/** What is written to whoever stands in, run by run. What says the same as before is left as it is; an empty text takes back what stood. */
export async function handOver(
  scope: Scope,
  absenceId: string,
  notes: ReadonlyMap<RunId, string>,
  key: IdempotencyKey,
): Promise<Readonly<{ outcome: 'written' | 'not-found' }>> {
  const absence = await ownCoveredAbsence(scope, absenceId);
  if (!absence) return { outcome: 'not-found' };
  const before = await notesOf(scope, absence.id);
  for (const { id: run, caseId } of await workedRuns(scope, scope.actor.account)) {
    const body = notes.get(run);
    if (body === undefined || body === (before.get(run) ?? '')) continue;
    const note = newId<string>();
    if (!(await insertNote(scope, { id: note, absence: absence.id, run, body, key }))) continue;
    scope.touched({ runs: [run], parts: ['handover'] });
    await append(
      scope,
      { caseId, runId: run },
      {
        kind: 'handover-written',
        note,
        absence: absence.id,
        from: absence.from,
        to: absence.to,
        account: scope.actor.account,
        body,
        key,
      },
    );
  }
  return { outcome: 'written' };
}
