import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { describe, expect } from 'vitest';
import { newId } from '../src/kernel/ids.ts';
import { permissions } from '../src/kernel/permission.ts';
import type { Route } from '../src/platform/route.ts';
import { messages as oversight } from '../src/oversight/messages/index.ts';
import { openingInWords } from '../src/oversight/opening-in-words.ts';
import { routes } from '../src/web/app.ts';
import { demoActor, type DemoPerson } from '../src/demo/index.ts';
import { alexsCase, morningOf, through, today, type World } from './database/world.ts';
import { test as base, type TestDatabase } from './support/fixtures.ts';
import { hiddenField, startServer, type TestServer, visit, type Visitor } from './support/server.ts';

const person = { givenName: 'Greta', familyName: 'Hittepåsson', number: '197701099802' };

type SignedIn = (who: DemoPerson) => Promise<Visitor>;

const test = base.extend<{ $file: { server: TestServer; world: World; signedIn: SignedIn } }>({
  server: [
    async ({ database }, use) => {
      const server = await startServer(database.db, morningOf(today));
      await use(server);
      await server.stop();
    },
    { scope: 'file' },
  ],
  world: [async ({ database }, use) => use(await alexsCase(database.db, database.owner, person)), { scope: 'file' }],
  // Each of the people signs in once for the whole file.
  signedIn: [
    async ({ server }, use) => {
      const visitors = new Map<DemoPerson, Promise<Visitor>>();
      await use((who) => {
        const visitor = visitors.get(who) ?? visit(server, who);
        visitors.set(who, visitor);
        return visitor;
      });
    },
    { scope: 'file' },
  ],
});

const nameOf = ({ method, path }: Route): string => `${method} ${path.pattern}`;
const ofACase = routes.filter(({ path }) => /:(?:run|case)\b/.test(path.pattern));

test('whatever is done in a case, in an emergency or by search has words in the list of who has opened it', () => {
  const around = routes.filter(({ path }) => /:(?:run|case)\b|^\/(?:jour|sok|delat)/.test(path.pattern));
  const actions = [...new Set(around.map(({ audit }) => audit))];
  const words = (action: string): string =>
    openingInWords({ action, outcome: 'ok', parts: [], listed: false }, oversight.sv);
  expect(actions.filter((action) => words(action) === oversight.sv.other)).toEqual([]);
});

/** Everything an address can name, as it is in the world. */
const parametersIn = (world: World): Readonly<Record<string, string>> => ({
  run: world.run,
  case: world.caseId,
  entry: world.entry,
  assignment: world.caseLevel,
  account: demoActor('alex').account,
  kind: 'follow-up',
  obligation: 'weekly-follow-up',
  fact: 'moveIn',
  form: 'follow-up..',
  routine: 'repeated-discharge',
  version: '2025',
});

const addressOf = ({ path }: Route, parameters: Readonly<Record<string, string>>): string =>
  path.pattern.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(parameters[name] ?? 'missing'));

const send = (visitor: Pick<Visitor, 'get' | 'post'>, route: Route, address: string, csrf = ''): Promise<Response> =>
  route.method === 'get' ? visitor.get(address) : visitor.post(address, { csrf, nyckel: newId(), sedd: '1' });

const stranger = ({ url }: TestServer): Visitor => {
  const ask = (address: string, init: RequestInit) =>
    fetch(new URL(address, url), { redirect: 'manual', headers: { 'sec-fetch-site': 'same-origin' }, ...init });
  return {
    get: (address) => ask(address, {}),
    post: (address, fields) =>
      ask(address, { method: 'POST', body: new URLSearchParams(fields as Record<string, string>) }),
  };
};

/** The proof that forms of this visitor carry, taken from a page with the button to sign out on it. */
async function csrfOf(visitor: Visitor): Promise<string> {
  return hiddenField(await (await visitor.get('/rutiner')).text(), 'csrf');
}

const leaks = (text: string, world: World): readonly string[] =>
  [person.givenName, person.familyName, person.number, '19770109', 'Hemligt om planen', world.caseId].filter((secret) =>
    text.includes(secret),
  );

type AuditRow = Readonly<{ action: string; outcome: string; run_ids: string[]; case_ids: string[]; actor: string }>;
async function auditSince<T>(
  { owner }: TestDatabase,
  work: () => Promise<T>,
): Promise<readonly [T, readonly AuditRow[]]> {
  const { rows: before } = await owner.query<{ last: number }>('select coalesce(max(id), 0)::int as last from audit');
  const result = await work();
  const { rows } = await owner.query<AuditRow>(
    'select action, outcome, run_ids, case_ids, actor from audit where id > $1 order by id',
    [before[0]?.last],
  );
  return [result, rows];
}

/** What casework holds, to see that nothing changed. */
async function contentOf({ owner }: TestDatabase): Promise<unknown> {
  const tables = ['individual', 'case_file', 'assignment', 'run', 'fact', 'entry', 'work_item', 'draft', 'event'];
  const parts = tables.map(
    (table) => `(select jsonb_agg(t order by t::text) from (select * from ${table}) t) as ${table}`,
  );
  return (await owner.query(`select ${parts.join(', ')}`)).rows;
}

describe('every declared page and form', () => {
  test('says who may and what the audit is to say, at an address and with a method of its own', () => {
    expect(routes.length).toBeGreaterThan(20);
    for (const route of routes) {
      expect(permissions, nameOf(route)).toContain(route.may);
      expect(route.audit, nameOf(route)).toMatch(/^[a-z][a-zA-Z-]*(\.[a-zA-Z-]+)+$/);
      expect(route.path.pattern, nameOf(route)).toMatch(/^\/[a-z-]+(\/(:\w+|[a-z-]+))*$/);
    }
    const names = routes.map(nameOf);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    // Two that read and change are told apart in the audit; the same words are never used for both.
    const audits = (method: Route['method']): ReadonlySet<string> =>
      new Set(routes.filter((route) => route.method === method).map(({ audit }) => audit));
    expect([...audits('get')].filter((audit) => audits('post').has(audit))).toEqual([]);
  });

  test('asks who is not signed in to sign in, and tells nothing', async ({ database, server, world }) => {
    const before = await contentOf(database);
    for (const route of routes) {
      const [response, audited] = await auditSince(database, () =>
        send(stranger(server), route, addressOf(route, parametersIn(world))),
      );
      // A page comes back after the sign-in; a form is carried along, so that what was typed is not lost.
      expect(response.status, nameOf(route)).toBe(route.method === 'get' ? 303 : 401);
      if (route.method === 'get') expect(response.headers.get('location'), nameOf(route)).toMatch(/^\/logga-in(\?|$)/);
      const html = await response.text();
      expect(
        leaks(html.replaceAll(encodeURIComponent(world.caseId), ''), world).filter((secret) => secret !== world.caseId),
        nameOf(route),
      ).toEqual([]);
      if (route.method === 'post') expect(html, nameOf(route)).toContain('name="password"');
      expect(audited, nameOf(route)).toEqual([]);
    }
    expect(await contentOf(database)).toEqual(before);
  });

  test('answers 404 to who may not, tells nothing, and writes down that it was refused', async ({
    database,
    world,
    signedIn,
  }) => {
    for (const who of ['ia', 'eli', 'gry'] as const) {
      const visitor = await signedIn(who);
      const csrf = await csrfOf(visitor);
      const refused = routes.filter(({ may }) => !demoActor(who).permissions.has(may));
      expect(refused.length, who).toBeGreaterThan(5);
      for (const route of refused) {
        const [response, audited] = await auditSince(database, () =>
          send(visitor, route, addressOf(route, parametersIn(world)), csrf),
        );
        expect(response.status, `${who}: ${nameOf(route)}`).toBe(404);
        expect(leaks(await response.text(), world), `${who}: ${nameOf(route)}`).toEqual([]);
        expect(
          audited.map(({ action, outcome }) => ({ action, outcome })),
          `${who}: ${nameOf(route)}`,
        ).toEqual([{ action: route.audit, outcome: 'refused' }]);
      }
    }
  });

  test('answers 404 to who does not see the case, tells nothing, and writes down what was asked for', async ({
    database,
    world,
    signedIn,
  }) => {
    const before = await contentOf(database);
    for (const who of ['billie', 'charlie', 'frankie', 'hedda'] as const) {
      const visitor = await signedIn(who);
      const csrf = await csrfOf(visitor);
      const permitted = ofACase.filter(({ may }) => demoActor(who).permissions.has(may));
      expect(permitted.length, who).toBeGreaterThan(5);
      for (const route of permitted) {
        const [response, audited] = await auditSince(database, () =>
          send(visitor, route, addressOf(route, parametersIn(world)), csrf),
        );
        expect(response.status, `${who}: ${nameOf(route)}`).toBe(404);
        expect(leaks(await response.text(), world), `${who}: ${nameOf(route)}`).toEqual([]);
        expect(audited, `${who}: ${nameOf(route)}`).toEqual([
          {
            action: route.audit,
            outcome: 'refused',
            actor: demoActor(who).account,
            run_ids: route.path.pattern.includes(':run') ? [world.run] : [],
            case_ids: route.path.pattern.includes(':case') ? [world.caseId] : [],
          },
        ]);
      }
    }
    expect(await contentOf(database)).toEqual(before);
  });

  test('looks the same to who does not see the case as when there is none', async ({ world, signedIn }) => {
    const visitor = await signedIn('charlie');
    for (const route of ofACase.filter(
      ({ method, may }) => method === 'get' && demoActor('charlie').permissions.has(may),
    )) {
      const there = await visitor.get(addressOf(route, parametersIn(world)));
      const nowhere = await visitor.get(addressOf(route, { ...parametersIn(world), run: newId(), case: newId() }));
      expect(await there.text(), nameOf(route)).toBe(await nowhere.text());
    }
  });

  test('shows housing staff the run they are assigned to, and neither another run nor the case', async ({
    world,
    signedIn,
  }) => {
    const visitor = await signedIn('eli');
    const get = (route: Route, run: string) => visitor.get(addressOf(route, { ...parametersIn(world), run }));
    for (const route of ofACase.filter(
      ({ method, may, path }) =>
        method === 'get' && path.pattern.includes(':run') && demoActor('eli').permissions.has(may),
    )) {
      expect((await get(route, world.otherRun)).status, nameOf(route)).toBe(404);
    }
    const page = await visitor.get(`/pagaende/${world.run}`);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain(person.familyName);
    expect(html).not.toContain(person.number);
    expect(html).not.toContain('T-4711');
    expect(html).not.toContain(`/arenden/${world.caseId}`);
    for (const address of [
      `/arenden/${world.caseId}`,
      `/arenden/${world.caseId}/ny-rutin`,
      `/pagaende/${world.run}/personer/ny`,
    ]) {
      expect((await visitor.get(address)).status, address).toBe(404);
    }
  });

  test('writes exactly one audit row for each page that is read, in the words of its declaration', async ({
    database,
    world,
    signedIn,
  }) => {
    const readers = { alex: await signedIn('alex'), gry: await signedIn('gry') };
    for (const route of routes.filter(({ method }) => method === 'get')) {
      const who = demoActor('alex').permissions.has(route.may) ? 'alex' : 'gry';
      const [response, audited] = await auditSince(database, () =>
        readers[who].get(addressOf(route, parametersIn(world))),
      );
      expect([200, 303, 404], nameOf(route)).toContain(response.status);
      expect(
        audited.map(({ action, actor }) => ({ action, actor })),
        nameOf(route),
      ).toEqual([{ action: route.audit, actor: demoActor(who).account }]);
      expect(audited[0]?.outcome, nameOf(route)).toBe(response.status === 404 ? 'refused' : 'ok');
      if (response.status === 200 && route.path.pattern.includes(':run'))
        expect(audited[0]?.run_ids, nameOf(route)).toEqual([world.run]);
    }
  });

  test('answers 404 to ids of nothing and to ids that are none', async ({ world, signedIn }) => {
    const visitor = await signedIn('alex');
    const csrf = await csrfOf(visitor);
    const garbage = [
      'x',
      '0',
      `${newId()}x`,
      newId().toUpperCase(),
      `' or 1=1 --`,
      '../../etc/passwd',
      'å'.repeat(300),
      '\u{1F600}',
      'null',
      '__proto__',
      'constructor',
      '\u0000',
      randomUUID(),
    ];
    const parameters = parametersIn(world);
    const wrong: string[] = [];
    let turn = 0;
    // What alex may not do at all is asked about above.
    for (const route of routes.filter(({ may }) => demoActor('alex').permissions.has(may))) {
      for (const name of [...route.path.pattern.matchAll(/:(\w+)/g)].flatMap(([, found]) => found ?? [])) {
        // A draft's form may have any name, for whoever may write in the run.
        if (name === 'form') continue;
        turn += 1;
        // Each of them with a third, in turn: every value is in many places.
        for (const value of garbage.filter((_, index) => (index + turn) % 3 === 0)) {
          const { status } = await send(visitor, route, addressOf(route, { ...parameters, [name]: value }), csrf);
          if (status !== 404) wrong.push(`${status} ${nameOf(route)} with ${name} ${JSON.stringify(value)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('answers odd questions without failing', async ({ world, signedIn }) => {
    const visitor = await signedIn('alex');
    const failed: string[] = [];
    for (const query of [
      'sida=0',
      'sida=-1',
      'sida=x',
      `sida=${'9'.repeat(30)}`,
      'sida=1e300',
      'ordning=__proto__',
      'visa=constructor',
      'sparat=x&atagande=y',
      'syfte=constructor',
      '%00=%00',
      'visa=%00',
      'till=%00',
    ]) {
      for (const address of [
        '/arenden',
        '/min-dag',
        `/pagaende/${world.run}`,
        `/pagaende/${world.run}/dokumentera/follow-up`,
        `/pagaende/${world.run}/dokumentera/consent`,
      ]) {
        const { status } = await visitor.get(`${address}?${query}`);
        if (status >= 500) failed.push(`${status} ${address}?${query}`);
      }
    }
    expect(failed).toEqual([]);
  });

  const oddForms: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>> = {
    'nothing in it': {},
    'a number of what was seen that is none': { sedd: 'NaN' },
    'a number of what was seen beyond all': { sedd: '1e400', intent: 'draft' },
    'a field of a name that every object has': { constructor: 'x', toString: 'y' },
    'a field of the name of what objects come from': Object.fromEntries([['__proto__', 'x']]),
    'codes that every object has': {
      'uppgift.moveIn': 'constructor',
      'svar.safety': 'constructor',
      routine: 'constructor',
      role: 'constructor',
    },
    'a character that no text has': {
      givenName: 'No\u0000va',
      familyName: 'Testlund',
      identityKind: 'none',
      identityCertainty: 'uncertain',
      at: '2026-10-14',
      participants: ['caseworker'],
      channel: 'phone',
      'svar.notes': 'noll\u0000tecken',
      reason: 'noll\u0000 tio tecken eller fler',
      everyWeeks: '2',
    },
    'half a character': {
      at: '2026-10-14',
      participants: ['caseworker'],
      channel: 'phone',
      'svar.notes': '\ud83d',
      reason: '\ude00 tio tecken eller fler',
    },
  };

  test.for(Object.entries(oddForms))('takes a form with %s without failing', async ([, odd], { world, signedIn }) => {
    const visitor = await signedIn('alex');
    const csrf = await csrfOf(visitor);
    const failed: string[] = [];
    for (const route of routes.filter(({ method }) => method === 'post')) {
      const { status } = await visitor.post(addressOf(route, parametersIn(world)), {
        csrf,
        nyckel: newId(),
        sedd: '99',
        ...odd,
      });
      if (status >= 500) failed.push(`${status} ${nameOf(route)}`);
    }
    expect(failed).toEqual([]);
  });
});

describe('a form', () => {
  const forms = routes.filter(({ method }) => method === 'post');
  type Sent = Readonly<{ csrf?: string; site?: string; origin?: string }>;

  /** Alex's session with requests made as another site, or an old browser, would make them. */
  async function sender({
    url,
  }: TestServer): Promise<
    Readonly<{ cookie: string; csrf: string; send: (address: string, sent: Sent) => Promise<Response> }>
  > {
    const response = await fetch(new URL('/logga-in', url), {
      method: 'POST',
      redirect: 'manual',
      headers: { 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ username: 'alex', password: 'hemvist-demo' }),
    });
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const csrf = hiddenField(await (await fetch(new URL('/rutiner', url), { headers: { cookie } })).text(), 'csrf');
    return {
      cookie,
      csrf,
      send: (address, { csrf: given, site, origin }) =>
        fetch(new URL(address, url), {
          method: 'POST',
          redirect: 'manual',
          headers: {
            cookie,
            ...(site === undefined ? {} : { 'sec-fetch-site': site }),
            ...(origin === undefined ? {} : { origin }),
          },
          body: new URLSearchParams({ nyckel: newId(), sedd: '99', ...(given === undefined ? {} : { csrf: given }) }),
        }),
    };
  }

  test('without the proof that it was shown to this session, or made on another site, is refused and changes nothing', async ({
    database,
    server,
    world,
    signedIn,
  }) => {
    const { csrf, send: post } = await sender(server);
    const billies = await csrfOf(await signedIn('billie'));
    const before = await contentOf(database);
    // From a page of this site that an earlier session was shown: it is for the reader to send it again, or not.
    const stale: readonly Sent[] = [
      { site: 'same-origin' },
      { site: 'same-origin', csrf: '' },
      { site: 'same-origin', csrf: billies },
      { site: 'same-origin', csrf: `${csrf}x` },
    ];
    const bad: readonly Sent[] = [
      { site: 'cross-site', csrf },
      { site: 'same-site', csrf },
      { site: 'none', csrf },
      { origin: 'https://elsewhere.example', csrf },
      { origin: 'null', csrf },
    ];
    for (const route of forms.filter(({ may }) => demoActor('alex').permissions.has(may))) {
      for (const sent of bad) {
        const response = await post(addressOf(route, parametersIn(world)), sent);
        expect(response.status, `${nameOf(route)} ${JSON.stringify(sent)}`).toBe(403);
      }
      for (const sent of stale) {
        const response = await post(addressOf(route, parametersIn(world)), sent);
        expect([200, 403], `${nameOf(route)} ${JSON.stringify(sent)}`).toContain(response.status);
        expect(
          leaks(await response.text(), world).filter((secret) => secret !== world.caseId),
          nameOf(route),
        ).toEqual([]);
      }
    }
    expect(await contentOf(database)).toEqual(before);
  });

  test('that is not a form is refused, not failed on', async ({ server, world }) => {
    const { cookie } = await sender(server);
    const failed: string[] = [];
    for (const [type, body] of [
      ['application/json', '{"csrf":"x"}'],
      ['multipart/form-data; boundary=x', 'not a form'],
      ['text/plain', 'csrf=x'],
    ] as const) {
      for (const address of [
        `/pagaende/${world.run}/dokumentera/follow-up`,
        '/logga-in',
        '/logga-ut',
        '/arenden/nytt',
      ]) {
        const { status } = await fetch(new URL(address, server.url), {
          method: 'POST',
          redirect: 'manual',
          headers: { 'content-type': type, 'sec-fetch-site': 'same-origin', cookie },
          body,
        });
        if (status >= 500) failed.push(`${status} ${address} ${type}`);
      }
    }
    expect(failed).toEqual([]);
  });

  test('larger than any form there is, is turned away before it is read', async ({ server }) => {
    const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
    // With a connection of its own, which the server closes without reading on.
    const asking = request(
      new URL('/logga-in', server.url),
      {
        method: 'POST',
        agent: false,
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': 600_000 },
      },
      (response) => {
        resolve(response.statusCode);
        asking.destroy();
      },
    );
    asking.on('error', reject);
    asking.flushHeaders();
    expect(await promise).toBe(413);
  });
});

test('there is nothing at an address that no route declares, signed in or not', async ({
  server,
  database,
  signedIn,
}) => {
  const visitor = await signedIn('alex');
  for (const address of [
    '/nagot',
    '/pagaende',
    '/arenden/x/y/z',
    '/.env',
    '/assets/../package.json',
    '/assets/nothing.js',
  ]) {
    expect((await visitor.get(address)).status, address).toBe(404);
    expect((await stranger(server).get(address)).status, address).toBe(404);
  }
  expect(await through(database.db, 'alex', async () => 'the database is there')).toBe('the database is there');
});
