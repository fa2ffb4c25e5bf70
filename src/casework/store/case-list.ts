import { sql } from 'kysely';
import { coveredUnits } from '../../kernel/actor.ts';
import type { LocalDate } from '../../kernel/date.ts';
import type { CaseId, RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { type Grade, type Person, personOf } from '../../secrecy/index.ts';

export const caseListSize = 25;

export type CaseListOrder = Readonly<{ by: 'number' | 'name' | 'due' | 'opened'; descending: boolean; page: number }>;

/** A line of the case list: a run, or a case in which none has been started. */
export type ListedCase = Readonly<{
  caseId?: CaseId;
  runId?: RunId;
  caseNumber: string;
  person: Person;
  openedOn: LocalDate;
  endedOn?: LocalDate;
  evaluatedOn?: LocalDate;
  routine?: string;
  routineVersion?: string;
  next?: Readonly<{ obligation: string; state: 'open' | 'overdue'; due?: LocalDate }>;
  responsible?: string;
  runOnly: boolean;
  /** The warning for which the run stands before others. */
  firstBecause?: string;
}>;

const orders = {
  number: sql`case_number`,
  // å, ä and ö last, as Swedish sorts, whatever the database was created with. Where a name is left out its place would tell of it.
  name: sql`(case when protection is null then family_name || ' ' || given_name end) collate "sv-x-icu"`,
  due: sql`due`,
  opened: sql`opened_on`,
} as const;

type Row = Readonly<{
  case_id: CaseId | null;
  run_id: RunId | null;
  case_number: string;
  given_name: string;
  family_name: string;
  protection: Grade | null;
  opened_on: LocalDate;
  ended_on: LocalDate | null;
  evaluated_on: LocalDate | null;
  routine: string | null;
  routine_version: string | null;
  due: LocalDate | null;
  next_obligation: string | null;
  next_state: 'open' | 'overdue' | null;
  responsible: string | null;
  first_because: string | null;
  total: number;
}>;

/**
 * The cases and runs that the actor is assigned to, or that their unit holds: found from the assignments and the unit, never by
 * looking through everybody's.
 */
export async function listCases(
  { db, actor, today }: Scope,
  { by, descending, page }: CaseListOrder,
): Promise<Readonly<{ lines: readonly ListedCase[]; total: number }>> {
  const units = coveredUnits(actor);
  const direction = descending ? sql`desc nulls last` : sql`asc nulls last`;
  const { rows } = await sql<Row>`
    with whole as (
      select c.id
      from case_file c
      where c.municipality = ${actor.municipality} and (
        c.unit = any(${[...units]}) or c.id in (
          select a.case_id from assignment a
          where a.municipality = ${actor.municipality} and a.account = ${actor.account} and a.run_id is null
            and a.valid_from <= ${today} and coalesce(a.valid_to >= ${today}, true)
        ))
    ),
    mine as (
      select w.id as case_id, r.id as run_id
      from whole w left join run r on r.municipality = ${actor.municipality} and r.case_id = w.id
      union
      select null::uuid, a.run_id
      -- Not a run that the assignment no longer opens: its ground has ended, or its holder has moved.
      from assignment a join run r on r.municipality = a.municipality and r.id = a.run_id
      where a.municipality = ${actor.municipality} and a.account = ${actor.account} and a.run_id is not null
        and a.valid_from <= ${today} and coalesce(a.valid_to >= ${today}, true)
        and a.case_id not in (select id from whole)
    ),
    lines as (
      select m.case_id, m.run_id, coalesce(s.case_number, c.case_number) as case_number,
        coalesce(s.given_name, i.given_name) as given_name, coalesce(s.family_name, i.family_name) as family_name,
        coalesce(s.protection, p.grade) as protection,
        coalesce(r.opened_on, c.opened_on) as opened_on, r.ended_on, r.evaluated_on, r.routine, r.routine_version,
        case when n.is_next then n.due end as due, case when n.is_next then n.obligation end as next_obligation,
        case when n.is_next then n.state end as next_state, n.first_because,
        (select p.display_name from assignment a join account p on p.municipality = a.municipality and p.id = a.account
          where a.municipality = ${actor.municipality} and a.case_id = coalesce(m.case_id, r.case_id) and a.run_id is null
            and a.role = 'caseworker' and a.valid_from <= ${today} and coalesce(a.valid_to >= ${today}, true)
          order by a.valid_from, a.id limit 1) as responsible
      from mine m
      left join run r on r.municipality = ${actor.municipality} and r.id = m.run_id
      left join case_file c on c.municipality = ${actor.municipality} and c.id = m.case_id
      left join individual i on i.municipality = c.municipality and i.id = c.individual
      left join protected_identity p on p.municipality = i.municipality and p.individual = i.id
        and p.valid_from <= ${today} and coalesce(p.valid_to >= ${today}, true)
      left join lateral access.run_subject(r.municipality, r.id) s on true
      -- The next thing to do; without one, any line of the run's: why it stands before others is on all of them.
      left join lateral (
        select w.obligation, w.state, w.due, w.first_because, w.modality <> 'may' and w.state in ('open', 'overdue') as is_next
        from work_item w
        where w.municipality = ${actor.municipality} and w.run_id = m.run_id and r.ended_on is null
        order by is_next desc, w.due nulls last, w.obligation limit 1
      ) n on true
    )
    select lines.*, count(*) over ()::int as total from lines
    order by first_because is null, ${orders[by]} ${direction}, case_number, run_id
    limit ${caseListSize} offset ${(page - 1) * caseListSize}`.execute(db);
  const lines = rows.map((row): ListedCase => ({
    ...(row.case_id === null ? {} : { caseId: row.case_id }),
    ...(row.run_id === null ? {} : { runId: row.run_id }),
    caseNumber: row.case_number,
    person: personOf(row),
    openedOn: row.opened_on,
    ...(row.ended_on === null ? {} : { endedOn: row.ended_on }),
    ...(row.evaluated_on === null ? {} : { evaluatedOn: row.evaluated_on }),
    ...(row.routine === null ? {} : { routine: row.routine }),
    ...(row.routine_version === null ? {} : { routineVersion: row.routine_version }),
    ...(row.next_obligation === null || row.next_state === null
      ? {}
      : {
          next: {
            obligation: row.next_obligation,
            state: row.next_state,
            ...(row.due === null ? {} : { due: row.due }),
          },
        }),
    ...(row.responsible === null ? {} : { responsible: row.responsible }),
    runOnly: row.case_id === null,
    ...(row.first_because === null ? {} : { firstBecause: row.first_because }),
  }));
  return { lines, total: rows[0]?.total ?? 0 };
}
