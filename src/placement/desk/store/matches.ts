import { sql } from 'kysely';
import type { Pool } from 'pg';
import type { LocalDate } from '../../../kernel/date.ts';
import { type IdempotencyKey, newId } from '../../../kernel/ids.ts';
import type { Match, Order, PlacementRequest, Register } from '../../../matching/index.ts';
import type { Scope } from '../../../platform/door.ts';

/** What a match was made of: enough to make it again, whatever the register and the rules have become. */
export type MatchFacts = Readonly<{ register: Register; request: PlacementRequest; order: Order }>;

export type StoredMatch = Readonly<{
  id: string;
  request: string;
  revision: number;
  /** The municipality whose register it was. */
  register: string;
  facts: MatchFacts;
  orderVersion: string;
  result: Match;
  on: LocalDate;
  byName: string;
  at: Date;
}>;

type Row = Readonly<{
  id: string;
  request: string;
  revision: number;
  register: string;
  facts: MatchFacts;
  order_version: string;
  result: Match;
  matched_on: LocalDate;
  by_name: string;
  matched_at: Date;
}>;

const toMatch = (row: Row): StoredMatch => ({
  id: row.id,
  request: row.request,
  revision: row.revision,
  register: row.register,
  facts: row.facts,
  orderVersion: row.order_version,
  result: row.result,
  on: row.matched_on,
  byName: row.by_name,
  at: row.matched_at,
});

const selected = sql`select m.id, m.request, m.revision, m.register, m.facts, m.order_version, m.result, m.matched_on,
    a.display_name as by_name, m.matched_at
  from placement_match m join account a on a.municipality = m.municipality and a.id = m.matched_by`;

export async function findMatch({ db, actor }: Scope, request: string, id: string): Promise<StoredMatch | undefined> {
  const { rows } = await sql<Row>`${selected}
    where m.municipality = ${actor.municipality} and m.request = ${request} and m.id = ${id}`.execute(db);
  return rows[0] && toMatch(rows[0]);
}

/** The matches of a request, without what is in them, the latest first. */
export async function matchesOf(
  { db, actor }: Scope,
  request: string,
): Promise<
  readonly Readonly<{ id: string; revision: number; at: Date; byName: string; candidates: number; excluded: number }>[]
> {
  const { rows } = await sql<{
    id: string;
    revision: number;
    at: Date;
    byName: string;
    candidates: number;
    excluded: number;
  }>`select m.id, m.revision, m.matched_at as at, a.display_name as "byName",
      jsonb_array_length(m.result -> 'candidates') as candidates, jsonb_array_length(m.result -> 'excluded') as excluded
    from placement_match m join account a on a.municipality = m.municipality and a.id = m.matched_by
    where m.municipality = ${actor.municipality} and m.request = ${request} order by m.matched_at desc, m.id desc`.execute(
    db,
  );
  return rows;
}

export type NewMatch = Readonly<{
  request: string;
  revision: number;
  register: string;
  facts: MatchFacts;
  result: Match;
  key: IdempotencyKey;
}>;

/** Keeps a match whole. The same form sent again leads to the first one's. */
export async function insertMatch(
  { db, actor, now, today }: Scope,
  one: NewMatch,
): Promise<Readonly<{ id: string; isNew: boolean }>> {
  const id = newId();
  const { rows } =
    await sql`insert into placement_match (municipality, id, request, revision, register, facts, order_version, result,
      matched_on, matched_by, matched_at, idempotency_key)
    values (${actor.municipality}, ${id}, ${one.request}, ${one.revision}, ${one.register}, ${JSON.stringify(one.facts)},
      ${one.result.ruleVersion}, ${JSON.stringify(one.result)}, ${today}, ${actor.account}, ${now}, ${one.key})
    on conflict (municipality, idempotency_key) do nothing returning id`.execute(db);
  if (rows.length === 1) return { id, isNew: true };
  const known = await sql<{ id: string }>`select id from placement_match
    where municipality = ${actor.municipality} and idempotency_key = ${one.key}`.execute(db);
  const [first] = known.rows;
  if (!first) throw new Error('A match that was neither written nor there');
  return { id: first.id, isNew: false };
}

/** A match by its id alone, for whoever runs the server: as the owner of the tables. */
export async function storedMatch(
  owner: Pick<Pool, 'query'>,
  id: string,
): Promise<Pick<StoredMatch, 'facts' | 'result' | 'on'> | undefined> {
  const { rows } = await owner.query<{ facts: MatchFacts; result: Match; on: LocalDate }>(
    'select facts, result, matched_on as on from placement_match where id = $1',
    [id],
  );
  return rows[0];
}
