import { sql } from 'kysely';
import { createHash } from 'node:crypto';
import type { Actor } from '../../../kernel/actor.ts';
import type { AccountId } from '../../../kernel/ids.ts';
import type { Language } from '../../../kernel/text.ts';
import type { Db } from '../../../platform/database.ts';
import type { Scope } from '../../../platform/door.ts';
import { permissions as knownPermissions } from '../../../kernel/permission.ts';

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
