import { expect } from 'vitest';
import { struck } from '../../src/casework/entry.ts';
import { compiledRoutine, evaluateRuns, runsAtWork } from '../../src/casework/evaluation.ts';
import { decideMove } from '../../src/casework/actions/move.ts';
import { assign, record, startRun, unassign } from '../../src/casework/index.ts';
import { type EventRow, rebuild, type RebuiltState } from '../../src/casework/rebuild.ts';
import { demoActor } from '../../src/demo/index.ts';
import { scenarios } from '../../src/demo/scenarios.ts';
import { workItems } from '../../src/casework/worklist.ts';
import { addDays } from '../../src/kernel/date.ts';
import { type IdentityKind, readIdentityNumber } from '../../src/kernel/identity-number.ts';
import { type AssignmentId, type IdempotencyKey, newId } from '../../src/kernel/ids.ts';
import { evaluate, openLibrary } from '../../src/routine/index.ts';
import type { TestDatabase } from '../support/fixtures.ts';
import { test } from './demo-fixture.ts';
import {
  alexsCase,
  assignHousing,
  deedOf,
  entryOf,
  morningOf,
  noon,
  open,
  start,
  state,
  through,
  today,
  write,
} from './world.ts';
import { inOrder } from './worklist-order.ts';

const files = openLibrary();
const rebuiltFrom = (events: readonly EventRow[]): RebuiltState =>
  rebuild(
    events,
    (run, on) =>
      evaluate(compiledRoutine(files, { routine: run.routine, routineVersion: run.version }), run, on).endedAt,
  );

async function stored({ owner }: TestDatabase): Promise<RebuiltState> {
  const all = async (table: keyof RebuiltState) => (await owner.query(`select * from ${table}`)).rows;
  return {
    individual: await all('individual'),
    case_file: await all('case_file'),
    assignment: await all('assignment'),
    run: (await all('run')).map((row) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'evaluated_on')),
    ) as unknown as RebuiltState['run'],
    fact: await all('fact'),
    entry: await all('entry'),
    consent: await all('consent'),
    run_move: await all('run_move'),
    meeting: await all('meeting'),
    handover_note: await all('handover_note'),
  };
}

/** Sorted, so that only what is in them counts. */
const sorted = (whole: RebuiltState): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(whole).map(([table, rows]) => [
      table,
      rows
        .map((row) =>
          JSON.stringify(
            Object.entries(row).toSorted(([left], [right]) => left.localeCompare(right)),
            sortKeys,
          ),
        )
        .toSorted(),
    ]),
  );

// jsonb keeps its keys in an order of its own.
const sortKeys = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => left.localeCompare(right)))
    : value;

const eventsOf = async ({ owner }: TestDatabase): Promise<readonly EventRow[]> =>
  (await owner.query('select * from event order by id')).rows;

test('the state tables are what the events say, row by row and column by column', async ({ database, demo }) => {
  expect(demo).toBeGreaterThanOrEqual(scenarios(today).length);
  await everythingElse(database);
  const [tables, rebuilt] = [await stored(database), rebuiltFrom(await eventsOf(database))];
  expect(sorted(rebuilt)).toEqual(sorted(tables));
  // Not equal for being empty: every kind of thing that can happen has happened.
  expect(tables.case_file.length).toBeGreaterThanOrEqual(demo);
  expect(tables.run.filter(({ ended_on: ended }) => ended !== null).length).toBeGreaterThan(1);
  expect(tables.entry.filter(({ replaces }) => replaces !== null).length).toBeGreaterThan(2);
  expect(tables.assignment.some(({ run_id: run, valid_to: to }) => run === null && to !== null)).toBe(true);
  expect(tables.assignment.some(({ run_id: run, valid_to: to }) => run !== null && to !== null)).toBe(true);
});

/** What the demo does not do: corrections of corrections, a struck discharge, facts withdrawn, people who come and go. */
async function everythingElse({ db, owner }: TestDatabase): Promise<void> {
  const world = await alexsCase(db, owner, { givenName: 'Nova', familyName: 'Testlund' });
  // Its second run was written straight into the tables, for others to test reach with: without an event.
  await owner.query('delete from work_item where run_id = $1', [world.otherRun]);
  await owner.query('delete from entry where run_id = $1', [world.otherRun]);
  await owner.query('delete from fact where run_id = $1', [world.otherRun]);
  await owner.query('delete from run where id = $1', [world.otherRun]);
  for (const outcome of ['accepted', 'declined'] as const) {
    await through(db, 'alex', async (scope) => {
      const former = await startRun(scope, {
        caseId: await open(scope, { givenName: 'Sture', familyName: 'Låtsasson' }),
        routine: 'repeated-discharge',
        version: '2024-10-17',
        openedOn: today,
        facts: [],
        key: newId(),
      });
      if (former.outcome !== 'started') throw new Error(former.outcome);
      const { run } = former;
      const decision = { run, to: '2025', outcome, reason: 'Påhittat skäl', seen: 1, key: newId<IdempotencyKey>() };
      expect(await decideMove(scope, decision)).toEqual({ outcome: 'decided' });
    });
  }
  const { run, entry } = world;
  const correct = (of: typeof entry, kind: string) =>
    through(db, 'alex', (scope) =>
      record(scope, {
        run,
        deeds: [deedOf(kind, today)],
        seen: 99,
        key: newId(),
        corrects: { entry: of, reason: 'Fel dag.' },
      }),
    );
  const corrected = entryOf(await correct(entry, 'professions-plan'));
  await correct(corrected, struck);
  await through(db, 'eli', (scope) =>
    write(
      scope,
      run,
      deedOf('follow-up', today, {
        channel: 'phone',
        inPerson: false,
        participants: ['housingStaff'],
        answers: { safety: 'none', whatWorked: 'Lugnt' },
      }),
      deedOf('sip-motivation', today),
    ),
  );
  await through(db, 'alex', (scope) =>
    state(scope, run, [
      { name: 'moveIn', value: addDays(today, 3) },
      { name: 'acuteHomelessness', value: false },
    ]),
  );
  await through(db, 'alex', (scope) => state(scope, run, [{ name: 'moveIn', value: addDays(today, 5) }]));
  const discharged = entryOf(
    await through(db, 'alex', (scope) =>
      write(scope, run, deedOf('discharged', today, { answers: { planned: true } })),
    ),
  );
  await correct(discharged, struck);
  await through(db, 'alex', (scope) =>
    assignHousing(scope, run, 'frankie', { from: addDays(today, 1), to: addDays(today, 30) }),
  );
  await through(db, 'alex', (scope) =>
    assign(scope, { run, account: demoActor('billie').account, role: 'caseworker', from: today, key: newId() }),
  );
  const { rows: held } = await owner.query<{ id: AssignmentId; username: string }>(
    'select s.id, a.username from assignment s join account a on a.id = s.account where s.case_id = $1 order by a.username',
    [world.caseId],
  );
  for (const { id, username } of held) {
    if (username !== 'billie')
      expect((await through(db, 'billie', (scope) => unassign(scope, run, id, addDays(today, 2)))).outcome).toBe(
        'ended',
      );
  }
  // Somebody who is known already, by number: a second case of the same individual.
  await through(db, 'billie', async (scope) => {
    const again = await open(scope, { givenName: 'Alva', familyName: 'Exempelsson', number: '199001019802' });
    await start(scope, again);
  });
}

const workers = ['alex', 'billie', 'charlie', 'dani', 'eli', 'frankie'] as const;

test('on any later day, what somebody has to do is what evaluating their runs from nothing says', async ({
  database,
  demo,
}) => {
  expect(demo).toBeGreaterThanOrEqual(24);
  for (const days of [0, 1, 7, 31]) {
    for (const who of workers) {
      const [lines, fresh] = await through(
        database.db,
        who,
        async (scope) => {
          const runs = await runsAtWork(scope, scope.actor.account);
          const evaluated = await evaluateRuns(scope, runs);
          return [
            runs.flatMap(({ items }) => items),
            evaluated.flatMap(({ run, state: now }) => workItems(run.id, now)),
          ];
        },
        morningOf(addDays(today, days)),
      );
      expect(fresh.length, who).toBeGreaterThan(10);
      expect(inOrder(lines), `${who} after ${days} days`).toEqual(inOrder(fresh));
    }
  }
});

test('every number in the demo is one that the form would take, of a serial that belongs to nobody', async ({
  database,
  demo,
}) => {
  expect(demo).toBeGreaterThanOrEqual(24);
  const { rows } = await database.owner.query<{ identity_number: string; identity_kind: IdentityKind }>(
    'select identity_number, identity_kind from individual where identity_number is not null order by identity_number',
  );
  expect(rows.length).toBeGreaterThan(5);
  for (const { identity_number: digits, identity_kind: kind } of rows) {
    if (kind === 'none') continue;
    expect(readIdentityNumber(digits, kind), digits).toEqual({ digits });
    expect(digits.slice(8, 10), digits).toBe('98');
  }
});

test('a run that has ended has nothing left to do in it', async ({ database, demo }) => {
  expect(demo).toBeGreaterThanOrEqual(24);
  const { rows } = await database.owner.query(
    `select count(*)::int as n from run r join work_item w on w.run_id = r.id where r.ended_on is not null`,
  );
  expect(rows).toEqual([{ n: 0 }]);
});

test('a fact that is said to be unknown again can be rebuilt, too', async ({ database }) => {
  const { run } = await alexsCase(database.db, database.owner, { givenName: 'Åke', familyName: 'Demosson' });
  await through(database.db, 'alex', (scope) => state(scope, run, [{ name: 'acuteHomelessness', value: true }]));
  await through(database.db, 'alex', (scope) => state(scope, run, [{ name: 'acuteHomelessness', value: 'unknown' }]));
  const mine = (await eventsOf(database)).filter((event) => event.run_id === run);
  const facts = rebuiltFrom(mine).fact.filter(({ name }) => name === 'acuteHomelessness');
  expect(facts.map(({ value }) => value)).toEqual([true, 'unknown']);
});

test('an event of no known shape is an error, not a gap', () => {
  const event = {
    municipality: '1480',
    kind: 'made-up',
    actor: newId(),
    secrecy_area: 'centrum',
    case_id: newId(),
    run_id: null,
    happened_on: today,
    written_at: noon,
    payload: {},
  };
  expect(() => rebuiltFrom([event])).toThrow();
  expect(() =>
    rebuiltFrom([{ ...event, kind: 'run-started', payload: { routine: 'a', routineVersion: '1', openedOn: today } }]),
  ).toThrow('names no run');
});

test('the demo’s desk has requests in every state, some months of them, and figures of how they went', async ({
  database,
  demo,
}) => {
  expect(demo).toBeGreaterThan(0);
  const { rows } = await database.owner.query<{ found: string }>(
    `select distinct state || ' ' || waiting_for as found from placement_request order by 1`,
  );
  expect(rows.map(({ found }) => found)).toEqual([
    'closed nobody',
    'paused requester',
    'submitted desk',
    'submitted provider',
    'submitted requester',
    'withdrawn nobody',
  ]);
  const has = async (what: string) =>
    (await database.owner.query<{ n: number }>(`select count(*)::integer as n from ${what}`)).rows[0]?.n ?? 0;
  expect(await has('placement_request')).toBeGreaterThanOrEqual(15);
  // Not fewer than five individuals are behind what is told of how it went.
  expect(await has('placement')).toBeGreaterThanOrEqual(5);
  for (const some of [
    `placement_follow_up where result is null and due_on <= '${today}'`,
    `placement_follow_up where result = 'discharged'`,
    `placement_recommendation where answer = 'declined'`,
    `placement_outcome where none_reason is not null`,
    `direct_award a join direct_award_bid b on b.award = a.id where a.decided_at is null and b.answer = 'offered'`,
    'placement_complaint',
    `notice where kind = 'placement-stopped' and seen_at is null`,
    'historical_request',
  ])
    expect(await has(some), some).toBeGreaterThan(0);
  const { rows: offers } = await database.owner.query<{ n: number }>(`select count(*)::integer as n from offer`);
  expect(offers[0]?.n).toBeGreaterThanOrEqual(60);
});
