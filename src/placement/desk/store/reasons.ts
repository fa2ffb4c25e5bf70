import { sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import type { Scope } from '../../../platform/door.ts';
import type { Reason, ReasonKind } from '../../store/desks.ts';
import type { KeptReason } from '../reason.ts';

/** Every reason that there is or has been, as it is kept; those that have ended stand last. */
export async function keptReasons({ db, actor, today }: Scope): Promise<readonly KeptReason[]> {
  const { rows } = await sql<Omit<KeptReason, 'days'> & { days: number | null }>`
    select kind, id, json_build_object('sv', name_sv, 'en', name_en) as name, consequence, days, valid_from as "from", valid_to as "to"
    from placement_reason where municipality = ${actor.municipality}
    order by coalesce(valid_to < ${today}, false), id = 'other', name_sv`.execute(db);
  return rows.map(({ days, ...row }) => ({ ...row, ...(days === null ? {} : { days }) }));
}

export async function insertReason(
  { db, actor }: Scope,
  { kind, id, name, consequence, days, from }: Reason & Readonly<{ kind: ReasonKind; from: LocalDate }>,
): Promise<void> {
  await sql`insert into placement_reason (municipality, kind, id, name_sv, name_en, consequence, days, valid_from)
    values (${actor.municipality}, ${kind}, ${id}, ${name.sv}, ${name.en}, ${consequence}, ${days ?? null}, ${from})`.execute(
    db,
  );
}

/** The last day that it can be chosen on. False when it has ended. */
export async function endReason(
  { db, actor }: Scope,
  { kind, id }: Pick<KeptReason, 'kind' | 'id'>,
  to: LocalDate,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update placement_reason set valid_to = ${to}
    where municipality = ${actor.municipality} and kind = ${kind} and id = ${id}`.execute(db);
  return numAffectedRows === 1n;
}
