import { sql } from 'kysely';
import type { AccountId, ConsentId, IndividualId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';

export type Recipient = Readonly<{ account: AccountId; name: string; area: string; areaName: string }>;

/** Those of other areas who can be given something: whose role takes it. */
export async function recipients({ db, actor }: Scope): Promise<readonly Recipient[]> {
  const { rows } = await sql<{ account: AccountId; name: string; area: string; area_name: string }>`
    select a.id as account, a.display_name as name, a.secrecy_area as area, s.name as area_name
    from account a join secrecy_area s on s.municipality = a.municipality and s.id = a.secrecy_area
    where a.municipality = ${actor.municipality} and a.active and a.secrecy_area <> ${actor.area} and exists (
      select from account_role h join role_permission p on p.municipality = h.municipality and p.role = h.role
      where h.municipality = a.municipality and h.account = a.id and p.permission = 'shared:receive'
    )
    order by s.name, a.display_name, a.id`.execute(db);
  return rows.map((row) => ({ account: row.account, name: row.name, area: row.area, areaName: row.area_name }));
}

/** Whether a consent of the ledger carries that parts are given to somebody for a purpose: asked of the same function that the tables ask. */
export async function consentCarries(
  { db, actor }: Scope,
  consent: ConsentId,
  individual: IndividualId,
  given: Readonly<{
    purposes: readonly string[];
    area?: string | undefined;
    party?: string | undefined;
    parts: readonly string[];
  }>,
): Promise<boolean> {
  const { rows } = await sql<{ carries: boolean }>`
    select access.consent_carries(${actor.municipality}, ${consent}, ${individual}, ${[...given.purposes]}::text[],
      ${given.area ?? null}, ${given.party ?? null}, ${[...given.parts]}::text[]) as carries`.execute(db);
  return rows[0]?.carries === true;
}

/** The area and the unit that the actor gives from, by name. */
export async function giver({ db, actor }: Scope): Promise<Readonly<{ area: string; unit: string }>> {
  const { rows } = await sql<{ area: string; unit: string | null }>`
    select s.name as area, (select name from unit u where u.municipality = s.municipality and u.id = ${actor.roles[0]?.unit ?? null}) as unit
    from secrecy_area s where s.municipality = ${actor.municipality} and s.id = ${actor.area}`.execute(db);
  const row = rows[0];
  return { area: row?.area ?? actor.area, unit: row?.unit ?? row?.area ?? actor.area };
}
