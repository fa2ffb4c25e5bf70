import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type IdempotencyKey, newId } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';

export type ListCounts = Readonly<{ added: number; changed: number; unchanged: number }>;

/** What a form that has been sent before led to. */
export async function importWithKey({ db, actor }: Scope, key: IdempotencyKey): Promise<ListCounts | undefined> {
  const { rows } = await sql<ListCounts>`select added, changed, unchanged from influx_import
    where municipality = ${actor.municipality} and idempotency_key = ${key}::uuid`.execute(db);
  return rows[0];
}

export async function insertImport(
  { db, actor, now }: Scope,
  text: string,
  counts: ListCounts,
  key: IdempotencyKey,
): Promise<void> {
  await sql`insert into influx_import (municipality, id, desk_area, sha256, added, changed, unchanged, imported_by, imported_at, idempotency_key)
    values (${actor.municipality}, ${newId()}, ${actor.area}, ${createHash('sha256').update(text).digest('hex')}, ${counts.added},
      ${counts.changed}, ${counts.unchanged}, ${actor.account}, ${now}, ${key})`.execute(db);
}

export type ListReceipt = ListCounts & Readonly<{ id: string; by: string; at: Date }>;

/** The latest lists that were read in. */
export async function listReceipts({ db, actor }: Scope): Promise<readonly ListReceipt[]> {
  const { rows } =
    await sql<ListReceipt>`select i.id, i.added, i.changed, i.unchanged, a.display_name as by, i.imported_at as at
    from influx_import i join account a on a.municipality = i.municipality and a.id = i.imported_by
    where i.municipality = ${actor.municipality} order by i.imported_at desc, i.id desc limit 20`.execute(db);
  return rows;
}
