import { sql } from 'kysely';
import { expect } from 'vitest';
import { findCase, openCase, protect, recordConsent, startRun, withdrawConsent } from '../../src/casework/index.ts';
import { evaluateRun } from '../../src/casework/evaluation.ts';
import { findRun } from '../../src/casework/store/runs.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { addDays } from '../../src/kernel/date.ts';
import { type AttachmentId, type CaseId, type ConsentId, newId, type RunId } from '../../src/kernel/ids.ts';
import { receive } from '../../src/sharing/insluss/receive.ts';
import { createRoom, Gathering } from '../../src/platform/upload.ts';
import { dropForgotten, keepUpload } from '../../src/secrecy/index.ts';
import { makePlan } from '../../src/sharing/actions/plan.ts';
import { insertParty } from '../../src/sharing/store/plans.ts';
import { attachInPlan, doorOf, recordInPlan } from '../../src/sharing/insluss/store/door.ts';
import {
  attachmentsOfRequest,
  declineRequest,
  deleteRequest,
  hangOnRequest,
  hindranceTo,
  incomingRequests,
  insertRequest,
  type InslussInput,
  inslussConsent,
  ownRequests,
  planOfRun,
  updateRequest,
} from '../../src/sharing/insluss/store/requests.ts';
import { test, type TestDatabase } from '../support/fixtures.ts';
import { as as door } from '../../src/platform/door.ts';
import { key, party, plan as plainPlan, refusal } from './sharing-world.ts';
import { day, deedOf, noon, through, today, write } from './world.ts';

const input = (more: Partial<InslussInput> = {}): InslussInput => ({
  unit: 'hisingen-vuxen',
  area: 'hisingen',
  givenName: 'Tage',
  familyName: 'Exempelberg',
  identityKind: 'none',
  conditionalRelease: day('2027-01-14'),
  consentOn: day('2026-10-05'),
  needs: 'Bostad',
  ...more,
});

const ask = (database: TestDatabase, more: Partial<InslussInput> = {}, sent = true): Promise<string> =>
  through(database.db, 'siv', async (scope) => {
    const id = newId();
    await insertRequest(scope, id, input(more), sent);
    return id;
  });

const received = async (database: TestDatabase, more: Partial<InslussInput> = {}) => {
  const id = await ask(database, more);
  return through(database.db, 'dani', async (scope) => {
    const into = await receive(scope, id, undefined, key());
    if (into.outcome !== 'received') throw new Error(into.outcome);
    const found = await findRun(scope, into.run);
    const plan = await planOfRun(scope, into.run);
    if (!found || !plan) throw new Error('Nothing was made of the request');
    return { run: into.run, caseId: found.caseId as CaseId, plan };
  });
};

const deed = (kind: 'consent' | 'initiated' | 'documents-received' | 'time-booked', answers = {}) =>
  ({ id: newId(), kind, at: today, participants: [], answers, key: key() }) as const;

const sees = ({ db }: TestDatabase, who: DemoPerson, id: string): Promise<boolean> =>
  through(db, who, async (scope) => (await incomingRequests(scope)).some((one) => one.id === id));

test('a request is its writer’s until it is sent, and then theirs too who receive in that unit, and nobody else’s', async ({
  database,
}) => {
  const { db } = database;
  const id = await ask(database, {}, false);
  expect(await sees(database, 'dani', id)).toBe(false);
  // Not even as if one were the intake: another writes nothing of it, and it is not received.
  expect(await through(db, 'dani', (scope) => updateRequest(scope, id, input(), true))).toBe(false);
  expect(await through(db, 'dani', (scope) => declineRequest(scope, id, 'Nej.'))).toBe(false);
  expect(await through(db, 'siv', (scope) => updateRequest(scope, id, input({ needs: 'Allt' }), true))).toBe(true);
  // Sent, it says what it said.
  expect(await through(db, 'siv', (scope) => updateRequest(scope, id, input({ needs: 'Annat' }), true))).toBe(false);
  expect(await through(db, 'dani', (scope) => updateRequest(scope, id, input(), true))).toBe(false);
  // A role in the unit is not enough for who has moved to another area.
  const elsewhere = { ...demoActor('dani'), area: 'centrum' };
  expect(await door(db, elsewhere, noon, { action: 'test', channel: 'cli' }, incomingRequests)).toEqual([]);
  const reach = { dani: true, charlie: true, alex: false, hedda: false, pim: false, kim: false } as const;
  for (const [who, expected] of Object.entries(reach))
    expect([who, await sees(database, who as DemoPerson, id)]).toEqual([who, expected]);
  for (const who of ['dani', 'alex'] as const)
    expect(await through(db, who, (scope) => deleteRequest(scope, id))).toBe(false);

  // Declined, it is no longer in the intake, and its writer has the reason and can send it anew.
  expect(await refusal(through(db, 'dani', (scope) => declineRequest(scope, id, ' ')))).toBe(
    'insluss_request_decline_reason_check',
  );
  expect(await through(db, 'alex', (scope) => declineRequest(scope, id, 'Nej.'))).toBe(false);
  expect(await through(db, 'dani', (scope) => declineRequest(scope, id, 'Personen bor på Centrum.'))).toBe(true);
  expect(await sees(database, 'dani', id)).toBe(false);
  const [own] = await through(db, 'siv', ownRequests);
  expect(own?.declined).toBe('Personen bor på Centrum.');
  expect(
    await through(db, 'siv', (scope) =>
      updateRequest(scope, id, input({ unit: 'centrum-vuxen', area: 'centrum' }), true),
    ),
  ).toBe(true);
  expect([await sees(database, 'dani', id), await sees(database, 'alex', id)]).toEqual([false, true]);
  expect(await through(db, 'siv', (scope) => deleteRequest(scope, id))).toBe(true);
});

test('only who may ask asks, in their own name and from their own area, in units that there are, and as long as they are there', async ({
  database,
}) => {
  const { db, owner } = database;
  const as = (who: DemoPerson, more: Partial<InslussInput> = {}) =>
    refusal(through(db, who, (scope) => insertRequest(scope, newId(), input(more), true)));
  expect(await as('alex')).toBe('42501');
  expect(await as('siv', { area: 'centrum' })).toBe('insluss_request_municipality_to_area_to_unit_fkey');
  const id = await ask(database, {}, false);
  const copy = (change: object) =>
    refusal(
      through(db, 'siv', ({ db: tx }) =>
        sql`insert into insluss_request select (jsonb_populate_record(q, ${JSON.stringify({ id: newId(), ...change })}::jsonb)).*
          from insluss_request q where id = ${id}`.execute(tx),
      ),
    );
  await owner.query(`insert into municipality values ('9999', 'Påhittad') on conflict do nothing`);
  expect([
    await copy({}),
    await copy({ account: demoActor('pim').account }),
    await copy({ from_area: 'norra-porten' }),
    await copy({ municipality: '9999' }),
  ]).toEqual(['done', '42501', '42501', '42501']);
  // Who may no longer ask changes nothing of it and takes nothing back.
  const allow = `insert into role_permission values ('1480', 'probationOfficer', 'insluss:request')`;
  await owner.query(`delete from role_permission where permission = 'insluss:request'`);
  expect(await through(db, 'siv', (scope) => updateRequest(scope, id, input(), false))).toBe(false);
  expect(await through(db, 'siv', (scope) => deleteRequest(scope, id))).toBe(false);
  await owner.query(allow);
  const change = (columns: string) =>
    refusal(
      through(db, 'siv', ({ db: tx }) =>
        sql.raw(`update insluss_request set ${columns} where id = '${id}'`).execute(tx),
      ),
    );
  expect(await change(`account = '${demoActor('pim').account}'`)).toBe('42501');
  // Who has moved to another area has left what they asked for there.
  await owner.query(`update account set secrecy_area = 'norra-porten' where username = 'siv'`);
  const moved = { ...demoActor('siv'), area: 'norra-porten' };
  expect((await through(db, 'siv', ownRequests)).length).toBeGreaterThan(0);
  const [left, changed, dropped] = await door(db, moved, noon, { action: 'test', channel: 'cli' }, async (scope) => [
    await ownRequests(scope),
    await updateRequest(scope, id, input(), true),
    await deleteRequest(scope, id),
  ]);
  expect([left, changed, dropped]).toEqual([[], false, false]);
  await owner.query(`update account set secrecy_area = 'frivarden' where username = 'siv'`);
});

test('of somebody protected the intake is told nothing', async ({ database }) => {
  const { db, owner } = database;
  const number = '199001019802';
  const caseId = await through(db, 'charlie', (scope) =>
    openCase(scope, {
      givenName: 'Tove',
      familyName: 'Låtsasson',
      identityKind: 'personal-identity-number',
      identityNumber: number,
      identityCertainty: 'confirmed',
      externalSystem: '',
      externalReference: '',
      unit: 'hisingen-vuxen',
      key: newId(),
    }),
  );
  const id = await ask(database, { identityKind: 'personal-identity-number', identityNumber: number });
  const elsewhere = await ask(database, {
    identityKind: 'personal-identity-number',
    identityNumber: number,
    unit: 'centrum-vuxen',
    area: 'centrum',
  });
  expect([await sees(database, 'dani', id), await sees(database, 'alex', elsewhere)]).toEqual([true, true]);
  await through(db, 'charlie', (scope) =>
    protect(scope, caseId, {
      grade: 'secrecy-marking',
      contact: 'Enheten',
      reason: 'Står i folkbokföringen.',
      key: key(),
    }),
  );
  expect([
    await sees(database, 'dani', id),
    await sees(database, 'charlie', id),
    await sees(database, 'alex', elsewhere),
  ]).toEqual([false, true, true]);
  await owner.query('delete from insluss_request where id = any ($1)', [[id, elsewhere]]);
});

test('what is received is in the run as the officer’s, in the ledger, and counts; the officer sees the plan and nothing of the case', async ({
  database,
}) => {
  const { db, owner } = database;
  const { run, caseId, plan } = await received(database, { needs: 'Flytta hem' });
  const state = await through(db, 'dani', async (scope) => {
    const found = await findRun(scope, run);
    if (!found) throw new Error('The run is out of reach');
    const { state: evaluated, entries, consents } = await evaluateRun(scope, found);
    expect(entries.map(({ kind, byRole, writtenBy, at }) => [kind, byRole, writtenBy, at])).toEqual([
      ['consent', 'probationOfficer', demoActor('siv').account, '2026-10-05'],
      ['initiated', 'probationOfficer', demoActor('siv').account, today],
    ]);
    expect(consents).toHaveLength(1);
    return Object.fromEntries(evaluated.obligations.map(({ id, state: its }) => [id, its]));
  });
  expect(state).toMatchObject({ 'written-consent': 'done', initiate: 'done', 'open-investigation': 'open' });
  // The request is gone, and what is in the run is what the events say.
  expect((await owner.query('select from insluss_request where needs = $1', ['Flytta hem'])).rows).toHaveLength(0);
  const officer = await through(db, 'siv', async (scope) => ({
    run: await findRun(scope, run),
    file: await findCase(scope, caseId),
    ...Object.fromEntries(
      await Promise.all(
        ['entry', 'fact', 'event', 'consent', 'work_item', 'assignment'].map(async (table) => [
          table,
          (await sql.raw(`select from ${table}`).execute(scope.db)).rows.length,
        ]),
      ),
    ),
  }));
  expect(officer).toEqual({
    run: undefined,
    file: undefined,
    entry: 0,
    fact: 0,
    event: 0,
    consent: 0,
    work_item: 0,
    assignment: 0,
  });

  await through(db, 'dani', (scope) => write(scope, run, deedOf('investigation-opened', today)));
  // Through the door: what the routine asks of them, once, and nothing else.
  const documents = deed('documents-received', { presentenceReport: today, sentencePlan: today });
  const say = (what: ReturnType<typeof deed>, who: DemoPerson = 'siv', where = plan) =>
    refusal(
      through(db, who, async (scope) => (await recordInPlan(scope, where, what)) || Promise.reject(new Error('shut'))),
    );
  expect(await say(documents)).toBe('done');
  expect(await say({ ...documents, id: newId() })).toBe('done');
  expect(await say({ ...deed('initiated'), kind: 'closed' as 'initiated' })).toBe('42501');
  const open = await through(db, 'siv', (scope) => doorOf(scope, plan));
  expect(open).toMatchObject({ conditionalRelease: '2027-01-14' });
  expect(open?.deeds.map(({ kind }) => kind)).toEqual(['consent', 'initiated', 'documents-received']);
  // Not for who owns the plan, nor for who has no part in it, nor in a plan that is around nothing.
  for (const who of ['dani', 'pim', 'alex'] as const)
    expect([who, await say(deed('initiated'), who)]).toEqual([who, 'failed']);
  expect(await say(deed('initiated'), 'siv', newId())).toBe('failed');
  const told = await owner.query('select account from notice where run_id = $1', [run]);
  expect(told.rows).toEqual([{ account: demoActor('dani').account }]);
  expect((await owner.query('select evaluated_on from run where id = $1', [run])).rows).toEqual([
    { evaluated_on: null },
  ]);

  // A consent stated anew comes in the place of the one before it.
  expect(await say(deed('consent'))).toBe('done');
  const ledger = await owner.query(
    'select replaces is null as first from consent where case_id = $1 order by written_at, first desc',
    [caseId],
  );
  expect(ledger.rows).toEqual([{ first: true }, { first: false }]);

  // Taken back, the door is shut at once; so it is when the part, the plan or the run has ended.
  const consent = await through(db, 'dani', (scope) => inslussConsent(scope, caseId));
  await through(db, 'dani', (scope) =>
    withdrawConsent(scope, caseId, consent as ConsentId, { takenOn: today, key: key() }),
  );
  expect(await say(deed('initiated'))).toBe('failed');
  expect(await through(db, 'siv', (scope) => doorOf(scope, plan))).toBeUndefined();
});

test('a consent to insluss lets into the plan around that run, and into no other', async ({ database }) => {
  const { db } = database;
  const { plan: ordinary, caseId } = await plainPlan(database, 'Tilde');
  const [consent, run] = await through(db, 'alex', async (scope) => {
    const how = {
      status: 'given',
      purpose: 'insluss',
      parts: [],
      form: 'written',
      from: today,
      takenOn: today,
    } as const;
    const recorded = await recordConsent(scope, { caseId, ...how, key: key() });
    const facts = { caseId, routine: 'insluss', version: '2024', openedOn: today, facts: [], key: key() } as const;
    const started = await startRun(scope, facts);
    if (recorded.outcome !== 'recorded' || started.outcome === 'not-found') throw new Error('not written');
    return [recorded.consent, started.run];
  });
  const make = (around: RunId) =>
    through(db, 'alex', async (scope) => {
      const file = await findCase(scope, caseId);
      if (!file) throw new Error('There is no case');
      return makePlan(scope, file, { title: 'Insluss', goal: 'Hem', key: key(), run: around });
    });
  const invite = (to: string) =>
    refusal(through(db, 'alex', (scope) => insertParty(scope, party(to, 'siv', consent), key())));
  expect([await invite(ordinary), await invite(await make(run))]).toEqual(['ground_consent_carries', 'done']);
  // A plan is around a run of its own case.
  const { run: elsewhere } = await received(database, { givenName: 'Tryggve' });
  expect(await refusal(make(elsewhere))).toBe('shared_plan_subject');
});

test.for([
  ['the run', `update run set ended_on = '2026-10-14' where id = $1`],
  ['the plan', 'update shared_plan set ended_at = now() where run_id = $1'],
  ['the routine', `update run set routine = 'another' where id = $1`],
  [
    'the permission',
    `delete from role_permission where role = 'probationOfficer' and permission = 'insluss:request' and $1::uuid is not null`,
  ],
] as const)('the door is shut when %s has ended', async ([, end], { database }) => {
  const { db, owner } = database;
  const { run, plan } = await received(database, { givenName: 'Tord' });
  expect(
    await through(db, 'siv', (scope) => recordInPlan(scope, plan, deed('time-booked', { date: '2027-02-01' }))),
  ).toBe(true);
  await owner.query(end, [run]);
  expect(await through(db, 'siv', (scope) => recordInPlan(scope, plan, deed('initiated')))).toBe(false);
  await owner.query(
    `insert into role_permission values ('1480', 'probationOfficer', 'insluss:request') on conflict do nothing`,
  );
});

test('a request is received once, into a case of the same person’s who has not said no since', async ({ database }) => {
  const { db, owner } = database;
  const both = await ask(database, { givenName: 'Tuva' });
  const outcomes = await Promise.all(
    (['dani', 'charlie'] as const).map((who) => through(db, who, (scope) => receive(scope, both, undefined, key()))),
  );
  expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['gone', 'received']);
  const named = await owner.query(`select from individual where given_name = 'Tuva'`);
  expect(named.rows).toHaveLength(1);

  const number = '198507099805';
  const file = (identityNumber: string) =>
    through(db, 'dani', (scope) =>
      openCase(scope, {
        givenName: 'Tea',
        familyName: 'Hittepåsson',
        identityKind: 'personal-identity-number',
        identityNumber,
        identityCertainty: 'confirmed',
        externalSystem: '',
        externalReference: '',
        unit: 'hisingen-vuxen',
        key: newId(),
      }),
    );
  const caseId = await file(number);
  const into = (id: string, to: CaseId, who: DemoPerson = 'dani') =>
    through(db, who, async (scope) => (await receive(scope, id, to, key())).outcome);
  const other = await ask(database, { identityKind: 'personal-identity-number', identityNumber: '198507099813' });
  expect(await into(other, caseId)).toBe('other-person');
  const id = await ask(database, { identityKind: 'personal-identity-number', identityNumber: number });
  const say = (status: 'declined' | 'given', on = today) =>
    through(db, 'dani', (scope) =>
      recordConsent(scope, {
        caseId,
        status,
        purpose: 'insluss',
        parts: [],
        form: 'oral',
        from: on,
        takenOn: on,
        key: key(),
      }),
    );
  await say('declined');
  expect(await into(id, caseId)).toBe('consent-since');
  const hindrance = (who: DemoPerson) => through(db, who, (scope) => hindranceTo(scope, id, caseId));
  // Only who sees both is told: alex sees neither, and charlie not the case.
  expect([await hindrance('dani'), await hindrance('charlie'), await hindrance('alex')]).toEqual([
    'consent-since',
    undefined,
    undefined,
  ]);
  // Straight at the function, past what the page has checked: neither into such a case, nor one out of reach, nor another routine.
  const straight = (who: DemoPerson, run: RunId) =>
    refusal(
      through(db, who, async ({ db: tx }) => {
        const { rows } = await sql<{ done: boolean }>`select access.receive_insluss(${id}, ${run}) as done`.execute(tx);
        if (rows[0]?.done !== true) throw new Error('not received');
      }),
    );
  const start = (routine: 'insluss' | 'prevent-eviction', version: string) =>
    through(db, 'dani', async (scope) => {
      const started = await startRun(scope, {
        caseId,
        routine,
        version,
        openedOn: addDays(today, -3),
        facts: [],
        key: newId(),
      });
      if (started.outcome === 'not-found') throw new Error('not started');
      return started.run;
    });
  const run = await start('insluss', '2024');
  expect(await straight('dani', run)).toBe('insluss_hindrance');
  await say('given');
  expect(await straight('dani', await start('prevent-eviction', '2022-02-15'))).toBe('failed');
  expect(await straight('charlie', run)).toBe('failed');
  // Somebody who came on their own has a run already, and it is that one.
  expect(await into(id, caseId)).toBe('received');
  const facts = await owner.query<{ value: string }>(
    `select value from fact where run_id = $1 and name = 'conditionalRelease'`,
    [run],
  );
  expect(facts.rows).toEqual([{ value: '2027-01-14' }]);
});

test('the scan goes with the request, and hangs on the consent once it is received; a document goes there through the door', async ({
  database,
}) => {
  const { db, owner } = database;
  const kept = (who: DemoPerson, name: string) =>
    through(db, who, async (scope) => {
      const gathering = new Gathering(createRoom(1e6), true);
      gathering.add(Buffer.from('Jag samtycker. Påhittad underskrift.'));
      return (await keepUpload(scope, gathering.end('bilaga', name), 'text', false)).id;
    });
  const scan = await kept('siv', 'samtycke.txt');
  const id = await ask(database, { givenName: 'Tom' }, false);
  const hang = (who: DemoPerson, file: AttachmentId, on: string) =>
    refusal(through(db, who, (scope) => hangOnRequest(scope, file, on)));
  const theirs = await kept('dani', 'annat.txt');
  // Neither another's file on one's own request, nor one's own on another's.
  expect(await hang('siv', theirs, id)).toBe('failed');
  expect(await hang('dani', theirs, id)).toBe('42501');
  expect(await hang('siv', scan, id)).toBe('done');
  expect(await hang('siv', scan, id)).toBe('failed');
  // It is kept for as long as the request is.
  await dropForgotten(db, new Date(noon.getTime() + 2 * 86_400_000));
  const files = (who: DemoPerson) =>
    through(db, who, async (scope) => (await attachmentsOfRequest(scope, id)).map((file) => file.id));
  expect([await files('siv'), await files('dani')]).toEqual([[scan], []]);
  await through(db, 'siv', (scope) => updateRequest(scope, id, input({ givenName: 'Tom' }), true));
  expect([await files('dani'), await files('alex')]).toEqual([[scan], []]);

  const { run, plan } = await through(db, 'dani', async (scope) => {
    const into = await receive(scope, id, undefined, key());
    if (into.outcome !== 'received') throw new Error(into.outcome);
    return { run: into.run, plan: (await planOfRun(scope, into.run)) ?? '' };
  });
  const report = await kept('siv', 'personutredning.txt');
  const attach = (who: DemoPerson, file: AttachmentId) => through(db, who, (scope) => attachInPlan(scope, plan, file));
  expect([
    await attach('siv', await kept('dani', 'x.txt')),
    await attach('dani', report),
    await attach('siv', report),
  ]).toEqual([false, false, true]);
  expect(await attach('siv', report)).toBe(false);
  const seen = (who: DemoPerson) =>
    through(db, who, async ({ db: tx }) => {
      const { rows } = await sql<{ name: string; bytes: string }>`select a.name, convert_from(p.bytes, 'UTF8') as bytes
        from attachment a join consent c on c.municipality = a.municipality and c.id = a.consent
        join attachment_part p on p.municipality = a.municipality and p.attachment = a.id where c.run_id = ${run} order by a.name`.execute(
        tx,
      );
      return rows.map(({ name, bytes }) => `${name} ${bytes.slice(0, 13)}`);
    });
  expect([await seen('dani'), await seen('siv')]).toEqual([
    ['personutredning.txt Jag samtycker', 'samtycke.txt Jag samtycker'],
    [],
  ]);
  const told = await owner.query(
    `select payload ->> 'name' as name from event where run_id = $1 and kind = 'attachment-added' order by id`,
    [run],
  );
  expect(told.rows.map(({ name }: { name: string }) => name)).toEqual(['samtycke.txt', 'personutredning.txt']);
  // What is taken back takes its file with it.
  const other = await ask(database, {}, false);
  const gone = await kept('siv', 'samtycke.txt');
  await hang('siv', gone, other);
  await through(db, 'siv', (scope) => deleteRequest(scope, other));
  expect((await owner.query('select from attachment where id = $1', [gone])).rows).toHaveLength(0);
});
