// One PostgreSQL of each version for the whole run; each test file gets a database of its own, copied from a migrated template.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { type Major, startPostgres } from '../../src/platform/embedded-postgres.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { migrationsFolder } from '../../src/platform/start-database.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: Readonly<Record<Major, pg.PoolConfig>>;
    major: Major;
  }
}

export const template = 'template_hemvist';

async function start(directory: string, major: Major) {
  const postgres = await startPostgres(path.join(directory, String(major)), major);
  const admin = new pg.Client(postgres.options);
  await admin.connect();
  await admin.query(`create database ${template}`);
  await admin.end();
  const pool = new pg.Pool({ ...postgres.options, database: template });
  await migrate(pool, migrationsFolder);
  // npm run access:mutate makes access wrong in one place, to see that a test notices.
  const mutation = process.env['HEMVIST_MUTATION'];
  if (mutation !== undefined) await pool.query(mutation);
  await pool.end();
  return postgres;
}

// Set up once, whichever projects share it.
let running: Promise<readonly [Awaited<ReturnType<typeof start>>, Awaited<ReturnType<typeof start>>]> | undefined;

export default async function setup(project: TestProject) {
  const directory = await mkdtemp(path.join(tmpdir(), 'hemvist-test-'));
  running ??= Promise.all([start(directory, 15), start(directory, 18)]);
  const [fifteen, eighteen] = await running;
  project.provide('postgres', { 15: fifteen.options, 18: eighteen.options });
  return async () => {
    await Promise.all([fifteen.stop({ force: true }), eighteen.stop({ force: true })]);
    await rm(directory, { recursive: true, force: true });
  };
}
