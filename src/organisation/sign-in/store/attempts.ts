import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import { hashToken } from '../../../platform/session.ts';

/** Counts an attempt under a key, and tells how many there have been in the window, this one included. */
export async function countAttempt(db: Db, key: string, now: Date, windowMinutes: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select access.sign_in_failed(${hashKey(key)}, ${now}, make_interval(mins => ${windowMinutes})) as n`.execute(db);
  return rows[0]?.n ?? Number.POSITIVE_INFINITY;
}

export async function isAllowed(db: Db, key: string, now: Date, limit: number): Promise<boolean> {
  const { rows } = await sql<{ allowed: boolean }>`
    select access.sign_in_allowed(${hashKey(key)}, ${now}, ${limit}) as allowed`.execute(db);
  return rows[0]?.allowed === true;
}

export async function forgetAttempts(db: Db, key: string): Promise<void> {
  await sql`select access.sign_in_succeeded(${hashKey(key)})`.execute(db);
}

export async function knowsBrowser(db: Db, browser: string, username: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    select access.knows_browser(${hashToken(browser)}, ${username}, ${now}) as known`.execute(db);
  return rows[0]?.known === true;
}

// Names and addresses of people are not kept in the clear for the sake of counting failures.
const hashKey = (text: string): string => hashToken(text).toString('base64url');
