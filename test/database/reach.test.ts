import { sql } from 'kysely';
import { describe, expect } from 'vitest';
import { holdStaleRuns, runContents } from '../../src/casework/store/runs.ts';
import { replaceWorkItems } from '../../src/casework/store/worklist.ts';
import type { WorkItem } from '../../src/casework/worklist.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { addDays } from '../../src/kernel/date.ts';
import { type AccountId, type CaseId, newId, type RunId } from '../../src/kernel/ids.ts';
import { as, type Scope } from '../../src/platform/door.ts';
import { test, type TestDatabase } from '../support/fixtures.ts';
import {
  alexsCase,
  assignHousing,
  insertEntry,
  insertEvent,
  insertFact,
  insertWorkItem,
  noon,
  open,
  start,
  through,
  today,
  type World,
} from './world.ts';

const nothing = { case_file: 0, individual: 0, run: 0, assignment: 0, fact: 0, entry: 0, work_item: 0, event: 0 };
type Counts = typeof nothing;
const tables = Object.keys(nothing) as (keyof Counts)[];
type Sight = Readonly<{ database: TestDatabase; who: DemoPerson; now?: Date }>;

/** How many rows of a case somebody sees, by table. */
const seenOf = (
  { database, who, now = noon }: Sight,
  { caseId, run, otherRun }: Pick<World, 'caseId' | 'run' | 'otherRun'>,
): Promise<Counts> => through(database.db, who, (scope) => countRows(scope, caseId, [run, otherRun]), now);

async function countRows({ db }: Pick<Scope, 'db'>, caseId: CaseId, runs: readonly RunId[]): Promise<Counts> {
  const counts: Counts = { ...nothing };
  for (const table of tables) {
    const its =
      table === 'case_file'
        ? sql`id = ${caseId}`
        : table === 'individual'
          ? sql`true`
          : table === 'run'
            ? sql`id = any(${[...runs]}::uuid[])`
            : table === 'assignment' || table === 'event'
              ? sql`case_id = ${caseId}`
              : sql`run_id = any(${[...runs]}::uuid[])`;
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} where ${its}`.execute(
      db,
    );
    counts[table] = rows[0]?.n ?? 0;
  }
  return counts;
}

const blockedLine: Omit<WorkItem, 'runId' | 'obligation'> = {
  state: 'blocked',
  modality: 'must',
  who: [],
  missingFacts: [],
  waitingOn: [],
};

/** What the database says when it refuses. */
async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      const constraint = 'constraint' in error && typeof error.constraint === 'string' ? ` ${error.constraint}` : '';
      return `${String(error.code)}${constraint}`;
    }
    throw error;
  }
}
const outOfReach = '42501';

const make = ({ db, owner }: TestDatabase): Promise<World> =>
  alexsCase(db, owner, { givenName: 'Cleo', familyName: 'Testlund' });

describe('who sees a case', () => {
  test('a caseworker sees the whole of a case that is assigned to them', async ({ database }) => {
    const world = await make(database);
    const seen = await seenOf({ database, who: 'alex' }, world);
    expect(tables.filter((table) => seen[table] === 0)).toEqual([]);
    expect([seen.case_file, seen.run, seen.entry, seen.fact, seen.assignment]).toEqual([1, 2, 2, 2, 2]);
  });

  test('another caseworker of the same unit, without an assignment, sees nothing of it', async ({ database }) => {
    const world = await make(database);
    expect(await seenOf({ database, who: 'billie' }, world)).toEqual(nothing);
  });

  test('the unit’s manager sees all of it, and the manager of another unit nothing', async ({ database }) => {
    const world = await make(database);
    const own = await seenOf({ database, who: 'gry' }, world);
    expect(tables.filter((table) => own[table] === 0)).toEqual([]);
    expect(await seenOf({ database, who: 'hedda' }, world)).toEqual(nothing);
  });

  test('a manager’s role in a unit of another area opens nothing there', async ({ database }) => {
    const world = await make(database);
    const hedda = demoActor('hedda');
    const crossing = { ...hedda, roles: [{ role: 'unitManager', unit: 'centrum-vuxen', coversUnit: true }] };
    const seen = await as(database.db, crossing, noon, { action: 'test', channel: 'cli' }, (scope) =>
      countRows(scope, world.caseId, [world.run, world.otherRun]),
    );
    expect(seen).toEqual(nothing);
  });

  test('caseworkers of another area, other housing staff and the process lead see nothing', async ({ database }) => {
    const world = await make(database);
    for (const who of ['charlie', 'dani', 'frankie', 'ia'] as const)
      expect(await seenOf({ database, who }, world), who).toEqual(nothing);
  });

  test('an assignment that has ended, or has not begun, opens nothing', async ({ database }) => {
    const world = await make(database);
    const days: readonly (readonly [from: number, to: number | undefined, opens: boolean])[] = [
      [-3, -1, false],
      [-3, 0, true],
      [0, undefined, true],
      [1, undefined, false],
      [0, -1, false],
    ];
    for (const [from, to, opens] of days) {
      await database.owner.query('delete from assignment where account = $1', [demoActor('billie').account]);
      await database.owner.query(
        `insert into assignment (municipality, id, case_id, account, role, valid_from, valid_to, assigned_by, assigned_at, idempotency_key)
         values ('1480', gen_random_uuid(), $1, $2, 'caseworker', $3, $4, $2, now(), gen_random_uuid())`,
        [world.caseId, demoActor('billie').account, addDays(today, from), to === undefined ? null : addDays(today, to)],
      );
      expect((await seenOf({ database, who: 'billie' }, world)).case_file, `from ${from} to ${to}`).toBe(opens ? 1 : 0);
    }
  });

  test('the day of an assignment begins and ends at midnight in Sweden', async ({ database }) => {
    const world = await make(database);
    await database.owner.query('update assignment set valid_to = $1 where case_id = $2', [today, world.caseId]);
    const seenAt = async (instant: string) =>
      (await seenOf({ database, who: 'alex', now: new Date(instant) }, world)).case_file;
    expect(await seenAt('2026-10-13T21:59:00Z')).toBe(0);
    expect(await seenAt('2026-10-13T22:01:00Z')).toBe(1);
    expect(await seenAt('2026-10-14T21:59:00Z')).toBe(1);
    expect(await seenAt('2026-10-14T22:01:00Z')).toBe(0);
  });

  test('a query that forgot the door sees nothing, whatever it asks', async ({ database }) => {
    await make(database);
    for (const table of [...tables, 'municipality', 'unit', 'account_role', 'ground', 'draft']) {
      const { rows } = await database.app.query(`select 1 from ${table}`);
      expect(rows, table).toEqual([]);
    }
    const forgotten = { db: database.db, actor: demoActor('alex'), now: noon, today } as unknown as Scope;
    expect(await refusal(open(forgotten))).toBe(outOfReach);
  });

  test('nothing of the door is left on the connection for whoever uses it next', async ({ database }) => {
    const world = await make(database);
    await seenOf({ database, who: 'alex' }, world);
    const clients = await Promise.all(Array.from({ length: 10 }, () => database.app.connect()));
    for (const client of clients) {
      const { rows } = await client.query('select 1 from case_file');
      expect(rows).toEqual([]);
      client.release();
    }
  });
});

describe('housing staff assigned to one run with a ground', () => {
  test('see that run, its entries, facts and lines of work, and nothing else of the case', async ({ database }) => {
    const world = await make(database);
    const seen = await through(database.db, 'eli', async (scope) => ({
      theirs: await countRows(scope, world.caseId, [world.run]),
      other: await countRows(scope, world.caseId, [world.otherRun]),
    }));
    expect(seen.theirs).toMatchObject({ case_file: 0, individual: 0, run: 1, fact: 1, entry: 1 });
    expect(seen.theirs.work_item).toBeGreaterThan(0);
    expect(seen.other).toMatchObject({ case_file: 0, individual: 0, run: 0, fact: 0, entry: 0, work_item: 0 });
  });

  test('see the assignments to the run, and none to the case', async ({ database }) => {
    const world = await make(database);
    await through(database.db, 'alex', (scope) => assignHousing(scope, world.run, 'frankie'));
    const seen = await through(database.db, 'eli', ({ db }) =>
      db
        .selectFrom('assignment')
        .select(['account', 'run_id'])
        .where('case_id', '=', world.caseId)
        .orderBy('account')
        .execute(),
    );
    expect(seen).toEqual([
      { account: demoActor('eli').account, run_id: world.run },
      { account: demoActor('frankie').account, run_id: world.run },
    ]);
  });

  test('are told who works in the run and in its case; nobody else is told anything', async ({ database }) => {
    const world = await make(database);
    const told = (who: DemoPerson, run: RunId) =>
      through(database.db, who, async ({ db }) => {
        const { rows } = await sql<{
          account: string;
        }>`select account from access.run_people('1480', ${run}) order by account`.execute(db);
        return rows.map(({ account }) => account);
      });
    const everybody = [demoActor('alex').account, demoActor('eli').account];
    expect([await told('eli', world.run), await told('alex', world.run), await told('gry', world.run)]).toEqual([
      everybody,
      everybody,
      everybody,
    ]);
    for (const who of ['billie', 'charlie', 'frankie', 'hedda', 'ia'] as const)
      expect(await told(who, world.run), who).toEqual([]);
    expect(await told('eli', world.otherRun)).toEqual([]);
  });

  test('see the events of the run, and none of the case', async ({ database }) => {
    const world = await make(database);
    const seen = await through(database.db, 'eli', ({ db }) =>
      db.selectFrom('event').select(['kind', 'run_id']).where('case_id', '=', world.caseId).execute(),
    );
    expect(new Set(seen.map((event) => event.run_id))).toEqual(new Set([world.run]));
    expect(seen.map((event) => event.kind)).not.toContain('individual-registered');
  });

  test('are told the case’s number and the person’s name of that run, and of no other', async ({ database }) => {
    const world = await make(database);
    const told = await through(database.db, 'eli', async ({ db }) => {
      const ask = (run: string) => sql`select * from access.run_subject('1480', ${run})`.execute(db);
      return [(await ask(world.run)).rows, (await ask(world.otherRun)).rows, (await ask(newId())).rows];
    });
    expect(told).toEqual([
      [
        {
          case_number: expect.stringMatching(/^26-\d{4}$/),
          given_name: 'Cleo',
          family_name: 'Testlund',
          protection: null,
        },
      ],
      [],
      [],
    ]);
  });

  test('see nothing before the first day and after the last', async ({ database }) => {
    const world = await make(database);
    await through(database.db, 'alex', (scope) =>
      assignHousing(scope, world.run, 'frankie', { from: addDays(today, 2), to: addDays(today, 3) }),
    );
    const runsOn = async (days: number) =>
      (await seenOf({ database, who: 'frankie', now: new Date(noon.getTime() + days * 86_400_000) }, world)).run;
    expect([await runsOn(1), await runsOn(2), await runsOn(3), await runsOn(4)]).toEqual([0, 1, 1, 0]);
  });

  test('do not get into the case by starting a routine in it or by letting others in', async ({ database }) => {
    const world = await make(database);
    expect(await refusal(through(database.db, 'eli', (scope) => startRow(scope, world.caseId)))).toBe(outOfReach);
    const letIn = {
      case_id: world.caseId,
      run_id: world.run,
      account: demoActor('frankie').account,
      ground: 'duty',
      ground_reason: 'Samtycke',
    };
    expect(await refusal(through(database.db, 'eli', (scope) => assignRow(scope, letIn)))).toBe(outOfReach);
  });

  test('lose the run when they come to belong to an area that no ground was given for', async ({ database }) => {
    const world = await make(database);
    const billie = demoActor('billie');
    await through(database.db, 'alex', (scope) =>
      assignRow(scope, { case_id: world.caseId, run_id: world.run, account: billie.account, role: 'caseworker' }),
    );
    expect((await seenOf({ database, who: 'billie' }, world)).run).toBe(1);
    const moved = { ...billie, area: 'hisingen' };
    const seen = await as(database.db, moved, noon, { action: 'test', channel: 'cli' }, (scope) =>
      countRows(scope, world.caseId, [world.run]),
    );
    expect(seen.run).toBe(0);
    expect(seen.entry).toBe(0);
  });
});

const startRow = ({ db }: Scope, caseId: string) =>
  db
    .insertInto('run')
    .values({
      municipality: '1480',
      id: newId(),
      case_id: caseId,
      routine: 'third',
      routine_version: '1',
      opened_on: today,
    })
    .execute();

type AssignmentRow = Readonly<{
  case_id: string;
  run_id?: string;
  account?: AccountId;
  role?: string;
  ground?: string;
  ground_reason?: string;
  assigned_by?: string;
}>;
const assignRow = ({ db, actor, now }: Scope, row: AssignmentRow) =>
  db
    .insertInto('assignment')
    .values({
      municipality: '1480',
      id: newId(),
      account: actor.account,
      role: 'housingStaff',
      valid_from: today,
      assigned_by: actor.account,
      assigned_at: now,
      idempotency_key: newId(),
      ...row,
    })
    .execute();

describe('nobody gets into reach, or gets anything out of it', () => {
  test('an assignment across areas to a whole case, or without a ground, is refused by the database', async ({
    database,
  }) => {
    const world = await make(database);
    const account = demoActor('frankie').account;
    const ground = { ground: 'duty', ground_reason: 'Samtycke' };
    const tries: readonly (readonly [AssignmentRow, string])[] = [
      [{ case_id: world.caseId, account }, '23514 assignment_across_areas'],
      [{ case_id: world.caseId, account, ...ground }, '23514 assignment_across_areas'],
      [{ case_id: world.caseId, account, run_id: world.run }, '23514 assignment_across_areas'],
      [{ case_id: world.caseId, account, run_id: world.run, ground: 'duty' }, '23514 assignment_check1'],
      [
        { case_id: world.caseId, account, run_id: world.run, ground: 'made-up', ground_reason: 'x' },
        '23503 assignment_municipality_ground_fkey',
      ],
      [{ case_id: world.caseId, account, run_id: world.run, ...ground }, 'done'],
    ];
    for (const [row, expected] of tries) {
      expect(await refusal(through(database.db, 'alex', (scope) => assignRow(scope, row))), JSON.stringify(row)).toBe(
        expected,
      );
    }
  });

  test('an assignment is to a run of the same case', async ({ database }) => {
    const [mine, theirs] = [await make(database), await make(database)];
    const work = through(database.db, 'alex', (scope) =>
      assignRow(scope, { case_id: mine.caseId, run_id: theirs.run }),
    );
    expect(await refusal(work)).toBe('23514 assignment_run_of_case');
  });

  test('nobody assigns themselves to a case that they do not see', async ({ database }) => {
    const world = await make(database);
    for (const who of ['billie', 'charlie', 'frankie', 'hedda', 'ia'] as const) {
      const tryWith = (row: Partial<AssignmentRow>) =>
        refusal(through(database.db, who, (scope) => assignRow(scope, { case_id: world.caseId, ...row })));
      const across = demoActor(who).area !== 'centrum';
      expect(await tryWith({}), who).toBe(across ? '23514 assignment_across_areas' : outOfReach);
      expect(await tryWith({ run_id: world.run, ground: 'duty', ground_reason: 'Jag vill se' }), who).toBe(outOfReach);
    }
  });

  test('who opened a case gets it once: not again after they have left it', async ({ database }) => {
    const world = await make(database);
    await database.owner.query('update assignment set valid_from = $1, valid_to = $2 where id = $3', [
      addDays(today, -9),
      addDays(today, -1),
      world.caseLevel,
    ]);
    expect(
      await refusal(
        through(database.db, 'alex', (scope) => assignRow(scope, { case_id: world.caseId, role: 'caseworker' })),
      ),
    ).toBe(outOfReach);
  });

  test('nobody opens a case as somebody else, in another area, or in a unit of another area', async ({ database }) => {
    const insert = (more: object) =>
      refusal(
        through(database.db, 'alex', async (scope) => {
          const id = newId();
          const person = {
            municipality: '1480',
            secrecy_area: 'centrum',
            given_name: 'Bo',
            family_name: 'Påhittsson',
            identity_kind: 'none',
            identity_certainty: 'uncertain',
          };
          await scope.db
            .insertInto('individual')
            .values({ ...person, id })
            .execute();
          const file = {
            municipality: '1480',
            id: newId(),
            secrecy_area: 'centrum',
            unit: 'centrum-vuxen',
            case_number: newId(),
            individual: id,
            opened_on: today,
            opened_by: scope.actor.account,
            idempotency_key: newId(),
          };
          await scope.db
            .insertInto('case_file')
            .values({ ...file, ...more })
            .execute();
        }),
      );
    expect(await insert({})).toBe('done');
    expect(await insert({ opened_by: demoActor('billie').account })).toBe(outOfReach);
    expect(await insert({ secrecy_area: 'hisingen', unit: 'hisingen-vuxen' })).toBe(outOfReach);
    expect(await insert({ unit: 'hisingen-vuxen' })).toMatch(/^23503/);
  });

  test('nobody reaches an individual of another area by opening a case about them', async ({ database }) => {
    const world = await make(database);
    const { rows } = await database.owner.query<{ individual: string }>(
      'select individual from case_file where id = $1',
      [world.caseId],
    );
    const work = through(database.db, 'charlie', async (scope) => {
      const id = newId();
      await scope.db
        .insertInto('case_file')
        .values({
          municipality: '1480',
          id,
          secrecy_area: 'hisingen',
          unit: 'hisingen-vuxen',
          case_number: newId(),
          individual: rows[0]?.individual ?? '',
          opened_on: today,
          opened_by: scope.actor.account,
          idempotency_key: newId(),
        })
        .execute();
      await assignRow(scope, { case_id: id, role: 'caseworker' });
    });
    expect(await refusal(work)).toMatch(/^23503/);
  });

  test('a number leads to the same individual within the area, and to nobody from another', async ({ database }) => {
    const number = '198503129806';
    await through(database.db, 'alex', (scope) => open(scope, { givenName: 'Bo', familyName: 'Påhittsson', number }));
    const find = (who: DemoPerson) =>
      through(
        database.db,
        who,
        async ({ db }) =>
          (await sql<{ id: string | null }>`select access.individual_with_number(${number}) as id`.execute(db)).rows[0]
            ?.id,
      );
    expect(await find('billie')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await find('charlie')).toBeNull();
  });

  test('nobody moves a case, a run, an entry or an assignment out of or into reach', async ({ database }) => {
    const world = await make(database);
    const moves = [
      `update case_file set unit = 'hisingen-vuxen'`,
      `update case_file set secrecy_area = 'hisingen'`,
      `update case_file set individual = individual`,
      `update run set case_id = case_id`,
      `update run set municipality = municipality`,
      `update entry set run_id = run_id`,
      `update fact set run_id = run_id`,
      `update assignment set case_id = case_id`,
      `update assignment set run_id = null`,
      `update assignment set account = account`,
      `update assignment set valid_from = valid_from`,
      `update assignment set ground = ground`,
      `update individual set secrecy_area = secrecy_area`,
      `update event set case_id = case_id`,
      `update account set secrecy_area = secrecy_area`,
      `insert into account_role select municipality, account, role, unit from account_role`,
      `insert into unit select municipality, id, secrecy_area, name from unit`,
    ];
    for (const move of moves) {
      expect(await refusal(through(database.db, 'alex', ({ db }) => sql.raw(move).execute(db))), move).toBe(outOfReach);
    }
    const item = through(database.db, 'eli', ({ db }) =>
      sql`update work_item set run_id = ${world.otherRun}, obligation = 'moved' where run_id = ${world.run}`.execute(
        db,
      ),
    );
    expect(await refusal(item)).toBe(outOfReach);
  });

  test('of a list of runs, what they are evaluated on is given of those in reach, and nothing is written unless all are', async ({
    database,
  }) => {
    const world = await make(database);
    const unshared = await through(database.db, 'alex', async (scope) =>
      start(scope, await open(scope, { givenName: 'Tova', familyName: 'Låtsasgren' })),
    );
    const both = [world.run, unshared];
    const given = (who: DemoPerson) =>
      through(database.db, who, async (scope) => ({
        contents: [...(await runContents(scope, both, {})).keys()],
        held: (await holdStaleRuns(scope, both, {})).map(({ run }) => run.id),
      }));
    const write = (who: DemoPerson, runs: readonly RunId[]) =>
      refusal(
        through(database.db, who, (scope) =>
          replaceWorkItems(
            scope,
            runs.map((id) => ({ id, until: scope.today })),
            [],
          ),
        ),
      );
    const lines = async () =>
      (
        await database.owner.query<{ n: number }>(
          'select count(*)::int as n from work_item where run_id = any($1::uuid[])',
          [both],
        )
      ).rows[0]?.n;
    await database.owner.query('update run set evaluated_on = null where id = any($1::uuid[])', [both]);
    for (const [who, seen] of [
      ['alex', both],
      ['eli', [world.run]],
      ['billie', []],
    ] as const) {
      const { contents, held } = await given(who);
      expect(contents.toSorted(), who).toEqual(seen.toSorted());
      expect(held.toSorted(), who).toEqual(seen.toSorted());
    }
    const before = await lines();
    expect(before).toBeGreaterThan(0);
    for (const who of ['eli', 'billie'] as const) expect(await write(who, both)).toBe(outOfReach);
    expect(await lines()).toBe(before);
    // Lines of a run that is not in the list are not written, whoever names them.
    await through(database.db, 'eli', (scope) =>
      replaceWorkItems(
        scope,
        [{ id: world.run, until: scope.today }],
        [{ ...blockedLine, runId: unshared, obligation: 'slipped-in' }],
      ),
    );
    const { rows } = await database.owner.query(`select from work_item where obligation = 'slipped-in'`);
    expect(rows).toEqual([]);
    // What reads without asking is not the application's to call.
    expect(
      await refusal(
        through(database.db, 'alex', ({ db }) =>
          sql`select * from access.contents_of_runs('1480', ${both}::uuid[], '{}')`.execute(db),
        ),
      ),
    ).toBe(outOfReach);
  });

  test('what is out of reach cannot be changed by writing to it blindly', async ({ database }) => {
    const world = await make(database);
    const changed = await through(database.db, 'billie', async ({ db }) => {
      const results = [
        await sql`update run set version = 99 where id = ${world.run}`.execute(db),
        await sql`update assignment set valid_to = null where case_id = ${world.caseId}`.execute(db),
        await sql`delete from work_item where run_id = ${world.run}`.execute(db),
        await sql`update work_item set due = null where run_id = ${world.run}`.execute(db),
      ];
      return results.map(({ numAffectedRows }) => Number(numAffectedRows));
    });
    expect(changed).toEqual([0, 0, 0, 0]);
  });

  test('who sees nothing changes nothing, also without asking for anything in particular', async ({ database }) => {
    await make(database);
    const changes = [
      'update run set evaluated_on = null',
      `update assignment set valid_to = '2030-01-01'`,
      'update work_item set due = null',
      'delete from work_item',
      'delete from draft',
    ];
    for (const change of changes) {
      const { numAffectedRows } = await through(database.db, 'ia', ({ db }) => sql.raw(change).execute(db));
      expect(Number(numAffectedRows), change).toBe(0);
    }
  });

  test('nothing is written into a run out of reach', async ({ database }) => {
    const world = await make(database);
    const into = [
      insertFact,
      insertEntry,
      insertWorkItem,
      (scope: Scope, run: RunId) => insertEvent(scope, { case_id: world.caseId, run_id: run }),
    ];
    for (const who of ['billie', 'charlie', 'hedda'] as const) {
      for (const insert of into)
        expect(
          await refusal(through(database.db, who, (scope) => insert(scope, world.run))),
          `${who} ${insert.name}`,
        ).toBe(outOfReach);
    }
    for (const insert of into)
      expect(await refusal(through(database.db, 'eli', (scope) => insert(scope, world.otherRun))), insert.name).toBe(
        outOfReach,
      );
    const draft = through(database.db, 'billie', ({ db, actor, now }) =>
      db
        .insertInto('draft')
        .values({
          municipality: '1480',
          account: actor.account,
          run_id: world.run,
          form: 'x',
          body: '{}',
          saved_at: now,
        })
        .execute(),
    );
    expect(await refusal(draft)).toBe(outOfReach);
  });

  test('no event is written about a case out of reach, and none that ties a run to another case', async ({
    database,
  }) => {
    const [mine, theirs] = [
      await make(database),
      await through(database.db, 'charlie', async (scope) => {
        const caseId = await open(scope, { givenName: 'Runa', familyName: 'Demosson' });
        return { caseId, run: await start(scope, caseId) };
      }),
    ];
    const tries: readonly (readonly [DemoPerson, Parameters<typeof insertEvent>[1], string])[] = [
      ['alex', { case_id: theirs.caseId }, outOfReach],
      ['alex', { case_id: theirs.caseId, run_id: theirs.run }, outOfReach],
      ['alex', { case_id: theirs.caseId, run_id: mine.run }, outOfReach],
      ['alex', { case_id: mine.caseId, run_id: theirs.run }, outOfReach],
      ['alex', { case_id: newId() }, outOfReach],
      ['eli', { case_id: mine.caseId }, outOfReach],
      ['eli', { case_id: mine.caseId, run_id: mine.run }, 'done'],
      ['alex', { case_id: mine.caseId, run_id: mine.run }, 'done'],
      ['alex', { case_id: mine.caseId }, 'done'],
    ];
    for (const [who, subject, expected] of tries) {
      expect(
        await refusal(through(database.db, who, (scope) => insertEvent(scope, subject))),
        `${who} ${JSON.stringify(subject)}`,
      ).toBe(expected);
    }
  });

  test('nobody writes in another’s name or for another area', async ({ database }) => {
    const world = await make(database);
    const other = demoActor('billie').account;
    const tries: Readonly<Record<string, (scope: Scope) => Promise<unknown>>> = {
      entry: (scope) => insertEntry(scope, world.run, { written_by: other, position: 91 }),
      fact: (scope) => insertFact(scope, world.run, { stated_by: other }),
      assignment: (scope) =>
        assignRow(scope, {
          case_id: world.caseId,
          account: demoActor('billie').account,
          role: 'caseworker',
          assigned_by: other,
        }),
      event: (scope) => insertEvent(scope, { case_id: world.caseId }, { actor: other }),
      'event of another area': (scope) => insertEvent(scope, { case_id: world.caseId }, { secrecy_area: 'hisingen' }),
      audit: (scope) => auditRow(scope, { actor: other }),
      'audit of another area': (scope) => auditRow(scope, { secrecy_area: 'hisingen' }),
      'audit of another municipality': (scope) => auditRow(scope, { municipality: '1481' }),
      draft: ({ db, now }) =>
        db
          .insertInto('draft')
          .values({ municipality: '1480', account: other, run_id: world.run, form: 'x', body: '{}', saved_at: now })
          .execute(),
    };
    for (const [what, work] of Object.entries(tries))
      expect(await refusal(through(database.db, 'alex', work)), what).toBe(outOfReach);
  });

  test('a draft is its writer’s own', async ({ database }) => {
    const world = await make(database);
    await through(database.db, 'eli', ({ db, actor, now }) =>
      db
        .insertInto('draft')
        .values({
          municipality: '1480',
          account: actor.account,
          run_id: world.run,
          form: 'x',
          body: '{"at":["2026-10-14"]}',
          saved_at: now,
        })
        .execute(),
    );
    const count = (who: DemoPerson) =>
      through(
        database.db,
        who,
        async ({ db }) =>
          (await db.selectFrom('draft').select('form').where('run_id', '=', world.run).execute()).length,
      );
    expect([await count('eli'), await count('alex'), await count('gry')]).toEqual([1, 0, 0]);
  });

  test('an assignment can be ended also after its holder has moved to another area', async ({ database }) => {
    const world = await make(database);
    await through(database.db, 'alex', (scope) =>
      assignRow(scope, { case_id: world.caseId, account: demoActor('billie').account, role: 'caseworker' }),
    );
    await database.owner.query(`update account set secrecy_area = 'hisingen' where username = 'billie'`);
    const ended = refusal(
      through(database.db, 'alex', ({ db }) =>
        sql`update assignment set valid_to = ${today} where case_id = ${world.caseId} and account = ${demoActor('billie').account}`.execute(
          db,
        ),
      ),
    );
    expect(await ended).toBe('done');
    await database.owner.query(`update account set secrecy_area = 'centrum' where username = 'billie'`);
  });
});

const auditRow = (
  { db, actor, now }: Scope,
  more: Readonly<{ municipality?: string; actor?: string; secrecy_area?: string }>,
) =>
  db
    .insertInto('audit')
    .values({
      municipality: '1480',
      at: now,
      actor: actor.account,
      secrecy_area: actor.area,
      action: 'x',
      channel: 'cli',
      outcome: 'ok',
      ...more,
    })
    .execute();
