import { sql } from 'kysely';
import { newId } from '../../../kernel/ids.ts';
import type { Db } from '../../../platform/database.ts';
import type { Bundle } from '../archive/bundle.ts';
import type { CaseContent, CaseFiles } from '../archive/content.ts';

// For the job, which asks outside the door: the functions answer to nobody who has come in by it, and open to no case but those that stand
// on an approved list.

/** A case of an approved list, that is not settled. */
export type Waiting = Readonly<{ municipality: string; list: string; caseId: string; exportFirst: boolean }>;

/** Those after a case, by its id: whatever becomes of the ones before, each is come to. */
export async function disposalsWaiting(
  db: Db,
  after: string | undefined,
  limit: number,
  now: Date,
): Promise<readonly Waiting[]> {
  const { rows } = await sql<Waiting>`select municipality, list, case_id as "caseId", export_first as "exportFirst"
    from access.disposals_waiting(${after ?? null}::uuid, ${limit}, ${now})`.execute(db);
  return rows;
}

export async function contentBeforeDisposal(
  db: Db,
  { municipality, list, caseId }: Waiting,
): Promise<CaseContent | undefined> {
  const { rows } = await sql<{ content: CaseContent | null }>`
    select access.archive_case_before_disposal(${municipality}, ${list}, ${caseId}) as content`.execute(db);
  return rows[0]?.content ?? undefined;
}

export async function filesBeforeDisposal(db: Db, { municipality, list, caseId }: Waiting): Promise<CaseFiles> {
  const { rows } = await sql<{ id: string; bytes: Uint8Array }>`
    select id, bytes from access.archive_files(${municipality}, ${list}, ${caseId})`.execute(db);
  return new Map(rows.map(({ id, bytes }) => [id, bytes]));
}

export async function keepExport(
  db: Db,
  { municipality, list, caseId }: Waiting,
  { sha256, bytes }: Bundle,
  through: number,
  now: Date,
): Promise<void> {
  await sql`select access.keep_export_before_disposal(${municipality}, ${list}, ${caseId}, ${newId()}, ${sha256}, ${bytes.length},
    ${through}, ${now})`.execute(db);
}

/** What came of a case; undefined when there was nothing to settle, or what was exported is not what it holds now. */
export async function disposeCase(
  db: Db,
  { municipality, list, caseId }: Waiting,
  now: Date,
): Promise<'disposed' | 'kept' | undefined> {
  const { rows } = await sql<{ outcome: 'disposed' | 'kept' | null }>`
    select access.dispose_case(${municipality}, ${list}, ${caseId}, ${now}) as outcome`.execute(db);
  return rows[0]?.outcome ?? undefined;
}
