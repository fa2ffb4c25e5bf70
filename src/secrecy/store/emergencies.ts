import { sql } from 'kysely';
import type { AccountId, CaseId, IdempotencyKey } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { type Emergency, emergencyHours } from '../emergency.ts';

export type FoundCase = Readonly<{ caseId: CaseId; caseNumber: string; areaName: string; unitName: string }>;

/** The cases with exactly this identity number (twelve digits) or case number, that the actor's service covers. */
export async function findForEmergency({ db }: Scope, key: string): Promise<readonly FoundCase[]> {
  const { rows } = await sql<{ case_id: CaseId; case_number: string; area_name: string; unit_name: string }>`
    select * from access.find_for_emergency(${key})`.execute(db);
  return rows.map((row) => ({
    caseId: row.case_id,
    caseNumber: row.case_number,
    areaName: row.area_name,
    unitName: row.unit_name,
  }));
}

export const mayOpenEmergency = async ({ db, actor }: Scope, caseId: CaseId): Promise<boolean> => {
  const { rows } = await sql<{ may: boolean }>`
    select access.may_open_emergency(${actor.municipality}, ${caseId}) as may`.execute(db);
  return rows[0]?.may === true;
};

export async function insertEmergency(
  { db, actor, now }: Scope,
  { id, caseId, reason }: Readonly<{ id: string; caseId: CaseId; reason: string }>,
  key: IdempotencyKey,
): Promise<Date | undefined> {
  const expires = new Date(now.getTime() + emergencyHours * 3_600_000);
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('break_glass')
    .values({
      municipality: actor.municipality,
      id,
      account: actor.account,
      secrecy_area: actor.area,
      case_id: caseId,
      reason,
      opened_at: now,
      expires_at: expires,
      idempotency_key: key,
    })
    .onConflict((conflict) => conflict.columns(['municipality', 'idempotency_key']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n ? expires : undefined;
}

type Row = Readonly<{
  id: string;
  case_id: CaseId;
  case_number: string | null;
  by: string;
  reason: string;
  opened_at: Date;
  expires_at: Date;
  ended_at: Date | null;
}>;

const toEmergency = (row: Row): Emergency => ({
  id: row.id,
  caseId: row.case_id,
  ...(row.case_number === null ? {} : { caseNumber: row.case_number }),
  by: row.by,
  reason: row.reason,
  openedAt: row.opened_at,
  expiresAt: row.expires_at,
  ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
});

const columns = sql`b.id, b.case_id, c.case_number, a.display_name as by, b.reason, b.opened_at, b.expires_at, b.ended_at`;

/** A case's openings in emergencies since a day, newest first, for those who see the case. */
export async function emergenciesOf({ db, actor }: Scope, caseId: CaseId, since: Date): Promise<readonly Emergency[]> {
  const { rows } = await sql<Row>`select ${columns}
    from break_glass b join account a on a.municipality = b.municipality and a.id = b.account
    left join case_file c on c.municipality = b.municipality and c.id = b.case_id
    where b.municipality = ${actor.municipality} and b.case_id = ${caseId} and b.opened_at >= ${since}
    order by b.opened_at desc, b.id desc`.execute(db);
  return rows.map(toEmergency);
}

/** The actor's own openings, newest first; with the case's number as long as they are open. */
export async function ownEmergencies({ db, actor }: Scope, limit = 20): Promise<readonly Emergency[]> {
  const { rows } = await sql<Row>`select ${columns}
    from break_glass b join account a on a.municipality = b.municipality and a.id = b.account
    left join case_file c on c.municipality = b.municipality and c.id = b.case_id
    where b.municipality = ${actor.municipality} and b.account = ${actor.account}
    order by b.opened_at desc, b.id desc limit ${limit}`.execute(db);
  return rows.map(toEmergency);
}

/** Ends one's own opening before its time. Twice is once. */
export async function endEmergency({ db, actor, now }: Scope, id: string): Promise<CaseId | undefined> {
  const { rows } = await sql<{ case_id: CaseId }>`update break_glass set ended_at = ${now}
    where municipality = ${actor.municipality} and account = ${actor.account} and id = ${id} and ended_at is null and expires_at > ${now}
    returning case_id`.execute(db);
  return rows[0]?.case_id;
}

/** Who answers for a case, for those who see it. */
export async function ownersOfCase({ db }: Scope, caseId: CaseId): Promise<readonly AccountId[]> {
  const { rows } = await sql<{ account: AccountId }>`select account from access.owners_of_case(${caseId})`.execute(db);
  return rows.map(({ account }) => account);
}
