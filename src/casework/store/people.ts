import { sql } from 'kysely';
import type { AccountId, ConsentId, RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { RoleInRun, RunRecord } from '../entry.ts';

/** The role the actor works in today in a run: a case's assignment before a run's own, and their own before one that they stand in for. */
export async function roleInRun(
  { db, actor, today }: Scope,
  run: Pick<RunRecord, 'id' | 'caseId'>,
): Promise<RoleInRun | undefined> {
  const { rows } = await sql<{ role: RoleInRun }>`select role from assignment
    where municipality = ${actor.municipality} and case_id = ${run.caseId} and (run_id is null or run_id = ${run.id})
      and account = ${actor.account} and valid_from <= ${today} and coalesce(valid_to >= ${today}, true)
    order by run_id nulls first, role limit 1`.execute(db);
  if (rows[0]) return rows[0].role;
  const standing = await sql<{ role: RoleInRun }>`select role from access.stands_in(${run.id}) limit 1`.execute(db);
  return standing.rows[0]?.role;
}

export type Colleague = Readonly<{
  account: AccountId;
  name: string;
  area: string;
  areaName: string;
  unitName: string;
  roles: readonly string[];
}>;

/** Everyone who can be assigned to a case or a run. */
export async function assignable({ db, actor }: Scope): Promise<readonly Colleague[]> {
  const { rows } = await sql<{
    account: AccountId;
    name: string;
    area: string;
    area_name: string;
    unit_name: string;
    roles: readonly string[];
  }>`select a.id as account, a.display_name as name, a.secrecy_area as area, s.name as area_name, min(u.name) as unit_name,
      array_agg(distinct r.role) as roles
    from account a
    join secrecy_area s on s.municipality = a.municipality and s.id = a.secrecy_area
    join account_role r on r.municipality = a.municipality and r.account = a.id
    join unit u on u.municipality = r.municipality and u.id = r.unit
    where a.municipality = ${actor.municipality} and a.active and r.role in ('caseworker', 'housingStaff')
    group by a.id, a.display_name, a.secrecy_area, s.name
    order by s.name, a.display_name, a.id`.execute(db);
  return rows.map((row) => ({
    account: row.account,
    name: row.name,
    area: row.area,
    areaName: row.area_name,
    unitName: row.unit_name,
    roles: row.roles,
  }));
}

/** Those who work with cases in the units that a manager's role covers: not who administers or reviews there. */
export async function peopleOfUnits(
  { db, actor }: Scope,
  units: readonly string[],
): Promise<readonly Readonly<{ account: AccountId; name: string }>[]> {
  const { rows } = await sql<{
    account: AccountId;
    name: string;
  }>`select distinct a.id as account, a.display_name as name
    from account a join account_role r on r.municipality = a.municipality and r.account = a.id
    where a.municipality = ${actor.municipality} and a.active and r.unit = any(${[...units]})
      and exists (
        select from role_permission p
        where p.municipality = r.municipality and p.role = r.role and p.permission = 'entry:record'
      )
    order by a.display_name, a.id`.execute(db);
  return rows;
}

export async function unitNames({ db, actor }: Scope, units: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select name from unit
    where municipality = ${actor.municipality} and id = any(${[...units]}) order by name`.execute(db);
  return rows.map((row) => row.name);
}

export type Draft = Readonly<{ body: Readonly<Record<string, readonly string[]>>; savedAt: Date }>;

export async function findDraft({ db, actor }: Scope, run: RunId, form: string): Promise<Draft | undefined> {
  const { rows } = await sql<{ body: Record<string, string[]>; saved_at: Date }>`select body, saved_at from draft
    where municipality = ${actor.municipality} and account = ${actor.account} and run_id = ${run} and form = ${form}`.execute(
    db,
  );
  return rows[0] && { body: rows[0].body, savedAt: rows[0].saved_at };
}

export async function saveDraft(
  { db, actor, now }: Scope,
  run: RunId,
  form: string,
  body: Draft['body'],
): Promise<void> {
  await sql`insert into draft (municipality, account, run_id, form, body, saved_at)
    values (${actor.municipality}, ${actor.account}, ${run}, ${form}, ${JSON.stringify(body)}, ${now})
    on conflict (municipality, account, run_id, form) do update set body = excluded.body, saved_at = excluded.saved_at`.execute(
    db,
  );
}

export async function dropDraft({ db, actor }: Scope, run: RunId, form: string): Promise<void> {
  await sql`delete from draft where municipality = ${actor.municipality} and account = ${actor.account} and run_id = ${run}
    and form = ${form}`.execute(db);
}

/** The committees, authorities and providers of the municipality. */
export async function areaNames({ db, actor }: Scope): Promise<readonly Readonly<{ id: string; name: string }>[]> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from secrecy_area
    where municipality = ${actor.municipality} order by name, id`.execute(db);
  return rows;
}

/** Who reaches a run by a consent, by name. */
export async function assignedBy({ db, actor, today }: Scope, consent: ConsentId): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select distinct p.display_name as name
    from assignment a join account p on p.municipality = a.municipality and p.id = a.account
    where a.municipality = ${actor.municipality} and coalesce(a.valid_to >= ${today}, true)
      and a.consent in (select id from access.consent_line(${actor.municipality}, ${consent}))
    order by 1`.execute(db);
  return rows.map(({ name }) => name);
}

/** Everybody who is signed up to work here, by name: whom one may ask about. */
export async function everybodyAtWork({
  db,
  actor,
}: Scope): Promise<readonly Readonly<{ account: AccountId; name: string; area: string; areaName: string }>[]> {
  const { rows } = await sql<{ account: AccountId; name: string; area: string; area_name: string }>`
    select a.id as account, a.display_name as name, a.secrecy_area as area, s.name as area_name
    from account a join secrecy_area s on s.municipality = a.municipality and s.id = a.secrecy_area
    where a.municipality = ${actor.municipality} and a.active order by a.display_name, a.id`.execute(db);
  return rows.map((row) => ({ account: row.account, name: row.name, area: row.area, areaName: row.area_name }));
}
