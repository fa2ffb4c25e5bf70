import { expect } from 'vitest';
import { searchCases } from '../../src/casework/store/search.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { newId } from '../../src/kernel/ids.ts';
import { test, type TestDatabase } from '../support/fixtures.ts';
import { open, type Person, through } from './world.ts';

const openAs = (database: TestDatabase, who: DemoPerson, person: Person) =>
  through(database.db, who, (scope) => open(scope, person));
const search = (
  database: TestDatabase,
  who: DemoPerson,
  kind: 'name' | 'number' | 'case',
  key: string,
  wider = false,
) => through(database.db, who, (scope) => searchCases(scope, { kind, key }, wider, 100));

test.for([
  ['Karl', 'Carl'],
  ['Kristina', 'Christina'],
  ['Eriksson', 'Ericson'],
  ['Wall', 'Vall'],
  ['Sjö', 'Schö'],
  ['Lindqvist', 'Lindkvist'],
  ['Lindquist', 'Lindkvist'],
  ['Sofia', 'Sophia'],
  ['Peter', 'Petter'],
  ['Gustaf', 'Gustav'],
  ['Hanna', 'Hannah'],
  ['Mattias', 'Matthias'],
  ['Johansson', 'Johanson'],
  ['Göran', 'Jöran'],
  ['Zara', 'Sara'],
  ['Hjalmar', 'Jalmar'],
  ['Fredrik', 'Fredric'],
  ['Lennart', 'Lenart'],
] as const)('%s and %s sound the same', async ([left, right], { database }) => {
  const { rows } = await database.owner.query('select access.sound($1) = access.sound($2) as same', [left, right]);
  expect(rows).toEqual([{ same: true }]);
});

test.for([
  ['Karl', 'Karin'],
  ['Anna', 'Hanna'],
  ['Berg', 'Borg'],
  ['Lind', 'Lund'],
  ['Nilsson', 'Nielsen'],
] as const)('%s and %s do not', async ([left, right], { database }) => {
  const { rows } = await database.owner.query('select access.sound($1) = access.sound($2) as same', [left, right]);
  expect(rows).toEqual([{ same: false }]);
});

test('a case is found by its number, its individual’s number, the beginning of a name, and a name spelt otherwise', async ({
  database,
}) => {
  const caseId = await openAs(database, 'alex', {
    givenName: 'Åsa-Christina',
    familyName: 'Påhittsson',
    number: '199001029801',
  });
  const { rows } = await database.owner.query<{ number: string }>(
    'select case_number as number from case_file where id = $1',
    [caseId],
  );
  for (const [kind, key] of [
    ['case', rows[0]?.number ?? ''],
    ['number', '199001029801'],
    ['name', 'Åsa'],
    ['name', 'asa pahitt'],
    ['name', 'Påhittson Kristina'],
  ] as const)
    expect(
      (await search(database, 'alex', kind, key)).map((found) => [
        found.caseId,
        found.kind === 'in-reach' && found.person.name('list', 'sv'),
      ]),
      key,
    ).toEqual([[caseId, 'Åsa-Christina Påhittsson']]);
  // Every word must be there; and neither part of a number nor a wildcard finds anything.
  for (const [kind, key] of [
    ['name', 'Åsa Berg'],
    ['name', '%'],
    ['name', ''],
    ['number', '19900102'],
    ['case', '26-'],
  ] as const)
    expect(await search(database, 'alex', kind, key), key).toEqual([]);
});

test('of what one does not work with in one’s own area only whom to ask is shown, and only when it is asked for', async ({
  database,
}) => {
  const caseId = await openAs(database, 'billie', { givenName: 'Ture', familyName: 'Fejkström' });
  expect(await search(database, 'alex', 'name', 'Fejkström')).toEqual([]);
  const [found, ...more] = await search(database, 'alex', 'name', 'Fejkström', true);
  expect(more).toEqual([]);
  expect(found).toMatchObject({
    caseId,
    kind: 'out-of-reach',
    responsible: 'Billie Testgren',
    unitName: 'Vuxenenheten Centrum',
  });
  expect(JSON.stringify(found)).not.toContain('Ture');
});

test('nothing outside one’s own area is found or read, and nobody finds anything without the permission', async ({
  database,
}) => {
  const { owner } = database;
  await openAs(database, 'charlie', { givenName: 'Siv', familyName: 'Låtsasdal', number: '199001039802' });
  const { rows } = await owner.query<{ number: string }>(
    `select c.case_number as number from case_file c join individual i on i.id = c.individual where i.family_name = 'Låtsasdal'`,
  );
  for (const [kind, key] of [
    ['name', 'Låtsasdal'],
    ['number', '199001039802'],
    ['case', rows[0]?.number ?? ''],
  ] as const) {
    expect(await search(database, 'alex', kind, key, true), kind).toEqual([]);
    expect(await search(database, 'charlie', kind, key), kind).toHaveLength(1);
    for (const who of ['eli', 'jonna', 'kim', 'mika'] as const)
      expect(await search(database, who, kind, key, true), who).toEqual([]);
  }
  // The index for names is the application's through the function alone.
  await expect(
    through(database.db, 'alex', ({ db }) => db.selectFrom('individual_search').selectAll().execute()),
  ).rejects.toMatchObject({ code: '42501' });
  // What the other areas hold does not decide how much is read: the plan begins with the area.
  const client = await owner.connect();
  await client.query('begin; set local enable_seqscan = off; set local enable_bitmapscan = off');
  for (const by of [`word like 'lat%'`, `sound = 'lotsasdal'`]) {
    const { rows: plan } = await client.query<{ 'QUERY PLAN': string }>(
      `explain select * from individual_search where municipality = '1480' and secrecy_area = 'centrum' and ${by}`,
    );
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index Cond: .*secrecy_area = 'centrum'/);
  }
  await client.query('rollback');
  client.release();
});

test('whoever is protected is found by the whole number alone, and then only that they are, with whom to ask', async ({
  database,
}) => {
  const { owner } = database;
  const caseId = await openAs(database, 'billie', {
    givenName: 'Vera',
    familyName: 'Skuggström',
    number: '199001049801',
  });
  await owner.query(
    `insert into protected_identity (municipality, id, individual, grade, contact, valid_from, registered_by, registered_at)
     select '1480', $1, individual, 'secrecy-marking', 'Mottagningen Centrum', '2026-01-01', $2, now() from case_file where id = $3`,
    [newId(), demoActor('billie').account, caseId],
  );
  expect(await search(database, 'alex', 'name', 'Skuggström', true)).toEqual([]);
  expect(await search(database, 'alex', 'number', '199001049801')).toEqual([
    { caseId, individual: expect.any(String), kind: 'protected', contact: 'Mottagningen Centrum' },
  ]);
  expect(await search(database, 'charlie', 'number', '199001049801', true)).toEqual([]);
});
