import { sql } from 'kysely';
import { expect } from 'vitest';
import { assign, handOver } from '../../src/casework/index.ts';
import { type EventRow, rebuild } from '../../src/casework/rebuild.ts';
import { handoversOf, standInRoles } from '../../src/casework/store/cover.ts';
import { findRun } from '../../src/casework/store/runs.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { addDays, type LocalDate } from '../../src/kernel/date.ts';
import { type IdempotencyKey, newId, type RunId } from '../../src/kernel/ids.ts';
import { insertAbsence, removeAbsence } from '../../src/organisation/administration/store/absence.ts';
import type { Db } from '../../src/platform/database.ts';
import { explain, peopleAround, reasonsFor } from '../../src/secrecy/index.ts';
import { test } from '../support/fixtures.ts';
import { elsewhere, twinOf } from './twin.ts';
import { alexsCase, deedOf, morningOf, open, through, today, write } from './world.ts';

const account = (who: DemoPerson) => demoActor(who).account;
const last = addDays(today, 3);

const away = (
  db: Db,
  who: DemoPerson,
  substitute: DemoPerson,
  more: Partial<Readonly<{ from: LocalDate; to: LocalDate; covers: boolean }>> = {},
) =>
  through(db, who, (scope) =>
    insertAbsence(scope, {
      id: newId(),
      from: today,
      to: last,
      covers: true,
      substitute: account(substitute),
      key: newId(),
      ...more,
    }),
  );
const sees = (db: Db, who: DemoPerson, run: RunId, day: string = today): Promise<boolean> =>
  through(db, who, async (scope) => (await findRun(scope, run)) !== undefined, morningOf(day));
const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) =>
      String((error as { constraint?: string; code?: string }).constraint ?? (error as { code?: string }).code),
  );

test('whoever stands in sees and writes what their colleague is assigned to, from the first day to the last and no longer', async ({
  database,
}) => {
  const { db, owner } = database;
  const { run, caseId } = await alexsCase(db, owner, { givenName: 'Ersa', familyName: 'Borta' });
  expect(await sees(db, 'billie', run)).toBe(false);
  const absence = await away(db, 'alex', 'billie', { from: addDays(today, 1) });
  // What is of somebody else: the same people elsewhere with another substitute, another colleague's, and one who is only to be asked.
  await twinOf(owner, caseId);
  await owner.query(`update absence set substitute = $1 where municipality = $2`, [account('frankie'), elsewhere]);
  await through(db, 'charlie', (scope) => open(scope, { givenName: 'Annan', familyName: 'Borta' }));
  await away(db, 'charlie', 'hedda');
  await away(db, 'alex', 'jonna', { covers: false });
  expect([await sees(db, 'billie', run), await sees(db, 'billie', run, addDays(today, 1))]).toEqual([false, true]);
  expect([await sees(db, 'billie', run, last), await sees(db, 'billie', run, addDays(today, 4))]).toEqual([
    true,
    false,
  ]);
  const tomorrow = morningOf(addDays(today, 1));

  // With the colleague's role, in the substitute's own name.
  const recorded = await through(
    db,
    'billie',
    (scope) => write(scope, run, deedOf('follow-up', scope.today)),
    tomorrow,
  );
  expect(recorded).toMatchObject({
    outcome: 'recorded',
    entries: [{ byRole: 'caseworker', writtenBy: account('billie') }],
  });
  expect(await through(db, 'billie', (scope) => standInRoles(scope, [run], account('alex')), tomorrow)).toEqual(
    new Map([[run, 'caseworker']]),
  );
  expect(await through(db, 'billie', (scope) => standInRoles(scope, [run], account('eli')), tomorrow)).toEqual(
    new Map(),
  );

  // Everybody who sees the case is told why, also before and after.
  const why = (who: DemoPerson, day: LocalDate) =>
    through(
      db,
      who,
      async (scope) => explain(await reasonsFor(scope, { caseId, runId: run }, account('billie')), scope.today),
      morningOf(day),
    );
  expect(await why('alex', addDays(today, 1))).toMatchObject({
    sees: true,
    opening: [{ kind: 'cover', awayName: demoActor('alex').name, until: last }],
  });
  expect((await why('alex', today)).closed.map(({ kind, closed }) => [kind, closed])).toEqual([['cover', 'not-yet']]);
  expect((await why('alex', addDays(today, 4))).closed.map(({ kind, closed }) => [kind, closed])).toEqual([
    ['cover', 'ended'],
  ]);
  expect((await why('charlie', addDays(today, 1))).opening).toEqual([]);
  const around = await through(db, 'alex', (scope) => peopleAround(scope, caseId));
  expect(around.map(({ account: whom }) => whom)).toContain(account('billie'));
  for (const who of ['frankie', 'hedda', 'jonna'] as const)
    expect(
      around.map(({ account: whom }) => whom),
      who,
    ).not.toContain(account(who));
  expect(await through(db, 'dani', (scope) => peopleAround(scope, caseId))).toEqual([]);

  const own = await through(db, 'billie', (scope) => reasonsFor(scope, { caseId, runId: run }, account('billie')));
  expect(own.map(({ kind, opens }) => [kind, opens])).toEqual([['cover', false]]);
  await owner.query('update account set active = false where id = $1 and municipality = $2', [
    account('billie'),
    '1480',
  ]);
  expect((await why('alex', addDays(today, 1))).opening).toEqual([]);
  await owner.query('update account set active = true where id = $1', [account('billie')]);
  // An absence that was over before the colleague came to the case has opened nothing in it.
  const before = (substitute: DemoPerson, from: LocalDate, to: LocalDate) =>
    owner.query(
      `insert into absence (municipality, id, account, valid_from, valid_to, substitute, covers, written_by, written_at, idempotency_key)
       values ('1480', gen_random_uuid(), $1, $2, $3, $4, true, $1, now(), gen_random_uuid())`,
      [account('alex'), from, to, account(substitute)],
    );
  await before('dani', addDays(today, -9), addDays(today, -5));
  expect(await through(db, 'alex', (scope) => reasonsFor(scope, { caseId }, account('dani')))).toEqual([]);

  // Nothing that stays.
  const self = (role: 'caseworker' | 'housingStaff' = 'caseworker') =>
    through(
      db,
      'billie',
      (scope) => assign(scope, { run, account: account('billie'), role, from: scope.today, key: newId() }),
      tomorrow,
    );
  expect(await self()).toEqual({ outcome: 'not-found' });
  const insert = (whom: DemoPerson) =>
    through(
      db,
      'billie',
      ({ db: tx, today: on }) =>
        sql`insert into assignment (municipality, id, case_id, account, role, valid_from, assigned_by, assigned_at, idempotency_key)
            values ('1480', ${newId()}, ${caseId}, ${account(whom)}, 'caseworker', ${on}, ${account('billie')}, now(), ${newId()})`.execute(
          tx,
        ),
      tomorrow,
    );
  expect(await code(insert('billie'))).toBe('42501');
  // Whoever sees the case for a reason of their own, and is not in anybody's place today, is not stopped.
  await before('gry', addDays(today, 2), addDays(today, 3));
  expect(await through(db, 'gry', (scope) => standInRoles(scope, [run], account('alex')), tomorrow)).toEqual(new Map());
  const byGry = through(
    db,
    'gry',
    ({ db: tx, today: on }) =>
      sql`insert into assignment (municipality, id, case_id, account, role, valid_from, assigned_by, assigned_at, idempotency_key)
          values ('1480', ${newId()}, ${caseId}, ${account('gry')}, 'caseworker', ${on}, ${account('gry')}, now(), ${newId()})`.execute(
        tx,
      ),
    tomorrow,
  );
  expect(await code(byGry)).toBe('done');

  // What is taken back is over at once.
  await through(db, 'alex', (scope) => removeAbsence(scope, absence));
  expect(await sees(db, 'billie', run, addDays(today, 1))).toBe(false);
  expect((await why('alex', addDays(today, 1))).closed).toEqual([]);
  expect(
    (await through(db, 'alex', (scope) => peopleAround(scope, caseId))).map(({ account: whom }) => whom),
  ).not.toContain(account('billie'));
});

test('nobody is let in by an absence that only tells whom to ask, by another’s word, for ever, or across a boundary', async ({
  database,
}) => {
  const { db, owner } = database;
  const { run } = await alexsCase(db, owner, { givenName: 'Gräns', familyName: 'Borta' });
  await away(db, 'alex', 'billie', { covers: false });
  expect(await sees(db, 'billie', run)).toBe(false);
  // An administrator can write that somebody is away, and not who stands in.
  const byAdministrator = through(db, 'kim', ({ db: tx }) =>
    sql`insert into absence (municipality, id, account, valid_from, valid_to, substitute, covers, written_by, written_at, idempotency_key)
        values ('1480', ${newId()}, ${account('alex')}, ${today}, ${last}, ${account('kim')}, true, ${account('kim')}, now(), ${newId()})`.execute(
      tx,
    ),
  );
  expect(await code(byAdministrator)).toBe('absence_covers');
  expect(await code(away(db, 'alex', 'billie', { to: addDays(today, 367) }))).toBe('absence_covers');
  // Eli's run is of another committee, and was opened to Eli alone: Eli's own colleagues are not let in by Eli.
  await away(db, 'eli', 'frankie');
  expect([await sees(db, 'eli', run), await sees(db, 'frankie', run)]).toEqual([true, false]);
  // Nor is somebody of another committee by alex.
  await away(db, 'alex', 'charlie');
  expect(await sees(db, 'charlie', run)).toBe(false);
});

test('somebody with a protected identity is not handed over', async ({ database }) => {
  const { db, owner } = database;
  const { run, caseId } = await alexsCase(db, owner, { givenName: 'Skydda', familyName: 'Borta' });
  await away(db, 'alex', 'billie');
  expect(await sees(db, 'billie', run)).toBe(true);
  await owner.query(
    `insert into protected_identity (municipality, id, individual, grade, contact, valid_from, registered_by, registered_at)
     select municipality, gen_random_uuid(), individual, 'secrecy-marking', 'Mottagningen', $2, opened_by, now() from case_file where id = $1`,
    [caseId, today],
  );
  expect(await sees(db, 'billie', run)).toBe(false);
  const kinds = await through(db, 'billie', (scope) => reasonsFor(scope, { caseId, runId: run }, account('billie')));
  expect(kinds.map(({ kind }) => kind)).toEqual(['protected']);
  expect(await through(db, 'billie', (scope) => standInRoles(scope, [run], account('alex')))).toEqual(new Map());
});

test('what is handed over is read by who sees the run, while it lasts, and the latest is what counts', async ({
  database,
}) => {
  const { db, owner } = database;
  const { run, otherRun, caseId } = await alexsCase(db, owner, { givenName: 'Lämna', familyName: 'Borta' });
  const absence = await away(db, 'alex', 'billie');
  const hand = (body: string, key = newId<IdempotencyKey>(), who: DemoPerson = 'alex') =>
    through(db, who, (scope) =>
      handOver(
        scope,
        absence,
        new Map([
          [run, body],
          [otherRun, body],
        ]),
        key,
      ),
    ).then(({ outcome }) => outcome);
  const read = (who: DemoPerson, day: string = today) =>
    through(db, who, (scope) => handoversOf(scope, [run]), morningOf(day)).then((all) =>
      all.map(({ body, from, to, until }) => [body, from, to, until]),
    );
  const key = newId<IdempotencyKey>();
  expect([
    await hand('Ring på måndag', key),
    await hand('Ring på måndag', key),
    await hand('Något', newId(), 'billie'),
  ]).toEqual(['written', 'written', 'not-found']);
  const stands = [['Ring på måndag', demoActor('alex').name, demoActor('billie').name, last]];
  for (const who of ['alex', 'billie', 'eli', 'gry'] as const) expect(await read(who)).toEqual(stands);
  expect([await read('dani'), await read('alex', addDays(today, 4)), await read('billie', addDays(today, 4))]).toEqual([
    [],
    [],
    [],
  ]);
  await hand('Ring på tisdag');
  expect((await read('billie')).map(([body]) => body)).toEqual(['Ring på tisdag']);
  await hand('');
  expect(await read('billie')).toEqual([]);
  const events = await owner.query<EventRow>('select * from event where case_id = $1 order by id', [caseId]);
  const stored = await owner.query('select * from handover_note where run_id = $1 order by written_at, id', [run]);
  expect(stored.rows.map(({ body }) => body)).toEqual(['Ring på måndag', 'Ring på tisdag', '']);
  expect(rebuild(events.rows, () => undefined).handover_note).toEqual(stored.rows);

  // Only whoever is away writes it, in their own name and of a run that they see.
  const insert = (who: DemoPerson, its: RunId, by: DemoPerson = who, of: string = absence) =>
    through(db, who, ({ db: tx }) =>
      sql`insert into handover_note (municipality, id, absence, run_id, body, written_by, written_at, idempotency_key)
          values ('1480', ${newId()}, ${of}, ${its}, 'Text', ${account(by)}, now(), ${newId()})`.execute(tx),
    );
  const danis = await away(db, 'dani', 'charlie');
  await away(db, 'billie', 'dani');
  expect([
    await code(insert('alex', run)),
    await code(insert('billie', run)),
    await code(insert('alex', run, 'billie')),
    await code(insert('dani', run, 'dani', danis)),
  ]).toEqual(['done', '42501', '42501', '42501']);
});
