import { sql } from 'kysely';
import type { Scope } from '../../../platform/door.ts';
import type { ItemState } from '../outcome.ts';

export type Emergency = Readonly<{
  id: string;
  case_id: string;
  by: string;
  area: string;
  reason: string;
  opened_at: Date;
  until: Date;
  /** The row of a review that it is decided in, when its month has been reviewed. */
  item: string | null;
  state: ItemState | null;
}>;

/** Every opening in an emergency of the area's cases and by its people, the latest first; those no review has taken up among them. */
export async function emergencies({ db, actor }: Scope, limit: number): Promise<readonly Emergency[]> {
  const { rows } = await sql<Emergency>`
    select b.id, b.case_id, p.display_name as by, a.name as area, b.reason, b.opened_at, coalesce(b.ended_at, b.expires_at) as until,
      i.id as item, case when i.id is not null then coalesce(d.outcome, 'open') end as state
    from break_glass b
    join account p on p.municipality = b.municipality and p.id = b.account
    join secrecy_area a on a.municipality = b.municipality and a.id = p.secrecy_area
    left join access_review_item i on i.municipality = b.municipality and i.break_glass = b.id
    left join lateral (
      select e.outcome from access_review_decision e
      where e.municipality = i.municipality and e.item = i.id order by e.position desc limit 1
    ) d on true
    where b.municipality = ${actor.municipality} order by b.opened_at desc, b.id limit ${limit}`.execute(db);
  return rows;
}
