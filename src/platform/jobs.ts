import { sql } from 'kysely';
import type { Db } from './database.ts';
import { type Log, safeError } from './log.ts';

/** Something that is done without anybody asking. `work` gives what it did, in figures, and is safe to do again. */
export type Job = Readonly<{ name: string; everySeconds: number; work: (now: Date) => Promise<string> }>;

/** Does the jobs that are due, one after another. Of several processes, the first to ask does it. Gives the names of those it did. */
export async function runDueJobs(db: Db, jobs: readonly Job[], now: () => Date): Promise<readonly string[]> {
  const done: string[] = [];
  for (const { name, everySeconds, work } of jobs) {
    const { rows } = await sql<{ mine: boolean }>`
      select access.begin_job(${name}, ${now()}, make_interval(secs => ${everySeconds})) as mine`.execute(db);
    if (rows[0]?.mine !== true) continue;
    const [outcome, detail] = await work(now()).then(
      (figures) => ['ok', figures] as const,
      (error: unknown) => ['failed', JSON.stringify(safeError(error))] as const,
    );
    await sql`select access.end_job(${name}, ${now()}, ${outcome}, ${detail})`.execute(db);
    done.push(name);
  }
  return done;
}

type Running = Readonly<{ stop: () => Promise<void> }>;

/** Looks for jobs that are due, at once and then every so often. What was missed while nothing ran is done at the first look. */
export function startJobs(db: Db, log: Log, jobs: readonly Job[], now: () => Date, lookEverySeconds = 15): Running {
  let stopped = false;
  let looking = Promise.resolve();
  const look = async (): Promise<void> => {
    try {
      await runDueJobs(db, jobs, now);
    } catch (error) {
      if (!stopped) log.error({ job: 'look', error });
    }
  };
  const next = (): void => {
    if (!stopped) looking = looking.then(look);
  };
  next();
  const timer = setInterval(next, lookEverySeconds * 1000);
  timer.unref();
  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await looking;
    },
  };
}
