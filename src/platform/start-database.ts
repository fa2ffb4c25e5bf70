import path from 'node:path';
import pg, { type Pool, type PoolConfig } from 'pg';
import { appLogin, checkAppLogin, ensureAppLogin } from './app-login.ts';
import type { Config } from './config.ts';
import { appPool, connect, type Db, ownerPool } from './database.ts';
import { startPostgres } from './embedded-postgres.ts';
import { migrate } from './migrate.ts';

/** The folder of migrations, beside `src` and `build`. */
export const migrationsFolder = path.resolve(import.meta.dirname, '../../migrations');

export type Database = Readonly<{
  /** For migrations and the demo only. */
  owner: Pool;
  app: Pool;
  db: Db;
  applied: readonly string[];
  stop: () => Promise<void>;
}>;

/** Finds or starts the database, brings it up to date, and opens the two ways in. Throws with words on what to do. */
export async function startDatabase(config: Config, say: (line: string) => void): Promise<Database> {
  if (config.databaseUrl !== undefined) await checkAnswers(config.databaseUrl);
  const embedded = config.databaseUrl === undefined ? await startPostgres(config.dataDir) : undefined;
  const options: PoolConfig = embedded?.options ?? { connectionString: config.databaseUrl };
  const owner = ownerPool(options);
  try {
    await checkVersion(owner);
    const applied = await migrate(owner, migrationsFolder);
    if (applied.length > 0) say(`Migrated the database: ${applied.join(', ')}`);
    const app = appPool(await appOptions(config, owner, embedded?.options, say));
    if (config.appDatabaseUrl !== undefined || embedded !== undefined)
      await checkAppLogin(app).catch(async (error: unknown) => {
        await app.end();
        throw error;
      });
    return {
      owner,
      app,
      db: connect(app),
      applied,
      stop: async () => {
        await app.end();
        await owner.end();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await owner.end();
    await embedded?.stop();
    throw error;
  }
}

/** Prepares what there is one of, while no other process does: several servers may start at once on an empty database. */
export async function alone<T>(owner: Pool, work: () => Promise<T>): Promise<T> {
  const client = await owner.connect();
  try {
    await client.query('select pg_advisory_lock(4712)');
    return await work();
  } finally {
    await client.query('select pg_advisory_unlock(4712)');
    client.release();
  }
}

/** Whom requests sign in to the database as: never the owner, when that can be helped. */
async function appOptions(
  config: Config,
  owner: Pool,
  embedded: PoolConfig | undefined,
  say: (line: string) => void,
): Promise<PoolConfig> {
  if (embedded) {
    await ensureAppLogin(owner);
    return { ...embedded, user: appLogin };
  }
  if (config.appDatabaseUrl !== undefined) return { connectionString: config.appDatabaseUrl };
  say(
    'APP_DATABASE_URL is not given: the server signs in to the database as its owner and steps down. See docs/operations.md.',
  );
  return { connectionString: config.databaseUrl };
}

const patience = 5_000;

async function checkAnswers(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: patience });
  client.on('error', () => {});
  // Not the address itself: there is a password in it.
  const where = `The database that DATABASE_URL leads to (${client.host}:${client.port})`;
  try {
    await client.connect();
  } catch (error) {
    const said = error instanceof Error && 'severity' in error ? error.message : undefined;
    throw new Error(
      said === undefined
        ? `${where} does not answer. Is the address right, and is PostgreSQL running there?`
        : `${where} says: ${said}.`,
      { cause: error },
    );
  } finally {
    await client.end().catch(() => {});
  }
}

const oldest = 150_000;

async function checkVersion(owner: Pool): Promise<void> {
  const { rows } = await owner.query<{ n: string }>(`select current_setting('server_version_num') as n`);
  if (Number(rows[0]?.n) < oldest)
    throw new Error('Hemvist needs PostgreSQL 15 or newer. DATABASE_URL leads to an older one.');
}
