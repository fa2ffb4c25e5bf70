import fc from 'fast-check';
import type pg from 'pg';
import { expect } from 'vitest';
import type { Actor } from '../../src/kernel/actor.ts';
import { addDays } from '../../src/kernel/date.ts';
import type { AccountId } from '../../src/kernel/ids.ts';
import { as } from '../../src/platform/door.ts';
import { test } from '../support/fixtures.ts';
import { noon, today } from './world.ts';

// A made-up city: two areas with two units each, a few people, cases with up to two runs, and assignments of every kind. What
// somebody sees in it is worked out twice: below in a few lines of plain code, and by the policies of the database.

const areas = ['north', 'south'] as const;
type Area = (typeof areas)[number];
const unitsOf: Readonly<Record<Area, readonly string[]>> = { north: ['n1', 'n2'], south: ['s1', 's2'] };

type Account = Readonly<{ area: Area; movesTo: Area | undefined; manages: readonly string[] }>;
type Case = Readonly<{ area: Area; unit: number; runs: number; individual: number }>;
type Assignment = Readonly<{
  account: number;
  case: number;
  /** Which of the case's runs, when it is not to the whole case. */
  run: number | undefined;
  from: number;
  days: number | undefined;
  ground: boolean;
}>;
type City = Readonly<{ accounts: readonly Account[]; cases: readonly Case[]; assignments: readonly Assignment[] }>;

const area = fc.constantFrom(...areas);
const city: fc.Arbitrary<City> = fc.record({
  accounts: fc.array(
    fc.record({
      area,
      movesTo: fc.option(area, { nil: undefined, freq: 4 }),
      manages: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray(['n1', 'n2', 's1'], { maxLength: 2 })),
    }),
    { minLength: 2, maxLength: 5, size: 'max' },
  ),
  cases: fc.array(fc.record({ area, unit: fc.nat(1), runs: fc.integer({ min: 1, max: 2 }), individual: fc.nat(1) }), {
    minLength: 2,
    maxLength: 5,
    size: 'max',
  }),
  assignments: fc.array(
    fc.record({
      account: fc.nat(4),
      case: fc.nat(4),
      run: fc.option(fc.nat(1), { nil: undefined }),
      from: fc.integer({ min: -3, max: 1 }),
      days: fc.option(fc.integer({ min: -1, max: 4 }), { nil: undefined }),
      ground: fc.boolean(),
    }),
    { minLength: 2, maxLength: 16, size: 'max' },
  ),
});

type Seen = Readonly<{
  case_file: readonly string[];
  run: readonly string[];
  entry: readonly string[];
  individual: readonly string[];
}>;
type Held = Assignment & Readonly<{ toRun: string | undefined }>;

const uuid = (kind: number, index: number): string =>
  `00000000-0000-4000-8000-${kind}${String(index).padStart(11, '0')}`;
const accountId = (index: number): string => uuid(1, index);
const caseId = (index: number): string => uuid(2, index);
const runId = (file: number, index: number): string => uuid(3, file * 10 + index);
const entryId = (file: number, index: number): string => uuid(4, file * 10 + index);
// Two cases of the same area may be about the same individual.
const individualId = (file: Case): string => uuid(5, areas.indexOf(file.area) * 10 + file.individual);
const runsOf = (file: Case, index: number): readonly number[] =>
  Array.from({ length: file.runs }, (_, run) => index * 10 + run);

/** The rule in plain code: who sees what, and why. */
function oracle({ accounts, cases }: City, held: readonly Held[], who: number): Seen {
  const account = accounts[who];
  if (!account) throw new Error('nobody');
  const own = account.movesTo ?? account.area;
  const current = held.filter(
    ({ account: holder, from, days }) => holder === who && from <= 0 && (days === undefined || from + days >= 0),
  );
  const seesCase = (file: Case, index: number): boolean =>
    file.area === own &&
    (account.manages.includes(unitsOf[file.area][file.unit] ?? '') ||
      current.some((assignment) => assignment.case === index && assignment.toRun === undefined));
  const seesRun = (file: Case, index: number, run: string): boolean =>
    seesCase(file, index) ||
    current.some((assignment) => assignment.toRun === run && (assignment.ground || file.area === own));
  const files = cases.map((file, index) => ({ file, index, seen: seesCase(file, index) }));
  const runs = files.flatMap(({ file, index }) =>
    runsOf(file, index)
      .map((_, run) => run)
      .filter((run) => seesRun(file, index, runId(index, run)))
      .map((run) => ({ run: runId(index, run), entry: entryId(index, run) })),
  );
  return {
    case_file: files
      .filter(({ seen }) => seen)
      .map(({ index }) => caseId(index))
      .toSorted(),
    run: runs.map(({ run }) => run).toSorted(),
    entry: runs.map(({ entry }) => entry).toSorted(),
    individual: [...new Set(files.filter(({ seen }) => seen).map(({ file }) => individualId(file)))].toSorted(),
  };
}

/** Writes the city as the owner of the tables; gives the assignments that the database let in. */
async function build(
  owner: pg.Pool,
  municipality: string,
  { accounts, cases, assignments }: City,
): Promise<readonly Held[]> {
  const run = (text: string, ...values: readonly unknown[]) => owner.query(text, [municipality, ...values]);
  await run(`insert into municipality (code, name) values ($1, 'Påhittad stad')`);
  await run(
    `insert into ground (municipality, id, provision, name_sv, name_en, owner, decided_on) values ($1, 'consent', '-', '-', '-', '-', '2026-01-01')`,
  );
  for (const name of areas) {
    await run(`insert into secrecy_area (municipality, id, name, kind) values ($1, $2, $2, 'committee')`, name);
    await run(
      `insert into unit (municipality, id, secrecy_area, name) select $1, u, $2, u from unnest($3::text[]) u`,
      name,
      unitsOf[name],
    );
  }
  for (const [index, { area: of }] of accounts.entries()) {
    await run(
      'insert into account (municipality, id, secrecy_area, username, display_name) values ($1, $2, $3, $4, $4)',
      accountId(index),
      of,
      `${municipality}-${index}`,
    );
  }
  for (const [index, file] of cases.entries()) {
    await run(
      `insert into individual (municipality, id, secrecy_area, given_name, family_name, identity_kind, identity_certainty)
       values ($1, $2, $3, 'Nova', 'Låtsasberg', 'none', 'uncertain') on conflict do nothing`,
      individualId(file),
      file.area,
    );
    await run(
      `insert into case_file (municipality, id, secrecy_area, unit, case_number, individual, opened_on, opened_by, idempotency_key)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $2)`,
      caseId(index),
      file.area,
      unitsOf[file.area][file.unit],
      String(index),
      individualId(file),
      addDays(today, -9),
      accountId(0),
    );
    for (const [number] of runsOf(file, index).entries()) {
      await run(
        `insert into run (municipality, id, case_id, routine, routine_version, opened_on) values ($1, $2, $3, $4, '1', $5)`,
        runId(index, number),
        caseId(index),
        `routine-${number}`,
        addDays(today, -9),
      );
      await run(
        `insert into entry (municipality, run_id, id, position, kind, at, recorded_on, by_role, written_by, written_at, idempotency_key)
         values ($1, $2, $3, 1, 'follow-up', $4, $4, 'caseworker', $5, now(), $3)`,
        runId(index, number),
        entryId(index, number),
        addDays(today, -9),
        accountId(0),
      );
    }
  }
  const held: Held[] = [];
  for (const [index, assignment] of assignments.entries()) {
    const account = accounts[assignment.account];
    const file = cases[assignment.case];
    if (!account || !file) continue;
    const runs = runsOf(file, assignment.case).map((_, number) => runId(assignment.case, number));
    const toRun = assignment.run === undefined ? undefined : runs[assignment.run];
    if (assignment.run !== undefined && toRun === undefined) continue;
    const ground = assignment.ground && toRun !== undefined;
    const inserted = await run(
      `insert into assignment (municipality, id, case_id, run_id, account, role, valid_from, valid_to, ground, ground_reason, assigned_by, assigned_at, idempotency_key)
       values ($1, $2, $3, $4, $5, 'caseworker', $6, $7, $8, $8, $9, now(), $2) on conflict do nothing`,
      uuid(6, index),
      caseId(assignment.case),
      toRun ?? null,
      accountId(assignment.account),
      addDays(today, assignment.from),
      assignment.days === undefined ? null : addDays(today, assignment.from + assignment.days),
      ground ? 'consent' : null,
      accountId(0),
    ).catch((error: unknown) => {
      if (error instanceof Error && 'constraint' in error && error.constraint === 'assignment_across_areas')
        return undefined;
      throw error;
    });
    // The rule of what may be assigned at all, told twice as well.
    expect(inserted === undefined).toBe(account.area !== file.area && !ground);
    if (inserted?.rowCount === 1) held.push({ ...assignment, ground, toRun });
  }
  for (const [index, { movesTo }] of accounts.entries()) {
    if (movesTo !== undefined)
      await run('update account set secrecy_area = $2 where municipality = $1 and id = $3', movesTo, accountId(index));
  }
  return held;
}

const actorOf = (municipality: string, { area: of, movesTo, manages }: Account, index: number): Actor => ({
  municipality,
  account: accountId(index) as AccountId,
  name: 'Någon',
  area: movesTo ?? of,
  roles: [
    { role: 'caseworker', unit: 'n1', coversUnit: false },
    ...manages.map((unit) => ({ role: 'unitManager', unit, coversUnit: true })),
  ],
  permissions: new Set(),
  language: 'sv',
  demo: false,
});

test('whatever the people, cases, assignments and days: everybody sees what the rule says, no more and no less', async ({
  database,
}) => {
  let cities = 0;
  let sights = 0;
  const property = fc.asyncProperty(city, async (made) => {
    cities += 1;
    const municipality = String(2000 + cities);
    const held = await build(database.owner, municipality, made);
    for (const [index, account] of made.accounts.entries()) {
      const seen = await as(
        database.db,
        actorOf(municipality, account, index),
        noon,
        { action: 'test', channel: 'cli' },
        async ({ db }) => {
          const ids = async (table: keyof Seen) =>
            (await db.selectFrom(table).select('id').orderBy('id').execute()).map(({ id }) => id);
          return {
            case_file: await ids('case_file'),
            run: await ids('run'),
            entry: await ids('entry'),
            individual: await ids('individual'),
          };
        },
      );
      expect(seen).toEqual(oracle(made, held, index));
      sights += seen.run.length;
    }
  });
  await fc.assert(property, { seed: 20_261_014, numRuns: 40 });
  // The cities are not so empty that there is nothing to see in them.
  expect(sights).toBeGreaterThan(50);
});
