import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { expect, inject, test as base } from 'vitest';
import { evaluateRun, refresh } from '../../src/casework/evaluation.ts';
import { findCase } from '../../src/casework/store/cases.ts';
import { findRun } from '../../src/casework/store/runs.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import type { CaseId, RunId } from '../../src/kernel/ids.ts';
import { writeStandardRoles } from '../../src/organisation/index.ts';
import { appPool, connect, type Db } from '../../src/platform/database.ts';
import { as } from '../../src/platform/door.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { migrationsFolder } from '../../src/platform/start-database.ts';

type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
type Upgraded = Readonly<{ owner: pg.Pool; db: Db; before: Rows; after: Rows }>;

/** All that the tables hold, in the columns that they had before. */
async function contentOf(owner: pg.Pool, columns: Readonly<Record<string, readonly string[]>>): Promise<Rows> {
  const content: Record<string, Rows[string]> = {};
  for (const [table, names] of Object.entries(columns)) {
    const { rows } = await owner.query<{ row: Rows[string][number] }>(
      `select to_jsonb(t) as row from (select ${names.join(', ')} from ${table}) t order by to_jsonb(t)::text`,
    );
    content[table] = rows.map(({ row }) => row);
  }
  return content;
}

async function columnsOf(owner: pg.Pool): Promise<Readonly<Record<string, readonly string[]>>> {
  const { rows } = await owner.query<{ table: string; columns: string[] }>(
    `select table_name as table, array_agg(column_name::text order by ordinal_position) as columns
    from information_schema.columns where table_schema = 'public' and table_name <> 'migration' group by 1`,
  );
  return Object.fromEntries(rows.map(({ table, columns }) => [table, columns]));
}

/** A database as release 0.1.0 left it, brought up to date. */
const test = base.extend<{ $file: { upgraded: Upgraded } }>({
  upgraded: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const options = inject('postgres')[inject('major')];
      const admin = new pg.Client(options);
      await admin.connect();
      const name = `release_${crypto.randomUUID().replaceAll('-', '')}`;
      await admin.query(`create database ${name}`);
      const own = { ...options, database: name };
      const owner = new pg.Pool(own);
      owner.on('error', () => {});
      await migrate(owner, migrationsFolder, '0001_house.sql');
      const fixture = await readFile(path.join(import.meta.dirname, 'release-0.1.0.sql.gz'));
      await owner.query(gunzipSync(fixture).toString('utf8'));
      const columns = await columnsOf(owner);
      const before = await contentOf(owner, columns);
      await migrate(owner, migrationsFolder);
      await writeStandardRoles(owner);
      const after = await contentOf(owner, columns);
      const app = appPool(own);
      await use({ owner, db: connect(app), before, after });
      await app.end();
      await owner.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
    { scope: 'file' },
  ],
});

const caseworkers = ['alex', 'billie', 'charlie', 'dani'] as const satisfies readonly DemoPerson[];

test('everything that release 0.1.0 wrote is there after the upgrade, word for word', ({
  upgraded: { before, after },
}) => {
  expect(before['case_file']?.length).toBeGreaterThan(5);
  expect(before['entry']?.length).toBeGreaterThan(50);
  expect(before['audit']?.length).toBeGreaterThan(50);
  // On which day a run was evaluated last is worked out anew: what is left to do has columns that it did not have.
  const kept = (rows: Rows[string] = []): readonly string[] =>
    rows.map((row) => JSON.stringify({ ...row, evaluated_on: undefined })).toSorted();
  for (const [table, rows] of Object.entries(before)) expect(kept(after[table]), table).toEqual(kept(rows));
});

test('every case is still read by its caseworker, and the engine says of each run what 0.1.0 said', async ({
  upgraded: { db, owner, before },
}) => {
  const lines = async () =>
    (await owner.query('select * from work_item order by run_id, obligation')).rows as readonly unknown[];
  const said = await lines();
  let read = 0;
  for (const { id, case_id: caseId, evaluated_on: day } of before['run'] ?? []) {
    for (const who of caseworkers) {
      const now = new Date(`${typeof day === 'string' ? day : '2026-11-24'}T09:00:00Z`);
      read += await as(db, demoActor(who), now, { action: 'test', channel: 'cli' }, async (scope) => {
        const run = await findRun(scope, id as RunId);
        if (!run) return 0;
        expect(await findCase(scope, caseId as CaseId)).toMatchObject({ id: caseId });
        const { entries } = await evaluateRun(scope, run);
        expect(entries.length).toBe(before['entry']?.filter((entry) => entry['run_id'] === id).length);
        if (run.endedOn === undefined) await refresh(scope, [run.id]);
        return 1;
      });
    }
  }
  expect(read).toBe(before['run']?.length);
  expect(await lines()).toEqual(said);
});

test('what is written to the audit after the upgrade comes after what was there', async ({
  upgraded: { owner, before },
}) => {
  const highest = Math.max(...(before['audit'] ?? []).map(({ id }) => Number(id)));
  const { rows } = await owner.query<{ id: number }>(
    `insert into audit (municipality, at, actor, secrecy_area, action, channel, outcome)
    select municipality, now(), actor, secrecy_area, 'test', channel, outcome from audit limit 1 returning id`,
  );
  expect(rows[0]?.id).toBeGreaterThan(highest);
});
