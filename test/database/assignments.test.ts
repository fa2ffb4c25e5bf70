import { sql } from 'kysely';
import { expect } from 'vitest';
import { demoActor } from '../../src/demo/index.ts';
import { type IdempotencyKey, newId } from '../../src/kernel/ids.ts';
import {
  askHousing,
  matchNow,
  recordArrival,
  takeHousingAnswer,
  withdrawAssignment,
} from '../../src/placement/assignments/actions/place.ts';
import {
  changeBody,
  handOverAssignment,
  registerAssignment,
  setPersons,
} from '../../src/placement/assignments/actions/register.ts';
import { followUpHousehold } from '../../src/placement/assignments/actions/follow-up.ts';
import { importList, tryList } from '../../src/placement/assignments/actions/import.ts';
import { earlierMonths, influxRows, writeEarlier } from '../../src/placement/assignments/store/figures.ts';
import type { ListedHousehold } from '../../src/placement/assignments/list-file.ts';
import type { AssignmentBody } from '../../src/placement/assignments/assignment-body.ts';
import {
  type Assignment,
  assignmentTimeline,
  assignmentWithReference,
  findAssignment,
  listAssignments,
  personsOf,
} from '../../src/placement/assignments/store/assignments.ts';
import { closeRoom, insertHousing, insertRoom, roomsOn } from '../../src/placement/assignments/store/housing.ts';
import { openStay, proposalsOf } from '../../src/placement/assignments/store/places.ts';
import type { Scope } from '../../src/platform/door.ts';
import { test as base, type TestDatabase } from '../support/fixtures.ts';
import { day, noon, through, today } from './world.ts';

let reference = 0;
const body = (changes: Partial<AssignmentBody> = {}): AssignmentBody => ({
  reference: `A26-${(reference += 1)}`,
  receivedOn: day('2026-10-12'),
  arrivesOn: day('2026-10-20'),
  people: 3,
  language: '',
  needs: [],
  areas: [],
  togetherWith: '',
  note: '',
  ...changes,
});
const key = (): IdempotencyKey => newId();
const ronja = <T>({ db }: TestDatabase, work: (scope: Scope) => Promise<T>, now = noon) =>
  through(db, 'ronja', work, now);

async function registered(database: TestDatabase, changes: Partial<AssignmentBody> = {}): Promise<string> {
  const done = await ronja(database, (scope) => registerAssignment(scope, body(changes), { key: key() }));
  return done.outcome === 'registered' ? done.assignment : '';
}
const current = async (scope: Scope, id: string): Promise<Assignment> => {
  const found = await findAssignment(scope, id);
  if (!found) throw new Error('The assignment is out of sight');
  return found;
};
const versionOf = async (scope: Scope, id: string) => (await current(scope, id)).version;
const ask = (database: TestDatabase, id: string, housing: string, departure = '') =>
  ronja(database, async (scope) =>
    askHousing(scope, id, housing, { departure, seen: await versionOf(scope, id), key: key() }),
  );
const answer = (database: TestDatabase, id: string, its: 'yes' | 'no') =>
  ronja(database, async (scope) =>
    takeHousingAnswer(scope, id, { answer: its, text: 'Så sa de.', seen: await versionOf(scope, id) }),
  );

/** Housing with one room of four beds. */
async function makeHousing({ db }: TestDatabase, name: string, rooms: readonly number[] = [4]): Promise<string> {
  return through(db, 'yrsa', async (scope) => {
    const open = { opensOn: day('2026-01-01'), closesOn: undefined } as const;
    const facts = { name, area: '', contact: '', takes: undefined, meets: [], note: '', ...open } as const;
    const id = (await insertHousing(scope, facts, key())) ?? '';
    for (const [index, beds] of rooms.entries())
      await insertRoom(scope, id, { name: `Rum ${index + 1}`, beds, ...open }, key());
    return id;
  });
}
const isTaken = (database: TestDatabase, housing: string, on: string): Promise<boolean> =>
  ronja(database, async (scope) =>
    (await roomsOn(scope, day(on), day(on))).some((room) => room.housing === housing && room.isTaken),
  );

const test = base;

test('an assignment is registered once for each of the agency’s references, and once for each form', async ({
  database,
}) => {
  const [its, form] = [body(), key()];
  const register = (who: typeof its, with_: IdempotencyKey) =>
    ronja(database, (scope) => registerAssignment(scope, who, { key: with_ }));
  const first = await register(its, form);
  expect(first.outcome).toBe('registered');
  expect(await register(its, form)).toEqual({ ...first, outcome: 'already' });
  expect(await register({ ...its, people: 9 }, key())).toEqual({ ...first, outcome: 'known' });
  const found = await ronja(database, (scope) => current(scope, 'assignment' in first ? first.assignment : ''));
  expect(found).toMatchObject({ people: 3, number: expect.stringMatching(/^A-2026-\d{5}$/), state: 'waiting' });
});

test('what the agency changes is kept with what held before, and not over what somebody else has written', async ({
  database,
}) => {
  const id = await registered(database);
  const before = await ronja(database, (scope) => current(scope, id));
  const change = (people: number) =>
    ronja(database, (scope) =>
      changeBody(scope, id, {
        body: { ...body(), ...before, people },
        protection: undefined,
        reason: 'Mormor följer med.',
        seen: before.version,
        key: key(),
      }),
    );
  expect([await change(4), await change(5)]).toEqual(['written', 'overtaken']);
  const [told] = await ronja(database, (scope) => assignmentTimeline(scope, id));
  expect(told?.event).toMatchObject({
    kind: 'changed',
    fields: ['people'],
    before: { people: 3 },
    after: { people: 4 },
    reason: 'Mormor följer med.',
  });
});

test('a household with protected identity is seen by whoever takes care of it and who leads, and its room is taken for all', async ({
  database,
}) => {
  const housing = await makeHousing(database, 'Skyddet');
  const its = body();
  const done = await ronja(database, (scope) =>
    registerAssignment(scope, its, {
      persons: [{ givenName: 'Skyddad', familyName: 'Påhittsson' }],
      protection: 'secrecy-marking',
      key: key(),
    }),
  );
  const id = 'assignment' in done ? done.assignment : '';
  await ask(database, id, housing);
  const sees = (who: 'ronja' | 'tove' | 'yrsa' | 'alex') =>
    through(database.db, who, async (scope) => ({
      found: (await findAssignment(scope, id)) !== undefined,
      listed: (await listAssignments(scope, { states: ['asked'] })).some((one) => one.id === id),
      rows: (
        await sql`select 1 from influx_person where assignment = ${id} union all select 1 from influx_event where assignment = ${id}
          union all select 1 from influx_proposal where assignment = ${id} union all select 1 from influx_use where assignment = ${id}`.execute(
          scope.db,
        )
      ).rows.length,
    }));
  const [all, nothing] = [
    { found: true, listed: true, rows: 5 },
    { found: false, listed: false, rows: 0 },
  ];
  expect([await sees('ronja'), await sees('yrsa')]).toEqual([all, all]);
  expect([await sees('tove'), await sees('alex')]).toEqual([nothing, nothing]);
  const taken = await through(database.db, 'tove', async (scope) => ({
    room: (await roomsOn(scope, day('2026-10-20'))).find((room) => room.housing === housing)?.isTaken,
    again: (await registerAssignment(scope, its, { key: key() })).outcome,
  }));
  expect(taken).toEqual({ room: true, again: 'out-of-sight' });

  const to = demoActor('tove').account;
  const handOver = async (scope: Scope) => handOverAssignment(scope, id, to, await versionOf(scope, id));
  expect(await ronja(database, handOver)).toBe('not-found');
  expect(await through(database.db, 'yrsa', handOver)).toBe('written');
  expect([(await sees('tove')).found, (await sees('ronja')).found]).toEqual([true, false]);
});

test('of two who ask for the last room at the same moment one has it, and the other is told; the database takes it once', async ({
  database,
}) => {
  const housing = await makeHousing(database, 'Sista rummet');
  const [one, other] = [await registered(database), await registered(database)];
  const asked = await Promise.all([ask(database, one, housing, 'Närmast'), ask(database, other, housing, 'Närmast')]);
  expect(asked.toSorted()).toEqual(['no-longer', 'written']);
  await expect(
    database.owner.query(
      `insert into influx_use (municipality, id, room, assignment, proposal, days)
       select municipality, gen_random_uuid(), room, assignment, proposal, '[2026-12-01,2026-12-02)' from influx_use u
       where exists (select from influx_room r where r.id = u.room and r.housing = $1)`,
      [housing],
    ),
  ).rejects.toMatchObject({ code: '23P01' });
});

test('to pass over what comes first takes a reason, and the whole match is kept with the question', async ({
  database,
}) => {
  const [small, large] = [await makeHousing(database, 'Lagom', [7]), await makeHousing(database, 'För stort', [9])];
  const id = await registered(database, { people: 7 });
  const { candidates } = await ronja(database, async (scope) => matchNow(scope, await current(scope, id)));
  expect(candidates.map((candidate) => candidate.housing)).toEqual([small, large]);
  expect(await ask(database, id, large)).toBe('unexplained');
  expect(await ask(database, id, large, 'Nära mormor.')).toBe('written');
  const { rows } = await database.owner.query(
    `select departure, rank, match from influx_proposal where assignment = $1`,
    [id],
  );
  expect(rows).toEqual([
    { departure: 'Nära mormor.', rank: 2, match: expect.objectContaining({ candidates: expect.anything() }) },
  ]);
  expect((rows[0] as { match: { candidates: object[]; excluded: object[] } }).match.candidates).toHaveLength(2);
});

test('a no gives the rooms back and is not asked again; a yes is theirs from the day that they come, also an earlier one', async ({
  database,
}) => {
  const [first, second] = [await makeHousing(database, 'Nejet', [12]), await makeHousing(database, 'Jaet', [13])];
  const id = await registered(database, { people: 12 });
  await ask(database, id, first);
  expect(await isTaken(database, first, '2026-10-20')).toBe(true);
  await answer(database, id, 'no');
  expect(await isTaken(database, first, '2026-10-20')).toBe(false);
  const match = await ronja(database, async (scope) => matchNow(scope, await current(scope, id)));
  expect(match.excluded.find(({ housing }) => housing === first)?.notMet).toEqual(['not-declined']);

  await ask(database, id, second);
  await answer(database, id, 'yes');
  expect(await isTaken(database, second, '2026-10-19')).toBe(false);
  const came = await ronja(database, async (scope) =>
    recordArrival(scope, id, { result: 'arrived', on: today, text: '', seen: await versionOf(scope, id) }),
  );
  expect(came).toBe('written');
  expect(await isTaken(database, second, today)).toBe(true);
  expect(await ronja(database, (scope) => openStay(scope, id))).toMatchObject({ arrivedOn: today, housing: second });
});

test('what the agency withdraws ends the question and the booked place', async ({ database }) => {
  const housing = await makeHousing(database, 'Återkallat', [15]);
  const [asked, placed] = [await registered(database, { people: 15 }), await registered(database, { people: 15 })];
  const withdraw = (id: string) =>
    ronja(database, async (scope) =>
      withdrawAssignment(scope, id, 'De har lämnat landet.', await versionOf(scope, id)),
    );
  await ask(database, asked, housing);
  const inOthersName = ronja(database, (scope) =>
    sql`update influx_proposal set answer = 'no', answer_text = 'Nej.', answered_at = ${noon}, answered_by = ${demoActor('tove').account}
      where assignment = ${asked}`.execute(scope.db),
  );
  await expect(inOthersName).rejects.toMatchObject({ code: '42501' });
  expect(await withdraw(asked)).toBe('written');
  const [proposal] = await ronja(database, (scope) => proposalsOf(scope, asked));
  expect(proposal?.answer).toBe('taken-back');

  await ask(database, placed, housing);
  await answer(database, placed, 'yes');
  expect(await withdraw(placed)).toBe('written');
  expect(await isTaken(database, housing, '2026-10-20')).toBe(false);
  const [told] = await ronja(database, (scope) => assignmentTimeline(scope, placed));
  expect(told?.event).toEqual({ kind: 'withdrawn', reason: 'De har lämnat landet.' });
});

test('who leads keeps the housing and nobody else does, and no room is closed under who has it', async ({
  database,
}) => {
  const housing = await makeHousing(database, 'Stängs', [17]);
  const facts = {
    name: 'Eget',
    area: '',
    contact: '',
    takes: [],
    meets: [],
    note: '',
    opensOn: today,
    closesOn: undefined,
  };
  await expect(ronja(database, (scope) => insertHousing(scope, facts, key()))).rejects.toMatchObject({ code: '42501' });
  await ask(database, await registered(database, { people: 17 }), housing);
  const room = await ronja(database, async (scope) =>
    (await roomsOn(scope, today)).find((one) => one.housing === housing),
  );
  const close = (on: string) => through(database.db, 'yrsa', (scope) => closeRoom(scope, room?.id ?? '', day(on)));
  expect([await close('2026-10-25'), await close('2026-10-19')]).toEqual([false, false]);
  await expect(
    database.owner.query(`update influx_room set closes_on = '2026-10-25' where id = $1`, [room?.id]),
  ).rejects.toMatchObject({ constraint: 'influx_room_used' });
  // Nor is one taken on a day that it is not there.
  const before = ronja(database, (scope) =>
    sql`insert into influx_use select municipality, ${newId()}, room, assignment, proposal, daterange('2025-12-01', '2025-12-31')
      from influx_use where room = ${room?.id}`.execute(scope.db),
  );
  await expect(before).rejects.toMatchObject({ constraint: 'influx_use_room' });

  const empty = await makeHousing(database, 'Stängs tomt', [2]);
  const closeEmpty = (who: 'ronja' | 'yrsa') =>
    through(database.db, who, async (scope) => {
      const its = (await roomsOn(scope, today)).find((one) => one.housing === empty);
      return closeRoom(scope, its?.id ?? '', day('2026-12-31'));
    });
  expect([await closeEmpty('ronja'), await closeEmpty('yrsa')]).toEqual([false, true]);
});

test('who a household is is written in the place of what was written before', async ({ database }) => {
  const id = await registered(database);
  const write = (...names: readonly string[]) =>
    ronja(database, async (scope) => {
      const persons = names.map((givenName) => ({ givenName, familyName: 'Exempelenko' }));
      return setPersons(scope, id, persons, { seen: await versionOf(scope, id), key: key() });
    });
  expect([await write('Oksana', 'Lesja'), await write('Taras')]).toEqual(['written', 'written']);
  const known = await ronja(database, (scope) => personsOf(scope, id));
  expect(known.map(({ person }) => person.givenName('work'))).toEqual(['Taras']);
});

test('who lives there is followed up when it is time; who has gone gives the rooms back from that day', async ({
  database,
}) => {
  const housing = await makeHousing(database, 'Uppföljt', [19]);
  const id = await registered(database, { people: 19 });
  await ask(database, id, housing);
  await answer(database, id, 'yes');
  await ronja(database, async (scope) =>
    recordArrival(scope, id, { result: 'arrived', on: today, text: '', seen: await versionOf(scope, id) }),
  );
  const followUp = (result: 'living' | 'moved' | 'rehoused', on: string, now: Date) =>
    ronja(
      database,
      async (scope) =>
        followUpHousehold(scope, id, { result, on: day(on), text: '', seen: await versionOf(scope, id) }),
      now,
    );
  const later = new Date('2026-11-16T10:00:00Z');
  expect(await followUp('living', '2026-10-14', noon)).toBe('too-early');
  expect(await followUp('living', '2026-11-16', later)).toBe('written');
  expect((await ronja(database, (scope) => current(scope, id))).followUp).toEqual({ months: 3, on: '2027-01-14' });
  expect(await followUp('moved', '2026-11-17', later)).toBe('not-then');
  expect(await followUp('moved', '2026-11-15', later)).toBe('written');
  expect([await isTaken(database, housing, '2026-11-14'), await isTaken(database, housing, '2026-11-15')]).toEqual([
    true,
    false,
  ]);
  expect(await ronja(database, (scope) => current(scope, id))).toMatchObject({ state: 'ended' });
});

test('who goes to other assigned housing waits for it, and the rooms that they had are free', async ({ database }) => {
  const [first, second] = [await makeHousing(database, 'Först', [20]), await makeHousing(database, 'Sedan', [20])];
  const id = await registered(database, { people: 20 });
  const settle = async (housing: string) => {
    expect(await ask(database, id, housing, 'Bäst så')).toBe('written');
    await answer(database, id, 'yes');
    await ronja(database, async (scope) =>
      recordArrival(scope, id, { result: 'arrived', on: today, text: '', seen: await versionOf(scope, id) }),
    );
  };
  await settle(first);
  await ronja(database, async (scope) =>
    followUpHousehold(scope, id, { result: 'rehoused', on: today, text: '', seen: await versionOf(scope, id) }),
  );
  expect(await ronja(database, (scope) => current(scope, id))).toMatchObject({ state: 'waiting' });
  expect(await isTaken(database, first, today)).toBe(false);
  await settle(second);
  expect(await ronja(database, (scope) => openStay(scope, id))).toMatchObject({ housing: second, arrivedOn: today });
});

test('a list is read in whole or not at all: what is new is added, what differs changed, and the same again changes nothing', async ({
  database,
}) => {
  const listed = (some: Partial<AssignmentBody>, givenName: string): ListedHousehold => ({
    line: 2,
    body: body(some),
    persons: [{ givenName, familyName: 'Listsson' }],
  });
  const [one, other] = [listed({ reference: 'LISTA-1' }, 'Ett'), listed({ reference: 'LISTA-2' }, 'Två')];
  const read = (households: readonly ListedHousehold[], with_ = key()) =>
    ronja(database, (scope) => importList(scope, 'lista', households, { reason: 'Lista från verket.', key: with_ }));
  const form = key();
  expect(await read([one], form)).toEqual({ ok: true, added: 1, changed: 0, unchanged: 0 });
  expect(await read([one], form)).toEqual({ ok: true, added: 1, changed: 0, unchanged: 0 });
  expect(await read([one])).toEqual({ ok: true, added: 0, changed: 0, unchanged: 1 });

  // What the desk has found out since is not taken away by a list that does not tell of it.
  const found = await ronja(database, (scope) => assignmentWithReference(scope, 'LISTA-1'));
  const changed = { ...body(), ...found, language: 'ukrainska' };
  await ronja(database, (scope) =>
    changeBody(scope, found?.id ?? '', { body: changed, protection: undefined, reason: 'Tolk', seen: 1, key: key() }),
  );
  const later = { ...one, body: { ...one.body, arrivesOn: day('2026-10-25') } };
  const tried = await ronja(database, (scope) => tryList(scope, [later, other]));
  expect(tried).toEqual({ ok: true, added: 1, changed: 1, unchanged: 0 });
  expect(await read([later, other])).toEqual(tried);
  expect(await ronja(database, (scope) => assignmentWithReference(scope, 'LISTA-1'))).toMatchObject({
    arrivesOn: '2026-10-25',
    language: 'ukrainska',
  });

  const [crowd, ...rest] = ['Fyra', 'Fem', 'Sex'].map((givenName) => ({ givenName, familyName: 'Listsson' }));
  expect(await read([{ ...later, persons: crowd ? [crowd, ...rest] : [] }])).toEqual({
    ok: false,
    problems: [{ line: 2, column: 'people', problem: 'too-many' }],
  });

  await ronja(database, async (scope) =>
    withdrawAssignment(scope, found?.id ?? '', 'Nej.', await versionOf(scope, found?.id ?? '')),
  );
  const third = listed({ reference: 'LISTA-3' }, 'Tre');
  const refused = await read([third, { ...later, body: { ...later.body, people: 9 } }]);
  expect(refused).toEqual({ ok: false, problems: [{ line: 2, column: 'reference', problem: 'over' }] });
  expect(await ronja(database, (scope) => assignmentWithReference(scope, 'LISTA-3'))).toBeUndefined();
});

test('figures are of the whole municipality, also of what is protected, and lead to nobody; who has no such right counts nothing', async ({
  database,
}) => {
  const received = { receivedOn: day('2024-05-06'), arrivesOn: day('2024-05-07'), people: 6 };
  await registered(database, received);
  await through(database.db, 'tove', (scope) =>
    registerAssignment(scope, body({ ...received, people: 4 }), { protection: 'assumed-identity', key: key() }),
  );
  const months = [{ month: day('2023-05-01'), households: 3, people: 8 }];
  const counted = await through(database.db, 'yrsa', async (scope) => {
    await writeEarlier(scope, months);
    await writeEarlier(scope, [{ month: day('2023-05-01'), households: 4, people: 9 }]);
    const [from, to] = [day('2023-01-01'), day('2024-12-31')];
    return { rows: await influxRows(scope, from, to), earlier: await earlierMonths(scope, from, to) };
  });
  expect(new Set(counted.rows.map(({ people }) => people))).toEqual(new Set([4, 6]));
  expect(Object.keys(counted.rows[0] ?? {}).toSorted()).toEqual(['days_to_place', 'outcome', 'people', 'received']);
  expect(counted.earlier).toEqual([{ month: '2023-05-01', households: 4, people: 9 }]);
  expect(await ronja(database, (scope) => influxRows(scope, day('2023-01-01'), day('2024-12-31')))).toEqual([]);
  await expect(ronja(database, (scope) => writeEarlier(scope, months))).rejects.toMatchObject({ code: '42501' });
  const inOthersName = through(database.db, 'yrsa', (scope) =>
    sql`update influx_earlier set people = 1, written_by = ${demoActor('tove').account}`.execute(scope.db),
  );
  await expect(inOthersName, 'Nobody writes in somebody else’s name').rejects.toMatchObject({ code: '42501' });
});
