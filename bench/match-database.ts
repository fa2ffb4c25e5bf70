import pg from 'pg';
import { demoActor, loadRegisterForLoad, writeOrganisation } from '../src/demo/index.ts';
import { localDateFrom } from '../src/kernel/date.ts';
import { match, type PlacementRequest } from '../src/matching/index.ts';
import { appPool, connect } from '../src/platform/database.ts';
import { as } from '../src/platform/door.ts';
import { migrate } from '../src/platform/migrate.ts';
import { migrationsFolder } from '../src/platform/start-database.ts';
import { registerFor, startRegister } from '../src/register/index.ts';
import { type Figure, median } from './figure.ts';

const start = localDateFrom('2026-03-02');
const now = new Date('2026-03-01T09:00:00Z');

const request: PlacementRequest = {
  intervention: 'supported-social-housing',
  municipality: '1480',
  start,
  age: 34,
  gender: 'female',
  supportLevel: 'high',
  needs: ['addiction'],
};

/** One request against a register in the database: as an officer, through the one door, row-level security and audit among it. */
export async function benchMatchFromDatabase(options: pg.PoolConfig): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const offers of [500, 5000, 50_000]) {
    const name = `match_${offers}`;
    const admin = new pg.Pool(options);
    await admin.query(`create database ${name}`);
    await admin.end();
    const owner = new pg.Pool({ ...options, database: name });
    await migrate(owner, migrationsFolder);
    await writeOrganisation(owner);
    await startRegister(owner, '1480', [{ code: '9001', name: 'Påhittby' }], '2020-01-01', now);
    await loadRegisterForLoad(owner, '1480', offers, start);
    const app = appPool({ ...options, database: name }, 1);
    const db = connect(app);
    const door = { action: 'bench.match', channel: 'cli' } as const;
    const work = () =>
      as(db, demoActor('ronja'), now, door, async (scope) => {
        const asked = { intervention: request.intervention, start, supportLevel: 'high' } as const;
        return match(await registerFor(scope, asked), request, start);
      });
    const { candidates, excluded } = await work();
    if (candidates.length + excluded.length < offers * 0.9 || candidates.length === 0)
      throw new Error(`Of ${offers} offers ${candidates.length} came in and ${excluded.length} did not`);
    const values: number[] = [];
    for (let round = 0; round < (offers > 5000 ? 3 : 9); round += 1) {
      const begun = performance.now();
      await work();
      values.push(performance.now() - begun);
    }
    figures.push({
      name: `match a request from the database with ${offers.toLocaleString('en-US')} offers (${candidates.length} candidates)`,
      value: median(values),
      unit: 'ms',
    });
    await app.end();
    await owner.end();
  }
  return figures;
}
