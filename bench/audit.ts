import pg from 'pg';
import { sql } from 'kysely';
import { record } from '../src/casework/index.ts';
import { demoActor } from '../src/demo/index.ts';
import { newId, type RunId } from '../src/kernel/ids.ts';
import { localDateOf } from '../src/kernel/stockholm.ts';
import { appPool, connect, type Db, ownerPool } from '../src/platform/database.ts';
import { as } from '../src/platform/door.ts';
import { migrate } from '../src/platform/migrate.ts';
import { migrationsFolder } from '../src/platform/start-database.ts';
import { type Figure, median } from './figure.ts';
import { load } from './load.ts';

// What a write costs as the audit grows: the same database twice, with few rows in its audit and with many, written to turn about.

const base = 'bench_audit_base';

/** Rows of the audit as they come: by many people, one case and one run each, over the year before now. */
const fill = (rows: number, months: number): string => `
  insert into audit (municipality, at, actor, secrecy_area, action, channel, outcome, case_ids, run_ids, parts)
  select '1480', now() - n::float8 / ${rows} * ${months} * interval '30 days',
    ('00000004-0000-4000-8000-' || lpad(to_hex(n % 4000), 12, '0'))::uuid, 'centrum', 'run.routine.read', 'page', 'ok',
    array[('00000002-0000-4000-8000-' || lpad(to_hex(n::bigint * 7919 % 100000), 12, '0'))::uuid],
    array[('00000003-0000-4000-8000-' || lpad(to_hex(n::bigint * 7919 % 100000), 12, '0'))::uuid], array['obligations']
  from generate_series(1, ${rows}) n`;

type Place = Readonly<{ rows: number; db: Db; runs: readonly RunId[]; close: () => Promise<void> }>;

async function place(server: pg.PoolConfig, rows: number, months: number, say: (line: string) => void): Promise<Place> {
  const name = `bench_audit_${rows}`;
  const admin = new pg.Client(server);
  await admin.connect();
  await admin.query(`create database ${name} template ${base}`);
  await admin.end();
  const options = { ...server, database: name };
  const owner = ownerPool(options);
  say(`Writing ${rows.toLocaleString('en-US')} rows of audit over ${months} months ...`);
  const client = await owner.connect();
  try {
    await client.query(`set maintenance_work_mem = '1GB'; set max_parallel_maintenance_workers = 2`);
    for (let month = 1; month <= months; month += 1)
      await client.query(`select access.ensure_audit_partition((now() - $1 * interval '30 days')::date)`, [month]);
    // The indexes are made afterwards, all at once: the same indexes, sooner.
    const { rows: indexes } = await client.query<{ name: string; statement: string }>(
      `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as statement from pg_index
       where indrelid = 'audit'::regclass and not indisprimary`,
    );
    for (const index of indexes) await client.query(`drop index ${index.name}`);
    await client.query(fill(rows, months));
    for (const { statement } of indexes) await client.query(statement.replace(' ON ONLY ', ' ON '));
    await client.query('vacuum analyze');
  } finally {
    client.release(true);
  }
  const { rows: runs } = await owner.query<{ id: RunId }>(
    `select r.id from run r join assignment a on a.case_id = r.case_id and a.run_id is null where a.account = $1 and r.ended_on is null order by 1`,
    [demoActor('alex').account],
  );
  await owner.end();
  const pool = appPool(options, 2);
  return { rows, db: connect(pool), runs: runs.map(({ id }) => id), close: () => pool.end() };
}

const alex = demoActor('alex');

/** A whole write, acknowledged: entry, event, what is left to do, and the audit, in one transaction. */
async function write({ db, runs }: Place, round: number): Promise<void> {
  const run = runs[round % runs.length];
  if (!run) throw new Error('There is no run to write in');
  const now = new Date();
  const recorded = await as(db, alex, now, { action: 'entry.record', channel: 'page' }, async (scope) => {
    scope.touched({ runs: [run], parts: ['entries'] });
    return record(scope, {
      run,
      deeds: [
        {
          kind: 'follow-up',
          at: localDateOf(now),
          participants: ['caseworker'],
          channel: 'phone',
          answers: { whatWorked: 'Gick bra.' },
        },
      ],
      seen: Number.MAX_SAFE_INTEGER,
      key: newId(),
    });
  });
  if (recorded.outcome !== 'recorded') throw new Error(`Recording ended in ${recorded.outcome}`);
}

/** The audit's row alone, without waiting for the disk: what grows if anything does. */
async function writeAudit({ db, runs }: Place, round: number): Promise<void> {
  const run = runs[round % runs.length];
  await as(db, alex, new Date(), { action: 'run.read', channel: 'page' }, async (scope) => {
    await sql`set local synchronous_commit = off`.execute(scope.db);
    if (run) scope.touched({ runs: [run], parts: ['obligations'] });
  });
}

async function milliseconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** What a write costs at few and at many rows of audit. The measured writes reach the disk as in production. */
export async function benchAudit(
  server: pg.PoolConfig,
  sizes: readonly [few: number, many: number],
  { months, rounds, cases }: Readonly<{ months: number; rounds: number; cases: number }>,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const admin = new pg.Client(server);
  await admin.connect();
  const setting = async (text: string): Promise<void> => {
    await admin.query(`alter system set ${text}`);
    await admin.query('select pg_reload_conf()');
  };
  // While loading only: what is lost then is loaded anew.
  await setting('fsync = off');
  await admin.query(`create database ${base}`);
  const owner = ownerPool({ ...server, database: base });
  await migrate(owner, migrationsFolder);
  const pool = appPool({ ...server, database: base });
  await load(owner, connect(pool), cases, new Date());
  await pool.end();
  await owner.end();
  const few = await place(server, sizes[0], months, say);
  const many = await place(server, sizes[1], months, say);
  await setting('fsync = on');
  await admin.query('checkpoint');
  say('Writing ...');
  const figures: Figure[] = [];
  for (const [name, work, times] of [
    ['a write, acknowledged', write, rounds],
    ['the audit’s row alone', writeAudit, rounds * 3],
  ] as const) {
    const [atFew, atMany]: [number[], number[]] = [[], []];
    for (let round = 0; round < times + 20; round += 1) {
      // First the one and then the other, and then the other way round.
      const [one, other] = round % 2 === 0 ? [few, many] : [many, few];
      const first = await milliseconds(() => work(one, round));
      const second = await milliseconds(() => work(other, round));
      if (round < 20) continue;
      atFew.push(one === few ? first : second);
      atMany.push(one === few ? second : first);
    }
    const [value, least] = [median(atMany), median(atFew)];
    const ratio = value / least;
    figures.push({
      name: `${name}, ${sizes[1].toLocaleString('en-US')} rows`,
      value,
      unit: 'ms',
      reference: { name: `at ${sizes[0].toLocaleString('en-US')}`, value: least, unit: 'ms', ratio },
      goal: { words: 'ratio ≤ 1.2', met: ratio <= 1.2 },
    });
  }
  await few.close();
  await many.close();
  for (const name of [base, ...sizes.map((rows) => `bench_audit_${rows}`)])
    await admin.query(`drop database ${name} with (force)`);
  await admin.end();
  return figures;
}
