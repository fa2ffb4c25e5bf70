import { sql } from 'kysely';
import { type AccountId, type CaseId, newId, type RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';

/** What somebody may be told of: the words are in messages/notices.ts. A notice says that, never what. */
export const noticeKinds = [
  'emergency-opened',
  'consent-withdrawn',
  'review-question',
  'request-to-decide',
  'disclosed',
  'plan-shared',
  'comment-asked',
  'party-wrote',
  'insluss-arrived',
  'meeting-booked',
  'meeting-changed',
  'meeting-cancelled',
  'intake-notice',
  'placement-message',
  'placement-recommended',
  'placement-new',
  'placement-assigned',
  'placement-changed',
  'placement-paused',
  'placement-reopened',
  'placement-withdrawn',
  'placement-answered',
  'placement-reported',
  'placement-complaint',
  'placement-complaint-closed',
  'placement-stopped',
  'inquiry-answered',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

type About = Readonly<{ caseId?: CaseId; runId?: RunId; placementRequest?: string }>;

/** Tells colleagues, in the same transaction as what happened; not the one who did it. */
export async function notify(
  { db, actor, now }: Scope,
  kind: NoticeKind,
  about: About,
  accounts: readonly AccountId[],
): Promise<void> {
  const others = [...new Set(accounts)].filter((account) => account !== actor.account);
  if (others.length === 0) return;
  await db
    .insertInto('notice')
    .values(
      others.map((account) => ({
        municipality: actor.municipality,
        id: newId(),
        account,
        kind,
        case_id: about.caseId ?? null,
        run_id: about.runId ?? null,
        placement_request: about.placementRequest ?? null,
        caused_by: actor.account,
        at: now,
      })),
    )
    .execute();
}

export type Notice = Readonly<{
  id: string;
  kind: NoticeKind;
  at: Date;
  by: string;
  runId?: RunId;
  caseId?: CaseId;
  placementRequest?: string;
  /** When the reader may know it. */
  caseNumber?: string;
}>;

/** What the actor has been told and has not put away, newest first. */
export async function unseenNotices({ db, actor }: Scope, limit = 20): Promise<readonly Notice[]> {
  const { rows } = await sql<{
    id: string;
    kind: NoticeKind;
    at: Date;
    by: string;
    run_id: RunId | null;
    case_id: CaseId | null;
    placement_request: string | null;
    case_number: string | null;
  }>`
    select n.id, n.kind, n.at, p.display_name as by, n.run_id, n.case_id, n.placement_request,
      coalesce(c.case_number, s.case_number) as case_number
    from notice n
    join account p on p.municipality = n.municipality and p.id = n.caused_by
    left join case_file c on c.municipality = n.municipality and c.id = n.case_id
    left join lateral access.run_subject(n.municipality, n.run_id) s on true
    where n.municipality = ${actor.municipality} and n.account = ${actor.account} and n.seen_at is null
    order by n.at desc, n.id limit ${limit}`.execute(db);
  return rows
    .filter(({ kind }) => noticeKinds.includes(kind))
    .map((row) => ({
      id: row.id,
      kind: row.kind,
      at: row.at,
      by: row.by,
      ...(row.run_id === null || row.case_number === null ? {} : { runId: row.run_id }),
      ...(row.case_id === null || row.case_number === null ? {} : { caseId: row.case_id }),
      ...(row.placement_request === null ? {} : { placementRequest: row.placement_request }),
      ...(row.case_number === null ? {} : { caseNumber: row.case_number }),
    }));
}

/** How many the actor has been told and has not put away. */
export async function countUnseen({ db, actor }: Scope): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from notice
    where municipality = ${actor.municipality} and account = ${actor.account} and seen_at is null`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Puts a notice away; twice is once. Gives whether the actor has been told of it at all. */
export async function markSeen({ db, actor, now }: Scope, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update notice set seen_at = coalesce(seen_at, ${now})
    where municipality = ${actor.municipality} and account = ${actor.account} and id = ${id}`.execute(db);
  return numAffectedRows === 1n;
}
