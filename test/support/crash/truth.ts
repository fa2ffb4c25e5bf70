import path from 'node:path';
import type pg from 'pg';
import { evaluateRuns } from '../../../src/casework/evaluation.ts';
import { findRun } from '../../../src/casework/store/runs.ts';
import { workedRuns } from '../../../src/casework/store/worklist.ts';
import { compareItems, type WorkItem, workItems } from '../../../src/casework/worklist.ts';
import { demoActor, type DemoPerson } from '../../../src/demo/index.ts';
import type { RunId } from '../../../src/kernel/ids.ts';
import { appPool, connect, ownerPool } from '../../../src/platform/database.ts';
import { as } from '../../../src/platform/door.ts';

/** What the database holds in the end, read past the server. */
export type Truth = Readonly<{
  owner: pg.Pool;
  /** The runs that somebody works in. */
  runsOf: (who: DemoPerson) => Promise<readonly RunId[]>;
  entries: () => Promise<readonly StoredEntry[]>;
  runs: () => Promise<readonly StoredRun[]>;
  /** What is left to do in somebody's run: as stored, and as evaluating it anew says. */
  work: (who: DemoPerson, run: RunId) => Promise<Readonly<{ stored: readonly WorkItem[]; anew: readonly WorkItem[] }>>;
  close: () => Promise<void>;
}>;

export type StoredEntry = Readonly<{ id: string; run: string; key: string; audited: number; events: number }>;
/** A run with its version, and the places in it that have been written to. */
export type StoredRun = Readonly<{ run: string; version: number; written: readonly number[] }>;

export function openTruth(dataDir: string): Truth {
  const options: pg.PoolConfig = { host: path.join(dataDir, 'run'), user: 'hemvist', database: 'postgres' };
  const owner = ownerPool(options);
  const app = appPool(options, 2);
  const db = connect(app);
  const through = <T>(who: DemoPerson, work: Parameters<typeof as<T>>[4]): Promise<T> =>
    as(db, demoActor(who), new Date(), { action: 'test', channel: 'cli' }, work);
  return {
    owner,
    runsOf: (who) => through(who, async (scope) => (await workedRuns(scope, scope.actor.account)).map(({ id }) => id)),
    entries: async () => {
      const { rows } = await owner.query<StoredEntry>(`
        select e.id, e.run_id as run, e.idempotency_key as key,
          (select count(*)::int from audit a where a.at = e.written_at and a.actor = e.written_by and e.run_id = any (a.run_ids)
            and a.action = 'entry.record' and a.outcome = 'ok') as audited,
          (select count(*)::int from event v where v.run_id = e.run_id and v.payload ->> 'entry' = e.id::text) as events
        from entry e`);
      return rows;
    },
    runs: async () => {
      const { rows } = await owner.query<StoredRun>(`
        select r.id as run, r.version,
          (select coalesce(array_agg(p.position order by p.position), '{}') from (
            select position from entry where run_id = r.id union select position from fact where run_id = r.id
          ) p) as written
        from run r`);
      return rows;
    },
    work: (who, id) =>
      through(who, async (scope) => {
        const run = await findRun(scope, id);
        if (!run) throw new Error(`${who} does not see the run ${id}`);
        const [evaluated] = await evaluateRuns(scope, [run]);
        const worked = (await workedRuns(scope, scope.actor.account)).find((candidate) => candidate.id === id);
        return {
          stored: (worked?.items ?? []).toSorted(compareItems),
          anew: (evaluated ? workItems(id, evaluated.state) : []).toSorted(compareItems),
        };
      }),
    close: async () => {
      await app.end();
      await owner.end();
    },
  };
}
