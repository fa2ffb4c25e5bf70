import { sql } from 'kysely';
import type pg from 'pg';
import { expect } from 'vitest';
import type { Actor } from '../../src/kernel/actor.ts';
import { newId } from '../../src/kernel/ids.ts';
import { as } from '../../src/platform/door.ts';
import { test as base, type TestDatabase } from '../support/fixtures.ts';
import { noon } from './world.ts';

// Every table there is, found in the catalogue: also one that was made yesterday and has no test of its own.

/** A value of each type, that refers to nobody there is. */
const some: Readonly<Record<string, string>> = {
  bool: 'true',
  bytea: `'\\x00'`,
  date: `'2026-10-01'`,
  daterange: `'[2026-10-01,2026-10-02)'`,
  int2: '4711',
  int4: '4711',
  int8: '4711',
  json: `'{}'`,
  jsonb: `'{}'`,
  numeric: '1',
  text: `'någon'`,
  timestamptz: `'2026-10-01T10:00:00Z'`,
  uuid: 'gen_random_uuid()',
  xid8: `'1'`,
};

type Column = Readonly<{ name: string; type: string; insert?: boolean }>;
type Table = Readonly<{
  name: string;
  reads: boolean;
  inserts: boolean;
  updates: readonly Column[];
  deletes: boolean;
  columns: readonly Column[];
}>;

async function tablesOf(owner: pg.Pool): Promise<readonly Table[]> {
  const { rows } = await owner.query<Table>(
    `select c.relname as name, has_any_column_privilege('hemvist_app', c.oid, 'select') as reads,
       has_any_column_privilege('hemvist_app', c.oid, 'insert') as inserts, has_table_privilege('hemvist_app', c.oid, 'delete') as deletes,
       coalesce(json_agg(json_build_object('name', a.attname, 'type', t.typname) order by a.attnum)
         filter (where has_column_privilege('hemvist_app', c.oid, a.attnum, 'update') and a.attname <> 'municipality'), '[]') as updates,
       json_agg(json_build_object('name', a.attname, 'type', t.typname,
         'insert', has_column_privilege('hemvist_app', c.oid, a.attnum, 'insert')) order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       and a.attidentity = '' and a.attgenerated = '' join pg_type t on t.oid = a.atttypid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity group by c.oid, c.relname order by 1`,
  );
  return rows;
}

const valueOf = ({ name, type }: Column): string =>
  name === 'municipality' ? `'1480'` : type.startsWith('_') ? `'{}'` : (some[type] ?? 'null');

/** A row of the table, of municipality 1480. */
const row = (table: string, columns: readonly Column[]): string =>
  `insert into ${table} (${columns.map(({ name }) => `"${name}"`).join(', ')}) values (${columns.map(valueOf).join(', ')})`;

/** A row in each table: only who may see and write is asked about here, so what the rows must hold otherwise is laid aside. */
async function fill({ owner }: TestDatabase, tables: readonly Table[]): Promise<void> {
  await owner.query(`do $$ declare it record; begin
    for it in select conrelid::regclass as its, conname from pg_constraint
      where contype in ('f', 'c') and connamespace = 'public'::regnamespace and coninhcount = 0 order by contype desc
    loop execute format('alter table %s drop constraint %I cascade', it.its, it.conname); end loop;
    for it in select distinct tgrelid::regclass as its from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where not tgisinternal and tgparentid = 0 and c.relnamespace = 'public'::regnamespace
    loop execute format('alter table %s disable trigger user', it.its); end loop;
  end $$`);
  for (const { name, columns } of tables) await owner.query(row(name, columns));
}

const test = base.extend<{ $file: { tables: readonly Table[] } }>({
  tables: [
    async ({ database }, use) => {
      const tables = await tablesOf(database.owner);
      await fill(database, tables);
      await use(tables);
    },
    { scope: 'file' },
  ],
});

const stranger = (municipality: string): Actor => ({
  municipality,
  account: newId(),
  name: 'Någon Påhittad',
  area: 'nagon-annanstans',
  roles: [],
  permissions: new Set(),
  language: 'sv',
  demo: false,
});

const code = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : error);

/** What somebody meets in a table: how many rows they see, and how many they can change and take away, and what becomes of one that they write. */
function metBy({ db }: TestDatabase, who: Actor, { name, reads, updates, deletes, inserts, columns }: Table) {
  const [column] = updates;
  const door = { action: 'test', channel: 'cli' } as const;
  return as(db, who, noon, door, async ({ db: inside }) => {
    const count = async (statement: string): Promise<number> =>
      Number((await sql.raw<{ count: string }>(statement).execute(inside)).rows[0]?.count);
    const affected = async (statement: string): Promise<number> =>
      Number((await sql.raw(statement).execute(inside)).numAffectedRows ?? 0n);
    const met = {
      seen: reads ? await count(`select count(*) from ${name}`) : 0,
      // Blindly: who reads nothing of a row is not asked whether they may see it.
      changed: column ? await affected(`update ${name} set "${column.name}" = ${valueOf(column)}`) : 0,
      taken: deletes ? await affected(`delete from ${name}`) : 0,
    };
    await sql`savepoint before`.execute(inside);
    const written = inserts
      ? await sql
          .raw(
            row(
              name,
              columns.filter(({ insert }) => insert),
            ),
          )
          .execute(inside)
          .then(() => 'written', code)
      : '42501';
    await sql`rollback to savepoint before`.execute(inside);
    return { ...met, written };
  });
}

const nothing = { seen: 0, changed: 0, taken: 0, written: '42501' };

test('somebody of another municipality meets no row of any table, and can write none', async ({ database, tables }) => {
  expect(tables.length).toBeGreaterThan(60);
  const elsewhere = stranger('9999');
  for (const table of tables)
    expect([table.name, await metBy(database, elsewhere, table)]).toEqual([table.name, nothing]);
});

/** What everybody who has an account may know of their municipality: who works in it, where, and by which grounds and rules. */
const known = [
  'absence',
  'account',
  'account_role',
  'contact_route',
  'contact_route_version',
  'ground',
  'ground_version',
  'municipality',
  'official_request_target',
  'out_of_hours_cover',
  'retention_law_point',
  'retention_policy',
  'role',
  'role_permission',
  'routine_version',
  'secrecy_area',
  'unit',
];

test('somebody without a role, in an area where nothing is theirs, meets what everybody may know of the organisation and nothing of anybody', async ({
  database,
  tables,
}) => {
  const newcomer = stranger('1480');
  const seen: string[] = [];
  for (const table of tables) {
    const met = await metBy(database, newcomer, table);
    if (met.seen > 0) seen.push(table.name);
    expect([table.name, { ...met, seen: 0 }]).toEqual([table.name, nothing]);
  }
  expect(seen).toEqual(known);
});

/** What administrators decide. Whom a link was made for is told by the link, which is only ever made. */
const ofTheOrganisation: ReadonlySet<string> = new Set([
  'absence',
  'account',
  'account_email',
  'account_role',
  'delegation',
  'municipality',
  'role',
  'role_permission',
  'scim_client',
  'scim_group',
  'scim_group_member',
  'secrecy_area',
  'sign_in_link',
  'sign_in_reset',
  'sign_in_rule',
  'unit',
]);

test('what is written in a table of the organisation is in its history, and so is what is taken away, but for a link', async ({
  database: { owner },
  tables,
}) => {
  for (const { name, columns } of tables.filter((table) => ofTheOrganisation.has(table.name))) {
    await owner.query(`alter table ${name} enable trigger keep_change`);
    await owner.query('delete from organisation_change');
    await owner.query(`delete from ${name}`);
    await owner.query(row(name, columns));
    const { rows } = await owner.query<{ told: string }>(
      `select case when before is null then 'written' else 'taken away' end as told from organisation_change where what = $1`,
      [name],
    );
    const told = name === 'sign_in_link' ? ['written'] : ['taken away', 'written'];
    expect([name, [...new Set(rows.map((one) => one.told))].toSorted()]).toEqual([name, told]);
  }
});
