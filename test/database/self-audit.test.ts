import { sql } from 'kysely';
import { expect } from 'vitest';
import {
  answer,
  closeAudit,
  decideAction,
  decideQuestions,
  draw,
  finish,
  openSelfAudit,
} from '../../src/adherence/self-audit/actions.ts';
import { answersOf, factsOf, questionsOf, redrawsAlike } from '../../src/adherence/self-audit/store/self-audits.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { newId, type RunId } from '../../src/kernel/ids.ts';
import type { Db } from '../../src/platform/database.ts';
import type { Scope } from '../../src/platform/door.ts';
import { test } from '../support/fixtures.ts';
import { day, deedOf, morningOf, open, start, through, write } from './world.ts';

const account = (who: DemoPerson) => demoActor(who).account;
const period = { starts: day('2025-01-01'), ends: day('2026-01-01') };
const routine = 'repeated-discharge';

/** Runs of Centrum that ended in the period. */
async function ended(db: Db, many: number): Promise<readonly RunId[]> {
  const runs: RunId[] = [];
  for (let number = 0; number < many; number += 1) {
    const run = await through(
      db,
      'alex',
      async (scope) =>
        start(scope, await open(scope, { givenName: 'Hemliga', familyName: 'Namnsson' }), [
          { name: 'moveIn', value: '2025-03-01' },
          { name: 'acuteHomelessness', value: false },
        ]),
      morningOf('2025-02-20'),
    );
    const at = day('2025-03-04');
    await through(
      db,
      'alex',
      (scope) =>
        write(
          scope,
          run,
          deedOf('planning-meeting', at, { participants: ['caseworker', 'housingStaff'] }),
          deedOf('discharged', at, { answers: { planned: true, reason: 'Hemligt skäl' } }),
        ),
      morningOf('2025-03-04'),
    );
    runs.push(run);
  }
  return runs;
}

const drawAs = (
  db: Db,
  who: DemoPerson,
  more: Readonly<{ reviewer?: DemoPerson; wanted?: number; seed?: string; unit?: string }> = {},
) =>
  through(db, who, (scope) =>
    draw(
      scope,
      {
        unit: more.unit ?? 'centrum-vuxen',
        routine,
        ...period,
        wanted: more.wanted ?? 3,
        reviewer: account(more.reviewer ?? 'gry'),
        key: newId(),
      },
      more.seed,
    ),
  );

async function drawn(db: Db, more: Parameters<typeof drawAs>[2] = {}): Promise<string> {
  const result = await drawAs(db, 'gry', more);
  if (result.outcome !== 'drawn') throw new Error(result.outcome);
  return result.id;
}

const facts = (db: Db, who: DemoPerson, audit: string, number = 1) =>
  through(db, who, (scope) => factsOf(scope, audit, number));
const itemsOf = async (
  owner: Readonly<{ query: (text: string, values: unknown[]) => Promise<{ rows: { run_id: string }[] }> }>,
  audit: string,
) =>
  (await owner.query('select run_id from self_audit_item where self_audit = $1 order by number', [audit])).rows.map(
    (row) => row.run_id,
  );

test('the questions are the process lead’s, kept in every version, and not changed by two at once', async ({
  database: { db },
}) => {
  const decide = (who: DemoPerson, questions: readonly string[], seen: number) =>
    through(db, who, (scope) => decideQuestions(scope, routine, questions, seen));
  expect(await decide('ia', ['Första?'], 0)).toBe('decided');
  expect(await decide('ia', ['Första?'], 0)).toBe('decided');
  expect(await decide('ia', ['En annans?'], 0)).toBe('overtaken');
  expect(await decide('ia', ['Första?', 'Andra?'], 1)).toBe('decided');
  await expect(decide('gry', ['Min?'], 2)).rejects.toMatchObject({ code: '42501' });
  await expect(
    through(db, 'ia', ({ db: tx, now }) =>
      sql`insert into self_audit_questions values ('1480', 'insluss', 1, '["x"]', ${account('gry')}, ${now})`.execute(
        tx,
      ),
    ),
  ).rejects.toMatchObject({ code: '42501' });
  const read = (who: DemoPerson) =>
    through(db, who, async (scope) => (await questionsOf(scope, routine)).map(({ version }) => version));
  for (const who of ['ia', 'gry'] as const) expect(await read(who), who).toEqual([2, 1]);
  for (const who of ['alex', 'nour'] as const) expect(await read(who), who).toEqual([]);
});

test('a draw is by chance and can be replayed from its seed; nobody protected is drawn, nor another unit or period', async ({
  database: { db, owner },
}) => {
  const runs = await ended(db, 6);
  const one = await drawn(db, { seed: 'frö' });
  const same = await drawn(db, { seed: 'frö' });
  expect(await itemsOf(owner, one)).toHaveLength(3);
  expect(await itemsOf(owner, same)).toEqual(await itemsOf(owner, one));
  const seeds = await Promise.all(
    ['a', 'b', 'c', 'd'].map(async (seed) => JSON.stringify(await itemsOf(owner, await drawn(db, { seed })))),
  );
  expect(new Set(seeds).size).toBeGreaterThan(1);
  const alike = (audit: string) => through(db, 'gry', (scope) => redrawsAlike(scope, audit));
  expect(await alike(one)).toBe(true);
  expect((await through(db, 'gry', (scope) => openSelfAudit(scope, one)))?.population).toBe(6);
  // Two of the drawn become protected: they are shown no more, and are not drawn again.
  const [first = ''] = await itemsOf(owner, one);
  await owner.query(
    `insert into protected_identity (municipality, id, individual, grade, contact, valid_from, registered_by, registered_at)
     select c.municipality, gen_random_uuid(), c.individual, 'secrecy-marking', 'Mottagningen', '2026-01-01', c.opened_by, '2026-01-01'
     from run r join case_file c on c.id = r.case_id where r.id = $1`,
    [first],
  );
  expect(await facts(db, 'gry', one, 1)).toEqual([]);
  expect(await facts(db, 'gry', one, 2)).not.toEqual([]);
  expect(await alike(one)).toBe(false);
  const rest = await itemsOf(owner, await drawn(db, { wanted: 50 }));
  expect([...rest].toSorted()).toEqual(runs.filter((run) => run !== first).toSorted());
  expect(await drawAs(db, 'gry', { unit: 'centrum-boende' })).toEqual({ outcome: 'nothing' });
  await expect(drawAs(db, 'gry', { unit: 'hisingen-vuxen' })).resolves.toEqual({ outcome: 'nothing' });
});

test('only the named reviewer sees what was done, without name, number, dates or what was written; and only until it is closed', async ({
  database: { db, owner },
}) => {
  const audit = await drawn(db, { wanted: 1 });
  const shown = await facts(db, 'gry', audit);
  expect(shown.find(({ obligation }) => obligation === 'planning-meeting')).toEqual({
    routineVersion: '2025',
    length: 12,
    obligation: 'planning-meeting',
    state: 'done',
    dueDay: 9,
    doneDay: 12,
    late: true,
    kept: null,
    missed: null,
  });
  expect(JSON.stringify(shown)).not.toMatch(/Hemlig|Namnsson|2025-0/);
  for (const who of ['alex', 'hedda', 'ia', 'nour'] as const) expect(await facts(db, who, audit), who).toEqual([]);
  // Which run it is nobody can read, not even the reviewer.
  await expect(
    through(db, 'gry', ({ db: tx }) => sql`select run_id from self_audit_item`.execute(tx)),
  ).rejects.toMatchObject({ code: '42501' });
  const inArea = (who: DemoPerson) =>
    through(db, who, async (scope) => (await openSelfAudit(scope, audit)) !== undefined);
  expect(await inArea('gry')).toBe(true);
  for (const who of ['alex', 'hedda', 'ia'] as const) expect(await inArea(who), who).toBe(false);

  await owner.query('update self_audit set reviewer = $2 where id = $1', [audit, account('billie')]);
  expect(await facts(db, 'gry', audit)).toEqual([]);
  // Somebody who may review nothing any more sees nothing, though they were named.
  expect(await facts(db, 'billie', audit)).toEqual([]);
  await owner.query('update self_audit set reviewer = $2 where id = $1', [audit, account('gry')]);
  await owner.query(`update self_audit set closed_at = '2026-10-14', conclusion = 'x' where id = $1`, [audit]);
  expect(await facts(db, 'gry', audit)).toEqual([]);
});

test('who may not review draws nothing, and nobody is named who may not review in the area', async ({
  database: { db },
}) => {
  expect(await drawAs(db, 'gry', { reviewer: 'alex' })).toEqual({ outcome: 'no-reviewer' });
  expect(await drawAs(db, 'gry', { reviewer: 'ia' })).toEqual({ outcome: 'no-reviewer' });
  const direct = (who: DemoPerson, reviewer: DemoPerson) =>
    through(db, who, ({ db: tx, now }) =>
      sql`select access.draw_self_audit(${newId()}, 'centrum-vuxen', ${routine}, ${period.starts}, ${period.ends}, 1, 's', 1, ${account(reviewer)}, ${now}, ${newId()})`.execute(
        tx,
      ),
    );
  for (const [who, reviewer] of [
    ['alex', 'gry'],
    ['gry', 'alex'],
    ['gry', 'ia'],
  ] as const)
    await expect(direct(who, reviewer), `${who} ${reviewer}`).rejects.toMatchObject({ code: '42501' });
});

test('it is answered, acted upon and closed by its reviewer; what is to be done is done by who is responsible', async ({
  database: { db },
}) => {
  const id = await drawn(db, { wanted: 2 });
  const onAudit = <T>(
    who: DemoPerson,
    work: (scope: Scope, audit: NonNullable<Awaited<ReturnType<typeof openSelfAudit>>>) => Promise<T>,
  ) =>
    through(db, who, async (scope) => {
      const audit = await openSelfAudit(scope, id);
      if (!audit) throw new Error('not seen');
      return work(scope, audit);
    });
  const yes = [
    { question: 1, answer: 'yes', finding: '' },
    { question: 2, answer: 'no', finding: 'Mötet kom för sent.' },
  ] as const;
  const answered = (number: number) => onAudit('gry', (scope, audit) => answer(scope, audit, number, yes));
  expect(await answered(1)).toBe(true);
  expect(await answered(3)).toBe(false);
  expect(await onAudit('gry', (scope, audit) => closeAudit(scope, audit, 'Klart.'))).toEqual({
    outcome: 'not-answered',
    left: 1,
  });
  expect(await answered(2)).toBe(true);
  expect(await answered(2)).toBe(true);
  expect(await through(db, 'gry', async (scope) => (await answersOf(scope, id)).length)).toBe(4);
  // Others of the area may not answer, also past the action.
  const direct = (who: DemoPerson, statement: ReturnType<typeof sql>) =>
    through(db, who, ({ db: tx }) => statement.execute(tx));
  await expect(
    direct('nour', sql`insert into self_audit_answer values ('1480', ${id}, 1, 3, 'yes', '', '2026-10-14')`),
  ).rejects.toMatchObject({ code: '42501' });
  const key = newId<never>();
  const action = { what: 'Boka i förväg', responsible: account('gry'), dueOn: day('2026-12-01'), key };
  expect(await onAudit('gry', (scope, audit) => decideAction(scope, audit, action))).toBe('decided');
  expect(await onAudit('gry', (scope, audit) => decideAction(scope, audit, action))).toBe('decided');
  expect(
    await onAudit('gry', (scope, audit) => decideAction(scope, audit, { ...action, responsible: account('alex') })),
  ).toBe('nobody');
  const actions = await through(db, 'gry', ({ db: tx }) =>
    tx.selectFrom('self_audit_action').select('id').where('self_audit', '=', id).execute(),
  );
  expect(actions).toHaveLength(1);
  expect(await through(db, 'hedda', ({ db: tx }) => tx.selectFrom('self_audit_action').select('id').execute())).toEqual(
    [],
  );
  expect(await onAudit('gry', (scope, audit) => finish(scope, audit, actions[0]?.id ?? ''))).toBe(true);
  expect(await onAudit('gry', (scope, audit) => finish(scope, audit, actions[0]?.id ?? ''))).toBe(false);
  expect(await onAudit('gry', (scope, audit) => closeAudit(scope, audit, 'Klart.'))).toEqual({ outcome: 'closed' });
  await expect(
    direct('gry', sql`insert into self_audit_answer values ('1480', ${id}, 1, 3, 'yes', '', '2026-10-14')`),
  ).rejects.toMatchObject({ code: '42501' });
  const change = await direct('gry', sql`update self_audit_answer set answer = 'no' where self_audit = ${id}`);
  expect(change.numAffectedRows).toBe(0n);
});

test('another of the area who may review reads a review, and changes nothing of it', async ({
  database: { db, owner },
}) => {
  const id = await drawn(db, { wanted: 1 });
  await owner.query(
    `insert into account_role (municipality, account, role, unit) values ('1480', $1, 'processLead', 'centrum-vuxen')`,
    [account('nour')],
  );
  await through(db, 'gry', ({ db: tx, now }) =>
    sql`insert into self_audit_action (municipality, self_audit, id, what, responsible, due_on, written_by, written_at, idempotency_key)
      values ('1480', ${id}, ${newId()}, 'x', ${account('gry')}, '2026-12-01', ${account('gry')}, ${now}, ${newId()})`.execute(
      tx,
    ),
  );
  const as = (statement: ReturnType<typeof sql>) => through(db, 'nour', ({ db: tx }) => statement.execute(tx));
  expect((await as(sql`select from self_audit where id = ${id}`)).rows).toHaveLength(1);
  expect(await facts(db, 'nour', id)).toEqual([]);
  expect(
    (await as(sql`update self_audit set conclusion = 'x', closed_at = '2026-10-14' where id = ${id}`)).numAffectedRows,
  ).toBe(0n);
  expect(
    (await as(sql`update self_audit_action set done_at = '2026-10-14' where self_audit = ${id}`)).numAffectedRows,
  ).toBe(0n);
  await expect(
    as(sql`insert into self_audit_answer values ('1480', ${id}, 1, 1, 'yes', '', '2026-10-14')`),
  ).rejects.toMatchObject({ code: '42501' });
  for (const by of ['nour', 'gry'] as const)
    await expect(
      as(sql`insert into self_audit_action (municipality, self_audit, id, what, responsible, due_on, written_by, written_at, idempotency_key)
        values ('1480', ${id}, ${newId()}, 'x', ${account('gry')}, '2026-12-01', ${account(by)}, '2026-10-14', ${newId()})`),
    ).rejects.toMatchObject({ code: '42501' });
});
