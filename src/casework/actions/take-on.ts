import type { LocalDate } from '../../kernel/date.ts';
import { type IdempotencyKey, newId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { append } from '../store/events.ts';
import { insertTakenOn } from '../store/taken-on.ts';
import type { ReasonTakenOn } from '../taken-on.ts';
import type { RunRecord } from '../entry.ts';

type Taking = Readonly<{
  run: Pick<RunRecord, 'id' | 'caseId'>;
  obligation: string;
  due: LocalDate | undefined;
  until: LocalDate;
  reason: ReasonTakenOn;
  key: IdempotencyKey;
}>;

/** Says that the actor is on an obligation, whose state stays as it is. The same form twice says it once. */
export async function takeOn(scope: Scope, { run, obligation, due, until, reason, key }: Taking): Promise<void> {
  const id = newId();
  if (!(await insertTakenOn(scope, { id, run: run.id, obligation, due, until, reason, key }))) return;
  await append(
    scope,
    { caseId: run.caseId, runId: run.id },
    { kind: 'obligation-taken-on', taken: id, obligation, ...(due === undefined ? {} : { due }), until, reason, key },
  );
}
