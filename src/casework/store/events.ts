import type { LocalDate } from '../../kernel/date.ts';
import type { RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { CaseworkEvent } from '../events.ts';

type Subject = Readonly<{ caseId: string; runId?: RunId }>;

/** Writes what happened beside the state it changed, in the same transaction. An event of the wrong shape stops the whole. */
export async function append(
  { db, actor, now, today }: Scope,
  subject: Subject,
  event: CaseworkEvent,
  happenedOn: LocalDate = today,
): Promise<void> {
  const { kind, ...payload } = CaseworkEvent.parse(event);
  await db
    .insertInto('event')
    .values({
      municipality: actor.municipality,
      kind,
      actor: actor.account,
      secrecy_area: actor.area,
      case_id: subject.caseId,
      run_id: subject.runId ?? null,
      happened_on: happenedOn,
      written_at: now,
      payload: JSON.stringify(payload),
    })
    .execute();
}
