import { sql } from 'kysely';
import type { AccountId, IdempotencyKey, RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';

export type MoveOutcome = 'accepted' | 'declined';

/** That somebody has decided whether a run follows a version. */
export type MoveDecision = Readonly<{
  to: string;
  from: string;
  outcome: MoveOutcome;
  reason: string;
  by: AccountId;
  byName: string;
  at: Date;
  key: IdempotencyKey;
}>;

/** Every decision of a run, the latest first. */
export async function moveDecisions({ db, actor }: Scope, run: RunId): Promise<readonly MoveDecision[]> {
  const { rows } =
    await sql<MoveDecision>`select m.to_version as "to", m.from_version as "from", m.outcome, m.reason, m.decided_by as "by",
      a.display_name as "byName", m.decided_at as "at", m.idempotency_key as "key"
    from run_move m join account a on a.municipality = m.municipality and a.id = m.decided_by
    where m.municipality = ${actor.municipality} and m.run_id = ${run} order by m.decided_at desc, m.to_version`.execute(
      db,
    );
  return rows;
}

type NewDecision = Readonly<{ to: string; from: string; outcome: MoveOutcome; reason: string; key: IdempotencyKey }>;

export async function insertMove({ db, actor, now }: Scope, run: RunId, move: NewDecision): Promise<void> {
  await db
    .insertInto('run_move')
    .values({
      municipality: actor.municipality,
      run_id: run,
      to_version: move.to,
      from_version: move.from,
      outcome: move.outcome,
      reason: move.reason,
      decided_by: actor.account,
      decided_at: now,
      idempotency_key: move.key,
    })
    .execute();
}

/** Lets a run follow another version; the database wants the decision to be there. */
export async function followVersion({ db, actor }: Scope, run: RunId, version: string): Promise<void> {
  await sql`update run set routine_version = ${version}
    where municipality = ${actor.municipality} and id = ${run}`.execute(db);
}
