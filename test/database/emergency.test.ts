import { expect } from 'vitest';
import { openEmergency } from '../../src/casework/actions/emergency.ts';
import { findCase } from '../../src/casework/store/cases.ts';
import { unseenNotices } from '../../src/casework/store/notices.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { type CaseId, newId } from '../../src/kernel/ids.ts';
import { as } from '../../src/platform/door.ts';
import { emergenciesOf, endEmergency, findForEmergency, ownEmergencies } from '../../src/secrecy/index.ts';
import { test, type TestDatabase } from '../support/fixtures.ts';
import { alexsCase, noon, through } from './world.ts';

const reason = 'Ringer och säger att hen står utan tak i natt';
const number = '199001019802';

const openAs = (database: TestDatabase, who: DemoPerson, caseId: CaseId, now = noon) =>
  through(database.db, who, (scope) => openEmergency(scope, { caseId, reason, key: newId() }), now).then(
    ({ outcome }) => outcome,
  );
const sees = (database: TestDatabase, who: DemoPerson, caseId: CaseId, now = noon) =>
  through(database.db, who, async (scope) => (await findCase(scope, caseId)) !== undefined, now);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? 'failed',
  );

test('out-of-hours staff open a case for two hours, and those who answer for it are told at once', async ({
  database,
}) => {
  const { db, owner } = database;
  const { caseId } = await alexsCase(db, owner);
  expect(await sees(database, 'jonna', caseId)).toBe(false);
  expect(await through(db, 'jonna', (scope) => findForEmergency(scope, number))).toMatchObject([{ caseId }]);
  expect(await through(db, 'jonna', (scope) => openEmergency(scope, { caseId, reason: 'kort', key: newId() }))).toEqual(
    {
      outcome: 'reason-too-short',
    },
  );
  const key = newId<Parameters<typeof openEmergency>[1]['key']>();
  const twice = () => through(db, 'jonna', (scope) => openEmergency(scope, { caseId, reason, key }));
  expect(await twice()).toEqual({ outcome: 'opened' });
  expect(await twice()).toEqual({ outcome: 'already' });
  expect(await sees(database, 'jonna', caseId)).toBe(true);
  expect(await sees(database, 'jonna', caseId, new Date(noon.getTime() + 2 * 3_600_000 - 1000))).toBe(true);
  expect(await sees(database, 'jonna', caseId, new Date(noon.getTime() + 2 * 3_600_000))).toBe(false);
  for (const who of ['alex', 'gry'] as const)
    expect(await through(db, who, (scope) => unseenNotices(scope))).toMatchObject([
      { kind: 'emergency-opened', by: 'Jonna Jourgren', caseId },
    ]);
  expect(await through(db, 'billie', (scope) => unseenNotices(scope))).toEqual([]);
  // Seen by those who see the case, and by nobody else.
  const told = (who: DemoPerson) =>
    through(db, who, async (scope) => (await emergenciesOf(scope, caseId, new Date(0))).length);
  expect([await told('alex'), await told('gry'), await told('charlie'), await told('eli')]).toEqual([1, 1, 0, 0]);
});

test('an opening is ended by who made it, and closes at once', async ({ database }) => {
  const { db, owner } = database;
  const { caseId } = await alexsCase(db, owner, { givenName: 'Bo', familyName: 'Provgård' });
  await openAs(database, 'jonna', caseId);
  const [mine] = await through(db, 'jonna', (scope) => ownEmergencies(scope));
  expect(await through(db, 'alex', (scope) => endEmergency(scope, mine?.id ?? ''))).toBeUndefined();
  expect(await sees(database, 'jonna', caseId)).toBe(true);
  expect(await through(db, 'jonna', (scope) => endEmergency(scope, mine?.id ?? ''))).toBe(caseId);
  expect(await sees(database, 'jonna', caseId)).toBe(false);
  // It is not begun anew by taking the end away.
  expect(
    await refusal(
      through(db, 'jonna', ({ db: tx }) => tx.updateTable('break_glass').set({ ended_at: null }).execute()),
    ),
  ).toBe('42501');
});

test('nobody opens in an emergency what their service does not cover, whom it is not theirs to open, or whoever is protected', async ({
  database,
}) => {
  const { db, owner } = database;
  const { caseId } = await alexsCase(db, owner, { givenName: 'Liv', familyName: 'Provdal', number: '199001019810' });
  const { rows } = await owner.query<{ number: string; individual: string }>(
    `select case_number as number, individual from case_file where id = $1`,
    [caseId],
  );
  const found = (who: DemoPerson, key: string) =>
    through(db, who, async (scope) => (await findForEmergency(scope, key)).length);
  expect(await found('jonna', rows[0]?.number ?? '')).toBe(1);
  // Not by less than the whole number, nor by who has no such work.
  for (const key of ['', '26-', '19900101', '%']) expect(await found('jonna', key)).toBe(0);
  expect(await found('charlie', rows[0]?.number ?? '')).toBe(0);
  expect(await openAs(database, 'charlie', caseId)).toBe('not-found');
  const straight = (who: DemoPerson, more: object = {}) =>
    refusal(
      through(db, who, (scope) =>
        scope.db
          .insertInto('break_glass')
          .values({
            municipality: '1480',
            id: newId(),
            account: scope.actor.account,
            secrecy_area: scope.actor.area,
            case_id: caseId,
            reason,
            opened_at: scope.now,
            expires_at: new Date(scope.now.getTime() + 3_600_000),
            idempotency_key: newId(),
            ...more,
          })
          .execute(),
      ),
    );
  expect(await straight('charlie')).toBe('42501');
  expect(await straight('jonna', { account: demoActor('alex').account })).toBe('42501');
  expect(
    await straight('jonna', {
      opened_at: new Date(noon.getTime() + 3_600_000),
      expires_at: new Date(noon.getTime() + 7_200_000),
    }),
  ).toBe('42501');
  expect(await straight('jonna', { expires_at: new Date(noon.getTime() + 3 * 3_600_000) })).toBe('23514');
  // The cover is by decision, for as long as it says, and read by nobody of another municipality.
  await owner.query(`update out_of_hours_cover set valid_to = '2026-10-13' where covered_area = 'centrum'`);
  expect(await openAs(database, 'jonna', caseId)).toBe('not-found');
  await owner.query(`update out_of_hours_cover set valid_to = null`);
  const elsewhere = { ...demoActor('jonna'), municipality: '9999' };
  expect(
    await as(
      db,
      elsewhere,
      noon,
      { action: 'test', channel: 'cli' },
      async (scope) => (await scope.db.selectFrom('out_of_hours_cover').selectAll().execute()).length,
    ).catch(() => 0),
  ).toBe(0);
  await owner.query(
    `insert into protected_identity (municipality, id, individual, grade, contact, valid_from, registered_by, registered_at)
     values ('1480', $1, $2, 'secrecy-marking', 'Mottagningen', '2026-01-01', $3, now())`,
    [newId(), rows[0]?.individual, demoActor('alex').account],
  );
  expect(await found('jonna', rows[0]?.number ?? '')).toBe(0);
  expect(await openAs(database, 'jonna', caseId)).toBe('not-found');
});
