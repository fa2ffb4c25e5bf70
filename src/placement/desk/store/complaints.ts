import { sql } from 'kysely';
import { type AccountId, type CaseId, type IdempotencyKey, newId } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';

export type ComplaintMeasure = Readonly<{ id: string; measure: string; byName: string; at: Date }>;
/** A view on how the desk took care of a request (synpunkt). */
export type Complaint = Readonly<{
  id: string;
  request: string;
  requestNumber: string;
  what: string;
  registeredBy: AccountId;
  registeredByName: string;
  registeredAt: Date;
  conclusion?: string;
  closedAt?: Date;
  measures: readonly ComplaintMeasure[];
}>;

type Row = Readonly<{
  id: string;
  request: string;
  request_number: string;
  what: string;
  registered_by: AccountId;
  registered_by_name: string;
  registered_at: Date;
  conclusion: string | null;
  closed_at: Date | null;
  measures: readonly Readonly<{ id: string; measure: string; byName: string; at: string }>[];
}>;

const toComplaint = (row: Row): Complaint => ({
  id: row.id,
  request: row.request,
  requestNumber: row.request_number,
  what: row.what,
  registeredBy: row.registered_by,
  registeredByName: row.registered_by_name,
  registeredAt: row.registered_at,
  ...(row.conclusion === null ? {} : { conclusion: row.conclusion }),
  ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
  measures: row.measures.map((one) => ({ ...one, at: new Date(one.at) })),
});

const selected = sql`select c.id, c.request, q.number as request_number, c.what, c.registered_by, a.display_name as registered_by_name, c.registered_at,
    c.conclusion, c.closed_at, coalesce((
      select json_agg(json_build_object('id', m.id, 'measure', m.measure, 'byName', b.display_name, 'at', m.written_at)
        order by m.written_at, m.id)
      from placement_complaint_measure m join account b on b.municipality = m.municipality and b.id = m.written_by
      where m.municipality = c.municipality and m.complaint = c.id
    ), '[]') as measures
  from placement_complaint c
  join placement_request q on q.municipality = c.municipality and q.id = c.request
  join account a on a.municipality = c.municipality and a.id = c.registered_by`;

export async function complaintsOf({ db, actor }: Scope, request: string): Promise<readonly Complaint[]> {
  const { rows } = await sql<Row>`${selected}
    where c.municipality = ${actor.municipality} and c.request = ${request} order by c.registered_at desc, c.id desc`.execute(
    db,
  );
  return rows.map(toComplaint);
}

export async function complaintsOfCase({ db, actor }: Scope, caseId: CaseId): Promise<readonly Complaint[]> {
  const { rows } = await sql<Row>`${selected}
    where c.municipality = ${actor.municipality} and q.case_id = ${caseId} order by c.registered_at, c.id`.execute(db);
  return rows.map(toComplaint);
}

/** All of the actor's desk: open ones first, the oldest of them first. */
export async function listComplaints({ db, actor }: Scope, limit = 200): Promise<readonly Complaint[]> {
  const { rows } = await sql<Row>`${selected}
    where c.municipality = ${actor.municipality}
    order by c.closed_at is not null, case when c.closed_at is null then c.registered_at end, c.closed_at desc, c.id limit ${limit}`.execute(
    db,
  );
  return rows.map(toComplaint);
}

export async function findComplaint({ db, actor }: Scope, id: string): Promise<Complaint | undefined> {
  const { rows } = await sql<Row>`${selected} where c.municipality = ${actor.municipality} and c.id = ${id}`.execute(
    db,
  );
  return rows[0] && toComplaint(rows[0]);
}

/** Registers what somebody says, once: false when the same form has been sent before. */
export async function insertComplaint(
  { db, actor, now }: Scope,
  request: string,
  what: string,
  key: IdempotencyKey,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into placement_complaint (municipality, id, request, what, registered_by, registered_at, idempotency_key)
    values (${actor.municipality}, ${newId()}, ${request}, ${what}, ${actor.account}, ${now}, ${key})
    on conflict (municipality, idempotency_key) do nothing`.execute(db);
  return numAffectedRows === 1n;
}

export async function insertComplaintMeasure(
  { db, actor, now }: Scope,
  complaint: string,
  measure: string,
  key: IdempotencyKey,
): Promise<void> {
  await sql`insert into placement_complaint_measure (municipality, id, complaint, measure, written_by, written_at, idempotency_key)
    values (${actor.municipality}, ${newId()}, ${complaint}, ${measure}, ${actor.account}, ${now}, ${key})
    on conflict (municipality, idempotency_key) do nothing`.execute(db);
}

/** Closes it with what came of it; false when it is closed already. */
export async function closeComplaint({ db, actor, now }: Scope, id: string, conclusion: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update placement_complaint
    set conclusion = ${conclusion}, closed_by = ${actor.account}, closed_at = ${now}
    where municipality = ${actor.municipality} and id = ${id} and closed_at is null`.execute(db);
  return numAffectedRows === 1n;
}
