import { sql } from 'kysely';
import { type IdempotencyKey, newId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';

/** Where notices of an address land. */
export type IntakeRule = Readonly<{ unit: string }> &
  (
    | Readonly<{ kind: 'street'; street: string; numbers?: readonly [from: number, to: number] }>
    | Readonly<{ kind: 'postal'; postal: readonly [from: string, to: string] }>
    | Readonly<{ kind: 'locality'; locality: string }>
    | Readonly<{ kind: 'default' }>
  );
export type KeptRule = IntakeRule & Readonly<{ id: string; unitName: string }>;

/** The rules in force, in the order that they are asked. */
export async function intakeRules({ db, actor }: Scope): Promise<readonly KeptRule[]> {
  const { rows } = await sql<{
    id: string;
    kind: IntakeRule['kind'];
    street: string;
    number_from: number | null;
    number_to: number | null;
    postal_from: string;
    postal_to: string;
    locality: string;
    unit: string;
    unit_name: string;
  }>`select r.id, r.kind, r.street, r.number_from, r.number_to, r.postal_from, r.postal_to, r.locality, r.unit, u.name as unit_name
    from intake_rule r join unit u on u.municipality = r.municipality and u.id = r.unit
    where r.municipality = ${actor.municipality} and r.removed_at is null
    order by array_position(array['street', 'postal', 'locality', 'default'], r.kind), r.street, r.number_from nulls last, r.postal_from,
      r.locality`.execute(db);
  return rows.map((row): KeptRule => {
    const its = { id: row.id, unit: row.unit, unitName: row.unit_name };
    switch (row.kind) {
      case 'street':
        return row.number_from === null || row.number_to === null
          ? { ...its, kind: 'street', street: row.street }
          : { ...its, kind: 'street', street: row.street, numbers: [row.number_from, row.number_to] };
      case 'postal':
        return { ...its, kind: 'postal', postal: [row.postal_from, row.postal_to] };
      case 'locality':
        return { ...its, kind: 'locality', locality: row.locality };
      case 'default':
        return { ...its, kind: 'default' };
    }
  });
}

/** Adds a rule. A new default takes the place of the one there is. */
export async function addRule(scope: Scope, rule: IntakeRule, key: IdempotencyKey): Promise<void> {
  const { db, actor, now } = scope;
  const { rows } =
    await sql`select from intake_rule where municipality = ${actor.municipality} and idempotency_key = ${key}`.execute(
      db,
    );
  if (rows.length > 0) return;
  if (rule.kind === 'default')
    await sql`update intake_rule set removed_at = ${now}, removed_by = ${actor.account}
      where municipality = ${actor.municipality} and kind = 'default' and removed_at is null`.execute(db);
  await db
    .insertInto('intake_rule')
    .values({
      municipality: actor.municipality,
      id: newId(),
      kind: rule.kind,
      unit: rule.unit,
      ...(rule.kind === 'street' ? { street: rule.street.toLowerCase() } : {}),
      ...(rule.kind === 'street' && rule.numbers ? { number_from: rule.numbers[0], number_to: rule.numbers[1] } : {}),
      ...(rule.kind === 'postal' ? { postal_from: rule.postal[0], postal_to: rule.postal[1] } : {}),
      ...(rule.kind === 'locality' ? { locality: rule.locality.toLowerCase() } : {}),
      made_by: actor.account,
      made_at: now,
      idempotency_key: key,
    })
    .execute();
}

/** Takes a rule away; the default stays until another takes its place. */
export async function removeRule({ db, actor, now }: Scope, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update intake_rule set removed_at = ${now}, removed_by = ${actor.account}
    where municipality = ${actor.municipality} and id = ${id} and kind <> 'default' and removed_at is null`.execute(db);
  return numAffectedRows === 1n;
}
