import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { expect, inject, test as base } from 'vitest';
import { migrate } from '../../src/platform/migrate.ts';
import { migrationsFolder } from '../../src/platform/start-database.ts';

/** An empty database, and a folder with the migrations in it that a test may add to and change. */
const test = base.extend<{ pool: pg.Pool; folder: string }>({
  // oxlint-disable-next-line no-empty-pattern
  pool: async ({}, use) => {
    const options = inject('postgres')[inject('major')];
    const name = `empty_${crypto.randomUUID().replaceAll('-', '')}`;
    const admin = new pg.Client(options);
    await admin.connect();
    await admin.query(`create database ${name}`);
    const pool = new pg.Pool({ ...options, database: name });
    // Connections that are still closing when the database goes say so.
    pool.on('error', () => {});
    await use(pool);
    await pool.end();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  },
  // oxlint-disable-next-line no-empty-pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'hemvist-migrations-'));
    await copyFile(path.join(migrationsFolder, first), path.join(folder, first));
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

const first = '0001_house.sql';
const tables = async (pool: pg.Pool): Promise<readonly string[]> =>
  (
    await pool.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`,
    )
  ).rows.map(({ name }) => name);
const add = (folder: string, name: string, text: string) => writeFile(path.join(folder, name), text);

test('an empty database gets the whole house, and says what was done', async ({ pool, folder }) => {
  expect(await migrate(pool, folder)).toEqual([first]);
  expect(await tables(pool)).toEqual(
    expect.arrayContaining(['audit', 'case_file', 'entry', 'event', 'migration', 'run', 'work_item']),
  );
});

test('a database that is up to date is left as it is', async ({ pool, folder }) => {
  await migrate(pool, folder);
  const { rows: before } = await pool.query('select * from migration');
  expect(await migrate(pool, folder)).toEqual([]);
  expect((await pool.query('select * from migration')).rows).toEqual(before);
});

test('what is new is applied after what has been, in the order of its number, and to the one asked for', async ({
  pool,
  folder,
}) => {
  await migrate(pool, folder);
  await add(folder, '0003_third.sql', 'create table third as select * from second');
  await add(folder, '0002_second.sql', 'create table second (id int)');
  expect(await migrate(pool, folder, '0002_second.sql')).toEqual(['0002_second.sql']);
  expect(await migrate(pool, folder)).toEqual(['0003_third.sql']);
});

test('a migration that was changed after it had been applied is refused, in words that say what to do', async ({
  pool,
  folder,
}) => {
  await migrate(pool, folder);
  const text = await readFile(path.join(folder, first), 'utf8');
  await add(folder, first, `${text}\n-- changed`);
  await expect(migrate(pool, folder)).rejects.toThrow(
    `Migration ${first} was changed after it had been applied. Put it back and write a new one.`,
  );
  await add(folder, first, text);
  expect(await migrate(pool, folder)).toEqual([]);
});

test('a database that is newer than the program is refused, in words that say what to do', async ({ pool, folder }) => {
  await add(folder, '0002_later.sql', 'select 1');
  await migrate(pool, folder);
  await rm(path.join(folder, '0002_later.sql'));
  await expect(migrate(pool, folder)).rejects.toThrow(
    'The database is newer than this Hemvist: it has 0002_later.sql. Start the newer version.',
  );
});

test('a migration that fails leaves the database as it was, and the next try starts from there', async ({
  pool,
  folder,
}) => {
  await migrate(pool, folder);
  await add(folder, '0002_half.sql', 'create table half (id int); select 1 / 0;');
  await expect(migrate(pool, folder)).rejects.toThrow('division by zero');
  expect(await tables(pool)).not.toContain('half');
  await add(folder, '0002_half.sql', 'create table half (id int);');
  expect(await migrate(pool, folder)).toEqual(['0002_half.sql']);
});

test('processes that start at once apply each migration once', async ({ pool, folder }) => {
  const others = Array.from({ length: 3 }, () => new pg.Pool({ ...pool.options, max: 1 }).on('error', () => {}));
  const applied = await Promise.all([pool, ...others].map((one) => migrate(one, folder)));
  expect(applied.flat()).toEqual([first]);
  await Promise.all(others.map((one) => one.end()));
});

test('the types that the code is written against are those of the database', async ({ pool }) => {
  await migrate(pool, path.resolve(import.meta.dirname, '../../migrations'));
  const { rows } = await pool.query<{ table: string; columns: string[] }>(
    `select table_name as table, array_agg(column_name::text order by column_name) as columns from information_schema.columns
     where table_schema = 'public' and table_name <> 'migration' group by table_name order by table_name`,
  );
  const types = await readFile(path.resolve(import.meta.dirname, '../../src/platform/database-types.ts'), 'utf8');
  for (const { table, columns } of rows) {
    const name = table.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
    const [, body = ''] = new RegExp(`export interface ${name} \\{([^}]*)\\}`).exec(types) ?? [];
    expect(
      [...body.matchAll(/^ {2}(\w+):/gm)].map(([, column]) => column),
      table,
    ).toEqual(columns);
  }
});
