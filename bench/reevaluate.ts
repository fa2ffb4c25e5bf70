import { readFileSync } from 'node:fs';
import pg from 'pg';
import { engineRun } from '../src/casework/entry.ts';
import { evaluateRuns, runsAtWork } from '../src/casework/evaluation.ts';
import { demoActor } from '../src/demo/index.ts';
import { localDateOf } from '../src/kernel/stockholm.ts';
import { appPool, connect, ownerPool } from '../src/platform/database.ts';
import { as } from '../src/platform/door.ts';
import { migrate } from '../src/platform/migrate.ts';
import { migrationsFolder } from '../src/platform/start-database.ts';
import { remindingJobs } from '../src/reminding/index.ts';
import { evaluate } from '../src/routine/index.ts';
import type { Figure } from './figure.ts';
import { load, patternOf } from './load.ts';

const day = 86_400_000;
/** The kernel's clock ticks, in which it tells how long a process has used a processor. */
const ticksPerSecond = 100;

/** Seconds that a process has used a processor. */
function usedBy(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

type Took = Readonly<{ wall: number; processor: number }>;

/**
 * Every open run of a municipality evaluated for a new day by the nightly job: on the nights of a week, in which each is evaluated for the
 * first time, and once all of them anew. One connection, so that one core's work is what this process and that one use.
 */
export async function benchReevaluate(
  server: pg.PoolConfig,
  runs: number,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const name = `bench_reevaluate_${runs}`;
  const admin = new pg.Client(server);
  await admin.connect();
  await admin.query(`create database ${name}`);
  const options = { ...server, database: name };
  const owner = ownerPool(options);
  await migrate(owner, migrationsFolder);
  const pool = appPool(options, 1);
  const db = connect(pool);
  const first = new Date();
  const words = runs.toLocaleString('en-US');
  say(`Loading ${words} open runs ...`);
  await load(owner, db, runs, first);
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  const pid = rows[0]?.pid ?? 0;
  const [job] = remindingJobs(db, () => 'https://hemvist.example', []);
  if (!job) throw new Error('There is no job');

  async function night(now: Date): Promise<Took & Readonly<{ evaluated: number }>> {
    const today = localDateOf(now);
    const stale = `select count(*)::int as n from run where coalesce(evaluated_on < $1, true)`;
    const { rows: before } = await owner.query<{ n: number }>(stale, [today]);
    const [node, postgres, begun] = [process.cpuUsage(), usedBy(pid), performance.now()];
    await job?.work(now, new AbortController().signal);
    const wall = (performance.now() - begun) / 1000;
    const { user, system } = process.cpuUsage(node);
    const { rows: left } = await owner.query<{ n: number }>(stale, [today]);
    if (left[0]?.n !== 0) throw new Error(`${left[0]?.n} runs were not evaluated`);
    say(
      `  ${before[0]?.n} runs, ${wall.toFixed(1)} s: ${((user + system) / 1e6).toFixed(1)} s here, ${(usedBy(pid) - postgres).toFixed(1)} s in the database`,
    );
    return { wall, processor: (user + system) / 1e6 + usedBy(pid) - postgres, evaluated: before[0]?.n ?? 0 };
  }

  say('Seven nights ...');
  const nights: Awaited<ReturnType<typeof night>>[] = [];
  for (let later = 1; later <= 7; later += 1) nights.push(await night(new Date(first.getTime() + later * day)));
  const mean = (of: (one: (typeof nights)[number]) => number): number =>
    nights.reduce((sum, one) => sum + of(one), 0) / nights.length;
  say('All of them anew ...');
  await owner.query('update run set evaluated_on = null');
  await owner.query('vacuum analyze');
  const last = new Date(first.getTime() + 7 * day);
  const anew = await night(last);

  say('The same in memory ...');
  const inputs = await as(db, demoActor('alex'), last, { action: 'bench.read', channel: 'cli' }, async (scope) => {
    const worked = (await runsAtWork(scope, scope.actor.account)).toSorted((a, b) =>
      a.caseNumber < b.caseNumber ? -1 : 1,
    );
    return (await evaluateRuns(scope, worked)).map(({ run, routine, facts, entries, consents }) => ({
      routine,
      input: engineRun(routine.definition, run, facts, entries, consents),
    }));
  });
  const begun = process.cpuUsage();
  for (let n = 1; n <= runs; n += 1) {
    const one = inputs[patternOf(n) - 1];
    if (!one) throw new Error('There is no such pattern');
    evaluate(one.routine, one.input, localDateOf(last));
  }
  const spent = process.cpuUsage(begun);
  const inMemory = (spent.user + spent.system) / 1e6;
  await db.destroy();
  await owner.end();
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();

  const figure = (what: string, { wall, processor }: Took): readonly Figure[] => [
    {
      name: `${what}, processor`,
      value: processor,
      unit: 's',
      reference: { name: 'evaluated in memory once', value: inMemory, unit: 's', ratio: processor / inMemory },
      // Of fewer it says nothing.
      ...(runs >= 100_000 ? { goal: { words: '< 10 s', met: processor < 10 } } : {}),
    },
    { name: `${what}, by the clock`, value: wall, unit: 's' },
  ];
  return [
    ...figure(
      `${words} open runs, a night (${Math.round(mean(({ evaluated }) => evaluated)).toLocaleString('en-US')} may be others)`,
      {
        wall: mean(({ wall }) => wall),
        processor: mean(({ processor }) => processor),
      },
    ),
    ...figure(`${words} open runs, all anew`, anew),
  ];
}
