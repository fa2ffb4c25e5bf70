import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import { hashToken } from '../../../platform/session.ts';
import type { Whose } from './sessions.ts';

export async function findLink(
  db: Db,
  token: string,
  now: Date,
): Promise<(Whose & Readonly<{ username: string; name: string }>) | undefined> {
  const { rows } = await sql<Whose & { username: string; name: string }>`
    select * from access.find_link(${hashToken(token)}, ${now})`.execute(db);
  return rows[0];
}

/** Sets the password, once. False when the link has been used or is too old. */
export async function useLink(db: Db, token: string, hash: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select access.use_link(${hashToken(token)}, ${hash}, ${now}) as used`.execute(db);
  return rows[0]?.used === true;
}
