import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { strFromU8, unzipSync } from 'fflate';
import { expect } from 'vitest';
import { type EventRow, rebuild } from '../../src/casework/rebuild.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { addDays, type LocalDate } from '../../src/kernel/date.ts';
import { type CaseId, newId } from '../../src/kernel/ids.ts';
import {
  chainsOf,
  disposeApproved,
  exportFile,
  sealAudit,
  verdictCounts,
  verifyChain,
} from '../../src/oversight/index.ts';
import { libraryOf } from '../../src/casework/index.ts';
import { bundleOf, sha256 } from '../../src/oversight/retention/archive/bundle.ts';
import { dueFrom, noticeVerdictOf, type Verdict, verdictOf } from '../../src/oversight/retention/retention.ts';
import { caseContent } from '../../src/oversight/retention/store/archive.ts';
import { decideDisposal, liftTheHold, placeHold, propose } from '../../src/oversight/retention/actions/retention.ts';
import { currentPolicy } from '../../src/oversight/retention/store/policy.ts';
import {
  findList,
  holdsOfArea,
  itemsOf,
  retentionCases,
  retentionNotices,
} from '../../src/oversight/retention/store/retention.ts';
import { until } from '../support/crash/until.ts';
import {
  approved,
  casesLeft,
  closedNotice,
  code,
  long,
  oldCase,
  shareOld,
  tablesWith,
  test,
} from './retention-world.ts';
import { approvedPolicy } from '../support/policy.ts';
import { alexsCase, noon, open, start, through, today } from './world.ts';
import { untilSomebodyWaits } from '../support/waiting.ts';

test('disposal deletes what is due and nothing else, exports it first, and leaves a receipt and the audit', async ({
  world,
}) => {
  const { db, owner, folder } = world;
  const due = await oldCase(world);
  await shareOld(world, due);
  const kept = await oldCase(world, { number: '199001159800', familyName: 'Femtonsson' });
  const { caseId: living } = await alexsCase(db, owner);
  // What is written as of long ago is in the first seal: as soon as nothing older is under way on the server.
  await until('all that has been written can be sealed', async () => {
    const { rowCount } = await owner.query(
      'select from audit where tx >= pg_snapshot_xmin(pg_current_snapshot()) limit 1',
    );
    return rowCount === 0;
  });
  await sealAudit(db, path.join(folder, 'seals'), noon);
  const content = await through(db, 'ola', (scope) => caseContent(scope, due.caseId));
  const list = await approved(world);
  // The same again settles nothing twice.
  expect(await disposeApproved(db, folder, noon)).toEqual({ disposed: 1, kept: 0, waiting: 0, failures: [] });
  expect(await disposeApproved(db, folder, noon)).toEqual({ disposed: 0, kept: 0, waiting: 0, failures: [] });

  expect(await casesLeft(world)).toEqual([kept.caseId, living].toSorted());
  expect(await tablesWith(owner, due.caseId)).toEqual(['archive_export', 'audit', 'disposal_item', 'disposal_list']);
  expect(await tablesWith(owner, due.run)).toEqual(['audit']);
  for (const word of [
    '199001149801',
    'Det som lämnades ut',
    'Gammalt steg',
    'Påhittade gården',
    'Gamla mötesrummet',
    'Gammal överlämning',
  ])
    expect(await tablesWith(owner, word), word).toEqual([]);

  const name = exportFile(folder, { municipality: '1480', list, caseId: due.caseId });
  const file = await readFile(name);
  expect(await readdir(path.dirname(name))).toEqual([path.basename(name)]);
  expect(content && bundleOf(content, new Map(), await libraryOf(db, '1480')).sha256).toBe(sha256(file));
  const archived = strFromU8(unzipSync(file)['arende.html'] ?? new Uint8Array());
  for (const word of ['Det som lämnades ut', 'Gammalt steg']) expect(archived).toContain(word);
  const found = await through(db, 'rut', (scope) => findList(scope, list));
  expect(found?.receiptSha256).toBe(sha256(Buffer.from(found?.receipt ?? '')));
  expect(JSON.parse(found?.receipt ?? '')).toMatchObject({
    disposed: 1,
    kept: 0,
    rows: { case_file: 1, individual: 1, run: 1, fact: 1, assignment: 1 },
    cases: [{ case: due.caseId, outcome: 'disposed', export: sha256(file) }],
  });
  expect(found?.receipt).not.toContain('Exempelberg');

  const { rows: told } = await owner.query(
    'select actor, channel from audit where action = $1 and case_ids = array[$2::uuid]',
    ['retention.dispose', due.caseId],
  );
  expect(told).toEqual([{ actor: demoActor('rut').account, channel: 'job' }]);
  await sealAudit(db, path.join(folder, 'seals'), noon);
  for (const chain of await chainsOf(db)) {
    expect((await verifyChain(owner, path.join(folder, 'seals'), chain)).findings).toEqual([]);
  }
});

test('the rule of the program and the rule of the database say the same, and Göteborg keeps all', async ({ world }) => {
  const { db, owner } = world;
  const ninety = (rest: string): string => `1990${rest}`;
  const people = [
    [ninety('01149801'), 'personal-identity-number'],
    [ninety('01059807'), 'personal-identity-number'],
    [ninety('01859808'), 'coordination-number'],
    [ninety('01749805'), 'coordination-number'],
    [null, 'none'],
  ] as const;
  const made: CaseId[] = [];
  for (const [number, kind] of people) {
    const { caseId } = await oldCase(world, { number: `2000010${made.length + 1}9809` });
    await owner.query(
      `update individual i set identity_number = $2, identity_kind = $3 from case_file c where c.individual = i.id and c.id = $1`,
      [caseId, number, kind],
    );
    made.push(caseId);
  }
  const stopped = await oldCase(world, { number: '200002019806' });
  await through(db, 'ola', (scope) =>
    placeHold(scope, { number: stopped.number, reason: 'Tillsyn', until: undefined, key: newId() }),
  );
  const guarded = await oldCase(world, { number: '200002029805' });
  await owner.query(
    `insert into protected_identity (municipality, id, individual, grade, contact, valid_from, registered_by, registered_at)
     select municipality, gen_random_uuid(), individual, 'secrecy-marking', '-', '2026-01-01', opened_by, $2 from case_file where id = $1`,
    [guarded.caseId, noon],
  );
  await alexsCase(db, owner);
  for (const on of [addDays(today, -1), today, '2026-10-13' as LocalDate, '2030-02-28' as LocalDate]) {
    const at = new Date(`${on}T10:00:00Z`);
    const verdicts = await through(
      db,
      'ola',
      async (scope) => {
        const policy = await currentPolicy(scope);
        return (await retentionCases(scope)).map((one) => [one.caseId, verdictOf(one, policy, on)] as const);
      },
      at,
    );
    const { rows } = await owner.query<{
      case_id: CaseId;
      verdict: Verdict;
      due_from: LocalDate;
      last_entry_on: LocalDate;
    }>(`select case_id, verdict, due_from, last_entry_on from access.retention_verdicts('1480', 'centrum', null, $1)`, [
      on,
    ]);
    expect(verdicts).toEqual(rows.map((row) => [row.case_id, row.verdict]));
    for (const row of rows) expect(dueFrom(row.last_entry_on, 5, 'day')).toBe(row.due_from);
    if (on === today) {
      const of = (id: CaseId) => new Map(verdicts).get(id);
      expect(made.map(of)).toEqual(['due', 'research', 'research', 'due', 'no-number']);
      expect([stopped, guarded].map(({ caseId }) => of(caseId))).toEqual(['held', 'guarded']);
    }
  }
  await owner.query('delete from retention_policy where number = 2');
  const all = await through(db, 'ola', async (scope) => {
    const policy = await currentPolicy(scope);
    return (await retentionCases(scope)).map((one) => verdictOf(one, policy, today));
  });
  expect(new Set(all)).toEqual(new Set(['preserved']));
  expect(await through(db, 'ola', (scope) => propose(scope, '', newId()))).toEqual({ outcome: 'nothing-due' });
});

test('a stop, a word written or a decision changed after the approval keeps the case, and the receipt says why', async ({
  world,
}) => {
  const { db, folder } = world;
  const [stopped, written, other] = [
    await oldCase(world),
    await oldCase(world, { number: '199001069806' }),
    await oldCase(world, { number: '199001079805' }),
  ];
  const list = await approved(world);
  const hold = { number: stopped.number, reason: 'Begäran från domstol', until: today, key: newId<never>() };
  expect(await through(db, 'rut', (scope) => placeHold(scope, hold))).toEqual({ outcome: 'placed' });
  expect(await through(db, 'rut', (scope) => placeHold(scope, hold))).toEqual({ outcome: 'placed' });
  await through(db, 'alex', (scope) => start(scope, written.caseId));
  expect(await disposeApproved(db, folder, noon)).toMatchObject({ disposed: 1, kept: 2 });
  expect(await casesLeft(world)).toEqual([stopped.caseId, written.caseId].toSorted());
  const items = await through(db, 'ola', (scope) => itemsOf(scope, list));
  expect(new Map(items.map(({ caseId, reason }) => [caseId, reason]))).toEqual(
    new Map([
      [stopped.caseId, 'held'],
      [written.caseId, 'ongoing'],
      [other.caseId, null],
    ]),
  );
  // The stop was for a day. Tomorrow it holds no more, and a new list may be made.
  const tomorrow = new Date(noon.getTime() + 86_400_000);
  const again = await through(db, 'ola', (scope) => propose(scope, '', newId()), tomorrow);
  expect(again).toMatchObject({ outcome: 'proposed', items: 1 });
  const [placed] = await through(db, 'ola', holdsOfArea);
  // Whoever lifts it says so themselves.
  const inAnothersName = through(db, 'ola', (scope) =>
    sql`update legal_hold set lifted_at = ${noon}, lifted_by = ${demoActor('rut').account}, lift_reason = 'Klart'`.execute(
      scope.db,
    ),
  );
  await expect(inAnothersName).rejects.toMatchObject({ code: '42501' });
  expect(await through(db, 'ola', (scope) => liftTheHold(scope, placed?.id ?? '', 'Klart'))).toEqual({
    outcome: 'lifted',
  });
  expect(await through(db, 'ola', (scope) => liftTheHold(scope, placed?.id ?? '', 'Klart'))).toEqual({
    outcome: 'already',
  });
});

test('who made a list never approves it, nor does anybody twice, whatever the program does', async ({ world }) => {
  const { db, folder } = world;
  await oldCase(world);
  const key = newId<never>();
  const made = await through(db, 'ola', (scope) => propose(scope, 'Se över', key));
  expect(made).toMatchObject({ outcome: 'proposed', items: 1 });
  // The same form again is the same list, and what is on a list is on no other.
  expect(await through(db, 'ola', (scope) => propose(scope, 'Se över', key))).toMatchObject(made);
  expect(await through(db, 'rut', (scope) => propose(scope, '', newId()))).toEqual({ outcome: 'nothing-due' });
  const list = made.outcome === 'proposed' ? made.list : '';
  expect(await through(db, 'ola', (scope) => decideDisposal(scope, list, 'approved', '', newId()))).toEqual({
    outcome: 'own',
  });
  const straight = (who: DemoPerson, proposedBy: DemoPerson) =>
    through(db, who, ({ actor, db: tx }) =>
      sql`insert into disposal_decision (municipality, list, secrecy_area, proposed_by, outcome, decided_by, decided_at, idempotency_key)
        values ('1480', ${list}, 'centrum', ${demoActor(proposedBy).account}, 'approved', ${actor.account}, ${noon}, ${newId()})`.execute(
        tx,
      ),
    );
  expect(await code(straight('ola', 'ola'))).toBe('23514');
  // Nor by saying that somebody else made it.
  expect(await code(straight('ola', 'rut'))).toBe('23503');
  expect(await code(straight('gry', 'ola'))).toBe('42501');
  expect(await disposeApproved(db, folder, noon)).toMatchObject({ disposed: 0 });
  expect(
    await through(db, 'rut', (scope) => decideDisposal(scope, list, 'rejected', 'Vänta på tillsynen', newId())),
  ).toEqual({
    outcome: 'decided',
  });
  expect(await through(db, 'rut', (scope) => decideDisposal(scope, list, 'approved', '', newId()))).toEqual({
    outcome: 'already',
  });
  expect(await disposeApproved(db, folder, noon)).toMatchObject({ disposed: 0 });
  expect((await casesLeft(world)).length).toBe(1);
});

test('an individual with another case stays, with that they were registered; one without goes, protection and all', async ({
  world,
}) => {
  const { db, owner, folder } = world;
  const first = await oldCase(world);
  const second = await through(db, 'alex', (scope) =>
    open(scope, { givenName: 'Gamla', familyName: 'Exempelberg', number: '199001149801' }),
  );
  await approved(world);
  expect(await disposeApproved(db, folder, noon)).toMatchObject({ disposed: 1 });
  const { rows } = await owner.query('select identity_number from individual');
  expect(rows).toEqual([{ identity_number: '199001149801' }]);
  const { rows: events } = await owner.query('select kind, case_id from event order by id');
  expect(events[0]).toEqual({ kind: 'individual-registered', case_id: second });
  expect(events.filter(({ case_id: id }) => id === first.caseId)).toEqual([]);
  // What is left can still be rebuilt from what happened.
  const { rows: left } = await owner.query<EventRow>('select * from event order by id');
  expect(rebuild(left, () => undefined)).toMatchObject({
    individual: [{ identity_number: '199001149801' }],
    case_file: [{ id: second }],
  });
});

test('what is planned is seen by those who plan, of their own area, and by nobody else', async ({ world }) => {
  const { db, owner } = world;
  const { number } = await oldCase(world);
  await through(db, 'ola', (scope) => placeHold(scope, { number, reason: 'Tillsyn', until: undefined, key: newId() }));
  await oldCase(world, { number: '199001069806' });
  await approved(world);
  // An archivist of another area.
  await owner.query(
    `insert into account_role (municipality, account, role, unit) values ('1480', $1, 'archivist', 'hisingen-vuxen')`,
    [demoActor('charlie').account],
  );
  const seen = (who: DemoPerson) =>
    through(db, who, async ({ db: tx }) => {
      const counts: Record<string, number> = {};
      for (const table of ['legal_hold', 'disposal_list', 'disposal_item', 'disposal_decision', 'archive_export']) {
        const { rows } = await sql`select from ${sql.table(table)}`.execute(tx);
        counts[table] = rows.length;
      }
      const { rows } = await sql`select from access.retention_cases()`.execute(tx);
      return { ...counts, cases: rows.length };
    });
  const nothing = {
    legal_hold: 0,
    disposal_list: 0,
    disposal_item: 0,
    disposal_decision: 0,
    archive_export: 0,
    cases: 0,
  };
  expect(await seen('rut')).toEqual({
    ...nothing,
    legal_hold: 1,
    disposal_list: 1,
    disposal_item: 1,
    disposal_decision: 1,
    cases: 2,
  });
  // Whoever works with a case knows of a stop, and that it is on a list.
  expect(await seen('alex')).toEqual({ ...nothing, legal_hold: 1, disposal_item: 1 });
  for (const who of ['charlie', 'billie', 'nour', 'mika'] as const) expect(await seen(who), who).toEqual(nothing);
  expect(await code(through(db, 'gry', (scope) => propose(scope, '', newId())))).toBe('42501');
  expect(
    await through(db, 'charlie', (scope) => placeHold(scope, { number, reason: 'x', until: undefined, key: newId() })),
  ).toEqual({
    outcome: 'not-found',
  });
});

test('a case that a later table still refers to stays, the job says why, and the others are settled', async ({
  world,
}) => {
  const { db, owner, folder } = world;
  const [stays, goes] = [await oldCase(world), await oldCase(world, { number: '199001069806' })];
  await owner.query(
    `create table later (municipality text, case_id uuid, foreign key (municipality, case_id) references case_file)`,
  );
  await owner.query(`insert into later values ('1480', $1)`, [stays.caseId]);
  const list = await approved(world);
  expect(await disposeApproved(db, folder, noon)).toEqual({ disposed: 1, kept: 0, waiting: 1, failures: ['23503'] });
  expect(await casesLeft(world)).toEqual([stays.caseId]);
  expect((await through(db, 'ola', (scope) => findList(scope, list)))?.receipt).toBeNull();
  await owner.query('drop table later');
  expect(await disposeApproved(db, folder, noon)).toMatchObject({ disposed: 1, waiting: 0 });
  const items = await through(db, 'ola', (scope) => itemsOf(scope, list));
  expect(new Map(items.map(({ caseId, outcome }) => [caseId, outcome]))).toEqual(
    new Map([
      [stays.caseId, 'disposed'],
      [goes.caseId, 'disposed'],
    ]),
  );
});

test('the dry run on the command line counts every municipality’s cases', async ({ world }) => {
  const { owner } = world;
  await oldCase(world);
  await oldCase(world, { number: '199001159800' });
  await closedNotice(world, long);
  expect(await verdictCounts(owner, today)).toEqual([
    { municipality: '1480', name: 'Göteborgs Stad', kind: 'case', verdict: 'due', count: 1 },
    { municipality: '1480', name: 'Göteborgs Stad', kind: 'case', verdict: 'research', count: 1 },
    { municipality: '1480', name: 'Göteborgs Stad', kind: 'notice', verdict: 'undecided', count: 1 },
  ]);
});

test('a stop that is being placed while the case is being disposed of comes first', async ({ world }) => {
  const { db, owner, folder } = world;
  const { caseId, number } = await oldCase(world);
  await approved(world);
  const disposing = await through(db, 'rut', async (scope) => {
    await placeHold(scope, { number, reason: 'Begäran från domstol', until: undefined, key: newId() });
    const settled = disposeApproved(db, folder, noon);
    // Until the job waits for this transaction to end.
    await untilSomebodyWaits({ owner }, settled, '%dispose_case%');
    return { settled };
  });
  expect(await disposing.settled).toMatchObject({ disposed: 0, kept: 1 });
  expect(await casesLeft(world)).toEqual([caseId]);
});

const noticesLeft = async ({ owner }: Parameters<typeof closedNotice>[0]) =>
  (await owner.query<{ id: string }>('select id from intake_notice order by id')).rows.map(({ id }) => id);

test('a closed notice about no case goes by its months as cases do: two approve, one that is stopped stays, the receipt counts each kind', async ({
  world,
}) => {
  const { db, owner, folder } = world;
  const old = await oldCase(world);
  const gone = await closedNotice(world, long);
  const stopped = await closedNotice(world, long);
  const recent = await closedNotice(world, noon);
  const ola = <T>(work: Parameters<typeof through<T>>[2]) => through(db, 'ola', work);
  // Until it is decided for how long, none goes.
  expect(await ola((scope) => propose(scope, '', newId()))).toMatchObject({ items: 1 });
  await owner.query('delete from disposal_item; delete from disposal_list');
  await approvedPolicy(owner, { noticeMonths: 24 });

  const made = await ola((scope) => propose(scope, '', newId()));
  if (made.outcome !== 'proposed') throw new Error('Nothing was proposed');
  const items = await ola((scope) => itemsOf(scope, made.list));
  expect(new Set(items.map(({ kind, caseNumber }) => `${kind} ${caseNumber}`))).toEqual(
    new Set([`case ${old.number}`, `notice ${gone.receipt}`, `notice ${stopped.receipt}`]),
  );
  expect(await ola((scope) => findList(scope, made.list))).toMatchObject({ cases: 1, notices: 2 });
  // Not on two lists, not by who made it, and not before somebody has approved it.
  expect(await ola((scope) => propose(scope, '', newId()))).toEqual({ outcome: 'nothing-due' });
  expect(await ola((scope) => decideDisposal(scope, made.list, 'approved', '', newId()))).toEqual({ outcome: 'own' });
  const straight = () =>
    sql`select access.dispose_case('1480', ${made.list}, ${gone.id}, ${noon}) as outcome`.execute(db);
  expect((await straight()).rows).toEqual([{ outcome: null }]);
  await through(db, 'rut', (scope) => decideDisposal(scope, made.list, 'approved', '', newId()));
  // What is not closed yet, another area's or no receipt is stopped by nobody.
  const hold = { reason: 'Tillsyn', until: undefined };
  expect(await ola((scope) => placeHold(scope, { ...hold, number: 'AAAA-AAAA', key: newId() }))).toEqual({
    outcome: 'not-found',
  });
  expect(
    await ola((scope) => placeHold(scope, { ...hold, number: stopped.receipt.toLowerCase(), key: newId() })),
  ).toEqual({
    outcome: 'placed',
  });
  expect(await ola(holdsOfArea)).toMatchObject([{ caseId: null, notice: stopped.id, caseNumber: stopped.receipt }]);

  expect(await disposeApproved(db, folder, noon)).toEqual({ disposed: 2, kept: 1, waiting: 0, failures: [] });
  expect((await straight()).rows).toEqual([{ outcome: null }]);
  expect(await noticesLeft(world)).toEqual([stopped.id, recent.id].toSorted());
  for (const word of [gone.id, gone.receipt])
    expect(await tablesWith(owner, word), word).not.toContain('intake_notice');
  const { rows: files } = await owner.query('select from attachment where notice = $1 or notice is null', [gone.id]);
  expect(files).toEqual([]);
  const receipt = JSON.parse((await ola((scope) => findList(scope, made.list)))?.receipt ?? '') as unknown;
  expect(receipt).toMatchObject({
    disposed: 1,
    kept: 0,
    noticesDisposed: 1,
    noticesKept: 1,
    rows: { case_file: 1, intake_notice: 1 },
    cases: [{ case: old.caseId, outcome: 'disposed' }],
    notices: expect.arrayContaining([
      expect.objectContaining({
        notice: gone.id,
        outcome: 'disposed',
        rows: { intake_notice: 1, attachment: 1, legal_hold: 0 },
      }),
      expect.objectContaining({ notice: stopped.id, outcome: 'kept', reason: 'held' }),
    ]) as unknown,
  });
  const { rows: told } = await owner.query(
    'select actor, channel, case_ids from audit where action = $1 and $2 = any (parts)',
    ['retention.dispose', `notice:${gone.id}`],
  );
  expect(told).toEqual([{ actor: demoActor('rut').account, channel: 'job', case_ids: [] }]);
});

test('of a closed notice the program and the database say the same; a change of what is decided after the approval keeps it', async ({
  world,
}) => {
  const { db, owner, folder } = world;
  const { id, receipt } = await closedNotice(world, new Date('2025-08-31T10:00:00Z'));
  const said = async (on: LocalDate) => {
    const [program, [database]] = await Promise.all([
      through(
        db,
        'ola',
        async (scope) => {
          const policy = await currentPolicy(scope);
          return (await retentionNotices(scope)).map((one) => noticeVerdictOf(one, policy, on));
        },
        new Date(`${on}T10:00:00Z`),
      ),
      owner
        .query<{ verdict: string }>(`select verdict from access.notice_verdicts('1480', 'centrum', null, $1)`, [on])
        .then(({ rows }) => rows),
    ]);
    expect(program).toEqual([database?.verdict]);
    return program[0];
  };
  expect(await said(today)).toBe('undecided');
  // Six months after the last of August is the last of February: it goes on the day after.
  await approvedPolicy(owner, { noticeMonths: 6 });
  expect(await said('2026-02-28' as LocalDate)).toBe('not-due');
  expect(await said('2026-03-01' as LocalDate)).toBe('due');
  // Who sees none of it: another area's archivist of nothing, and who plans nothing.
  for (const who of ['charlie', 'vera'] as const) expect(await through(db, who, retentionNotices), who).toEqual([]);
  await approved(world);
  await approvedPolicy(owner, { action: 'preserve', years: null, researchDays: '{}' });
  expect(await said(today)).toBe('preserved');
  expect(await disposeApproved(db, folder, noon)).toEqual({ disposed: 0, kept: 1, waiting: 0, failures: [] });
  expect(await noticesLeft(world)).toEqual([id]);
  // A municipality that preserves cannot have decided that some of it goes.
  expect(await code(approvedPolicy(owner, { action: 'preserve', years: null, noticeMonths: 6 }))).toBe('23514');
  // A stop of it is past nobody: not in another's name, nor of a notice that is not there to stop.
  const past = (notice: string, number: string) =>
    through(db, 'ola', ({ db: tx }) =>
      sql`insert into legal_hold (municipality, id, secrecy_area, notice, case_number, reason, placed_by, placed_at, idempotency_key)
        values ('1480', ${newId()}, 'centrum', ${notice}, ${number}, 'x', ${demoActor('ola').account}, ${noon}, ${newId()})`.execute(
        tx,
      ),
    );
  expect(await code(past(newId<string>(), receipt))).toBe('42501');
  expect(await code(past(id, 'AAAA-AAAA'))).toBe('42501');
});
