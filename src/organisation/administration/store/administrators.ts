import { sql } from 'kysely';
import type { Scope } from '../../../platform/door.ts';

/**
 * Does a deed that could take away the last administrator, and looks at once, not at the end of the transaction: `last` when it would, and
 * then nothing of it has been done.
 */
export async function keepingAdministrator<T>({ db }: Scope, deed: () => Promise<T>): Promise<T | 'last'> {
  await sql`savepoint administrators`.execute(db);
  try {
    const outcome = await deed();
    await sql`set constraints all immediate`.execute(db);
    await sql`set constraints all deferred`.execute(db);
    await sql`release savepoint administrators`.execute(db);
    return outcome;
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'last_administrator') throw error;
    await sql`rollback to savepoint administrators`.execute(db);
    return 'last';
  }
}
