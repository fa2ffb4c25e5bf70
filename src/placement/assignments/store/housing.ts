import { sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import { type IdempotencyKey, newId } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import type { HouseholdKind } from '../assignment.ts';
import type { HousingBody, RoomBody } from '../housing-body.ts';
import type { HousingFacts, Room } from '../match.ts';

/** Assigned housing: what it takes and meets is undefined where it is not known. */
export type Housing = HousingBody & Readonly<{ id: string; version: number }>;
export type HousingRoom = RoomBody & Readonly<{ id: string; housing: string; isTaken: boolean }>;

type Row = Readonly<{
  id: string;
  name: string;
  area: string;
  contact: string;
  takes: readonly HouseholdKind[] | null;
  meets: readonly string[] | null;
  opens_on: LocalDate;
  closes_on: LocalDate | null;
  note: string;
  version: number;
}>;

const toHousing = (row: Row): Housing => ({
  id: row.id,
  name: row.name,
  area: row.area,
  contact: row.contact,
  takes: row.takes ?? undefined,
  meets: row.meets ?? undefined,
  opensOn: row.opens_on,
  closesOn: row.closes_on ?? undefined,
  note: row.note,
  version: row.version,
});

const selected = sql`select h.id, h.name, h.area, h.contact, h.takes, h.meets, h.opens_on, h.closes_on, h.note, h.version
  from influx_housing h`;

export async function listHousing({ db, actor }: Scope): Promise<readonly Housing[]> {
  const { rows } =
    await sql<Row>`${selected} where h.municipality = ${actor.municipality} order by h.name, h.id`.execute(db);
  return rows.map(toHousing);
}

export async function findHousing(scope: Scope, id: string): Promise<Housing | undefined> {
  const { rows } = await sql<Row>`${selected}
    where h.municipality = ${scope.actor.municipality} and h.id = ${id}::uuid`.execute(scope.db);
  const found = rows[0] && toHousing(rows[0]);
  if (found) scope.touched({ parts: ['influx-housing'] });
  return found;
}

/** Every room that is there on a day or later, and whether somebody has it on some day from then on; with `to`, until then. */
export async function roomsOn({ db, actor }: Scope, from: LocalDate, to?: LocalDate): Promise<readonly HousingRoom[]> {
  const { rows } = await sql<{
    id: string;
    housing: string;
    name: string;
    beds: number;
    opens_on: LocalDate;
    closes_on: LocalDate | null;
    taken: boolean;
  }>`select r.id, r.housing, r.name, r.beds, r.opens_on, r.closes_on, t.room is not null as taken
    from influx_room r left join access.influx_taken(${from}, ${to ?? null}::date) t on t.room = r.id
    where r.municipality = ${actor.municipality} and coalesce(r.closes_on >= ${from}::date, true)
    order by r.housing, r.name, r.id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    housing: row.housing,
    name: row.name,
    beds: row.beds,
    opensOn: row.opens_on,
    closesOn: row.closes_on ?? undefined,
    isTaken: row.taken,
  }));
}

/** All assigned housing as a match sees it on a day; `own` are rooms that the household has already. */
export async function housingFacts(
  scope: Scope,
  day: LocalDate,
  own: readonly string[] = [],
): Promise<readonly HousingFacts[]> {
  const rooms = Map.groupBy(await roomsOn(scope, day), ({ housing }) => housing);
  return (await listHousing(scope)).map(({ id, name, area, opensOn, closesOn, takes, meets }) => ({
    id,
    name,
    area,
    opensOn,
    closesOn,
    takes,
    meets,
    rooms: (rooms.get(id) ?? [])
      .filter((room) => room.opensOn <= day)
      .map((room): Room => ({
        id: room.id,
        name: room.name,
        beds: room.beds,
        isFree: !room.isTaken || own.includes(room.id),
      })),
  }));
}

/** Writes new housing; false when its name is taken, and the id again when the form has been sent before. */
export async function insertHousing(
  { db, actor, now }: Scope,
  body: HousingBody,
  key: IdempotencyKey,
): Promise<string | undefined> {
  const id = newId();
  await sql`insert into influx_housing (municipality, id, desk_area, name, area, contact, takes, meets, opens_on, closes_on, note, written_by,
      written_at, idempotency_key)
    values (${actor.municipality}, ${id}, ${actor.area}, ${body.name}, ${body.area}, ${body.contact}, ${body.takes ? [...body.takes] : null},
      ${body.meets ? [...body.meets] : null}, ${body.opensOn}, ${body.closesOn ?? null}, ${body.note}, ${actor.account}, ${now}, ${key})
    on conflict do nothing`.execute(db);
  const { rows } = await sql<{ id: string }>`select id from influx_housing
    where municipality = ${actor.municipality} and idempotency_key = ${key}`.execute(db);
  return rows[0]?.id;
}

export type HousingWritten = 'written' | 'overtaken' | 'name-taken';

export async function updateHousing(
  { db, actor }: Scope,
  id: string,
  body: HousingBody,
  seen: number,
): Promise<HousingWritten> {
  const { numAffectedRows } =
    await sql`update influx_housing h set name = ${body.name}, area = ${body.area}, contact = ${body.contact},
      takes = ${body.takes ? [...body.takes] : null}, meets = ${body.meets ? [...body.meets] : null}, opens_on = ${body.opensOn},
      closes_on = ${body.closesOn ?? null}, note = ${body.note}, version = h.version + 1
    where h.municipality = ${actor.municipality} and h.id = ${id}::uuid and h.version = ${seen}
      and not exists (
        select from influx_housing x where x.municipality = h.municipality and x.desk_area = h.desk_area and x.name = ${body.name}
          and x.id <> h.id)`.execute(db);
  if (numAffectedRows === 1n) return 'written';
  const { rows } = await sql`select from influx_housing
    where municipality = ${actor.municipality} and id = ${id}::uuid and version = ${seen}`.execute(db);
  return rows.length === 1 ? 'name-taken' : 'overtaken';
}

/** A new room of a housing; false when it has one of that name. */
export async function insertRoom(
  { db, actor, now }: Scope,
  housing: string,
  body: RoomBody,
  key: IdempotencyKey,
): Promise<boolean> {
  await sql`insert into influx_room (municipality, id, housing, name, beds, opens_on, closes_on, written_by, written_at, idempotency_key)
    values (${actor.municipality}, ${newId()}, ${housing}, ${body.name}, ${body.beds}, ${body.opensOn}, ${body.closesOn ?? null},
      ${actor.account}, ${now}, ${key})
    on conflict do nothing`.execute(db);
  const { rows } = await sql`select from influx_room
    where municipality = ${actor.municipality} and idempotency_key = ${key}`.execute(db);
  return rows.length === 1;
}

/** Says which day is a room's last; false when somebody has it after that, or it begins later. */
export async function closeRoom({ db, actor }: Scope, room: string, lastDay: LocalDate): Promise<boolean> {
  const { numAffectedRows } = await sql`update influx_room r set closes_on = ${lastDay}
    where r.municipality = ${actor.municipality} and r.id = ${room}::uuid and r.opens_on <= ${lastDay}::date
      and not exists (
        select from access.influx_taken(${lastDay}::date + 1, null::date) t where t.room = r.id)`.execute(db);
  return numAffectedRows === 1n;
}
