import { sql } from 'kysely';
import type { Scope } from '../../../platform/door.ts';

export type Change = Readonly<{
  id: string;
  at: Date;
  by?: string;
  what: string;
  before: Readonly<Record<string, unknown>> | null;
  after: Readonly<Record<string, unknown>> | null;
}>;
export const changesPerPage = 50;

/** What has been changed, newest first, from before a row of it on. */
export async function changes({ db, actor }: Scope, before?: string): Promise<readonly Change[]> {
  const { rows } = await sql<{
    id: string;
    at: Date;
    by: string | null;
    what: string;
    before: Change['before'];
    after: Change['after'];
  }>`select c.id::text as id, c.at, a.display_name as by, c.what, c.before, c.after
    from organisation_change c left join account a on a.municipality = c.municipality and a.id = c.changed_by
    where c.municipality = ${actor.municipality} and (${before ?? null}::bigint is null or c.id < ${before ?? null}::bigint)
    order by c.id desc limit ${changesPerPage + 1}`.execute(db);
  return rows.map(({ by, ...row }) => ({ ...row, ...(by === null ? {} : { by }) }));
}
