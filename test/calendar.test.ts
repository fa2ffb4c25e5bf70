import { expect, inject } from 'vitest';
import { book, paths } from '../src/casework/index.ts';
import { makeFeed, revokeFeed } from '../src/casework/store/calendar-feed.ts';
import { demoActor } from '../src/demo/index.ts';
import { addDays } from '../src/kernel/date.ts';
import { newId } from '../src/kernel/ids.ts';
import { alexsCase, morningOf, through, today } from './database/world.ts';
import { makeDatabase, test as base, type TestDatabase } from './support/fixtures.ts';
import { startServer, type TestServer } from './support/server.ts';

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

const account = demoActor('alex').account;
const person = { givenName: 'Kalendra', familyName: 'Påhittad', number: '199001019802' };
const place = 'Påhittade gården 4';

test('a calendar that is fetched by its secret address tells times and nothing of anybody, and is audited as whose it is', async ({
  own,
  server,
}) => {
  const { db, owner } = own;
  const { run, caseId } = await alexsCase(db, owner, person);
  const plan = {
    kind: 'planning-meeting',
    starts: '09:30',
    ends: '10:15',
    place,
    link: 'https://video.example/rum',
    invited: [account],
    parties: ['individual'],
  };
  await through(db, 'alex', (scope) =>
    book(scope, { run, plan, days: [addDays(today, 1)], series: false, key: newId() }),
  );
  await through(db, 'alex', (scope) =>
    book(scope, { run, plan: { ...plan, kind: 'follow-up' }, days: [addDays(today, 2)], series: false, key: newId() }),
  );
  // Two things with the same last day, one that is somebody else's to do, and one that may be left.
  for (const [obligation, modality, who, due] of [
    ['one', 'must', 'caseworker', 1],
    ['two', 'must', 'caseworker', 1],
    ['theirs', 'must', 'housingStaff', 3],
    ['left', 'may', 'caseworker', 4],
    ['yesterday', 'must', 'caseworker', -1],
  ] as const)
    await owner.query(
      `insert into work_item (municipality, run_id, obligation, state, modality, who, due) values ('1480', $1, $2, 'open', $3, $4, $5)`,
      [run, obligation, modality, [who], addDays(today, due)],
    );
  const secret = await through(db, 'alex', (scope) => makeFeed(scope));
  const at = (of: string) => new URL(paths.calendar({ secret: of }), server.url);
  const response = await fetch(at(`${secret}.ics`));
  expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([
    200,
    'text/calendar; charset=utf-8',
    'no-store',
  ]);
  const text = (await response.text()).replaceAll('\r\n ', '');
  const titles = [...text.matchAll(/^SUMMARY:(.*)\r$/gm)].map(([, title]) => title);
  expect(titles).toEqual(['Möte', 'Uppföljning', 'Något ska vara gjort i dag']);
  expect(text).toContain('DTSTART;VALUE=DATE:20261015');
  expect(text).toContain('DTSTART:20261015T073000Z');
  expect(text).toContain(`/pagaende/${run}/moten/`);
  const { rows: numbers } = await owner.query<{ case_number: string }>(
    'select case_number from case_file where id = $1',
    [caseId],
  );
  for (const word of [
    person.givenName,
    person.familyName,
    person.number,
    numbers[0]?.case_number ?? '',
    place,
    'video.example',
    'Alex',
    'Planering',
  ])
    expect(text, word).not.toContain(word);
  const { rows: audited } = await owner.query(
    `select actor, action, outcome, run_ids from audit where channel = 'calendar'`,
  );
  expect(audited).toEqual([{ actor: account, action: 'calendar.read', outcome: 'ok', run_ids: [run] }]);

  // Whatever the reason that there is nothing, the answer is the same.
  const answer = async (of: string) => {
    const { status, headers } = await fetch(at(of));
    return [status, headers.get('content-type')];
  };
  const nothing = [404, null];
  const another = await through(db, 'alex', (scope) => makeFeed(scope));
  expect([
    await answer(`${secret}.ics`),
    await answer(secret),
    await answer(`${'x'.repeat(43)}.ics`),
    await answer('x'),
  ]).toEqual(Array.from({ length: 4 }, () => nothing));
  await owner.query('delete from account_role where account = $1', [account]);
  expect(await answer(`${another}.ics`)).toEqual(nothing);
  await through(db, 'alex', (scope) => revokeFeed(scope), morningOf(today));
  expect(await answer(`${another}.ics`)).toEqual(nothing);
  const refused = await owner.query(`select actor from audit where channel = 'calendar' and outcome = 'refused'`);
  expect(refused.rows).toEqual([{ actor: account }]);

  // Whoever guesses is stopped, and the log has the pattern and no address.
  const guesses: number[] = [];
  for (let guess = 0; guess < 20; guess += 1)
    guesses.push((await fetch(at(`${String(guess).padStart(43, 'y')}.ics`))).status);
  expect([guesses[0], guesses.at(-1)]).toEqual([404, 429]);
  const lines = server.logged.map((line) => JSON.stringify(line));
  expect(lines.filter((line) => line.includes(secret) || line.includes(another) || line.includes('yyyy'))).toEqual([]);
  expect(lines.some((line) => line.includes('"route":"/kalender/:secret"'))).toBe(true);
});
