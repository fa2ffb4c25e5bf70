import type { Pool } from 'pg';
import type { Db } from '../platform/database.ts';
import { alone } from '../platform/start-database.ts';
import { loadCases } from './load.ts';
import { loadRegister } from './register.ts';
import { finishOrganisation, unfinishedMark, writeOrganisation } from './organisation.ts';

export { demoActor, type DemoPerson, demoPassword, demoUsers, writeOrganisation } from './organisation.ts';
export { loadCases } from './load.ts';
export { loadRegister } from './register.ts';
export { loadRegisterForLoad } from './register-load.ts';

export const hasDemo = async (owner: Pool): Promise<boolean> =>
  (await owner.query('select from account where demo limit 1')).rowCount === 1;

const isEmpty = async (owner: Pool): Promise<boolean> =>
  (await owner.query('select from municipality limit 1')).rowCount === 0;

/**
 * A demo that was being loaded when the process died: it is known by the mark that is taken away when it is whole. Never where there is
 * anybody real, whatever their municipality is called.
 */
const isUnfinished = async (owner: Pool): Promise<boolean> =>
  (
    await owner.query(
      `select from municipality where name like '%' || $1 and not exists (select from account where not demo)`,
      [unfinishedMark],
    )
  ).rowCount !== 0;

async function load(owner: Pool, db: Db, now: Date): Promise<number> {
  await owner.query('truncate municipality, session, sign_in_attempt cascade');
  // What has been decided in a demo goes with those who decided it; what came with Hemvist stays.
  await owner.query('delete from retention_policy where approved_by is not null');
  await writeOrganisation(owner, { unfinished: true });
  await loadRegister(owner, db, now);
  const cases = await loadCases(db, now, () => owner.query('analyze'));
  await finishOrganisation(owner);
  return cases;
}

/** Loads the demo into an empty database, once. Gives the number of cases, or undefined when there was something already. */
export const loadDemoOnce = (owner: Pool, db: Db, now: Date): Promise<number | undefined> =>
  alone(owner, async () => ((await isEmpty(owner)) || (await isUnfinished(owner)) ? load(owner, db, now) : undefined));

/** Empties a database that holds a demo and loads it anew. Refuses any other. */
export const resetDemo = (owner: Pool, db: Db, now: Date): Promise<number> =>
  alone(owner, async () => {
    const real = await owner.query('select from account where not demo limit 1');
    if (real.rowCount !== 0) throw new Error('This database holds accounts that are not of the demo: it is not reset.');
    return load(owner, db, now);
  });
