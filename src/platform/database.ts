import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { DB } from './database-types.ts';

export type Db = Kysely<DB>;

// Dates stay YYYY-MM-DD; a date object would carry a time zone that nobody chose.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Connections as the owner of the tables: for migrations and for loading the demo, never for what a user asks. */
export const ownerPool = (options: pg.PoolConfig): pg.Pool => listen(new pg.Pool({ ...options, max: 2 }));

/**
 * Connections for what users ask. Each starts in the role that row-level security binds, so that a query that forgot the door
 * sees nothing rather than everything.
 */
export const appPool = (options: pg.PoolConfig, max = 10): pg.Pool =>
  listen(new pg.Pool({ ...options, max, options: '-c role=hemvist_app -c timezone=UTC', application_name: 'hemvist' }));

// Without listeners, a connection that breaks takes the process down: one that waits in the pool, and one that a transaction has
// between two of its queries. The next query tells of it instead.
function listen(pool: pg.Pool): pg.Pool {
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

export const connect = (pool: pg.Pool): Db => new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
