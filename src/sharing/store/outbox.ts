import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { Snapshot } from '../disclosure.ts';
import type { SecureMessage } from '../outbox.ts';

export type Waiting = Readonly<{ municipality: string; message: SecureMessage }>;

/**
 * What is due to be sent, taken so that no other process takes it for five minutes. What rests on a consent that no longer carries it is
 * stopped instead.
 */
export async function takeOutbox(db: Db, now: Date, limit: number): Promise<readonly Waiting[]> {
  const { rows } = await sql<{
    municipality: string;
    disclosure: string;
    address: string;
    from_area_name: string;
    snapshot: Snapshot;
    sha256: string;
    signed_at: Date;
  }>`select * from access.take_outbox(${now}, ${limit})`.execute(db);
  return rows.map((row) => ({
    municipality: row.municipality,
    message: {
      id: row.disclosure,
      to: row.address,
      from: row.from_area_name,
      signedAt: row.signed_at,
      snapshot: row.snapshot,
      sha256: row.sha256,
    },
  }));
}

/** Says how it went: with a receipt it is delivered, and with an error it is tried again later. */
export async function endOutbox(
  db: Db,
  { municipality, message }: Waiting,
  now: Date,
  how: Readonly<{ receipt: string }> | Readonly<{ error: string }>,
): Promise<void> {
  const [receipt, error] = 'receipt' in how ? [how.receipt, null] : [null, how.error];
  await sql`select access.end_outbox(${municipality}, ${message.id}, ${now}, ${receipt}, ${error})`.execute(db);
}
