import { describe, expect } from 'vitest';
import { struck } from '../../src/casework/entry.ts';
import { record, unassign } from '../../src/casework/index.ts';
import { addDays } from '../../src/kernel/date.ts';
import { type AssignmentId, type IdempotencyKey, newId } from '../../src/kernel/ids.ts';
import type { Db } from '../../src/platform/database.ts';
import { test } from '../support/fixtures.ts';
import { alexsCase, deedOf, entryOf, morningOf, through, today, type World, write } from './world.ts';

const person = { givenName: 'Saga', familyName: 'Testqvist' };
const correct = (
  world: World & Readonly<{ db: Db }>,
  entry: World['entry'],
  kind: string,
  who: 'alex' | 'eli',
  on = today,
) =>
  through(
    world.db,
    who,
    (scope) =>
      record(scope, {
        run: world.run,
        deeds: [deedOf(kind, today)],
        seen: 99,
        key: newId(),
        corrects: { entry, reason: 'Det stod fel.' },
      }),
    morningOf(on),
  );

describe('an entry is corrected', () => {
  test('by who wrote it and by the caseworker, and by other housing staff on no other day than it was written', async ({
    database,
  }) => {
    const world = { ...(await alexsCase(database.db, database.owner, person)), db: database.db };
    const elis = entryOf(
      await through(database.db, 'eli', (scope) => write(scope, world.run, deedOf('follow-up', today))),
    );
    expect((await correct(world, world.entry, 'follow-up', 'eli')).outcome).toBe('not-allowed');
    expect((await correct(world, world.entry, struck, 'eli')).outcome).toBe('not-allowed');
    expect((await correct(world, elis, 'follow-up', 'eli', addDays(today, 1))).outcome).toBe('recorded');
    const alexs = entryOf(
      await through(database.db, 'alex', (scope) => write(scope, world.run, deedOf('sip-meeting', today))),
    );
    expect((await correct(world, alexs, 'sip-meeting', 'eli', addDays(today, 1))).outcome).toBe('not-allowed');
    expect((await correct(world, alexs, 'sip-meeting', 'alex', addDays(today, 1))).outcome).toBe('recorded');
  });

  test('once; who comes second is shown what it says now', async ({ database }) => {
    const world = { ...(await alexsCase(database.db, database.owner, person)), db: database.db };
    const first = entryOf(await correct(world, world.entry, 'professions-plan', 'alex'));
    expect(await correct(world, world.entry, 'professions-plan', 'alex')).toMatchObject({
      outcome: 'corrected-already',
      theirs: { id: first },
    });
  });

  test('within its own run only', async ({ database }) => {
    const [world, other] = [
      { ...(await alexsCase(database.db, database.owner, person)), db: database.db },
      await alexsCase(database.db, database.owner, person),
    ];
    expect((await correct(world, other.entry, 'professions-plan', 'alex')).outcome).toBe('not-found');
    expect((await correct(world, newId(), 'professions-plan', 'alex')).outcome).toBe('not-found');
  });
});

describe('a form that is signed twice', () => {
  const key = () => newId<IdempotencyKey>();
  test('is one entry when it says the same, and asks when it does not', async ({ database }) => {
    const { run } = await alexsCase(database.db, database.owner, person);
    const once = key();
    const sign = (notes: string, who: 'alex' | 'eli' = 'alex') =>
      through(database.db, who, (scope) =>
        record(scope, { run, deeds: [deedOf('follow-up', today, { answers: { notes } })], seen: 99, key: once }),
      );
    const first = await sign('Lugnt');
    expect(entryOf(await sign('Lugnt'))).toBe(entryOf(first));
    expect(await sign('Stökigt')).toMatchObject({ outcome: 'key-reused', theirs: { id: entryOf(first) } });
    const { rows } = await database.owner.query(
      'select count(*)::int as n from entry where run_id = $1 and idempotency_key = $2',
      [run, once],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });
});

describe('nothing is written in a run', () => {
  test('by a manager who sees it without working in it', async ({ database }) => {
    const { run } = await alexsCase(database.db, database.owner, person);
    expect((await through(database.db, 'gry', (scope) => write(scope, run, deedOf('follow-up', today)))).outcome).toBe(
      'not-found',
    );
  });

  test('that the routine asks of somebody else', async ({ database }) => {
    const { run } = await alexsCase(database.db, database.owner, person);
    expect(
      (await through(database.db, 'eli', (scope) => write(scope, run, deedOf('individual-assignment', today)))).outcome,
    ).toBe('not-allowed');
    expect(
      (
        await through(database.db, 'eli', (scope) =>
          write(scope, run, deedOf('follow-up', today), deedOf('individual-assignment', today)),
        )
      ).outcome,
    ).toBe('not-allowed');
    const { rows } = await database.owner.query('select 1 from entry where run_id = $1', [run]);
    expect(rows).toHaveLength(1);
  });

  test('about a day to come, whatever the form let through', async ({ database }) => {
    const { run } = await alexsCase(database.db, database.owner, person);
    const early = through(database.db, 'alex', (scope) => write(scope, run, deedOf('follow-up', addDays(today, 1))));
    await expect(early).rejects.toMatchObject({ code: '23514' });
  });
});

test('a case always has a caseworker: the last one cannot leave, and who has handed over can', async ({ database }) => {
  const { run, caseId, caseLevel } = await alexsCase(database.db, database.owner, person);
  const leave = (assignment: AssignmentId, last = today) =>
    through(database.db, 'alex', (scope) => unassign(scope, run, assignment, last));
  expect((await leave(caseLevel)).outcome).toBe('last-caseworker');
  expect((await leave(newId())).outcome).toBe('not-found');
  await database.owner.query(
    `insert into assignment (municipality, id, case_id, account, role, valid_from, assigned_by, assigned_at, idempotency_key)
     select '1480', gen_random_uuid(), $1, id, 'caseworker', $2, id, now(), gen_random_uuid() from account where username = 'billie'`,
    [caseId, today],
  );
  expect((await leave(caseLevel, addDays(today, -2))).outcome).toBe('too-early');
  expect((await leave(caseLevel)).outcome).toBe('ended');
  expect((await leave(caseLevel)).outcome).toBe('ended-already');
});
