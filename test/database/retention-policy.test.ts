import { sql } from 'kysely';
import { expect } from 'vitest';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { addDays, type LocalDate } from '../../src/kernel/date.ts';
import { newId } from '../../src/kernel/ids.ts';
import { disposeApproved } from '../../src/oversight/index.ts';
import { proposePolicy, settlePolicy } from '../../src/oversight/retention/actions/policy.ts';
import { propose } from '../../src/oversight/retention/actions/retention.ts';
import { dueFrom, verdictOf } from '../../src/oversight/retention/retention.ts';
import {
  currentPolicy,
  findProposal,
  lawPoints,
  type NewProposal,
  policyVersions,
  proposals,
} from '../../src/oversight/retention/store/policy.ts';
import { findList, itemsOf, retentionCases } from '../../src/oversight/retention/store/retention.ts';
import type { TestDatabase } from '../support/fixtures.ts';
import { approved, casesLeft, code, oldCase, test } from './retention-world.ts';
import { noon, through, today } from './world.ts';
import { untilSomebodyWaits } from '../support/waiting.ts';

const terms: NewProposal = {
  rule: { action: 'dispose', years: 10, countedTo: 'day', researchDays: [5, 15, 25] },
  exportFirst: false,
  source: 'SoF (2025:468) 13 kap.',
  owner: 'Påhittat fullmäktige',
  reference: 'KF 2026-114',
  decidedOn: '2026-10-01' as LocalDate,
  validFrom: today,
  note: '',
};

/** Proposed by ola. */
async function proposed({ db }: TestDatabase, more: Partial<NewProposal> = {}): Promise<string> {
  const made = await through(db, 'ola', (scope) => proposePolicy(scope, { ...terms, ...more }, newId()));
  if (made.outcome !== 'proposed') throw new Error(`Proposing ended in ${made.outcome}`);
  return made.proposal;
}

const settled = (
  { db }: TestDatabase,
  who: DemoPerson,
  proposal: string,
  outcome: 'approved' | 'rejected' | 'withdrawn',
) => through(db, who, (scope) => settlePolicy(scope, proposal, outcome, 'Prov', newId()));

test('a policy that nobody has approved disposes of nothing, also not what stands on an approved list', async ({
  world,
}) => {
  const { db, owner, folder } = world;
  const { caseId } = await oldCase(world);
  const list = await approved(world);
  // As those that came with Hemvist: a row, and nobody who has approved it.
  await owner.query(
    `insert into retention_policy (municipality, number, action, years, research_days, source, owner, decided_on, valid_from)
     values ('1480', 3, 'dispose', 1, '{}', 'Prov', 'Att bekräfta', '2026-01-01', '2026-01-01')`,
  );
  expect(await through(db, 'ola', (scope) => propose(scope, '', newId()))).toEqual({ outcome: 'nothing-due' });
  expect(await disposeApproved(db, folder, noon)).toEqual({ disposed: 0, kept: 1, waiting: 0, failures: [] });
  expect(await casesLeft(world)).toEqual([caseId]);
  const [item] = await through(db, 'ola', (scope) => itemsOf(scope, list));
  expect(item).toMatchObject({ outcome: 'kept', reason: 'unconfirmed' });
  expect((await through(db, 'ola', currentPolicy))?.confirmed).toBe(false);
  // All that came with Hemvist is so, for whichever municipality.
  const { rows } = await owner.query('select from retention_policy where number = 1 and approved_by is not null');
  expect(rows).toEqual([]);
});

test('a list that waits is settled by the policy that has been approved since, and the receipt says by which', async ({
  world,
}) => {
  const { db, folder } = world;
  await oldCase(world);
  await oldCase(world, { number: '199001069806' });
  const first = await approved(world);
  // Another municipality's versions have numbers of their own.
  await world.owner.query(
    `insert into retention_policy (municipality, number, action, source, owner, decided_on, valid_from)
     select '1481', number, 'preserve', 'x', 'x', '2026-01-01', '2026-01-01' from generate_series(2, 9) number`,
  );
  expect(await settled(world, 'rut', await proposed(world), 'approved')).toEqual({ outcome: 'settled' });
  expect(await disposeApproved(db, folder, noon)).toMatchObject({ disposed: 0, kept: 2 });
  const items = await through(db, 'ola', (scope) => itemsOf(scope, first));
  expect(items.map(({ reason }) => reason)).toEqual(['not-due', 'not-due']);
  const receiptOf = async (list: string) =>
    JSON.parse((await through(db, 'ola', (scope) => findList(scope, list)))?.receipt ?? '') as Record<string, unknown>;
  expect(await receiptOf(first)).toMatchObject({
    policy: { number: 2, years: 5 },
    policies: [{ number: 3, years: 10, reference: 'KF 2026-114' }],
    cases: [{ policy: 3 }, { policy: 3 }],
  });

  // By one that keeps nobody for research and exports nothing, both go: under the number of the later one.
  const rule = { action: 'dispose', years: 5, countedTo: 'day', researchDays: [] } as const;
  await settled(world, 'rut', await proposed(world, { rule }), 'approved');
  const second = await approved(world);
  await settled(world, 'rut', await proposed(world, { rule: { ...rule, years: 2 } }), 'approved');
  expect(await disposeApproved(db, folder, noon)).toEqual({ disposed: 2, kept: 0, waiting: 0, failures: [] });
  expect(await receiptOf(second)).toMatchObject({
    policy: { number: 4 },
    policies: [{ number: 5 }],
    cases: [{ policy: 5 }, { policy: 5 }],
  });
  expect(await casesLeft(world)).toEqual([]);
});

test('a policy that is being approved while a case is being disposed of comes first', async ({ world }) => {
  const { db, owner, folder } = world;
  const { caseId } = await oldCase(world);
  await approved(world);
  const proposal = await proposed(world, { rule: { action: 'preserve' } });
  const disposing = await through(db, 'rut', async (scope) => {
    await settlePolicy(scope, proposal, 'approved', '', newId());
    const done = disposeApproved(db, folder, noon);
    // Until the job waits for this transaction to end.
    await untilSomebodyWaits({ owner }, done, '%dispose_case%');
    return { done };
  });
  expect(await disposing.done).toMatchObject({ disposed: 0, kept: 1 });
  expect(await casesLeft(world)).toEqual([caseId]);
});

test('nobody approves or rejects their own proposal or withdraws another’s, and nothing is settled twice, whatever the program does', async ({
  world,
}) => {
  const { db, owner } = world;
  const key = newId<never>();
  const made = await through(db, 'ola', (scope) => proposePolicy(scope, terms, key));
  // The same form again is the same proposal, and one waits at a time, of the whole municipality.
  expect(await through(db, 'ola', (scope) => proposePolicy(scope, terms, key))).toEqual(made);
  expect(await through(db, 'rut', (scope) => proposePolicy(scope, terms, newId()))).toEqual({
    outcome: 'one-waits',
    proposal: made.proposal,
  });
  const past = (who: DemoPerson, as = who) =>
    through(db, who, ({ db: tx }) =>
      sql`insert into retention_proposal (municipality, id, action, counted_to, research_days, export_first, source, owner, reference,
          decided_on, valid_from, note, proposed_by, proposed_at, idempotency_key)
        values ('1480', ${newId()}, 'preserve', 'day', '{}', true, 'x', 'x', 'x', ${today}, ${today}, '', ${demoActor(as).account}, ${noon}, ${newId()})`.execute(
        tx,
      ),
    );
  expect(await code(past('rut'))).toBe('23505');
  // Nor in a colleague's name, to approve it oneself.
  expect(await code(past('rut', 'ola'))).toBe('42501');
  expect(await code(past('gry'))).toBe('42501');

  expect(await settled(world, 'ola', made.proposal, 'approved')).toEqual({ outcome: 'own' });
  expect(await settled(world, 'rut', made.proposal, 'withdrawn')).toEqual({ outcome: 'not-own' });
  const straight = (who: DemoPerson, outcome: string, more: Readonly<{ by?: DemoPerson; as?: DemoPerson }> = {}) =>
    through(db, who, ({ db: tx }) =>
      sql`insert into retention_proposal_decision (municipality, proposal, proposed_by, outcome, reason, decided_by, decided_at, idempotency_key)
        values ('1480', ${made.proposal}, ${demoActor(more.by ?? 'ola').account}, ${outcome}, 'x', ${demoActor(more.as ?? who).account}, ${noon}, ${newId()})`.execute(
        tx,
      ),
    );
  for (const outcome of ['approved', 'rejected']) expect(await code(straight('ola', outcome)), outcome).toBe('23514');
  expect(await code(straight('rut', 'withdrawn'))).toBe('23514');
  // Nor by saying that somebody else proposed it, or decides it, nor without the permission.
  expect(await code(straight('ola', 'approved', { by: 'rut' }))).toBe('23503');
  expect(await code(straight('ola', 'approved', { as: 'rut' }))).toBe('42501');
  expect(await code(straight('gry', 'approved'))).toBe('42501');
  await owner.query(`delete from role_permission where role = 'archivist' and permission = 'retention:approve'`);
  expect(await code(straight('rut', 'approved'))).toBe('42501');
  await owner.query(
    `insert into role_permission (municipality, role, permission) values ('1480', 'archivist', 'retention:approve')`,
  );
  expect((await through(db, 'ola', currentPolicy))?.number).toBe(2);

  expect(await settled(world, 'rut', made.proposal, 'rejected')).toEqual({ outcome: 'settled' });
  for (const outcome of ['approved', 'rejected'] as const)
    expect(await settled(world, 'rut', made.proposal, outcome), outcome).toEqual({ outcome: 'already' });
  expect(await code(straight('rut', 'approved'))).toBe('23505');
  expect((await through(db, 'ola', policyVersions)).map(({ number }) => number)).toEqual([2, 1]);

  const again = await proposed(world);
  expect(await settled(world, 'ola', again, 'withdrawn')).toEqual({ outcome: 'settled' });
  expect(await settled(world, 'rut', again, 'approved')).toEqual({ outcome: 'already' });
  expect(new Set((await through(db, 'rut', proposals)).map(({ outcome }) => outcome))).toEqual(
    new Set(['approved', 'rejected', 'withdrawn']),
  );
});

test('an approved policy is the next version from its day and never before the day it was approved; the history stays', async ({
  world,
}) => {
  const { db, owner } = world;
  const later = addDays(today, 30);
  const proposal = await proposed(world, { validFrom: later });
  expect((await through(db, 'ola', currentPolicy))?.number).toBe(2);
  expect(await settled(world, 'rut', proposal, 'approved')).toEqual({ outcome: 'settled' });
  expect((await through(db, 'ola', currentPolicy))?.number).toBe(2);
  // Nor is it what the database goes by.
  const { rows: goneBy } = await owner.query(
    `select (select number from access.retention_policy_of('1480', $1)) as today, (select number from access.retention_policy_of('1480', $2)) as later`,
    [today, later],
  );
  expect(goneBy).toEqual([{ today: 2, later: 3 }]);
  const then = await through(db, 'ola', currentPolicy, new Date(`${later}T10:00:00Z`));
  expect(then).toMatchObject({
    number: 3,
    confirmed: true,
    action: 'dispose',
    years: 10,
    exportFirst: false,
    owner: 'Påhittat fullmäktige',
    reference: 'KF 2026-114',
    decidedOn: '2026-10-01',
    validFrom: later,
    proposedByName: 'Ola Gömgren',
    approvedByName: 'Rut Arkivsson',
  });
  expect((await through(db, 'rut', (scope) => findProposal(scope, proposal)))?.version).toBe(3);

  // Proposed for a day that has come and gone before it is approved.
  const late = await proposed(world);
  const approvedAt = new Date(`${later}T10:00:00Z`);
  await through(db, 'rut', (scope) => settlePolicy(scope, late, 'approved', '', newId()), approvedAt);
  const versions = await through(db, 'ola', policyVersions);
  expect(versions.map(({ number, validFrom }) => [number, validFrom])).toEqual([
    [4, later],
    [3, later],
    [2, '2026-02-01'],
    [1, '2026-01-01'],
  ]);
  // Nobody but two who propose and approve makes a version, and none is changed: not even its owner makes one that is its own witness.
  const write = sql`insert into retention_policy (municipality, number, action, source, owner, decided_on, valid_from)
    values ('1480', 9, 'preserve', 'x', 'x', ${today}, ${today})`;
  expect(await code(through(db, 'rut', ({ db: tx }) => write.execute(tx)))).toBe('42501');
  for (const change of [
    'approved_by = proposed_by',
    'approved_by = null',
    `valid_from = (approved_at - interval '1 day')::date`,
  ])
    expect(await code(owner.query(`update retention_policy set ${change} where number = 4`)), change).toBe('23514');
});

test('years that are counted to the end of the next calendar year are so in the program and in the database', async ({
  world,
}) => {
  const { db, owner } = world;
  await oldCase(world);
  const rule = { action: 'dispose', years: 4, countedTo: 'next-year-end', researchDays: [] } as const;
  await settled(world, 'rut', await proposed(world, { rule }), 'approved');
  for (const [on, verdict] of [
    ['2026-12-31', 'not-due'],
    ['2027-01-01', 'due'],
  ] as const) {
    const { rows } = await owner.query<{ verdict: string; due_from: LocalDate; last_entry_on: LocalDate }>(
      `select verdict, due_from, last_entry_on from access.retention_verdicts('1480', 'centrum', null, $1)`,
      [on],
    );
    expect(rows.map((row) => row.verdict)).toEqual([verdict]);
    for (const row of rows) expect(dueFrom(row.last_entry_on, 4, 'next-year-end')).toBe(row.due_from);
    const asked = await through(
      db,
      'ola',
      async (scope) => {
        const policy = await currentPolicy(scope);
        return (await retentionCases(scope)).map((one) => verdictOf(one, policy, scope.today));
      },
      new Date(`${on}T10:00:00Z`),
    );
    expect(asked).toEqual([verdict]);
  }
});

test('proposals are seen by those who plan, of their own municipality; what the law says is there for each, and nobody’s is another’s', async ({
  world,
}) => {
  const { db, owner } = world;
  const other: string = newId<string>();
  await owner.query(`
    insert into municipality (code, name) values ('1481', 'Påhittad grannkommun');
    insert into secrecy_area (municipality, id, name, kind) values ('1481', 'x', 'x', 'committee');
    insert into account (municipality, id, secrecy_area, username, display_name) values ('1481', '${other}', 'x', 'granne', 'Granne Exempelberg');
    insert into retention_proposal (municipality, id, action, counted_to, research_days, export_first, source, owner, reference, decided_on,
      valid_from, note, proposed_by, proposed_at, idempotency_key)
    values ('1481', '${other}', 'preserve', 'day', '{}', true, 'x', 'x', 'x', '2026-01-01', '2026-01-01', '', '${other}', now(), '${other}')`);
  await settled(world, 'rut', await proposed(world), 'rejected');
  // What waits elsewhere waits still.
  const { rows } = await owner.query('select municipality from retention_proposal where settled_at is null');
  expect(rows).toEqual([{ municipality: '1481' }]);
  await owner.query(`
    insert into retention_proposal_decision (municipality, proposal, proposed_by, outcome, reason, decided_by, decided_at, idempotency_key)
    values ('1481', '${other}', '${other}', 'withdrawn', 'x', '${other}', now(), '${other}')`);
  const seen = (who: DemoPerson) =>
    through(db, who, async ({ db: tx }) => {
      const counts: number[] = [];
      for (const table of [
        'retention_proposal',
        'retention_proposal_decision',
        'retention_policy',
        'retention_law_point',
      ])
        counts.push((await sql`select from ${sql.table(table)}`.execute(tx)).rows.length);
      return counts;
    });
  for (const who of ['ola', 'rut'] as const) expect(await seen(who), who).toEqual([2, 2, 2, 4]);
  for (const who of ['alex', 'gry', 'nour'] as const) expect(await seen(who), who).toEqual([0, 0, 2, 4]);
  const law = await through(db, 'ola', lawPoints);
  expect(law.map(({ toConfirm }) => toConfirm)).toEqual([false, true, true, true]);
  expect(law.every(({ owner: who, notedOn }) => who !== '' && notedOn <= '2026-12-31')).toBe(true);
  // For another municipality, and to be decided there.
  const write = (table: 'retention_proposal' | 'retention_proposal_decision') =>
    through(db, 'ola', ({ db: tx, actor }) =>
      table === 'retention_proposal'
        ? sql`insert into retention_proposal (municipality, id, action, counted_to, research_days, export_first, source, owner, reference,
              decided_on, valid_from, note, proposed_by, proposed_at, idempotency_key)
            values ('1481', ${newId()}, 'preserve', 'day', '{}', true, 'x', 'x', 'x', ${today}, ${today}, '', ${actor.account}, ${noon}, ${newId()})`.execute(
            tx,
          )
        : sql`insert into retention_proposal_decision (municipality, proposal, proposed_by, outcome, reason, decided_by, decided_at, idempotency_key)
            values ('1481', ${other}, ${other}, 'approved', '', ${actor.account}, ${noon}, ${newId()})`.execute(tx),
    );
  for (const table of ['retention_proposal', 'retention_proposal_decision'] as const)
    expect(await code(write(table)), table).toBe('42501');
});
