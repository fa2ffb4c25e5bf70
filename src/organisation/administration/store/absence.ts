import { sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import type { AccountId, IdempotencyKey } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';

/** covers: the substitute stands in, and sees what whoever is away is assigned to. */
export type Absence = Readonly<{ id: string; from: LocalDate; to: LocalDate; substitute?: string; covers: boolean }>;

/** One's own, from today on. */
export async function ownAbsence({ db, actor, today }: Scope): Promise<readonly Absence[]> {
  const { rows } = await sql<{
    id: string;
    valid_from: LocalDate;
    valid_to: LocalDate;
    covers: boolean;
    name: string | null;
  }>`
    select b.id, b.valid_from, b.valid_to, b.covers, a.display_name as name
    from absence b left join account a on a.municipality = b.municipality and a.id = b.substitute
    where b.municipality = ${actor.municipality} and b.account = ${actor.account} and b.removed_at is null and b.valid_to >= ${today}
    order by b.valid_from, b.id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    from: row.valid_from,
    to: row.valid_to,
    covers: row.covers,
    ...(row.name === null ? {} : { substitute: row.name }),
  }));
}

/** Writes it once, and gives its id: of the first, when the same form is sent again. */
export async function insertAbsence(
  { db, actor, now }: Scope,
  away: Readonly<{
    id: string;
    from: LocalDate;
    to: LocalDate;
    substitute?: AccountId | undefined;
    covers: boolean;
    key: IdempotencyKey;
  }>,
): Promise<string> {
  await sql`insert into absence (municipality, id, account, valid_from, valid_to, substitute, covers, written_by, written_at, idempotency_key)
    values (${actor.municipality}, ${away.id}, ${actor.account}, ${away.from}, ${away.to}, ${away.substitute ?? null}, ${away.covers}, ${actor.account},
      ${now}, ${away.key}) on conflict do nothing`.execute(db);
  const { rows } = await sql<{ id: string }>`select id from absence
    where municipality = ${actor.municipality} and account = ${actor.account} and idempotency_key = ${away.key}`.execute(
    db,
  );
  const [written] = rows;
  if (!written) throw new Error('An absence was written under a key of somebody else');
  return written.id;
}

export async function removeAbsence({ db, actor, now }: Scope, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update absence set removed_at = ${now}
    where municipality = ${actor.municipality} and id = ${id} and account = ${actor.account} and removed_at is null`.execute(
    db,
  );
  return numAffectedRows === 1n;
}

/** Those of one's own area, whom colleagues can be sent to. */
export async function colleagues({
  db,
  actor,
}: Scope): Promise<readonly Readonly<{ account: AccountId; name: string }>[]> {
  const { rows } = await sql<{
    account: AccountId;
    name: string;
  }>`select id as account, display_name as name from account
    where municipality = ${actor.municipality} and secrecy_area = ${actor.area} and active and id <> ${actor.account}
    order by display_name collate "sv-x-icu", id`.execute(db);
  return rows;
}
