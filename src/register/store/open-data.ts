import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { Db } from '../../platform/database.ts';
import type { Scope } from '../../platform/door.ts';
import type { OpenOffer } from '../open-data.ts';

/**
 * What active providers offer on a day, without sheltered housing and without personal data: no people, and nothing of sole traders, whose
 * name and number are a person's. Nothing where the register is not published and whoever asks does not read it (access.open_offers).
 */
export async function openOffers(
  { db }: Readonly<{ db: Scope['db'] | Db }>,
  keeper: string,
  day: LocalDate,
): Promise<readonly OpenOffer[]> {
  const { rows } = await sql<OpenOffer>`select * from access.open_offers(${keeper}, ${day})`.execute(db);
  return rows;
}

/** Who publishes the register that a municipality keeps; undefined when it is not published on that day. */
export async function publishedRegister(
  { db }: Readonly<{ db: Scope['db'] | Db }>,
  keeper: string,
  day: LocalDate,
): Promise<string | undefined> {
  const { rows } = await sql<{ publisher: string | null }>`
    select access.published_register(${keeper}, ${day}) as publisher`.execute(db);
  return rows[0]?.publisher ?? undefined;
}

export type OpenDataDecision = Readonly<{
  position: number;
  from: LocalDate;
  published: boolean;
  reason: string;
  byName: string | null;
  at: Date;
}>;

/** What has been decided of publishing the register, what holds from the latest day first. */
export async function openDataDecisions({ db }: Scope): Promise<readonly OpenDataDecision[]> {
  const { rows } = await sql<OpenDataDecision>`select d.position, d.valid_from as "from", d.published, d.reason,
      a.display_name as "byName", d.written_at as at
    from open_data_decision d left join account a on a.municipality = d.municipality and a.id = d.written_by
    where d.municipality = (select access.register()) order by d.valid_from desc, d.position desc`.execute(db);
  return rows;
}
