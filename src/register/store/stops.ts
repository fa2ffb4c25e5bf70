import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { Scope } from '../../platform/door.ts';

/** Lifts a stop: the day is the first on which it no longer is. Row-level security asks who may. */
export async function liftStop({ db, actor, now }: Scope, id: string, on: LocalDate, reason: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update provider_stop
    set lifted_on = ${on}, lifted_by = ${actor.account}, lifted_at = ${now}, lift_reason = ${reason}
    where municipality = ${actor.municipality} and id = ${id}::uuid and lifted_at is null`.execute(db);
  return numAffectedRows === 1n;
}
