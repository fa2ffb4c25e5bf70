import { expect } from 'vitest';
import { listCases } from '../../src/casework/store/case-list.ts';
import { findCase } from '../../src/casework/store/cases.ts';
import { findRun } from '../../src/casework/store/runs.ts';
import { workedRuns } from '../../src/casework/store/worklist.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { type CaseId, newId } from '../../src/kernel/ids.ts';
import {
  askForTeamMember,
  askToEndProtection,
  decideProtection,
  endTeamMember,
  findProtection,
  protectedContact,
  protectionRequests,
  registerProtection,
  shelteredAddress,
  type ToProtect,
  writeShelteredAddress,
} from '../../src/secrecy/index.ts';
import { test, type TestDatabase } from '../support/fixtures.ts';
import { alexsCase, through } from './world.ts';

const contact = 'Gruppledaren, 031-000 00 00';
const reason = 'Det står i folkbokföringen';

const sees = ({ db }: TestDatabase, who: DemoPerson, caseId: CaseId) =>
  through(db, who, async (scope) => (await findCase(scope, caseId)) !== undefined);
const register = ({ db }: TestDatabase, who: DemoPerson, caseId: CaseId, more: Partial<ToProtect> = {}) =>
  through(db, who, (scope) =>
    registerProtection(scope, caseId, {
      id: newId(),
      grade: 'secrecy-marking',
      contact,
      reason,
      key: newId(),
      ...more,
    }),
  );
const protection = ({ db }: TestDatabase, who: DemoPerson, caseId: CaseId) =>
  through(db, who, async (scope) => {
    const file = await findCase(scope, caseId);
    return file && findProtection(scope, file.individual);
  });
const ask = ({ db }: TestDatabase, who: DemoPerson, caseId: CaseId, account: string) =>
  through(db, who, (scope) =>
    askForTeamMember(scope, caseId, {
      account: account as ReturnType<typeof demoActor>['account'],
      reason,
      key: newId(),
    }),
  );
const waiting = ({ db }: TestDatabase, who: DemoPerson) => through(db, who, (scope) => protectionRequests(scope));
const decide = ({ db }: TestDatabase, who: DemoPerson, kind: 'member' | 'ending', id: string, yes: boolean) =>
  through(db, who, async (scope) => (await decideProtection(scope, kind, id, yes))?.outcome);

test('who registers a protection shuts everybody else out at once, the manager among them, who is told only whom to ask', async ({
  database,
}) => {
  const { db, owner } = database;
  const { caseId, run } = await alexsCase(db, owner);
  expect(await Promise.all((['alex', 'gry'] as const).map((who) => sees(database, who, caseId)))).toEqual([true, true]);
  // Not by who does not reach the case, nor by who may not at all.
  for (const who of ['billie', 'charlie', 'eli', 'mika'] as const)
    expect(await register(database, who, caseId)).toBe('not-found');
  const key = newId<ToProtect['key']>();
  expect(await register(database, 'alex', caseId, { key })).toBe('registered');
  expect(await register(database, 'alex', caseId, { key })).toBe('already');
  expect(await sees(database, 'alex', caseId)).toBe(true);
  for (const who of ['gry', 'billie', 'eli'] as const) expect(await sees(database, who, caseId)).toBe(false);
  expect(await through(db, 'eli', (scope) => findRun(scope, run))).toBeUndefined();
  const told = (who: DemoPerson) => through(db, who, (scope) => protectedContact(scope, { caseId, runId: run }));
  expect([await told('gry'), await told('billie')]).toEqual([contact, contact]);
  // Another area is told nothing, and who is let in needs no telling.
  expect([await told('eli'), await told('charlie'), await told('alex')]).toEqual([undefined, undefined, undefined]);
});

test('somebody is let in when a second person has approved, who sees nothing of whom it is about', async ({
  database,
}) => {
  const { db, owner } = database;
  const { caseId } = await alexsCase(db, owner, { givenName: 'Bo', familyName: 'Provgård' });
  await register(database, 'alex', caseId);
  const { account } = demoActor('gry');
  expect(await ask(database, 'alex', caseId, demoActor('charlie').account)).toBe('no-such-person');
  expect(await ask(database, 'billie', caseId, account)).toBe('not-found');
  expect(await ask(database, 'alex', caseId, account)).toBe('asked');
  expect(await ask(database, 'alex', caseId, account)).toBe('already');
  expect(await sees(database, 'gry', caseId)).toBe(false);
  const asked = (await waiting(database, 'gry')).find(({ forName }) => forName === demoActor('gry').name);
  expect(asked).toMatchObject({ kind: 'member', contact, reason, askedByName: 'Alex Provberg', isOwn: true });
  expect(JSON.stringify(asked)).not.toContain('Bo');
  // Not by the one it is for, nor by the one who asked, nor by another area.
  expect(await decide(database, 'gry', 'member', asked?.id ?? '', true)).toBe('own');
  expect(await decide(database, 'alex', 'member', asked?.id ?? '', true)).toBeUndefined();
  expect(await sees(database, 'gry', caseId)).toBe(false);
  // Somebody else of the area who may.
  await owner.query(
    `insert into account_role (municipality, account, role, unit) values ('1480', $1, 'unitManager', 'centrum-vuxen')`,
    [demoActor('billie').account],
  );
  expect(await decide(database, 'billie', 'member', asked?.id ?? '', true)).toBe('decided');
  expect(await decide(database, 'billie', 'member', asked?.id ?? '', false)).toBe('already');
  expect(await sees(database, 'gry', caseId)).toBe(true);
  // Who approved is not let in by that, though the unit is theirs.
  expect(await sees(database, 'billie', caseId)).toBe(false);
  expect((await protection(database, 'gry', caseId))?.team.map(({ name, letIn }) => [name, letIn])).toEqual([
    ['Alex Provberg', true],
    [demoActor('gry').name, true],
  ]);
  // A constraint says the same to whoever would write it in another way.
  await expect(
    owner.query(`update protected_team set approved_by = requested_by where approved_by is not null`),
  ).rejects.toMatchObject({ code: '23514' });
});

test('a member leaves at once, and the last who is let in stays', async ({ database }) => {
  const { db, owner } = database;
  const { caseId } = await alexsCase(db, owner, { givenName: 'Cleo', familyName: 'Provdal' });
  await register(database, 'alex', caseId);
  const [alex] = (await protection(database, 'alex', caseId))?.team ?? [];
  const end = (who: DemoPerson, id: string) => through(db, who, (scope) => endTeamMember(scope, caseId, id));
  expect(await end('alex', alex?.id ?? '')).toBe('last');
  expect(await end('gry', alex?.id ?? '')).toBe('not-found');
  await ask(database, 'alex', caseId, demoActor('gry').account);
  await owner.query('update protected_team set approved_by = $1, approved_at = now() where account = $2', [
    demoActor('billie').account,
    demoActor('gry').account,
  ]);
  expect(await sees(database, 'gry', caseId)).toBe(true);
  // Both at once would leave nobody: one of them stays.
  const gry = (await protection(database, 'alex', caseId))?.team.find(({ id }) => id !== alex?.id);
  expect((await Promise.all([end('alex', alex?.id ?? ''), end('gry', gry?.id ?? '')])).toSorted()).toEqual([
    'ended',
    'last',
  ]);
});

test('a protection ends when a second person has approved it, and is open again to those with an assignment', async ({
  database,
}) => {
  const { db, owner } = database;
  const { caseId } = await alexsCase(db, owner, { givenName: 'Dag', familyName: 'Provlund' });
  await register(database, 'alex', caseId);
  const askEnd = (who: DemoPerson) => through(db, who, (scope) => askToEndProtection(scope, caseId, reason));
  expect([await askEnd('gry'), await askEnd('alex'), await askEnd('alex')]).toEqual(['not-found', 'asked', 'already']);
  const asked = (await waiting(database, 'gry')).find(({ kind }) => kind === 'ending');
  expect(await decide(database, 'gry', 'ending', asked?.id ?? '', false)).toBe('decided');
  expect(await sees(database, 'gry', caseId)).toBe(false);
  expect(await askEnd('alex')).toBe('asked');
  expect(await decide(database, 'gry', 'ending', asked?.id ?? '', true)).toBe('decided');
  expect(await sees(database, 'gry', caseId)).toBe(true);
  expect(await protection(database, 'alex', caseId)).toBeUndefined();
});

test('another grade comes in the place of the one there was, and the team stays', async ({ database }) => {
  const { db, owner } = database;
  const { caseId } = await alexsCase(db, owner, { givenName: 'Ebba', familyName: 'Provmark' });
  await register(database, 'alex', caseId);
  expect(await register(database, 'alex', caseId, { grade: 'assumed-identity' })).toBe('registered');
  expect(await protection(database, 'alex', caseId)).toMatchObject({
    grade: 'assumed-identity',
    team: [{ name: 'Alex Provberg' }],
  });
  const two = await Promise.all([
    register(database, 'alex', caseId, { grade: 'protected-registration' }),
    register(database, 'alex', caseId, { grade: 'protected-registration' }),
  ]);
  expect(two.toSorted()).toEqual(['already', 'registered']);
  const { rows } = await owner.query(
    'select from protected_identity p join case_file c using (municipality, individual) where c.id = $1 and valid_to is null',
    [caseId],
  );
  expect(rows.length).toBe(1);
});

test('every list that names somebody knows how they are protected', async ({ database }) => {
  const { db, owner } = database;
  const { caseId, run } = await alexsCase(db, owner, { givenName: 'Frej', familyName: 'Provström' });
  await register(database, 'alex', caseId);
  const people = await through(db, 'alex', async (scope) => [
    (await findCase(scope, caseId))?.person,
    (await findRun(scope, run))?.person,
    (await workedRuns(scope, demoActor('alex').account)).find(({ id }) => id === run)?.person,
    (await listCases(scope, { by: 'name', descending: false, page: 1 })).lines.find(({ runId }) => runId === run)
      ?.person,
  ]);
  expect(people.map((person) => person?.name('list', 'sv'))).toEqual(people.map(() => 'Skyddade personuppgifter'));
  // Sorted by name, the place of a line tells nothing of the name that is left out.
  const { lines } = await through(db, 'alex', (scope) => listCases(scope, { by: 'name', descending: false, page: 1 }));
  expect(lines.findIndex(({ person }) => person.isMasked('list'))).toBeGreaterThanOrEqual(
    lines.findLastIndex(({ person }) => !person.isMasked('list')),
  );
});

test('the address of sheltered housing is read and written by those who see the whole case, and is shut with it', async ({
  database,
}) => {
  const { db, owner } = database;
  const { caseId } = await alexsCase(db, owner, { givenName: 'Gun', familyName: 'Provbacke' });
  const individualOf = async () =>
    (await owner.query('select individual from case_file where id = $1', [caseId])).rows[0].individual;
  const whom = await individualOf();
  const key = newId<ToProtect['key']>();
  const write = (who: DemoPerson, seen: string | undefined, address: string, its = newId<ToProtect['key']>()) =>
    through(db, who, (scope) => writeShelteredAddress(scope, whom, { seen, address, key: its }));
  const read = (who: DemoPerson) => through(db, who, (scope) => shelteredAddress(scope, whom));
  expect(await write('alex', undefined, 'Påhittade gården 1', key)).toBe('written');
  expect(await write('alex', undefined, 'Påhittade gården 1', key)).toBe('written');
  const seen = (await read('alex'))?.id;
  // Two who write over the same: the second is told.
  expect(await write('alex', seen, 'Påhittade gården 2')).toBe('written');
  expect(await write('alex', seen, 'Påhittade gården 3')).toBe('overtaken');
  expect((await read('gry'))?.address).toBe('Påhittade gården 2');
  await expect(write('charlie', undefined, 'Påhittat')).rejects.toMatchObject({ code: '42501' });
  expect(await read('eli')).toBeUndefined();
  await register(database, 'alex', caseId);
  expect(await read('gry')).toBeUndefined();
  expect((await read('alex'))?.address).toBe('Påhittade gården 2');
  expect(await write('alex', (await read('alex'))?.id, '')).toBe('written');
  expect(await read('alex')).toBeUndefined();
});
