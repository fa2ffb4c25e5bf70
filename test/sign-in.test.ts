import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, inject } from 'vitest';
import { demoPassword } from '../src/demo/index.ts';
import { passwordMatches } from '../src/platform/password.ts';
import { createSafe, type Safe } from '../src/platform/safe.ts';
import { sessionLimits } from '../src/platform/session.ts';
import { sealTotpSecrets, signIn, signInLimits, signInWithCode } from '../src/organisation/index.ts';
import { newTotpSecret } from '../src/organisation/sign-in/codes.ts';
import type { Whose } from '../src/organisation/sign-in/store/sessions.ts';
import { sealTotpSecret } from '../src/organisation/sign-in/totp-secret.ts';
import { ownAddress } from '../src/web/own-address.ts';
import { test as base, makeDatabase, type TestDatabase } from './support/fixtures.ts';
import { hiddenField, startServer, type TestServer } from './support/server.ts';

const noon = new Date('2026-10-14T10:00:00Z');
const minutes = (n: number): number => n * 60_000;

/** A server and a database of each test's own: what one does to who may sign in, no other notices. */
const test = base.extend<{ own: TestDatabase; server: TestServer }>({
  // oxlint-disable-next-line no-empty-pattern
  own: async ({}, use) => {
    const { drop, ...database } = await makeDatabase(inject('postgres')[inject('major')]);
    await use(database);
    await drop();
  },
  server: async ({ own }, use) => {
    const server = await startServer(own.db, noon);
    await use(server);
    await server.stop();
  },
});

const cookieName = '__Host-hemvist';
const post = (
  { url }: TestServer,
  address: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
) =>
  fetch(new URL(address, url), {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
    body: new URLSearchParams(fields),
  });
const attempt = (server: TestServer, username: string, password: string, more: Readonly<Record<string, string>> = {}) =>
  post(server, '/logga-in', { username, password, ...more });
const get = ({ url }: TestServer, address: string, cookie = '') =>
  fetch(new URL(address, url), { redirect: 'manual', headers: { cookie } });

const setCookieOf = (response: Response): string =>
  response.headers.getSetCookie().find((line) => line.startsWith(`${cookieName}=`)) ?? '';
async function cookieOf(server: TestServer, username = 'alex'): Promise<string> {
  const cookie = setCookieOf(await attempt(server, username, demoPassword)).split(';')[0] ?? '';
  expect(cookie, username).toMatch(/=[\w-]{43}$/);
  return cookie;
}
/** The page that a signed-in caseworker begins with: 200 while signed in, else the way to the sign-in. */
const isIn = async (server: TestServer, cookie: string): Promise<boolean> =>
  (await get(server, '/min-dag', cookie)).status === 200;
const at = (server: TestServer, after: number): void => void (server.clock.now = new Date(noon.getTime() + after));
const tokenIn = (cookie: string): string => cookie.slice(cookieName.length + 1);

describe('signing in', () => {
  test('with the right name and password leads in; the name may be written in any case', async ({ server }) => {
    expect(await isIn(server, await cookieOf(server))).toBe(true);
    expect(await isIn(server, await cookieOf(server, '  ALEX '))).toBe(true);
    expect(await isIn(server, '')).toBe(false);
    expect(await isIn(server, `${cookieName}=${'A'.repeat(43)}`)).toBe(false);
  });

  test('answers a wrong password, an unknown name and a closed account alike', async ({ server, own }) => {
    await own.owner.query(`update account set active = false where username = 'billie'`);
    await own.owner.query(`update account set password_hash = null where username = 'charlie'`);
    const answers = [];
    for (const [username, password] of [
      ['alex', 'wrong'],
      ['nobody', demoPassword],
      ['billie', demoPassword],
      ['charlie', demoPassword],
      ['', ''],
      ['alex', ''],
    ] as const) {
      const response = await attempt(server, username, password);
      const html = (await response.text()).replaceAll(`value="${username}"`, 'value=""');
      answers.push({ status: response.status, cookie: response.headers.getSetCookie(), html });
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.status).toBe(422);
    expect(answers[0]?.cookie).toEqual([]);
  });

  test('spends as much work on an unknown name as on a known one', async ({ own }) => {
    const spent = async (username: string): Promise<number> => {
      const before = process.cpuUsage();
      await signIn(own.db, { username, password: 'wrong', address: username, now: noon, demoAllowed: true });
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    await spent('warm-up');
    // The work of one derivation is far more than everything else there is to it.
    const [known, unknown] = [await spent('alex'), await spent('nobody')];
    expect(Math.min(known, unknown)).toBeGreaterThan(Math.max(known, unknown) / 5);
  });

  test('keeps no password and no token, only what they can be recognised by', async ({ server, own }) => {
    const token = tokenIn(await cookieOf(server));
    const { rows } = await own.owner.query<{ row: string }>(
      `select s::text as row from session s union all select a::text from account a union all select t::text from sign_in_attempt t union all select u::text from audit u`,
    );
    const everything = rows.map(({ row }) => row).join('\n');
    expect(everything).not.toContain(token);
    expect(everything).not.toContain(demoPassword);
    const { rows: sessions } = await own.owner.query<{ token_sha256: Buffer }>('select token_sha256 from session');
    expect(sessions.map(({ token_sha256: hash }) => hash.toString('hex'))).toEqual([
      createHash('sha256').update(token).digest('hex'),
    ]);
    const { rows: accounts } = await own.owner.query<{ password_hash: string }>('select password_hash from account');
    for (const { password_hash: hash } of accounts) expect(hash).toMatch(/^argon2id\$m=19456,t=2,p=1\$/);
    expect(await passwordMatches(demoPassword, accounts[0]?.password_hash ?? '')).toBe(true);
    expect(await passwordMatches(`${demoPassword} `, accounts[0]?.password_hash ?? '')).toBe(false);
    expect(await passwordMatches(demoPassword, 'not a hash')).toBe(false);
  });

  test('gives a cookie for this host alone, that no script reads and no other site sends along', async ({ server }) => {
    const cookie = setCookieOf(await attempt(server, 'alex', demoPassword));
    expect(cookie.split('; ').slice(1).toSorted()).toEqual([
      'HttpOnly',
      `Max-Age=${sessionLimits.absoluteHours * 3600}`,
      'Path=/',
      'SameSite=Lax',
      'Secure',
    ]);
  });

  test('gives a new token every time, and ends the session that was there before', async ({ server }) => {
    const before = await cookieOf(server);
    const response = await post(server, '/logga-in', { username: 'alex', password: demoPassword }, { cookie: before });
    const after = setCookieOf(response).split(';')[0] ?? '';
    expect(after).not.toBe(before);
    expect(await isIn(server, after)).toBe(true);
    expect(await isIn(server, before)).toBe(false);
    // A token that somebody else chose is worth nothing, before or after.
    const chosen = `${cookieName}=${'B'.repeat(43)}`;
    await post(server, '/logga-in', { username: 'alex', password: demoPassword }, { cookie: chosen });
    expect(await isIn(server, chosen)).toBe(false);
  });

  test('from a form on another site is refused', async ({ server }) => {
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }] as const) {
      const response = await post(server, '/logga-in', { username: 'alex', password: demoPassword }, headers);
      expect(response.status).toBe(403);
      expect(response.headers.getSetCookie()).toEqual([]);
    }
  });

  test('takes what cannot be a name for a wrong one', async ({ server }) => {
    for (const username of ['\u0000', 'alex\u0000', '%', '_lex', "' or true --", 'x'.repeat(5000), '\u{1F600}']) {
      expect((await attempt(server, username, demoPassword)).status, JSON.stringify(username)).toBe(422);
    }
  });
});

describe('failing to sign in', () => {
  test('too often locks the name, also with the right password and after the server has been restarted; others still get in', async ({
    own,
    server,
  }) => {
    for (let tries = 0; tries < signInLimits.perUsername; tries += 1)
      expect((await attempt(server, 'alex', 'wrong')).status).toBe(422);
    expect((await attempt(server, 'alex', demoPassword)).status).toBe(429);
    expect((await attempt(server, 'ALEX ', demoPassword)).status).toBe(429);
    expect(await isIn(server, await cookieOf(server, 'billie'))).toBe(true);
    const restarted = await startServer(own.db, noon);
    expect((await attempt(restarted, 'alex', demoPassword)).status).toBe(429);
    expect(await isIn(restarted, await cookieOf(restarted, 'charlie'))).toBe(true);
    await restarted.stop();
  });

  test('is forgiven after a quarter of an hour, and by getting it right', async ({ own, server }) => {
    await own.owner.query('insert into sign_in_attempt (key, failures, window_ends_at) values ($1, $2, $3)', [
      createHash('sha256').update('user:alex').digest('base64url'),
      signInLimits.perUsername - 1,
      new Date(noon.getTime() + minutes(signInLimits.windowMinutes)),
    ]);
    expect((await attempt(server, 'alex', 'wrong')).status).toBe(422);
    at(server, minutes(signInLimits.windowMinutes) - 1000);
    expect((await attempt(server, 'alex', demoPassword)).status).toBe(429);
    at(server, minutes(signInLimits.windowMinutes) + 1000);
    expect((await attempt(server, 'alex', 'wrong')).status).toBe(422);
    expect((await attempt(server, 'alex', demoPassword)).status).toBe(303);
    const { rows } = await own.owner.query(`select 1 from sign_in_attempt where key = $1`, [
      createHash('sha256').update('user:alex').digest('base64url'),
    ]);
    expect(rows).toEqual([]);
  });

  test('too often from one address locks the address, for every name', async ({ own }) => {
    const fail = (index: number) =>
      signIn(own.db, { username: `name-${index}`, password: 'x', address: '192.0.2.1', now: noon, demoAllowed: true });
    await own.owner.query('insert into sign_in_attempt (key, failures, window_ends_at) values ($1, $2, $3)', [
      createHash('sha256').update('address:192.0.2.1').digest('base64url'),
      signInLimits.perAddress - 1,
      new Date(noon.getTime() + minutes(5)),
    ]);
    expect((await fail(1)).outcome).toBe('failed');
    expect((await fail(2)).outcome).toBe('too-many');
    const elsewhere = await signIn(own.db, {
      username: 'alex',
      password: demoPassword,
      address: '192.0.2.2',
      now: noon,
      demoAllowed: true,
    });
    expect(elsewhere.outcome).toBe('signed-in');
  });

  test('many times at once: no more passwords are looked at than the limit allows', async ({ own, server }) => {
    const guesses = Array.from({ length: signInLimits.perUsername + 5 }, () => attempt(server, 'alex', 'wrong'));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 422)).toHaveLength(signInLimits.perUsername);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
    expect((await attempt(server, 'alex', demoPassword)).status).toBe(429);
    const { rows } = await own.owner.query<{ failures: number }>(
      'select failures from sign_in_attempt order by failures',
    );
    // The address has the guesses that were looked at; the name also those that were turned away.
    expect(rows.map(({ failures }) => failures)).toEqual([signInLimits.perUsername, signInLimits.perUsername + 6]);
  });

  test('leaves no name and no address behind in the clear', async ({ own, server }) => {
    await attempt(server, 'alex', 'wrong');
    const { rows } = await own.owner.query<{ key: string }>('select key from sign_in_attempt');
    expect(rows).toHaveLength(2);
    for (const { key } of rows) expect(key).toMatch(/^[\w-]{43}$/);
  });
});

const browserOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .find((line) => line.startsWith('__Host-hemvist-browser='))
    ?.split(';')[0] ?? '';

describe('a browser that somebody has signed in with', () => {
  test('is not locked by guesses made elsewhere, and is locked by its own', async ({ server }) => {
    const home = browserOf(await attempt(server, 'alex', demoPassword));
    const shared = browserOf(await attempt(server, 'billie', demoPassword));
    for (let tries = 0; tries <= signInLimits.perUsername; tries += 1) await attempt(server, 'alex', 'wrong');
    const from = (cookie: string, password = demoPassword) =>
      post(server, '/logga-in', { username: 'alex', password }, { cookie });
    expect((await from('')).status).toBe(429);
    // Nor does it help to have signed in as somebody else, or to make a name for one's browser up.
    expect((await from(shared)).status).toBe(429);
    expect((await from(`__Host-hemvist-browser=${'A'.repeat(43)}`)).status).toBe(429);
    const again = await from(home);
    expect(again.status).toBe(303);
    const renewed = browserOf(again);
    expect(renewed).not.toBe(home);
    expect((await from(home)).status).toBe(429);
    for (let tries = 0; tries < signInLimits.perUsername; tries += 1)
      expect((await from(renewed, 'wrong')).status).toBe(422);
    expect((await from(renewed)).status).toBe(429);
  });
});

describe('what is written down', () => {
  test('of signing in, failing, being locked, proving again and signing out: who, and never what was typed', async ({
    server,
    own,
  }) => {
    await attempt(server, 'alex', 'wrong');
    await attempt(server, 'nobody-at-all', 'wrong');
    const cookie = await cookieOf(server, 'alex');
    const csrf = hiddenField(await (await get(server, '/rutiner', cookie)).text(), 'csrf');
    await post(server, '/bekrafta', { csrf, password: 'wrong' }, { cookie });
    const proved = setCookieOf(await post(server, '/bekrafta', { csrf, password: demoPassword }, { cookie }));
    const renewed = proved.split(';')[0] ?? '';
    const again = hiddenField(await (await get(server, '/rutiner', renewed)).text(), 'csrf');
    await post(server, '/logga-ut', { csrf: again }, { cookie: renewed });
    for (let tries = 0; tries <= signInLimits.perUsername + 2; tries += 1) await attempt(server, 'billie', 'wrong');
    const { rows } = await own.owner.query<{
      username: string | null;
      action: string;
      outcome: string;
      parts: string[];
    }>(
      `select a.username, u.action, u.outcome, u.parts from audit u left join account a on a.id = u.actor
       where u.channel = 'sign-in' order by u.id`,
    );
    const row = (username: string | null, action: string, outcome: string, parts: readonly string[] = []) => ({
      username,
      action,
      outcome,
      parts,
    });
    expect(rows).toEqual([
      row('alex', 'sign-in.password', 'rejected'),
      row(null, 'sign-in.password', 'rejected'),
      row('alex', 'sign-in.password', 'ok'),
      row('alex', 'step-up.password', 'rejected'),
      row('alex', 'step-up.password', 'ok'),
      row('alex', 'sign-out', 'ok'),
      ...Array.from({ length: signInLimits.perUsername }, () => row('billie', 'sign-in.password', 'rejected')),
      // Once, however many follow: who guesses does not fill the audit.
      row('billie', 'sign-in.password', 'rejected', ['locked']),
    ]);
    const { rows: texts } = await own.owner.query<{ text: string }>(`select u::text as text from audit u`);
    for (const { text } of texts) expect(text).not.toMatch(/nobody-at-all|wrong|alex/);
  });
});

describe('an account that is not of the demo', () => {
  test('with a password alone may do nothing but set up a second way', async ({ server, own }) => {
    await own.owner.query(`update account set demo = false where username = 'alex'`);
    const cookie = await cookieOf(server);
    for (const address of ['/min-dag', '/arenden', '/min-logg', '/rutiner'])
      expect((await get(server, address, cookie)).headers.get('location'), address).toBe('/min-inloggning');
    expect((await get(server, '/min-inloggning', cookie)).status).toBe(200);
    const api = await fetch(new URL('/api/v1/cases', server.url), {
      headers: { authorization: `Bearer ${tokenIn(cookie)}` },
    });
    expect(api.status).toBe(401);
    const html = await (await get(server, '/min-inloggning/kod', cookie)).text();
    const [csrf, secret] = [hiddenField(html, 'csrf'), hiddenField(html, 'hemlighet')];
    const wrong = await post(server, '/min-inloggning/kod', { csrf, hemlighet: secret, kod: '000000' }, { cookie });
    expect(wrong.status).toBe(422);
    const kod = codeAt(secret, noon);
    const right = await post(server, '/min-inloggning/kod', { csrf, hemlighet: secret, kod }, { cookie });
    expect(right.status).toBe(303);
    expect(await isIn(server, cookie)).toBe(true);
    // The only one there is stays.
    expect((await post(server, '/min-inloggning/kod/ta-bort', { csrf }, { cookie })).status).toBe(409);
  });
});

const codeAt = (secret: string, moment: Date): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: moment.getTime() });

describe('a code after the password', () => {
  test('leads in once; until then nobody is signed in; guesses are counted', async ({ own }) => {
    const safe = createSafe(randomBytes(32));
    const server = await startServer(own.db, noon, { safe });
    const secret = newTotpSecret();
    await keepSecret(own, 'alex', (whose) => sealTotpSecret(safe, whose, secret));
    const half = await attempt(server, 'alex', demoPassword, { till: '/arenden' });
    expect(half.status).toBe(200);
    expect(setCookieOf(half)).toBe('');
    const step = half.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const send = (kod: string, cookie = step) => post(server, '/logga-in/kod', { kod, till: '/arenden' }, { cookie });
    expect((await send('123 456')).status).toBe(422);
    expect((await send(codeAt(secret, noon), '')).status).toBe(401);
    const right = await send(codeAt(secret, noon));
    expect(right.headers.get('location')).toBe('/arenden');
    expect(await isIn(server, setCookieOf(right).split(';')[0] ?? '')).toBe(true);
    // Neither the step nor the code is worth anything any more.
    expect((await send(codeAt(secret, noon))).status).toBe(401);
    const again = (await attempt(server, 'alex', demoPassword)).headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect((await send(codeAt(secret, noon), again)).status).toBe(422);
    for (let tries = 0; tries < signInLimits.perUsername; tries += 1) await send('000000', again);
    expect((await send(codeAt(secret, new Date(noon.getTime() + 30_000)), again)).status).toBe(429);
    // Through the API it is the same sign-in.
    const { outcome } = await signInWithCode(own.db, {
      step: 'made-up',
      code: '123456',
      safe,
      address: 'x',
      now: noon,
    });
    expect(outcome).toBe('failed');
    const api = await fetch(new URL('/api/v1/session', server.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'alex', password: demoPassword }),
    });
    expect(api.status).toBe(401);
    await server.stop();
  });
});

/** Puts what a code app is known by in an account's row, as if it had been there before. */
async function keepSecret(own: TestDatabase, username: string, seal: (whose: Whose) => string): Promise<Whose> {
  const { rows } = await own.owner.query<Whose>('select municipality, id as account from account where username = $1', [
    username,
  ]);
  const [whose] = rows;
  if (!whose) throw new Error(`There is no account ${username}`);
  await own.owner.query(
    `insert into account_totp values ($1, $2, $3, 0, now()) on conflict (municipality, account) do update set secret = $3`,
    [whose.municipality, whose.account, seal(whose)],
  );
  return whose;
}
const secretsKept = async ({ owner }: TestDatabase): Promise<string> =>
  (await owner.query<{ row: string }>('select t::text as row from account_totp t')).rows
    .map(({ row }) => row)
    .join('\n');

/** How a server with these keys answers to the code of the moment. */
async function codeWorks(
  own: TestDatabase,
  username: string,
  secret: string,
  safe: Safe,
  now = noon,
): Promise<boolean> {
  const from = { address: username, now };
  const half = await signIn(own.db, { username, password: demoPassword, ...from, demoAllowed: true });
  if (half.outcome !== 'second-step') throw new Error('No code is asked for');
  const { outcome } = await signInWithCode(own.db, { step: half.step, code: codeAt(secret, now), safe, ...from });
  return outcome === 'signed-in';
}

describe('the secret of a code app', () => {
  const later = (steps: number): Date => new Date(noon.getTime() + steps * 60_000);

  test('is not in the tables for who reads them, and of no use in another’s row or changed', async ({ own }) => {
    const safe = createSafe(randomBytes(32));
    const server = await startServer(own.db, noon, { safe });
    const cookie = await cookieOf(server);
    const html = await (await get(server, '/min-inloggning/kod', cookie)).text();
    const [csrf, hemlighet] = [hiddenField(html, 'csrf'), hiddenField(html, 'hemlighet')];
    const fields = { csrf, hemlighet, kod: codeAt(hemlighet, noon) };
    expect((await post(server, '/min-inloggning/kod', fields, { cookie })).status).toBe(303);
    const kept = await secretsKept(own);
    expect(kept).toContain(',v1.');
    for (const form of [hemlighet, Buffer.from(Secret.fromBase32(hemlighet).bytes).toString('hex')])
      expect(kept.toLowerCase()).not.toContain(form.toLowerCase());
    expect(await codeWorks(own, 'alex', hemlighet, safe, later(1))).toBe(true);
    const [, sealed = ''] = /,(v1\.[\w.-]+),/.exec(kept) ?? [];
    await keepSecret(own, 'billie', () => sealed);
    expect(await codeWorks(own, 'billie', hemlighet, safe)).toBe(false);
    await keepSecret(own, 'alex', () =>
      sealed.replace(/.(.)$/, (end) => (end.startsWith('A') ? 'B' : 'A') + end.slice(1)),
    );
    expect(await codeWorks(own, 'alex', hemlighet, safe, later(2))).toBe(false);
    await keepSecret(own, 'alex', () => sealed);
    expect(await codeWorks(own, 'alex', hemlighet, safe, later(3))).toBe(true);
    await server.stop();
  });

  test('is sealed when a server starts, if it is from before there were keys or of the key before', async ({ own }) => {
    const [first, second] = [randomBytes(32), randomBytes(32)];
    const [alex, billie] = [newTotpSecret(), newTotpSecret()];
    await expect(keepSecret(own, 'alex', () => alex)).rejects.toThrow('account_totp_secret_sealed');
    await own.owner.query('alter table account_totp drop constraint account_totp_secret_sealed');
    await keepSecret(own, 'alex', () => alex);
    await keepSecret(own, 'billie', (whose) => sealTotpSecret(createSafe(first), whose, billie));
    // What is not sealed is not believed: whoever can write to the table could have put it there.
    expect(await codeWorks(own, 'alex', alex, createSafe(first))).toBe(false);
    expect(await sealTotpSecrets(own.owner, createSafe(first))).toEqual({ sealed: 1, unreadable: 0 });
    expect(await secretsKept(own)).not.toContain(alex);
    expect(await codeWorks(own, 'alex', alex, createSafe(first), later(1))).toBe(true);
    // The key is changed: with the one before it everything goes on, and is sealed anew, so that it is not needed afterwards.
    const changed = createSafe(second, first);
    expect(await codeWorks(own, 'billie', billie, changed)).toBe(true);
    expect(await sealTotpSecrets(own.owner, createSafe(second))).toEqual({ sealed: 0, unreadable: 2 });
    expect(await sealTotpSecrets(own.owner, changed)).toEqual({ sealed: 2, unreadable: 0 });
    expect(await sealTotpSecrets(own.owner, changed)).toEqual({ sealed: 0, unreadable: 0 });
    expect(await codeWorks(own, 'billie', billie, createSafe(second), later(1))).toBe(true);
    expect(await codeWorks(own, 'alex', alex, createSafe(first), later(2))).toBe(false);
  });
});

describe('signing out everywhere', () => {
  test('ends every session of one’s own and nobody else’s; or all but this one', async ({ server }) => {
    const [here, there, billie] = [await cookieOf(server), await cookieOf(server), await cookieOf(server, 'billie')];
    const csrf = hiddenField(await (await get(server, '/min-inloggning', here)).text(), 'csrf');
    const end = (vilka: string) => post(server, '/min-inloggning/logga-ut', { csrf, vilka }, { cookie: here });
    expect((await end('någon')).status).toBe(404);
    expect((await end('andra')).status).toBe(303);
    expect([await isIn(server, here), await isIn(server, there)]).toEqual([true, false]);
    const elsewhere = await cookieOf(server);
    expect((await end('alla')).status).toBe(303);
    expect([await isIn(server, here), await isIn(server, elsewhere), await isIn(server, billie)]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('a session', () => {
  test('ends when nobody has used it for an hour, and not before', async ({ server }) => {
    const cookie = await cookieOf(server);
    at(server, minutes(sessionLimits.idleMinutes) - 1000);
    expect(await isIn(server, cookie)).toBe(true);
    at(server, minutes(2 * sessionLimits.idleMinutes) - 2000);
    expect(await isIn(server, cookie)).toBe(true);
    at(server, minutes(3 * sessionLimits.idleMinutes));
    expect(await isIn(server, cookie)).toBe(false);
  });

  test('ends after eight hours, however much it is used', async ({ server }) => {
    const cookie = await cookieOf(server);
    const end = sessionLimits.absoluteHours * 60;
    for (let used = 50; used < end; used += 50) {
      at(server, minutes(used));
      expect(await isIn(server, cookie), `after ${used} minutes`).toBe(true);
    }
    at(server, minutes(end) - 1000);
    expect(await isIn(server, cookie)).toBe(true);
    at(server, minutes(end) + 1000);
    expect(await isIn(server, cookie)).toBe(false);
  });

  test('that was signed out of is dead, for whoever kept the token; other sessions live on', async ({ server }) => {
    const [here, elsewhere] = [await cookieOf(server), await cookieOf(server)];
    const csrf = hiddenField(await (await get(server, '/rutiner', here)).text(), 'csrf');
    const response = await post(server, '/logga-ut', { csrf }, { cookie: here });
    expect(response.headers.get('location')).toBe('/logga-in');
    expect(setCookieOf(response)).toContain('Max-Age=0');
    expect(await isIn(server, here)).toBe(false);
    expect(await isIn(server, elsewhere)).toBe(true);
  });

  test('is not ended by another site', async ({ server }) => {
    const cookie = await cookieOf(server);
    const csrf = hiddenField(await (await get(server, '/rutiner', cookie)).text(), 'csrf');
    for (const [fields, headers] of [
      [{ csrf }, { 'sec-fetch-site': 'cross-site' }],
      [{}, { 'sec-fetch-site': 'cross-site' }],
      [{ csrf: 'wrong' }, {}],
    ] as const) {
      const response = await post(server, '/logga-ut', fields, { cookie, ...headers });
      expect(setCookieOf(response), JSON.stringify(fields)).toBe('');
      expect(await isIn(server, cookie)).toBe(true);
    }
  });

  test('holds the rights of the moment: a role taken away or given counts from the next request', async ({
    own,
    server,
  }) => {
    const cookie = await cookieOf(server);
    expect((await get(server, '/arenden/nytt', cookie)).status).toBe(200);
    await own.owner.query(`delete from account_role where account = (select id from account where username = 'alex')`);
    expect((await get(server, '/arenden/nytt', cookie)).status).toBe(404);
    expect((await get(server, '/min-dag', cookie)).status).toBe(404);
    await own.owner.query(
      `insert into account_role select '1480', id, 'unitManager', 'centrum-vuxen' from account where username = 'alex'`,
    );
    expect((await get(server, '/min-dag/enheten', cookie)).status).toBe(200);
    expect((await get(server, '/arenden/nytt', cookie)).status).toBe(404);
  });

  test('of an account that is closed is over at the next request', async ({ own, server }) => {
    const cookie = await cookieOf(server);
    await own.owner.query(`update account set active = false where username = 'alex'`);
    expect(await isIn(server, cookie)).toBe(false);
  });

  test('is never somebody else’s: each token leads to who got it', async ({ server }) => {
    const [alex, billie] = [await cookieOf(server, 'alex'), await cookieOf(server, 'billie')];
    const [hers, theirs] = await Promise.all([get(server, '/rutiner', alex), get(server, '/rutiner', billie)]);
    expect(await hers.text()).toContain('Alex Provberg');
    expect(await theirs.text()).toContain('Billie Testgren');
  });
});

describe('after signing in', () => {
  const own = ['/arenden', '/pagaende/x?y=z', '/min-dag?visa=late', '/'] as const;
  const foreign = [
    'https://elsewhere.example',
    '//elsewhere.example',
    '///elsewhere.example',
    '/\\elsewhere.example',
    '\\\\elsewhere.example',
    '/\t/elsewhere.example',
    '/\n/elsewhere.example',
    ' //elsewhere.example',
    '/..//elsewhere.example',
    '/.//elsewhere.example',
    '/a/..//elsewhere.example',
    '/%2e%2e//elsewhere.example',
    '/./\\elsewhere.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'elsewhere.example',
    '@elsewhere.example',
    '',
    `/${'a'.repeat(3000)}`,
  ] as const;
  /** Where a browser goes from this site when it is told to go there. */
  const reached = (location: string | null): string => new URL(location ?? '', 'http://hemvist.example').origin;

  test('one comes to where one was going', async ({ server }) => {
    for (const till of own)
      expect((await attempt(server, 'alex', demoPassword, { till })).headers.get('location')).toBe(till);
    expect((await get(server, '/arenden/nytt?x=y')).headers.get('location')).toMatch(
      /^\/logga-in\?till=%2Farenden%2Fnytt/,
    );
  });

  test('one never comes to another site, whatever the address says', async ({ server }) => {
    const led: string[] = [];
    for (const till of foreign) {
      const signedIn = (await attempt(server, 'alex', demoPassword, { till })).headers.get('location');
      const language = (await get(server, `/sprak/en?${new URLSearchParams({ till }).toString()}`)).headers.get(
        'location',
      );
      for (const location of [signedIn, language])
        if (reached(location) !== 'http://hemvist.example') led.push(`${JSON.stringify(till)} → ${location}`);
    }
    expect(led).toEqual([]);
    for (const till of foreign) {
      const address = ownAddress(till);
      expect(address === undefined ? 'http://hemvist.example' : reached(address), JSON.stringify(till)).toBe(
        'http://hemvist.example',
      );
    }
  });
});

test('every answer carries the headers that keep others’ scripts, frames and eyes away', async ({ server }) => {
  const cookie = await cookieOf(server);
  for (const [address, with_] of [
    ['/logga-in', ''],
    ['/min-dag', cookie],
    ['/nothing-here', cookie],
    ['/halsa', ''],
  ] as const) {
    const { headers } = await get(server, address, with_);
    const policy = Object.fromEntries(
      (headers.get('content-security-policy') ?? '')
        .split('; ')
        .map((part) => [part.split(' ')[0], part.split(' ').slice(1).join(' ')]),
    );
    expect(policy, address).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'font-src': "'self'",
      'img-src': "'self'",
      'connect-src': "'self'",
      'form-action': "'self'",
      'base-uri': "'none'",
      'frame-ancestors': "'none'",
    });
    expect(headers.get('x-content-type-options'), address).toBe('nosniff');
    expect(headers.get('x-frame-options'), address).toBe('DENY');
    expect(headers.get('referrer-policy'), address).toBe('same-origin');
    expect(headers.get('strict-transport-security'), address).toMatch(/^max-age=31536000/);
    expect(headers.get('x-powered-by'), address).toBeNull();
    if (address !== '/halsa') expect(headers.get('cache-control'), address).toBe('no-store');
  }
});

describe('in production', () => {
  test('nobody of the demo gets in', async ({ own }) => {
    const result = await signIn(own.db, {
      username: 'alex',
      password: demoPassword,
      address: 'x',
      now: noon,
      demoAllowed: false,
    });
    expect(result.outcome).toBe('failed');
    await own.owner.query(`update account set demo = false where username = 'alex'`);
    const real = await signIn(own.db, {
      username: 'alex',
      password: demoPassword,
      address: 'x',
      now: noon,
      demoAllowed: false,
    });
    expect(real.outcome).toBe('signed-in');
  });

  test('the server refuses to start on a database with demo users in it, or without a key for secrets, and says so', async ({
    own,
  }) => {
    const { host, user, database } = own.options;
    const start = async (more: Readonly<Record<string, string>>): Promise<string> => {
      const server = spawn(process.execPath, [path.resolve(import.meta.dirname, '../build/server/server.js')], {
        env: {
          HEMVIST_MODE: 'production',
          PORT: '0',
          DATABASE_URL: `postgresql://${user}@localhost/${database}?host=${host}`,
          ...more,
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let said = '';
      server.stderr.on('data', (data: Buffer) => (said += data.toString()));
      const code = await new Promise<number | null>((resolve) => server.on('exit', resolve));
      expect(code).toBe(1);
      return said;
    };
    expect(await start({})).toContain('HEMVIST_MODE=production needs SECRETS_KEY');
    const key = randomBytes(32).toString('base64');
    const said = await start({ SECRETS_KEY: key });
    expect(said).toContain('HEMVIST_MODE=production refuses a database with demo users in it');
    expect(said).not.toContain(demoPassword);
    expect(said).not.toContain(key);
  });
});
