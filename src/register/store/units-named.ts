import { sql } from 'kysely';
import type { Scope } from '../../platform/door.ts';
import { versionOn } from './kept.ts';

/** The units that are called so today, by their names in lower case. Of several with one name the first that was registered. */
export async function unitsNamed({ db, today }: Scope, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select u.id, lower(v.name) as name from provider_unit u
    cross join lateral ${versionOn('provider_unit_version', 'u', today)} v
    where u.municipality = (select access.register()) and lower(v.name) = any(${names.map((name) => name.toLowerCase())}::text[])
    order by u.id desc`.execute(db);
  return new Map(rows.map(({ id, name }) => [name, id]));
}

export type OfferOfUnit = Readonly<{ register: string; offer: string; unit: string; provider: string; form: string }>;

/** The offers of an intervention that a unit has. */
export async function offersOfUnit({ db }: Scope, unit: string, intervention: string): Promise<readonly OfferOfUnit[]> {
  const { rows } = await sql<OfferOfUnit>`
    select o.municipality as register, o.id as offer, u.id as unit, u.provider, o.form
    from offer o join provider_unit u on u.municipality = o.municipality and u.id = o.unit
    where o.municipality = (select access.register()) and u.id = ${unit} and o.intervention = ${intervention} order by o.id`.execute(
    db,
  );
  return rows;
}
