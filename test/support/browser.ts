// A real browser on the real application. Whoever moves through it with a `Visit` has every page examined on arrival.
import type { Browser } from 'playwright-core';
import { inject } from 'vitest';
import { makeDemoDatabase } from '../browser/demo-database.ts';
import { beginVisit, type Visit, type VisitOptions } from '../browser/visit.ts';
import { launch } from './chromium.ts';
import { test as base, type TestDatabase } from './fixtures.ts';
import { startServer, type TestServer } from './server.ts';

/** The time on the server's clock: 10.42 on a Wednesday in Stockholm. */
export const now = new Date('2026-10-14T08:42:00Z');
export const today = '2026-10-14';

export type Begin = (options?: VisitOptions) => Promise<Visit>;

/**
 * One server for a file, on a database of its own with the demo in it, and one browser for all files of a process: each visit has
 * cookies and storage of its own. Each test begins visits of its own; where many tests only look, they share visits that stay.
 */
export const test = base.extend<{
  $worker: { browser: Browser };
  $file: { database: TestDatabase; server: TestServer; staying: Map<string, Visit> };
  $test: { begin: Begin; stay: Begin };
}>({
  database: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const { drop, ...database } = await makeDemoDatabase(inject('postgres')[inject('major')], now);
      await use(database);
      await drop();
    },
    { scope: 'file' },
  ],
  server: [
    async ({ database }, use) => {
      const server = await startServer(database.db, now);
      await use(server);
      await server.stop();
    },
    { scope: 'file' },
  ],
  browser: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const browser = await launch();
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  staying: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const visits = new Map<string, Visit>();
      await use(visits);
      for (const visit of visits.values()) await visit.end();
    },
    { scope: 'file' },
  ],
  stay: async ({ browser, server, staying }, use) => {
    const used = new Set<Visit>();
    await use(async (options = {}) => {
      const key = JSON.stringify(options);
      const visit = staying.get(key) ?? (await beginVisit(browser, server, options));
      staying.set(key, visit);
      used.add(visit);
      return visit;
    });
    for (const visit of used) visit.settle();
  },
  begin: async ({ browser, server }, use) => {
    const visits: Visit[] = [];
    await use(async (options = {}) => {
      const visit = await beginVisit(browser, server, options);
      visits.push(visit);
      return visit;
    });
    for (const visit of visits) await visit.end();
  },
});
