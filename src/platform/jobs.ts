import { type Kysely, sql } from 'kysely';
import type { Pool } from 'pg';
import { type ConstructorOptions, fromKysely, PgBoss } from 'pg-boss';
import { timeZone } from '../kernel/stockholm.ts';
import type { DB } from './database-types.ts';
import { type Log, safeError } from './log.ts';

/** When a job is done, by the clock in Sweden. `at` is a time of day, HH:MM. */
export type Schedule =
  | Readonly<{ every: 'minute' }>
  | Readonly<{ everyHours: number; minute: number }>
  | Readonly<{ at: string; days: 'every' | 'weekdays' }>;

/** What a job has done: how many of what, and the codes of what went wrong on the way. Never anything from a case. */
export type Done = Readonly<{ figures: Readonly<Record<string, number>>; codes?: readonly string[] }>;

/** Something that is done without anybody asking. `work` is safe to do again, and hears when the server stops. */
export type Job = Readonly<{
  name: string;
  schedule: Schedule;
  work: (now: Date, stop: AbortSignal) => Promise<Done>;
}>;

export function cronOf(schedule: Schedule): string {
  if ('every' in schedule) return '* * * * *';
  if ('everyHours' in schedule) return `${schedule.minute} */${schedule.everyHours} * * *`;
  const [hour, minute] = schedule.at.split(':').map(Number);
  return `${minute} ${hour} * * ${schedule.days === 'every' ? '*' : '1-5'}`;
}

/** The schedule that a cron expression of ours says; undefined when it says something else. */
export function scheduleOf(cron: string): Schedule | undefined {
  if (cron === '* * * * *') return { every: 'minute' };
  const [, minute = '', everyHours, hour = '', days] =
    /^(\d{1,2}) (?:\*\/(\d{1,2})|(\d{1,2})) \* \* (\*|1-5)$/.exec(cron) ?? [];
  if (days === undefined) return undefined;
  if (everyHours !== undefined) return { everyHours: Number(everyHours), minute: Number(minute) };
  return { at: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`, days: days === '*' ? 'every' : 'weekdays' };
}

/** How soon what happens is seen, in seconds. */
export type Pace = Readonly<{ poll: number; supervise: number; heartbeat: number }>;

// A process that is killed leaves its job to another after the heartbeat and the look that finds it missing.
const calmly: Pace = { poll: 5, supervise: 30, heartbeat: 30 };

// The tables are made in a migration, and looked after by the owner: pg-boss works in the application's role.
const asTheApplication = {
  schema: 'pgboss',
  migrate: false,
  createSchema: false,
  reindex: false,
  monitorVacuum: false,
} satisfies ConstructorOptions;

type Running = Readonly<{ stop: () => Promise<void> }>;

/**
 * Does the jobs when their time comes, once however many processes there are; what was missed while nothing ran is done once, at
 * once. A job that has never been scheduled is done at once, too. One that failed is tried again later, and a minute's with the next.
 */
export async function startJobs(
  app: Pool,
  log: Log,
  jobs: readonly Job[],
  now: () => Date,
  pace: Pace = calmly,
): Promise<Running> {
  let stopped = false;
  const boss = new PgBoss({
    ...asTheApplication,
    // Not by way of a query builder: what fails between a begin and a commit must not leave the connection as it is.
    db: { executeSql: (text, values) => app.query(text, values) },
    superviseIntervalSeconds: pace.supervise,
    monitorIntervalSeconds: pace.supervise,
    cronWorkerIntervalSeconds: Math.max(1, pace.poll),
    // Nothing here waits for another job.
    flowIntervalSeconds: 3600,
  });
  boss.on('error', (error) => {
    if (!stopped) log.error({ job: 'look', error });
  });
  const stopping = new AbortController();
  try {
    await setUp();
  } catch (error) {
    stopped = true;
    await boss.stop({ graceful: false }).catch(() => {});
    throw error;
  }

  async function setUp(): Promise<void> {
    await boss.start();
    const known = new Set((await boss.getSchedules()).map(({ name }) => name));
    for (const { name, schedule, work } of jobs) {
      const often = 'every' in schedule;
      const options = {
        // One that waits or is being done is enough, of each.
        policy: 'exclusive' as const,
        retryLimit: often ? 0 : 5,
        retryDelay: 60,
        retryBackoff: true,
        expireInSeconds: 4 * 3600,
        heartbeatSeconds: pace.heartbeat,
        deleteAfterSeconds: often ? 86_400 : 30 * 86_400,
      };
      await boss.createQueue(name, options);
      const { policy: _, ...changeable } = options;
      await boss.updateQueue(name, changeable);
      await boss.schedule(name, cronOf(schedule), null, { tz: timeZone, missed: 'once' });
      if (!known.has(name)) await boss.send(name, null, { singletonKey: '', singletonSeconds: 3600 });
      await boss.work(name, { pollingIntervalSeconds: pace.poll }, () => doJob(name, work));
    }
    for (const name of known) if (!jobs.some((job) => job.name === name)) await boss.unschedule(name);
  }

  async function doJob(name: string, work: Job['work']): Promise<Done> {
    try {
      return await work(now(), stopping.signal);
    } catch (error) {
      if (!stopped) log.error({ job: name, error });
      // What is kept is what the log may say, and nothing of what the error quotes.
      const { type, code, constraint } = safeError(error);
      throw Object.assign(new Error(code ?? type), { stack: undefined, code: code ?? type, constraint });
    }
  }

  return {
    stop: async () => {
      stopped = true;
      stopping.abort();
      await boss.stop({ graceful: true, timeout: 8000 });
    },
  };
}

/** One time that a job was done, or is to be. */
export type JobRun = Readonly<{
  state: 'waiting' | 'running' | 'done' | 'failed';
  at: Date;
  seconds?: number;
  done?: Done;
  code?: string;
}>;

export type KnownJob = Readonly<{ name: string; schedule: Schedule | undefined; next: Date; runs: readonly JobRun[] }>;

type Tx = Kysely<DB>;

/** Every job with its schedule, when it is next due, and its last runs, newest first. */
export async function knownJobs(db: Tx, now: Date, runs = 5): Promise<readonly KnownJob[]> {
  const { rows } = await sql<{
    name: string;
    cron: string;
    runs: readonly Readonly<{
      state: string;
      at: string;
      seconds: number | null;
      output: (Partial<Done> & Readonly<{ code?: string }>) | null;
    }>[];
  }>`select s.name, s.cron, coalesce((
      select json_agg(r) from (
        select j.state, coalesce(j.started_on, j.created_on) as at,
          extract(epoch from j.completed_on - j.started_on)::float8 as seconds, j.output
        from pgboss.job j where j.name = s.name order by j.created_on desc limit ${runs}
      ) r
    ), '[]') as runs
    from pgboss.schedule s order by s.name`.execute(db);
  const boss = new PgBoss({ ...asTheApplication, db: { executeSql: async () => ({ rows: [] }) } });
  return rows.map(({ name, cron, runs: its }) => ({
    name,
    schedule: scheduleOf(cron),
    next: boss.previewSchedule(cron, { tz: timeZone, from: now, count: 1 })[0] ?? now,
    runs: its.map(({ state, at, seconds, output }) => ({
      state: stateOf(state),
      at: new Date(at),
      ...(seconds === null ? {} : { seconds }),
      ...(output?.figures ? { done: { figures: output.figures, codes: output.codes ?? [] } } : {}),
      ...(output?.code === undefined ? {} : { code: output.code }),
    })),
  }));
}

function stateOf(state: string): JobRun['state'] {
  switch (state) {
    case 'completed':
      return 'done';
    case 'failed':
    case 'cancelled':
      return 'failed';
    case 'active':
      return 'running';
    default:
      return 'waiting';
  }
}

/** Asks for a run now. False when one waits or is under way already. */
export async function runJobNow(db: Tx, name: string): Promise<boolean> {
  const boss = new PgBoss({
    ...asTheApplication,
    db: fromKysely(db),
    supervise: false,
    schedule: false,
  });
  boss.on('error', () => {});
  await boss.start();
  try {
    return (await boss.send(name)) !== null;
  } finally {
    await boss.stop({ graceful: false });
  }
}
