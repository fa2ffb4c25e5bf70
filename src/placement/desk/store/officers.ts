import { sql } from 'kysely';
import { type AccountId, newId } from '../../../kernel/ids.ts';
import type { Intervention } from '../../../matching/index.ts';
import type { Scope } from '../../../platform/door.ts';
import type { AssignedBy, Officer } from '../assignment.ts';

export type Desk = Readonly<{ unit: string; name: string; interventions: readonly Intervention[] }>;

/** The desks of the municipality, with the interventions that each takes care of; also one that takes none any more but has some left. */
export async function desksOf({ db, actor }: Scope): Promise<readonly Desk[]> {
  const { rows } = await sql<Desk>`select k.unit, u.name,
      array(select d.intervention from placement_desk d where d.municipality = ${actor.municipality} and d.unit = k.unit
        order by d.intervention) as interventions
    from (
      select unit from placement_desk where municipality = ${actor.municipality}
      union select desk_unit from placement_request where municipality = ${actor.municipality} and state in ('submitted', 'paused')
    ) k
    join unit u on u.municipality = ${actor.municipality} and u.id = k.unit order by u.name`.execute(db);
  return rows;
}

/** Who works at a desk, with how much they have, as they are today: not who leads it. */
export async function officersOf({ db }: Scope, unit: string): Promise<readonly Officer[]> {
  const { rows } = await sql<Officer>`select account, name, present, competences, acute, planned, resting
    from access.desk_officers(${unit}) order by name, account`.execute(db);
  return rows;
}

/** Why a request lies with whom it lies with. */
export async function assignedBy({ db, actor }: Scope, request: string): Promise<AssignedBy | undefined> {
  const { rows } = await sql<{ assigned_by: AssignedBy | null }>`select assigned_by from placement_request
    where municipality = ${actor.municipality} and id = ${request}`.execute(db);
  return rows[0]?.assigned_by ?? undefined;
}

/** Says that somebody is competent for an intervention from now on; said twice is once. */
export async function addCompetence(
  { db, actor, now }: Scope,
  account: AccountId,
  intervention: Intervention,
): Promise<void> {
  await sql`insert into placement_competence (municipality, id, account, intervention, written_by, written_at)
    values (${actor.municipality}, ${newId()}, ${account}, ${intervention}, ${actor.account}, ${now})
    on conflict do nothing`.execute(db);
}

export async function endCompetence(
  { db, actor, now }: Scope,
  account: AccountId,
  intervention: string,
): Promise<void> {
  await sql`update placement_competence set ended_by = ${actor.account}, ended_at = ${now}
    where municipality = ${actor.municipality} and account = ${account} and intervention = ${intervention}
      and ended_at is null`.execute(db);
}
