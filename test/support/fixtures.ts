import pg from 'pg';
import { test as base, inject } from 'vitest';
import { writeOrganisation } from '../../src/demo/index.ts';
import { appPool, connect, type Db } from '../../src/platform/database.ts';

/** A database of the file's own, with the organisation in it: the owner's way in, and the application's. */
export type TestDatabase = Readonly<{ owner: pg.Pool; app: pg.Pool; db: Db; options: pg.PoolConfig }>;

type Droppable = TestDatabase & Readonly<{ drop: () => Promise<void> }>;

/** Copies a database under a name of its own, and opens the owner's way in and the application's. */
export async function copyDatabase(admin: pg.Client, options: pg.PoolConfig, template: string): Promise<Droppable> {
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  await admin.query(`create database ${name} template ${template}`);
  // Nothing here is to survive a power failure: the tests of that start a server of their own.
  await admin.query(`alter database ${name} set synchronous_commit = off`);
  const own = { ...options, database: name };
  const owner = new pg.Pool(own);
  owner.on('error', () => {});
  const app = appPool(own);
  return {
    owner,
    app,
    db: connect(app),
    options: own,
    drop: async () => {
      await app.end();
      await owner.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

export async function makeDatabase(options: pg.PoolConfig): Promise<Droppable> {
  const admin = new pg.Client(options);
  await admin.connect();
  const database = await copyDatabase(admin, options, inject('template'));
  await writeOrganisation(database.owner);
  return database;
}

export const test = base.extend<{ $file: { database: TestDatabase } }>({
  database: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const { drop, ...database } = await makeDatabase(inject('postgres')[inject('major')]);
      await use(database);
      await drop();
    },
    { scope: 'file' },
  ],
});
