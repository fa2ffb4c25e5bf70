import { sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import type { CaseId, IdempotencyKey } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import type { NoticeFacts, RetentionFacts } from '../retention.ts';

/** A case of the area, with what decides whether it may go. Without a number when the identity is protected. */
export type RetentionCase = RetentionFacts & Readonly<{ caseId: CaseId; caseNumber: string | null; unitName: string }>;

export async function retentionCases({ db }: Scope): Promise<readonly RetentionCase[]> {
  const { rows } =
    await sql<RetentionCase>`select case_id as "caseId", case_number as "caseNumber", unit_name as "unitName", guarded,
    written_day as "writtenDay", identity_kind as "identityKind", last_entry_on as "lastEntryOn", held, ongoing, in_use as "inUse"
    from access.retention_cases()`.execute(db);
  return rows;
}

/** The notices of the area that were closed without being about any case: what decides whether they may go, and nothing of what they say. */
export async function retentionNotices({ db }: Scope): Promise<readonly NoticeFacts[]> {
  const { rows } = await sql<NoticeFacts>`select closed_on as "closedOn", held from access.retention_notices()`.execute(
    db,
  );
  return rows;
}

/** Makes a list of all that is due; gives how much there is on it, and none when there was nothing to make one of. */
export async function proposeDisposal({ db }: Scope, id: string, note: string, key: IdempotencyKey): Promise<number> {
  const { rows } = await sql<{
    items: number;
  }>`select access.propose_disposal(${id}, ${note}, ${key}) as items`.execute(db);
  return rows[0]?.items ?? 0;
}

export async function listWithKey({ db, actor }: Scope, key: IdempotencyKey): Promise<string | undefined> {
  const found = await db
    .selectFrom('disposal_list')
    .select('id')
    .where('municipality', '=', actor.municipality)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  return found?.id;
}

export const listStates = ['to-decide', 'rejected', 'under-way', 'finished'] as const;
export type ListState = (typeof listStates)[number];

export type DisposalList = Readonly<{
  id: string;
  number: number;
  note: string;
  cases: number;
  notices: number;
  proposedBy: string;
  proposedByName: string;
  proposedAt: Date;
  decision: 'approved' | 'rejected' | null;
  decisionNote: string | null;
  decisionKey: string | null;
  decidedByName: string | null;
  decidedAt: Date | null;
  finishedAt: Date | null;
  receipt: string | null;
  receiptSha256: string | null;
}>;

export const stateOf = ({ decision, finishedAt }: Pick<DisposalList, 'decision' | 'finishedAt'>): ListState =>
  decision === null
    ? 'to-decide'
    : decision === 'rejected'
      ? 'rejected'
      : finishedAt === null
        ? 'under-way'
        : 'finished';

const listColumns = sql`l.id, l.number, l.note, l.cases, l.notices, l.proposed_by as "proposedBy", p.display_name as "proposedByName",
  l.proposed_at as "proposedAt", d.outcome as decision, d.note as "decisionNote", d.idempotency_key as "decisionKey", q.display_name as "decidedByName",
  d.decided_at as "decidedAt", l.finished_at as "finishedAt", l.receipt, l.receipt_sha256 as "receiptSha256"`;
const listSource = sql`disposal_list l
  join account p on p.municipality = l.municipality and p.id = l.proposed_by
  left join disposal_decision d on d.municipality = l.municipality and d.list = l.id
  left join account q on q.municipality = d.municipality and q.id = d.decided_by`;

/** The area's lists, newest first. */
export async function disposalLists({ db, actor }: Scope): Promise<readonly DisposalList[]> {
  const { rows } = await sql<DisposalList>`select ${listColumns} from ${listSource}
    where l.municipality = ${actor.municipality} order by l.number desc limit 100`.execute(db);
  return rows;
}

export async function findList({ db, actor }: Scope, id: string): Promise<DisposalList | undefined> {
  const { rows } = await sql<DisposalList>`select ${listColumns} from ${listSource}
    where l.municipality = ${actor.municipality} and l.id = ${id}`.execute(db);
  return rows[0];
}

/** A case of a list, or a notice: then the id and the number are the notice's, and it was closed on the day of its last entry. */
export type DisposalItem = Readonly<{
  kind: 'case' | 'notice';
  caseId: CaseId;
  caseNumber: string;
  lastEntryOn: LocalDate;
  dueFrom: LocalDate;
  outcome: 'disposed' | 'kept' | null;
  reason: string | null;
  checksum: string | null;
  exportSha256: string | null;
}>;

export async function itemsOf({ db, actor }: Scope, list: string): Promise<readonly DisposalItem[]> {
  const { rows } =
    await sql<DisposalItem>`select kind, case_id as "caseId", case_number as "caseNumber", last_entry_on as "lastEntryOn",
      due_from as "dueFrom", outcome, reason, checksum, export_sha256 as "exportSha256"
    from disposal_item where municipality = ${actor.municipality} and list = ${list} order by due_from, case_number`.execute(
      db,
    );
  return rows;
}

/** What is told to the audit of a list: its cases, and each notice by its id. */
export const touchedBy = (items: readonly DisposalItem[]) => ({
  cases: items.flatMap(({ kind, caseId }) => (kind === 'case' ? [caseId] : [])),
  parts: ['disposal-list', ...items.flatMap(({ kind, caseId }) => (kind === 'notice' ? [`notice:${caseId}`] : []))],
});

/** The same of stops. */
export const touchedByHolds = (holds: readonly Pick<Hold, 'caseId' | 'notice'>[]) => ({
  cases: holds.flatMap(({ caseId }) => caseId ?? []),
  parts: ['legal-hold', ...holds.flatMap(({ notice }) => (notice === null ? [] : [`notice:${notice}`]))],
});

export async function insertDecision(
  { db, actor, now }: Scope,
  list: Pick<DisposalList, 'id' | 'proposedBy'>,
  outcome: 'approved' | 'rejected',
  note: string,
  key: IdempotencyKey,
): Promise<void> {
  await db
    .insertInto('disposal_decision')
    .values({
      municipality: actor.municipality,
      list: list.id,
      secrecy_area: actor.area,
      proposed_by: list.proposedBy,
      outcome,
      note,
      decided_by: actor.account,
      decided_at: now,
      idempotency_key: key,
    })
    .execute();
}

export type Hold = Readonly<{
  id: string;
  /** Of a case or of a notice. */
  caseId: CaseId | null;
  notice: string | null;
  /** Of a notice its receipt. */
  caseNumber: string;
  reason: string;
  until: LocalDate | null;
  placedByName: string;
  placedAt: Date;
  liftedByName: string | null;
  liftedAt: Date | null;
  liftReason: string | null;
}>;

const holdColumns = sql`h.id, h.case_id as "caseId", h.notice, h.case_number as "caseNumber", h.reason, h.until, p.display_name as "placedByName", h.placed_at as "placedAt",
  q.display_name as "liftedByName", h.lifted_at as "liftedAt", h.lift_reason as "liftReason"`;
const holdSource = sql`legal_hold h
  join account p on p.municipality = h.municipality and p.id = h.placed_by
  left join account q on q.municipality = h.municipality and q.id = h.lifted_by`;

/** The area's stops: those that hold first, then the latest that have been lifted. */
export async function holdsOfArea({ db, actor }: Scope): Promise<readonly Hold[]> {
  const { rows } = await sql<Hold>`select ${holdColumns} from ${holdSource}
    where h.municipality = ${actor.municipality} and h.secrecy_area = ${actor.area}
    order by h.lifted_at desc nulls first, h.placed_at desc, h.id limit 200`.execute(db);
  return rows;
}

export async function findHold({ db, actor }: Scope, id: string): Promise<Hold | undefined> {
  const { rows } = await sql<Hold>`select ${holdColumns} from ${holdSource}
    where h.municipality = ${actor.municipality} and h.secrecy_area = ${actor.area} and h.id = ${id}`.execute(db);
  return rows[0];
}

export async function holdWithKey({ db, actor }: Scope, key: IdempotencyKey): Promise<boolean> {
  const found = await db
    .selectFrom('legal_hold')
    .select('id')
    .where('municipality', '=', actor.municipality)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  return found !== undefined;
}

/** A closed notice of the own area, by its whole receipt. */
export async function noticeToStop({ db }: Scope, receipt: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string | null }>`select access.notice_to_stop(${receipt}) as id`.execute(db);
  return rows[0]?.id ?? undefined;
}

export type NewHold = Readonly<{
  id: string;
  caseId: CaseId | null;
  notice: string | null;
  caseNumber: string;
  reason: string;
  until: LocalDate | undefined;
  key: IdempotencyKey;
}>;

export async function insertHold({ db, actor, now }: Scope, hold: NewHold): Promise<void> {
  await db
    .insertInto('legal_hold')
    .values({
      municipality: actor.municipality,
      id: hold.id,
      secrecy_area: actor.area,
      case_id: hold.caseId,
      notice: hold.notice,
      case_number: hold.caseNumber,
      reason: hold.reason,
      until: hold.until ?? null,
      placed_by: actor.account,
      placed_at: now,
      idempotency_key: hold.key,
    })
    .execute();
}

/** Lifts a stop that holds; false when somebody has lifted it already. */
export async function liftHold({ db, actor, now }: Scope, id: string, reason: string): Promise<boolean> {
  const { rows } =
    await sql`update legal_hold set lifted_by = ${actor.account}, lifted_at = ${now}, lift_reason = ${reason}
    where municipality = ${actor.municipality} and id = ${id} and lifted_at is null returning id`.execute(db);
  return rows.length === 1;
}
