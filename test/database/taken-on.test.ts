import { sql } from 'kysely';
import { expect } from 'vitest';
import { takeOn } from '../../src/casework/actions/take-on.ts';
import { evaluateRun } from '../../src/casework/evaluation.ts';
import { findRun } from '../../src/casework/store/runs.ts';
import { takenOnIn } from '../../src/casework/store/taken-on.ts';
import { holdsFor, mayBeReminded, takenKey } from '../../src/casework/taken-on.ts';
import { demoActor } from '../../src/demo/index.ts';
import { type IdempotencyKey, newId } from '../../src/kernel/ids.ts';
import { remindingJobs } from '../../src/reminding/index.ts';
import type { TestDatabase } from '../support/fixtures.ts';
import { test } from '../support/fixtures.ts';
import { alexsCase, day, noon, through, today } from './world.ts';

const later = (days: number) => new Date(noon.getTime() + days * 86_400_000);
const obligation = 'start-meeting';

async function world(database: TestDatabase) {
  const { run, caseId } = await alexsCase(database.db, database.owner);
  const take = (who: 'alex' | 'eli' | 'charlie', until: string, key = newId<IdempotencyKey>(), at = noon) =>
    through(
      database.db,
      who,
      (scope) =>
        takeOn(scope, {
          run: { id: run, caseId },
          obligation,
          due: undefined,
          until: day(until),
          reason: 'booked',
          key,
        }),
      at,
    );
  const seen = (who: 'alex' | 'eli' | 'charlie', days = 0) =>
    through(
      database.db,
      who,
      async (scope) => (await takenOnIn(scope, [run])).get(takenKey(run, obligation)),
      later(days),
    );
  return { run, take, seen };
}

test('whoever works in the run sees who is on something and until when; it ends by itself; its state is as it was', async ({
  database,
}) => {
  const { run, take, seen } = await world(database);
  const stateOf = () =>
    through(database.db, 'alex', async (scope) => {
      const found = await findRun(scope, run);
      return found && (await evaluateRun(scope, found)).state.obligations;
    });
  const before = await stateOf();
  const key = newId<IdempotencyKey>();
  await Promise.all([take('alex', '2026-10-20', key), take('alex', '2026-10-20', key)]);
  expect(await stateOf()).toEqual(before);
  expect(await seen('eli')).toMatchObject({ by: 'Alex Provberg', until: '2026-10-20', reason: 'booked' });
  expect(await seen('charlie')).toBeUndefined();
  expect(await seen('alex', 5)).toBeDefined();
  expect(await seen('alex', 6)).toBeUndefined();
  // The latest holds.
  await take('eli', '2026-10-18', undefined, later(1));
  expect(await seen('alex', 1)).toMatchObject({ by: 'Eli Exempelberg', until: '2026-10-18' });
  expect(await seen('alex', 4)).toBeUndefined();
  const { rows } = await database.owner.query(
    `select payload ->> 'until' as until from event where run_id = $1 and kind = 'obligation-taken-on' order by id`,
    [run],
  );
  expect(rows).toEqual([{ until: '2026-10-20' }, { until: '2026-10-18' }]);
});

test('it holds for the day that the obligation had then, and for two weeks at most', async ({ database }) => {
  const { take, seen } = await world(database);
  await take('alex', '2026-10-28');
  const taken = await seen('alex');
  expect(holdsFor(taken, undefined)).toBeDefined();
  expect(holdsFor(taken, day('2026-10-19'))).toBeUndefined();
  expect(
    ['2026-10-14', '2026-10-15', '2026-10-28', '2026-10-29'].map((until) => mayBeReminded(day(until), today)),
  ).toEqual([false, true, true, false]);
  await expect(take('alex', '2026-10-29')).rejects.toMatchObject({ code: '23514' });
});

test('nobody takes on what they do not see, or in another’s name, and it is neither changed nor taken away', async ({
  database,
}) => {
  const { run, take } = await world(database);
  await expect(take('charlie', '2026-10-20')).rejects.toMatchObject({ code: '42501' });
  await take('alex', '2026-10-20');
  await expect(
    through(database.db, 'alex', ({ db, actor }) =>
      sql`insert into taken_on (municipality, id, run_id, obligation, account, until, reason, taken_on, taken_at, idempotency_key)
        values (${actor.municipality}, ${newId()}, ${run}, 'x', ${demoActor('eli').account}, '2026-10-20', 'booked', ${today}, ${noon},
          ${newId()})`.execute(db),
    ),
  ).rejects.toMatchObject({ code: '42501' });
  await expect(
    through(database.db, 'alex', ({ db }) => sql`delete from taken_on where run_id = ${run}`.execute(db)),
  ).rejects.toMatchObject({ code: '42501' });
});

test('what somebody is on is left out of reminders until its day', async ({ database }) => {
  const { run } = await alexsCase(database.db, database.owner);
  await database.owner.query('update run set ended_on = opened_on where id <> $1', [run]);
  const { rows } = await database.owner.query<{ case_id: string }>('select case_id from run where id = $1', [run]);
  // The one thing that presses, as it is kept: the run is not worked out anew on the same day.
  await database.owner.query(`update work_item set state = 'open', blocked_at = null, due = null where run_id = $1`, [
    run,
  ]);
  await database.owner.query(`update work_item set due = $2 where run_id = $1 and obligation = $3`, [
    run,
    today,
    obligation,
  ]);
  await through(database.db, 'alex', (scope) =>
    takeOn(scope, {
      run: { id: run, caseId: rows[0]?.case_id ?? '' },
      obligation,
      due: today,
      until: day('2026-10-15'),
      reason: 'under-way',
      key: newId(),
    }),
  );
  const [, reminders] = remindingJobs(database.db, () => 'https://hemvist.example', []);
  const remind = () => reminders?.work(noon, new AbortController().signal);
  await remind();
  const made = async () =>
    (await database.owner.query('select from reminder where account = $1', [demoActor('alex').account])).rows.length;
  expect(await made()).toBe(0);
  await database.owner.query(`update work_item set due = $2 where run_id = $1 and obligation = $3`, [
    run,
    '2026-10-13',
    obligation,
  ]);
  await remind();
  expect(await made()).toBe(1);
});
