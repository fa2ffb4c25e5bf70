import { sql } from 'kysely';
import type { Scope } from '../../../platform/door.ts';

/** One's own; the code is the four digits of Statistics Sweden (SCB). */
export type Municipality = Readonly<{ code: string; name: string }>;

export async function getMunicipality({ db, actor }: Scope): Promise<Municipality> {
  const { rows } = await sql<Municipality>`
    select code, name from municipality where code = ${actor.municipality}`.execute(db);
  const [own] = rows;
  if (!own) throw new Error('Who is asking belongs to no municipality');
  return own;
}

/** Gives it another name than the one that was seen; `overtaken` when somebody else has. */
export async function writeMunicipality(
  { db }: Scope,
  name: string,
  seen: string,
): Promise<'written' | 'overtaken' | 'not-found'> {
  const { rows } = await sql<{ outcome: 'written' | 'overtaken' | 'not-found' }>`
    select access.write_municipality(${name}, ${seen}) as outcome`.execute(db);
  return rows[0]?.outcome ?? 'not-found';
}
