import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { Scope } from '../../platform/door.ts';
import { type Ground, groundFields, isInForce } from '../ground.ts';

type Row = Readonly<{
  id: string;
  provision: string;
  sv: string;
  en: string;
  fields: unknown;
  rests_on_consent: boolean;
  note: string;
  owner: string;
  decided_on: LocalDate;
  valid_from: LocalDate;
  valid_to: LocalDate | null;
  version: number;
}>;

const toGround = (row: Row): Ground => ({
  id: row.id,
  provision: row.provision,
  sv: row.sv,
  en: row.en,
  fields: groundFields.parse(row.fields),
  restsOnConsent: row.rests_on_consent,
  note: row.note,
  owner: row.owner,
  decidedOn: row.decided_on,
  from: row.valid_from,
  ...(row.valid_to === null ? {} : { to: row.valid_to }),
  version: row.version,
});

const columns = sql`provision, name_sv as sv, name_en as en, fields, rests_on_consent, note, owner, decided_on, valid_from, valid_to, version`;

export async function groundsOf({ db, actor }: Scope): Promise<readonly Ground[]> {
  const { rows } = await sql<Row>`select id, ${columns} from ground
    where municipality = ${actor.municipality} order by provision, id`.execute(db);
  return rows.map(toGround);
}

/** The grounds that may be used on a day: those that a lawyer has put in force. */
export const groundsInForce = async (scope: Scope, day: LocalDate = scope.today): Promise<readonly Ground[]> =>
  (await groundsOf(scope)).filter((ground) => isInForce(ground, day));

export type GroundVersion = Ground & Readonly<{ writtenAt: Date; writtenBy?: string }>;

/** Every version that a ground has had, newest first. */
export async function groundVersions({ db, actor }: Scope, id: string): Promise<readonly GroundVersion[]> {
  const { rows } = await sql<Row & { written_at: Date; written_by: string | null }>`
    select v.ground as id, v.provision, v.name_sv as sv, v.name_en as en, v.fields, v.rests_on_consent, v.note, v.owner, v.decided_on,
      v.valid_from, v.valid_to, v.version, v.written_at, a.display_name as written_by
    from ground_version v left join account a on a.municipality = v.municipality and a.id = v.written_by
    where v.municipality = ${actor.municipality} and v.ground = ${id} order by v.version desc`.execute(db);
  return rows.map((row) => ({
    ...toGround(row),
    writtenAt: row.written_at,
    ...(row.written_by === null ? {} : { writtenBy: row.written_by }),
  }));
}

const values = (ground: Ground) => ({
  provision: ground.provision,
  name_sv: ground.sv,
  name_en: ground.en,
  fields: JSON.stringify(ground.fields),
  rests_on_consent: ground.restsOnConsent,
  note: ground.note,
  owner: ground.owner,
  decided_on: ground.decidedOn,
  valid_from: ground.from,
  valid_to: ground.to ?? null,
  version: ground.version,
});

export async function insertGround({ db, actor }: Scope, ground: Ground): Promise<'written' | 'already'> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('ground')
    .values({ municipality: actor.municipality, id: ground.id, ...values(ground) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n ? 'written' : 'already';
}

/** Writes the next version; `overtaken` when somebody else has written one since `ground.version - 1` was read. */
export async function updateGround({ db, actor }: Scope, ground: Ground): Promise<'written' | 'overtaken'> {
  const { numUpdatedRows } = await db
    .updateTable('ground')
    .set(values(ground))
    .where('municipality', '=', actor.municipality)
    .where('id', '=', ground.id)
    .where('version', '=', ground.version - 1)
    .executeTakeFirst();
  return numUpdatedRows === 1n ? 'written' : 'overtaken';
}
