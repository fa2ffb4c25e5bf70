import { describe, expect } from 'vitest';
import { newId, type RunId } from '../src/kernel/ids.ts';
import { morningOf, open, start, state, through, today, assignHousing } from './database/world.ts';
import { test as base, type TestDatabase } from './support/fixtures.ts';
import { hiddenField, startServer, type TestServer, visit, type Visitor } from './support/server.ts';

type People = Readonly<Record<'alex' | 'eli', Visitor>>;

const test = base.extend<{ $file: { server: TestServer; people: People } }>({
  server: [
    async ({ database }, use) => {
      const server = await startServer(database.db, morningOf(today));
      await use(server);
      await server.stop();
    },
    { scope: 'file' },
  ],
  people: [
    async ({ server }, use) => use({ alex: await visit(server, 'alex'), eli: await visit(server, 'eli') }),
    { scope: 'file' },
  ],
});

type Fields = Record<string, string | readonly string[]>;

/** What the form on a page carries without asking, as a browser would send it. */
function carried(html: string): Fields {
  const [, main = ''] = html.split('<main');
  const fields: Record<string, string[]> = {};
  for (const [, name = '', value = ''] of main.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)) {
    const text = value
      .replaceAll('&quot;', '"')
      .replaceAll('&#x27;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
    (fields[name] ??= []).push(text);
  }
  return fields;
}

const formAt = async (visitor: Visitor, address: string): Promise<Fields> =>
  carried(await (await visitor.get(address)).text());
const times = <T>(n: number, work: (index: number) => Promise<T>): Promise<readonly T[]> =>
  Promise.all(Array.from({ length: n }, (_, index) => work(index)));
const statuses = (responses: readonly Response[]): readonly number[] =>
  responses.map(({ status }) => status).toSorted((left, right) => left - right);

/** A run of Alex's that Eli is assigned to, after moving in. */
const runOfBoth = ({ db }: TestDatabase): Promise<RunId> =>
  through(db, 'alex', async (scope) => {
    const run = await start(scope, await open(scope, { givenName: 'Malte', familyName: 'Hittepåsson' }));
    await assignHousing(scope, run);
    await state(scope, run, [{ name: 'moveIn', value: today }]);
    return run;
  });

const entriesIn = async ({ owner }: TestDatabase, run: RunId) =>
  (
    await owner.query<{
      id: string;
      kind: string;
      position: number;
      answers: Readonly<Record<string, string>>;
      replaces: string | null;
      correction_reason: string | null;
      username: string;
    }>(
      'select e.id, kind, position, answers, replaces, correction_reason, username from entry e join account a on a.id = e.written_by where run_id = $1 order by position',
      [run],
    )
  ).rows;

const startMeeting = (run: RunId): string => `/pagaende/${run}/dokumentera/start-meeting?atagande=start-meeting`;
const meeting = (prevention: string): Fields => ({
  at: today,
  participants: ['caseworker', 'housingStaff', 'individual'],
  channel: 'in-person',
  'svar.prevention': prevention,
  intent: 'sign',
});

describe('the same form sent many times at once', () => {
  test('is one entry, and every answer leads to it', async ({ database, people }) => {
    const run = await runOfBoth(database);
    const form = await formAt(people.alex, startMeeting(run));
    const responses = await times(20, () =>
      people.alex.post(startMeeting(run), { ...form, ...meeting('Vi hörs varje onsdag.') }),
    );
    const entries = await entriesIn(database, run);
    expect(entries).toHaveLength(1);
    expect(statuses(responses)).toEqual(Array.from({ length: 20 }, () => 303));
    expect([...new Set(responses.map(({ headers }) => headers.get('location')))]).toEqual([
      `/pagaende/${run}?sparat=${entries[0]?.id}&atagande=start-meeting`,
    ]);
  });

  test('opens one case, and every answer leads to it', async ({ database, people }) => {
    const form = await formAt(people.alex, '/arenden/nytt');
    const typed = { givenName: 'Disa', familyName: 'Endasson', identityKind: 'none', identityCertainty: 'uncertain' };
    const responses = await times(8, () => people.alex.post('/arenden/nytt', { ...form, ...typed }));
    const { rows } = await database.owner.query<{ id: string }>(
      `select c.id from case_file c join individual i on i.id = c.individual where i.family_name = 'Endasson'`,
    );
    expect(rows).toHaveLength(1);
    expect(responses.map(({ status, headers }) => `${status} ${headers.get('location')}`)).toEqual(
      Array.from({ length: 8 }, () => `303 /arenden/${rows[0]?.id}/ny-rutin`),
    );
  });

  test('starts one run, and every answer leads to it, whether or not the forms were the same', async ({
    database,
    people,
  }) => {
    const caseId = await through(database.db, 'alex', (scope) =>
      open(scope, { givenName: 'Bo', familyName: 'Startsson' }),
    );
    const form = await formAt(people.alex, `/arenden/${caseId}/ny-rutin`);
    const typed = { routine: 'repeated-discharge@2025', opened: today };
    const responses = await times(8, (index) =>
      people.alex.post(`/arenden/${caseId}/ny-rutin`, {
        ...form,
        ...typed,
        ...(index % 2 === 0 ? {} : { nyckel: newId() }),
      }),
    );
    const { rows } = await database.owner.query<{ id: string }>('select id from run where case_id = $1', [caseId]);
    expect(rows).toHaveLength(1);
    expect(responses.map(({ status, headers }) => `${status} ${headers.get('location')}`)).toEqual(
      Array.from({ length: 8 }, () => `303 /pagaende/${rows[0]?.id}`),
    );
  });

  test('waives a step once', async ({ database, people }) => {
    const run = await runOfBoth(database);
    const address = `/pagaende/${run}/avsta/information-meeting`;
    const form = await formAt(people.alex, address);
    const responses = await times(6, () =>
      people.alex.post(address, { ...form, at: today, reason: 'Personen har redan fått informationen.' }),
    );
    expect((await entriesIn(database, run)).map(({ kind }) => kind)).toEqual(['waiver']);
    expect(statuses(responses)).toEqual([303, 303, 303, 303, 303, 303]);
  });
});

describe('fifty cases opened at once', () => {
  test('have fifty numbers, none twice and none left out', async ({ database, people }) => {
    const form = await formAt(people.alex, '/arenden/nytt');
    const responses = await times(50, (index) =>
      people.alex.post('/arenden/nytt', {
        ...form,
        nyckel: newId(),
        givenName: `Nummer ${index}`,
        familyName: 'Räknesson',
        identityKind: 'none',
        identityCertainty: 'uncertain',
      }),
    );
    expect(statuses(responses)).toEqual(Array.from({ length: 50 }, () => 303));
    const { rows } = await database.owner.query<{ case_number: string }>(
      'select case_number from case_file order by case_number',
    );
    const numbers = rows.map(({ case_number: number }) => Number(number.slice(3)));
    expect(rows.every(({ case_number: number }) => /^26-\d{4}$/.test(number))).toBe(true);
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1));
    expect(numbers.length).toBeGreaterThanOrEqual(50);
  });

  test('about one person with a number are about one individual', async ({ database, people }) => {
    const form = await formAt(people.alex, '/arenden/nytt');
    const responses = await times(5, () =>
      people.alex.post('/arenden/nytt', {
        ...form,
        nyckel: newId(),
        givenName: 'Ulla',
        familyName: 'Ensamsson',
        identityKind: 'personal-identity-number',
        identityNumber: '19900101-9802',
        identityCertainty: 'confirmed',
      }),
    );
    expect(statuses(responses)).toEqual([303, 303, 303, 303, 303]);
    const { rows } = await database.owner
      .query(`select count(distinct c.id)::int as cases, count(distinct i.id)::int as people
      from case_file c join individual i on i.id = c.individual where i.family_name = 'Ensamsson'`);
    expect(rows).toEqual([{ cases: 5, people: 1 }]);
  });
});

describe('two people who write down the same meeting at once', () => {
  const mine = 'Alex: kontaktpersonen kommer på onsdagar.';
  const theirs = 'Eli: boendet ringer varje kväll.';

  type Clash = Readonly<{ run: RunId; loser: Visitor; html: string; lost: string; won: string }>;
  async function clash(database: TestDatabase, people: People): Promise<Clash> {
    const run = await runOfBoth(database);
    const forms = {
      alex: await formAt(people.alex, startMeeting(run)),
      eli: await formAt(people.eli, startMeeting(run)),
    };
    const responses = {
      alex: people.alex.post(startMeeting(run), { ...forms.alex, ...meeting(mine) }),
      eli: people.eli.post(startMeeting(run), { ...forms.eli, ...meeting(theirs) }),
    };
    const [alex, eli] = await Promise.all([responses.alex, responses.eli]);
    expect(statuses([alex, eli])).toEqual([303, 409]);
    return alex.status === 409
      ? { run, loser: people.alex, html: await alex.text(), lost: mine, won: theirs }
      : { run, loser: people.eli, html: await eli.text(), lost: theirs, won: mine };
  }

  test('one is recorded; the other sees both texts beside each other and has lost nothing', async ({
    database,
    people,
  }) => {
    const { run, html, lost, won } = await clash(database, people);
    expect((await entriesIn(database, run)).map(({ answers }) => answers['prevention'])).toEqual([won]);
    expect(html).toContain(lost);
    expect(html).toContain(won);
    expect(carried(html)).toMatchObject({
      'svar.prevention': [lost],
      at: [today],
      participants: ['caseworker', 'housingStaff', 'individual'],
    });
  });

  test('to choose nothing is asked again, with both texts still there', async ({ database, people }) => {
    const { run, loser, html, lost, won } = await clash(database, people);
    const again = await loser.post(startMeeting(run), carried(html));
    expect(again.status).toBe(409);
    const text = await again.text();
    expect(text).toContain(lost);
    expect(text).toContain(won);
    expect(await entriesIn(database, run)).toHaveLength(1);
  });

  test('to keep both leaves two entries', async ({ database, people }) => {
    const { run, loser, html, lost, won } = await clash(database, people);
    const response = await loser.post(startMeeting(run), { ...carried(html), choice: 'keep-both' });
    expect(response.status).toBe(303);
    expect((await entriesIn(database, run)).map(({ answers, replaces }) => [answers['prevention'], replaces])).toEqual([
      [won, null],
      [lost, null],
    ]);
  });

  test('to correct theirs leaves both, the later in place of the earlier', async ({ database, people }) => {
    const { run, loser, html, lost, won } = await clash(database, people);
    const response = await loser.post(startMeeting(run), { ...carried(html), choice: 'correct-theirs' });
    const entries = await entriesIn(database, run);
    expect(response.status).toBe(303);
    expect(entries.map(({ answers, replaces }) => [answers['prevention'], replaces])).toEqual([
      [won, null],
      [lost, entries[0]?.id],
    ]);
    expect(entries[1]?.correction_reason).toContain('Alex Provberg');
    expect(entries[1]?.correction_reason).toContain('Eli Exempelberg');
  });

  test('to drop mine leaves theirs, and no draft', async ({ database, people }) => {
    const { run, loser, html, won } = await clash(database, people);
    const response = await loser.post(startMeeting(run), { ...carried(html), choice: 'drop-mine' });
    expect(response.status).toBe(303);
    expect((await entriesIn(database, run)).map(({ answers }) => answers['prevention'])).toEqual([won]);
    expect((await database.owner.query('select 1 from draft where run_id = $1', [run])).rows).toEqual([]);
  });

  test('the choice sent many times at once is made once', async ({ database, people }) => {
    const { run, loser, html } = await clash(database, people);
    const responses = await times(6, () => loser.post(startMeeting(run), { ...carried(html), choice: 'keep-both' }));
    expect(statuses(responses)).toEqual([303, 303, 303, 303, 303, 303]);
    expect(await entriesIn(database, run)).toHaveLength(2);
  });

  test('a third who writes between the conflict and the choice is not written over either', async ({
    database,
    people,
  }) => {
    const { run, loser, html, lost } = await clash(database, people);
    const other = lost === mine ? people.eli : people.alex;
    const form = await formAt(other, startMeeting(run));
    expect((await other.post(startMeeting(run), { ...form, ...meeting('En tredje gång.') })).status).toBe(303);
    const response = await loser.post(startMeeting(run), { ...carried(html), choice: 'keep-both' });
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('En tredje gång.');
  });
});

test('different things written at once in one run are all there, each at a place of its own', async ({
  database,
  people,
}) => {
  const run = await runOfBoth(database);
  const kinds = {
    'individual-assignment': { participants: ['individual'] },
    'professions-plan': { participants: ['caseworker'] },
    'information-meeting': { participants: ['individual'], channel: 'phone' },
    'sip-motivation': { participants: ['individual'] },
    'situation-untenable': {},
    'contingency-plan-followed': { participants: ['caseworker'] },
  } as const;
  const forms = await Promise.all(
    Object.keys(kinds).map(async (kind) => formAt(people.alex, `/pagaende/${run}/dokumentera/${kind}`)),
  );
  const responses = await Promise.all(
    Object.entries(kinds).map(([kind, typed], index) =>
      people.alex.post(`/pagaende/${run}/dokumentera/${kind}`, {
        ...forms[index],
        at: today,
        intent: 'sign',
        ...typed,
      }),
    ),
  );
  expect(statuses(responses)).toEqual([303, 303, 303, 303, 303, 303]);
  const entries = await entriesIn(database, run);
  expect(entries.map(({ kind }) => kind).toSorted()).toEqual(Object.keys(kinds).toSorted());
  expect(entries.map(({ position }) => position)).toEqual([3, 4, 5, 6, 7, 8]);
  const { rows } = await database.owner.query('select version from run where id = $1', [run]);
  expect(rows).toEqual([{ version: 8 }]);
});

test('two who state the same fact at once: one is kept, the other sees what it became and may still insist', async ({
  database,
  people,
}) => {
  const run = await runOfBoth(database);
  const address = `/pagaende/${run}/uppgift/sipExists`;
  const visitors = [people.alex, people.eli] as const;
  const forms = [await formAt(visitors[0], address), await formAt(visitors[1], address)] as const;
  const responses = await Promise.all([
    visitors[0].post(address, { ...forms[0], 'uppgift.sipExists': 'yes' }),
    visitors[1].post(address, { ...forms[1], 'uppgift.sipExists': 'no' }),
  ]);
  expect(statuses(responses)).toEqual([303, 422]);
  const lost = responses[0].status === 422 ? 0 : 1;
  const html = await responses[lost].text();
  expect(html).toContain(lost === 0 ? 'Eli Exempelberg' : 'Alex Provberg');
  expect(hiddenField(html, 'sedd')).toBe('3');
  const insisted = await visitors[lost].post(address, {
    ...carried(html),
    'uppgift.sipExists': lost === 0 ? 'yes' : 'no',
  });
  expect(insisted.status).toBe(303);
  const { rows } = await database.owner.query(
    `select value, position from fact where run_id = $1 and name = 'sipExists' order by position`,
    [run],
  );
  expect(rows).toEqual([
    { value: lost === 1, position: 3 },
    { value: lost === 0, position: 4 },
  ]);
});

test('an entry corrected by two at once is corrected once, and the second is told', async ({ database, people }) => {
  const run = await runOfBoth(database);
  const written = await people.eli.post(startMeeting(run), {
    ...(await formAt(people.eli, startMeeting(run))),
    ...meeting('Som det var.'),
  });
  const id = new URL(written.headers.get('location') ?? '', 'http://localhost').searchParams.get('sparat');
  const address = `/pagaende/${run}/ratta/${id}`;
  const [first, second] = [await formAt(people.alex, address), await formAt(people.eli, address)];
  const responses = await Promise.all([
    people.alex.post(address, { ...first, ...meeting('Som Alex minns det.'), reason: 'Det stod fel.' }),
    people.eli.post(address, { ...second, ...meeting('Som Eli minns det.'), reason: 'Det stod fel.' }),
  ]);
  expect(statuses(responses)).toEqual([303, 422]);
  expect((await entriesIn(database, run)).filter(({ replaces }) => replaces === id)).toHaveLength(1);
});
