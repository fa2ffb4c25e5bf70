import { sql } from 'kysely';
import type { CaseId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';

export type OpeningRow = Readonly<{
  id: number;
  at: Date;
  account: string | null;
  name: string | null;
  area: string | null;
  action: string;
  channel: string;
  outcome: string;
  parts: readonly string[];
  reason: string | null;
  listed: boolean;
}>;

/** Where a page of the list begins: after this entry, counted from the newest. */
export type Before = Readonly<{ at: Date; id: number }>;

/** Who has opened a case, newest first; nothing for who does not see it. */
export async function openingsOf(
  { db }: Scope,
  caseId: CaseId,
  before: Before | undefined,
  limit: number,
): Promise<readonly OpeningRow[]> {
  const { rows } =
    await sql<OpeningRow>`select * from access.audit_of_case(${caseId}, ${before?.at ?? null}::timestamptz,
    ${before?.id ?? null}::bigint, ${limit}::integer)`.execute(db);
  return rows;
}

/** The number of a case that the actor sees. */
export async function caseNumber({ db, actor }: Scope, caseId: CaseId): Promise<string | undefined> {
  const found = await db
    .selectFrom('case_file')
    .select('case_number')
    .where('municipality', '=', actor.municipality)
    .where('id', '=', caseId)
    .executeTakeFirst();
  return found?.case_number;
}
