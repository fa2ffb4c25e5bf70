import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { demoActor, type DemoPerson, loadDemoOnce } from '../../src/demo/index.ts';
import { unfinishedMark } from '../../src/demo/organisation.ts';
import { newId } from '../../src/kernel/ids.ts';
import { changes } from '../../src/organisation/administration/store/history.ts';
import { getMunicipality, writeMunicipality } from '../../src/organisation/administration/store/municipality.ts';
import { findPerson, writePerson } from '../../src/organisation/administration/store/people.ts';
import {
  askForReset,
  decideReset,
  findWaitingLink,
  makeSignInLink,
  signsInHere,
  waitingResets,
} from '../../src/organisation/administration/store/sign-in-links.ts';
import {
  endSignInRule,
  keptSignInRules,
  writeSignInRule,
} from '../../src/organisation/administration/store/sign-in-rules.ts';
import type { Scope } from '../../src/platform/door.ts';
import { test as base, type TestDatabase } from '../support/fixtures.ts';
import { noon, through } from './world.ts';

type Elsewhere = Readonly<{ account: string; rule: string; reset: string }>;

/** Another municipality, where an account, a rule and a question have ids that the tests use here, too. */
const test = base.extend<{ $file: { elsewhere: Elsewhere } }>({
  elsewhere: [
    async ({ database: { owner } }, use) => {
      const ids = { account: newId(), rule: newId(), reset: newId() };
      const asker = newId();
      await owner.query(`insert into municipality values ('1481', 'Annan stad')`);
      await owner.query(`insert into secrecy_area values ('1481', 'annan', 'Annan nämnd', 'committee')`);
      await owner.query(`insert into unit values ('1481', 'annan-enhet', 'annan', 'Annan enhet')`);
      await owner.query(
        `insert into role (municipality, id, name_sv, name_en, covers_unit) values ('1481', 'annan', 'annan', 'other', false)`,
      );
      for (const id of [ids.account, asker])
        await owner.query(
          `insert into account (municipality, id, secrecy_area, username, display_name) values ('1481', $1, 'annan', $2, 'Annan Påhittad')`,
          [id, `annan-${id}`],
        );
      await owner.query(`insert into sign_in_rule values ('1481', $1, 'groups', 'annan', 'annan', 'annan-enhet')`, [
        ids.rule,
      ]);
      await owner.query(
        `insert into sign_in_reset (municipality, id, account, reason, asked_by, asked_at) values ('1481', $1, $2, 'x', $3, $4)`,
        [ids.reset, ids.account, asker, noon],
      );
      await owner.query(
        `insert into sign_in_link (token_sha256, municipality, account, made_at, expires_at, resets, reset)
         values ($1, '1481', $2, $3, $3::timestamptz + interval '1 day', true, $4)`,
        [randomBytes(32), ids.account, noon, ids.reset],
      );
      await use(ids);
    },
    { scope: 'file', auto: true },
  ],
});

const linksOf = async ({ owner }: TestDatabase, account: string) =>
  (
    await owner.query<{ token: Buffer; resets: boolean; municipality: string }>(
      'select token_sha256 as token, resets, municipality from sign_in_link where account = $1 order by municipality',
      [account],
    )
  ).rows;

async function makePerson({ db }: TestDatabase, account: string = newId()): Promise<string> {
  await through(db, 'kim', (scope) => writeAs(scope, account, { active: true, seen: undefined }));
  return account;
}
const writeAs = (scope: Scope, account: string, { active, seen }: { active: boolean; seen: number | undefined }) =>
  writePerson(scope, {
    account: account as Parameters<typeof writePerson>[1]['account'],
    username: `lank-${account}`,
    name: 'Länk Påhittad',
    area: 'centrum',
    active,
    seen,
  });

const others = ['alex', 'gry', 'mika', 'nour'] as const satisfies readonly DemoPerson[];

test('a rule of the identity provider is written, changed and ended by an administrator, of their own municipality', async ({
  database: { db },
  elsewhere,
}) => {
  const rule = { id: elsewhere.rule, claim: 'groups', value: 'vuxen', role: 'caseworker', unit: 'centrum-vuxen' };
  const write = (who: DemoPerson, more: Partial<Parameters<typeof writeSignInRule>[1]> = {}) =>
    through(db, who, (scope) => writeSignInRule(scope, { ...rule, ...more }));
  const end = (who: DemoPerson, seen: number) => through(db, who, (scope) => endSignInRule(scope, rule.id, seen));
  const kept = (who: DemoPerson) =>
    through(db, who, async (scope) =>
      (await keptSignInRules(scope)).map(({ value, unitName, version }) => [value, unitName, version]),
    );
  expect(await write('alex')).toBe('not-found');
  // What the other municipality has is neither seen, found nor in the way.
  expect([await write('kim'), await write('kim'), await write('kim', { id: newId() })]).toEqual([
    'written',
    'taken',
    'taken',
  ]);
  expect(await kept('kim')).toEqual([['vuxen', 'Vuxenenheten Centrum', 1]]);
  expect(await write('kim', { id: newId(), value: 'chef' })).toBe('written');
  // Two who change it at once: the second is told.
  expect(
    (await Promise.all([write('kim', { value: 'ett', seen: 1 }), write('lo', { value: 'två', seen: 1 })])).toSorted(),
  ).toEqual(['overtaken', 'written']);
  expect(await write('kim', { value: 'chef', seen: 2 })).toBe('taken');
  // No more than could be given by hand: what there is in the municipality.
  await expect(write('kim', { id: newId(), unit: 'annan-enhet' })).rejects.toMatchObject({ code: '23503' });
  await expect(write('kim', { id: newId(), role: 'annan' })).rejects.toMatchObject({ code: '23503' });
  for (const who of others) {
    expect(await kept(who)).toEqual([]);
    expect(await write(who, { value: 'x', seen: 2 })).toBe('not-found');
    expect(await end(who, 2)).toBe('not-found');
  }
  expect([await end('kim', 1), await end('kim', 2), await end('kim', 2)]).toEqual([
    'overtaken',
    'written',
    'overtaken',
  ]);
  expect(await kept('kim')).toEqual([['chef', 'Vuxenenheten Centrum', 1]]);
  const all = await through(db, 'kim', (scope) => changes(scope));
  expect(
    all
      .filter(({ what, before, after }) => what === 'sign_in_rule' && (before ?? after)?.['id'] === rule.id)
      .map(({ before, after }) => [before === null, after === null]),
  ).toEqual([
    [false, true],
    [false, false],
    [true, false],
  ]);
});

test('of another municipality nothing is read or changed', async ({ database: { db, owner }, elsewhere }) => {
  for (const table of ['sign_in_rule', 'sign_in_link', 'sign_in_reset'] as const)
    expect(
      await through(db, 'kim', (scope) =>
        scope.db.selectFrom(table).select('municipality').where('municipality', '<>', '1480').execute(),
      ),
    ).toEqual([]);
  await through(db, 'kim', (scope) =>
    writeSignInRule(scope, {
      id: elsewhere.rule,
      claim: 'a',
      value: 'b',
      role: 'lawyer',
      unit: 'centrum-vuxen',
      seen: 1,
    }),
  );
  await through(db, 'kim', (scope) => endSignInRule(scope, elsewhere.rule, 1));
  const { rows } = await owner.query(`select value, version from sign_in_rule where municipality = '1481'`);
  expect(rows).toEqual([{ value: 'annan', version: 1 }]);
});

test('a link is made by an administrator for who signs in here, one at a time, and is kept as its hash', async ({
  database,
  elsewhere,
}) => {
  const { db, owner } = database;
  const account = await makePerson(database, elsewhere.account);
  const make = (who: DemoPerson, whom = account) =>
    through(db, who, (scope) => makeSignInLink(scope, whom, randomBytes(32)));
  const waiting = (who: DemoPerson) => through(db, who, (scope) => findWaitingLink(scope, account));
  for (const who of others) {
    expect(await make(who)).toBe(false);
    expect(await through(db, who, (scope) => signsInHere(scope, account))).toBe(false);
  }
  const other = await makePerson(database);
  expect(await make('lo', other)).toBe(true);
  // However many times it is asked for at once, one works; and that of the other municipality's account of the same id is left.
  expect(await Promise.all([make('kim'), make('lo'), make('kim')])).toEqual([true, true, true]);
  expect((await linksOf(database, account)).map(({ municipality, resets }) => [municipality, resets])).toEqual([
    ['1480', false],
    ['1481', true],
  ]);
  expect(await waiting('kim')).toMatchObject({ resets: false });
  for (const who of others) expect(await waiting(who)).toBeUndefined();
  // What is shown is kept by nobody.
  const history = await through(db, 'kim', (scope) => changes(scope));
  expect(history.filter(({ what }) => what === 'sign_in_link').length).toBe(4);
  expect(JSON.stringify(history)).not.toMatch(/token_sha256/);
  // Who is closed has no link, also when they are let in again.
  await through(db, 'kim', (scope) => writeAs(scope, account, { active: false, seen: 1 }));
  expect(await make('kim')).toBe(false);
  await through(db, 'kim', (scope) => writeAs(scope, account, { active: true, seen: 2 }));
  expect((await linksOf(database, account)).map(({ municipality }) => municipality)).toEqual(['1481']);
  expect((await linksOf(database, other)).length).toBe(1);
  // Nor has who signs in at the identity provider, or a directory; one of the other municipality is not known here.
  await owner.query(`insert into account_identity values ('1481', $1, 'https://provider.example', 'annan')`, [account]);
  await owner.query(
    `insert into scim_client (municipality, id, name, account, token_sha256, made_by, made_at) values ('1481', $1, 'x', $1, $2, $1, $3)`,
    [account, randomBytes(32), noon],
  );
  expect(await make('kim')).toBe(true);
  await owner.query(`insert into account_identity values ('1480', $1, 'https://provider.example', 'egen')`, [account]);
  expect(await make('kim')).toBe(false);
  const directory = await makePerson(database);
  await owner.query(
    `insert into scim_client (municipality, id, name, account, token_sha256, made_by, made_at) values ('1480', $1, 'x', $1, $2, $1, $3)`,
    [directory, randomBytes(32), noon],
  );
  expect([await make('kim', directory), await make('kim', newId())]).toEqual([false, false]);
  const [only] = (
    await owner.query<{ id: string }>(`select id from account where municipality = '1481' and id <> $1`, [account])
  ).rows;
  expect(await make('kim', only?.id ?? '')).toBe(false);
});

test('taking away a second way takes two administrators, and the link is of the one who approves', async ({
  database,
  elsewhere,
}) => {
  const { db, owner } = database;
  const account = await makePerson(database);
  const id = elsewhere.reset;
  const token = randomBytes(32);
  const ask = (who: DemoPerson, one = id) =>
    through(db, who, (scope) => askForReset(scope, { id: one, account, reason: 'Kom med legitimation.' }));
  const decide = (who: DemoPerson, yes: boolean, sha256 = token, whose = account) =>
    through(db, who, (scope) => decideReset(scope, { id, account: whose, yes, sha256 }));
  const waiting = (who: DemoPerson) => through(db, who, (scope) => waitingResets(scope));
  for (const who of others) expect(await ask(who)).toBe('not-found');
  // The one of the other municipality is not to be decided here.
  expect(await decide('kim', true, token, elsewhere.account)).toBe('not-found');
  expect([await ask('kim'), await ask('kim'), await ask('lo', newId())]).toEqual(['written', 'already', 'already']);
  // Somebody else's question stays as it is.
  const other = await makePerson(database);
  await through(db, 'lo', (scope) => askForReset(scope, { id: newId(), account: other, reason: 'x' }));
  await through(db, 'lo', (scope) => makeSignInLink(scope, other, randomBytes(32)));
  expect((await waiting('lo')).map(({ askedByName }) => askedByName).toSorted()).toEqual(
    [demoActor('kim').name, demoActor('lo').name].toSorted(),
  );
  for (const who of others) {
    expect(await waiting(who)).toEqual([]);
    expect(await decide(who, true)).toBe('not-found');
  }
  expect(await decide('kim', true)).toBe('own');
  expect(await decide('lo', true, token, demoActor('alex').account)).toBe('not-found');
  expect(await linksOf(database, account)).toEqual([]);
  // Whoever approves and presses twice has the link of the answer that they see; nobody else gets another.
  const seen = randomBytes(32);
  expect([await decide('lo', true), await decide('lo', true, seen)]).toEqual(['written', 'written']);
  expect((await linksOf(database, account)).map((one) => [one.token.equals(seen), one.resets])).toEqual([[true, true]]);
  expect([await decide('kim', true), await decide('kim', false), await decide('lo', false)]).toEqual([
    'already',
    'already',
    'already',
  ]);
  expect((await waiting('lo')).map((one) => one.account)).toEqual([other]);
  // A link of another day is not the one that was approved.
  await through(db, 'lo', (scope) => makeSignInLink(scope, account, token), new Date(noon.getTime() + 1000));
  expect(await decide('lo', true, seen)).toBe('already');
  expect((await linksOf(database, account)).map(({ resets }) => resets)).toEqual([false]);
  expect((await owner.query(`select approved from sign_in_reset where municipality = '1481'`)).rows).toEqual([
    { approved: null },
  ]);
  const history = await through(db, 'kim', (scope) => changes(scope));
  expect(
    history
      .filter(({ what, after }) => what === 'sign_in_reset' && after?.['account'] === account)
      .map(({ by, after }) => [by, after?.['approved']]),
  ).toEqual([
    [demoActor('lo').name, true],
    [demoActor('kim').name, null],
  ]);
});

test('what is refused gives no link, and whoever asked may withdraw; nobody approves what is about themselves', async ({
  database,
}) => {
  const { db, owner } = database;
  const account = await makePerson(database);
  const asked = async (who: DemoPerson, whom = account) => {
    const id = newId();
    expect(await through(db, who, (scope) => askForReset(scope, { id, account: whom, reason: 'x' }))).toBe('written');
    return id;
  };
  const decide = (who: DemoPerson, id: string, yes: boolean, whom = account) =>
    through(db, who, (scope) => decideReset(scope, { id, account: whom, yes, sha256: randomBytes(32) }));
  for (const who of ['lo', 'kim'] as const) expect(await decide(who, await asked('kim'), false)).toBe('written');
  expect(await linksOf(database, account)).toEqual([]);
  const { account: lo } = demoActor('lo');
  const aboutLo = await asked('kim', lo);
  expect([await decide('lo', aboutLo, true, lo), await decide('lo', aboutLo, false, lo)]).toEqual(['own', 'written']);
  // By constraint, whoever writes it.
  const insert = (about: string, asker: string, decider: string) =>
    owner.query(
      `insert into sign_in_reset (municipality, id, account, reason, asked_by, asked_at, approved, decided_by, decided_at)
       values ('1480', gen_random_uuid(), $1, 'x', $2, now(), true, $3, now())`,
      [about, asker, decider],
    );
  const { account: kim } = demoActor('kim');
  for (const [about, asker, decider] of [
    [account, kim, kim],
    [account, kim, account],
    [kim, kim, lo],
  ] as const)
    await expect(insert(about, asker, decider)).rejects.toMatchObject({ code: '23514' });
  await insert(account, kim, lo);
  await expect(
    owner.query(
      `insert into sign_in_link (token_sha256, municipality, account, made_at, expires_at, made_by, resets)
       values ($1, '1480', $2, now(), now(), $3, true)`,
      [randomBytes(32), account, kim],
    ),
  ).rejects.toMatchObject({ code: '23514' });
  // Asked of somebody who is closed since: nothing comes of it.
  const late = await asked('kim');
  const version = (await through(db, 'kim', (scope) => findPerson(scope, account)))?.version;
  await through(db, 'kim', (scope) => writeAs(scope, account, { active: false, seen: version }));
  expect(await decide('lo', late, true)).toBe('not-found');
});

test('what the municipality is called is changed by its administrators, one after another', async ({
  database: { db, owner },
}) => {
  // Called the same: and only the own one gets another name.
  await owner.query(`update municipality set name = 'Samma' where code in ('1480', '1481')`);
  const write = (who: DemoPerson, name: string, seen = 'Samma') =>
    through(db, who, (scope) => writeMunicipality(scope, name, seen));
  for (const who of others) expect(await write(who, 'x')).toBe('not-found');
  expect((await Promise.all([write('kim', 'Ett'), write('lo', 'Två')])).toSorted()).toEqual(['overtaken', 'written']);
  const { name } = await through(db, 'alex', getMunicipality);
  expect(['Ett', 'Två']).toContain(name);
  expect((await owner.query(`select name from municipality where code = '1481'`)).rows).toEqual([{ name: 'Samma' }]);
  const all = await through(db, 'kim', (scope) => changes(scope));
  expect(all.find(({ what }) => what === 'municipality')).toMatchObject({ before: { name: 'Samma' }, after: { name } });
  // No name makes a start of the server take it for a demo that is half loaded: it would be emptied.
  expect(await write('kim', `Stad${unfinishedMark}`, name)).toBe('written');
  expect(await loadDemoOnce(owner, db, noon)).toBeUndefined();
});
