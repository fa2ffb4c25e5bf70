import { sql } from 'kysely';
import type { Scope } from '../../platform/door.ts';
import type { SubcategoryRow } from './read.ts';

/** Says which day a sub-category is last chosen on. False when it would overlap what comes after. */
export async function endSubcategory(
  { db, actor }: Scope,
  its: SubcategoryRow,
  lastDay: string | null,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update placement_subcategory t set valid_to = ${lastDay}
    where t.municipality = ${actor.municipality} and t.intervention = ${its.intervention} and t.id = ${its.id}
      and t.valid_from = ${its.valid_from} and t.valid_from <= coalesce(${lastDay}::date, t.valid_from)
      and not exists (
        select from placement_subcategory x where x.municipality = t.municipality and x.intervention = t.intervention and x.id = t.id
          and x.valid_from > t.valid_from and x.valid_from <= coalesce(${lastDay}::date, 'infinity'))`.execute(db);
  return numAffectedRows === 1n;
}
