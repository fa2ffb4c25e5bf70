import { sql } from 'kysely';
import type { CaseId, IndividualId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { SearchKey } from '../search.ts';

/** A case of one's own area: in reach, with the name; out of it, with whom to ask; or protected, with the unit's own contact only. */
export type FoundCase = Readonly<{ caseId: CaseId; individual: IndividualId }> &
  (
    | Readonly<{ kind: 'in-reach'; caseNumber: string; name: string; unitName: string; responsible?: string }>
    | Readonly<{ kind: 'out-of-reach'; caseNumber: string; unitName: string; responsible?: string }>
    | Readonly<{ kind: 'protected'; contact: string }>
  );

/** Searches the actor's own area. What lies outside it is never looked at: the indexes begin with the area. */
export async function searchCases(
  { db }: Scope,
  { kind, key }: SearchKey,
  wider: boolean,
  limit: number,
): Promise<readonly FoundCase[]> {
  const { rows } = await sql<{
    case_id: CaseId;
    individual: IndividualId;
    case_number: string | null;
    given_name: string | null;
    family_name: string | null;
    unit_name: string | null;
    responsible: string | null;
    in_reach: boolean;
    contact: string | null;
  }>`select * from access.search_cases(${kind}, ${key}, ${wider}, ${limit})`.execute(db);
  return rows.map((row): FoundCase => {
    const found = { caseId: row.case_id, individual: row.individual };
    if (row.contact !== null) return { ...found, kind: 'protected', contact: row.contact };
    const seen = {
      ...found,
      caseNumber: row.case_number ?? '',
      unitName: row.unit_name ?? '',
      ...(row.responsible === null ? {} : { responsible: row.responsible }),
    };
    return row.in_reach
      ? { ...seen, kind: 'in-reach', name: `${row.given_name ?? ''} ${row.family_name ?? ''}` }
      : { ...seen, kind: 'out-of-reach' };
  });
}
