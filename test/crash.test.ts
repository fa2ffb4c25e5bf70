import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { DemoPerson } from '../src/demo/index.ts';
import type { RunId } from '../src/kernel/ids.ts';
import {
  killDatabase,
  type Ended,
  killServers,
  launch,
  postmasterOf,
  type ServerProcess,
  startProcess,
} from './support/crash/server-process.ts';
import { test as databaseTest } from './support/fixtures.ts';
import { roomiest } from './support/roomiest.ts';
import { openTruth, type Truth } from './support/crash/truth.ts';
import { until } from './support/crash/until.ts';
import { send, startStream, takeUpPen, type Writer } from './support/crash/writer.ts';

let folder: string;
/** A data folder with the demo in it, whose servers have been stopped: each test begins with a copy of it. */
let fresh: string;
/** How two servers fared that were started at the same moment on nothing: they made that folder. */
let firstTwo: Readonly<{ up: readonly boolean[]; loaded: number; ended: readonly Ended[] }>;
const used: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(await roomiest(), 'hemvist-crash-'));
  fresh = path.join(folder, 'fresh');
  const servers = await Promise.all([startProcess({ DATA_DIR: fresh }), startProcess({ DATA_DIR: fresh })]);
  firstTwo = {
    up: await Promise.all(servers.map(isUp)),
    loaded: servers.filter(({ said }) => said().includes('Loaded the demo')).length,
    ended: await Promise.all(servers.map(stop)),
  };
  await until('the database has stopped with the last server', () => postmasterOf(fresh) === undefined, 5);
});

afterEach(async () => {
  killServers();
  for (const dataDir of used.splice(0)) {
    await until('the database is gone', () => (killDatabase(dataDir), postmasterOf(dataDir) === undefined));
  }
});

afterAll(async () => {
  killDatabase(fresh);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function dataFolder(): Promise<string> {
  const dataDir = path.join(folder, randomUUID().slice(0, 8));
  used.push(dataDir);
  await cp(fresh, dataDir, { recursive: true });
  return dataDir;
}

function stop(server: Pick<ServerProcess, 'signal' | 'ended'>): ServerProcess['ended'] {
  server.signal('SIGTERM');
  return server.ended;
}

const isUp = async ({ url }: Pick<ServerProcess, 'url'>): Promise<boolean> =>
  fetch(`${url}/redo`).then(
    ({ ok }) => ok,
    () => false,
  );

/** A run that caseworker and housing staff both work in, and a run of each of two others'. */
async function someRuns(truth: Truth): Promise<readonly (readonly [DemoPerson, RunId])[]> {
  const [alex, eli, billie, charlie] = await Promise.all(
    (['alex', 'eli', 'billie', 'charlie'] as const).map((who) => truth.runsOf(who)),
  );
  const shared = alex?.find((run) => eli?.includes(run));
  const own = billie?.find((run) => !eli?.includes(run));
  const other = charlie?.find((run) => !eli?.includes(run));
  if (!shared || !own || !other) throw new Error('The demo lacks runs to write in');
  return [
    ['alex', shared],
    ['eli', shared],
    ['billie', own],
    ['charlie', other],
  ];
}

const takeUpPens = (url: string, who: readonly (readonly [DemoPerson, RunId])[]): Promise<readonly Writer[]> =>
  Promise.all(who.map(([username, run]) => takeUpPen(url, username, run)));

test('server and database killed ten times in a stream of entries: every acknowledged entry is there once', async () => {
  const dataDir = await dataFolder();
  let server = await startProcess({ DATA_DIR: dataDir });
  const environment = { DATA_DIR: dataDir, PORT: String(server.port) };
  const truth = openTruth(dataDir);
  const who = await someRuns(truth);
  const before = new Map((await truth.runs()).map(({ run, version }) => [run, version]));
  const there = new Set((await truth.entries()).map(({ id }) => id));
  await truth.close();

  const stream = startStream(await takeUpPens(server.url, who));
  for (let round = 0; round < 10; round += 1) {
    const enough = stream.acknowledged() + 6 + round;
    await until('the stream flows', () => stream.acknowledged() >= enough);
    // The one first, then the other; both while writers wait for their answers.
    expect(stream.underWay()).toBeGreaterThan(0);
    if (round % 2 === 0) server.signal('SIGKILL');
    killDatabase(dataDir);
    server.signal('SIGKILL');
    expect(await server.ended).toEqual({ code: null, signal: 'SIGKILL' });
    server = await startProcess(environment);
  }
  const acknowledged = await stream.finish();
  expect(acknowledged.length).toBeGreaterThan(100);

  const after = openTruth(dataDir);
  const entries = (await after.entries()).filter(({ id }) => !there.has(id));
  const byKey = Map.groupBy(entries, ({ key }) => key);
  expect([...byKey.values()].filter(({ length }) => length > 1)).toEqual([]);
  // Nothing but what was acknowledged, too: each writer went on until it was.
  expect(entries.map(({ key, id, run }) => ({ key, entry: id, run })).toSorted(bySort)).toEqual(
    acknowledged.map(({ key, entry, run }) => ({ key, entry, run })).toSorted(bySort),
  );
  for (const { audited, events, key } of entries)
    expect({ key, audited, events }).toEqual({ key, audited: 1, events: 1 });
  for (const { run, version, written } of await after.runs()) {
    const versionBefore = before.get(run) ?? 0;
    const writes = entries.filter((entry) => entry.run === run).length;
    expect({ run, version }).toEqual({ run, version: versionBefore + writes });
    const places = written.filter((place) => place > versionBefore);
    expect({ run, places }).toEqual({
      run,
      places: Array.from({ length: writes }, (_, index) => versionBefore + 1 + index),
    });
  }
  for (const [username, run] of who) {
    const { stored, anew } = await after.work(username, run);
    expect(anew.length).toBeGreaterThan(0);
    expect(stored).toEqual(anew);
  }
  await after.close();
  expect((await stop(server)).code).toBe(0);
}, 240_000);

const alphabetically = (left: string, right: string): number => left.localeCompare(right);
const bySort = (left: Readonly<{ key: string }>, right: Readonly<{ key: string }>): number =>
  alphabetically(left.key, right.key);

test('asked to stop in the middle of requests, the server finishes them and ends well', async () => {
  const dataDir = await dataFolder();
  const server = await startProcess({ DATA_DIR: dataDir });
  const truth = openTruth(dataDir);
  const pens = await takeUpPens(server.url, await someRuns(truth));
  await truth.close();
  // Many at once, so that some are under way and some have not begun.
  const sending = Array.from({ length: 60 }, (_, index) => {
    const writer = pens[index % pens.length];
    const key = randomUUID();
    return writer ? send(writer, key).then((sent) => ({ key, sent })) : undefined;
  }).filter((sent) => sent !== undefined);
  await Promise.any(sending);
  const ended = await stop(server);
  const sent = await Promise.all(sending);
  // Not cut off: it would have ended with 1.
  expect(ended).toEqual({ code: 0, signal: null });
  await until('the database has stopped with its server', () => postmasterOf(dataDir) === undefined, 5);

  const again = await startProcess({ DATA_DIR: dataDir });
  const after = openTruth(dataDir);
  const stored = new Set((await after.entries()).map(({ key }) => key));
  // What was begun was answered: nothing was written that nobody was told of, and nothing told that was not written.
  const told = sent.filter((each) => each.sent.outcome === 'acknowledged').map(({ key }) => key);
  expect(told.length).toBeGreaterThan(1);
  expect(sent.filter(({ key }) => stored.has(key)).map(({ key }) => key)).toEqual(told);
  await after.close();
  await stop(again);
});

test('two servers share the embedded database; the last to leave stops it', async () => {
  const dataDir = await dataFolder();
  const first = await startProcess({ DATA_DIR: dataDir });
  const second = await startProcess({ DATA_DIR: dataDir });
  expect(second.port).not.toBe(first.port);
  const postmaster = postmasterOf(dataDir);
  const truth = openTruth(dataDir);
  const [pen] = await someRuns(truth);
  await truth.close();
  if (!pen) throw new Error('Nobody to write');
  const writers = await Promise.all([first, second].map(({ url }) => takeUpPen(url, ...pen)));
  for (const writer of writers) expect(await send(writer, randomUUID())).toMatchObject({ outcome: 'acknowledged' });

  expect((await stop(first)).code).toBe(0);
  expect(postmasterOf(dataDir)).toBe(postmaster);
  const [, left] = writers;
  expect(left && (await send(left, randomUUID()))).toMatchObject({ outcome: 'acknowledged' });
  expect((await stop(second)).code).toBe(0);
  await until('the database has stopped with the last server', () => postmasterOf(dataDir) === undefined, 5);
});

test('a server that nobody uses keeps its database when another server stops', async () => {
  const dataDir = await dataFolder();
  const idle = await startProcess({ DATA_DIR: dataDir });
  const other = await startProcess({ DATA_DIR: dataDir });
  const postmaster = postmasterOf(dataDir);
  const truth = openTruth(dataDir);
  const others = `from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;
  // Pools let go of connections that are not used. Then what a server holds on to the database with is all there is.
  const { rows: ended } = await truth.owner.query<{ pid: number }>(`select pid, pg_terminate_backend(pid) ${others}`);
  await until(
    'both servers hold on to the database',
    // By the lock, and by new connections: those that are being ended are still listed for a moment.
    async () => {
      const held = `select from pg_locks where locktype = 'advisory' and objid = 4713 and granted and pid <> all ($1::int[])`;
      return (await truth.owner.query(held, [ended.map(({ pid }) => pid)])).rowCount === 2;
    },
  );
  await truth.close();
  expect((await stop(other)).code).toBe(0);
  expect(postmasterOf(dataDir)).toBe(postmaster);
  expect(await isUp(idle)).toBe(true);
});

test('when the database alone is killed, the server lives on and brings it back: every acknowledged entry is there once', async () => {
  const dataDir = await dataFolder();
  const server = await startProcess({ DATA_DIR: dataDir });
  const truth = openTruth(dataDir);
  const pens = await takeUpPens(server.url, await someRuns(truth));
  await truth.close();
  const stream = startStream(pens);
  for (let round = 0; round < 3; round += 1) {
    const [killed, enough] = [postmasterOf(dataDir), stream.acknowledged() + 8];
    await until('the stream flows', () => stream.acknowledged() >= enough);
    killDatabase(dataDir);
    await until('another database runs', () => ![killed, undefined].includes(postmasterOf(dataDir)));
  }
  const acknowledged = await stream.finish();
  const after = openTruth(dataDir);
  const keys = new Set(acknowledged.map(({ key }) => key));
  const stored = (await after.entries()).filter(({ key }) => keys.has(key));
  await after.close();
  expect(stored.map(({ key }) => key).toSorted(alphabetically)).toEqual([...keys].toSorted(alphabetically));
  expect(await stop(server)).toEqual({ code: 0, signal: null });
  await until('the database has stopped with its server', () => postmasterOf(dataDir) === undefined, 5);
});

databaseTest(
  'a connection that breaks in the middle of a transaction fails that transaction, and not the process',
  async ({ database: { db, owner } }) => {
    const transaction = db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      const pid = rows[0]?.pid;
      await owner.query('select pg_terminate_backend($1)', [pid]);
      await until(
        'it is gone',
        async () => (await owner.query('select from pg_stat_activity where pid = $1', [pid])).rowCount === 0,
      );
      await sql`select 1`.execute(tx);
    });
    await expect(transaction).rejects.toThrow();
    expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  },
);

test('two servers started at the same moment on nothing: one database, one demo, both serve', () => {
  const well = { code: 0, signal: null };
  expect(firstTwo).toEqual({ up: [true, true], loaded: 1, ended: [well, well] });
});

/** Starts what cannot start, and gives what it said. It ends by itself, with 1, and speaks to people. */
async function refusal(environment: Readonly<Record<string, string>>): Promise<string> {
  const server = launch(environment);
  expect(await server.ended).toEqual({ code: 1, signal: null });
  expect(server.said()).not.toMatch(/^\s+at /m);
  expect(server.said()).not.toMatch(/\bError\b|undefined|\[object/);
  return server.said();
}

/** Somebody else on a port of this machine, who takes calls and says nothing. */
async function somebodyElse(): Promise<Readonly<{ port: string; hangUp: () => void }>> {
  const calls = new Set<{ destroy: () => void }>();
  const server: Server = createServer((call) => calls.add(call));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: String((server.address() as AddressInfo).port),
    hangUp: () => {
      for (const call of calls) call.destroy();
      server.close();
    },
  };
}

test('a port that is taken: says so, what to do, and leaves no database running', async () => {
  const dataDir = await dataFolder();
  const { port, hangUp } = await somebodyElse();
  const said = await refusal({ DATA_DIR: dataDir, PORT: port });
  expect(said).toContain(`Port ${port} is taken. Set PORT to another, such as PORT=3001 npm start.`);
  await until('the database has stopped with its server', () => postmasterOf(dataDir) === undefined, 5);
  hangUp();
});

test('what the server cannot do without is named', async () => {
  expect(await refusal({ HEMVIST_MODE: 'production' })).toContain('HEMVIST_MODE=production needs DATABASE_URL');
});

test('every wrong setting is named at once, with what it should be', async () => {
  const said = await refusal({ PORT: 'http', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://localhost/hemvist' });
  expect(said).toContain('PORT should be a port number between 0 and 65535, such as 3000.');
  expect(said).toContain('LOG_LEVEL should be fatal, error, warn, info, debug or silent.');
  expect(said).toContain('DATABASE_URL should be the address of a PostgreSQL 15 or newer');
});

test('a database that nobody answers for: says that DATABASE_URL leads nowhere, and keeps its password to itself', async () => {
  const { port, hangUp } = await somebodyElse();
  hangUp();
  for (const host of ['127.0.0.1', 'localhost']) {
    const said = await refusal({ DATABASE_URL: `postgresql://hemvist:hemligt-losen@${host}:${port}/hemvist` });
    expect(said).toContain(`The database that DATABASE_URL leads to (${host}:${port}) does not answer`);
    expect(said).not.toContain('hemligt-losen');
  }
});

test('a database address where something else listens without a word: gives up and says so', async () => {
  const { port, hangUp } = await somebodyElse();
  const said = await refusal({ DATABASE_URL: `postgresql://hemvist@127.0.0.1:${port}/hemvist` });
  expect(said).toContain('does not answer');
  hangUp();
});

test('a database that lacks what DATABASE_URL asks for: says what the database said', async () => {
  const dataDir = await dataFolder();
  const server = await startProcess({ DATA_DIR: dataDir });
  const socket = encodeURIComponent(path.join(dataDir, 'run'));
  const said = await refusal({ DATABASE_URL: `postgresql://hemvist@localhost/finns-inte?host=${socket}` });
  expect(said).toContain('database "finns-inte" does not exist');
  expect((await stop(server)).code).toBe(0);
});
