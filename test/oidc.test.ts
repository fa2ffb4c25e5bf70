import { describe, expect, inject } from 'vitest';
import { createProvider } from '../src/organisation/index.ts';
import { test as base, makeDatabase, type TestDatabase } from './support/fixtures.ts';
import { type IdentityProvider, type Person, startIdentityProvider } from './support/identity-provider.ts';
import { hiddenField, startServer, type TestServer } from './support/server.ts';

const noon = new Date('2026-10-14T10:00:00Z');

const kim: Person = {
  sub: 'kim-sub',
  acr: 'high',
  claims: { name: 'Kim Exempelberg', preferred_username: 'kim.exempelberg', groups: ['hemvist-vuxen', 'annat'] },
};
const weak: Person = { ...kim, sub: 'weak-sub', acr: 'low', claims: { ...kim.claims, preferred_username: 'weak' } };
const guest: Person = { ...kim, sub: 'guest-sub', claims: { name: 'Gäst Låtsasson', groups: ['annat'] } };
const namesake: Person = { ...kim, sub: 'other-sub', claims: { ...kim.claims, preferred_username: 'alex' } };

const test = base.extend<{ own: TestDatabase; idp: IdentityProvider; server: TestServer }>({
  // oxlint-disable-next-line no-empty-pattern
  own: async ({}, use) => {
    const { drop, ...database } = await makeDatabase(inject('postgres')[inject('major')]);
    await database.owner.query(`insert into sign_in_rule (municipality, id, claim, value, role, unit) values
      ('1480', gen_random_uuid(), 'groups', 'hemvist-vuxen', 'caseworker', 'centrum-vuxen'),
      ('1480', gen_random_uuid(), 'groups', 'hemvist-chef', 'unitManager', 'centrum-vuxen')`);
    await use(database);
    await drop();
  },
  // oxlint-disable-next-line no-empty-pattern
  idp: async ({}, use) => {
    const idp = await startIdentityProvider([kim, weak, guest, namesake]);
    await use(idp);
    await idp.stop();
  },
  server: async ({ own, idp }, use) => {
    const { issuer, clientId, clientSecret } = idp;
    const provider = createProvider({ issuer, clientId, clientSecret, acr: ['high'], name: 'Stadens inloggning' });
    const server = await startServer(own.db, noon, { provider });
    idp.serve(server.url);
    await use(server);
    await server.stop();
  },
});

/** A browser without a window, which follows where it is led, here and there, and keeps each host's cookies apart. */
class Browser {
  readonly cookies = new Map<string, Map<string, string>>();
  /** Every address that it has been at. */
  readonly been: URL[] = [];

  cookie(url: URL): string {
    return [...(this.cookies.get(url.host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async ask(url: URL, init: RequestInit = {}): Promise<Response> {
    this.been.push(url);
    const response = await fetch(url, { redirect: 'manual', ...init, headers: { cookie: this.cookie(url) } });
    const jar = this.cookies.get(url.host) ?? new Map<string, string>();
    this.cookies.set(url.host, jar);
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const value = pair.slice(pair.indexOf('=') + 1);
      const name = pair.slice(0, pair.indexOf('='));
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  async go(address: string | URL, { until }: Readonly<{ until?: string }> = {}): Promise<Response> {
    let url = new URL(address);
    for (let steps = 0; steps < 20; steps += 1) {
      if (until !== undefined && url.pathname === until) return new Response(null, { headers: { location: url.href } });
      const response = await this.ask(url);
      const to = response.headers.get('location');
      if (to === null) return response;
      url = new URL(to, url);
    }
    throw new Error('Led in circles');
  }

  get at(): string {
    return this.been.at(-1)?.pathname ?? '';
  }
}

const answer = '/logga-in/organisation/svar';
const signIn = async (
  { url }: TestServer,
  idp: IdentityProvider,
  person: Person | undefined,
  browser = new Browser(),
): Promise<readonly [Browser, Response]> => {
  idp.at.person = person;
  return [browser, await browser.go(`${url}/logga-in/organisation?till=/min-inloggning`)];
};
const isIn = async ({ url }: TestServer, browser: Browser): Promise<boolean> =>
  (await browser.ask(new URL('/min-dag', url))).status === 200;
const accounts = async ({ owner }: TestDatabase) =>
  (
    await owner.query<{ username: string; display_name: string; secrecy_area: string; roles: string[] }>(
      `select a.username, a.display_name, a.secrecy_area,
        array(select r.role || ' ' || r.unit from account_role r where r.account = a.id order by 1) as roles
       from account_identity i join account a on a.id = i.account order by 1`,
    )
  ).rows;

describe('signing in at the organisation’s identity provider', () => {
  test('leads in with the roles that the rules give, read anew each time', async ({ server, own, idp }) => {
    const signInPage = await (await fetch(new URL('/logga-in', server.url))).text();
    expect(signInPage).toContain('Logga in med Stadens inloggning');
    const [browser, page] = await signIn(server, idp, kim);
    expect([page.status, browser.at]).toEqual([200, '/min-inloggning']);
    const html = await page.text();
    expect(html).toContain('Kim Exempelberg');
    // What is set up here is not for whom the organisation vouches.
    expect(html).not.toContain('/min-inloggning/kod');
    expect(await isIn(server, browser)).toBe(true);
    const asked = browser.been.find(({ pathname }) => pathname === '/auth');
    expect(Object.fromEntries(asked?.searchParams ?? [])).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      acr_values: 'high',
      state: expect.any(String) as string,
      nonce: expect.any(String) as string,
    });
    expect(await accounts(own)).toEqual([
      {
        username: 'kim.exempelberg',
        display_name: 'Kim Exempelberg',
        secrecy_area: 'centrum',
        roles: ['caseworker centrum-vuxen'],
      },
    ]);
    await own.owner.query(`update sign_in_rule set role = 'unitManager' where value = 'hemvist-vuxen'`);
    const [again] = await signIn(server, idp, kim);
    expect((await accounts(own)).map(({ roles }) => roles)).toEqual([['unitManager centrum-vuxen']]);
    // Rights are those of the moment, in the session that was there before as well.
    for (const each of [browser, again])
      expect((await each.ask(new URL('/min-dag/enheten', server.url))).status).toBe(200);
    const { rows } = await own.owner.query<{ action: string; outcome: string }>(
      `select action, outcome from audit where channel = 'sign-in' order by id`,
    );
    expect(rows).toEqual(Array.from({ length: 2 }, () => ({ action: 'sign-in.provider', outcome: 'ok' })));
  });

  test('is refused below the level that is asked for, without a role, when broken off, and to a closed account', async ({
    server,
    own,
    idp,
  }) => {
    for (const [person, words] of [
      [weak, 'på ett sätt som inte räcker här'],
      [guest, 'har ingen roll i Hemvist'],
      [undefined, 'Det gick inte att logga in. Försök igen.'],
    ] as const) {
      const [browser, page] = await signIn(server, idp, person);
      expect([page.status, browser.at], words).toEqual([422, answer]);
      expect(await page.text()).toContain(words);
      expect(await isIn(server, browser)).toBe(false);
    }
    expect(await accounts(own)).toEqual([]);
    await signIn(server, idp, kim);
    await own.owner.query(`update account set active = false where username = 'kim.exempelberg'`);
    const [browser, page] = await signIn(server, idp, kim);
    expect(page.status).toBe(422);
    expect(await isIn(server, browser)).toBe(false);
    await own.owner.query(`update account set active = true where username = 'kim.exempelberg'`);
    await own.owner.query(`insert into sign_in_rule values
      ('1480', gen_random_uuid(), 'groups', 'annat', 'caseworker', 'hisingen-vuxen')`);
    // Rules that point at two areas let nobody in.
    expect((await signIn(server, idp, kim))[1].status).toBe(422);
  });

  test('leads to the account that the directory has made, with the roles that it has there, with and without a rule', async ({
    server,
    own,
    idp,
  }) => {
    await own.owner.query(
      `insert into account (municipality, id, secrecy_area, username, display_name, external_id) values
       ('1480', '00000000-0000-4000-8000-0000000000aa', 'hisingen', 'guest.katalog', 'Gäst Katalogsson', 'guest-sub'),
       ('1480', '00000000-0000-4000-8000-0000000000bb', 'hisingen', 'kim.katalog', 'Kim Katalogsson', 'kim-sub')`,
    );
    await own.owner.query(
      `insert into account_role (municipality, account, role, unit)
       select '1480', id, 'caseworker', 'hisingen-vuxen' from account where username like '%.katalog'`,
    );
    for (const person of [guest, kim]) {
      const [browser] = await signIn(server, idp, person);
      expect(await isIn(server, browser)).toBe(true);
    }
    const theirs = { secrecy_area: 'hisingen', roles: ['caseworker hisingen-vuxen'] };
    expect(await accounts(own)).toEqual([
      { username: 'guest.katalog', display_name: 'Gäst Katalogsson', ...theirs },
      { username: 'kim.katalog', display_name: 'Kim Katalogsson', ...theirs },
    ]);
    await own.owner.query(`update account set active = false where username = 'guest.katalog'`);
    expect(await isIn(server, (await signIn(server, idp, guest))[0])).toBe(false);
  });

  test('takes the last administrator’s role from nobody', async ({ server, own, idp }) => {
    await own.owner.query(`update sign_in_rule set role = 'administrator' where value = 'hemvist-vuxen'`);
    await signIn(server, idp, kim);
    await own.owner.query(
      `delete from account_role where role = 'administrator' and account not in (select account from account_identity)`,
    );
    await own.owner.query(`update sign_in_rule set role = 'caseworker' where value = 'hemvist-vuxen'`);
    const [browser] = await signIn(server, idp, kim);
    expect(await isIn(server, browser)).toBe(true);
    expect((await accounts(own)).map(({ roles }) => roles)).toEqual([
      ['administrator centrum-vuxen', 'caseworker centrum-vuxen'],
    ]);
  });

  test('takes nobody’s account over by having its username', async ({ server, own, idp }) => {
    const [browser] = await signIn(server, idp, namesake);
    expect(await isIn(server, browser)).toBe(true);
    const [account] = await accounts(own);
    expect(account?.username).not.toBe('alex');
    const { rows } = await own.owner.query(`select display_name from account where username = 'alex'`);
    expect(rows).toEqual([{ display_name: 'Alex Provberg' }]);
  });

  test('counts once, in the browser that began it, and only as it was asked for', async ({ server, idp }) => {
    const [browser, stopped] = await (async () => {
      idp.at.person = kim;
      const one = new Browser();
      return [one, await one.go(`${server.url}/logga-in/organisation`, { until: answer })] as const;
    })();
    const back = new URL(stopped.headers.get('location') ?? '');
    // Somebody else is sent the address: it is of no use to them, nor does it sign them in as another.
    const other = new Browser();
    expect((await other.ask(back)).status).toBe(422);
    expect(await isIn(server, other)).toBe(false);
    const [third] = await signIn(server, idp, undefined);
    expect((await third.ask(back)).status).toBe(422);
    const forged = new URL(back);
    forged.searchParams.set('state', 'made-up');
    const copy = new Map(browser.cookies.get(new URL(server.url).host));
    expect((await browser.ask(forged)).status).toBe(422);
    expect(await isIn(server, browser)).toBe(false);
    // What failed is used up, also with the right address.
    browser.cookies.set(new URL(server.url).host, copy);
    expect((await browser.ask(back)).status).toBe(422);
  });
});

describe('proving again who one is', () => {
  test('is done at the provider, afresh, by the same person; what was typed comes back', async ({
    server,
    own,
    idp,
  }) => {
    await own.owner.query(`update sign_in_rule set role = 'lawyer' where value = 'hemvist-vuxen'`);
    const [browser] = await signIn(server, idp, kim);
    const host = new URL(server.url).host;
    const before = browser.cookies.get(host)?.get('__Host-hemvist');
    server.clock.now = new Date(noon.getTime() + 15 * 60_000);
    const page = await browser.ask(new URL('/bekrafta?till=/grunder', server.url));
    const html = await page.text();
    expect(html).toContain('/bekrafta/organisation');
    expect(html).not.toContain('name="password"');
    // Somebody else has come to the same browser, and signs in there as themselves.
    const there = new URL(idp.issuer).host;
    browser.cookies.delete(there);
    idp.at.person = namesake;
    expect((await browser.go(`${server.url}/bekrafta/organisation?till=/grunder`)).status).toBe(422);
    expect(
      browser.been.find(({ searchParams }) => searchParams.get('prompt') === 'login')?.searchParams.get('max_age'),
    ).toBe('0');
    browser.cookies.delete(there);
    idp.at.person = kim;
    const fortsatt = JSON.stringify({ action: '/grunder/nytt', fields: [['nameSv', 'Det jag skrev']] });
    const csrf = hiddenField(html, 'csrf');
    const kept = await browser.ask(new URL('/bekrafta/organisation', server.url), {
      method: 'POST',
      body: new URLSearchParams({ csrf, fortsatt }),
    });
    const { rows } = await own.owner.query<{ step: string }>('select data::text as step from sign_in_step');
    for (const { step } of rows) expect(step).not.toContain('Det jag skrev');
    const [, onward = ''] = /href="(http[^"]+)"/.exec(await kept.text()) ?? [];
    const resumed = await browser.go(onward.replaceAll('&amp;', '&'));
    expect(resumed.status).toBe(200);
    expect(await resumed.text()).toContain('value="Det jag skrev"');
    expect(browser.cookies.get(host)?.get('__Host-hemvist')).not.toBe(before);
    const { rows: audited } = await own.owner.query<{ action: string; outcome: string }>(
      `select action, outcome from audit where action like 'step-up%' order by id`,
    );
    expect(audited).toEqual([
      { action: 'step-up.provider', outcome: 'rejected' },
      { action: 'step-up.provider', outcome: 'ok' },
    ]);
  });
});

describe('signing out at the provider', () => {
  test('ends the session here that rests on it, and no other', async ({ server, own, idp }) => {
    const [first] = await signIn(server, idp, kim);
    const [second] = await signIn(server, idp, kim);
    const [other] = await signIn(server, idp, namesake);
    const { rows } = await own.owner.query<{ provider_session: string | null }>(
      'select provider_session from session where subject = $1',
      [kim.sub],
    );
    const [session, another] = rows.map(({ provider_session: it }) => it ?? '');
    expect([session, another]).not.toContain('');
    expect(session).not.toBe(another);
    await idp.signOut(kim.sub, session ?? '');
    const still = [await isIn(server, first), await isIn(server, second)];
    expect(still.filter(Boolean)).toHaveLength(1);
    expect(await isIn(server, other)).toBe(true);
    const audited = await own.owner.query(`select 1 from audit where action = 'sign-out.provider'`);
    expect(audited.rowCount).toBe(1);
  });

  test('follows signing out here, which also holds when the provider does not answer', async ({ server, own, idp }) => {
    const leave = async ({ url }: TestServer, [browser, page]: readonly [Browser, Response], address: string) => {
      const fields = { csrf: hiddenField(await page.text(), 'csrf'), vilka: 'alla' };
      return browser.ask(new URL(address, url), { method: 'POST', body: new URLSearchParams(fields) });
    };
    for (const address of ['/logga-ut', '/min-inloggning/logga-ut']) {
      const visit = await signIn(server, idp, kim);
      expect((await leave(server, visit, address)).headers.get('location'), address).toBe('/logga-ut/organisation');
      expect(await isIn(server, visit[0]), address).toBe(false);
      const html = await (await visit[0].ask(new URL('/logga-ut/organisation', server.url))).text();
      const back = encodeURIComponent(`${server.url}/logga-in`);
      expect(html).toContain(
        `http-equiv="refresh" content="0; url=${idp.issuer}/session/end?post_logout_redirect_uri=${back}&amp;client_id=hemvist"`,
      );
    }
    // Who is signed in here is not led out there by an address.
    const visit = await signIn(server, idp, kim);
    const led = await visit[0].ask(new URL('/logga-ut/organisation', server.url));
    expect(led.headers.get('location')).toBe('/min-dag');
    await idp.stop();
    const { issuer, clientId, clientSecret } = idp;
    const provider = createProvider({ issuer, clientId, clientSecret, acr: [], name: 'Stadens inloggning' });
    const restarted = await startServer(own.db, noon, { provider });
    const [browser] = visit;
    browser.cookies.set(new URL(restarted.url).host, browser.cookies.get(new URL(server.url).host) ?? new Map());
    const out = await leave(restarted, visit, '/logga-ut');
    expect(await isIn(restarted, browser)).toBe(false);
    const page = await browser.ask(new URL(out.headers.get('location') ?? '', restarted.url));
    expect([page.status, (await page.text()).includes('Du kan vara inloggad')]).toEqual([200, true]);
    expect(restarted.logged.filter(({ route, error }) => route === '/logga-ut/organisation' && error)).toHaveLength(1);
    await restarted.stop();
  });

  test('is believed from nobody but the provider', async ({ server, idp }) => {
    const [browser] = await signIn(server, idp, kim);
    const unsigned = (payload: object): string =>
      [{ alg: 'none' }, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') + '.';
    const now = Math.floor(Date.now() / 1000);
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    for (const token of [
      '',
      'x.y.z',
      unsigned({ iss: idp.issuer, aud: idp.clientId, sub: kim.sub, iat: now, exp: now + 60, jti: 'x', events }),
    ]) {
      const response = await fetch(new URL('/logga-ut/organisation', server.url), {
        method: 'POST',
        body: new URLSearchParams({ logout_token: token }),
      });
      expect(response.status, token).toBe(400);
    }
    expect(await isIn(server, browser)).toBe(true);
  });
});
