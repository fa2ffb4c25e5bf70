import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, inject } from 'vitest';
import { openLeakedPasswords } from '../src/platform/leaked-passwords.ts';
import { test as base, makeDatabase, type TestDatabase } from './support/fixtures.ts';
import { hiddenField, startServer, type TestServer } from './support/server.ts';

const test = base.extend<{ own: TestDatabase; server: TestServer }>({
  // oxlint-disable-next-line no-empty-pattern
  own: async ({}, use) => {
    const { drop, ...database } = await makeDatabase(inject('postgres')[inject('major')]);
    await use(database);
    await drop();
  },
  server: async ({ own }, use) => {
    const server = await startServer(own.db);
    await use(server);
    await server.stop();
  },
});

type Ran = Readonly<{ status: number | null; out: string; err: string }>;

/** The command line as it is built, on the test's database. */
function hemvist({ options: { host, user, database } }: TestDatabase, ...args: readonly string[]): Promise<Ran> {
  const running = spawn(process.execPath, [path.resolve(import.meta.dirname, '../build/server/hemvist.js'), ...args], {
    env: {
      DATABASE_URL: `postgresql://${user}@localhost/${database}?host=${host}`,
      PUBLIC_URL: 'https://hemvist.example',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  running.stdout.on('data', (data: Buffer) => (out += data.toString()));
  running.stderr.on('data', (data: Buffer) => (err += data.toString()));
  return new Promise((resolve) => running.on('close', (status) => resolve({ status, out, err })));
}

const passphrase = 'elva lila cyklar sover tyst';
const linkIn = ({ out }: Ran): string => new URL(out.trim()).pathname;
const post = ({ url }: TestServer, address: string, fields: Readonly<Record<string, string>>, cookie = '') =>
  fetch(new URL(address, url), {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin', cookie },
    body: new URLSearchParams(fields),
  });
const choose = (server: TestServer, link: string, nytt: string, igen = nytt) => post(server, link, { nytt, igen });
const signIn = (server: TestServer, password: string) =>
  post(server, '/logga-in', { username: 'test.exempelberg', password });

test('an administrator invites somebody by a link: it sets a password once, and a second way has to follow', async ({
  own,
  server,
}) => {
  const who = ['test.exempelberg', '--name', 'Test Exempelberg', '--unit', 'centrum-vuxen', '--role'];
  expect((await hemvist(own, 'account', 'invite', ...who, 'kejsare')).err).toContain('There is no role kejsare.');
  const invited = await hemvist(own, 'account', 'invite', ...who, 'caseworker');
  expect(invited.out).toMatch(/^https:\/\/hemvist\.example\/logga-in\/lank\/[\w-]{43}\n$/);
  expect((await hemvist(own, 'account', 'invite', ...who, 'caseworker')).err).toContain('There is an account');
  const link = linkIn(invited);
  const page = await fetch(new URL(link, server.url));
  expect([page.status, (await page.text()).includes('test.exempelberg')]).toEqual([200, true]);
  // There is no password yet, and none that can be guessed comes to be.
  expect((await signIn(server, '')).status).toBe(422);
  for (const [chosen, again, words] of [
    ['för kort', 'för kort', 'minst 12 tecken'],
    ['Sommar2026!!', 'Sommar2026!!', 'gissas först'],
    ['exempelberg i skogen', 'exempelberg i skogen', 'ditt namn eller användarnamn'],
    [passphrase, `${passphrase}!`, 'inte lika'],
  ] as const) {
    const refused = await choose(server, link, chosen, again);
    expect([refused.status, (await refused.text()).includes(words)], chosen).toEqual([422, true]);
  }
  // However many times it is pressed at once, it is one sign-in.
  const pressed = await Promise.all([choose(server, link, passphrase), choose(server, link, passphrase)]);
  expect(pressed.map(({ status }) => status).toSorted((left, right) => left - right)).toEqual([303, 404]);
  const cookie = pressed
    .flatMap(({ headers }) => headers.getSetCookie())
    .find((set) => set.startsWith('__Host-hemvist='))
    ?.split(';')[0];
  const day = await fetch(new URL('/min-dag', server.url), { redirect: 'manual', headers: { cookie: cookie ?? '' } });
  expect(day.headers.get('location')).toBe('/min-inloggning');
  expect((await choose(server, link, passphrase)).status).toBe(404);
  expect((await signIn(server, passphrase)).status).toBe(303);
  const { rows } = await own.owner.query<{ text: string; action: string }>(
    `select a::text as text, a.action from audit a where channel = 'cli'`,
  );
  expect(rows.map(({ action }) => action)).toEqual(['account.invite']);
  for (const { text } of rows) expect(text).not.toMatch(/exempelberg/i);
});

test('a password that has leaked, or that cannot be compared with the list, is taken from nobody, and the link stays', async ({
  own,
}) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'leaked-'));
  const file = path.join(folder, 'pwned.txt');
  const sha1 = createHash('sha1').update(passphrase).digest('hex').toUpperCase();
  await writeFile(file, `${sha1}:3\r\n`);
  const server = await startServer(own.db, new Date(), {
    leaked: await openLeakedPasswords(file, { error: () => {} }),
  });
  const who = ['test.exempelberg', '--name', 'Test Exempelberg', '--unit', 'centrum-vuxen', '--role', 'caseworker'];
  const link = linkIn(await hemvist(own, 'account', 'invite', ...who));
  const refused = await choose(server, link, passphrase);
  expect([refused.status, (await refused.text()).includes('har läckt från andra tjänster')]).toEqual([422, true]);
  await rm(file);
  const unchecked = await choose(server, link, 'tolv gröna bussar dansar');
  expect([unchecked.status, (await unchecked.text()).includes('är inte sparat')]).toEqual([422, true]);
  expect((await signIn(server, 'tolv gröna bussar dansar')).status).toBe(422);
  await writeFile(file, `${sha1}:3\r\n`);
  const taken = await choose(server, link, 'tolv gröna bussar dansar');
  expect(taken.status).toBe(303);
  // Who changes it is asked the same.
  const cookie = taken.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const html = await (await fetch(new URL('/min-inloggning', server.url), { headers: { cookie } })).text();
  const fields = {
    csrf: hiddenField(html, 'csrf'),
    nuvarande: 'tolv gröna bussar dansar',
    nytt: passphrase,
    igen: passphrase,
  };
  const changed = await post(server, '/min-inloggning/losenord', fields, cookie);
  expect([changed.status, (await changed.text()).includes('har läckt från andra tjänster')]).toEqual([422, true]);
  await server.stop();
  await rm(folder, { recursive: true });
});

test('a reset ends what there was; a second way stays unless it is lost, too', async ({ own, server }) => {
  const who = ['test.exempelberg', '--name', 'Test Exempelberg', '--unit', 'centrum-vuxen', '--role', 'caseworker'];
  const first = await choose(server, linkIn(await hemvist(own, 'account', 'invite', ...who)), passphrase);
  const cookie = first.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const html = async () =>
    (await fetch(new URL('/min-inloggning', server.url), { redirect: 'manual', headers: { cookie } })).text();
  expect(hiddenField(await html(), 'csrf')).not.toBe('');
  await own.owner.query(
    `insert into account_totp select municipality, id, 'v1.sealed', 0, now() from account where username = 'test.exempelberg'`,
  );
  const old = linkIn(await hemvist(own, 'account', 'reset', 'test.exempelberg'));
  const link = linkIn(await hemvist(own, 'account', 'reset', 'test.exempelberg'));
  expect((await choose(server, old, 'tolv gröna bussar dansar')).status).toBe(404);
  const reset = await choose(server, link, 'tolv gröna bussar dansar');
  // The link is no way around the code.
  expect([reset.status, (await reset.text()).includes('Visa att det är du')]).toEqual([200, true]);
  expect(await html()).not.toContain('csrf');
  const all = linkIn(await hemvist(own, 'account', 'reset', 'test.exempelberg', '--all'));
  expect((await choose(server, all, passphrase)).status).toBe(303);
  const late = linkIn(await hemvist(own, 'account', 'reset', 'test.exempelberg'));
  server.clock.now = new Date(server.clock.now.getTime() + 73 * 3_600_000);
  expect((await choose(server, late, passphrase)).status).toBe(404);
  await hemvist(own, 'account', 'close', 'test.exempelberg');
  expect((await signIn(server, passphrase)).status).toBe(422);
});

test('rules for the identity provider are kept from the command line, and a unit to begin with', async ({ own }) => {
  const unit = ['organisation', 'unit', 'ny-enhet', '--name', 'Ny enhet', '--area', 'ny', '--area-name', 'Nämnden Ny'];
  expect((await hemvist(own, ...unit, '--municipality', '1480', '--municipality-name', 'x')).status).toBe(0);
  const add = ['account', 'add-rule', '--claim', 'groups', '--value', 'hemvist', '--role', 'caseworker', '--unit'];
  expect((await hemvist(own, ...add, 'saknas')).err).toContain('There is no unit saknas.');
  expect((await hemvist(own, ...add, 'ny-enhet')).status).toBe(0);
  const { out } = await hemvist(own, 'account', 'rules');
  expect(out).toMatch(/^[\da-f-]{36} {2}groups = hemvist {2}→ {2}caseworker at ny-enhet\n$/);
  expect((await hemvist(own, 'account', 'remove-rule', out.slice(0, 36))).status).toBe(0);
  expect((await hemvist(own, 'account', 'rules')).out).toBe('');
});

test('a municipality is made from the command line with its first administrator, or not at all', async ({
  own,
  server,
}) => {
  // A unit of another municipality is called the same.
  const first = ['--area', 'social', '--area-name', 'Socialnämnden', '--unit', 'centrum-vuxen', '--unit-name', 'Vuxna'];
  const make = (code: string, username: string) => {
    const who = ['--administrator', username, '--administrator-name', 'Första Påhittad'];
    return hemvist(own, 'organisation', 'municipality', code, '--name', 'Påhittade kommun', ...first, ...who);
  };
  const kept = async () =>
    (await own.owner.query<{ name: string }>(`select name from municipality where code = '9998'`)).rowCount;
  expect((await make('99', 'forsta.pahittad')).err).toContain('four digits');
  expect((await make('9998', 'kim')).err).toContain('There is an account kim already.');
  expect(await kept()).toBe(0);
  const link = linkIn(await make('9998', 'forsta.pahittad'));
  expect(await kept()).toBe(1);
  expect((await make('9998', 'andra.pahittad')).err).toContain('There is a municipality 9998 already.');
  expect((await choose(server, link, passphrase)).status).toBe(303);
  const { rows } = await own.owner.query(
    `select h.role, h.unit, a.secrecy_area as area from account a join account_role h on h.municipality = a.municipality and h.account = a.id
     where a.municipality = '9998'`,
  );
  expect(rows).toEqual([{ role: 'administrator', unit: 'centrum-vuxen', area: 'social' }]);
});
