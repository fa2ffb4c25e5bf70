import type { Transaction } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { DB } from '../../../platform/database-types.ts';

/**
 * All of it or nothing, and with it what is written down of it. Before anybody is signed in there is no actor and no door: this opens no
 * table, and leaves only the narrow openings of the sign-in.
 */
export const atOnce = <T>(db: Db, work: (tx: Transaction<DB>) => Promise<T>): Promise<T> =>
  db.transaction().execute(work);
