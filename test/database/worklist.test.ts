import fc from 'fast-check';
import { expect } from 'vitest';
import { struck } from '../../src/casework/entry.ts';
import { compiledRoutine, evaluateRun, runsAtWork } from '../../src/casework/evaluation.ts';
import { evaluateAtNight, record } from '../../src/casework/index.ts';
import { entriesOf, findRun } from '../../src/casework/store/runs.ts';
import { workItems, type WorkItem } from '../../src/casework/worklist.ts';
import { addDays, type LocalDate } from '../../src/kernel/date.ts';
import { newId, type RunId } from '../../src/kernel/ids.ts';
import { openLibrary } from '../../src/routine/index.ts';
import type { Scope } from '../../src/platform/door.ts';
import { test, type TestDatabase } from '../support/fixtures.ts';
import { alexsCase, deedOf, morningOf, open, start, state, through, today, write } from './world.ts';
import { inOrder } from './worklist-order.ts';
import { untilSomebodyWaits } from '../support/waiting.ts';

type Row = Readonly<{
  obligation: string;
  state: WorkItem['state'];
  modality: WorkItem['modality'];
  who: string[];
  due: LocalDate | null;
  missing_facts: string[];
  waiting_on: string[];
}>;

/** The lines of a run as the table holds them. */
async function storedLines({ owner }: TestDatabase, runId: RunId): Promise<readonly WorkItem[]> {
  const { rows } = await owner.query<Row>('select * from work_item where run_id = $1', [runId]);
  return rows.map((row) => ({
    runId,
    obligation: row.obligation,
    state: row.state,
    modality: row.modality,
    who: row.who,
    ...(row.due === null ? {} : { due: row.due }),
    missingFacts: row.missing_facts,
    waitingOn: row.waiting_on,
  }));
}

async function freshLines(scope: Scope, runId: RunId): Promise<readonly WorkItem[]> {
  const run = await findRun(scope, runId);
  if (!run) throw new Error('The run is out of reach');
  return workItems(run.id, (await evaluateRun(scope, run)).state);
}

const { definition } = compiledRoutine(openLibrary(), { routine: 'repeated-discharge', routineVersion: '2025' });
const facts = [
  ...[-30, -3, 0, 4].map((days) => ({ name: 'moveIn', value: addDays(today, days) })),
  ...[true, false, 'unknown' as const].flatMap((value) =>
    ['acuteHomelessness', 'sipExists'].map((name) => ({ name, value })),
  ),
  { name: 'housingForm', value: 'apartment' },
  { name: 'supportLevel', value: 'high' },
  { name: 'moveIn', value: 'unknown' as const },
];
const step = fc.oneof(
  fc.record({ what: fc.constant('state' as const), fact: fc.constantFrom(...facts) }),
  fc.record({
    what: fc.constant('record' as const),
    kind: fc.constantFrom(...Object.keys(definition.entryKinds)),
    participants: fc.subarray(['caseworker', 'housingStaff', 'individual']),
    safety: fc.constantFrom('none', 'threat'),
  }),
  fc.record({
    what: fc.constant('waive' as const),
    obligation: fc.constantFrom(...definition.obligations.map(({ id }) => id)),
  }),
  fc.record({ what: fc.constant('interval' as const), weeks: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ what: fc.constant('strike' as const), nth: fc.nat(9) }),
);

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

async function take(scope: Scope, run: RunId, taken: Step): Promise<void> {
  switch (taken.what) {
    case 'state':
      return void (await state(scope, run, [taken.fact]));
    case 'record': {
      const { kind, participants, safety } = taken;
      return void (await write(
        scope,
        run,
        deedOf(kind, scope.today, { participants, inPerson: true, answers: { safety, whatWorked: 'Lugnt' } }),
      ));
    }
    case 'waive':
      return void (await write(
        scope,
        run,
        deedOf('waiver', scope.today, { obligation: taken.obligation, reason: 'Behövs inte nu.' }),
      ));
    case 'interval':
      return void (await write(
        scope,
        run,
        deedOf('interval-changed', scope.today, {
          obligation: 'weekly-follow-up',
          every: `P${taken.weeks}W`,
          reason: 'Lugnt länge.',
        }),
      ));
    case 'strike': {
      const entries = (await entriesOf(scope, [run])).get(run) ?? [];
      const replaced = new Set(entries.map(({ replaces }) => replaces));
      const standing = entries.filter(({ id, kind }) => !replaced.has(id) && kind !== struck);
      const entry = standing[taken.nth % Math.max(1, standing.length)];
      if (!entry) return;
      await record(scope, {
        run,
        deeds: [deedOf(struck, entry.at)],
        seen: 99,
        key: newId(),
        corrects: { entry: entry.id, reason: 'Det hände inte.' },
      });
    }
  }
}

test('after whatever is written, the lines of work are what evaluating the run from nothing says', async ({
  database,
}) => {
  let written = 0;
  const property = fc.asyncProperty(
    fc.array(fc.tuple(step, fc.constantFrom(0, 0, 1, 8)), { minLength: 1, maxLength: 8 }),
    async (steps) => {
      const run = await through(database.db, 'alex', async (scope) =>
        start(scope, await open(scope, { givenName: 'Pim', familyName: 'Provdotter' })),
      );
      let on = today;
      for (const [taken, daysLater] of steps) {
        on = addDays(on, daysLater);
        const fresh = await through(
          database.db,
          'alex',
          async (scope) => {
            await take(scope, run, taken);
            return freshLines(scope, run);
          },
          morningOf(on),
        );
        // A step that wrote nothing (there was nothing to strike) leaves the lines of the day before.
        const { rows } = await database.owner.query<{ evaluated_on: string }>(
          'select evaluated_on from run where id = $1',
          [run],
        );
        if (rows[0]?.evaluated_on !== on) continue;
        expect(inOrder(await storedLines(database, run))).toEqual(inOrder(fresh));
        written += 1;
      }
    },
  );
  await fc.assert(property, { seed: 20_261_014, numRuns: 15 });
  expect(written).toBeGreaterThan(30);
});

test('until the day that they are said to hold for, the lines are what each day by itself would say', async ({
  database,
}) => {
  const lengths = new Set<number>();
  const property = fc.asyncProperty(
    fc.array(fc.tuple(step, fc.constantFrom(0, 1, 6)), { minLength: 1, maxLength: 6 }),
    fc.integer({ min: 1, max: 30 }),
    async (steps, later) => {
      const run = await through(database.db, 'alex', async (scope) =>
        start(scope, await open(scope, { givenName: 'Pim', familyName: 'Provdotter' }), [
          { name: 'moveIn', value: addDays(today, 9) },
        ]),
      );
      let on = today;
      for (const [taken, daysLater] of steps) {
        on = addDays(on, daysLater);
        await through(database.db, 'alex', (scope) => take(scope, run, taken), morningOf(on));
      }
      on = addDays(on, later);
      await evaluateAtNight(database.db, morningOf(on), new AbortController().signal);
      const { rows } = await database.owner.query<{ until: LocalDate; ended: boolean }>(
        'select evaluated_on as until, ended_on is not null as ended from run where id = $1',
        [run],
      );
      const [row] = rows;
      if (!row || row.ended) return;
      const { until } = row;
      expect(until >= on).toBe(true);
      const stored = inOrder(await storedLines(database, run));
      let length = 0;
      for (let day = on; day <= until; day = addDays(day, 1), length += 1)
        expect(inOrder(await through(database.db, 'alex', (scope) => freshLines(scope, run), morningOf(day)))).toEqual(
          stored,
        );
      lengths.add(length);
      // The night after, when nothing has been written, goes by what this one has kept.
      const next = addDays(until, 1);
      await evaluateAtNight(database.db, morningOf(next), new AbortController().signal);
      expect(inOrder(await storedLines(database, run))).toEqual(
        inOrder(await through(database.db, 'alex', (scope) => freshLines(scope, run), morningOf(next))),
      );
    },
  );
  await fc.assert(property, { seed: 20_261_128, numRuns: 12 });
  // Both those that another day changes at once, and those that none does for a while.
  expect(lengths.size).toBeGreaterThan(2);
});

test('the first who looks on a new day evaluates the runs anew; who comes after reads the lines as they are', async ({
  database,
}) => {
  const { run } = await alexsCase(database.db, database.owner, { givenName: 'Disa', familyName: 'Provdotter' });
  await through(database.db, 'alex', (scope) => state(scope, run, [{ name: 'moveIn', value: addDays(today, 1) }]));
  const inserted = async () =>
    (await database.owner.query<{ xmin: string }>('select distinct xmin::text from work_item where run_id = $1', [run]))
      .rows;
  const look = (who: 'alex' | 'eli', days: number) =>
    through(
      database.db,
      who,
      async (scope) => (await runsAtWork(scope, scope.actor.account)).find(({ id }) => id === run)?.items,
      morningOf(addDays(today, days)),
    );
  const before = await inserted();
  await look('alex', 0);
  expect(await inserted()).toEqual(before);
  const first = await look('eli', 3);
  const after = await inserted();
  expect(after).not.toEqual(before);
  expect(first?.some(({ state: name }) => name === 'overdue')).toBe(true);
  expect(await look('alex', 3)).toEqual(first);
  expect(await inserted()).toEqual(after);
});

test('two who look at once on a new day: one evaluates, the other waits for it and evaluates nothing', async ({
  database,
}) => {
  const { run } = await alexsCase(database.db, database.owner, { givenName: 'Ebbe', familyName: 'Låtsasberg' });
  const tomorrow = morningOf(addDays(today, 1));
  const { promise: firstIsDone, resolve: finishFirst } = Promise.withResolvers<void>();
  const { promise: firstHasWritten, resolve: wrote } = Promise.withResolvers<void>();
  const first = through(
    database.db,
    'alex',
    async (scope) => {
      const items = (await runsAtWork(scope, scope.actor.account)).find(({ id }) => id === run)?.items;
      wrote();
      await firstIsDone;
      return items;
    },
    tomorrow,
  );
  await firstHasWritten;
  const second = through(
    database.db,
    'eli',
    async (scope) => (await runsAtWork(scope, scope.actor.account)).find(({ id }) => id === run)?.items,
    tomorrow,
  );
  // The second is seen waiting for the first before the first is let go.
  await untilSomebodyWaits(database, second);
  finishFirst();
  expect(await second).toEqual(await first);
  const { rows } = await database.owner.query<{ n: number; writers: number }>(
    `select count(*)::int as n, count(distinct xmin::text)::int as writers from work_item where run_id = $1`,
    [run],
  );
  expect(rows[0]?.writers).toBe(1);
  expect(rows[0]?.n).toBeGreaterThan(0);
});

test('many who look at once on a new day all see the same, and each line is there once', async ({ database }) => {
  const { run } = await alexsCase(database.db, database.owner, { givenName: 'Folke', familyName: 'Fiktivgren' });
  const looks = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      through(
        database.db,
        index % 2 === 0 ? 'alex' : 'eli',
        async (scope) => (await runsAtWork(scope, scope.actor.account)).find(({ id }) => id === run)?.items,
        morningOf(addDays(today, 2)),
      ),
    ),
  );
  const [one] = looks;
  expect(one?.length).toBeGreaterThan(0);
  for (const look of looks) expect(inOrder(look ?? [])).toEqual(inOrder(one ?? []));
  expect(inOrder(await storedLines(database, run))).toEqual(inOrder(one ?? []));
});
