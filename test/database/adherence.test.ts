import { expect } from 'vitest';
import { adherenceJobs, countAdherence } from '../../src/adherence/index.ts';
import { armsOf, dischargeRate, shownOf, tableOf } from '../../src/adherence/statistics/figures.ts';
import { measuresOf } from '../../src/adherence/statistics/measures.ts';
import { lastYear } from '../../src/adherence/statistics/periods.ts';
import { figuresOf, staysOf } from '../../src/adherence/statistics/store/figures.ts';
import { countEndedRuns, startRun } from '../../src/casework/index.ts';
import { runsAtWork } from '../../src/casework/evaluation.ts';
import type { DemoPerson } from '../../src/demo/index.ts';
import { addDays, type LocalDate } from '../../src/kernel/date.ts';
import { newId, type RunId } from '../../src/kernel/ids.ts';
import type { Db } from '../../src/platform/database.ts';
import { openLibrary } from '../../src/routine/index.ts';
import { test } from '../support/fixtures.ts';
import { alexsCase, day, deedOf, morningOf, noon, open, start, state, through, today, write } from './world.ts';

const year = lastYear(today);
const definitions = openLibrary()
  .versions('repeated-discharge')
  .map(({ definition }) => definition);
const measures = measuresOf('repeated-discharge', definitions);
const all = ['caseworker', 'housingStaff', 'individual'];

/** A placement of last year, by a caseworker of the unit: the start meeting in time or not, an unplanned discharge after so many days. */
async function placed(db: Db, who: DemoPerson, number: number, kept: boolean, days: number): Promise<RunId> {
  const moveIn = addDays(day('2025-02-03'), number);
  const run = await through(
    db,
    who,
    async (scope) => {
      const caseId = await open(scope, {
        givenName: 'Fiktiv',
        familyName: `Placerad${'abcdefghijklmnopqrstuvwxyz'[number] ?? ''}`,
      });
      return start(scope, caseId, [
        { name: 'moveIn', value: moveIn },
        { name: 'acuteHomelessness', value: true },
        { name: 'sipExists', value: number % 2 === 0 },
      ]);
    },
    morningOf('2025-01-20'),
  );
  await through(
    db,
    who,
    (scope) => write(scope, run, deedOf('planning-meeting', addDays(moveIn, 2), { participants: all })),
    morningOf(addDays(moveIn, 2)),
  );
  if (kept) {
    const on = addDays(moveIn, 3);
    await through(
      db,
      who,
      (scope) => write(scope, run, deedOf('start-meeting', on, { participants: all })),
      morningOf(on),
    );
  }
  const out = addDays(moveIn, days);
  await through(
    db,
    who,
    (scope) => write(scope, run, deedOf('discharged', out, { answers: { planned: false } })),
    morningOf(out),
  );
  return run;
}

const shown = (db: Db, who: DemoPerson, unit: string) =>
  through(db, who, async (scope) => {
    const rows = await figuresOf(scope, 'repeated-discharge', year);
    const table = tableOf(rows);
    return {
      rows,
      arms: armsOf(table, await staysOf(scope, 'repeated-discharge', year), year, unit),
      rate: dischargeRate(table, year, unit),
      of: (id: string) => shownOf(table, measures, year, unit).find(({ measure }) => measure.id === id),
    };
  });

test('what is written is counted in the figures of its unit and area; only who may read them does, and only their own area’s', async ({
  database: { db, owner },
}) => {
  for (let number = 0; number < 14; number += 1) await placed(db, 'alex', number, number < 9, 40 + number * 20);
  for (let number = 14; number < 17; number += 1) await placed(db, 'charlie', number, true, 60);
  expect(await countAdherence(db, today)).toBeGreaterThan(0);

  const { of, rate, arms, rows } = await shown(db, 'gry', 'centrum-vuxen');
  const number = (value: number) => ({ kind: 'number', value });
  expect(of('obligation:start-meeting')).toMatchObject({
    parts: [
      { part: 'kept', figure: number(9) },
      { part: 'late', figure: number(5) },
      { part: 'waived', figure: number(0) },
      { part: 'unknown', figure: number(0) },
    ],
    total: number(14),
    share: number(64.3),
  });
  expect(of('planning-after-acute')?.quartiles).toEqual([number(2), number(2), number(2)]);
  expect(of('sip')?.share).toEqual(number(50));
  // Fourteen discharges; 14·40 + 20·(0+…+13) = 2,380 days of placement.
  expect(rate).toEqual(number(Math.round((14 / (2380 / (365.25 / 12))) * 1000) / 10));
  expect(arms.map(({ n }) => n)).toEqual([number(9), number(5)]);
  expect(arms[0]?.points).toHaveLength(1);
  expect(rows.some((row) => row.unit === 'hisingen-vuxen')).toBe(false);

  // Three in Hisingen are few, and no figure of theirs is shown.
  const hisingen = await shown(db, 'hedda', '');
  expect(hisingen.of('obligation:start-meeting')).toMatchObject({ total: { kind: 'few' }, share: { kind: 'few' } });
  expect(hisingen.arms.flatMap(({ points }) => points)).toEqual([]);
  expect(hisingen.rows.every(({ n, unit }) => n <= 3 * 400 && unit !== 'centrum-vuxen')).toBe(true);

  for (const who of ['alex', 'eli', 'nour', 'kim'] as const) expect((await shown(db, who, '')).rows, who).toEqual([]);
  // The process lead's own area has none.
  expect((await shown(db, 'ia', '')).rows).toEqual([]);
  // In another municipality nobody's area is called the same by chance.
  await owner.query(`insert into municipality (code, name) values ('1481', 'Påhittad')`);
  await owner.query(
    `insert into secrecy_area (municipality, id, name, kind) values ('1481', 'centrum', 'Påhittad', 'committee')`,
  );
  for (const table of ['adherence_figure', 'adherence_stay'])
    await owner.query(
      `insert into ${table} select (jsonb_populate_record(t, '{"municipality":"1481"}')).* from ${table} t where secrecy_area = 'centrum'`,
    );
  const gry = await through(db, 'gry', async ({ db: tx }) => [
    (await tx.selectFrom('adherence_figure').select('municipality').distinct().execute()).map(
      (row) => row.municipality,
    ),
    (await tx.selectFrom('adherence_stay').select('municipality').distinct().execute()).map((row) => row.municipality),
  ]);
  expect(gry).toEqual([['1480'], ['1480']]);
});

test('what is counted of a run is read and written by those who see the run', async ({ database }) => {
  const { db } = database;
  const run = await through(db, 'alex', async (scope) => start(scope, await open(scope)));
  const read = (who: DemoPerson) =>
    through(db, who, ({ db: tx }) => tx.selectFrom('run_tally').select('run_id').where('run_id', '=', run).execute());
  expect(await read('alex')).toHaveLength(1);
  for (const who of ['billie', 'charlie', 'ia'] as const) expect(await read(who), who).toEqual([]);
  const { owner } = database;
  // As if it had been written to before there was anything to count: the first look on another day counts it.
  await owner.query('delete from run_tally where run_id = $1', [run]);
  await through(db, 'alex', (scope) => runsAtWork(scope, scope.actor.account), morningOf('2026-10-15'));
  expect(await read('alex')).toHaveLength(1);
  const recount = (who: DemoPerson) =>
    through(db, who, ({ db: tx }) =>
      tx.updateTable('run_tally').set({ tallies: '[]' }).where('run_id', '=', run).executeTakeFirst(),
    );
  expect((await recount('billie')).numUpdatedRows).toBe(0n);
  expect((await recount('alex')).numUpdatedRows).toBe(1n);
  await expect(
    through(db, 'billie', ({ db: tx }) =>
      tx
        .insertInto('run_tally')
        .values({ municipality: '1480', run_id: newId(), tallies: '[]', outline: '[]' })
        .execute(),
    ),
  ).rejects.toMatchObject({ code: '42501' });
});

test('counting again gives the same, is a job, and leaves older years as they were', async ({
  database: { db, owner },
}) => {
  const figures = async () => (await owner.query('select * from adherence_figure order by 1,2,3,4,5,6,7,8')).rows;
  await owner.query(
    `insert into adherence_figure (municipality, secrecy_area, routine, span, starts, unit, measure, part, n, individuals)
     values ('1480', 'centrum', 'repeated-discharge', 'year', '2020-01-01', '', 'sip', 'yes', 9, 9)`,
  );
  await countAdherence(db, today);
  const before = await figures();
  const [job] = adherenceJobs(db);
  expect(await job?.work(noon, new AbortController().signal)).toEqual({ figures: { counted: expect.any(Number) } });
  expect(await figures()).toEqual(before);
  expect(before.some(({ starts }) => starts === '2020-01-01')).toBe(true);
});

test('evictions and insluss are counted of their own routines', async ({ database: { db } }) => {
  for (let number = 0; number < 6; number += 1) {
    const [eviction, insluss] = await through(
      db,
      'alex',
      async (scope) => {
        const caseId = await open(scope, { givenName: 'Vräkt', familyName: `Påhittad${'abcdef'[number] ?? ''}` });
        const begin = async (routine: string, version: string, facts: Readonly<Record<string, string | boolean>>) => {
          const started = await startRun(scope, {
            caseId,
            routine,
            version,
            openedOn: scope.today,
            facts: Object.entries(facts).map(([name, value]) => ({ name, value })),
            key: newId(),
          });
          if (started.outcome !== 'started') throw new Error(started.outcome);
          return started.run;
        };
        return [
          await begin('prevent-eviction', '2022-02-15', { identifiedBy: 'socialServices', householdHasChildren: true }),
          await begin('insluss', '2024', { conditionalRelease: '2025-09-01' }),
        ] as const;
      },
      morningOf('2025-03-03'),
    );
    await through(
      db,
      'alex',
      (scope) =>
        write(
          scope,
          eviction,
          deedOf('closed', scope.today, { answers: { outcome: number === 5 ? 'evicted' : 'stayed' } }),
        ),
      morningOf('2025-06-02'),
    );
    await through(
      db,
      'alex',
      (scope) => state(scope, insluss, [{ name: 'supervisionEnd', value: '2026-03-01' }]),
      morningOf('2025-03-04'),
    );
  }
  await countAdherence(db, today);
  const of = (routine: string) =>
    through(db, 'gry', async (scope) => {
      const rows = await figuresOf(scope, routine, year);
      return rows
        .filter(({ span, unit, measure }) => span === 'year' && unit === '' && /^(eviction|insluss)/.test(measure))
        .map(({ measure, part, n }) => `${measure} ${part} ${n}`)
        .toSorted();
    });
  expect(await of('prevent-eviction')).toEqual(['eviction:children evicted 1', 'eviction:children stayed 5']);
  expect(await of('insluss')).toEqual(['insluss-start three-months 6']);
});

test('runs that ended before there was anything to count are counted once, as when they ended, and no others', async ({
  database: { db, owner },
}) => {
  const underWay = await through(db, 'alex', async (scope) => start(scope, await open(scope)));
  const ended = await placed(db, 'alex', 3, true, 60);
  // Ended, too, and of a routine that is not in the library.
  await alexsCase(db, owner, { givenName: 'Ture', familyName: 'Exempelgren' });
  const counted = async () => (await owner.query<{ run_id: RunId }>('select * from run_tally order by run_id')).rows;
  const before = await counted();
  await owner.query('delete from run_tally where run_id = any($1::uuid[])', [[underWay, ended]]);
  expect(await countEndedRuns(owner, db, today)).toBe(1);
  expect(await counted()).toEqual(before.filter(({ run_id: run }) => run !== underWay));
  expect(await countEndedRuns(owner, db, addDays(today, 1))).toBe(0);
});

test('the night’s figures read what ended in the years that they are of, and nothing of long ago', async ({
  database: { db, owner },
}) => {
  const [longAgo, ofLate] = [await placed(db, 'alex', 3, true, 60), await placed(db, 'alex', 3, true, 60)];
  await owner.query('delete from run_tally where not run_id = any($1::uuid[])', [[longAgo, ofLate]]);
  // A tally that could not be there tells whether the run is read at all.
  const tallies = JSON.stringify([{ m: 'told', o: addDays(today, -40), p: 'yes' }]);
  await owner.query('update run_tally set tallies = $1', [tallies]);
  const counted = async (endedOn: LocalDate) => {
    await owner.query('update run set ended_on = $2 where id = $1', [longAgo, endedOn]);
    await countAdherence(db, today);
    const { rows } = await owner.query<{ n: number }>(
      `select n from adherence_figure where measure = 'told' and span = 'month' and unit = ''`,
    );
    return rows.map(({ n }) => n);
  };
  expect(await counted(addDays(today, -300))).toEqual([2]);
  // What has been written in it since is counted, whenever it ended.
  expect(await counted(addDays(today, -1200))).toEqual([2]);
  await owner.query('update entry set at = $2, recorded_on = $2 where run_id = $1', [longAgo, addDays(today, -1200)]);
  await owner.query('update fact set stated_on = $2 where run_id = $1', [longAgo, addDays(today, -1200)]);
  expect(await counted(addDays(today, -1200))).toEqual([1]);
});
