import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import { type IdempotencyKey, newId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { UseKind } from '../codes.ts';

/** From its first day to its last, both of them among them; without a last day until it is released. */
export type Days = Readonly<{ from: LocalDate; to?: LocalDate }>;

export type Taken =
  | Readonly<{ outcome: 'taken'; use: string; place: string }>
  /** Every place is used on some of the days, or there is none then. */
  | Readonly<{ outcome: 'full' }>;

type Wanted = Readonly<{ days: Days; reason?: string; key: IdempotencyKey }>;

const range = ({ from, to }: Days) => sql`daterange(${from}, ${to ?? null}, '[]')`;

async function useWithKey({ db, actor }: Scope, key: IdempotencyKey): Promise<Taken | undefined> {
  const { rows } = await sql<{ id: string; place: string }>`select id, place from place_use
    where municipality = (select access.register()) and by_municipality = ${actor.municipality}
      and idempotency_key = ${key}`.execute(db);
  return rows[0] && { outcome: 'taken', use: rows[0].id, place: rows[0].place };
}

/** Takes the place if it is there and free on all the days. The constraint answers, also to who asks at the same moment. */
async function take(
  { db, actor, now }: Scope,
  place: string,
  kind: UseKind,
  { days, reason = '', key }: Wanted,
  lapsesAt: Date | null,
): Promise<Taken | undefined> {
  await sql`select access.release_lapsed_holds(${place}::uuid)`.execute(db);
  const id = newId();
  const { rows } =
    await sql`insert into place_use (municipality, id, place, days, kind, by_municipality, made_by, made_at, reason, lapses_at,
      idempotency_key)
    select p.municipality, ${id}::uuid, p.id, ${range(days)}, ${kind}, ${actor.municipality}, ${actor.account}::uuid, ${now}::timestamptz,
      ${reason}, ${lapsesAt}::timestamptz, ${key}::uuid
    from place p
    where p.municipality = (select access.register()) and p.id = ${place}::uuid
      and ${range(days)} <@ daterange(p.valid_from, p.valid_to, '[]')
    on conflict do nothing returning id`.execute(db);
  return rows.length === 1 ? { outcome: 'taken', use: id, place } : undefined;
}

/** Free places of a unit on all of the days, without a certain order between them but the same one every time. */
async function freeOf({ db }: Scope, unit: string, days: Days): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from place p
    where p.municipality = (select access.register()) and p.unit = ${unit}::uuid
      and ${range(days)} <@ daterange(p.valid_from, p.valid_to, '[]')
      and not exists (
        select from access.taken_days(${unit}::uuid, ${days.from}, coalesce(${days.to ?? null}, date '9999-12-31')) t
        where t.place = p.id and t.days && ${range(days)})
    order by p.name, p.id`.execute(db);
  return rows.map(({ id }) => id);
}

async function takeAny(
  scope: Scope,
  unit: string,
  kind: UseKind,
  wanted: Wanted,
  lapsesAt: Date | null,
): Promise<Taken> {
  const known = await useWithKey(scope, wanted.key);
  if (known) return known;
  for (const place of await freeOf(scope, unit, wanted.days)) {
    const taken = await take(scope, place, kind, wanted, lapsesAt);
    if (taken) return taken;
  }
  // The same form may have been sent twice at once: then the other one took it.
  return (await useWithKey(scope, wanted.key)) ?? { outcome: 'full' };
}

/** Holds a free place of a unit until an instant, when it lapses by itself. The same key again leads to the same hold. */
export const holdPlace = (scope: Scope, wanted: Wanted & Readonly<{ unit: string; lapsesAt: Date }>): Promise<Taken> =>
  takeAny(scope, wanted.unit, 'hold', wanted, wanted.lapsesAt);

/**
 * Books a free place of a unit. With a hold of one's own municipality the place that was held, when it is still held; its hold is
 * released. The same key again leads to the same booking.
 */
export async function bookPlace(
  scope: Scope,
  wanted: Wanted & Readonly<{ unit: string; hold?: string }>,
): Promise<Taken> {
  const known = await useWithKey(scope, wanted.key);
  if (known) return known;
  if (wanted.hold !== undefined) {
    const held = await release(scope, wanted.hold, 'booked');
    const taken = held && (await take(scope, held, 'booking', wanted, null));
    if (taken) return taken;
  }
  return takeAny(scope, wanted.unit, 'booking', wanted, null);
}

async function release({ db, actor, now }: Scope, use: string, reason: string): Promise<string | undefined> {
  const { rows } = await sql<{ place: string }>`update place_use
    set released_at = ${now}, released_by = ${actor.account}, release_reason = ${reason}
    where municipality = (select access.register()) and by_municipality = ${actor.municipality} and id = ${use}::uuid
      and released_at is null returning place`.execute(db);
  return rows[0]?.place;
}

/** Gives a place back: false when it was already, or was never one's own municipality's. */
export const releasePlace = async (scope: Scope, use: string, reason: string): Promise<boolean> =>
  (await release(scope, use, reason)) !== undefined;

/**
 * Says that a place is out of order on some days. Only who keeps the register does: false when it is used on one of them, or is not
 * there then.
 */
export async function closePlace(scope: Scope, place: string, wanted: Wanted): Promise<boolean> {
  if (await useWithKey(scope, wanted.key)) return true;
  return (
    (await take(scope, place, 'unavailable', wanted, null)) !== undefined ||
    (await useWithKey(scope, wanted.key)) !== undefined
  );
}

export type PlaceDay = Readonly<{ place: string; name: string; from: LocalDate; to: LocalDate | null }>;
export type PlaceTaken = Readonly<{
  place: string;
  from: LocalDate;
  to: LocalDate | null;
  kind: UseKind;
  own: boolean;
}>;

/** The places of a unit, and on which days from one on they are taken: by whom is told of one's own municipality only. */
export async function placesOf({ db }: Scope, unit: string, from: LocalDate, to: LocalDate) {
  const places = await sql<PlaceDay>`select id as place, name, valid_from as "from", valid_to as "to" from place
    where municipality = (select access.register()) and unit = ${unit}::uuid and coalesce(valid_to >= ${from}, true)
    order by name, valid_from`.execute(db);
  const taken = await sql<PlaceTaken>`select place, lower(days) as "from", upper(days) - 1 as "to", kind, own
    from access.taken_days(${unit}::uuid, ${from}, ${to}) order by lower(days)`.execute(db);
  return { places: places.rows, taken: taken.rows };
}
