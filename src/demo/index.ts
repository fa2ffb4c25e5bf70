import type { Pool } from 'pg';
import type { Db } from '../platform/database.ts';
import { loadCases } from './load.ts';
import { writeOrganisation } from './organisation.ts';

export { demoActor, type DemoPerson, demoPassword, demoUsers, writeOrganisation } from './organisation.ts';
export { loadCases } from './load.ts';

export const hasDemo = async (owner: Pool): Promise<boolean> =>
  (await owner.query('select from account where demo limit 1')).rowCount === 1;

const isEmpty = async (owner: Pool): Promise<boolean> =>
  (await owner.query('select from municipality limit 1')).rowCount === 0;

/** Loads the demo into an empty database, once. Gives the number of cases, or undefined when there was something already. */
export async function loadDemoOnce(owner: Pool, db: Db, now: Date): Promise<number | undefined> {
  if (!(await isEmpty(owner))) return undefined;
  await writeOrganisation(owner);
  return loadCases(db, now);
}

/** Empties a database that holds a demo and loads it anew. Refuses any other. */
export async function resetDemo(owner: Pool, db: Db, now: Date): Promise<number> {
  const real = await owner.query('select from account where not demo limit 1');
  if (real.rowCount !== 0) throw new Error('This database holds accounts that are not of the demo: it is not reset.');
  await owner.query('truncate municipality, session, sign_in_attempt cascade');
  await writeOrganisation(owner);
  return loadCases(db, now);
}
