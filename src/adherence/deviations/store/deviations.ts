import { sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import type { AccountId, IdempotencyKey, RunId } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';

export const deviationFilters = ['open', 'mine', 'closed'] as const;
export type DeviationFilter = (typeof deviationFilters)[number];

export type NewDeviation = Readonly<{
  id: string;
  routine: string;
  /** Empty when it is about the whole routine. */
  obligation: string;
  run: RunId | undefined;
  happenedOn: LocalDate;
  what: string;
  consequence: string;
  proposal: string;
  key: IdempotencyKey;
}>;

export type Deviation = Readonly<{
  id: string;
  unit: string;
  unitName: string;
  routine: string;
  obligation: string;
  run?: RunId;
  happenedOn: LocalDate;
  what: string;
  consequence: string;
  proposal: string;
  registeredByName: string;
  registeredAt: Date;
  responsible?: AccountId;
  responsibleName?: string;
  dueOn?: LocalDate;
  closedAt?: Date;
  conclusion: string;
  version: number;
}>;

type DeviationRow = Readonly<{
  id: string;
  unit: string;
  unit_name: string;
  routine: string;
  obligation: string;
  run_id: RunId | null;
  happened_on: LocalDate;
  what: string;
  consequence: string;
  proposal: string;
  registered_by_name: string;
  registered_at: Date;
  responsible: AccountId | null;
  responsible_name: string | null;
  due_on: LocalDate | null;
  closed_at: Date | null;
  conclusion: string;
  version: number;
}>;

const toDeviation = (row: DeviationRow): Deviation => ({
  id: row.id,
  unit: row.unit,
  unitName: row.unit_name,
  routine: row.routine,
  obligation: row.obligation,
  happenedOn: row.happened_on,
  what: row.what,
  consequence: row.consequence,
  proposal: row.proposal,
  registeredByName: row.registered_by_name,
  registeredAt: row.registered_at,
  conclusion: row.conclusion,
  version: row.version,
  ...(row.run_id === null ? {} : { run: row.run_id }),
  ...(row.responsible === null ? {} : { responsible: row.responsible }),
  ...(row.responsible_name === null ? {} : { responsibleName: row.responsible_name }),
  ...(row.due_on === null ? {} : { dueOn: row.due_on }),
  ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
});

const selected = sql`select d.id, d.unit, u.name as unit_name, d.routine, d.obligation, d.run_id, d.happened_on, d.what, d.consequence,
    d.proposal, b.display_name as registered_by_name, d.registered_at, d.responsible, a.display_name as responsible_name, d.due_on,
    d.closed_at, d.conclusion, d.version
  from deviation d
  join unit u on u.municipality = d.municipality and u.id = d.unit
  join account b on b.municipality = d.municipality and b.id = d.registered_by
  left join account a on a.municipality = d.municipality and a.id = d.responsible`;

export async function findDeviation({ db, actor }: Scope, id: string): Promise<Deviation | undefined> {
  const { rows } = await sql<DeviationRow>`${selected}
    where d.municipality = ${actor.municipality} and d.id = ${id}`.execute(db);
  return rows[0] && toDeviation(rows[0]);
}

/** Finds it and holds it, so that those who change it do so one after another. */
export async function findDeviationToChange(scope: Scope, id: string): Promise<Deviation | undefined> {
  const { db, actor } = scope;
  await sql`select from deviation where municipality = ${actor.municipality} and id = ${id} for update`.execute(db);
  return findDeviation(scope, id);
}

export type DeviationPage = Readonly<{ size: number; number: number }>;

/** A page of them, the latest first, and how many there are of each kind. */
export async function listDeviations(
  { db, actor }: Scope,
  filter: DeviationFilter,
  page: DeviationPage,
): Promise<Readonly<{ deviations: readonly Deviation[]; counts: Readonly<Record<DeviationFilter, number>> }>> {
  const where = {
    open: sql`d.closed_at is null`,
    mine: sql`d.closed_at is null and d.responsible = ${actor.account}`,
    closed: sql`d.closed_at is not null`,
  } satisfies Record<DeviationFilter, unknown>;
  const { rows } = await sql<DeviationRow>`${selected}
    where d.municipality = ${actor.municipality} and ${where[filter]}
    order by d.registered_at desc, d.id limit ${page.size} offset ${(page.number - 1) * page.size}`.execute(db);
  const counted = await sql<Record<DeviationFilter, number>>`
    select count(*) filter (where ${where.open}) as open, count(*) filter (where ${where.mine}) as mine,
      count(*) filter (where ${where.closed}) as closed
    from deviation d where d.municipality = ${actor.municipality}`.execute(db);
  return { deviations: rows.map(toDeviation), counts: counted.rows[0] ?? { open: 0, mine: 0, closed: 0 } };
}

export async function deviationWithKey({ db, actor }: Scope, key: IdempotencyKey): Promise<string | undefined> {
  const found = await db
    .selectFrom('deviation')
    .select('id')
    .where('municipality', '=', actor.municipality)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  return found?.id;
}

export async function insertDeviation({ db, actor, now }: Scope, unit: string, one: NewDeviation): Promise<void> {
  await db
    .insertInto('deviation')
    .values({
      municipality: actor.municipality,
      id: one.id,
      secrecy_area: actor.area,
      unit,
      routine: one.routine,
      obligation: one.obligation,
      run_id: one.run ?? null,
      happened_on: one.happenedOn,
      what: one.what,
      consequence: one.consequence,
      proposal: one.proposal,
      registered_by: actor.account,
      registered_at: now,
      idempotency_key: one.key,
    })
    .execute();
}

/** Whether it was changed: false when somebody has changed it since it was seen, or it is closed. */
export async function assignDeviation(
  { db, actor }: Scope,
  id: string,
  responsible: AccountId,
  dueOn: LocalDate,
  seen: number,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update deviation set responsible = ${responsible}, due_on = ${dueOn}, version = version + 1
    where municipality = ${actor.municipality} and id = ${id} and version = ${seen} and closed_at is null`.execute(db);
  return numAffectedRows === 1n;
}

export async function closeDeviation(
  { db, actor, now }: Scope,
  id: string,
  conclusion: string,
  seen: number,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update deviation set closed_at = ${now}, closed_by = ${actor.account}, conclusion = ${conclusion}, version = version + 1
    where municipality = ${actor.municipality} and id = ${id} and version = ${seen} and closed_at is null`.execute(db);
  return numAffectedRows === 1n;
}

export type Measure = Readonly<{ id: string; measure: string; by: string; at: Date }>;

export async function measuresOf({ db, actor }: Scope, deviation: string): Promise<readonly Measure[]> {
  const { rows } = await sql<Measure>`
    select m.id, m.measure, a.display_name as by, m.written_at as at
    from deviation_measure m join account a on a.municipality = m.municipality and a.id = m.written_by
    where m.municipality = ${actor.municipality} and m.deviation = ${deviation} order by m.written_at, m.id`.execute(
    db,
  );
  return rows;
}

/** Writes what was done, once: the same form sent again writes nothing. */
export async function insertMeasure(
  { db, actor, now }: Scope,
  deviation: string,
  id: string,
  measure: string,
  key: IdempotencyKey,
): Promise<void> {
  await sql`insert into deviation_measure (municipality, deviation, id, measure, written_by, written_at, idempotency_key)
    values (${actor.municipality}, ${deviation}, ${id}, ${measure}, ${actor.account}, ${now}, ${key})
    on conflict (municipality, idempotency_key) do nothing`.execute(db);
}

export type Colleague = Readonly<{ account: AccountId; name: string }>;

/** Who in the actor's area holds the permission. */
export async function holdersOf({ db, actor }: Scope, permission: string): Promise<readonly Colleague[]> {
  const { rows } = await sql<Colleague>`select distinct a.id as account, a.display_name as name
    from account a
    join account_role h on h.municipality = a.municipality and h.account = a.id
    join role_permission p on p.municipality = h.municipality and p.role = h.role and p.permission = ${permission}
    where a.municipality = ${actor.municipality} and a.secrecy_area = ${actor.area} and a.active
    order by a.display_name, a.id`.execute(db);
  return rows;
}

export type SetAside = Readonly<{
  run: RunId;
  entry: string;
  caseNumber: string;
  routine: string;
  version: string;
  obligation: string;
  at: LocalDate;
  reason: string;
}>;

/**
 * Obligations that have been set aside since a day, as they stand after corrections, in the runs that the actor sees: with their reasons.
 * The latest first.
 */
export async function setAside({ db, actor }: Scope, since: LocalDate, most: number): Promise<readonly SetAside[]> {
  const { rows } = await sql<SetAside>`
    select e.run_id as run, e.id as entry, s.case_number as "caseNumber", r.routine, r.routine_version as version,
      e.obligation, e.at, coalesce(e.reason, '') as reason
    from entry e
    join run r on r.municipality = e.municipality and r.id = e.run_id
    cross join lateral access.run_subject(r.municipality, r.id) s
    where e.municipality = ${actor.municipality} and e.kind = 'waiver' and e.at >= ${since} and e.obligation is not null
      and not exists (select from entry c where c.municipality = e.municipality and c.run_id = e.run_id and c.replaces = e.id)
    order by e.at desc, e.run_id, e.position limit ${most}`.execute(db);
  return rows;
}

/** What has been registered of the runs of a case, with what was done: as the actor sees it. */
export async function deviationsOfCase({ db, actor }: Scope, caseId: string): Promise<readonly Deviation[]> {
  const { rows } = await sql<DeviationRow>`${selected}
    join run r on r.municipality = d.municipality and r.id = d.run_id
    where d.municipality = ${actor.municipality} and r.case_id = ${caseId} order by d.registered_at`.execute(db);
  return rows.map(toDeviation);
}
