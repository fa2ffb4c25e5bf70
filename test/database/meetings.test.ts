import { sql } from 'kysely';
import { expect } from 'vitest';
import { book, cancelMeeting, changeMeeting } from '../../src/casework/index.ts';
import { type EventRow, rebuild } from '../../src/casework/rebuild.ts';
import { meetingsOf, meetingsOfRun } from '../../src/casework/store/meetings.ts';
import { unseenNotices } from '../../src/casework/store/notices.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { addDays, type LocalDate } from '../../src/kernel/date.ts';
import { type IdempotencyKey, newId, type RunId } from '../../src/kernel/ids.ts';
import type { Scope } from '../../src/platform/door.ts';
import { test } from '../support/fixtures.ts';
import { twinOf } from './twin.ts';
import { alexsCase, through, today } from './world.ts';

const account = (who: DemoPerson) => demoActor(who).account;
const plan = {
  kind: 'follow-up',
  starts: '09:30',
  ends: '10:15',
  place: 'Mötesrum 2',
  link: '',
  invited: [account('alex'), account('eli')],
  parties: ['individual'],
};
const days = [0, 7, 14].map((later) => addDays(today, later));
const at = (run: RunId, meeting: string, seen: number) => ({ run, meeting, seen });

async function booked(scope: Scope, run: RunId, on: readonly LocalDate[], key = newId<IdempotencyKey>()) {
  const result = await book(scope, { run, plan, days: on, series: on.length > 1, key });
  return result.outcome === 'booked' ? result.meetings : [];
}

test('who works in a run books a series once, and each of its meetings is moved and cancelled by itself', async ({
  database,
}) => {
  const { db, owner } = database;
  const { run, caseId } = await alexsCase(db, owner, { givenName: 'Mina', familyName: 'Mötesson' });
  const key = newId<IdempotencyKey>();
  const series = await through(db, 'alex', (scope) => booked(scope, run, days, key));
  expect(await through(db, 'alex', (scope) => booked(scope, run, days, key))).toEqual(series);
  expect(new Set(series.map((one) => one.series)).size).toBe(1);
  const [first, second, third] = series;
  if (!first || !second || !third) throw new Error('Too few');

  const moved = { ...plan, starts: '13:00', ends: '14:00' };
  const change = (who: DemoPerson, seen: number, starts = '13:00') =>
    through(db, who, (scope) =>
      changeMeeting(scope, at(run, second.id, seen), addDays(today, 8), { ...moved, starts }),
    ).then(({ outcome }) => outcome);
  expect(await change('alex', 1)).toBe('changed');
  expect([await change('alex', 1), await change('eli', 1, '12:00'), await change('eli', 2, '12:00')]).toEqual([
    'changed',
    'overtaken',
    'changed',
  ]);
  const cancel = (meeting: string, seen: number, rest: boolean) =>
    through(db, 'eli', (scope) => cancelMeeting(scope, at(run, meeting, seen), rest)).then(({ outcome }) => outcome);
  expect(await cancel(second.id, 1, true)).toBe('overtaken');
  expect(await cancel(second.id, 3, true)).toBe('changed');
  expect(await cancel(second.id, 3, true)).toBe('changed');
  expect(await change('alex', 4, '11:00')).toBe('overtaken');
  const left = await through(db, 'alex', (scope) => meetingsOfRun(scope, run));
  expect(left.map(({ day, cancelled, version }) => [day, cancelled, version])).toEqual([
    [today, false, 1],
    [addDays(today, 8), true, 4],
    [addDays(today, 14), true, 2],
  ]);
  const told = await owner.query('select kind from event where run_id = $1 and kind like $2 order by id', [
    run,
    'meeting%',
  ]);
  expect(told.rows.map(({ kind }) => kind)).toEqual([
    'meetings-booked',
    'meeting-changed',
    'meeting-changed',
    'meetings-cancelled',
  ]);
  // Whoever is invited is told, and not the one who did it.
  const notices = await through(db, 'eli', (scope) => unseenNotices(scope));
  expect(
    notices
      .filter(({ runId }) => runId === run)
      .map(({ kind }) => kind)
      .toSorted(),
  ).toEqual(['meeting-booked', 'meeting-changed']);
  // And the events alone say how they stand.
  const events = await owner.query<EventRow>('select * from event where case_id = $1 order by id', [caseId]);
  const stored = await owner.query('select * from meeting where run_id = $1 order by number', [run]);
  expect(rebuild(events.rows, () => undefined).meeting).toEqual(stored.rows);
});

test('a meeting is seen by who sees the run, and is in the day of who is invited and sees it', async ({ database }) => {
  const { db, owner } = database;
  const { run, caseId } = await alexsCase(db, owner, { givenName: 'Dag', familyName: 'Mötesson' });
  await twinOf(owner, caseId);
  await through(db, 'alex', (scope) =>
    booked(
      scope,
      run,
      [-1, 0, 7, 8].map((later) => addDays(today, later)),
    ),
  );
  // Somebody who is invited and sees nothing of the run: nothing is opened by that.
  await owner.query('update meeting set invited = invited || $1::uuid where run_id = $2', [account('dani'), run]);
  const seen = (who: DemoPerson) => through(db, who, (scope) => meetingsOfRun(scope, run)).then(({ length }) => length);
  const dayOf = (who: DemoPerson, whose: DemoPerson = who) =>
    through(db, who, (scope) => meetingsOf(scope, account(whose), today, addDays(today, 7))).then((meetings) =>
      meetings.filter((meeting) => meeting.run === run).map(({ day }) => day),
    );
  for (const [who, all, ownDay] of [
    ['alex', 4, 2],
    ['eli', 4, 2],
    ['gry', 4, 0],
    ['billie', 0, 0],
    ['dani', 0, 0],
  ] as const)
    expect([who, await seen(who), (await dayOf(who)).length]).toEqual([who, all, ownDay]);
  expect(await dayOf('alex')).toEqual([today, addDays(today, 7)]);
  expect(await dayOf('billie', 'alex')).toEqual([]);
  await owner.query('update meeting set cancelled_at = now() where run_id = $1 and day = $2', [run, today]);
  expect(await dayOf('alex')).toEqual([addDays(today, 7)]);

  // Not by who sees nothing of it, nor in somebody else's name.
  for (const who of ['billie', 'gry'] as const)
    expect(await through(db, who, (scope) => booked(scope, run, [today]))).toEqual([]);
  const insert = (who: DemoPerson, by: DemoPerson) =>
    through(db, who, ({ db: tx }) =>
      sql`insert into meeting (municipality, id, run_id, kind, number, day, starts, ends, place, link, invited, parties, booked_by, booked_at,
            idempotency_key)
          values ('1480', ${newId()}, ${run}, 'follow-up', 1, ${today}, '09:00', '10:00', 'Rum', '', '{}', '{}', ${account(by)}, now(),
            ${newId()})`.execute(tx),
    ).then(
      () => 'done',
      (error: unknown) => (error as { code: string }).code,
    );
  expect([await insert('alex', 'alex'), await insert('alex', 'eli'), await insert('billie', 'billie')]).toEqual([
    'done',
    '42501',
    '42501',
  ]);
  const touched = await through(db, 'billie', ({ db: tx }) =>
    sql`update meeting set version = version + 1 where run_id = ${run}`.execute(tx),
  );
  expect(touched.numAffectedRows).toBe(0n);
});
