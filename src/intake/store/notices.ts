import { sql } from 'kysely';
import type { CaseId, RunId } from '../../kernel/ids.ts';
import type { LocalDate } from '../../kernel/date.ts';
import type { Scope } from '../../platform/door.ts';
import type { Notice, NoticeKind, NoticeReason, SenderRole } from '../notice.ts';

type Row = Readonly<{
  id: string;
  receipt: string;
  unit_name: string;
  kind: NoticeKind;
  reason: NoticeReason;
  sender_role: SenderRole;
  sender: string;
  contact: string;
  phone: string;
  email: string;
  tenant: string;
  tenant_identity: string;
  address: string;
  street: string;
  street_number: number | null;
  apartment: string;
  postal_code: string;
  locality: string;
  dated_on: LocalDate;
  tenant_served_on: LocalDate | null;
  message: string;
  arrived_on: LocalDate;
  arrived_at: Date;
  case_id: CaseId | null;
  run_id: RunId | null;
  closed_at: Date | null;
  closed_by_name: string | null;
  close_reason: string | null;
}>;

const toNotice = (row: Row): Notice => ({
  id: row.id,
  receipt: row.receipt,
  unitName: row.unit_name,
  kind: row.kind,
  reason: row.reason,
  senderRole: row.sender_role,
  sender: row.sender,
  contact: row.contact,
  phone: row.phone,
  email: row.email,
  tenant: row.tenant,
  tenantIdentity: row.tenant_identity,
  address: row.address,
  street: row.street,
  ...(row.street_number === null ? {} : { number: row.street_number }),
  apartment: row.apartment,
  postalCode: row.postal_code,
  locality: row.locality,
  datedOn: row.dated_on,
  ...(row.tenant_served_on === null ? {} : { tenantServedOn: row.tenant_served_on }),
  message: row.message,
  arrivedOn: row.arrived_on,
  arrivedAt: row.arrived_at,
  ...(row.case_id === null ? {} : { caseId: row.case_id }),
  ...(row.run_id === null ? {} : { runId: row.run_id }),
  ...(row.closed_at === null
    ? {}
    : { closed: { at: row.closed_at, by: row.closed_by_name ?? '', reason: row.close_reason ?? '' } }),
});

const selected = sql`select n.id, n.receipt, u.name as unit_name, n.kind, n.reason, n.sender_role, n.sender, n.contact, n.phone, n.email,
    n.tenant, n.tenant_identity, n.address, n.street, n.street_number, n.apartment, n.postal_code, n.locality, n.dated_on,
    n.tenant_served_on, n.message, n.arrived_on, n.arrived_at, n.case_id, n.run_id, n.closed_at, a.display_name as closed_by_name,
    n.close_reason
  from intake_notice n
  join unit u on u.municipality = n.municipality and u.id = n.unit
  left join account a on a.municipality = n.municipality and a.id = n.closed_by`;

/** Notices of the own area's intake that are about no case: those that wait, the oldest first, or those that have been closed, the latest first. */
export async function noticesAtIntake(
  { db, actor }: Scope,
  which: 'waiting' | 'closed',
  { limit, offset }: Readonly<{ limit: number; offset: number }>,
): Promise<readonly Notice[]> {
  const { rows } = await sql<Row>`${selected}
    where n.municipality = ${actor.municipality} and n.case_id is null
      and ${which === 'waiting' ? sql`n.closed_at is null order by n.arrived_at, n.id` : sql`n.closed_at is not null order by n.closed_at desc, n.id`}
    limit ${limit} offset ${offset}`.execute(db);
  return rows.map(toNotice);
}

/** A notice, when the actor sees it: at their intake, or of a case that they see. */
export async function findNotice({ db, actor }: Scope, id: string): Promise<Notice | undefined> {
  const { rows } = await sql<Row>`${selected} where n.municipality = ${actor.municipality} and n.id = ${id}`.execute(
    db,
  );
  return rows[0] && toNotice(rows[0]);
}

export async function noticesOfCase({ db, actor }: Scope, caseId: CaseId): Promise<readonly Notice[]> {
  const { rows } = await sql<Row>`${selected} where n.municipality = ${actor.municipality} and n.case_id = ${caseId}
    order by n.arrived_at, n.id`.execute(db);
  return rows.map(toNotice);
}

export type Alike = Readonly<{
  id: string;
  receipt: string;
  arrivedOn: LocalDate;
  state: 'waiting' | 'linked' | 'closed';
  sameFile: boolean;
}>;

/** Notices of the own area that say the same, or came with the same file. */
export async function alikeNotices({ db }: Scope, id: string): Promise<readonly Alike[]> {
  const { rows } = await sql<{
    id: string;
    receipt: string;
    arrived_on: LocalDate;
    linked: boolean;
    closed: boolean;
    same_file: boolean;
  }>`select * from access.alike_notices(${id})`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    receipt: row.receipt,
    arrivedOn: row.arrived_on,
    state: row.linked ? 'linked' : row.closed ? 'closed' : 'waiting',
    sameFile: row.same_file,
  }));
}

/** False when it has been linked or closed by somebody else, or the case is none that it can be linked to. */
export async function linkNotice({ db }: Scope, notice: string, caseId: CaseId): Promise<boolean> {
  const { rows } = await sql<{ linked: boolean }>`select access.link_notice(${notice}, ${caseId}) as linked`.execute(
    db,
  );
  return rows[0]?.linked === true;
}

export async function closeNotice({ db, actor, now }: Scope, notice: string, reason: string): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update intake_notice set closed_by = ${actor.account}, closed_at = ${now}, close_reason = ${reason}
    where municipality = ${actor.municipality} and id = ${notice} and case_id is null and closed_at is null`.execute(
      db,
    );
  return numAffectedRows === 1n;
}

/** In which run a notice has been taken up. */
export async function takeUpNotice({ db, actor }: Scope, notice: string, run: RunId): Promise<boolean> {
  const { numAffectedRows } = await sql`update intake_notice set run_id = ${run}
    where municipality = ${actor.municipality} and id = ${notice} and case_id is not null and run_id is null`.execute(
    db,
  );
  return numAffectedRows === 1n;
}
