import { sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import type { AccountId, IdempotencyKey } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';

export const delegable = [
  'officialRequest:decide',
  'protection:approve',
  'disclosure:sign',
  'assignment:make',
] as const;
export type Delegable = (typeof delegable)[number];
export type Delegation = Readonly<{
  id: string;
  name: string;
  permission: Delegable;
  reference: string;
  from: LocalDate;
  to?: LocalDate;
  ended: boolean;
}>;

export async function delegations({ db, actor }: Scope): Promise<readonly Delegation[]> {
  const { rows } = await sql<{
    id: string;
    name: string;
    permission: Delegable;
    reference: string;
    valid_from: LocalDate;
    valid_to: LocalDate | null;
    ended: boolean;
  }>`select d.id, a.display_name as name, d.permission, d.reference, d.valid_from, d.valid_to, d.ended_at is not null as ended
    from delegation d join account a on a.municipality = d.municipality and a.id = d.account
    where d.municipality = ${actor.municipality} order by d.ended_at is not null, d.valid_from desc, d.id limit 200`.execute(
    db,
  );
  return rows.map(({ valid_from, valid_to, ...row }) => ({
    ...row,
    from: valid_from,
    ...(valid_to === null ? {} : { to: valid_to }),
  }));
}

export async function insertDelegation(
  { db, actor, now }: Scope,
  given: Readonly<{
    id: string;
    account: AccountId;
    permission: Delegable;
    reference: string;
    from: LocalDate;
    to?: LocalDate | undefined;
    key: IdempotencyKey;
  }>,
): Promise<void> {
  await sql`insert into delegation (municipality, id, account, permission, reference, valid_from, valid_to, given_by, given_at, idempotency_key)
    values (${actor.municipality}, ${given.id}, ${given.account}, ${given.permission}, ${given.reference}, ${given.from},
      ${given.to ?? null}, ${actor.account}, ${now}, ${given.key}) on conflict do nothing`.execute(db);
}

export async function endDelegation({ db, actor, now }: Scope, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update delegation set ended_at = ${now}
    where municipality = ${actor.municipality} and id = ${id} and ended_at is null`.execute(db);
  return numAffectedRows === 1n;
}
