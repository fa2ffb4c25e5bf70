import { sql } from 'kysely';
import { expect } from 'vitest';
import { assign, record, recordConsent, withdrawConsent } from '../../src/casework/index.ts';
import { evaluateRun } from '../../src/casework/evaluation.ts';
import { findRun } from '../../src/casework/store/runs.ts';
import { markSeen, unseenNotices } from '../../src/casework/store/notices.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { type CaseId, type ConsentId, type IdempotencyKey, newId, type RunId } from '../../src/kernel/ids.ts';
import type { Scope } from '../../src/platform/door.ts';
import {
  consentsOf,
  endedAccess,
  explain,
  groundsInForce,
  insertGround,
  reasonsFor,
  updateGround,
  withStanding,
} from '../../src/secrecy/index.ts';
import { test, type TestDatabase } from '../support/fixtures.ts';
import { alexsCase, assignHousing, consentTo, deedOf, entryOf, open, start, through, today, write } from './world.ts';
import { untilSomebodyWaits } from '../support/waiting.ts';

const give = (scope: Scope, caseId: CaseId, more: Partial<Parameters<typeof recordConsent>[1]> = {}) =>
  recordConsent(scope, {
    caseId,
    status: 'given',
    purpose: 'coordination',
    parts: [],
    form: 'oral',
    from: today,
    takenOn: today,
    key: newId(),
    ...more,
  });
const withdraw = (scope: Scope, caseId: CaseId, consent: ConsentId) =>
  withdrawConsent(scope, caseId, consent, { takenOn: today, key: newId() });

const seesRun = (database: TestDatabase, who: DemoPerson, run: RunId) =>
  through(database.db, who, async (scope) => (await findRun(scope, run)) !== undefined);

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string; constraint?: string }) => `${error.code} ${error.constraint ?? ''}`.trim(),
  );

const person = { givenName: 'Elis', familyName: 'Exempelgren' };

test('a consent that is withdrawn opens nothing from that moment, and who rested on it is told', async ({
  database,
}) => {
  const { db } = database;
  const { caseId, run, consent } = await through(db, 'alex', async (scope) => {
    const file = await open(scope, person);
    const started = await start(scope, file);
    const { rows } = await sql<{
      consent: ConsentId;
    }>`select consent from assignment where run_id = ${(await assignHousing(scope, started), started)}`.execute(
      scope.db,
    );
    return { caseId: file, run: started, consent: rows[0]?.consent ?? newId<ConsentId>() };
  });
  expect(await seesRun(database, 'eli', run)).toBe(true);
  expect((await through(db, 'alex', (scope) => withdraw(scope, caseId, consent))).outcome).toBe('recorded');
  expect(await seesRun(database, 'eli', run)).toBe(false);
  await through(db, 'eli', async (scope) => {
    expect(await endedAccess(scope, run)).toEqual({ cause: 'consent', since: today });
    // Without a number: the run is out of reach.
    const [notice] = await unseenNotices(scope);
    expect(notice).toMatchObject({ kind: 'consent-withdrawn', by: 'Alex Provberg' });
    expect(notice).not.toHaveProperty('caseNumber');
    await markSeen(scope, notice?.id ?? '');
    expect(await unseenNotices(scope)).toEqual([]);
  });
  // Who never had it is told nothing.
  expect(await through(db, 'frankie', (scope) => endedAccess(scope, run))).toBeUndefined();
  // Twice is once; and what has been withdrawn cannot be renewed as if it stood.
  expect((await through(db, 'alex', (scope) => withdraw(scope, caseId, consent))).outcome).toBe('already');
  expect((await through(db, 'alex', (scope) => give(scope, caseId, { replaces: consent }))).outcome).toBe('overtaken');
});

test('an answer takes the place of the one before for the same purpose and recipient, and a no to all ends every yes for it', async ({
  database,
}) => {
  const { db } = database;
  const caseId = await through(db, 'alex', (scope) => open(scope, { givenName: 'Saga', familyName: 'Provlycka' }));
  const say = (more: Parameters<typeof give>[2]) => through(db, 'alex', (scope) => give(scope, caseId, more));
  const standing = () =>
    through(db, 'alex', async (scope) =>
      withStanding(await consentsOf(scope, caseId), today)
        .filter(({ status }) => status === 'given')
        .map((row) => `${row.purpose} ${row.toArea ?? 'all'} ${row.standing}`)
        .toSorted(),
    );
  await say({ toArea: 'hisingen' });
  await say({ toArea: 'sydvast' });
  await say({ purpose: 'insluss' });
  await say({ toArea: 'hisingen', form: 'written' });
  expect(await standing()).toEqual([
    'coordination hisingen holds',
    'coordination hisingen renewed',
    'coordination sydvast holds',
    'insluss all holds',
  ]);
  await say({ status: 'declined', toArea: 'hisingen' });
  expect((await standing()).filter((row) => row.endsWith('holds'))).toEqual([
    'coordination sydvast holds',
    'insluss all holds',
  ]);
  await say({ toArea: 'hisingen' });
  await say({ status: 'declined' });
  expect((await standing()).filter((row) => row.endsWith('holds'))).toEqual(['insluss all holds']);
});

test('of two answers to the same question at the same moment one is written, and the other is told of it', async ({
  database,
}) => {
  const { db, owner } = database;
  const [caseId, consent] = await through(db, 'alex', async (scope) => {
    const file = await open(scope, person);
    const given = await give(scope, file);
    if (given.outcome !== 'recorded') throw new Error(given.outcome);
    return [file, given.consent] as const;
  });
  const key = newId<IdempotencyKey>();
  const second = await through(db, 'alex', async (scope) => {
    expect((await give(scope, caseId, { key })).outcome).toBe('recorded');
    const others = through(db, 'alex', (other) => withdraw(other, caseId, consent));
    await untilSomebodyWaits({ owner }, others);
    return { others };
  });
  expect((await second.others).outcome).toBe('overtaken');
  // The same form again is what it was.
  expect((await through(db, 'alex', (scope) => give(scope, caseId, { key }))).outcome).toBe('already');
});

test('a consent that is given anew keeps open what rests on it, and closes it when it is taken back or given to somebody else', async ({
  database,
}) => {
  const { db } = database;
  const { caseId, run } = await through(db, 'alex', async (scope) => {
    const file = await open(scope, { givenName: 'Tor', familyName: 'Provhage' });
    const started = await start(scope, file);
    await assignHousing(scope, started);
    return { caseId: file, run: started };
  });
  const area = demoActor('eli').area;
  const again = await through(db, 'alex', (scope) => give(scope, caseId, { toArea: area, form: 'written' }));
  expect(await seesRun(database, 'eli', run)).toBe(true);
  const consent = again.outcome === 'recorded' ? again.consent : newId<ConsentId>();
  await through(db, 'alex', (scope) => withdraw(scope, caseId, consent));
  expect(await seesRun(database, 'eli', run)).toBe(false);
  expect(await through(db, 'eli', (scope) => unseenNotices(scope))).toMatchObject([{ kind: 'consent-withdrawn' }]);
  expect(await through(db, 'eli', (scope) => endedAccess(scope, run))).toEqual({ cause: 'consent', since: today });

  const other = await through(db, 'alex', async (scope) => {
    const file = await open(scope, { givenName: 'Ulf', familyName: 'Provhage' });
    const started = await start(scope, file);
    const given = await consentTo(scope, started, 'frankie');
    await assign(scope, {
      run: started,
      account: demoActor('frankie').account,
      role: 'housingStaff',
      from: scope.today,
      ground: 'consent',
      groundReason: 'Provet',
      consent: given,
      key: newId(),
    });
    await give(scope, file, { toArea: 'hisingen', replaces: given });
    return started;
  });
  expect(await seesRun(database, 'frankie', other)).toBe(false);
});

test('nobody is let in across a secrecy boundary by a consent that does not hold, is to others, or is somebody else’s', async ({
  database,
}) => {
  const { db } = database;
  const { run, caseId } = await through(db, 'alex', async (scope) => {
    const file = await open(scope);
    return { caseId: file, run: await start(scope, file) };
  });
  const other = await through(db, 'alex', async (scope) => {
    const file = await open(scope, person);
    return consentTo(scope, await start(scope, file), 'eli');
  });
  const letIn = (consent: ConsentId | undefined) =>
    through(db, 'alex', (scope) =>
      assign(scope, {
        run,
        account: demoActor('eli').account,
        role: 'housingStaff',
        from: scope.today,
        ground: 'consent',
        groundReason: 'Provet',
        ...(consent === undefined ? {} : { consent }),
        key: newId(),
      }),
    ).then(({ outcome }) => outcome);
  const given = async (more: Parameters<typeof give>[2]) => {
    const recorded = await through(db, 'alex', (scope) => give(scope, caseId, more));
    if (recorded.outcome !== 'recorded') throw new Error(recorded.outcome);
    return recorded.consent;
  };
  const area = demoActor('eli').area;
  const lapsed = await given({
    toArea: area,
    from: '2026-09-01' as typeof today,
    takenOn: '2026-09-01' as typeof today,
    to: '2026-10-13' as typeof today,
  });
  const elsewhere = await given({ toArea: 'hisingen' });
  const declined = await given({ toArea: area, status: 'declined' });
  for (const consent of [undefined, lapsed, elsewhere, declined, other])
    expect(await letIn(consent)).toBe('consent-missing');
  // Nor past the action: the database says the same.
  const straight = (consent: ConsentId | null) =>
    refusal(
      through(db, 'alex', (scope) =>
        scope.db
          .insertInto('assignment')
          .values({
            municipality: '1480',
            id: newId(),
            case_id: caseId,
            run_id: run,
            account: demoActor('eli').account,
            role: 'housingStaff',
            valid_from: today,
            ground: 'consent',
            ground_reason: 'Provet',
            consent,
            assigned_by: scope.actor.account,
            assigned_at: scope.now,
            idempotency_key: newId(),
          })
          .execute(),
      ),
    );
  expect(await straight(null)).toBe('23514 assignment_consent_missing');
  for (const consent of [elsewhere, declined, other, lapsed])
    expect(await straight(consent)).toBe('23514 assignment_consent_holds');
  expect(await letIn(await given({ toArea: area }))).toBe('assigned');
  expect(await seesRun(database, 'eli', run)).toBe(true);
});

test('the ledger is read and written by those who see the case or the run, and a row is never changed', async ({
  database,
}) => {
  const { db, owner } = database;
  const world = await alexsCase(db, owner);
  await through(db, 'alex', (scope) => give(scope, world.caseId, { purpose: 'insluss' }));
  const rowsFor = (who: DemoPerson) =>
    through(db, who, async (scope) => (await scope.db.selectFrom('consent').select('id').execute()).length);
  expect(await rowsFor('alex')).toBeGreaterThan(0);
  // Eli sees the run and no consent of the case; charlie nothing at all.
  expect(await rowsFor('charlie')).toBe(0);
  const forged = (who: DemoPerson, takenBy: DemoPerson) =>
    refusal(
      through(db, who, (scope) =>
        scope.db
          .insertInto('consent')
          .values({
            municipality: '1480',
            id: newId(),
            individual: sql<string>`(select individual from case_file where id = ${world.caseId})`,
            case_id: world.caseId,
            secrecy_area: 'centrum',
            status: 'given',
            purpose: 'other',
            form: 'oral',
            valid_from: today,
            taken_on: today,
            taken_by: demoActor(takenBy).account,
            written_at: scope.now,
            idempotency_key: newId(),
          })
          .execute(),
      ),
    );
  expect(await forged('alex', 'billie')).toBe('42501');
  expect(await forged('alex', 'alex')).toBe('done');
  expect(await forged('charlie', 'charlie')).not.toBe('done');
  expect(
    await refusal(through(db, 'alex', ({ db: tx }) => tx.updateTable('consent').set({ status: 'given' }).execute())),
  ).toBe('42501');
});

test('a consent recorded in a run is a row of the ledger, and a withdrawal in the ledger changes the run at once', async ({
  database,
}) => {
  const { db, owner } = database;
  const { run, caseId } = await alexsCase(db, owner, { givenName: 'Noa', familyName: 'Provlund' });
  const status = (who: DemoPerson) =>
    through(db, who, async (scope) => {
      const found = await findRun(scope, run);
      if (!found) throw new Error('out of reach');
      const { state, consents } = await evaluateRun(scope, found);
      return [
        consents.findLast(({ purpose }) => purpose === 'information-transfer')?.status,
        state.obligations.find(({ id }) => id === 'previous-housing-at-start')?.state,
      ];
    });
  const entry = await through(db, 'alex', async (scope) =>
    entryOf(
      await write(
        scope,
        run,
        deedOf('consent', scope.today, { purpose: 'information-transfer', status: 'given', form: 'oral' }),
      ),
    ),
  );
  const rows = await through(db, 'alex', async (scope) => withStanding(await consentsOf(scope, caseId), today));
  expect(rows.find(({ id }) => (id as string) === entry)).toMatchObject({
    status: 'given',
    purpose: 'information-transfer',
    runId: run,
    standing: 'holds',
  });
  const before = await status('alex');
  expect(before[0]).toBe('given');
  // Everybody who sees the run is told the same.
  expect(await status('eli')).toEqual(before);
  await through(db, 'alex', (scope) => withdraw(scope, caseId, entry as string as ConsentId));
  const after = await status('alex');
  expect(after).toEqual(['withdrawn', 'not-applicable']);
  expect(await status('eli')).toEqual(after);
  // What has been taken back since is not undone by correcting the entry.
  const corrected = await through(db, 'alex', (scope) =>
    record(scope, {
      run,
      deeds: [deedOf('consent', scope.today, { purpose: 'information-transfer', status: 'given', form: 'written' })],
      seen: 99,
      key: newId(),
      corrects: { entry, reason: 'Skriftligt' },
    }),
  );
  expect(corrected.outcome).toBe('not-allowed');
});

test('an entry of a consent that is corrected corrects its row, and one that is struck out was recorded in error', async ({
  database,
}) => {
  const { db } = database;
  const { run, caseId } = await through(db, 'alex', async (scope) => {
    const file = await open(scope, { givenName: 'Kim', familyName: 'Provlind' });
    return { caseId: file, run: await start(scope, file) };
  });
  const said = (status: 'given' | 'declined') => ({
    purpose: 'information-transfer',
    status,
    form: 'oral' as const,
  });
  const first = await through(db, 'alex', async (scope) =>
    entryOf(await write(scope, run, deedOf('consent', scope.today, said('given')))),
  );
  const correct = (kind: string, of: typeof first, more = {}) =>
    through(db, 'alex', async (scope) =>
      entryOf(
        await record(scope, {
          run,
          deeds: [deedOf(kind, scope.today, more)],
          seen: 99,
          key: newId(),
          corrects: { entry: of, reason: 'Fel' },
        }),
      ),
    );
  const standing = () =>
    through(db, 'alex', async (scope) =>
      withStanding(await consentsOf(scope, caseId), today).map((row) => row.standing),
    );
  const second = await correct('consent', first, said('declined'));
  expect(await standing()).toEqual(['declined', 'recorded-in-error']);
  await correct('struck', second);
  expect(await standing()).toEqual(['recorded-in-error', 'recorded-in-error', 'recorded-in-error']);
});

test('why somebody sees a case, and why not, is told from the clauses that the database follows', async ({
  database,
}) => {
  const { db, owner } = database;
  const { caseId, run } = await alexsCase(db, owner, { givenName: 'Ali', familyName: 'Provlöf' });
  const why = (asker: DemoPerson, about: DemoPerson) =>
    through(db, asker, async (scope) =>
      explain(await reasonsFor(scope, { caseId, runId: run }, demoActor(about).account), today),
    );
  expect((await why('alex', 'alex')).opening.map(({ kind }) => kind)).toEqual(['assignment-case']);
  expect((await why('alex', 'gry')).opening.map(({ kind }) => kind)).toEqual(['unit']);
  expect((await why('eli', 'eli')).opening.map(({ kind, restsOnConsent }) => [kind, restsOnConsent])).toEqual([
    ['assignment-ground', true],
  ]);
  expect(await why('alex', 'charlie')).toEqual({ sees: false, opening: [], closed: [] });
  // Who sees only the run asks about themselves and nobody else; who sees nothing gets nothing.
  expect(await why('eli', 'alex')).toEqual({ sees: false, opening: [], closed: [] });
  const [consent] = await through(db, 'alex', async (scope) =>
    withStanding(await consentsOf(scope, caseId), today).filter(({ standing }) => standing === 'holds'),
  );
  await through(db, 'alex', (scope) => withdraw(scope, caseId, consent?.id ?? newId<ConsentId>()));
  expect((await why('alex', 'eli')).closed.map(({ closed }) => closed)).toEqual(['consent-ended']);
});

test('grounds are kept by who may keep them, one version after another, and the general clause is none', async ({
  database,
}) => {
  const { db, owner } = database;
  const ground = {
    id: 'test-ground',
    provision: 'OSL 12:2',
    sv: 'Påhittad grund',
    en: 'Made-up ground',
    fields: [],
    restsOnConsent: false,
    note: '',
    owner: 'Påhittad jurist',
    decidedOn: today,
    from: today,
    version: 1,
  };
  expect(await refusal(through(db, 'alex', (scope) => insertGround(scope, ground)))).toBe('42501');
  expect(await through(db, 'mika', (scope) => insertGround(scope, ground))).toBe('written');
  const change = (who: DemoPerson, more: Partial<typeof ground>) =>
    refusal(through(db, who, (scope) => updateGround(scope, { ...ground, ...more })));
  expect(await change('mika', { version: 2, sv: 'Nytt namn' })).toBe('done');
  // Two at once: the second has not seen what the first wrote.
  expect(await through(db, 'mika', (scope) => updateGround(scope, { ...ground, version: 2, sv: 'Annat' }))).toBe(
    'overtaken',
  );
  await change('alex', { version: 3, sv: 'Smuget' });
  expect((await through(db, 'mika', (scope) => groundsInForce(scope))).find(({ id }) => id === ground.id)?.sv).toBe(
    'Nytt namn',
  );
  const versions = await owner.query(
    `select version, name_sv from ground_version where ground = 'test-ground' order by version`,
  );
  expect(versions.rows).toEqual([
    { version: 1, name_sv: 'Påhittad grund' },
    { version: 2, name_sv: 'Nytt namn' },
  ]);
  for (const provision of ['OSL 10:27', '10 kap. 27 § OSL', 'osl 10 : 27 1 st'])
    expect(await change('mika', { version: 3, provision })).toBe('23514 ground_no_general_clause');
  expect(await change('mika', { version: 3, sv: 'Generalklausulen' })).toBe('23514 ground_no_general_clause');
  expect(await refusal(owner.query(`update ground set note = 'x' where id = 'test-ground'`))).toBe(
    '23514 ground_new_version',
  );
  // Nobody of another municipality reads them.
  await owner.query(`insert into municipality values ('9999', 'Påhittad')`);
  await owner.query(
    `insert into ground (municipality, id, provision, name_sv, name_en, owner, decided_on) values ('9999', 'x', 'OSL 1:1', 'x', 'x', 'x', '2026-01-01')`,
  );
  expect(
    await through(db, 'mika', async ({ db: tx }) =>
      (await tx.selectFrom('ground_version').select('municipality').distinct().execute()).map(
        (row) => row.municipality,
      ),
    ),
  ).toEqual(['1480']);
});

test('a notice reaches whom it is for, from who caused it, about what they see', async ({ database }) => {
  const { db, owner } = database;
  const { caseId } = await alexsCase(db, owner, { givenName: 'Mio', familyName: 'Provlång' });
  const tell = (who: DemoPerson, more: object = {}) =>
    refusal(
      through(db, who, (scope) =>
        scope.db
          .insertInto('notice')
          .values({
            municipality: '1480',
            id: newId(),
            account: demoActor('billie').account,
            kind: 'consent-withdrawn',
            case_id: caseId,
            caused_by: scope.actor.account,
            at: scope.now,
            ...more,
          })
          .execute(),
      ),
    );
  expect(await tell('alex')).toBe('done');
  expect(await tell('alex', { caused_by: demoActor('gry').account })).toBe('42501');
  expect(await tell('charlie')).toBe('42501');
  const has = (who: DemoPerson) => through(db, who, async (scope) => (await unseenNotices(scope)).length);
  expect([await has('billie'), await has('alex')]).toEqual([1, 0]);
  // Somebody else's is not put away.
  await through(db, 'alex', async (scope) => {
    await sql`update notice set seen_at = now()`.execute(scope.db);
  });
  expect(await has('billie')).toBe(1);
});
