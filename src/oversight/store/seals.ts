import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import { appendOutside } from '../outside.ts';
import type { Chain, Seal } from '../seal.ts';

/** So many entries at most in a seal: a line of the copy outside is then well under a megabyte. */
const largest = 5000;
const atATime = 50;

/** The chains there are, through the application's own connection. */
export async function chainsOf(db: Db): Promise<readonly Chain[]> {
  const { rows } = await sql<Chain>`select municipality, secrecy_area as area from access.audit_chains()`.execute(db);
  return rows;
}

/**
 * Seals what has been written to the audit, each area for itself, and brings the copy in `directory` up to date. Safe to run from
 * several processes; each machine keeps a whole copy. Gives the number of entries that were sealed.
 */
export async function sealAudit(db: Db, directory: string, now: Date): Promise<number> {
  let sealed = 0;
  for (const chain of await chainsOf(db)) {
    for (let more = largest; more >= largest; sealed += more) more = await sealOnce(db, chain, now);
    await copyOutside(db, directory, chain);
  }
  return sealed;
}

/** Seals the next entries of one area. Gives their number. */
export async function sealOnce(db: Db, { municipality, area }: Chain, now: Date): Promise<number> {
  // Never while a month gets its partition: who began to look for entries before it was there would miss what was moved to it.
  const { rows } = await sql<{ n: number }>`
    select access.seal_audit(${municipality}, ${area}, ${now}, ${largest}) as n
    from pg_advisory_xact_lock_shared(4715)`.execute(db);
  return rows[0]?.n ?? 0;
}

/** One process of a machine at a time writes to the file; who comes second leaves it to the first. */
async function copyOutside(db: Db, directory: string, chain: Chain): Promise<void> {
  const { municipality, area } = chain;
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ mine: boolean }>`
      select pg_try_advisory_xact_lock(4717, hashtext(${`${directory}/${municipality}/${area}`})) as mine`.execute(tx);
    if (rows[0]?.mine !== true) return;
    await appendOutside(directory, chain, async (number) => {
      const after = await sql<Seal>`
        select * from access.audit_seals_after(${municipality}, ${area}, ${number}, ${atATime})`.execute(tx);
      return after.rows;
    });
  });
}

/** Makes the months of the audit that have no partition, some ahead. Gives how many it made. */
export async function ensurePartitions(db: Db, now: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`select access.ensure_audit_partitions(${now}) as n`.execute(db);
  return rows[0]?.n ?? 0;
}
