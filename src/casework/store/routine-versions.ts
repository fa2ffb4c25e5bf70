import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';

/** What a municipality has published: the hash of each text, and the text itself where it is not known. */
export async function publishedRoutines(
  db: Db,
  municipality: string,
  known: readonly string[],
): Promise<readonly Readonly<{ sha256: string; text: string | null }>[]> {
  const { rows } = await sql<{ sha256: string; text: string | null }>`select sha256, text
    from access.published_routines(${municipality}, ${[...known]}::text[])`.execute(db);
  return rows;
}
