import { sql } from 'kysely';
import type { Pool } from 'pg';
import type { LocalDate } from '../../../kernel/date.ts';
import { type IdempotencyKey, newId } from '../../../kernel/ids.ts';
import type { Match, Order, PlacementRequest, Register } from '../../../matching/index.ts';
import type { Scope } from '../../../platform/door.ts';

/** What a match was made of: enough to make it again, whatever the register and the rules have become. */
export type MatchFacts = Readonly<{ register: Register; request: PlacementRequest; order: Order }>;

/** A match as its page shows it: without what the register said, and without why others were excluded. */
export type ShownMatch = Readonly<{
  id: string;
  request: string;
  revision: number;
  /** The municipality whose register it was. */
  register: string;
  facts: Omit<MatchFacts, 'register'>;
  orderVersion: string;
  result: Pick<Match, 'candidates'>;
  excludedCount: number;
  on: LocalDate;
  byName: string;
  at: Date;
}>;
/** A match, whole. */
export type StoredMatch = ShownMatch & Readonly<{ facts: MatchFacts; result: Match }>;

type ShownRow = Readonly<{
  id: string;
  request: string;
  revision: number;
  register: string;
  asked: PlacementRequest;
  order_rules: Order;
  order_version: string;
  candidates: Match['candidates'];
  excluded_count: number;
  matched_on: LocalDate;
  by_name: string;
  matched_at: Date;
}>;
type WholeRow = ShownRow & Readonly<{ facts: Register; excluded: Match['excluded'] }>;

const toShown = (row: ShownRow): ShownMatch => ({
  id: row.id,
  request: row.request,
  revision: row.revision,
  register: row.register,
  facts: { request: row.asked, order: row.order_rules },
  orderVersion: row.order_version,
  result: { candidates: row.candidates },
  excludedCount: row.excluded_count,
  on: row.matched_on,
  byName: row.by_name,
  at: row.matched_at,
});

const toWhole = (row: WholeRow): StoredMatch => ({
  ...toShown(row),
  facts: { register: row.facts, request: row.asked, order: row.order_rules },
  result: {
    at: row.matched_on,
    ruleVersion: row.order_version,
    candidates: row.candidates,
    excluded: row.excluded,
  },
});

const shownColumns = sql`m.id, m.request, m.revision, m.register, m.asked, m.order_rules, m.order_version, m.candidates, m.excluded_count,
    m.matched_on, a.display_name as by_name, m.matched_at`;
const from = sql`from placement_match m join account a on a.municipality = m.municipality and a.id = m.matched_by`;

/** A match as its page shows it. */
export async function findShownMatch(
  { db, actor }: Scope,
  request: string,
  id: string,
): Promise<ShownMatch | undefined> {
  const { rows } = await sql<ShownRow>`select ${shownColumns} ${from}
    where m.municipality = ${actor.municipality} and m.request = ${request} and m.id = ${id}`.execute(db);
  return rows[0] && toShown(rows[0]);
}

export async function findMatch({ db, actor }: Scope, request: string, id: string): Promise<StoredMatch | undefined> {
  const { rows } = await sql<WholeRow>`select ${shownColumns}, m.facts, m.excluded ${from}
    where m.municipality = ${actor.municipality} and m.request = ${request} and m.id = ${id}`.execute(db);
  return rows[0] && toWhole(rows[0]);
}

/** What a match excluded, with every reason. */
export async function excludedOf({ db, actor }: Scope, { id }: Pick<ShownMatch, 'id'>): Promise<Match['excluded']> {
  const { rows } = await sql<Pick<WholeRow, 'excluded'>>`select m.excluded from placement_match m
    where m.municipality = ${actor.municipality} and m.id = ${id}`.execute(db);
  return rows[0]?.excluded ?? [];
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
      m.candidate_count as candidates, m.excluded_count as excluded
    ${from} where m.municipality = ${actor.municipality} and m.request = ${request} order by m.matched_at desc, m.id desc`.execute(
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
  const { facts, result } = one;
  const { rows } =
    await sql`insert into placement_match (municipality, id, request, revision, register, facts, asked, order_rules, order_version,
      candidates, excluded, candidate_count, excluded_count, matched_on, matched_by, matched_at, idempotency_key)
    values (${actor.municipality}, ${id}, ${one.request}, ${one.revision}, ${one.register}, ${JSON.stringify(facts.register)},
      ${JSON.stringify(facts.request)}, ${JSON.stringify(facts.order)}, ${result.ruleVersion}, ${JSON.stringify(result.candidates)},
      ${JSON.stringify(result.excluded)}, ${result.candidates.length}, ${result.excluded.length}, ${today}, ${actor.account}, ${now},
      ${one.key})
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
  const { rows } = await owner.query<WholeRow>(
    'select facts, asked, order_rules, order_version, candidates, excluded, matched_on from placement_match where id = $1',
    [id],
  );
  return rows[0] && toWhole(rows[0]);
}
