import type { Context, Hono } from 'hono';
import type { Actor } from '../kernel/actor.ts';
import type { Db } from './database.ts';
import type { LeakedPasswords } from './leaked-passwords.ts';
import type { Log } from './log.ts';
import type { Safe } from './safe.ts';

/** What every way in is given. Nothing in them reads the clock or the environment by itself. */
export type ServerDeps = Readonly<{
  db: Db;
  log: Log;
  now: () => Date;
  /** What secrets in the database are sealed with. */
  safe: Safe;
  /** Whether demo users exist, may sign in, and are listed where one signs in. */
  demo: boolean;
  /** How many proxies stand before the server and can be believed about where a request comes from. */
  trustedProxies: number;
  /** Where browsers see this site; else as they ask for it. */
  publicUrl?: string | undefined;
  /** Whether files are scanned for viruses before they are handed out. */
  filesAreScanned?: boolean;
  /** The list of leaked passwords, when there is one. */
  leaked?: LeakedPasswords | undefined;
}>;

export type Variables = { requestId: string; actor?: Actor };
export type App = Hono<{ Variables: Variables }>;
export type AppContext = Context<{ Variables: Variables }>;
