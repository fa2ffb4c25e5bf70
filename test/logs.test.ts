import { expect, inject } from 'vitest';
import { demoActor, demoPassword, demoUsers } from '../src/demo/index.ts';
import { safeError } from '../src/platform/log.ts';
import { alexsCase, morningOf, today } from './database/world.ts';
import { test as base, makeDatabase, type TestDatabase } from './support/fixtures.ts';
import { hiddenField, startServer, type TestServer, visit } from './support/server.ts';

const person = { givenName: 'Wanja', familyName: 'Hittepådotter', number: '198806149806' };
const secretWord = 'Blåbärspaj';

const test = base.extend<{ own: TestDatabase; server: TestServer }>({
  // oxlint-disable-next-line no-empty-pattern
  own: async ({}, use) => {
    const { drop, ...database } = await makeDatabase(inject('postgres')[inject('major')]);
    await use(database);
    await drop();
  },
  server: async ({ own }, use) => {
    const server = await startServer(own.db, morningOf(today));
    await use(server);
    await server.stop();
  },
});

/** The lines as they are written: errors as the log's own serializer makes them. */
const linesOf = ({ logged }: TestServer): readonly string[] =>
  logged.map((line) => JSON.stringify('error' in line ? { ...line, error: safeError(line['error']) } : line));

/** Everything about people that a log must never hold. */
const personal = (more: readonly string[]): readonly string[] => [
  person.givenName,
  person.familyName,
  person.number,
  person.number.slice(2),
  '19880614',
  secretWord,
  demoPassword,
  'T-4711',
  ...demoUsers('sv').flatMap(({ username, name }) => [`"${username}`, `${username}"`, ...name.split(' ')]),
  ...more,
];

const found = (lines: readonly string[], secrets: readonly string[]): readonly string[] =>
  lines.flatMap((line) => secrets.filter((secret) => line.includes(secret)).map((secret) => `${secret} in ${line}`));

test('a session over many pages leaves no name, number, id of a case, word written, password or token in the log', async ({
  own,
  server,
}) => {
  const { run, caseId, entry } = await alexsCase(own.db, own.owner, person);
  const { rows } = await own.owner.query<{ case_number: string }>('select case_number from case_file');
  const signIn = await fetch(new URL('/logga-in', server.url), {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ username: 'alex', password: demoPassword }),
  });
  const cookie = signIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const token = cookie.slice(cookie.indexOf('=') + 1);
  const get = (address: string) => fetch(new URL(address, server.url), { redirect: 'manual', headers: { cookie } });
  const csrf = hiddenField(await (await get('/rutiner')).text(), 'csrf');
  const post = (address: string, fields: Readonly<Record<string, string>>) =>
    fetch(new URL(address, server.url), {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ csrf, nyckel: crypto.randomUUID(), sedd: '99', ...fields }),
    });
  const pages = [
    '/',
    '/min-dag',
    '/arenden',
    `/arenden?ordning=name&sok=${person.familyName}`,
    `/arenden/${caseId}`,
    `/pagaende/${run}`,
    `/pagaende/${run}/tidslinje`,
    `/pagaende/${run}/planer`,
    `/pagaende/${run}/personer`,
    `/pagaende/${run}/utskrift`,
    `/pagaende/${run}/dokumentera/follow-up?${person.givenName}`,
    `/pagaende/${run}/ratta/${entry}`,
    `/${person.familyName}`,
    `/api/v1/${person.familyName}`,
    `/api/v1/runs/${run}`,
    `/logga-in?till=/${person.familyName}`,
    `/assets/${person.familyName}.js`,
  ];
  for (const page of pages) await get(page);
  const written = await post(`/pagaende/${run}/dokumentera/situation-untenable`, {
    at: today,
    'svar.whatHappened': `${secretWord} och ${person.givenName}`,
    intent: 'sign',
  });
  expect(written.status).toBe(303);
  await post(`/pagaende/${run}/dokumentera/follow-up`, { 'svar.notes': secretWord });
  await post('/arenden/nytt', {
    givenName: person.givenName,
    familyName: person.familyName,
    identityKind: 'personal-identity-number',
    identityNumber: person.number,
    identityCertainty: 'confirmed',
  });
  await post(`/pagaende/${run}/utkast/follow-up..`, { 'svar.notes': secretWord });
  await post('/logga-in', { username: person.familyName, password: secretWord });
  await post('/logga-ut', {});

  const lines = linesOf(server);
  expect(lines.length).toBeGreaterThan(pages.length);
  expect(
    found(lines, personal([rows[0]?.case_number ?? '', token, csrf, caseId, run, entry, demoActor('alex').account])),
  ).toEqual([]);
  // What is there is enough to see how the service does.
  expect(
    lines.some((line) => line.includes('"route":"/pagaende/:run/tidslinje"') && line.includes('"status":200')),
  ).toBe(true);
});

test('a failure is answered with a reference that leads to its line, and neither the answer nor the line holds a value', async ({
  own,
  server,
}) => {
  const { run, caseId } = await alexsCase(own.db, own.owner, person);
  const alex = await visit(server, 'alex');
  // Errors that quote what was asked for: a table that is gone, and a rule that prints the row it refuses.
  await own.owner.query(`alter table draft add constraint no_secrets check (body::text not like '%${secretWord}%')`);
  const csrf = hiddenField(await (await alex.get('/rutiner')).text(), 'csrf');
  const refused = await alex.post(`/pagaende/${run}/utkast/follow-up..`, {
    csrf,
    'svar.notes': `${secretWord} ${person.givenName}`,
  });
  await own.owner.query('drop table entry cascade');
  const broken = await alex.get(`/pagaende/${run}?${person.givenName}`);
  for (const response of [refused, broken]) {
    expect(response.status).toBe(500);
    const html = await response.text();
    expect(found([html], [secretWord, person.familyName, 'relation', 'constraint', 'select '])).toEqual([]);
    const reference = response.headers.get('x-request-id') ?? 'none';
    const line =
      linesOf(server).find((candidate) => candidate.includes(reference) && candidate.includes('"error"')) ?? '';
    expect(html).toContain(reference);
    expect(line).toMatch(/"code":"(?:23514|42P01)"/);
    expect(line).toContain('"stack":"');
  }
  expect(found(linesOf(server), personal([caseId, run]))).toEqual([]);
});

test('a failure before anybody is known is written without the token that was asked about', async ({ own, server }) => {
  await own.owner.query('drop function access.session_actor cascade');
  const response = await fetch(new URL('/min-dag', server.url), {
    headers: { cookie: `__Host-hemvist=${'A'.repeat(43)}` },
  });
  expect(response.status).toBe(500);
  expect(linesOf(server).some((line) => line.includes('"code":"42883"'))).toBe(true);
  expect(found(linesOf(server), ['A'.repeat(43), 'session_actor('])).toEqual([]);
});
