import { sql } from 'kysely';
import { expect } from 'vitest';
import {
  addMeasure,
  assignTo,
  close,
  openDeviation,
  registerDeviation,
} from '../../src/adherence/deviations/actions.ts';
import { adherenceExtract } from '../../src/adherence/extract.ts';
import { listDeviations, setAside } from '../../src/adherence/deviations/store/deviations.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { newId, type RunId } from '../../src/kernel/ids.ts';
import type { Db } from '../../src/platform/database.ts';
import { findSubject } from '../../src/oversight/individual/store/rows.ts';
import { test } from '../support/fixtures.ts';
import { alexsCase, day, deedOf, open, start, through, today, write } from './world.ts';

const input = (run?: RunId, key = newId<never>()) => ({
  routine: 'repeated-discharge',
  obligation: 'start-meeting',
  run,
  happenedOn: today,
  what: 'Mötet ställdes in två gånger.',
  consequence: 'Personen fick vänta.',
  proposal: '',
  key,
});
const sees = (db: Db, who: DemoPerson, id: string) =>
  through(db, who, async (scope) => (await openDeviation(scope, id)) !== undefined);
const account = (who: DemoPerson) => demoActor(who).account;

test('a deviation is registered once, seen by who registered it and who answers for the unit, and by nobody else', async ({
  database: { db, owner },
}) => {
  const one = input();
  const id = await through(db, 'alex', (scope) => registerDeviation(scope, one));
  expect(await through(db, 'alex', (scope) => registerDeviation(scope, one))).toBe(id);
  for (const who of ['alex', 'gry'] as const) expect(await sees(db, who, id), who).toBe(true);
  for (const who of ['billie', 'hedda', 'charlie', 'eli', 'ia', 'nour'] as const)
    expect(await sees(db, who, id), who).toBe(false);
  // The same account in another area or another municipality is out of reach as well.
  const inOther = await owner.query(
    `update deviation set secrecy_area = 'hisingen', unit = 'hisingen-vuxen' where id = $1`,
    [id],
  );
  expect(inOther.rowCount).toBe(1);
  expect(await sees(db, 'alex', id)).toBe(false);
});

test('what hangs on a run is seen by those who see the run; and by whoever is to deal with it', async ({
  database: { db, owner },
}) => {
  const run = await through(db, 'alex', async (scope) => start(scope, await open(scope)));
  await expect(through(db, 'billie', (scope) => registerDeviation(scope, input(run)))).rejects.toMatchObject({
    code: '42501',
  });
  const id = await through(db, 'alex', (scope) => registerDeviation(scope, input(run)));
  expect(await sees(db, 'gry', id)).toBe(true);
  await owner.query(
    'update assignment set valid_to = valid_from - 1 where run_id = $1 or case_id = (select case_id from run where id = $1)',
    [run],
  );
  expect(await sees(db, 'alex', id)).toBe(false);
  await through(db, 'gry', (scope) => assignTo(scope, id, account('alex'), today, 1));
  expect(await sees(db, 'alex', id)).toBe(true);
  expect(await sees(db, 'billie', id)).toBe(false);
});

test('it is given to somebody, something is done, and it is closed; by them and by who answers for the unit only', async ({
  database: { db },
}) => {
  const id = await through(db, 'alex', (scope) => registerDeviation(scope, input()));
  const as = (who: DemoPerson) => ({
    assign: (to: DemoPerson, seen: number) =>
      through(db, who, (scope) => assignTo(scope, id, account(to), day('2026-11-01'), seen)),
    add: (key = newId<never>()) => through(db, who, (scope) => addMeasure(scope, id, 'Tiden bokas i förväg.', key)),
    close: (seen: number) => through(db, who, (scope) => close(scope, id, 'Det fungerar.', seen)),
  });
  for (const outcome of [
    await as('alex').assign('billie', 1),
    await as('alex').add(),
    await as('alex').close(1),
    await as('billie').add(),
  ])
    expect(outcome).toEqual({ outcome: 'not-found' });
  expect(await as('gry').assign('charlie', 1)).toEqual({ outcome: 'nobody' });
  expect(await as('gry').assign('billie', 1)).toEqual({ outcome: 'changed' });
  expect(await as('gry').assign('alex', 1)).toEqual({ outcome: 'overtaken' });
  expect(await as('billie').close(2)).toEqual({ outcome: 'nothing-done' });
  const key = newId<never>();
  await as('billie').add(key);
  await as('billie').add(key);
  expect(
    await through(db, 'billie', ({ db: tx }) =>
      tx.selectFrom('deviation_measure').select('id').where('deviation', '=', id).execute(),
    ),
  ).toHaveLength(1);
  expect(
    await through(db, 'charlie', ({ db: tx }) => tx.selectFrom('deviation_measure').select('id').execute()),
  ).toEqual([]);
  expect(await as('billie').close(2)).toEqual({ outcome: 'changed' });
  expect(await as('gry').add()).toEqual({ outcome: 'not-found' });
  const { counts } = await through(db, 'gry', (scope) => listDeviations(scope, 'closed', { size: 5, number: 1 }));
  expect(counts.closed).toBeGreaterThanOrEqual(1);
});

test('the database itself refuses to register for another, to change what is not one’s own, and to write to what is closed', async ({
  database: { db },
}) => {
  const id = await through(db, 'alex', (scope) => registerDeviation(scope, input()));
  const insert = (who: DemoPerson, by: DemoPerson, area: string, unit: string) =>
    through(db, who, ({ db: tx, now }) =>
      sql`insert into deviation (municipality, id, secrecy_area, unit, routine, happened_on, what, registered_by, registered_at, idempotency_key)
        values ('1480', ${newId()}, ${area}, ${unit}, 'insluss', ${today}, 'x', ${account(by)}, ${now}, ${newId()})`.execute(
        tx,
      ),
    );
  await expect(insert('alex', 'billie', 'centrum', 'centrum-vuxen')).rejects.toMatchObject({ code: '42501' });
  await expect(insert('alex', 'alex', 'hisingen', 'hisingen-vuxen')).rejects.toMatchObject({ code: '42501' });
  await expect(insert('nour', 'nour', 'centrum', 'centrum-vuxen')).rejects.toMatchObject({ code: '42501' });
  const change = (who: DemoPerson) =>
    through(
      db,
      who,
      async ({ db: tx }) =>
        (await tx.updateTable('deviation').set({ version: 9 }).where('id', '=', id).executeTakeFirst()).numUpdatedRows,
    );
  // Alex sees it and may not change it.
  expect(await change('alex')).toBe(0n);
  expect(await change('gry')).toBe(1n);
  const measure = (who: DemoPerson, by: DemoPerson) =>
    through(db, who, ({ db: tx, now }) =>
      sql`insert into deviation_measure (municipality, deviation, id, measure, written_by, written_at, idempotency_key)
        values ('1480', ${id}, ${newId()}, 'x', ${account(by)}, ${now}, ${newId()})`.execute(tx),
    );
  for (const [who, by] of [
    ['alex', 'alex'],
    ['gry', 'alex'],
    ['hedda', 'hedda'],
  ] as const)
    await expect(measure(who, by), who).rejects.toMatchObject({ code: '42501' });
  await measure('gry', 'gry');
  await through(db, 'gry', (scope) => close(scope, id, 'Klart.', 9));
  await expect(measure('gry', 'gry')).rejects.toMatchObject({ code: '42501' });
});

test('what was set aside is listed with its reason, as it stands after corrections, to who sees the case', async ({
  database: { db },
}) => {
  const run = await through(db, 'alex', async (scope) => start(scope, await open(scope)));
  await through(db, 'alex', (scope) =>
    write(scope, run, deedOf('waiver', today, { obligation: 'planning-meeting', reason: 'Boendet fanns redan.' })),
  );
  const listed = (who: DemoPerson) =>
    through(db, who, async (scope) => (await setAside(scope, day('2026-01-01'), 10)).map(({ reason }) => reason));
  expect(await listed('gry')).toEqual(['Boendet fanns redan.']);
  expect(await listed('hedda')).toEqual([]);
});

test('what is registered of somebody’s case is in their extract, and goes when the case is disposed of', async ({
  database: { db, owner },
}) => {
  const { caseId, run } = await alexsCase(db, owner);
  const id = await through(db, 'alex', (scope) => registerDeviation(scope, input(run)));
  const section = await through(db, 'alex', async (scope) => {
    const subject = await findSubject(scope, caseId);
    return subject && adherenceExtract.parts[0]?.read(scope, subject);
  });
  expect(JSON.stringify(section?.lines)).toContain('Mötet ställdes in två gånger.');
  await owner.query('select access.delete_case_rows($1, $2)', ['1480', caseId]);
  for (const [table, column, value] of [
    ['deviation', 'id', id],
    ['run_tally', 'run_id', run],
  ] as const)
    expect((await owner.query(`select from ${table} where ${column} = $1`, [value])).rowCount, table).toBe(0);
});
