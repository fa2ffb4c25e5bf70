import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { serve } from '@hono/node-server';
import { demoPassword } from '../../src/demo/index.ts';
import type { Provider } from '../../src/organisation/index.ts';
import type { Db } from '../../src/platform/database.ts';
import type { LeakedPasswords } from '../../src/platform/leaked-passwords.ts';
import type { Log } from '../../src/platform/log.ts';
import { createSafe, type Safe } from '../../src/platform/safe.ts';
import { createApp } from '../../src/web/app.ts';
import { type BuiltAssets, readAssets } from '../../src/web/assets.ts';

/** A clock that a test moves. */
export type TestClock = { now: Date };
export type LogLine = Readonly<Record<string, unknown>>;
export type TestServer = Readonly<{
  url: string;
  clock: TestClock;
  logged: readonly LogLine[];
  /** What the port answers, asked without it: for who asks ten thousand times. */
  answer: (request: Request) => Response | Promise<Response>;
  stop: () => Promise<void>;
}>;

let built: BuiltAssets | undefined;

/** The application as it is deployed, on a free port of this machine, with a clock of the test's own. */
export async function startServer(
  db: Db,
  now = new Date(),
  more: Readonly<{
    provider?: Provider;
    port?: number;
    leaked?: LeakedPasswords;
    safe?: Safe;
    noticesPerAddress?: number;
  }> = {},
): Promise<TestServer> {
  const clock: TestClock = { now };
  const logged: LogLine[] = [];
  const keep = (line: object): void => void logged.push(line as LogLine);
  const log: Log = { debug: keep, info: keep, warn: keep, error: keep };
  const assets = (built ??= readAssets(path.resolve(import.meta.dirname, '../../build/client')));
  const app = createApp({
    db,
    log,
    now: () => clock.now,
    safe: more.safe ?? createSafe(randomBytes(32)),
    assets,
    demo: true,
    trustedProxies: 0,
    requestsPerMinute: 100_000,
    provider: more.provider,
    leaked: more.leaked,
    ...(more.noticesPerAddress === undefined ? {} : { noticesPerAddress: more.noticesPerAddress }),
  });
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const started = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: more.port ?? 0 }, () => resolve(started));
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    clock,
    logged,
    answer: (request) => app.fetch(request),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** A browser without a window: it keeps its cookie and says where its requests are made from. */
export type Visitor = Readonly<{
  get: (address: string) => Promise<Response>;
  post: (address: string, fields: Readonly<Record<string, string | readonly string[]>>) => Promise<Response>;
}>;

export async function visit({ url }: Pick<TestServer, 'url'>, username: string): Promise<Visitor> {
  let cookie = '';
  const send = async (address: string, init: RequestInit): Promise<Response> => {
    const response = await fetch(new URL(address, url), {
      ...init,
      redirect: 'manual',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    });
    for (const set of response.headers.getSetCookie())
      if (set.startsWith('__Host-hemvist=')) cookie = set.split(';')[0] ?? cookie;
    return response;
  };
  const visitor: Visitor = {
    get: (address) => send(address, {}),
    post: (address, fields) => {
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
      return send(address, { method: 'POST', body });
    },
  };
  await visitor.post('/logga-in', { username, password: demoPassword });
  return visitor;
}

/** A hidden field of the first form on a page that has it. */
export function hiddenField(html: string, name: string): string {
  const [, value] = new RegExp(`name="${name}" value="([^"]*)"`).exec(html) ?? [];
  if (value === undefined) throw new Error(`The page has no hidden field ${name}`);
  return value;
}
