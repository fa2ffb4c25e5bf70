import { mkdtemp, readFile as load, rm, writeFile as save } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, vi } from 'vitest';
import { registerCommand } from '../../src/cli/register.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import { type AccountId, type IdempotencyKey, newId } from '../../src/kernel/ids.ts';
import { match } from '../../src/matching/index.ts';
import { permissionsOfRoles } from '../../src/organisation/index.ts';
import { appPool, connect, type Db } from '../../src/platform/database.ts';
import { as, type Scope } from '../../src/platform/door.ts';
import { findForm, findOwnForm } from '../../src/register/actions/index.ts';
import { type FileKind, fileKinds, readFile, writeFile } from '../../src/register/files.ts';
import { exportRows, importRows } from '../../src/register/store/import.ts';
import { openDataDecisions, openOffers, publishedRegister } from '../../src/register/store/open-data.ts';
import {
  bookPlace,
  holdPlace,
  insertRows,
  offersInWords,
  registerFor,
  type RegisterTable,
  releasePlace,
  startRegister,
  type Row,
  subcategoriesOn,
} from '../../src/register/index.ts';
import {
  findProvider,
  listProviders,
  ownLists,
  rulesKept,
  versionOf,
  versionsOf,
} from '../../src/register/store/read.ts';
import { test as base, type TestDatabase } from '../support/fixtures.ts';
import { day, noon, through, today } from './world.ts';

/** Somebody at the desk of another municipality that uses the register. */
const other: Actor = {
  ...demoActor('ronja'),
  municipality: '9001',
  account: '00000000-0000-4000-8000-00000000aaaa' as AccountId,
  area: 'social',
  roles: [{ role: 'placementOfficer', unit: 'desk', coversUnit: false }],
  permissions: permissionsOfRoles(['placementOfficer']),
};
const theirs = <T>(db: Db, work: (scope: Scope) => Promise<T>, now = noon): Promise<T> =>
  as(db, other, now, { action: 'test', channel: 'cli' }, work);

const ids = {
  provider: newId(),
  award: newId(),
  unit: newId(),
  awardUnit: newId(),
  shelter: newId(),
  offer: newId(),
  awardOffer: newId(),
  agreement: newId(),
  place: newId(),
};

const code = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );

const from = '2026-01-01';
const facts = (name: string): Row => ({ position: 1, valid_from: from, name });
const party = { legal_form: 'limited-company', contact: 'Rut Svarsgren', email: '', phone: '', address: '' };

async function world({ owner, db }: TestDatabase): Promise<void> {
  await startRegister(owner, '1480', [{ code: '9001', name: 'Påhittby' }], from, noon);
  await owner.query(`insert into municipality values ('9001', 'Påhittby');
    insert into role (municipality, id, name_sv, name_en) values ('9001', 'placementOfficer', 'p', 'p');
    insert into role_permission values ('9001', 'placementOfficer', 'register:read'), ('9001', 'placementOfficer', 'placement:handle');
    insert into secrecy_area values ('9001', 'social', 'Påhittby', 'committee');
    insert into unit values ('9001', 'desk', 'social', 'Påhittby')`);
  await owner.query(
    `insert into account (municipality, id, secrecy_area, username, display_name) values ('9001', $1, 'social', 'annan', 'Annan Påhittsson')`,
    [other.account],
  );
  await owner.query(`insert into account_role values ('9001', $1, 'placementOfficer', 'desk')`, [other.account]);
  await through(db, 'zeb', async (scope) => {
    const put = (table: RegisterTable, ...rows: readonly Row[]) => insertRows(scope, table, rows);
    await put(
      'provider',
      { id: ids.provider, organisation_number: '999900-0001' },
      { id: ids.award, organisation_number: '999900-0002' },
    );
    await put(
      'provider_version',
      { provider: ids.provider, ...facts('Påhittade Boendet AB'), ...party },
      { provider: ids.award, ...facts('Tänkta Hem AB'), ...party },
    );
    await put(
      'provider_unit',
      { id: ids.unit, provider: ids.provider, is_sheltered: false },
      { id: ids.awardUnit, provider: ids.award, is_sheltered: false },
      { id: ids.shelter, provider: ids.award, is_sheltered: true },
    );
    const open = { address: '', genders: ['female', 'male'], youngest: 18, oldest: 65 };
    await put(
      'provider_unit_version',
      { unit: ids.unit, ...facts('Linden'), ...open },
      { unit: ids.awardUnit, ...facts('Almen'), ...open },
      { unit: ids.shelter, ...facts('Gömman'), ...open },
    );
    await put('agreement', {
      id: ids.agreement,
      provider: ids.provider,
      name: 'Ramavtal (övning)',
      lot: '',
      rank: 2,
      valid_from: from,
      valid_to: '2027-12-31',
      municipalities: ['1480', '9001'],
    });
    const intervention = 'supported-social-housing';
    await put(
      'offer',
      { id: ids.offer, unit: ids.unit, intervention, form: 'framework' },
      { id: ids.awardOffer, unit: ids.awardUnit, intervention, form: 'direct-award' },
    );
    const version = { position: 1, valid_from: from, support_levels: ['high'], ended: false };
    await put(
      'offer_version',
      { offer: ids.offer, ...version, agreement: ids.agreement },
      { offer: ids.awardOffer, ...version },
    );
    await put('price', {
      id: newId(),
      offer: ids.offer,
      support_level: '',
      daily_rate: 1450.5,
      valid_from: from,
      source: 'Prisbilaga (övning)',
    });
    await put('provider_state', {
      provider: ids.provider,
      position: 1,
      state: 'active',
      valid_from: from,
      reason: 'Godkänd.',
    });
    await put('place', { id: ids.place, unit: ids.unit, name: 'Plats 1', valid_from: from });
  });
}

const test = base.extend<{ $file: { kept: TestDatabase } }>({
  kept: [
    async ({ database }, use) => {
      await world(database);
      await use(database);
    },
    { scope: 'file' },
  ],
});

const days = { from: day('2026-11-01'), to: day('2026-11-30') };
const key = (): IdempotencyKey => newId();
const asked = { intervention: 'supported-social-housing', start: day('2026-11-02') } as const;
const freeIn = async (scope: Scope): Promise<unknown> =>
  (await registerFor(scope, asked)).providers.flatMap(({ units }) => units).find(({ id }) => id === ids.unit)
    ?.freePlaces;
const put = (db: Db, who: DemoPerson, table: RegisterTable, row: Row) =>
  through(db, who, (scope) => insertRows(scope, table, [{ id: newId(), ...row }]));

describe('one register kept by Spink; each municipality’s own stays its own', () => {
  test('both read the same providers, and neither reads whose places the other has: they are counted', async ({
    kept: { db },
  }) => {
    const mine = await through(db, 'ronja', (scope) => bookPlace(scope, { unit: ids.unit, days, key: key() }));
    expect(mine.outcome).toBe('taken');
    const seen = await theirs(db, async (scope) => ({
      names: (await registerFor(scope, asked)).providers.map(({ name }) => name).toSorted(),
      free: await freeIn(scope),
      uses: (await sql`select * from place_use`.execute(scope.db)).rows.length,
      booked: (await bookPlace(scope, { unit: ids.unit, days, key: key() })).outcome,
    }));
    expect(seen).toEqual({
      names: ['Påhittade Boendet AB', 'Tänkta Hem AB'],
      free: { '2026-11-02': 0 },
      uses: 0,
      booked: 'full',
    });
    const use = mine.outcome === 'taken' ? mine.use : '';
    const inOthersName = through(db, 'ronja', (scope) =>
      sql`update place_use set released_at = ${noon}, release_reason = 'x', released_by = ${demoActor('tove').account}
        where id = ${use}`.execute(scope.db),
    );
    expect(await code(inOthersName)).toBe('42501');
    expect(await theirs(db, (scope) => releasePlace(scope, use, 'inte min'))).toBe(false);
    expect(await through(db, 'ronja', (scope) => releasePlace(scope, use, 'Avbokad'))).toBe(true);
    expect(await theirs(db, freeIn)).toEqual({ '2026-11-02': 1 });
  });

  test('who does not keep it writes nothing in it, and who uses none reads nothing of it', async ({ kept: { db } }) => {
    const row = { organisation_number: '999900-0009' };
    expect(await code(theirs(db, (scope) => insertRows(scope, 'provider', [{ id: newId(), ...row }])))).toBe('42501');
    expect(await code(put(db, 'ronja', 'provider', row))).toBe('42501');
    const elsewhere: Actor = { ...other, municipality: '9009' };
    expect(
      await as(db, elsewhere, noon, { action: 'test', channel: 'cli' }, (scope) => registerFor(scope, asked)),
    ).toEqual({ providers: [] });
  });
});

test('a municipality has lists of its own beside the register’s: for itself, for an intervention and from a day, and never in the register', async ({
  kept: { db, owner },
}) => {
  const its = asked.intervention;
  const writes = (form: string, subject: string, values: Row) =>
    theirs(db, async (scope) => {
      const done = await findOwnForm(form)?.write(scope, subject, { values, seen: 0, key: key() } as never);
      return done?.outcome === 'wrong' ? done.problems[0]?.problem : done?.outcome;
    });
  const begin = { intervention: its, valid_from: '2026-11-01', reason: 'Nämnden har beslutat det' };
  // Whoever works at the desk decides nothing of it, and who keeps the register keeps its own with it.
  expect(await code(writes('egen-lista', 'ny', { ...begin, list: 'forms' }))).toBe('42501');
  const kept = { ...begin, id: newId(), list: 'forms' };
  expect(await code(through(db, 'yrsa', (scope) => insertRows(scope, 'municipal_list', [kept])))).toBe('42501');
  await owner.query(`insert into role_permission values ('9001', 'placementOfficer', 'placement:rules')`);

  const names = async (on: string) => {
    const read = async (scope: Scope) =>
      (await subcategoriesOn(scope, day(on))).flatMap(({ intervention, id }) => (intervention === its ? [id] : []));
    return { ours: (await through(db, 'ronja', read)).toSorted(), theirs: (await theirs(db, read)).toSorted() };
  };
  const registers = ['apartment', 'emergency', 'reinforced-communal', 'short-term-communal'];
  const training = { id: 'training', name_sv: 'träningslägenhet', name_en: 'training apartment' };
  const added = { intervention: its, ...training, valid_from: '2026-11-01' };
  expect(await writes('ny-underkategori', 'ny', added)).toBe('no-own-list');
  expect(await writes('egen-lista', 'ny', { ...begin, list: 'subcategories' })).toBe('written');
  expect(await writes('egen-lista', 'ny', { ...begin, list: 'subcategories' })).toBe('overlaps');
  expect(await writes('egen-lista', 'ny', { ...begin, list: 'subcategories', valid_from: '2026-10-13' })).toBe('past');
  // It begins with what the register has.
  expect(await names('2026-11-01')).toEqual({ ours: registers, theirs: registers });
  expect(await writes('ny-underkategori', 'ny', added)).toBe('written');
  expect(await writes('underkategori', `${its}:apartment:2026-11-01`, { valid_to: '2026-11-30' })).toBe('written');
  expect(await writes('underkategori', `${its}:apartment:${from}`, { valid_to: '2026-11-30' })).toBe('not-found');
  expect(await names('2026-10-31')).toEqual({ ours: registers, theirs: registers });
  expect(await names('2026-12-01')).toEqual({ ours: registers, theirs: [...registers.slice(1), 'training'] });

  // And of the forms it wants: what it does not want excludes, for itself alone.
  expect(await writes('egen-lista', 'ny', { ...begin, list: 'forms' })).toBe('written');
  const { forms } = await theirs(db, (scope) => rulesKept(scope, '9001'));
  const award = forms.find(({ form }) => form === 'direct-award');
  expect(await writes('regiform', award?.id ?? '', { valid_to: '2026-11-30' })).toBe('written');
  const allowed = async (scope: Scope) =>
    (await registerFor(scope, { ...asked, start: day('2026-12-02') })).formsAllowed?.[its]?.toSorted();
  expect(await theirs(db, allowed)).toEqual(['framework', 'in-house']);
  expect(await through(db, 'ronja', allowed)).toEqual(['direct-award', 'framework', 'in-house']);

  // When the list ends the register's holds again.
  for (const { id } of await theirs(db, ownLists))
    expect(await writes('egen-lista-slut', id, { valid_to: '2026-12-31' })).toBe('written');
  expect(await names('2027-01-01')).toEqual({ ours: registers, theirs: registers });
  expect(await theirs(db, (scope) => rulesKept(scope, '1480'))).toEqual(
    await through(db, 'zeb', (scope) => rulesKept(scope, '1480')),
  );
  await owner.query(`delete from role_permission where municipality = '9001' and permission = 'placement:rules'`);
});

test('of two hundred who book the same place and day at once one gets it, and the others are told that it is full', async ({
  kept,
}) => {
  const pool = appPool(kept.options, 40);
  const db = connect(pool);
  const when = { from: day('2027-03-01'), to: day('2027-03-31') };
  const outcomes = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      (index % 2 === 0 ? theirs : (one: Db, work: (scope: Scope) => Promise<unknown>) => through(one, 'ronja', work))(
        db,
        (scope) => bookPlace(scope, { unit: ids.unit, days: when, key: key() }),
      ),
    ),
  );
  await pool.end();
  const told = outcomes.map((one) => (one as Readonly<{ outcome: string }>).outcome);
  expect([told.filter((one) => one === 'taken').length, told.filter((one) => one === 'full').length]).toEqual([1, 199]);
});

test('a hold keeps a place until it lapses by itself; then it is free, and another’s booking takes it. The same key again is the same hold', async ({
  kept: { db },
}) => {
  const when = { from: day('2027-01-01'), to: day('2027-01-31') };
  const start = { ...asked, start: day('2027-01-10') };
  const wanted = { unit: ids.unit, days: when, lapsesAt: new Date('2026-10-15T10:00:00Z'), key: key() };
  const held = await theirs(db, (scope) => holdPlace(scope, wanted));
  expect(await theirs(db, (scope) => holdPlace(scope, wanted))).toEqual(held);
  const book = (now: Date) =>
    through(db, 'ronja', (scope) => bookPlace(scope, { unit: ids.unit, days: when, key: key() }), now);
  expect((await book(noon)).outcome).toBe('full');
  const later = new Date('2026-10-16T10:00:00Z');
  const free = await through(db, 'ronja', (scope) => registerFor(scope, start), later);
  expect(free.providers.flatMap(({ units }) => units).find(({ id }) => id === ids.unit)?.freePlaces).toEqual({
    '2027-01-10': 1,
  });
  expect((await book(later)).outcome).toBe('taken');
});

test('a hold of one’s own becomes a booking of the same place', async ({ kept: { db } }) => {
  const when = { from: day('2027-05-01'), to: day('2027-05-31') };
  const outcome = await through(db, 'ronja', async (scope) => {
    const hold = await holdPlace(scope, {
      unit: ids.unit,
      days: when,
      lapsesAt: new Date('2026-10-20T10:00:00Z'),
      key: key(),
    });
    return bookPlace(scope, { unit: ids.unit, days: when, hold: hold.outcome === 'taken' ? hold.use : '', key: key() });
  });
  expect(outcome).toMatchObject({ outcome: 'taken', place: ids.place });
});

test('what is kept is changed by whoever keeps it, and by nobody else', async ({ kept: { db } }) => {
  const permit = { unit: ids.shelter, kind: 'sheltered-housing', target_group: '', number: '', manager: '' };
  expect(await put(db, 'zeb', 'permit', { ...permit, valid_from: from })).toBe(1);
  const named = { id: 'training', name_sv: 'träningslägenhet', name_en: 'training apartment' };
  const listed: readonly (readonly [RegisterTable, Row])[] = [
    ['provision_form_rule', { id: newId(), intervention: asked.intervention, form: 'partnership', valid_from: from }],
    ['placement_subcategory', { ...named, intervention: asked.intervention, valid_from: from }],
  ];
  for (const [table, row] of listed) {
    expect([table, await through(db, 'zeb', (scope) => insertRows(scope, table, [row]))]).toEqual([table, 1]);
    expect([table, await code(through(db, 'ronja', (scope) => insertRows(scope, table, [row])))]).toEqual([
      table,
      '42501',
    ]);
  }
  const decision = { position: 9, decision: 'not-approved', reasons: 'Prov', basis: [], decided_on: today };
  const decided = { provider: ids.provider, ...decision };
  expect(await through(db, 'zeb', (scope) => insertRows(scope, 'provider_control_decision', [decided]))).toBe(1);
  const may = {
    agreement: 'valid_to',
    permit: 'valid_to',
    price: 'valid_to',
    place: 'valid_to',
    provision_form_rule: 'valid_to',
    placement_subcategory: 'valid_to',
    provider_control_decision: 'told_how',
  };
  for (const [table, column] of Object.entries(may)) {
    const changed = async ({ db: within }: Scope) =>
      Number(
        (await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sql.ref(column)}`.execute(within))
          .numAffectedRows,
      );
    expect([table, await through(db, 'zeb', changed)]).toEqual([table, expect.not.closeTo(0)]);
    expect([table, await through(db, 'ronja', changed), await theirs(db, changed)]).toEqual([table, 0, 0]);
  }
});

describe('the database refuses', () => {
  test('two permits, agreements, prices or places of the same kind on the same day', async ({ kept: { db } }) => {
    const permit = {
      unit: ids.unit,
      kind: 'residential-care',
      target_group: '',
      number: '',
      manager: '',
      valid_from: from,
    };
    expect(await put(db, 'zeb', 'permit', { ...permit, valid_to: '2026-06-30' })).toBe(1);
    expect(await put(db, 'zeb', 'permit', { ...permit, valid_from: '2026-06-30' })).toBe(0);
    expect(await put(db, 'zeb', 'permit', { ...permit, valid_from: '2026-07-01' })).toBe(1);
    const others: readonly (readonly [RegisterTable, Row])[] = [
      ['price', { offer: ids.offer, support_level: '', daily_rate: 1, valid_from: '2026-02-01', source: 'x' }],
      [
        'agreement',
        {
          provider: ids.provider,
          name: 'Ramavtal (övning)',
          lot: '',
          valid_from: '2027-12-31',
          valid_to: '2028-12-31',
          municipalities: [],
        },
      ],
      ['place', { unit: ids.unit, name: 'Plats 1', valid_from: '2026-05-01' }],
    ];
    for (const [table, row] of others) expect([table, await put(db, 'zeb', table, row)]).toEqual([table, 0]);
  });

  test('an offer under the agreement of another provider, or under one without being of a framework', async ({
    kept: { db },
  }) => {
    const version = { position: 9, valid_from: from, ended: false, agreement: ids.agreement };
    expect(
      await code(
        through(db, 'zeb', (scope) => insertRows(scope, 'offer_version', [{ ...version, offer: ids.awardOffer }])),
      ),
    ).toBe('23514');
  });

  test('a stop of the wrong kind, or decided by who may not', async ({ kept: { db } }) => {
    const stop = { scope: 'all', needs: [], valid_from: from, reason: 'Prov' };
    const decided = (who: DemoPerson, kind: string, provider: string) =>
      code(put(db, who, 'provider_stop', { ...stop, kind, provider }));
    expect(await decided('zeb', 'recommendation', ids.provider)).toBe('23514');
    expect(await decided('asa', 'order', ids.award)).toBe('23514');
    expect(await decided('zeb', 'order', ids.provider)).toBe('42501');
    expect(await decided('asa', 'recommendation', ids.award)).toBe('42501');
    expect(await decided('ronja', 'recommendation', ids.award)).toBe('42501');
    const lifted = (by: DemoPerson) =>
      code(
        through(db, 'zeb', async (scope) => {
          const its = { id: newId(), ...stop, kind: 'recommendation', provider: ids.award, valid_from: '2039-01-01' };
          await insertRows(scope, 'provider_stop', [its]);
          await sql`update provider_stop set lifted_on = '2039-01-01', lifted_at = ${noon}, lift_reason = 'Prov',
            lifted_by = ${demoActor(by).account} where id = ${its.id}`.execute(scope.db);
        }),
      );
    expect([await lifted('tove'), await lifted('zeb')], 'In somebody else’s name').toEqual(['42501', 'done']);
  });

  test('an address of sheltered housing where everybody reads, and tells it to nobody but who may see it', async ({
    kept: { db },
  }) => {
    const version = { unit: ids.shelter, ...facts('Gömman'), position: 2, address: 'Gränden 1' };
    expect(await code(through(db, 'zeb', (scope) => insertRows(scope, 'provider_unit_version', [version])))).toBe(
      '23514',
    );
    const address = { unit: ids.shelter, position: 1, valid_from: from, address: 'Skyddade påhittsgränd 1' };
    await through(db, 'zeb', (scope) => insertRows(scope, 'provider_unit_address', [address]));
    const read = async (scope: Scope) => (await versionsOf(scope, 'address', ids.shelter)).length;
    expect([await through(db, 'zeb', read), await through(db, 'ronja', read), await theirs(db, read)]).toEqual([
      1, 0, 0,
    ]);
  });

  test('who offers by direct award as active before its controls are approved', async ({ kept: { db } }) => {
    const active = { provider: ids.award, position: 1, state: 'active', valid_from: from, reason: 'Prov' };
    const activate = () => code(through(db, 'zeb', (scope) => insertRows(scope, 'provider_state', [active])));
    expect(await activate()).toBe('23514');
    const offered = through(db, 'zeb', async (scope) => {
      const offer = { id: newId(), unit: ids.unit, intervention: 'housing-first', form: 'direct-award' };
      await insertRows(scope, 'offer', [offer]);
      await insertRows(scope, 'offer_version', [{ offer: offer.id, position: 1, valid_from: from, ended: false }]);
    });
    expect(await code(offered), 'Nor of one that is active already').toBe('23514');
    const decide = (decision: string) =>
      through(db, 'zeb', async (scope) => {
        const form = findForm('beslut');
        const values = { decision, reasons: 'Genomgånget.', decided_on: today };
        return form?.write(scope, ids.award, { values, seen: 0, key: key() });
      });
    expect(await decide('approved')).toMatchObject({
      outcome: 'wrong',
      problems: [{ column: 'decision', problem: 'not-passed' }],
    });
    await through(db, 'zeb', async (scope) => {
      const open = await findForm('kontroll')?.open(scope, ids.award);
      for (const { value } of open?.choices?.['item'] ?? [])
        await findForm('kontroll')?.write(scope, ids.award, {
          values: { item: value, result: 'passed', evidence: 'Sett.', checked_on: today, next_check: null },
          seen: 0,
          key: key(),
        });
    });
    expect(await decide('approved')).toMatchObject({ outcome: 'written' });
    expect(await activate()).toBe('done');
    expect(
      (await through(db, 'ronja', (scope) => registerFor(scope, asked))).providers.find(({ id }) => id === ids.award),
    ).toMatchObject({ state: 'active', controls: 'passed' });
  });
});

test('the register is read as of any day; a form sent twice writes once, and one that is overtaken writes nothing', async ({
  kept: { db },
}) => {
  const form = findForm('enhet');
  const change = (name: string, validFrom: string, seen: number, its = key()) =>
    through(db, 'zeb', async (scope) => {
      const opened = await form?.open(scope, ids.unit);
      return form?.write(scope, ids.unit, {
        values: { ...opened?.values, name, valid_from: validFrom },
        seen,
        key: its,
      });
    });
  const same = key();
  expect(await change('Nya Linden', '2026-12-01', 1, same)).toMatchObject({ outcome: 'written' });
  expect(await change('Nya Linden', '2026-12-01', 1, same)).toMatchObject({ outcome: 'written' });
  expect(await change('Andra Linden', '2026-12-01', 1)).toEqual({ outcome: 'overtaken' });
  const versions = await through(db, 'ronja', (scope) => versionsOf(scope, 'unit', ids.unit));
  expect([day('2026-11-30'), day('2026-12-01')].map((on) => versionOf(versions, on)?.facts['name'])).toEqual([
    'Linden',
    'Nya Linden',
  ]);
  expect(versions).toHaveLength(2);
});

test('what the register says becomes what matching asks about: what nobody knows is a question', async ({
  kept: { db },
}) => {
  const register = await through(db, 'ronja', (scope) => registerFor(scope, { ...asked, supportLevel: 'high' }));
  const { candidates } = match(
    register,
    {
      intervention: asked.intervention,
      start: asked.start,
      municipality: '9001',
      age: 34,
      gender: 'female',
      needs: ['addiction'],
    },
    today,
  );
  expect(candidates.map((one) => [one.offer, one.dailyRate, one.agreementRank, one.unknown])).toContainEqual([
    ids.offer,
    1450.5,
    2,
    ['needs'],
  ]);
  const words = await through(db, 'ronja', (scope) => offersInWords(scope, [ids.offer], { day: asked.start }));
  expect(words.get(ids.offer)).toMatchObject({
    unitName: 'Linden',
    providerName: 'Påhittade Boendet AB',
    dailyRate: 1450.5,
    priceSource: 'Prisbilaga (övning)',
  });
});

test('a price that begins ends the one before; a list is narrowed by what one looks for', async ({ kept: { db } }) => {
  await through(db, 'zeb', async (scope) => {
    const values = {
      support_level: null,
      daily_rate: 1600,
      valid_from: '2027-02-01',
      source: 'Prisbilaga 2027 (övning)',
    };
    expect(await findForm('nytt-pris')?.write(scope, ids.offer, { values, seen: 0, key: key() })).toMatchObject({
      outcome: 'written',
    });
    const { rows } = await sql`select daily_rate::float8, valid_from, valid_to from price order by valid_from`.execute(
      scope.db,
    );
    expect(rows).toEqual([
      { daily_rate: 1450.5, valid_from: from, valid_to: '2027-01-31' },
      { daily_rate: 1600, valid_from: '2027-02-01', valid_to: null },
    ]);
    const found = async (filter: Parameters<typeof listProviders>[1]) =>
      (await listProviders(scope, filter, today, { size: 50, number: 1 })).map(({ id }) => id);
    expect(await found({ text: 'linden' })).toEqual([ids.provider]);
    expect(await found({ text: '', form: 'direct-award' })).toEqual([ids.award]);
    expect(await found({ text: '%' })).toEqual([]);
    expect((await findProvider(scope, ids.award))?.name).toBe('Tänkta Hem AB');
  });
});

describe('a file', () => {
  const later = day('2026-11-01');
  const importing = async (scope: Scope, kind: FileKind, text: string, its = key()) => {
    const read = readFile(kind, text);
    return read.ok ? importRows(scope, { kind, text, rows: read.rows, from: later, key: its }) : read;
  };

  test('that is exported can be imported again, and changes nothing; a change is one version more, from its day', async ({
    kept: { db },
  }) => {
    await through(db, 'zeb', async (scope) => {
      for (const kind of fileKinds) {
        const text = writeFile(kind, await exportRows(scope, kind, today));
        expect([kind, await importing(scope, kind, text)]).toEqual([
          kind,
          { ok: true, added: 0, changed: 0, unchanged: text.trim().split('\r\n').length - 1 },
        ]);
      }
      const providers = writeFile('providers', await exportRows(scope, 'providers', today));
      const changed = providers.replace('Rut Svarsgren', 'Ny Kontaktsson');
      expect(await importing(scope, 'providers', changed)).toMatchObject({ added: 0, changed: 1 });
      expect(await importing(scope, 'providers', changed)).toMatchObject({ added: 0, changed: 0 });
      expect((await versionsOf(scope, 'provider', ids.provider)).map(({ validFrom }) => validFrom)).toEqual([
        from,
        later,
      ]);
    });
  });

  test('with anything wrong in it writes nothing, and every row is told; what it refers to must be there', async ({
    kept: { db },
  }) => {
    await through(db, 'zeb', async (scope) => {
      const heading = 'organisation_number;unit;intervention;form;support_level;daily_rate;valid_from;source';
      const rows = [
        '999900-0001;Nya Linden;supported-social-housing;framework;low;1200;2026-11-01;Lista',
        '999900-0001;Finns inte;supported-social-housing;framework;;1200;2026-11-01;Lista',
        '999900-0001;Linden;supported-social-housing;framework;low;1200;2026-11-01;Lista',
        '999900-0001;Linden;supported-social-housing;framework;low;1300;2026-12-01;Lista',
      ];
      const { rows: before } = await sql`select count(*) from price`.execute(scope.db);
      expect(await importing(scope, 'prices', [heading, ...rows].join('\n'))).toEqual({
        ok: false,
        problems: [
          { line: 2, column: 'unit', problem: 'no-offer' },
          { line: 3, column: 'unit', problem: 'no-offer' },
          { line: 5, column: 'support_level', problem: 'twice' },
        ],
      });
      expect((await sql`select count(*) from price`.execute(scope.db)).rows).toEqual(before);
    });
  });

  test('on the command line is exported, tried and imported in the name of who keeps the register; what is wrong is told by its line', async ({
    kept: { db, options },
  }) => {
    const { host, user, database } = options;
    vi.stubEnv('DATABASE_URL', `postgresql://${user}@localhost/${database}?host=${host}`);
    const folder = await mkdtemp(path.join(tmpdir(), 'hemvist-register-'));
    onTestFinished(async () => {
      vi.unstubAllEnvs();
      await rm(folder, { recursive: true });
    });
    const call = async (...args: readonly string[]) => {
      const [said, warned]: [string[], string[]] = [[], []];
      const print = { out: (line: string) => void said.push(line), err: (line: string) => void warned.push(line) };
      return { status: await registerCommand(args, print), said, warned };
    };
    const file = path.join(folder, 'units.csv');
    const given = ['--kind', 'units', '--file', file, '--from', later];
    const units = (await through(db, 'zeb', (scope) => exportRows(scope, 'units', later))).length;
    expect(await call('export', ...given, '--as', 'zeb')).toMatchObject({ status: 0, said: [`${units} rows.`] });
    const before = await load(file, 'utf8');
    await save(file, before.replace('Linden', 'Nya Linden'));
    expect(await call('import', ...given, '--as', 'zeb', '--dry-run')).toMatchObject({
      status: 0,
      said: [expect.stringMatching(/^1 new, 0 changed, /), 'Nothing is written: this was a trial.'],
    });
    await save(file, before);
    expect(await call('import', ...given, '--as', 'zeb')).toMatchObject({
      status: 0,
      said: [`0 new, 0 changed, ${units} already so.`],
    });
    await save(file, before.replace(/\r\n[^;]*;/, '\r\n999900-9999;'));
    const wrong = await call('import', ...given, '--as', 'zeb');
    expect(wrong.status).toBe(2);
    expect(wrong.warned.slice(-2)).toEqual([expect.stringContaining(`${file}:2: `), 'Nothing is written.']);
    await expect(call('import', ...given, '--as', 'ronja')).rejects.toThrow('ronja is no account that keeps');
    expect(await call('remove')).toMatchObject({ status: undefined });
  });

  test('of open data holds nothing of sheltered housing, of people, or of who is not active', async ({
    kept: { db },
  }) => {
    const offers = await through(db, 'ronja', (scope) => openOffers(scope, '1480', today));
    expect(offers.map((one) => [one.provider, one.unit, one.form])).toContainEqual([
      'Påhittade Boendet AB',
      'Linden',
      'framework',
    ]);
    const text = JSON.stringify(offers);
    for (const secret of ['Gömman', 'Svarsgren', 'Skyddade', 'Kontaktsson']) expect(text).not.toContain(secret);
  });

  test('of open data is for everybody from the day that whoever keeps the register decides, and nothing of a unit whose address is protected is in it', async ({
    kept: { db },
  }) => {
    const decides = (who: DemoPerson, position: number, published: boolean, valid_from: string) =>
      through(db, who, (scope) =>
        insertRows(scope, 'open_data_decision', [{ position, published, valid_from, reason: 'Beslut (övning)' }]),
      );
    // Without an actor, as whoever is not signed in asks.
    const openTo = async (on: string) => ({
      publisher: await publishedRegister({ db }, '1480', day(on)),
      units: (await openOffers({ db }, '1480', day(on))).map(({ unit }) => unit),
    });
    const closed = { publisher: undefined, units: [] };
    expect(await openTo(today)).toEqual(closed);
    expect(await code(decides('ronja', 1, true, today))).toBe('42501');
    expect(await code(decides('zeb', 1, true, '2026-10-13'))).toBe('42501');
    expect(await decides('zeb', 1, true, '2026-11-01')).toBe(1);
    expect(await openTo('2026-10-31')).toEqual(closed);
    const open = await openTo('2026-11-01');
    expect(open).toEqual({ publisher: 'Göteborgs Stad', units: expect.arrayContaining(['Linden']) });
    expect(await publishedRegister({ db }, '9001', day('2026-11-01'))).toBeUndefined();

    // A unit that gives sheltered housing among other things is not told of at all; a foster home is not named.
    const unitOf = (kind: { is_sheltered?: boolean }, name: string, interventions: readonly string[]) =>
      through(db, 'zeb', async (scope) => {
        const [unit, version] = [newId(), { position: 1, valid_from: from }];
        await insertRows(scope, 'provider_unit', [{ id: unit, provider: ids.provider, is_sheltered: false, ...kind }]);
        await insertRows(scope, 'provider_unit_version', [{ unit, ...version, name, area: 'centrum', address: '' }]);
        for (const intervention of interventions) {
          const offer = newId();
          await insertRows(scope, 'offer', [{ id: offer, unit, intervention, form: 'framework' }]);
          await insertRows(scope, 'offer_version', [{ offer, ...version, agreement: ids.agreement, ended: false }]);
        }
        return unit;
      });
    await unitOf({}, 'Dubbeln', ['sheltered-housing', 'treatment']);
    await unitOf({ is_sheltered: true }, 'Skymd', ['treatment']);
    const permitted = await unitOf({}, 'Tillståndet', ['treatment']);
    await put(db, 'zeb', 'permit', {
      unit: permitted,
      kind: 'sheltered-housing',
      valid_from: from,
      target_group: '',
      number: '',
      manager: '',
    });
    await unitOf({}, 'Familjen Påhittsson', ['foster-home']);
    const more = await openOffers({ db }, '1480', day('2026-11-01'));
    expect(more.filter(({ intervention }) => intervention === 'treatment')).toEqual([]);
    expect(more.filter(({ intervention }) => intervention === 'foster-home')).toMatchObject([
      { unit: null, area: null },
    ]);
    expect(JSON.stringify(more)).not.toContain('Familjen');

    // Closed again, by a decision of the same day.
    expect(await decides('zeb', 2, false, '2026-11-01')).toBe(1);
    expect(await openTo('2026-11-01')).toEqual(closed);
    expect((await through(db, 'ronja', openDataDecisions)).map(({ published }) => published)).toEqual([false, true]);
    // Who reads the register reads it all the same.
    expect((await theirs(db, (scope) => openOffers(scope, '1480', today))).length).toBeGreaterThan(0);
    expect(await theirs(db, (scope) => openOffers(scope, '9001', today))).toEqual([]);
  });
});
