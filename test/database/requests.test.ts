import { sql } from 'kysely';
import { describe, expect } from 'vitest';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { type CaseId, type IndividualId, newId } from '../../src/kernel/ids.ts';
import { requestsOfIndividual } from '../../src/oversight/index.ts';
import { assess, assign, decide, handOut, register } from '../../src/oversight/requests/actions/requests.ts';
import type { DecisionInput, RequestKind } from '../../src/oversight/requests/request.ts';
import { casesOf, findRequest, listRequests } from '../../src/oversight/requests/store/requests.ts';
import type { Scope } from '../../src/platform/door.ts';
import { test, type TestDatabase } from '../support/fixtures.ts';
import { noon, open, through } from './world.ts';

const input = (kind: RequestKind = 'official-document', more: Readonly<Record<string, unknown>> = {}) => ({
  kind,
  channel: 'e-mail' as const,
  urgent: false,
  arrivedAt: new Date('2026-10-13T21:30:00Z'),
  fourEyes: false,
  content: {
    asked: 'Rutinen i den senaste versionen.',
    registerPart: '',
    asker: kind === 'official-document' ? '' : 'Påhittad person',
    askerContact: '',
    authority: kind === 'law-enforcement' ? 'Polismyndigheten' : '',
    provision: kind === 'law-enforcement' ? 'Lag 2025:170, 4 §' : '',
    ...(kind === 'law-enforcement' ? { contactData: true } : {}),
  },
  caseNumber: '',
  key: newId<never>(),
  ...more,
});
const granted: DecisionInput = {
  outcome: 'granted',
  refusedParts: '',
  provision: '',
  reasons: '',
  handedTo: '',
  toldOfAppeal: undefined,
};
const out = () => ({
  items: 'Rutinen, 12 sidor',
  way: 'letter' as const,
  redacted: true,
  at: noon,
  key: newId<never>(),
});
const code = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );
const registered = ({ db }: TestDatabase, who: DemoPerson = 'alex', more = {}): Promise<string> =>
  through(db, who, (scope) => register(scope, { ...input(), ...more }));

/** Alex's case, and a request about it: by its number, that alex typed. */
async function aboutACase(database: TestDatabase) {
  const { db, owner } = database;
  const caseId: CaseId = await through(db, 'alex', (scope) =>
    open(scope, { givenName: 'Alva', familyName: 'Exempelsson' }),
  );
  const { rows } = await owner.query<{ case_number: string; individual: IndividualId }>(
    'select case_number, individual from case_file where id = $1',
    [caseId],
  );
  const [file] = rows;
  if (!file) throw new Error('There is no case');
  const request = await registered(database, 'alex', input('party-access', { caseNumber: file.case_number }));
  return { caseId, request, number: file.case_number, individual: file.individual };
}

describe('a request', () => {
  test('is registered once with a number of the area’s own, when it arrived apart from when it was registered', async ({
    database,
  }) => {
    const form = input();
    const [first, again] = [await registered(database, 'alex', form), await registered(database, 'alex', form)];
    expect(again).toBe(first);
    const next = await registered(database, 'gry', input());
    const elsewhere = await registered(database, 'mika', input());
    const { rows } = await database.owner.query<{ id: string; number: string }>(
      'select id, number from official_request order by registered_at, number',
    );
    const numberOf = (id: string) => rows.find((row) => row.id === id)?.number;
    expect([numberOf(first), numberOf(next), numberOf(elsewhere)]).toEqual(['B26-0001', 'B26-0002', 'B26-0001']);
    const found = await through(database.db, 'alex', (scope) => findRequest(scope, first));
    expect(found).toMatchObject({
      arrivedAt: new Date('2026-10-13T21:30:00Z'),
      registeredAt: noon,
      // Three working days from the day it arrived, whatever the hour.
      dueOn: '2026-10-16',
      state: 'to-assign',
      content: { asker: '', asked: 'Rutinen i den senaste versionen.' },
    });
  });

  test('for an official document may be from nobody; others may not, and law enforcement says by which provision', async ({
    database,
  }) => {
    const content = { ...input().content };
    const without = (kind: RequestKind, lacks: object) =>
      registered(database, 'alex', { ...input(kind), content: { ...input(kind).content, ...lacks } });
    expect(await code(registered(database, 'alex', { ...input(), content }))).toBe('done');
    expect(await code(without('party-access', { asker: '' }))).toBe('23514');
    expect(await code(without('law-enforcement', { provision: '' }))).toBe('23514');
    expect(await code(without('law-enforcement', { contactData: undefined }))).toBe('23514');
    expect(await code(without('official-document', { authority: 'Polismyndigheten' }))).toBe('23514');
  });

  test('follows the municipality’s own target, when it has one', async ({ database }) => {
    await database.owner.query(
      `insert into official_request_target values ('1480', 'law-enforcement', true, 2, 'Stadsjuristen', '2026-10-01')`,
    );
    await database.owner.query(`insert into municipality (code, name) values ('1481', 'Annan stad')`);
    await database.owner.query(
      `insert into official_request_target values ('1481', 'law-enforcement', true, 60, 'Någon annan', '2026-10-01')`,
    );
    const id = await registered(database, 'mika', { ...input('law-enforcement'), urgent: true });
    expect(await through(database.db, 'mika', (scope) => findRequest(scope, id))).toMatchObject({
      dueOn: '2026-10-15',
    });
    expect(
      await through(
        database.db,
        'mika',
        async ({ db }) => (await db.selectFrom('official_request_target').selectAll().execute()).length,
      ),
    ).toBe(1);
  });
});

describe('a request is decided by a person', () => {
  const seen = async (database: TestDatabase, id: string) =>
    through(database.db, 'gry', async (scope) => {
      const found = await findRequest(scope, id);
      return found && { state: found.state, decider: found.deciderName, decisions: found.decisions };
    });

  test('who has been chosen and told, after a test of harm, and what was handed out is written down', async ({
    database,
  }) => {
    const id = await registered(database);
    const gry = demoActor('gry').account;
    await through(database.db, 'alex', async (scope) => {
      expect(await assign(scope, id, demoActor('billie').account, 1)).toEqual({ outcome: 'not-a-decider' });
      expect(await assign(scope, id, demoActor('mika').account, 1)).toEqual({ outcome: 'not-a-decider' });
      expect(await assign(scope, id, gry, 7)).toEqual({ outcome: 'overtaken' });
      expect(await assign(scope, id, gry, 1)).toEqual({ outcome: 'assigned' });
    });
    expect(await seen(database, id)).toMatchObject({ state: 'to-decide', decider: 'Gry Övningsdotter' });
    const { rows: notices } = await database.owner.query('select kind, account from notice');
    expect(notices).toEqual([{ kind: 'request-to-decide', account: gry }]);
    await through(database.db, 'gry', async (scope) => {
      expect(await decide(scope, id, granted, 0, newId())).toEqual({ outcome: 'incomplete', problems: ['assessment'] });
      expect(await handOut(scope, id, out())).toEqual({ outcome: 'not-found' });
      await assess(scope, id, 'Inget om enskilda.', newId());
      const key = newId<never>();
      expect(await decide(scope, id, granted, 0, key)).toEqual({ outcome: 'written' });
      expect(await decide(scope, id, granted, 0, key)).toEqual({ outcome: 'written' });
      expect(await decide(scope, id, granted, 0, newId())).toEqual({ outcome: 'overtaken' });
    });
    expect(await seen(database, id)).toMatchObject({ state: 'to-hand-out', decisions: 1 });
    await through(database.db, 'gry', async (scope) => {
      const handout = out();
      expect(await handOut(scope, id, handout)).toEqual({ outcome: 'written' });
      expect(await handOut(scope, id, handout)).toEqual({ outcome: 'written' });
    });
    expect(await seen(database, id)).toMatchObject({ state: 'closed' });
    const { rows } = await database.owner.query(
      'select items, way, redacted from official_request_handout where request = $1',
      [id],
    );
    expect(rows).toEqual([{ items: 'Rutinen, 12 sidor', way: 'letter', redacted: true }]);
    const changes = [
      'official_request_decision',
      'official_request_handout',
      'official_request_assessment',
      'official_request_content',
      'official_request',
    ];
    for (const table of changes)
      expect(
        await code(through(database.db, 'gry', ({ db }) => sql`delete from ${sql.table(table)}`.execute(db))),
        table,
      ).toBe('42501');
  });

  test('never by who registered it, when two people are to', async ({ database }) => {
    const id = await registered(database, 'gry', { fourEyes: true });
    await through(database.db, 'gry', async (scope) => {
      expect(await assign(scope, id, demoActor('gry').account, 1)).toEqual({ outcome: 'four-eyes' });
      await assess(scope, id, 'Inget om enskilda.', newId());
      expect(await decide(scope, id, granted, 0, newId())).toEqual({ outcome: 'four-eyes' });
    });
    const straight = (fourEyes: boolean, registrant: DemoPerson) =>
      through(database.db, 'gry', ({ db, actor }) =>
        sql`insert into official_request_decision (municipality, request, position, secrecy_area, registered_by, four_eyes, outcome,
            decided_by, decided_at, idempotency_key)
          values ('1480', ${id}, 1, 'centrum', ${demoActor(registrant).account}, ${fourEyes}, 'granted', ${actor.account}, ${noon}, ${newId()})`.execute(
          db,
        ),
      );
    expect(await code(straight(true, 'gry'))).toBe('23514');
    // Nor by saying that it is not so.
    expect(await code(straight(false, 'gry'))).toBe('23503');
    expect(await code(straight(true, 'alex'))).toBe('23503');
  });

  test('and a refusal without provision, reasons or word of the appeal is none, whatever the program does', async ({
    database,
  }) => {
    const id = await registered(database);
    const straight = (columns: string, values: string) =>
      through(database.db, 'gry', ({ db, actor }) =>
        sql`insert into official_request_decision (municipality, request, position, secrecy_area, registered_by, four_eyes, decided_by,
            decided_at, idempotency_key, ${sql.raw(columns)})
          values ('1480', ${id}, 1, 'centrum', ${demoActor('alex').account}, false, ${actor.account}, ${noon}, ${newId()}, ${sql.raw(values)})`.execute(
          db,
        ),
      );
    expect(await code(straight('outcome', `'refused'`))).toBe('23514');
    expect(await code(straight('outcome, provision, reasons', `'refused', 'OSL 26:1', 'Men.'`))).toBe('23514');
    expect(
      await code(straight('outcome, provision, reasons, told_of_appeal', `'in-part', 'OSL 26:1', 'Men.', true`)),
    ).toBe('23514');
    expect(await code(straight('outcome', `'handed-over'`))).toBe('23514');
    expect(
      await code(straight('outcome, provision, reasons, told_of_appeal', `'refused', 'OSL 26:1', 'Men.', true`)),
    ).toBe('done');
  });
});

describe('the register', () => {
  test('is of the own area, for those who register or decide, and nobody else reads or writes in it', async ({
    database,
  }) => {
    const id = await registered(database);
    await through(database.db, 'gry', async (scope) => {
      await assess(scope, id, 'Inget om enskilda.', newId());
      await decide(scope, id, granted, 0, newId());
      await handOut(scope, id, out());
    });
    const tables = [
      'official_request',
      'official_request_content',
      'official_request_assessment',
      'official_request_decision',
      'official_request_handout',
    ] as const;
    const rows = (who: DemoPerson) =>
      through(database.db, who, async ({ db }) => {
        const counts: number[] = [];
        for (const table of tables) {
          const { rows: there } =
            await sql`select from ${sql.table(table)} where ${sql.ref(table === 'official_request' ? 'id' : 'request')} = ${id}`.execute(
              db,
            );
          counts.push(there.length);
        }
        return counts;
      });
    for (const who of ['alex', 'gry', 'ola'] as const) expect(await rows(who), who).toEqual([1, 1, 1, 1, 1]);
    for (const who of ['charlie', 'hedda', 'mika', 'nour', 'kim', 'eli'] as const)
      expect(await rows(who), who).toEqual([0, 0, 0, 0, 0]);

    for (const who of ['nour', 'eli', 'hedda', 'mika'] as const)
      await through(database.db, who, ({ db }) => sql`update official_request set version = 50`.execute(db));
    const { rows: versions } = await database.owner.query('select version from official_request where id = $1', [id]);
    expect(versions).toEqual([{ version: 1 }]);

    const straight = (who: DemoPerson, by: DemoPerson, area: string) =>
      through(database.db, who, ({ db }) =>
        sql`insert into official_request (municipality, id, secrecy_area, number, kind, channel, urgent, arrived_at, registered_at, registered_by,
            due_on, four_eyes, idempotency_key)
          values ('1480', ${newId()}, ${area}, ${`X-${newId()}`}, 'official-document', 'visit', false, ${noon}, ${noon}, ${demoActor(by).account},
            '2026-10-16', false, ${newId()})`.execute(db),
      );
    expect(await code(straight('nour', 'nour', 'centrum'))).toBe('42501');
    expect(await code(straight('alex', 'gry', 'centrum'))).toBe('42501');
    expect(await code(straight('alex', 'alex', 'hisingen'))).toBe('42501');
    expect(
      await code(through(database.db, 'nour', ({ db }) => sql`select access.next_request_number(2026)`.execute(db))),
    ).toBe('42501');

    // What is written in a request is written by who may decide, in their own name, in a request that they see.
    const other = await registered(database, 'alex', input());
    const assesses = (who: DemoPerson, by: DemoPerson) =>
      through(database.db, who, ({ db }) =>
        sql`insert into official_request_assessment values ('1480', ${other}, 1, 'x', ${demoActor(by).account}, ${noon}, ${newId()})`.execute(
          db,
        ),
      );
    const decides = (who: DemoPerson, by: DemoPerson) =>
      through(database.db, who, ({ db }) =>
        sql`insert into official_request_decision (municipality, request, position, secrecy_area, registered_by, four_eyes, outcome, decided_by, decided_at, idempotency_key)
        values ('1480', ${other}, 1, 'centrum', ${demoActor('alex').account}, false, 'granted', ${demoActor(by).account}, ${noon}, ${newId()})`.execute(
          db,
        ),
      );
    const hands = (who: DemoPerson, by: DemoPerson) =>
      through(database.db, who, ({ db }) =>
        sql`insert into official_request_handout values ('1480', ${id}, ${newId()}, 1, 'granted', 'x', 'told', false, ${noon}, ${demoActor(by).account}, ${noon}, ${newId()})`.execute(
          db,
        ),
      );
    const content = (who: DemoPerson, request: string) =>
      through(database.db, who, ({ db }) =>
        sql`insert into official_request_content (municipality, request, kind, asked) values ('1480', ${request}, 'official-document', 'x')`.execute(
          db,
        ),
      );
    for (const writes of [assesses, decides, hands]) {
      for (const who of ['alex', 'hedda', 'mika', 'nour'] as const)
        expect(await code(writes(who, who)), who).toBe('42501');
      expect(await code(writes('gry', 'alex'))).toBe('42501');
      expect(await code(writes('gry', 'gry'))).toBe('done');
    }
    for (const who of ['gry', 'hedda', 'nour'] as const) expect(await code(content(who, other)), who).toBe('42501');
  });

  test('lists what is to be answered first, and each where it is on its way', async ({ database }) => {
    const listed = (scope: Scope, filter: Parameters<typeof listRequests>[1]) =>
      listRequests(scope, filter, { size: 10, number: 1 });
    await through(database.db, 'hedda', async (scope) => {
      const late = await register(scope, { ...input(), arrivedAt: new Date('2026-10-01T08:00:00Z') });
      const soon = await register(scope, input('law-enforcement'));
      const urgent = await register(scope, { ...input(), urgent: true });
      const { requests, counts } = await listed(scope, 'open');
      expect(requests.map(({ id }) => id)).toEqual([late, urgent, soon]);
      expect(counts).toEqual({ open: 3, mine: 0, 'to-hand-out': 0, closed: 0, all: 3 });
      await assign(scope, soon, scope.actor.account, 1);
      await assess(scope, soon, 'Prövat.', newId());
      await decide(scope, soon, granted, 0, newId());
      expect((await listed(scope, 'to-hand-out')).requests.map(({ id }) => id)).toEqual([soon]);
      expect((await listed(scope, 'mine')).requests.map(({ id }) => id)).toEqual([soon]);
      await decide(scope, urgent, { ...granted, outcome: 'no-document' }, 0, newId());
      expect((await listed(scope, 'closed')).counts).toEqual({ open: 1, mine: 1, 'to-hand-out': 1, closed: 1, all: 3 });
    });
  });
});

describe('a request about a case', () => {
  test('tells which only to who sees the case, and writes in the case what was decided and handed out', async ({
    database,
  }) => {
    const { caseId, request, number, individual } = await aboutACase(database);
    const cases = (who: DemoPerson) => through(database.db, who, (scope) => casesOf(scope, request));
    expect(await cases('alex')).toEqual({ seen: [{ id: caseId, number }], all: 1 });
    expect(await cases('gry')).toMatchObject({ all: 1, seen: [{ number }] });
    // Ola works with the register, and with no case.
    expect(await cases('ola')).toEqual({ seen: [], all: 1 });
    expect(await cases('charlie')).toEqual({ seen: [], all: 0 });
    expect(
      await through(
        database.db,
        'charlie',
        async ({ db }) => (await db.selectFrom('official_request_case').selectAll().execute()).length,
      ),
    ).toBe(0);
    // A number of no case, or of another area's, is not told apart.
    const { rows } = await database.owner.query<{ case_number: string }>(
      `select case_number from case_file where id = $1`,
      [await through(database.db, 'charlie', (scope) => open(scope, { givenName: 'Hjördis', familyName: 'Testlund' }))],
    );
    for (const caseNumber of ['26-9999', rows[0]?.case_number ?? '']) {
      const other = await registered(database, 'alex', { ...input(), caseNumber });
      expect(await through(database.db, 'alex', (scope) => casesOf(scope, other))).toEqual({ seen: [], all: 0 });
    }
    await through(database.db, 'gry', async (scope) => {
      await assess(scope, request, 'Egna uppgifter.', newId());
      await decide(scope, request, granted, 0, newId());
      await handOut(scope, request, out());
    });
    const { rows: events } = await database.owner.query(
      `select kind, payload ->> 'number' as number from event where case_id = $1 and kind like 'official%' order by id`,
      [caseId],
    );
    const requestNumber = (await through(database.db, 'gry', (scope) => findRequest(scope, request)))?.number;
    expect(events).toEqual([
      { kind: 'official-request-decided', number: requestNumber },
      { kind: 'official-request-handed-out', number: requestNumber },
    ]);
    expect(await through(database.db, 'alex', (scope) => requestsOfIndividual(scope, individual))).toMatchObject([
      { number: requestNumber, kind: 'party-access', outcome: 'granted', items: 'Rutinen, 12 sidor', redacted: true },
    ]);
    for (const who of ['ola', 'charlie', 'billie'] as const)
      expect(await through(database.db, who, (scope) => requestsOfIndividual(scope, individual)), who).toEqual([]);
  });

  test('of somebody whose identity is protected shows neither what is asked nor by whom, and is not decided, but by the team', async ({
    database,
  }) => {
    const { request, individual } = await aboutACase(database);
    await through(database.db, 'gry', async (scope) => {
      await assess(scope, request, 'Egna uppgifter.', newId());
      await decide(
        scope,
        request,
        {
          ...granted,
          outcome: 'in-part',
          refusedParts: 'Adressen',
          provision: 'OSL 26:1',
          reasons: 'Men.',
          toldOfAppeal: true,
        },
        0,
        newId(),
      );
      await handOut(scope, request, out());
    });
    await database.owner.query(
      `insert into protected_identity values ('1480', $1, $2, 'secrecy-marking', 'Enhetschefen', '2026-10-01', null, $3, now())`,
      [newId(), individual, demoActor('billie').account],
    );
    await database.owner.query(
      `insert into protected_team (municipality, id, individual, account, founder, reason, requested_by, requested_at)
      values ('1480', $1, $2, $3, true, 'Handlägger', $3, now())`,
      [newId(), individual, demoActor('hedda').account],
    );
    const tables = [
      'official_request',
      'official_request_content',
      'official_request_case',
      'official_request_assessment',
      'official_request_decision',
      'official_request_handout',
    ] as const;
    for (const who of ['gry', 'alex', 'ola'] as const) {
      await through(database.db, who, async (scope) => {
        const found = await findRequest(scope, request);
        expect(found?.number, who).toMatch(/^B26-/);
        expect(found?.content, who).toBeUndefined();
        const counts: number[] = [];
        for (const table of tables) {
          const { rows } =
            await sql`select from ${sql.table(table)} where ${sql.ref(table === 'official_request' ? 'id' : 'request')} = ${request}`.execute(
              scope.db,
            );
          counts.push(rows.length);
        }
        expect(counts, who).toEqual([1, 0, 0, 0, 0, 0]);
      });
    }
    const straight = {
      assessment: sql`insert into official_request_assessment values ('1480', ${request}, 2, 'x', ${demoActor('gry').account}, ${noon}, ${newId()})`,
      decision: sql`insert into official_request_decision (municipality, request, position, secrecy_area, registered_by, four_eyes, outcome, reasons, decided_by, decided_at, idempotency_key)
        values ('1480', ${request}, 2, 'centrum', ${demoActor('alex').account}, false, 'granted', 'x', ${demoActor('gry').account}, ${noon}, ${newId()})`,
      handout: sql`insert into official_request_handout values ('1480', ${request}, ${newId()}, 1, 'in-part', 'x', 'told', false, ${noon}, ${demoActor('gry').account}, ${noon}, ${newId()})`,
    };
    for (const [step, statement] of Object.entries(straight))
      expect(await code(through(database.db, 'gry', ({ db }) => statement.execute(db))), step).toBe('42501');
    await database.owner.query('update protected_team set account = $2, requested_by = $2 where individual = $1', [
      individual,
      demoActor('gry').account,
    ]);
    expect(await through(database.db, 'gry', (scope) => findRequest(scope, request))).toMatchObject({
      content: { asker: 'Påhittad person' },
    });
  });
});
