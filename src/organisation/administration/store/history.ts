import { sql } from 'kysely';
import { findId } from '../../../kernel/ids.ts';
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

/** What the ids in the changes stand for: people, units, areas, roles and groups as they are called now. */
export async function namesIn(
  { db, actor }: Scope,
  told: readonly Pick<Change, 'before' | 'after'>[],
): Promise<ReadonlyMap<string, string>> {
  const values = told.flatMap(({ before, after }) => [...Object.values(before ?? {}), ...Object.values(after ?? {})]);
  const ids = [...new Set(values.flat().filter((one) => typeof one === 'string'))];
  const accounts = ids.filter((id) => findId(id) !== undefined);
  const name = actor.language === 'sv' ? sql`name_sv` : sql`name_en`;
  const { rows } = await sql<{ id: string; name: string }>`
    select id::text, display_name as name from account where municipality = ${actor.municipality} and id = any(${accounts}::uuid[])
    union all select id::text, display_name from scim_group where municipality = ${actor.municipality} and id = any(${accounts}::uuid[])
    union all select id, name from unit where municipality = ${actor.municipality} and id = any(${ids})
    union all select 'unit ' || id, name from unit where municipality = ${actor.municipality} and id = any(${ids})
    union all select id, name from secrecy_area where municipality = ${actor.municipality} and id = any(${ids})
    union all select id, ${name} from role where municipality = ${actor.municipality} and id = any(${ids})`.execute(db);
  return new Map(rows.map(({ id, name: called }) => [id, called]));
}
