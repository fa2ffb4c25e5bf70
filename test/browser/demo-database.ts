import pg from 'pg';
import { inject } from 'vitest';
import { loadCases, loadRegister, writeOrganisation } from '../../src/demo/index.ts';
import { appPool, connect } from '../../src/platform/database.ts';
import { copyDatabase, type TestDatabase } from '../support/fixtures.ts';

/** Any number, as long as it is the same in every file. */
const makingTheDemo = 4711;

/**
 * A database of the file's own with the demo in it as it is at `now`. Whichever file comes first makes it, through every action
 * of every case; the others wait and copy, since that takes longer than what they test.
 */
export async function makeDemoDatabase(
  options: pg.PoolConfig,
  now: Date,
): Promise<TestDatabase & Readonly<{ drop: () => Promise<void> }>> {
  const template = `${inject('template')}_demo_${now.getTime()}`;
  const admin = new pg.Client(options);
  await admin.connect();
  await admin.query('select pg_advisory_lock($1)', [makingTheDemo]);
  const made = await admin.query('select from pg_database where datname = $1', [template]);
  if (made.rowCount === 0) await makeTemplate(admin, options, now, template);
  await admin.query('select pg_advisory_unlock($1)', [makingTheDemo]);
  return copyDatabase(admin, options, template);
}

/** Takes its name when it is whole, so that half a demo is never copied. */
async function makeTemplate(admin: pg.Client, options: pg.PoolConfig, now: Date, template: string): Promise<void> {
  const unfinished = `${template}_unfinished`;
  await admin.query(`drop database if exists ${unfinished} with (force)`);
  await admin.query(`create database ${unfinished} template ${inject('template')}`);
  const owner = new pg.Pool({ ...options, database: unfinished });
  const app = appPool({ ...options, database: unfinished });
  await writeOrganisation(owner);
  await loadRegister(owner, connect(app), now);
  await loadCases(connect(app), now, () => owner.query('analyze'));
  await owner.end();
  await app.end();
  await admin.query(`alter database ${unfinished} rename to ${template}`);
}
