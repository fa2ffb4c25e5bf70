import { sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import type { IdempotencyKey } from '../../../kernel/ids.ts';
import { builtInOrder, type Order, type OrderKey, type ProvisionForm } from '../../../matching/index.ts';
import type { Scope } from '../../../platform/door.ts';
import type { TriedMatch } from '../order-trial.ts';

/** What a municipality has decided of its order: one of its own, or the built-in one again. */
export type OrderDecision = Readonly<{
  version: number;
  order: Order;
  from: LocalDate;
  reason: string;
  byName: string;
  at: Date;
  withdrawnAt: Date | null;
}>;

type Row = Omit<OrderDecision, 'order'> &
  Readonly<{ municipality: string; forms: readonly ProvisionForm[] | null; keys: readonly OrderKey[] | null }>;

const toDecision = ({ municipality, forms, keys, ...row }: Row): OrderDecision => ({
  ...row,
  order: forms === null || keys === null ? builtInOrder : { version: `${municipality}-${row.version}`, forms, keys },
});

/** Everything that has been decided of the order, what holds from the latest day first. */
export async function orderDecisions({ db, actor }: Scope): Promise<readonly OrderDecision[]> {
  const { rows } = await sql<Row>`select o.municipality, o.version, o.forms, o.keys, o.valid_from as "from", o.reason,
      a.display_name as "byName", o.decided_at as at, o.withdrawn_at as "withdrawnAt"
    from placement_order o join account a on a.municipality = o.municipality and a.id = o.decided_by
    where o.municipality = ${actor.municipality} order by o.valid_from desc, o.version desc`.execute(db);
  return rows.map(toDecision);
}

/** The decision that holds on a day, of those that there are. */
export const decisionOn = (decisions: readonly OrderDecision[], day: LocalDate): OrderDecision | undefined =>
  decisions.find(({ from, withdrawnAt }) => withdrawnAt === null && from <= day);

/** The order that the actor's municipality matches by on a day. */
export const orderOn = async (scope: Scope, day: LocalDate): Promise<Order> =>
  decisionOn(await orderDecisions(scope), day)?.order ?? builtInOrder;

export type NewOrder = Readonly<{
  /** The built-in order where there is none. */
  order: Omit<Order, 'version'> | undefined;
  from: LocalDate;
  reason: string;
  key: IdempotencyKey;
}>;

/** Decides an order from a day on, once. False when another one begins on that day. */
export async function insertOrder({ db, actor, now }: Scope, { order, from, reason, key }: NewOrder): Promise<boolean> {
  const { municipality, account } = actor;
  const known = sql`select from placement_order where municipality = ${municipality} and idempotency_key = ${key}`;
  if ((await known.execute(db)).rows.length > 0) return true;
  const [forms, keys] = order ? [[...order.forms], [...order.keys]] : [null, null];
  const { rows } = await sql`
    insert into placement_order (municipality, version, valid_from, forms, keys, reason, decided_by, decided_at, idempotency_key)
    select ${municipality}, 1 + coalesce(max(o.version), 0), ${from}::date, ${forms}::text[], ${keys}::text[], ${reason}, ${account}::uuid,
      ${now}::timestamptz, ${key}::uuid
    from placement_order o where o.municipality = ${municipality}
    on conflict (municipality, valid_from) where withdrawn_at is null do nothing returning version`.execute(db);
  return rows.length === 1;
}

/** Takes back an order whose day has not come. False when it has, or when it has been taken back. */
export async function withdrawOrder({ db, actor, now, today }: Scope, version: number): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update placement_order set withdrawn_by = ${actor.account}, withdrawn_at = ${now}
    where municipality = ${actor.municipality} and version = ${version} and withdrawn_at is null and valid_from > ${today}`.execute(
      db,
    );
  return numAffectedRows === 1n;
}

/** The latest match of each of the requests that were matched most recently, with what an order reads of its candidates. */
export async function latestMatches({ db, actor }: Scope, most: number): Promise<readonly TriedMatch[]> {
  const { rows } = await sql<TriedMatch>`select t.request, t.number, t.match, t.register, t.start, (
      select coalesce(json_agg(json_build_object('offer', c->>'offer', 'unit', c->>'unit', 'form', c->>'form',
        'agreementRank', c->'agreementRank', 'unknown', c->'unknown', 'preferencesMet', c->'preferencesMet',
        'dailyRate', c->'dailyRate', 'distanceKm', c->'distanceKm') order by n), '[]')
      from json_array_elements(t.candidates) with ordinality j (c, n)) as candidates
    from (
      select distinct on (m.request) m.request, r.number, m.id as match, m.register, m.asked->>'start' as start, m.candidates, m.matched_at
      from placement_match m join placement_request r on r.municipality = m.municipality and r.id = m.request
      where m.municipality = ${actor.municipality} and m.id in (
        select x.id from placement_match x where x.municipality = ${actor.municipality} order by x.matched_at desc limit ${2 * most})
      order by m.request, m.matched_at desc, m.id desc) t
    order by t.matched_at desc limit ${most}`.execute(db);
  return rows;
}
