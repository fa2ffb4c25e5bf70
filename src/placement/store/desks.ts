import { sql } from 'kysely';
import type { Intervention } from '../../matching/index.ts';
import type { Scope } from '../../platform/door.ts';
import type { Request } from './requests.ts';

/** Where requests of an intervention are worked on: a unit of another area. */
export type Desk = Readonly<{
  intervention: Intervention;
  unit: string;
  unitName: string;
  /** What it is called in a sentence. */
  name: string;
  area: string;
  areaName: string;
}>;

/** The desks that one can ask, by intervention: what nobody in another area takes cannot be asked for. */
export async function desks({ db, actor }: Scope): Promise<ReadonlyMap<Intervention, Desk>> {
  const { rows } = await sql<Desk>`
    select d.intervention, d.unit, u.name as "unitName", coalesce(d.called, u.name) as name, s.id as area, s.name as "areaName"
    from placement_desk d
    join unit u on u.municipality = d.municipality and u.id = d.unit
    join secrecy_area s on s.municipality = u.municipality and s.id = u.secrecy_area
    where d.municipality = ${actor.municipality} and u.secrecy_area <> ${actor.area}`.execute(db);
  return new Map(rows.map((row) => [row.intervention, row]));
}

/** Where a request lies, also when another desk takes such now. */
export async function deskOf(
  { db, actor }: Scope,
  { intervention, deskUnit: unit, deskUnitName: unitName, deskName: name, deskArea: area }: Request,
): Promise<Desk> {
  const { rows } = await sql<{ name: string }>`
    select name from secrecy_area where municipality = ${actor.municipality} and id = ${area}`.execute(db);
  return { intervention, unit, unitName, name, area, areaName: rows[0]?.name ?? area };
}

/** What can be answered where a reason is asked for, and what follows of it. */
export type Reason = Readonly<{
  id: string;
  name: Readonly<{ sv: string; en: string }>;
  consequence: 'none' | 'until-reassessed' | 'days';
  days?: number;
}>;
export type ReasonKind = 'decline' | 'none' | 'withdraw' | 'ended';

type ReasonRow = Readonly<{
  id: string;
  name_sv: string;
  name_en: string;
  consequence: Reason['consequence'];
  days: number | null;
}>;

const toReason = ({ id, name_sv: sv, name_en: en, consequence, days }: ReasonRow): Reason => ({
  id,
  name: { sv, en },
  consequence,
  ...(days === null ? {} : { days }),
});

/** The reasons that can be chosen today. */
export async function reasons({ db, actor, today }: Scope, kind: ReasonKind): Promise<readonly Reason[]> {
  const { rows } = await sql<ReasonRow>`select id, name_sv, name_en, consequence, days from placement_reason
    where municipality = ${actor.municipality} and kind = ${kind} and valid_from <= ${today} and coalesce(valid_to >= ${today}, true)
    order by id = 'other', name_sv`.execute(db);
  return rows.map(toReason);
}

/** Every reason that there is or has been, by kind and id: what is written by one is read in words. */
export async function allReasons({ db, actor }: Scope): Promise<ReadonlyMap<string, Reason>> {
  const { rows } = await sql<ReasonRow & Readonly<{ kind: ReasonKind }>>`
    select kind, id, name_sv, name_en, consequence, days from placement_reason where municipality = ${actor.municipality}`.execute(
    db,
  );
  return new Map(rows.map((row) => [`${row.kind}:${row.id}`, toReason(row)]));
}
