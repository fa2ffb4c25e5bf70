// Somebody with a session who does what browsers do not. Every answer is looked at, whatever was asked for.
import { expect, inject } from 'vitest';
import { demoActor, demoPassword, type DemoPerson, demoUsers } from '../../src/demo/index.ts';
import type { Route } from '../../src/platform/route.ts';
import { signInPaths } from '../../src/organisation/index.ts';
import { routes } from '../../src/web/app.ts';
import { makeDemoDatabase } from '../browser/demo-database.ts';
import { now } from '../support/browser.ts';
import { test as base, type TestDatabase } from '../support/fixtures.ts';
import { hiddenField, startServer, type TestServer } from '../support/server.ts';
import { type Form, formsOf, linksOf } from './page.ts';

export type Fields = readonly (readonly [string, string])[];
/** Fields in their order, as many of each name as there are. */
export function encoded(fields: Fields): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of fields) body.append(name, value);
  return body;
}

export type Attacker = Readonly<{
  who: DemoPerson;
  cookie: string;
  csrf: string;
  ask: (address: string, init?: RequestInit) => Promise<Response>;
  send: (address: string, fields: Fields) => Promise<Response>;
}>;

export const everybody = demoUsers('sv').map(({ username }) => username) as readonly DemoPerson[];
const duty = (who: DemoPerson): string => JSON.stringify([demoActor(who).area, demoActor(who).roles]);
/** One for each role in each unit: who has the same as somebody else has the same pages and forms. */
export const oneOfEach = everybody.filter(
  (who, index) => !everybody.slice(0, index).some((other) => duty(other) === duty(who)),
);

const elsewhere = /elsewhere\.example/;

/** What must hold of every answer there is, errors included. */
export function examine(response: Response, what: string): void {
  const { headers, status } = response;
  expect(status, what).not.toBe(500);
  expect(headers.get('content-security-policy'), what).toMatch(
    /^(?=.*default-src 'none')(?=.*frame-ancestors 'none')(?=.*base-uri 'none')(?!.*unsafe)/,
  );
  expect(headers.get('x-content-type-options'), what).toBe('nosniff');
  expect(headers.get('x-frame-options'), what).toBe('DENY');
  expect(headers.get('referrer-policy'), what).toMatch(/^(?:same-origin|no-referrer)$/);
  expect(headers.get('strict-transport-security'), what).toMatch(/^max-age=31536000; includeSubDomains/);
  expect(headers.get('access-control-allow-origin'), what).toBeNull();
  expect(headers.get('x-powered-by'), what).toBeNull();
  expect(headers.get('server'), what).toBeNull();
  expect(headers.get('x-hostile'), what).toBeNull();
  if (
    !new URL(response.url).pathname.startsWith('/assets/') &&
    !['/halsa', '/redo'].includes(new URL(response.url).pathname)
  )
    expect(headers.get('cache-control'), what).toMatch(/no-store/);
  const to = headers.get('location');
  if (to !== null) expect(new URL(to, response.url).origin, what).toBe(new URL(response.url).origin);
  if (headers.get('content-type')?.startsWith('text/') === true)
    expect(headers.get('content-type'), what).toMatch(/charset=utf-8/i);
  for (const cookie of headers.getSetCookie()) {
    expect(cookie, what).not.toMatch(elsewhere);
    expect(cookie, what).toMatch(/; HttpOnly/);
    expect(cookie, what).toMatch(/; SameSite=(?:Lax|Strict)/);
  }
}

/** Signs in; what is asked for afterwards is examined on its way back. */
export async function attackAs({ url }: TestServer, who: DemoPerson): Promise<Attacker> {
  const signIn = await fetch(new URL('/logga-in', url), {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ username: who, password: demoPassword }),
  });
  const cookie =
    signIn.headers
      .getSetCookie()
      .find((set) => set.startsWith('__Host-hemvist='))
      ?.split(';')[0] ?? '';
  const ask: Attacker['ask'] = async (address, init = {}) => {
    const response = await fetch(new URL(address, url), {
      redirect: 'manual',
      ...init,
      // To press an answer together and take it apart again takes as long as many an answer.
      headers: {
        cookie,
        'sec-fetch-site': 'same-origin',
        'accept-encoding': 'identity',
        ...(init.headers as Record<string, string> | undefined),
      },
    });
    examine(response, `${who}: ${init.method ?? 'GET'} ${address}`);
    return response;
  };
  const home = (await ask('/')).headers.get('location') ?? '/';
  const html = await (await ask(home)).text();
  // Who may do nothing yet has no page, and no form to prove anything with.
  const csrf = html.includes('name="csrf"') ? hiddenField(html, 'csrf') : '';
  return {
    who,
    cookie,
    csrf,
    ask,
    send: (address, fields) => ask(address, { method: 'POST', body: encoded(fields) }),
  };
}

/** Alone on a database with the demo in it: what one of them writes, the others may meet. */
export const test = base.extend<{
  $file: { database: TestDatabase; server: TestServer; attacker: (who: DemoPerson) => Promise<Attacker> };
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
  attacker: [
    async ({ server }, use) => {
      const signedIn = new Map<DemoPerson, Promise<Attacker>>();
      await use((who) => {
        const attacker = signedIn.get(who) ?? attackAs(server, who);
        signedIn.set(who, attacker);
        return attacker;
      });
    },
    { scope: 'file' },
  ],
});

export const nameOf = ({ method, path }: Route): string => `${method} ${path.pattern}`;
export const parameterNames = ({ path }: Route): readonly string[] =>
  [...path.pattern.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
export const addressOf = ({ path }: Route, parameters: Readonly<Record<string, string>>): string =>
  path.pattern.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(parameters[name] ?? 'missing'));

const patterns = routes.map(
  ({ path }) => [path.pattern, new RegExp(`^${path.pattern.replaceAll(/:\w+/g, '[^/]+')}$`)] as const,
);

/** Which page an address is of: its pattern, and the names of what it asks. */
export function pageOf(address: string): string {
  const { pathname, searchParams } = new URL(address, 'http://own.invalid');
  const pattern = patterns.find(([, expression]) => expression.test(pathname))?.[0] ?? pathname;
  return `${pattern}?${[...searchParams.keys()].toSorted().join('&')}`;
}

export type Seen = Readonly<{ pages: ReadonlyMap<string, string>; forms: ReadonlyMap<string, Form> }>;

/** Follows links from the first page, some addresses of each page, and gathers what there is to read and to fill in. */
export async function crawl({ ask }: Attacker, ofEach = 3): Promise<Seen> {
  const pages = new Map<string, string>();
  const forms = new Map<string, Form>();
  const counts = new Map<string, number>();
  const queue = ['/'];
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    const page = pageOf(address);
    const seen = counts.get(page) ?? 0;
    if (pages.has(address) || seen >= ofEach || /^\/(?:logga-|sprak\/|assets\/)/.test(address)) continue;
    counts.set(page, seen + 1);
    const response = await ask(address);
    const to = response.headers.get('location');
    if (to !== null) queue.push(to);
    const html = await response.text();
    pages.set(address, html);
    if (response.headers.get('content-type')?.startsWith('text/html') !== true) continue;
    queue.push(...linksOf(html));
    for (const form of formsOf(html, address)) {
      const key = `${form.method} ${pageOf(form.action)} ${[...new Set(form.fields.map(({ name }) => name))].join(' ')}`;
      // Signing out, here or everywhere, would end the attack: test/sign-in.test.ts asks about it.
      const signsOut = form.action.startsWith('/logga-') || form.action === signInPaths.end();
      if (!signsOut && !forms.has(key)) forms.set(key, form);
    }
  }
  return { pages, forms };
}

/** Every row of every table but the audit's and the sessions', as text. */
export async function contentOf({ owner }: TestDatabase): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const content = new Map<string, ReadonlySet<string>>();
  for (const { name } of tables) {
    if (/^(?:audit|session|sign_in_attempt|sign_in_step|known_browser|run|work_item)/.test(name)) continue;
    const { rows } = await owner.query<{ row: string }>(`select to_jsonb(t)::text as row from "${name}" t`);
    content.set(name, new Set(rows.map(({ row }) => row)));
  }
  return content;
}
