import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { serve } from '@hono/node-server';
import pg from 'pg';
import { paths } from '../src/casework/index.ts';
import { type DemoPerson, demoPassword } from '../src/demo/index.ts';
import { appPool, connect, ownerPool } from '../src/platform/database.ts';
import { type Log } from '../src/platform/log.ts';
import { createSafe } from '../src/platform/safe.ts';
import { migrate } from '../src/platform/migrate.ts';
import type { App } from '../src/platform/server.ts';
import { migrationsFolder } from '../src/platform/start-database.ts';
import { createApp } from '../src/web/app.ts';
import { readAssets } from '../src/web/assets.ts';
import { type Figure, median } from './figure.ts';
import { load } from './load.ts';
import { listen, replay } from './replay.ts';

const silent = (): void => {};
const log: Log = { debug: silent, info: silent, warn: silent, error: silent };

/** The application over a pool, as the server makes it. */
export const appOver = (pool: pg.Pool): App =>
  createApp({
    db: connect(pool),
    log,
    now: () => new Date(),
    safe: createSafe(randomBytes(32)),
    assets: readAssets(path.resolve(import.meta.dirname, '../client')),
    demo: true,
    trustedProxies: 0,
    requestsPerMinute: 1e9,
  });

/** A database of a size, the application over it, and somebody signed in who has as many cases at every size. */
export type Site = Readonly<{
  size: number;
  options: pg.PoolConfig;
  pages: readonly Page[];
  close: () => Promise<void>;
}>;
/** A page, and the SQL that it needs, each as something to do again and again. */
export type Page = Readonly<{
  name: string;
  address: string;
  cookie: string;
  show: () => Promise<void>;
  bareSql: () => Promise<void>;
}>;

export async function makeSite(server: pg.PoolConfig, size: number): Promise<Site> {
  const name = `bench_${size}`;
  const admin = new pg.Client(server);
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const options = { ...server, database: name };
  const owner = ownerPool(options);
  await migrate(owner, migrationsFolder);
  const pool = appPool(options);
  const { run } = await load(owner, connect(pool), size, new Date());
  await owner.end();
  const app = appOver(pool);
  const cookie = await signIn((at, init) => app.request(at, init), 'alex');
  const page = async (title: string, address: string): Promise<Page> => {
    const show = async (): Promise<void> => {
      const response = await app.request(address, { headers: { cookie } });
      if (response.status !== 200) throw new Error(`${title} answered ${response.status}`);
      await response.text();
    };
    const turns = await listen(pool, show);
    return { name: title, address, cookie, show, bareSql: () => replay(pool, turns) };
  };
  const pages = [await page('my day', paths.myDay()), await page('run page', paths.run({ run }))];
  return { size, options, pages, close: () => pool.end() };
}

/** Signs somebody of the demo in, and gives the cookie. */
export async function signIn(
  ask: (path: string, init: RequestInit) => Response | Promise<Response>,
  username: DemoPerson,
): Promise<string> {
  const response = await ask('/logga-in', {
    redirect: 'manual',
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ username, password: demoPassword }),
  });
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  if (response.status !== 303 || cookie === undefined) throw new Error('Nobody could sign in');
  return cookie;
}

async function milliseconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Each page against its bare SQL, at each size, and against itself at the smallest. */
export async function benchPages(sites: readonly Site[], rounds: number): Promise<readonly Figure[]> {
  const measured = sites.flatMap(({ size, pages }) =>
    pages.map((page) => ({ size, page, shown: [] as number[], bare: [] as number[] })),
  );
  for (const { page } of measured) {
    for (let round = 0; round < rounds / 2; round += 1) {
      await page.show();
      await page.bareSql();
    }
  }
  // Turn about, so that what else the machine does falls on all of them.
  for (let round = 0; round < rounds; round += 1) {
    for (const { page, shown, bare } of measured) {
      shown.push(await milliseconds(page.show));
      bare.push(await milliseconds(page.bareSql));
    }
  }
  return measured.flatMap(({ size, page, shown, bare }): readonly Figure[] => {
    const [value, sql] = [median(shown), median(bare)];
    const cases = `${size.toLocaleString('en-US')} cases`;
    const ratio = value / sql;
    const smallest = measured.find((other) => other.page.name === page.name);
    const least = median(smallest?.shown ?? []);
    const growth = value / least;
    return [
      {
        name: `${page.name}, ${cases}`,
        value,
        unit: 'ms',
        reference: { name: 'its SQL alone', value: sql, unit: 'ms', ratio },
        goal: { words: 'ratio ≤ 2', met: ratio <= 2 },
      },
      ...(smallest?.size === size
        ? []
        : [
            {
              name: `${page.name}, growth to ${cases}`,
              value,
              unit: 'ms',
              reference: { name: `at ${smallest?.size}`, value: least, unit: 'ms', ratio: growth },
              goal: { words: 'ratio ≤ 1.1', met: growth <= 1.1 },
            },
          ]),
    ];
  });
}

/** The application on a port of this machine, in this process: what the process that answers the load does. */
export async function serveSite(options: pg.PoolConfig): Promise<number> {
  const app = appOver(appPool(options));
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () =>
      resolve((server.address() as AddressInfo).port),
    );
  });
}
