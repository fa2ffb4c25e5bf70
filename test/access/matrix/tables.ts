import { sql } from 'kysely';
import { type StandardRole, standardRoles } from '../../../src/kernel/actor.ts';
import { permissionsOfRoles } from '../../../src/organisation/index.ts';
import type { AccountId } from '../../../src/kernel/ids.ts';
import type { Db } from '../../../src/platform/database.ts';
import { as } from '../../../src/platform/door.ts';
import type pg from 'pg';
import { noon } from '../../database/world.ts';
import { seesCase, seesRun } from './rule.ts';
import { ids, municipality, type Relation, relationNames } from './world.ts';

/** A table that the application may use: what it may do with it, and what its policies ask. */
export type Table = Readonly<{
  name: string;
  grants: string;
  policies: readonly Readonly<{ name: string; command: string; condition: string }>[];
}>;

export async function tablesOf(owner: pg.Pool): Promise<readonly Table[]> {
  const { rows } = await owner.query<Table>(
    `select c.relname as name,
       coalesce((select string_agg(distinct lower(p), ', ' order by lower(p)) from (
         select privilege_type from information_schema.role_table_grants g
         where g.table_schema = 'public' and g.table_name = c.relname and g.grantee = 'hemvist_app'
         union select privilege_type || ' of some columns' from information_schema.role_column_grants g
         where g.table_schema = 'public' and g.table_name = c.relname and g.grantee = 'hemvist_app' and not exists (
           select from information_schema.role_table_grants t
           where t.table_schema = 'public' and t.table_name = c.relname and t.grantee = 'hemvist_app'
             and t.privilege_type = g.privilege_type)
       ) granted (p)), 'nothing') as grants,
       coalesce((select jsonb_agg(jsonb_build_object('name', p.policyname, 'command', lower(p.cmd),
         'condition', coalesce(p.qual, p.with_check)) order by p.policyname)
         from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname), '[]') as policies
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'migration' order by 1`,
  );
  return rows;
}

type Hangs = Readonly<{ table: string; column: 'case_id' | 'run_id'; nullable: boolean }>;

/** Tables whose rows hang on a case or a run and that the application reads: who sees a row of them, asked of the database itself. */
export async function tablesOfCases(owner: pg.Pool): Promise<readonly Hangs[]> {
  const { rows } = await owner.query<Hangs>(
    `select c.table_name as table, c.column_name as column, c.is_nullable = 'YES' as nullable
     from information_schema.columns c join information_schema.role_table_grants g
       on g.table_schema = c.table_schema and g.table_name = c.table_name and g.grantee = 'hemvist_app' and g.privilege_type = 'SELECT'
     where c.table_schema = 'public' and c.column_name in ('case_id', 'run_id') order by 1, 2`,
  );
  return rows;
}

const actorOf = (role: StandardRole) => ({
  municipality,
  account: ids.account(role) as AccountId,
  name: 'Någon',
  area: 'north',
  roles: [{ role, unit: 'n1', coversUnit: role === 'unitManager' }],
  permissions: permissionsOfRoles([role]),
  language: 'sv' as const,
  demo: true,
});

/** Whose rows are one's own, whatever case they are of: their policy says so. */
const ownRows = new Set(['assignment', 'notice', 'draft', 'break_glass']);

/** For each role, relation and table: a row that the database shows and the rule does not, of tables whose rows hang on a case or run. */
export async function tablesTooOpen(
  db: Db,
  owner: pg.Pool,
): Promise<Readonly<{ asked: number; wrong: readonly string[] }>> {
  const wrong: string[] = [];
  let asked = 0;
  const tables = await tablesOfCases(owner);
  for (const role of standardRoles) {
    await as(db, actorOf(role), noon, { action: 'test', channel: 'cli' }, async (scope) => {
      for (const { table, column } of tables) {
        if (ownRows.has(table)) continue;
        const { rows } = await sql<{
          id: string | null;
        }>`select distinct ${sql.ref(column)} as id from ${sql.table(table)}`.execute(scope.db);
        for (const relation of relationNames) {
          asked += 1;
          const its = column === 'case_id' ? ids.case(relation) : ids.run(relation);
          const allowed = seesRun(role, relation) || seesCase(role, relation);
          if (rows.some(({ id }) => id === its) && !allowed) wrong.push(`${table} shows ${role} a row of ${relation}`);
        }
      }
    });
  }
  return { asked, wrong };
}
export type { Relation };
