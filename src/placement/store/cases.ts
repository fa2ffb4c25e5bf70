import { sql } from 'kysely';
import type { CaseId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';

/** The numbers of cases that the actor sees, by id. At the desk nobody sees any. */
export async function caseNumbers(
  { db, actor }: Scope,
  cases: readonly CaseId[],
): Promise<ReadonlyMap<CaseId, string>> {
  if (cases.length === 0) return new Map();
  const { rows } = await sql<{ id: CaseId; number: string }>`select id, case_number as number from case_file
    where municipality = ${actor.municipality} and id = any(${[...new Set(cases)]}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, number }) => [id, number]));
}

export async function isOfOwnArea({ db, actor }: Scope, caseId: CaseId): Promise<boolean> {
  const { rows } = await sql`select from case_file
    where municipality = ${actor.municipality} and id = ${caseId} and secrecy_area = ${actor.area}`.execute(db);
  return rows.length === 1;
}
