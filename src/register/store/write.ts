import { sql } from 'kysely';
import type { IdempotencyKey } from '../../kernel/ids.ts';
import { newId } from '../../kernel/ids.ts';
import type { DB } from '../../platform/database-types.ts';
import type { Scope } from '../../platform/door.ts';
import type { Value } from '../fields.ts';

export type RegisterTable = Extract<
  keyof DB,
  | 'provider'
  | 'provider_version'
  | 'provider_unit'
  | 'provider_unit_version'
  | 'provider_unit_address'
  | 'offer'
  | 'offer_version'
  | 'agreement'
  | 'price'
  | 'permit'
  | 'control_list'
  | 'provider_control'
  | 'provider_control_decision'
  | 'provider_state'
  | 'provider_stop'
  | 'place'
  | 'provision_form_rule'
  | 'placement_subcategory'
  | 'municipal_list'
  | 'open_data_decision'
  | 'register_import'
>;

export type Row = Readonly<Record<string, Value | Readonly<Record<string, unknown>> | readonly object[]>>;

const written = ({ actor, now }: Scope) => ({
  municipality: actor.municipality,
  written_by: actor.account,
  written_at: now.toISOString(),
});

/** Writes the rows that are not in the way of any that is there; gives how many. */
export async function insertRows(scope: Scope, table: RegisterTable, rows: readonly Row[]): Promise<number> {
  if (rows.length === 0) return 0;
  const whole = rows.map((row) => ({ idempotency_key: newId(), ...row, ...written(scope) }));
  const { numAffectedRows } = await sql`insert into ${sql.table(table)}
    select * from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(whole)}::jsonb)
    on conflict do nothing`.execute(scope.db);
  return Number(numAffectedRows ?? 0n);
}

/**
 * Writes one row, once: the same key again writes nothing, and is not told apart. False when another row is in its way: the same position,
 * or a period that it overlaps.
 */
export async function insertOnce(scope: Scope, table: RegisterTable, row: Row, key: IdempotencyKey): Promise<boolean> {
  if ((await insertRows(scope, table, [{ ...row, idempotency_key: key }])) === 1) return true;
  const { rows } = await sql`select from ${sql.table(table)}
    where municipality = ${scope.actor.municipality} and idempotency_key = ${key}`.execute(scope.db);
  return rows.length === 1;
}

/** What rows of a table may not overlap each other by: as the constraints say. */
const onePeriodEach = {
  agreement: ['provider', 'name', 'lot'],
  permit: ['unit', 'kind'],
  price: ['offer', 'support_level'],
  place: ['unit', 'name'],
  provision_form_rule: ['intervention', 'form'],
  municipal_list: ['list', 'intervention'],
} as const;
type Dated = keyof typeof onePeriodEach;

/**
 * Says which day is the last, or that there is none, with why where the table keeps that. False when it is not there, begins later, or
 * would overlap the period after it.
 */
export async function endOn(
  { db, actor, now }: Scope,
  table: Dated,
  id: string,
  lastDay: string | null,
  reason?: string,
): Promise<boolean> {
  const why =
    reason === undefined ? sql`` : sql`, changed_by = ${actor.account}, changed_at = ${now}, change_reason = ${reason}`;
  const same = sql.join(
    onePeriodEach[table].map((column) => sql`x.${sql.ref(column)} = t.${sql.ref(column)}`),
    sql` and `,
  );
  const { numAffectedRows } = await sql`update ${sql.table(table)} t set valid_to = ${lastDay}${why}
    where t.municipality = ${actor.municipality} and t.id = ${id}::uuid and t.valid_from <= coalesce(${lastDay}::date, t.valid_from)
      and not exists (
        select from ${sql.table(table)} x where x.municipality = t.municipality and x.id <> t.id and ${same}
          and x.valid_from > t.valid_from and x.valid_from <= coalesce(${lastDay}::date, 'infinity'))`.execute(db);
  return numAffectedRows === 1n;
}
