import { sql } from 'kysely';
import type { Scope } from '../../platform/door.ts';

/** How many open runs the actor sees of each routine version, as `routine@version`. */
export async function openRuns({ db, actor, today }: Scope): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ routine: string; routine_version: string; n: number }>`
    select r.routine, r.routine_version, count(distinct r.id)::int as n
    from assignment a join run r on r.municipality = a.municipality and r.case_id = a.case_id and (a.run_id is null or a.run_id = r.id)
    where a.municipality = ${actor.municipality} and a.account = ${actor.account} and r.ended_on is null
      and a.valid_from <= ${today} and coalesce(a.valid_to >= ${today}, true)
    group by r.routine, r.routine_version`.execute(db);
  return new Map(rows.map((row) => [`${row.routine}@${row.routine_version}`, row.n]));
}
