import { sql } from 'kysely';
import { expect } from 'vitest';
import { type DemoPerson, demoActor } from '../../src/demo/index.ts';
import { takeUp } from '../../src/intake/actions/take-up.ts';
import { newReceipt, type Said, streetIn } from '../../src/intake/notice.ts';
import {
  alikeNotices,
  closeNotice,
  findNotice,
  linkNotice,
  noticesAtIntake,
  noticesOfCase,
} from '../../src/intake/store/notices.ts';
import { keepNoticeFile, pendingNoticeFile, receiveNotice } from '../../src/intake/store/receive.ts';
import { addRule, intakeRules, removeRule } from '../../src/intake/store/rules.ts';
import { type AttachmentId, type IdempotencyKey, newId } from '../../src/kernel/ids.ts';
import { createRoom, Gathering } from '../../src/platform/upload.ts';
import { attachmentsOfNotice, contentOf } from '../../src/secrecy/index.ts';
import { test, type TestDatabase } from '../support/fixtures.ts';
import { alexsCase, day, morningOf, noon, open, through, today } from './world.ts';

const paper = Buffer.from('Uppsägning av hyresavtal. Påhittat.');
function uploaded() {
  const gathering = new Gathering(createRoom(1e7), true);
  gathering.add(paper);
  return gathering.end('bilaga', 'uppsägning.txt');
}
const said = (more: Partial<Said> & Readonly<{ address?: string }> = {}): Said => {
  const address = more.address ?? 'Påhittsgatan 12';
  return {
    kind: 'termination',
    reason: 'rent',
    senderRole: 'landlord',
    sender: 'Påhittade Bostäder AB',
    contact: 'Sven Låtsasson',
    phone: '031-7000000',
    email: '',
    tenant: 'Alva Exempelsson',
    tenantIdentity: '',
    apartment: '1101',
    postalCode: '41101',
    locality: 'Göteborg',
    datedOn: day('2026-10-09'),
    message: '',
    ...more,
    address,
    ...streetIn(address),
  };
};

/** Sends a notice as the open form does, and finds it as the owner of the tables. */
async function sent(
  { db, owner }: TestDatabase,
  more: Partial<Said> = {},
  { at = noon, key = newId<IdempotencyKey>(), file = false } = {},
): Promise<string> {
  const claim = 'a'.repeat(43);
  const kept = file
    ? await keepNoticeFile(db, '1480', claim, uploaded(), 'text', { now: at, scanned: false })
    : undefined;
  const receipt = await receiveNotice(db, '1480', said(more), key, at, kept && { id: kept.id, claim });
  const { rows } = await owner.query<{ id: string }>('select id from intake_notice where receipt = $1', [receipt]);
  return rows[0]?.id ?? '';
}
const sees = ({ db }: TestDatabase, who: DemoPerson, notice: string): Promise<boolean> =>
  through(db, who, async (scope) => (await findNotice(scope, notice)) !== undefined);

/** Somebody of another area who takes care of notices there. */
const atIntakeToo = ({ owner }: TestDatabase, who: DemoPerson) =>
  owner.query(`insert into account_role values ('1480', $1, 'intakeWorker', $2) on conflict do nothing`, [
    demoActor(who).account,
    demoActor(who).roles[0]?.unit,
  ]);

test('a notice lands where the narrowest rule says, and else at the default', async ({ database }) => {
  const { db, owner } = database;
  const kim = <T>(work: Parameters<typeof through<T>>[2]) => through(db, 'kim', work);
  const rules = [
    { kind: 'postal', postal: ['41100', '41199'], unit: 'sjobacken' },
    { kind: 'postal', postal: ['41105', '41105'], unit: 'hisingen-vuxen' },
    { kind: 'street', street: 'Långa Gatan', unit: 'kvalitet' },
    { kind: 'street', street: 'Långa Gatan', numbers: [10, 20], unit: 'socialjouren' },
  ] as const;
  for (const rule of rules) await kim((scope) => addRule(scope, rule, newId()));
  const cases: readonly (readonly [string, number | null, string, string, string])[] = [
    ['Ingenstans', 1, '99999', 'Ort', 'centrum-vuxen'],
    ['Ingenstans', 1, '99999', ' HISINGS påhitt ', 'hisingen-vuxen'],
    ['Ingenstans', 1, '41150', 'Hisings Påhitt', 'sjobacken'],
    ['Ingenstans', 1, '41105', 'Göteborg', 'hisingen-vuxen'],
    ['långa gatan', 3, '41105', 'Göteborg', 'kvalitet'],
    ['Långa Gatan', 10, '41105', 'Göteborg', 'socialjouren'],
    ['Långa Gatan', 21, '41105', 'Göteborg', 'kvalitet'],
    ['Långa Gatan', null, '41105', 'Göteborg', 'kvalitet'],
  ];
  for (const [street, number, postal, locality, unit] of cases) {
    const { rows } = await owner.query('select unit from access.intake_of($1, $2, $3, $4, $5)', [
      '1480',
      street,
      number,
      postal,
      locality,
    ]);
    expect(rows, `${street} ${number} ${postal} ${locality}`).toEqual([{ unit }]);
  }
  // A new default takes the place of the old one, sent twice or not; and the default is not taken away.
  const key = newId<IdempotencyKey>();
  for (const again of [1, 2]) {
    await kim((scope) => addRule(scope, { kind: 'default', unit: 'hisingen-vuxen' }, key));
    const defaults = (await kim((scope) => intakeRules(scope))).filter(({ kind }) => kind === 'default');
    expect(
      defaults.map(({ unit }) => unit),
      `${again}`,
    ).toEqual(['hisingen-vuxen']);
    expect(await kim((scope) => removeRule(scope, defaults[0]?.id ?? ''))).toBe(false);
  }
  await kim((scope) => addRule(scope, { kind: 'default', unit: 'centrum-vuxen' }, newId()));
  const all = await kim((scope) => intakeRules(scope));
  for (const { id, kind } of all)
    if (kind === 'street' || kind === 'postal') expect(await kim((scope) => removeRule(scope, id))).toBe(true);
  expect((await kim((scope) => intakeRules(scope))).map(({ kind }) => kind)).toEqual(['locality', 'default']);
  // Nor is one taken away in somebody else's name.
  const inAnothersName = kim(({ db: own }) =>
    sql`update intake_rule set removed_at = now(), removed_by = ${demoActor('alex').account} where kind = 'locality'`.execute(
      own,
    ),
  );
  await expect(inAnothersName).rejects.toMatchObject({ code: '42501' });
  // Who does not administer reads no rule and writes none.
  for (const who of ['vera', 'alex', 'gry'] as const) {
    expect(await through(db, who, intakeRules), who).toEqual([]);
    await expect(
      through(db, who, (scope) => addRule(scope, { kind: 'locality', locality: 'x', unit: 'kvalitet' }, newId())),
    ).rejects.toMatchObject({ code: '42501' });
  }
});

test('a notice is seen by the intake of its area, with its file, and by nobody else; sent twice it is one', async ({
  database,
}) => {
  const { db, owner } = database;
  await atIntakeToo(database, 'charlie');
  const key = newId<IdempotencyKey>();
  const notice = await sent(database, {}, { key, file: true });
  expect(await sent(database, { tenant: 'Någon Annan' }, { key })).toBe(notice);
  expect(await sees(database, 'vera', notice)).toBe(true);
  for (const who of ['alex', 'gry', 'charlie', 'kim', 'ola', 'eli'] as const)
    expect(await sees(database, who, notice), who).toBe(false);
  await through(db, 'vera', async (scope) => {
    expect((await noticesAtIntake(scope, 'waiting', { limit: 10, offset: 0 })).map(({ id }) => id)).toEqual([notice]);
    const [file] = await attachmentsOfNotice(scope, notice);
    expect(file?.name).toBe('uppsägning.txt');
    expect(file && Buffer.from((await contentOf(scope, file)) ?? [])).toEqual(paper);
  });
  for (const who of ['alex', 'charlie'] as const)
    expect(await through(db, who, (scope) => attachmentsOfNotice(scope, notice)), who).toEqual([]);
  // Nothing is added to what came.
  await expect(
    through(db, 'vera', ({ db: tx }) =>
      sql`insert into attachment_part (municipality, attachment, position, bytes)
        select municipality, id, 7, '\\x00' from attachment where notice = ${notice}`.execute(tx),
    ),
  ).rejects.toMatchObject({ code: '42501' });
  const { rows } = await owner.query(
    `select actor::text, secrecy_area, action, parts from audit where action = 'intake.receive'`,
  );
  expect(rows).toEqual([
    {
      actor: '00000000-0000-0000-0000-000000000000',
      secrecy_area: 'centrum',
      action: 'intake.receive',
      parts: ['notice', `notice:${notice}`],
    },
  ]);
  await owner.query('delete from attachment');
  await owner.query('delete from intake_notice');
});

test('what comes with a form is its holder’s alone: a file is had only by the secret of the form it came with, and once', async ({
  database,
}) => {
  const { db, owner } = database;
  const claim = 'b'.repeat(43);
  const kept = await keepNoticeFile(db, '1480', claim, uploaded(), 'text', { now: noon, scanned: true });
  expect(await pendingNoticeFile(db, '1480', kept.id, claim)).toMatchObject({
    name: 'uppsägning.txt',
    state: 'waiting',
  });
  expect(await pendingNoticeFile(db, '1480', kept.id, 'c'.repeat(43))).toBeUndefined();
  for (const who of ['vera', 'alex'] as const)
    expect(await through(db, who, (scope) => contentOf(scope, kept)), who).toBeUndefined();
  const receive = (secret: string, id: AttachmentId) =>
    receiveNotice(db, '1480', said(), newId(), noon, { id, claim: secret });
  await receive('c'.repeat(43), kept.id);
  const hung = async () =>
    (await owner.query<{ notice: string | null }>('select notice from attachment where id = $1', [kept.id])).rows[0]
      ?.notice;
  expect(await hung()).toBeNull();
  await receive(claim, kept.id);
  const first = await hung();
  expect(first).not.toBeNull();
  await receive(claim, kept.id);
  expect(await hung()).toBe(first);
  expect(await pendingNoticeFile(db, '1480', kept.id, claim)).toBeUndefined();
  // Somebody who is signed in sends no notice in nobody's name.
  const before = await owner.query('select from intake_notice');
  await through(db, 'alex', ({ db: tx, now }) =>
    sql`select access.receive_notice('1480', ${newId()}, ${newId()}, ${newReceipt()}, ${now}, ${JSON.stringify(said())}::jsonb, null, null),
      access.keep_notice_file('1480', ${newId()}, ${Buffer.alloc(32)}, 'x', 'pdf', 1, ${'0'.repeat(64)}, 'waiting', ${now})`.execute(
      tx,
    ),
  );
  expect((await owner.query('select from intake_notice')).rowCount).toBe(before.rowCount);
  expect(await receiveNotice(db, '9999', said(), newId(), noon)).toBeUndefined();
  await owner.query('delete from attachment');
  await owner.query('delete from intake_notice');
});

test('the same notice sent again, or with the same paper, is known as alike, and which case it is about is not told', async ({
  database,
}) => {
  const { db, owner } = database;
  const { caseId } = await alexsCase(db, owner);
  const first = await sent(database, {}, { file: true });
  const again = await sent(database, { contact: 'En Annan Låtsasson' });
  const samePaper = await sent(database, { address: 'Annan Gata 1' }, { file: true });
  const other = await sent(database, { datedOn: day('2026-10-08') });
  const elsewhere = await sent(database, { locality: 'Hisings Påhitt' });
  await atIntakeToo(database, 'charlie');
  const alike = (who: DemoPerson, of: string) =>
    through(db, who, async (scope) =>
      (await alikeNotices(scope, of)).map(({ id, sameFile, state }) => [id, sameFile, state]),
    );
  expect(await alike('vera', first)).toEqual([
    [again, false, 'waiting'],
    [samePaper, true, 'waiting'],
  ]);
  expect(await alike('vera', other)).toEqual([]);
  expect(await alike('charlie', elsewhere)).toEqual([]);
  expect(await alike('charlie', first)).toEqual([]);
  expect(await alike('alex', first)).toEqual([]);
  expect(await through(db, 'vera', (scope) => linkNotice(scope, first, caseId))).toBe(true);
  expect(await alike('vera', again)).toEqual([[first, false, 'linked']]);
  await owner.query('delete from attachment');
  await owner.query('delete from intake_notice');
});

test('linked to a case it is of the case: its people see it and are told, and the intake has let go of it', async ({
  database,
}) => {
  const { db, owner } = database;
  const { caseId } = await alexsCase(db, owner);
  const notice = await sent(database, {}, { file: true });
  const link = (who: DemoPerson, to = caseId) => through(db, who, (scope) => linkNotice(scope, notice, to));
  for (const who of ['alex', 'gry', 'charlie'] as const) expect(await link(who), who).toBe(false);
  const others = await through(db, 'charlie', (scope) => open(scope, { givenName: 'Hjalmar', familyName: 'Testlund' }));
  expect(await link('vera', others)).toBe(false);
  const shut = await through(db, 'alex', (scope) => open(scope, { givenName: 'Skydda', familyName: 'Provsson' }));
  await owner.query(
    `insert into protected_identity (municipality, id, individual, grade, contact, valid_from, registered_by, registered_at)
     select municipality, gen_random_uuid(), individual, 'secrecy-marking', 'Mottagningen', $2, opened_by, $3 from case_file where id = $1`,
    [shut, today, noon],
  );
  expect(await link('vera', shut)).toBe(false);
  expect(await link('vera')).toBe(true);
  expect(await link('vera')).toBe(false);
  expect(await sees(database, 'vera', notice)).toBe(false);
  for (const who of ['alex', 'gry'] as const) expect(await sees(database, who, notice), who).toBe(true);
  // Not who sees the run only, as Eli of another area does.
  expect(await sees(database, 'eli', notice)).toBe(false);
  await through(db, 'alex', async (scope) => {
    expect((await noticesOfCase(scope, caseId)).map(({ id }) => id)).toEqual([notice]);
    expect(await attachmentsOfNotice(scope, notice)).toHaveLength(1);
  });
  const told = await owner.query(`select account from notice where kind = 'intake-notice' and case_id = $1`, [caseId]);
  expect(told.rows).toEqual([{ account: demoActor('alex').account }]);
  const events = await owner.query(
    `select payload -> 'said' ->> 'tenant' as tenant, payload -> 'said' ->> 'arrivedOn' as arrived, happened_on from event
     where kind = 'intake-notice-linked' and case_id = $1`,
    [caseId],
  );
  expect(events.rows).toEqual([{ tenant: 'Alva Exempelsson', arrived: today, happened_on: today }]);
  // Nobody takes it up in a run that they do not see, and nobody closes what has been linked.
  await expect(
    through(db, 'alex', ({ db: tx }) =>
      sql`update intake_notice set closed_by = ${demoActor('alex').account}, closed_at = now(), close_reason = 'x' where id = ${notice}`.execute(
        tx,
      ),
    ),
  ).rejects.toThrow();
  const another = await alexsCase(db, owner, { givenName: 'Bo', familyName: 'Påhittsson' });
  await expect(
    through(db, 'alex', ({ db: tx }) =>
      sql`update intake_notice set run_id = ${another.run} where id = ${notice}`.execute(tx),
    ),
  ).rejects.toMatchObject({ code: '42501' });
  const charlies = await through(db, 'charlie', (scope) => open(scope, { givenName: 'Vide', familyName: 'Testlund' }));
  const { rows: foreign } = await owner.query<{ id: string }>(
    `insert into run (municipality, id, case_id, routine, routine_version, opened_on) values ('1480', gen_random_uuid(), $1, 'another', '1', $2) returning id`,
    [charlies, today],
  );
  await expect(
    through(db, 'alex', ({ db: tx }) =>
      sql`update intake_notice set run_id = ${foreign[0]?.id} where id = ${notice}`.execute(tx),
    ),
  ).rejects.toMatchObject({ code: '42501' });
  // It goes with its case, and the file with it.
  const { rows } = await owner.query<{ counts: Record<string, number> }>(
    'select access.delete_case_rows($1, $2) as counts',
    ['1480', caseId],
  );
  expect(rows[0]?.counts).toMatchObject({ intake_notice: 1, attachment: 1, case_file: 1 });
});

test('taken up in the routine, the days count from the day it arrived and not from the day it is registered', async ({
  database,
}) => {
  const { db, owner } = database;
  const caseId = await through(db, 'vera', (scope) => open(scope, { givenName: 'Arv', familyName: 'Påhittsson' }));
  // Friday evening; registered the Wednesday after.
  const notice = await sent(
    database,
    { tenantServedOn: day('2026-10-05'), tenant: 'Arv Påhittsson' },
    { at: new Date('2026-10-09T19:30:00Z') },
  );
  const key = newId<IdempotencyKey>();
  const taken = await through(db, 'vera', async (scope) => {
    expect(await linkNotice(scope, notice, caseId)).toBe(true);
    const found = await findNotice(scope, notice);
    if (!found) throw new Error('The notice is gone');
    return takeUp(scope, found, caseId, key);
  });
  if (taken.outcome !== 'taken-up') throw new Error(taken.outcome);
  const facts = await owner.query<{ name: string; value: unknown }>(
    'select name, value from fact where run_id = $1 order by name',
    [taken.run],
  );
  expect(Object.fromEntries(facts.rows.map(({ name, value }) => [name, value]))).toEqual({
    identifiedBy: 'socialServices',
    noticeArrived: '2026-10-09',
    noticeKind: 'termination',
    noticeReason: 'rent',
    tenantServed: '2026-10-05',
  });
  const left = await owner.query<{ obligation: string; due: string }>(
    `select obligation, due from work_item where run_id = $1 and obligation in ('receive-notice', 'rent-recovery')`,
    [taken.run],
  );
  // Received, though late: one working day after Friday was Monday. Three weeks from the later of served and arrived.
  expect(left.rows).toEqual([{ obligation: 'rent-recovery', due: '2026-10-30' }]);
  // A second one about the same home is received in the same run; the first one is not received twice.
  const second = await sent(
    database,
    { kind: 'rectification', tenant: 'Arv Påhittsson' },
    { at: morningOf('2026-10-14') },
  );
  const again = await through(db, 'vera', async (scope) => {
    await linkNotice(scope, second, caseId);
    const found = await findNotice(scope, second);
    if (!found) throw new Error('The notice is gone');
    return [await takeUp(scope, found, caseId, newId()), await takeUp(scope, found, caseId, newId())].map(
      ({ outcome }) => outcome,
    );
  });
  expect(again).toEqual(['under-way', 'already']);
  const entries = await owner.query(`select from entry where run_id = $1 and kind = 'notice-registered'`, [taken.run]);
  expect(entries.rowCount).toBe(2);
});

test('closed, it says why and by whom, and is not linked any more', async ({ database }) => {
  const { db, owner } = database;
  const { caseId } = await alexsCase(db, owner);
  const notice = await sent(database);
  await atIntakeToo(database, 'charlie');
  for (const who of ['alex', 'charlie'] as const)
    expect(await through(db, who, (scope) => closeNotice(scope, notice, 'Påhittat skäl.')), who).toBe(false);
  await expect(
    through(db, 'vera', ({ db: tx }) =>
      sql`update intake_notice set closed_by = ${demoActor('alex').account}, closed_at = now(), close_reason = 'x' where id = ${notice}`.execute(
        tx,
      ),
    ),
  ).rejects.toMatchObject({ code: '42501' });
  expect(await through(db, 'vera', (scope) => closeNotice(scope, notice, 'Adressen finns inte.'))).toBe(true);
  expect(await through(db, 'vera', (scope) => closeNotice(scope, notice, 'En gång till.'))).toBe(false);
  // Nobody closes it anew.
  await through(db, 'vera', async ({ db: tx, actor }) => {
    const { numAffectedRows } =
      await sql`update intake_notice set closed_by = ${actor.account}, closed_at = now(), close_reason = 'x' where id = ${notice}`.execute(
        tx,
      );
    expect(numAffectedRows).toBe(0n);
  });
  expect(await through(db, 'vera', (scope) => linkNotice(scope, notice, caseId))).toBe(false);
  expect(await through(db, 'vera', (scope) => findNotice(scope, notice))).toMatchObject({
    closed: { by: 'Vera Mottagsberg', reason: 'Adressen finns inte.' },
  });
});
