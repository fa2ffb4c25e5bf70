import { sql } from 'kysely';
import type { AccountId } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';

export type Person = Readonly<{
  account: AccountId;
  username: string;
  name: string;
  area: string;
  areaName: string;
  active: boolean;
  externalId?: string;
  /** Where they get mail, for those who keep it. */
  email?: string;
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
  email: string | null;
  version: number;
  roles: Person['roles'] | null;
}>;
const toPerson = ({ area_name, external_id, email, roles, ...row }: PersonRow): Person => ({
  ...row,
  areaName: area_name,
  ...(external_id === null ? {} : { externalId: external_id }),
  ...(email === null ? {} : { email }),
  roles: roles ?? [],
});
const person = sql`select a.id as account, a.username, a.display_name as name, a.secrecy_area as area, s.name as area_name, a.active,
    a.external_id, a.version, (
      select e.address from account_email e where e.municipality = a.municipality and e.account = a.id
    ) as email, (
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

/** Those in whose name or username every word of a text is found, by name; the first page of them. */
export async function searchPeople(
  { db, actor }: Scope,
  text: string,
): Promise<Readonly<{ people: readonly Person[]; more: boolean }>> {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const { rows } = await sql<PersonRow>`${person}
    where a.municipality = ${actor.municipality} and not exists (
      select from unnest(${words}::text[]) word
      where position(lower(word collate "sv-x-icu") in lower((a.display_name || ' ' || a.username) collate "sv-x-icu")) = 0)
    order by a.display_name collate "sv-x-icu", a.id limit ${peoplePerPage + 1}`.execute(db);
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
