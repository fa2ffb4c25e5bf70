import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../../../kernel/actor.ts';
import type { LocalDate } from '../../../kernel/date.ts';
import type { AccountId, IdempotencyKey } from '../../../kernel/ids.ts';
import { permissions as knownPermissions } from '../../../kernel/permission.ts';
import type { Language } from '../../../kernel/text.ts';
import type { Db } from '../../../platform/database.ts';
import type { Scope } from '../../../platform/door.ts';

export type Area = Readonly<{ id: string; name: string; kind: string }>;
export type Unit = Readonly<{ id: string; area: string; name: string }>;

export async function areasAndUnits({
  db,
  actor,
}: Scope): Promise<Readonly<{ areas: readonly Area[]; units: readonly Unit[] }>> {
  const areas = await sql<Area>`select id, name, kind from secrecy_area
    where municipality = ${actor.municipality} order by name, id`.execute(db);
  const units = await sql<Unit>`select id, secrecy_area as area, name from unit
    where municipality = ${actor.municipality} order by name, id`.execute(db);
  return { areas: areas.rows, units: units.rows };
}

export type Person = Readonly<{
  account: AccountId;
  username: string;
  name: string;
  area: string;
  areaName: string;
  active: boolean;
  externalId?: string;
  version: number;
  roles: readonly Readonly<{ role: string; unit: string; sv: string; en: string; unitName: string }>[];
}>;

type PersonRow = Readonly<{
  account: AccountId;
  username: string;
  name: string;
  area: string;
  area_name: string;
  active: boolean;
  external_id: string | null;
  version: number;
  roles: Person['roles'] | null;
}>;
const toPerson = ({ area_name, external_id, roles, ...row }: PersonRow): Person => ({
  ...row,
  areaName: area_name,
  ...(external_id === null ? {} : { externalId: external_id }),
  roles: roles ?? [],
});
const person = sql`select a.id as account, a.username, a.display_name as name, a.secrecy_area as area, s.name as area_name, a.active,
    a.external_id, a.version, (
      select jsonb_agg(jsonb_build_object('role', h.role, 'unit', h.unit, 'sv', r.name_sv, 'en', r.name_en, 'unitName', u.name)
        order by u.name, r.name_sv)
      from account_role h
      join role r on r.municipality = h.municipality and r.id = h.role
      join unit u on u.municipality = h.municipality and u.id = h.unit
      where h.municipality = a.municipality and h.account = a.id
    ) as roles
  from account a join secrecy_area s on s.municipality = a.municipality and s.id = a.secrecy_area`;

export const peoplePerPage = 50;

/** A page of those who work here, by name; of one area when asked. */
export async function people(
  { db, actor }: Scope,
  { area, page }: Readonly<{ area?: string | undefined; page: number }>,
): Promise<Readonly<{ people: readonly Person[]; more: boolean }>> {
  const { rows } = await sql<PersonRow>`${person}
    where a.municipality = ${actor.municipality} and (${area ?? null}::text is null or a.secrecy_area = ${area ?? null})
    order by a.display_name collate "sv-x-icu", a.id limit ${peoplePerPage + 1} offset ${(page - 1) * peoplePerPage}`.execute(
    db,
  );
  return { people: rows.slice(0, peoplePerPage).map(toPerson), more: rows.length > peoplePerPage };
}

export async function findPerson({ db, actor }: Scope, account: string): Promise<Person | undefined> {
  const { rows } = await sql<PersonRow>`${person}
    where a.municipality = ${actor.municipality} and a.id = ${account}`.execute(db);
  return rows[0] && toPerson(rows[0]);
}

/** Everybody, for the directory: narrowed by the two keys that directories look people up by. */
export async function peopleForDirectory(
  { db, actor }: Scope,
  by: Readonly<{ id?: string | undefined; username?: string | undefined; externalId?: string | undefined }>,
): Promise<readonly Person[]> {
  const { rows } = await sql<PersonRow>`${person}
    where a.municipality = ${actor.municipality} and a.removed_at is null
      and a.username not like 'scim-%'
      and (${by.id ?? null}::uuid is null or a.id = ${by.id ?? null}::uuid)
      and (${by.username ?? null}::text is null or lower(a.username) = lower(${by.username ?? null}))
      and (${by.externalId ?? null}::text is null or a.external_id = ${by.externalId ?? null})
    order by a.id`.execute(db);
  return rows.map(toPerson);
}

export type ToWrite = Readonly<{
  account: AccountId;
  username: string;
  name: string;
  area: string;
  active: boolean;
  externalId?: string | undefined;
  /** The version that was seen; undefined for somebody new. */
  seen?: number | undefined;
}>;
export type Wrote = 'written' | 'already' | 'overtaken' | 'username-taken' | 'not-found';

export async function writePerson({ db }: Scope, to: ToWrite): Promise<Wrote> {
  const { rows } = await sql<{
    outcome: Wrote;
  }>`select access.write_account(${to.account}, ${to.username}, ${to.name}, ${to.area},
    ${to.active}, ${to.externalId ?? null}, ${to.seen ?? null}) as outcome`.execute(db);
  return rows[0]?.outcome ?? 'not-found';
}

/** Closes somebody whom the directory has taken away. */
export async function removePerson({ db }: Scope, account: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select access.remove_account(${account}) as done`.execute(db);
  return rows[0]?.done === true;
}

export async function writePersonRole(
  { db }: Scope,
  { account, role, unit, given }: Readonly<{ account: string; role: string; unit: string; given: boolean }>,
): Promise<'written' | 'not-found'> {
  const { rows } = await sql<{ outcome: 'written' | 'not-found' }>`
    select access.write_account_role(${account}, ${role}, ${unit}, ${given}) as outcome`.execute(db);
  return rows[0]?.outcome ?? 'not-found';
}

export const writeArea = ({ db }: Scope, { id, name, kind }: Area) =>
  sql`select access.write_area(${id}, ${name}, ${kind})`.execute(db);

export async function writeUnit(
  { db }: Scope,
  { id, area, name }: Unit,
): Promise<'written' | 'other-area' | 'not-found'> {
  const { rows } = await sql<{ outcome: 'written' | 'other-area' | 'not-found' }>`
    select access.write_unit(${id}, ${area}, ${name}) as outcome`.execute(db);
  return rows[0]?.outcome ?? 'not-found';
}

export type Role = Readonly<{
  id: string;
  sv: string;
  en: string;
  coversUnit: boolean;
  standard: boolean;
  permissions: readonly string[];
}>;

export async function rolesOf({ db, actor }: Scope): Promise<readonly Role[]> {
  const { rows } =
    await sql<Role>`select r.id, r.name_sv as sv, r.name_en as en, r.covers_unit as "coversUnit", r.standard,
      array(select p.permission from role_permission p where p.municipality = r.municipality and p.role = r.id order by 1) as permissions
    from role r where r.municipality = ${actor.municipality} order by r.standard desc, r.name_sv, r.id`.execute(db);
  return rows;
}

export async function writeRole(
  { db }: Scope,
  role: Omit<Role, 'standard'>,
): Promise<'written' | 'standard' | 'not-found'> {
  const { rows } = await sql<{ outcome: 'written' | 'standard' | 'not-found' }>`
    select access.write_role(${role.id}, ${role.sv}, ${role.en}, ${role.coversUnit}, ${[...role.permissions]}::text[]) as outcome`.execute(
    db,
  );
  return rows[0]?.outcome ?? 'not-found';
}

export const delegable = [
  'officialRequest:decide',
  'protection:approve',
  'disclosure:sign',
  'assignment:make',
] as const;
export type Delegable = (typeof delegable)[number];
export type Delegation = Readonly<{
  id: string;
  name: string;
  permission: Delegable;
  reference: string;
  from: LocalDate;
  to?: LocalDate;
  ended: boolean;
}>;

export async function delegations({ db, actor }: Scope): Promise<readonly Delegation[]> {
  const { rows } = await sql<{
    id: string;
    name: string;
    permission: Delegable;
    reference: string;
    valid_from: LocalDate;
    valid_to: LocalDate | null;
    ended: boolean;
  }>`select d.id, a.display_name as name, d.permission, d.reference, d.valid_from, d.valid_to, d.ended_at is not null as ended
    from delegation d join account a on a.municipality = d.municipality and a.id = d.account
    where d.municipality = ${actor.municipality} order by d.ended_at is not null, d.valid_from desc, d.id limit 200`.execute(
    db,
  );
  return rows.map(({ valid_from, valid_to, ...row }) => ({
    ...row,
    from: valid_from,
    ...(valid_to === null ? {} : { to: valid_to }),
  }));
}

export async function insertDelegation(
  { db, actor, now }: Scope,
  given: Readonly<{
    id: string;
    account: AccountId;
    permission: Delegable;
    reference: string;
    from: LocalDate;
    to?: LocalDate | undefined;
    key: IdempotencyKey;
  }>,
): Promise<void> {
  await sql`insert into delegation (municipality, id, account, permission, reference, valid_from, valid_to, given_by, given_at, idempotency_key)
    values (${actor.municipality}, ${given.id}, ${given.account}, ${given.permission}, ${given.reference}, ${given.from},
      ${given.to ?? null}, ${actor.account}, ${now}, ${given.key}) on conflict do nothing`.execute(db);
}

export async function endDelegation({ db, actor, now }: Scope, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update delegation set ended_at = ${now}
    where municipality = ${actor.municipality} and id = ${id} and ended_at is null`.execute(db);
  return numAffectedRows === 1n;
}

export type Absence = Readonly<{ id: string; from: LocalDate; to: LocalDate; substitute?: string }>;

/** One's own, from today on. */
export async function ownAbsence({ db, actor, today }: Scope): Promise<readonly Absence[]> {
  const { rows } = await sql<{ id: string; valid_from: LocalDate; valid_to: LocalDate; name: string | null }>`
    select b.id, b.valid_from, b.valid_to, a.display_name as name
    from absence b left join account a on a.municipality = b.municipality and a.id = b.substitute
    where b.municipality = ${actor.municipality} and b.account = ${actor.account} and b.removed_at is null and b.valid_to >= ${today}
    order by b.valid_from, b.id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    from: row.valid_from,
    to: row.valid_to,
    ...(row.name === null ? {} : { substitute: row.name }),
  }));
}

export async function insertAbsence(
  { db, actor, now }: Scope,
  away: Readonly<{
    id: string;
    from: LocalDate;
    to: LocalDate;
    substitute?: AccountId | undefined;
    key: IdempotencyKey;
  }>,
): Promise<void> {
  await sql`insert into absence (municipality, id, account, valid_from, valid_to, substitute, written_by, written_at, idempotency_key)
    values (${actor.municipality}, ${away.id}, ${actor.account}, ${away.from}, ${away.to}, ${away.substitute ?? null}, ${actor.account},
      ${now}, ${away.key}) on conflict do nothing`.execute(db);
}

export async function removeAbsence({ db, actor, now }: Scope, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update absence set removed_at = ${now}
    where municipality = ${actor.municipality} and id = ${id} and account = ${actor.account} and removed_at is null`.execute(
    db,
  );
  return numAffectedRows === 1n;
}

/** Those of one's own area, whom colleagues can be sent to. */
export async function colleagues({
  db,
  actor,
}: Scope): Promise<readonly Readonly<{ account: AccountId; name: string }>[]> {
  const { rows } = await sql<{
    account: AccountId;
    name: string;
  }>`select id as account, display_name as name from account
    where municipality = ${actor.municipality} and secrecy_area = ${actor.area} and active and id <> ${actor.account}
    order by display_name collate "sv-x-icu", id`.execute(db);
  return rows;
}

export type Client = Readonly<{ id: string; name: string; ended: boolean }>;
export type Group = Readonly<{
  id: string;
  name: string;
  externalId?: string;
  role?: string;
  unit?: string;
  members: readonly Readonly<{ account: string; name: string }>[];
}>;

export async function clients({ db, actor }: Scope): Promise<readonly Client[]> {
  const { rows } = await sql<Client>`select id, name, ended_at is not null as ended from scim_client
    where municipality = ${actor.municipality} order by ended_at is not null, made_at desc`.execute(db);
  return rows;
}

export async function groups({ db, actor }: Scope, id?: string): Promise<readonly Group[]> {
  const { rows } = await sql<{
    id: string;
    name: string;
    external_id: string | null;
    role: string | null;
    unit: string | null;
    members: Group['members'] | null;
  }>`select g.id, g.display_name as name, g.external_id, g.role, g.unit, (
      select jsonb_agg(jsonb_build_object('account', m.account, 'name', a.display_name) order by m.account)
      from scim_group_member m join account a on a.municipality = m.municipality and a.id = m.account
      where m.municipality = g.municipality and m.scim_group = g.id
    ) as members
    from scim_group g where g.municipality = ${actor.municipality} and (${id ?? null}::uuid is null or g.id = ${id ?? null}::uuid)
    order by lower(g.display_name), g.id`.execute(db);
  return rows.map(({ external_id, role, unit, members, ...row }) => ({
    ...row,
    ...(external_id === null ? {} : { externalId: external_id }),
    ...(role === null || unit === null ? {} : { role, unit }),
    members: members ?? [],
  }));
}

export async function makeClient(
  { db }: Scope,
  client: Readonly<{ id: string; name: string; account: string; sha256: Buffer; unit: string }>,
): Promise<'written' | 'already' | 'not-found'> {
  const { rows } = await sql<{ outcome: 'written' | 'already' | 'not-found' }>`
    select access.make_scim_client(${client.id}, ${client.name}, ${client.account}, ${client.sha256}, ${client.unit}) as outcome`.execute(
    db,
  );
  return rows[0]?.outcome ?? 'not-found';
}

export async function endClient({ db }: Scope, id: string): Promise<boolean> {
  const { rows } = await sql<{ ended: boolean }>`select access.end_scim_client(${id}) as ended`.execute(db);
  return rows[0]?.ended === true;
}

export async function mapGroup(
  { db }: Scope,
  id: string,
  to: Readonly<{ role: string; unit: string }> | undefined,
): Promise<boolean> {
  const { rows } = await sql<{ outcome: string }>`
    select access.map_scim_group(${id}, ${to?.role ?? null}, ${to?.unit ?? null}) as outcome`.execute(db);
  return rows[0]?.outcome === 'written';
}

export async function writeGroup(
  { db }: Scope,
  group: Readonly<{ id: string; name: string; externalId?: string | undefined; members: readonly string[] }>,
): Promise<'written' | 'name-taken' | 'not-found'> {
  const { rows } = await sql<{ outcome: 'written' | 'name-taken' | 'not-found' }>`
    select access.write_scim_group(${group.id}, ${group.name}, ${group.externalId ?? null}, ${[...group.members]}::uuid[]) as outcome`.execute(
    db,
  );
  return rows[0]?.outcome ?? 'not-found';
}

export async function deleteGroup({ db }: Scope, id: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select access.delete_scim_group(${id}) as done`.execute(db);
  return rows[0]?.done === true;
}

export type Change = Readonly<{
  id: string;
  at: Date;
  by?: string;
  what: string;
  before: Readonly<Record<string, unknown>> | null;
  after: Readonly<Record<string, unknown>> | null;
}>;
export const changesPerPage = 50;

/** What has been changed, newest first, from before a row of it on. */
export async function changes({ db, actor }: Scope, before?: string): Promise<readonly Change[]> {
  const { rows } = await sql<{
    id: string;
    at: Date;
    by: string | null;
    what: string;
    before: Change['before'];
    after: Change['after'];
  }>`select c.id::text as id, c.at, a.display_name as by, c.what, c.before, c.after
    from organisation_change c left join account a on a.municipality = c.municipality and a.id = c.changed_by
    where c.municipality = ${actor.municipality} and (${before ?? null}::bigint is null or c.id < ${before ?? null}::bigint)
    order by c.id desc limit ${changesPerPage + 1}`.execute(db);
  return rows.map(({ by, ...row }) => ({ ...row, ...(by === null ? {} : { by }) }));
}

/**
 * Does a deed that could take away the last administrator, and looks at once, not at the end of the transaction: `last` when it would, and
 * then nothing of it has been done.
 */
export async function keepingAdministrator<T>({ db }: Scope, deed: () => Promise<T>): Promise<T | 'last'> {
  await sql`savepoint administrators`.execute(db);
  try {
    const outcome = await deed();
    await sql`set constraints all immediate`.execute(db);
    await sql`set constraints all deferred`.execute(db);
    await sql`release savepoint administrators`.execute(db);
    return outcome;
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'last_administrator') throw error;
    await sql`rollback to savepoint administrators`.execute(db);
    return 'last';
  }
}

/** Who pushes, by the token that they show; undefined for everybody else. */
export async function scimActor(db: Db, token: string, now: Date): Promise<Actor | undefined> {
  const sha256 = createHash('sha256').update(token).digest();
  const { rows } = await sql<{
    municipality: string;
    account: AccountId;
    display_name: string;
    area: string;
    language: Language;
    permissions: readonly string[];
  }>`select * from access.scim_actor(${sha256}, ${now})`.execute(db);
  const row = rows[0];
  return (
    row && {
      municipality: row.municipality,
      account: row.account,
      name: row.display_name,
      area: row.area,
      roles: [],
      permissions: new Set(knownPermissions.filter((permission) => row.permissions.includes(permission))),
      language: row.language,
      demo: false,
    }
  );
}
