import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { until } from './until.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const node = path.join(root, 'node_modules/.bin/node');

export type Environment = Readonly<Record<string, string>>;

/** How a process ended: by itself with a code, or by a signal. */
export type Ended = Readonly<{ code: number | null; signal: NodeJS.Signals | null }>;

/** The server as `npm start` runs it, in a process of its own. */
export type ServerProcess = Readonly<{
  url: string;
  port: number;
  /** What it has said so far. */
  said: () => string;
  signal: (name: NodeJS.Signals) => void;
  ended: Promise<Ended>;
}>;

export type Launched = Omit<ServerProcess, 'url' | 'port'>;

// Ended with the test, also when it fails.
const launched = new Set<ChildProcess>();

/** Runs the server with nothing in its environment but what is given. */
export function launch(environment: Environment): Launched {
  const child = spawn(node, ['--enable-source-maps', 'build/server/server.js'], {
    cwd: root,
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'silent', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  launched.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    // Not `exit`: what it said last may still be on its way then.
    child.on('close', (code, signal) => {
      launched.delete(child);
      resolve({ code, signal });
    });
  });
  return { said: () => said, signal: (name) => void child.kill(name), ended };
}

/** Starts the server and waits until it says where it is. */
export async function startProcess(environment: Environment): Promise<ServerProcess> {
  const process = launch(environment);
  let ended: Ended | undefined;
  void process.ended.then((how) => (ended = how));
  const port = await until('the server says where it is', () => {
    if (ended) throw new Error(`The server ended with ${ended.code ?? ended.signal}:\n${process.said()}`);
    return /at http:\/\/localhost:(\d+)/.exec(process.said())?.[1];
  });
  return { ...process, port: Number(port), url: `http://localhost:${port}` };
}

/** Ends what a test has left running. */
export function killServers(): void {
  for (const child of launched) child.kill('SIGKILL');
}

const lockFile = (dataDir: string): string => path.join(dataDir, 'pg18/postmaster.pid');

/** The process id of the embedded database, while there is one. */
export function postmasterOf(dataDir: string): number | undefined {
  if (!existsSync(lockFile(dataDir))) return undefined;
  const pid = Number(readFileSync(lockFile(dataDir), 'utf8').split('\n')[0]);
  return Number.isInteger(pid) && isAlive(pid) ? pid : undefined;
}

export function killDatabase(dataDir: string): void {
  const pid = postmasterOf(dataDir);
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
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
