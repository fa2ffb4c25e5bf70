import { PgBoss } from 'pg-boss';
import { expect } from 'vitest';
import { demoActor } from '../../src/demo/index.ts';
import { timeOfDayOf } from '../../src/kernel/stockholm.ts';
import { as } from '../../src/platform/door.ts';
import { type Job, type KnownJob, knownJobs, runJobNow, startJobs } from '../../src/platform/jobs.ts';
import type { Log } from '../../src/platform/log.ts';
import { until } from '../support/crash/until.ts';
import { test, type TestDatabase } from '../support/fixtures.ts';

const logged: object[] = [];
const keep = (line: object): void => void logged.push(line);
const log: Log = { debug: keep, info: keep, warn: keep, error: keep };
const pace = { poll: 0.5, supervise: 1, heartbeat: 10 };
const start = ({ app }: TestDatabase, jobs: readonly Job[]) => startJobs(app, log, jobs, () => new Date(), pace);

const purpose = { action: 'test', channel: 'page' } as const;
const asKim = <T>({ db }: TestDatabase, work: Parameters<typeof as<T>>[4]): Promise<T> =>
  as(db, demoActor('kim'), new Date(), purpose, work);
const seen = async (database: TestDatabase, name: string): Promise<KnownJob | undefined> =>
  (await asKim(database, (scope) => knownJobs(scope.db, new Date()))).find((job) => job.name === name);

test('pg-boss finds its tables as it wants them: a newer one needs a migration first', async ({ database }) => {
  const boss = new PgBoss({
    schema: 'pgboss',
    migrate: false,
    db: { executeSql: (text, values) => database.owner.query(text, values) },
  });
  expect(await boss.isInstalled()).toBe(true);
  const { ok, missingTables, columnDrift, constraintDrift, mismatchedFunctions } = await boss.detectSchemaDrift();
  expect({ ok, missingTables, columnDrift, constraintDrift, mismatchedFunctions }).toEqual({
    ok: true,
    missingTables: [],
    columnDrift: [],
    constraintDrift: [],
    mismatchedFunctions: [],
  });
  expect(await boss.schemaVersion()).toBe(43);
});

test('of two processes one does a job: at first at once, then by the clock, and once for all that was missed', async ({
  database,
}) => {
  // A time of day that was two hours ago, so that the clock does not come in between.
  const at = timeOfDayOf(Date.now() - 7_200_000);
  let times = 0;
  const job: Job = {
    name: 'counted',
    schedule: { at, days: 'every' },
    work: async () => ({ figures: { times: (times += 1) } }),
  };
  const both = await Promise.all([start(database, [job]), start(database, [job])]);
  await until('the job is done', async () => (await seen(database, 'counted'))?.runs[0]?.state === 'done');
  await Promise.all(both.map(({ stop }) => stop()));
  expect(times).toBe(1);

  // Three days of downtime.
  await database.owner.query(`update pgboss.version set cron_on = now() - interval '3 days'`);
  await database.owner.query(`update pgboss.schedule set created_on = now() - interval '9 days'`);
  const again = await Promise.all([start(database, [job]), start(database, [job])]);
  await until('what was missed is done', async () => times > 1 && (await seen(database, 'counted'))?.runs.length === 2);
  await until('it is written down', async () => (await seen(database, 'counted'))?.runs[0]?.state === 'done');
  expect(times).toBe(2);
  expect(await seen(database, 'counted')).toMatchObject({
    schedule: { at, days: 'every' },
    runs: [{ state: 'done', done: { figures: { times: 2 }, codes: [] } }, { state: 'done' }],
  });

  // Asked for: done once more, by one of them, and not twice when one asks twice.
  const asked = await asKim(database, async ({ db }) => [
    await runJobNow(db, 'counted'),
    await runJobNow(db, 'counted'),
  ]);
  expect(asked).toEqual([true, false]);
  await until('the run that was asked for is done', () => times === 3);
  await Promise.all(again.map(({ stop }) => stop()));
  expect(times).toBe(3);
});

test('a job that fails leaves its code and nothing that the error quoted, and is tried again', async ({ database }) => {
  const running = await start(database, [
    {
      name: 'failing',
      schedule: { at: '03:00', days: 'every' },
      work: () => Promise.reject(Object.assign(new Error('Alva Exempelberg is there already'), { code: '23505' })),
    },
  ]);
  await until('it has failed', async () => (await seen(database, 'failing'))?.runs[0]?.code !== undefined);
  await running.stop();
  expect(await seen(database, 'failing')).toMatchObject({ runs: [{ state: 'waiting', code: '23505' }] });
  const { rows } = await database.owner.query<{ kept: string }>(
    `select string_agg(j::text, '') as kept from pgboss.job j`,
  );
  expect(rows[0]?.kept).not.toContain('Exempelberg');
});

test('a server that is asked to stop ends at once, and tells a job that is under way', async ({ database }) => {
  let [began, told] = [false, false];
  const running = await start(database, [
    {
      name: 'slow',
      schedule: { at: '03:00', days: 'every' },
      work: (_, stop) => {
        began = true;
        return new Promise((resolve) => {
          stop.addEventListener('abort', () => {
            told = true;
            resolve({ figures: {} });
          });
        });
      },
    },
  ]);
  await until('it has begun', () => began);
  const before = Date.now();
  await running.stop();
  expect(told).toBe(true);
  expect(Date.now() - before).toBeLessThan(3000);
});

test('who asks through the door sees the jobs, and asks for one, only as an administrator', async ({ database }) => {
  await (await start(database, [])).stop();
  const asAlex = <T>(work: Parameters<typeof as<T>>[4]) =>
    as(database.db, demoActor('alex'), new Date(), purpose, work);
  await database.owner.query(`select pgboss.create_queue('quiet', '{"policy":"exclusive"}')`);
  await database.owner.query(`insert into pgboss.schedule (name, cron) values ('quiet', '* * * * *')`);
  expect(await asKim(database, ({ db }) => knownJobs(db, new Date()))).not.toEqual([]);
  expect(await asAlex(({ db }) => knownJobs(db, new Date()))).toEqual([]);
  await expect(asAlex(({ db }) => runJobNow(db, 'quiet'))).rejects.toThrow();
  for (const table of ['version', 'queue', 'schedule', 'job', 'job_common']) {
    const { rows } = await database.owner.query<{ n: number }>(`select count(*)::int as n from pgboss.${table}`);
    expect(rows[0]?.n, table).toBeGreaterThan(0);
  }
});
