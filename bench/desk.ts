import { fork } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import pg from 'pg';
import type { Browser, Page, Response } from 'playwright-core';
import { recordConsent } from '../src/casework/index.ts';
import { demoActor, demoPassword, type DemoPerson, loadDemoOnce, loadRegisterForLoad } from '../src/demo/index.ts';
import { addDays } from '../src/kernel/date.ts';
import { type CaseId, newId } from '../src/kernel/ids.ts';
import { localDateOf } from '../src/kernel/stockholm.ts';
import { askForPlacement, deskPaths } from '../src/placement/index.ts';
import { appPool, connect, type Db, ownerPool } from '../src/platform/database.ts';
import { as } from '../src/platform/door.ts';
import { migrate } from '../src/platform/migrate.ts';
import { migrationsFolder } from '../src/platform/start-database.ts';
import { groundsInForce } from '../src/secrecy/index.ts';
import { launch } from '../test/support/chromium.ts';
import { type Figure, median } from './figure.ts';
import { appOver, signIn } from './pages.ts';
import { listen, replay } from './replay.ts';

// The desk while requests come in: officers who take turns at the queue, a request and a match of it, each with a browser of their own.

const officers = ['ronja', 'tove', 'yrsa', 'ronja', 'tove', 'yrsa', 'ronja', 'tove', 'yrsa', 'ronja'] as const;
const perMinute = 100;
/** How long somebody looks at a page, in ms. */
const thinking = 1500;

type Times = Map<string, number[]>;

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** A browser of somebody's own, signed in. */
async function officer(browser: Browser, url: string, username: DemoPerson): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: url })).newPage();
  await page.goto('/logga-in');
  await page.locator('input[name="username"]').fill(username);
  await page.locator('input[name="password"]').fill(demoPassword);
  await Promise.all([page.waitForURL((now) => now.pathname !== '/logga-in'), page.keyboard.press('Enter')]);
  return page;
}

async function arriving(going: Promise<Response | null>): Promise<void> {
  const response = await going;
  if (response === null || response.status() >= 400)
    throw new Error(`${response?.url().replaceAll(/[0-9a-f-]{36}/g, '…')} answered ${response?.status()}`);
}

/** A request for a placement of one of the demo's cases, on a consent: as the form submits it. */
async function requester(db: Db): Promise<() => Promise<void>> {
  const door = { action: 'bench.request', channel: 'cli' } as const;
  const began = await as(db, demoActor('alex'), new Date(), door, async (scope) => {
    const { rows } = await sql<{ caseId: CaseId }>`select c.id as "caseId" from case_file c
      join individual i on i.municipality = c.municipality and i.id = c.individual where i.given_name = 'Cleo'`.execute(
      scope.db,
    );
    const caseId = rows[0]?.caseId;
    const ground = (await groundsInForce(scope)).find(({ restsOnConsent }) => restsOnConsent);
    if (caseId === undefined || ground === undefined) throw new Error('The demo lacks the case of Cleo');
    const consent = await recordConsent(scope, {
      caseId,
      purpose: 'placement-request',
      status: 'given',
      parts: [],
      toArea: 'spink',
      form: 'oral',
      from: scope.today,
      takenOn: scope.today,
      key: newId(),
    });
    if (consent.outcome !== 'recorded') throw new Error(`The consent ended in ${consent.outcome}`);
    return { caseId, ground, consent: consent.consent };
  });
  return () =>
    as(db, demoActor('alex'), new Date(), door, async (scope) => {
      const submitted = await askForPlacement(
        scope,
        { caseId: began.caseId },
        {
          kind: 'placement',
          intervention: 'supported-social-housing',
          subcategory: 'apartment',
          decisionGround: 'sol',
          age: 29,
          gender: 'female',
          needs: ['addiction'],
          needsInWords: 'Behöver personal på natten.',
          isAcute: false,
          start: addDays(scope.today, 14),
          supportLevel: 'high',
          features: [],
          areas: [],
          avoidAreas: [],
          excludedUnits: [],
          wishes: '',
        },
        { ground: began.ground, reason: 'För att hitta ett boende som passar.', answers: {}, consent: began.consent },
      );
      if (submitted.outcome !== 'submitted') throw new Error(`A request ended in ${submitted.outcome}`);
    });
}

async function timed<T>(times: Times, what: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const result = await work();
  times.set(what, [...(times.get(what) ?? []), performance.now() - begun]);
  return result;
}

/** An officer's round: the queue, a request in it, and a match of it. Gives the match's address. */
async function round(page: Page, times: Times, turn: number): Promise<string> {
  await timed(times, 'the queue', () => arriving(page.goto(deskPaths.queue({ visa: 'spink-vuxna' }))));
  await wait(thinking);
  const waiting = page.locator('main a[href^="/forfragningar/"]');
  const addresses = await waiting.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  const requests = [...new Set(addresses.filter((address) => /^\/forfragningar\/[0-9a-f-]{36}$/.test(address)))];
  const address = requests[turn % Math.max(1, requests.length)];
  if (address === undefined) throw new Error('The queue is empty');
  await timed(times, 'a request', () => arriving(page.goto(address)));
  await wait(thinking);
  const make = page.locator(`form[action="${deskPaths.makeMatch({ request: address.split('/')[2] ?? '' })}"] button`);
  const made = page.waitForURL((now) => !now.pathname.endsWith(address));
  await timed(times, 'a match is made and shown', () => Promise.all([made, make.click()]));
  await wait(thinking);
  return new URL(page.url()).pathname;
}

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

/** So many minutes of a desk at work, against a register of 5,000 offers, and each page against its bare SQL afterwards. */
export async function benchDesk(
  server: pg.PoolConfig,
  serve: string,
  minutes: number,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const admin = new pg.Client(server);
  await admin.connect();
  await admin.query('create database bench_desk');
  await admin.end();
  const options = { ...server, database: 'bench_desk' };
  const owner = ownerPool(options);
  await migrate(owner, migrationsFolder);
  const pool = appPool(options, 4);
  const db = connect(pool);
  say('Loading the demo and 5,000 offers ...');
  await loadDemoOnce(owner, db, new Date());
  await loadRegisterForLoad(owner, '1480', 5000, localDateOf(new Date()));
  await owner.query('vacuum analyze');
  await owner.end();
  const submit = await requester(db);
  await submit();

  const child = fork(serve, { execArgv: [] });
  child.send(options);
  const [port] = (await once(child, 'message')) as [number];
  const url = `http://127.0.0.1:${port}`;
  const browser = await launch();
  const visits = await Promise.all(officers.map((username) => officer(browser, url, username)));
  const times: Times = new Map();
  const failed: string[] = [];
  const end = performance.now() + minutes * 60_000;
  say(`${perMinute} requests a minute and ${officers.length} officers' browsers for ${minutes} minutes ...`);
  let match = '';
  const fail = (error: unknown): void => void failed.push(error instanceof Error ? error.message : String(error));
  const coming = async (): Promise<void> => {
    for (let next = performance.now(); next < end; next += 60_000 / perMinute) {
      await wait(Math.max(0, next - performance.now()));
      await timed(times, 'a request is submitted', submit).catch(fail);
    }
  };
  const working = async (page: Page, index: number): Promise<void> => {
    await wait(index * 300);
    for (let turn = index; performance.now() < end; turn += officers.length)
      match = await round(page, times, turn).catch((error: unknown) => (fail(error), match));
  };
  await Promise.all([coming(), ...visits.map(working)]);
  await browser.close();
  child.disconnect();
  await once(child, 'exit');

  // The same pages in this process, where what they say to the database can be heard.
  const app = appOver(pool);
  const cookie = await signIn((path, init) => app.request(path, init), 'ronja');
  const figures: Figure[] = [];
  for (const [name, values] of times) {
    const address =
      name === 'the queue'
        ? deskPaths.queue({ visa: 'spink-vuxna' })
        : name === 'a match is made and shown'
          ? match
          : undefined;
    const show = async (): Promise<void> => {
      const response = await app.request(address ?? '', { headers: { cookie } });
      if (response.status !== 200) throw new Error(`${name} answered ${response.status}`);
      await response.text();
    };
    const figure = {
      name: `${name}, p99 of ${values.length.toLocaleString('en-US')} (median ${Math.round(median(values))} ms)`,
      value: percentile(values, 0.99),
      unit: 'ms',
    };
    if (address === undefined) {
      figures.push(figure);
      continue;
    }
    const turns = await listen(pool, show);
    const [pages, bare]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < 30; turn += 1) {
      const begun = performance.now();
      await show();
      const between = performance.now();
      await replay(pool, turns);
      pages.push(between - begun);
      bare.push(performance.now() - between);
    }
    const ratio = median(pages) / median(bare);
    figures.push(figure, {
      name: `${name}, by itself`,
      value: median(pages),
      unit: 'ms',
      reference: { name: 'its SQL alone', value: median(bare), unit: 'ms', ratio },
    });
  }
  await pool.end();
  for (const [message, alike] of Map.groupBy(failed, (one) => one)) say(`Failed ${alike.length} times: ${message}`);
  return [
    ...figures,
    {
      name: `errors in ${minutes} minutes`,
      value: failed.length,
      unit: '',
      goal: { words: 'none', met: failed.length === 0 },
    },
  ];
}
