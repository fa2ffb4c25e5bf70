import { expect, onTestFinished } from 'vitest';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { addDays } from '../../src/kernel/date.ts';
import { type AccountId, type IdempotencyKey, newId } from '../../src/kernel/ids.ts';
import { insertAbsence } from '../../src/organisation/administration/store/absence.ts';
import { keepingAdministrator } from '../../src/organisation/administration/store/administrators.ts';
import { endDelegation, insertDelegation } from '../../src/organisation/administration/store/delegations.ts';
import { changes } from '../../src/organisation/administration/store/history.ts';
import {
  findPerson,
  people,
  type ToWrite,
  writePerson,
  writePersonRole,
} from '../../src/organisation/administration/store/people.ts';
import { rolesOf, writeRole } from '../../src/organisation/administration/store/roles.ts';
import { areasAndUnits, writeUnit } from '../../src/organisation/administration/store/units.ts';
import { peopleOf } from '../../src/casework/store/cases.ts';
import { test, type TestDatabase } from '../support/fixtures.ts';
import { alexsCase, through, today } from './world.ts';

const admins = ['kim', 'lo'] as const satisfies readonly DemoPerson[];

const write = ({ db }: TestDatabase, who: DemoPerson, more: Partial<ToWrite> = {}) =>
  through(db, who, (scope) =>
    writePerson(scope, {
      account: newId<AccountId>(),
      username: `prov.${newId().slice(-8)}`,
      name: 'Prov Person',
      area: 'centrum',
      active: true,
      ...more,
    }),
  );

test('only an administrator writes people, roles and units', async ({ database }) => {
  const { db } = database;
  for (const who of ['alex', 'gry', 'mika', 'nour'] as const) {
    expect(await write(database, who)).toBe('not-found');
    const account = demoActor('alex').account;
    expect(
      await through(db, who, (scope) =>
        writePersonRole(scope, { account, role: 'administrator', unit: 'centrum-vuxen', given: true }),
      ),
    ).toBe('not-found');
    expect(
      await through(db, who, (scope) =>
        writeRole(scope, { id: 'egen', sv: 'x', en: 'x', coversUnit: true, permissions: ['case:read'] }),
      ),
    ).toBe('not-found');
    expect(await through(db, who, (scope) => changes(scope))).toEqual([]);
  }
});

test('two who change the same person at once: the second is told, and nothing is lost', async ({ database }) => {
  const { db } = database;
  const account = newId<AccountId>();
  expect(await write(database, 'kim', { account, username: 'kim.kollega' })).toBe('written');
  expect(await write(database, 'kim', { account, username: 'kim.kollega' })).toBe('already');
  expect(await write(database, 'kim', { username: 'Kim.Kollega' })).toBe('username-taken');
  const both = await Promise.all([
    write(database, 'kim', { account, username: 'kim.kollega', name: 'Ett', seen: 1 }),
    write(database, 'kim', { account, username: 'kim.kollega', name: 'Två', seen: 1 }),
  ]);
  expect(both.toSorted()).toEqual(['overtaken', 'written']);
  expect((await through(db, 'kim', (scope) => findPerson(scope, account)))?.version).toBe(2);
});

test('whoever changes area keeps no role in the old one, and whoever is closed is signed out at once', async ({
  database,
}) => {
  const { db, owner } = database;
  const account = newId<AccountId>();
  await write(database, 'kim', { account, username: 'lo.flytt' });
  const give = (unit: string) =>
    through(db, 'kim', (scope) => writePersonRole(scope, { account, role: 'caseworker', unit, given: true }));
  expect(await give('hisingen-vuxen')).toBe('not-found');
  expect(await give('centrum-vuxen')).toBe('written');
  await write(database, 'kim', { account, username: 'lo.flytt', area: 'hisingen', seen: 1 });
  expect((await through(db, 'kim', (scope) => findPerson(scope, account)))?.roles).toEqual([]);
  await owner.query(
    `insert into session (token_sha256, municipality, account, created_at, last_seen_at, expires_at)
     values (sha256('flytt'), '1480', $1, now(), now(), now() + interval '1 hour')`,
    [account],
  );
  await write(database, 'kim', { account, username: 'lo.flytt', area: 'hisingen', active: false, seen: 2 });
  expect((await owner.query('select from session where account = $1', [account])).rowCount).toBe(0);
});

test('the last administrator stays, also when two take each other away at once', async ({ database }) => {
  const { db, owner } = database;
  const { rows } = await owner.query<{ account: string; unit: string }>(
    `select account, unit from account_role where role = 'administrator' order by account`,
  );
  onTestFinished(async () => {
    for (const { account, unit } of rows)
      await owner.query(
        `insert into account_role (municipality, account, role, unit) values ('1480', $1, 'administrator', $2) on conflict do nothing`,
        [account, unit],
      );
  });
  expect(rows.length).toBeGreaterThanOrEqual(2);
  const take = (who: DemoPerson, account: string, unit: string) =>
    through(db, who, (scope) =>
      keepingAdministrator(scope, () => writePersonRole(scope, { account, role: 'administrator', unit, given: false })),
    );
  const [first, second] = admins.map((who) => rows.find(({ account }) => account === demoActor(who).account));
  if (!first || !second) throw new Error('The demo lacks its administrators');
  // Everybody but the two.
  for (const { account, unit } of rows)
    if (account !== first.account && account !== second.account)
      expect(await take('kim', account, unit)).toBe('written');
  const outcomes = await Promise.allSettled([
    take(admins[0], second.account, second.unit),
    take(admins[1], first.account, first.unit),
  ]);
  const left = await owner.query(`select from account_role where role = 'administrator'`);
  expect(left.rowCount).toBeGreaterThanOrEqual(1);
  expect(outcomes.filter((one) => one.status === 'fulfilled' && one.value === 'written').length).toBeLessThanOrEqual(1);
  // Nor by whoever has the tables.
  await expect(owner.query(`delete from account_role where role = 'administrator'`)).rejects.toMatchObject({
    constraint: 'last_administrator',
  });
  await expect(
    owner.query(
      `update account set active = false where id in (select account from account_role where role = 'administrator')`,
    ),
  ).rejects.toMatchObject({ constraint: 'last_administrator' });
  await expect(
    owner.query(`delete from role_permission where permission = 'organisation:administer'`),
  ).rejects.toMatchObject({ constraint: 'last_administrator' });
});

test('a delegation gives its permission for its time, and opens no case', async ({ database }) => {
  const { db, owner } = database;
  const { account } = demoActor('billie');
  const holds = (day = today) =>
    through(
      db,
      'billie',
      async ({ db: tx }) =>
        (
          await tx
            .selectNoFrom((eb) => eb.fn<boolean>('access.holds', [eb.val('officialRequest:decide')]).as('holds'))
            .executeTakeFirst()
        )?.holds,
      new Date(`${day}T10:00:00Z`),
    );
  expect(await holds()).toBe(false);
  const id = newId();
  const given = {
    id,
    account,
    permission: 'officialRequest:decide',
    reference: 'Delegationsordningen 4.2',
    from: today,
    key: newId<IdempotencyKey>(),
  } as const;
  await expect(through(db, 'alex', (scope) => insertDelegation(scope, given))).rejects.toMatchObject({ code: '42501' });
  await through(db, 'kim', (scope) => insertDelegation(scope, { ...given, to: addDays(today, 2) }));
  expect([await holds(), await holds(addDays(today, -1)), await holds(addDays(today, 3))]).toEqual([
    true,
    false,
    false,
  ]);
  expect(await through(db, 'kim', (scope) => endDelegation(scope, id))).toBe(true);
  expect(await holds()).toBe(false);
  // Nobody delegates to themselves: a constraint says so.
  await expect(
    owner.query(
      `insert into delegation (municipality, id, account, permission, reference, valid_from, given_by, given_at, idempotency_key)
       values ('1480', gen_random_uuid(), $1, 'disclosure:sign', 'x', '2026-01-01', $1, now(), gen_random_uuid())`,
      [account],
    ),
  ).rejects.toMatchObject({ code: '23514' });
});

test('that somebody is away, and whom to ask, stands at their name while they are', async ({ database }) => {
  const { db, owner } = database;
  const { run } = await alexsCase(db, owner, { givenName: 'Bo', familyName: 'Provborta' });
  await through(db, 'alex', (scope) =>
    insertAbsence(scope, {
      id: newId(),
      from: today,
      to: addDays(today, 3),
      substitute: demoActor('billie').account,
      covers: false,
      key: newId(),
    }),
  );
  const away = async (day = today) =>
    (await through(db, 'alex', (scope) => peopleOf(scope, { id: run }), new Date(`${day}T10:00:00Z`))).find(
      ({ account }) => account === demoActor('alex').account,
    )?.away;
  expect(await away()).toEqual({ until: addDays(today, 3), ask: 'Billie Testgren' });
  expect(await away(addDays(today, 4))).toBeUndefined();
});

test('every change is in the history, by whom, and what somebody signs in with is not', async ({ database }) => {
  const { db } = database;
  const id = `enhet-${newId().slice(-6)}`;
  const unit = (name: string, area = 'centrum') => through(db, 'kim', (scope) => writeUnit(scope, { id, area, name }));
  expect([await unit('Ett'), await unit('Två'), await unit('Tre', 'hisingen')]).toEqual([
    'written',
    'written',
    'other-area',
  ]);
  const standard = through(db, 'kim', (scope) =>
    writeRole(scope, { id: 'caseworker', sv: 'x', en: 'x', coversUnit: true, permissions: [] }),
  );
  expect(await standard).toBe('standard');
  expect(
    await through(db, 'kim', (scope) =>
      writeRole(scope, {
        id: 'egen-roll',
        sv: 'Egen roll',
        en: 'Own role',
        coversUnit: false,
        permissions: ['case:read'],
      }),
    ),
  ).toBe('written');
  const all = await through(db, 'kim', (scope) => changes(scope));
  expect(
    all
      .filter(({ what, after }) => what === 'unit' && after?.['id'] === id)
      .map(({ by, before, after }) => [by, before?.['name'], after?.['name']]),
  ).toEqual([
    [demoActor('kim').name, 'Ett', 'Två'],
    [demoActor('kim').name, undefined, 'Ett'],
  ]);
  expect(JSON.stringify(all)).not.toMatch(/password_hash|token_sha256/);
  expect(
    (await through(db, 'kim', (scope) => rolesOf(scope))).find((role) => role.id === 'egen-roll')?.permissions,
  ).toEqual(['case:read']);
  expect((await through(db, 'kim', (scope) => areasAndUnits(scope))).units.some((one) => one.id === id)).toBe(true);
  expect((await through(db, 'kim', (scope) => people(scope, { page: 1 }))).people.length).toBeGreaterThan(10);
});
