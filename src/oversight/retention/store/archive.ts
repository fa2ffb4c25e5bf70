import { sql } from 'kysely';
import type { CaseId } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import type { Bundle } from '../archive/bundle.ts';
import type { CaseContent, CaseFiles } from '../archive/content.ts';

/** All that a case of the own area holds, for who may export it; undefined for others, and when the identity is protected. */
export async function caseContent({ db }: Scope, caseId: CaseId): Promise<CaseContent | undefined> {
  const { rows } = await sql<{ content: CaseContent | null }>`select access.archive_case(${caseId}) as content`.execute(
    db,
  );
  return rows[0]?.content ?? undefined;
}

/** The files of a case that caseContent gives. */
export async function caseFiles({ db, actor }: Scope, caseId: CaseId): Promise<CaseFiles> {
  const { rows } = await sql<{ id: string; bytes: Uint8Array }>`
    select id, bytes from access.archive_files(${actor.municipality}, null, ${caseId})`.execute(db);
  return new Map(rows.map(({ id, bytes }) => [id, bytes]));
}

/** Which case of the own area has this number; undefined when there is none that the actor may do anything with. */
export async function caseToArchive({ db }: Scope, number: string): Promise<CaseId | undefined> {
  const { rows } = await sql<{ id: CaseId | null }>`select access.case_to_archive(${number}) as id`.execute(db);
  return rows[0]?.id ?? undefined;
}

export async function insertExport(
  { db, actor, now }: Scope,
  id: string,
  caseId: CaseId,
  { bytes, sha256 }: Bundle,
  through: number,
): Promise<void> {
  await db
    .insertInto('archive_export')
    .values({
      municipality: actor.municipality,
      id,
      secrecy_area: actor.area,
      case_id: caseId,
      sha256,
      bytes: bytes.length,
      through_event: through,
      made_by: actor.account,
      made_at: now,
    })
    .execute();
}

export type ExportMade = Readonly<{
  id: string;
  sha256: string;
  bytes: number;
  made_at: Date;
  made_by: string | null;
}>;

/** What has been exported of a case, newest first. */
export async function exportsOf({ db, actor }: Scope, caseId: CaseId): Promise<readonly ExportMade[]> {
  const { rows } = await sql<ExportMade>`select x.id, x.sha256, x.bytes, x.made_at, a.display_name as made_by
    from archive_export x left join account a on a.municipality = x.municipality and a.id = x.made_by
    where x.municipality = ${actor.municipality} and x.case_id = ${caseId} order by x.made_at desc, x.id`.execute(db);
  return rows;
}
