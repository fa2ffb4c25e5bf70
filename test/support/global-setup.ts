// One PostgreSQL of each version for the whole run; each test file gets a database of its own, copied from a migrated template.
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { type Major, startPostgres } from '../../src/platform/embedded-postgres.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { migrationsFolder } from '../../src/platform/start-database.ts';
import { roomiest } from './roomiest.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: Readonly<Record<Major, pg.PoolConfig>>;
    major: Major;
    template: string;
  }
}

export const template = 'template_hemvist';

/** The migrated template that every test's database is a copy of. */
export async function makeTemplate(options: pg.PoolConfig): Promise<void> {
  const admin = new pg.Client(options);
  await admin.connect();
  await admin.query(`create database ${template}`);
  await admin.end();
  const pool = new pg.Pool({ ...options, database: template });
  await migrate(pool, migrationsFolder);
  await pool.end();
}

async function start(directory: string, major: Major) {
  const postgres = await startPostgres(path.join(directory, String(major)), major);
  await forgetful(postgres.options);
  await makeTemplate(postgres.options);
  return postgres;
}

/** What is lost with the machine is made anew, and no database lives long enough to be tidied. What survives a killed server is asked of servers of their own: test/crash.test.ts. */
async function forgetful(options: pg.PoolConfig): Promise<void> {
  const admin = new pg.Client(options);
  await admin.connect();
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes', 'autovacuum'])
    await admin.query(`alter system set ${setting} = off`);
  await admin.query('select pg_reload_conf()');
  await admin.end();
}

type Servers = Readonly<Record<Major, Awaited<ReturnType<typeof start>>>>;
// Set up once for all projects: each loads this file anew, so what they share is not kept in it.
const shared = globalThis as typeof globalThis & {
  hemvistServers?: { running: Promise<Servers>; directory: Promise<string>; users: number };
};

function startBoth() {
  const directory = roomiest().then((place) => mkdtemp(path.join(place, 'hemvist-test-')));
  const running = directory.then(async (at) => {
    const [fifteen, eighteen] = await Promise.all([start(at, 15), start(at, 18)]);
    return { 15: fifteen, 18: eighteen };
  });
  return { running, directory, users: 0 };
}

export default async function setup(project: TestProject) {
  // npm run access:mutate has a server of its own, with a template in which access is wrong in one place: a test must notice.
  const given = process.env['HEMVIST_MUTANT'];
  if (given !== undefined) {
    const { options, template: mutated } = JSON.parse(given) as { options: pg.PoolConfig; template: string };
    project.provide('postgres', { 15: options, 18: options });
    project.provide('template', mutated);
    return;
  }
  const servers = (shared.hemvistServers ??= startBoth());
  servers.users += 1;
  const { 15: fifteen, 18: eighteen } = await servers.running;
  project.provide('postgres', { 15: fifteen.options, 18: eighteen.options });
  project.provide('template', template);
  return async () => {
    servers.users -= 1;
    if (servers.users > 0) return;
    delete shared.hemvistServers;
    await Promise.all([fifteen.stop({ force: true }), eighteen.stop({ force: true })]);
    await rm(await servers.directory, { recursive: true, force: true });
  };
}
