import { sql } from 'kysely';
import type { Intervention } from '../../../matching/index.ts';
import type { Scope } from '../../../platform/door.ts';

/** Which unit receives requests of an intervention, and what it is called in a sentence where that is not its name. */
export type Receiver = Readonly<{ intervention: Intervention; unit: string; unitName: string; called: string | null }>;

export async function receivers({ db, actor }: Scope): Promise<ReadonlyMap<Intervention, Receiver>> {
  const { rows } = await sql<Receiver>`select d.intervention, d.unit, u.name as "unitName", d.called
    from placement_desk d join unit u on u.municipality = d.municipality and u.id = d.unit
    where d.municipality = ${actor.municipality}`.execute(db);
  return new Map(rows.map((row) => [row.intervention, row]));
}

export type MayReceive = Readonly<{ unit: string; name: string; areaName: string }>;

/** The units that can receive requests: those where somebody may work on them. */
export async function unitsThatMayReceive({ db, actor }: Scope): Promise<readonly MayReceive[]> {
  const { rows } = await sql<MayReceive>`select u.id as unit, u.name, s.name as "areaName"
    from unit u join secrecy_area s on s.municipality = u.municipality and s.id = u.secrecy_area
    where u.municipality = ${actor.municipality} and access.may_be_desk(u.municipality, u.id) order by s.name, u.name`.execute(
    db,
  );
  return rows;
}

type Seen = Readonly<{ intervention: Intervention; seen: string }>;

/** Says who receives an intervention, where `seen` did (nobody, when empty). False when that is no longer so. */
export async function writeReceiver(
  { db, actor }: Scope,
  { intervention, seen, unit, called }: Seen & Readonly<{ unit: string; called: string }>,
): Promise<boolean> {
  const its = called === '' ? null : called;
  const { numAffectedRows } =
    seen === ''
      ? await sql`insert into placement_desk (municipality, intervention, unit, called)
          values (${actor.municipality}, ${intervention}, ${unit}, ${its}) on conflict do nothing`.execute(db)
      : await sql`update placement_desk set unit = ${unit}, called = ${its}
          where municipality = ${actor.municipality} and intervention = ${intervention} and unit = ${seen}`.execute(db);
  return numAffectedRows === 1n;
}

/** Nobody receives it from now on; what has been asked stays where it was sent. False when another has come in its place. */
export async function endReceiver({ db, actor }: Scope, { intervention, seen }: Seen): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from placement_desk
    where municipality = ${actor.municipality} and intervention = ${intervention} and unit = ${seen}`.execute(db);
  return numAffectedRows === 1n;
}
