import { sql } from 'kysely';
import type { CaseId, IndividualId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { type Grade, type Person, personOf } from '../../secrecy/index.ts';
import type { SearchKey } from '../search.ts';

/** A warning for which a run of the case stands before others. */
export type FirstBecause = Readonly<{ routine: string; routineVersion: string; code: string }>;

/** A case of one's own area: in reach, with the name; out of it, with whom to ask; or protected, with the unit's own contact only. */
export type FoundCase = Readonly<{ caseId: CaseId; individual: IndividualId }> &
  (
    | Readonly<{
        kind: 'in-reach';
        caseNumber: string;
        person: Person;
        unitName: string;
        responsible?: string;
        first: readonly FirstBecause[];
      }>
    | Readonly<{ kind: 'out-of-reach'; caseNumber: string; unitName: string; responsible?: string }>
    | Readonly<{ kind: 'protected'; contact: string }>
  );

/** Searches the actor's own area. What lies outside it is never looked at: the indexes begin with the area. */
export async function searchCases(
  { db, actor, today }: Scope,
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
    protection: Grade | null;
    first: readonly FirstBecause[];
  }>`select f.*, p.grade as protection, w.first
    from access.search_cases(${kind}, ${key}, ${wider}, ${limit}) with ordinality f (case_id, individual, case_number, given_name,
      family_name, unit_name, responsible, in_reach, contact, position)
    left join protected_identity p on p.municipality = ${actor.municipality} and p.individual = f.individual
      and p.valid_from <= ${today} and coalesce(p.valid_to >= ${today}, true)
    cross join lateral (
      select coalesce(jsonb_agg(distinct jsonb_build_object('routine', r.routine, 'routineVersion', r.routine_version, 'code', l.first_because)), '[]') as first
      from run r join work_item l on l.municipality = r.municipality and l.run_id = r.id
      where r.municipality = ${actor.municipality} and r.case_id = f.case_id and r.ended_on is null and l.first_because is not null
    ) w
    order by w.first = '[]', f.position`.execute(db);
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
      ? { ...seen, kind: 'in-reach', person: personOf(row), first: row.first }
      : { ...seen, kind: 'out-of-reach' };
  });
}
