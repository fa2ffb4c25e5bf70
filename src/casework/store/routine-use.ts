import { sql } from 'kysely';
import { coveredUnits } from '../../kernel/actor.ts';
import type { LocalDate } from '../../kernel/date.ts';
import type { RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';

/**
 * The open runs that the actor is assigned to, or whose case their unit holds: found from the assignments and the unit, never by
 * looking through everybody's. Row-level security has the last word.
 */
const mine = ({ actor, today }: Scope) => sql`
  with mine as (
    select r.id from case_file c join run r on r.municipality = c.municipality and r.case_id = c.id
    where c.municipality = ${actor.municipality} and c.unit = any(${[...coveredUnits(actor)]}) and r.ended_on is null
    union
    select r.id from assignment a
    join run r on r.municipality = a.municipality and r.case_id = a.case_id and (a.run_id is null or a.run_id = r.id)
    where a.municipality = ${actor.municipality} and a.account = ${actor.account} and r.ended_on is null
      and a.valid_from <= ${today} and coalesce(a.valid_to >= ${today}, true)
  )`;

/** How many open runs the actor sees of each routine version, as `routine@version`. */
export async function openRuns(scope: Scope): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ routine: string; routine_version: string; n: number }>`
    ${mine(scope)}
    select r.routine, r.routine_version, count(*)::int as n
    from mine m join run r on r.municipality = ${scope.actor.municipality} and r.id = m.id
    group by r.routine, r.routine_version`.execute(scope.db);
  return new Map(rows.map((row) => [`${row.routine}@${row.routine_version}`, row.n]));
}

/** How many open runs of the municipality follow each version, for whoever publishes: fewer than five are `few`. Empty for others. */
export async function openRunsOfAll({ db }: Scope): Promise<ReadonlyMap<string, number | 'few'>> {
  const { rows } = await sql<{ routine: string; routine_version: string; n: number | null }>`
    select * from access.open_run_counts()`.execute(db);
  return new Map(rows.map((row) => [`${row.routine}@${row.routine_version}`, row.n ?? 'few']));
}

export type OpenRun = Readonly<{ id: RunId; caseNumber: string; openedOn: LocalDate }>;

/** The open runs of a routine version that the actor sees, by the number of their case; `total` counts also what is not listed. */
export async function runsOfVersion(
  scope: Scope,
  { routine, version, most }: Readonly<{ routine: string; version: string; most: number }>,
): Promise<Readonly<{ runs: readonly OpenRun[]; total: number }>> {
  const { rows } = await sql<{ id: RunId; case_number: string; opened_on: LocalDate; total: number }>`
    ${mine(scope)}
    select r.id, s.case_number, r.opened_on, count(*) over ()::int as total
    from mine m join run r on r.municipality = ${scope.actor.municipality} and r.id = m.id
    cross join lateral access.run_subject(r.municipality, r.id) s
    where r.routine = ${routine} and r.routine_version = ${version}
    order by s.case_number, r.id
    limit ${most}`.execute(scope.db);
  return {
    runs: rows.map((row) => ({ id: row.id, caseNumber: row.case_number, openedOn: row.opened_on })),
    total: rows[0]?.total ?? 0,
  };
}
