import { sql } from 'kysely';
import type { Scope } from '../../../platform/door.ts';

export type Area = Readonly<{ id: string; name: string; kind: string }>;
export type Unit = Readonly<{ id: string; area: string; name: string }>;

export async function areasAndUnits({
  db,
  actor,
}: Scope): Promise<Readonly<{ areas: readonly Area[]; units: readonly Unit[] }>> {
  const areas = await sql<Area>`select id, name, kind from secrecy_area
    where municipality = ${actor.municipality} order by name, id`.execute(db);
  const units = await sql<Unit>`select id, secrecy_area as area, name from unit
    where municipality = ${actor.municipality} order by name, id`.execute(db);
  return { areas: areas.rows, units: units.rows };
}

/** The units of committees: those that receive what is to be dealt with. */
export async function unitsOf({ db, actor }: Scope): Promise<readonly Unit[]> {
  const { rows } = await sql<Unit>`select u.id, u.secrecy_area as area, u.name from unit u
    join secrecy_area s on s.municipality = u.municipality and s.id = u.secrecy_area
    where u.municipality = ${actor.municipality} and s.kind = 'committee' order by u.name, u.id`.execute(db);
  return rows;
}

export const writeArea = ({ db }: Scope, { id, name, kind }: Area) =>
  sql`select access.write_area(${id}, ${name}, ${kind})`.execute(db);

export async function writeUnit(
  { db }: Scope,
  { id, area, name }: Unit,
): Promise<'written' | 'other-area' | 'not-found'> {
  const { rows } = await sql<{ outcome: 'written' | 'other-area' | 'not-found' }>`
    select access.write_unit(${id}, ${area}, ${name}) as outcome`.execute(db);
  return rows[0]?.outcome ?? 'not-found';
}
