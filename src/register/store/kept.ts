import { sql, type RawBuilder } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { Scope } from '../../platform/door.ts';

/** The municipality that keeps the register which the actor's municipality uses today; undefined when it uses none. */
export async function registerKeeper({ db }: Pick<Scope, 'db'>): Promise<string | undefined> {
  const { rows } = await sql<{ keeper: string | null }>`select access.register() as keeper`.execute(db);
  return rows[0]?.keeper ?? undefined;
}

/** Whether the actor's own municipality keeps the register: only there is it written in. */
export const keepsRegister = async (scope: Scope): Promise<boolean> =>
  (await registerKeeper(scope)) === scope.actor.municipality;

/** Whether the actor's municipality uses another's register: then it may have lists of its own beside it. */
export async function usesAnothersRegister(scope: Scope): Promise<boolean> {
  const keeper = await registerKeeper(scope);
  return keeper !== undefined && keeper !== scope.actor.municipality;
}

export type Party = Readonly<{ code: string; name: string; from: LocalDate; to: LocalDate | null }>;

/** The municipalities that use the register, in the order of their names. */
export async function registerParties({ db }: Pick<Scope, 'db'>): Promise<readonly Party[]> {
  const { rows } =
    await sql<Party>`select party as code, name, valid_from as "from", valid_to as "to" from register_party
    where municipality = (select access.register()) order by name, party`.execute(db);
  return rows;
}

/** A table of versions, and what its rows are versions of. */
type Versions =
  | 'provider_version'
  | 'provider_unit_version'
  | 'provider_unit_address'
  | 'offer_version'
  | 'provider_state';
const ofWhat = {
  provider_version: 'provider',
  provider_unit_version: 'unit',
  provider_unit_address: 'unit',
  offer_version: 'offer',
  provider_state: 'provider',
} as const satisfies Record<Versions, string>;

/**
 * The version that holds on a day of what `of` refers to, for a lateral join: of the latest day that has come, the one written last. With
 * `orFirst` the first to come where none has.
 */
export const versionOn = (table: Versions, of: string, day: LocalDate, orFirst = false): RawBuilder<unknown> => sql`(
  select v.* from ${sql.table(table)} v
  where v.municipality = ${sql.ref(`${of}.municipality`)} and v.${sql.ref(ofWhat[table])} = ${sql.ref(`${of}.id`)}
    ${orFirst ? sql`` : sql`and v.valid_from <= ${day}`}
  order by v.valid_from > ${day}, abs(v.valid_from - ${day}::date), v.position desc limit 1)`;
