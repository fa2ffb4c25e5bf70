import { sql } from 'kysely';
import type { Scope } from '../../../platform/door.ts';
import type { Waits } from '../../waits.ts';

/** The requests that the actor takes care of and whose turn it is theirs, each since what last happened to it. */
export async function atDesk({ db, actor }: Scope): Promise<readonly Waits[]> {
  const { rows } = await sql<Waits>`
    select 'desk' as what, q.is_acute as "isAcute", q.starts_on as "startsOn", (coalesce((
      select max(e.at) from placement_event e where e.municipality = q.municipality and e.request = q.id and e.audience = 'both'
    ), q.submitted_at) at time zone 'Europe/Stockholm')::date as since
    from placement_request q
    where q.municipality = ${actor.municipality} and q.assigned_to = ${actor.account} and q.state = 'submitted' and q.waiting_for = 'desk'`.execute(
    db,
  );
  return rows;
}
