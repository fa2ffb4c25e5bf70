import { sql } from 'kysely';
import type { Scope } from '../../../platform/door.ts';

export type Role = Readonly<{
  id: string;
  sv: string;
  en: string;
  coversUnit: boolean;
  standard: boolean;
  permissions: readonly string[];
}>;

export async function rolesOf({ db, actor }: Scope): Promise<readonly Role[]> {
  const { rows } =
    await sql<Role>`select r.id, r.name_sv as sv, r.name_en as en, r.covers_unit as "coversUnit", r.standard,
      array(select p.permission from role_permission p where p.municipality = r.municipality and p.role = r.id order by 1) as permissions
    from role r where r.municipality = ${actor.municipality} order by r.standard desc, r.name_sv, r.id`.execute(db);
  return rows;
}

export async function writeRole(
  { db }: Scope,
  role: Omit<Role, 'standard'>,
): Promise<'written' | 'standard' | 'not-found'> {
  const { rows } = await sql<{ outcome: 'written' | 'standard' | 'not-found' }>`
    select access.write_role(${role.id}, ${role.sv}, ${role.en}, ${role.coversUnit}, ${[...role.permissions]}::text[]) as outcome`.execute(
    db,
  );
  return rows[0]?.outcome ?? 'not-found';
}
