import { sql } from 'kysely';
import { expect, onTestFinished } from 'vitest';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { newestMail } from '../../src/organisation/mail/store/mail.ts';
import { remindingJobs } from '../../src/reminding/index.ts';
import { blockedSince, ownLevel, peopleToRemind, writeOwnLevel } from '../../src/reminding/store/reminders.ts';
import { test, type TestDatabase } from '../support/fixtures.ts';
import type { RunId } from '../../src/kernel/ids.ts';
import type { WorkItem } from '../../src/casework/worklist.ts';
import { replaceWorkItems } from '../../src/casework/store/worklist.ts';
import { assignHousing, deedOf, individual, noon, open, start, through, today, write } from './world.ts';

const run = ({ db }: TestDatabase, name: string, now: Date) => {
  const job = remindingJobs(db, () => 'https://hemvist.example', []).find((one) => one.name === name);
  if (!job) throw new Error(`There is no job ${name}`);
  return job.work(now, new AbortController().signal);
};
const mailTo = ({ db }: TestDatabase, who: DemoPerson) =>
  through(db, 'kim', async (scope) => (await newestMail(scope)).filter(({ name }) => name === demoActor(who).name));
/** A case of Alex's with a run that has days, in which Eli works, too. */
const begun = ({ db }: TestDatabase): Promise<RunId> =>
  through(db, 'alex', async (scope) => {
    const id = await start(scope, await open(scope), [{ name: 'moveIn', value: '2026-10-20' }]);
    await assignHousing(scope, id);
    return id;
  });
const daysLater = (days: number) => new Date(noon.getTime() + days * 86_400_000);

test('a new day is worked out at night, before anybody has looked', async ({ database }) => {
  const id = await begun(database);
  const state = async () =>
    (
      await database.owner.query<{ evaluated_on: string; states: string }>(
        `select r.evaluated_on, (select string_agg(w.obligation || ' ' || w.state, ', ' order by w.obligation) from work_item w
          where w.run_id = r.id) as states from run r where r.id = $1`,
        [id],
      )
    ).rows[0];
  const before = await state();
  expect(before?.evaluated_on).toBe(today);
  expect(await run(database, 'work-items', daysLater(40))).toMatchObject({
    figures: { runs: expect.any(Number) as number },
  });
  const after = await state();
  expect((after?.evaluated_on ?? '') >= '2026-11-23').toBe(true);
  expect(after?.states).toContain('overdue');
  expect(after?.states).not.toBe(before?.states);
});

test('at night every open run is worked out, whoever sees it, and nobody is said to have looked', async ({
  database,
}) => {
  const { owner } = database;
  const [assigned, unseen, writtenIn] = await Promise.all([begun(database), begun(database), begun(database)]);
  // Nobody is assigned to it any more.
  const end = (last: string) =>
    owner.query(`update assignment set valid_to = ${last} where case_id = (select case_id from run where id = $1)`, [
      unseen,
    ]);
  await end('valid_from - 1');
  onTestFinished(async () => void (await end('null')));
  const fresh = async (days: number) =>
    (
      await owner.query<{ id: RunId }>('select id from run where evaluated_on >= $1 and id = any($2::uuid[])', [
        daysLater(days),
        [assigned, unseen, writtenIn],
      ])
    ).rows.map(({ id }) => id);
  const audited = async () => (await owner.query<{ n: number }>('select count(*)::int as n from audit')).rows[0]?.n;
  const before = await audited();
  // Whoever writes in a run holds it and works it out; the night does not wait for them.
  const writer = await owner.connect();
  await writer.query('begin');
  await writer.query('select from run where id = $1 for update', [writtenIn]);
  await run(database, 'work-items', daysLater(20));
  await writer.query('commit');
  writer.release();
  expect((await fresh(20)).toSorted()).toEqual([assigned, unseen].toSorted());
  expect(await run(database, 'work-items', daysLater(20))).toEqual({ figures: { runs: 1 } });
  expect(await fresh(20)).toHaveLength(3);
  expect(await run(database, 'work-items', daysLater(20))).toEqual({ figures: { runs: 0 } });
  expect(await audited()).toBe(before);
});

test('what the night reads tells of nobody, and inside the door it is not given at all', async ({ database }) => {
  const id = await begun(database);
  const text = 'Sömnen brister när det blir sent';
  await through(database.db, 'alex', async (scope) => {
    const answers = { what: text, when: text, situations: text, protectiveFactors: text };
    await write(scope, id, deedOf('placement-request', today, { answers }));
    await write(scope, id, deedOf('waiver', today, { obligation: 'start-meeting', reason: text }));
  });
  await database.owner.query('update run set evaluated_on = null where id = $1', [id]);
  const read = (db: TestDatabase['db']) =>
    sql<{ id: RunId }>`select * from access.hold_stale_night('1480', ${today}, null, 1000,
      ${JSON.stringify({ 'repeated-discharge@2025': { readAs: 'x', consents: [], answers: [], parties: [] } })}::jsonb)`.execute(
      db,
    );
  const { rows } = await read(database.db);
  const told = JSON.stringify(rows.find((row) => row.id === id));
  expect(told).toContain('placement-request');
  expect(told).toContain('"protectiveFactors":true');
  const { owner } = database;
  const { rows: names } = await owner.query<{ is: string }>(
    `select unnest(array[a.id::text, a.display_name]) as is from account a
     union all select unnest(array[i.id::text, i.given_name, i.family_name, i.identity_number]) from individual i
     union all select unnest(array[c.id::text, c.case_number]) from case_file c`,
  );
  expect(names.length).toBeGreaterThan(10);
  for (const secret of [text, ...names.flatMap(({ is }) => is ?? [])]) expect(told).not.toContain(secret);
  // And what it keeps for the next night is read by nobody else.
  await run(database, 'work-items', noon);
  const { rows: kept } = await owner.query<{ contents: object }>(
    'select contents from run_at_night where run_id = $1',
    [id],
  );
  expect(JSON.stringify(kept)).toContain('placement-request');
  expect(JSON.stringify(kept)).not.toContain(text);
  await expect(through(database.db, 'alex', ({ db }) => read(db))).rejects.toMatchObject({ code: '42501' });
  await expect(
    through(database.db, 'alex', ({ db }) =>
      sql`select access.store_night('1480', now(), ${[id]}::uuid[], array['2030-01-01']::date[], '{}', '{}', '{}', '[]', '[]')`.execute(
        db,
      ),
    ),
  ).rejects.toMatchObject({ code: '42501' });
});

test('each person is reminded once a day, by counts and a link, as they want it, and not at all of nothing', async ({
  database,
}) => {
  await begun(database);
  const day = daysLater(41);
  await through(database.db, 'eli', (scope) => writeOwnLevel(scope, 'none'));
  await Promise.all([run(database, 'reminders', day), run(database, 'reminders', day)]);
  await run(database, 'reminders', day);
  const [mail, ...more] = await mailTo(database, 'alex');
  expect(more).toEqual([]);
  expect(mail?.text).toMatch(
    /^Det här väntar på dig i Hemvist i dag:\n- \d+ saker är försenade\n[^]*https:\/\/hemvist\.example\/min-dag\n/,
  );
  for (const secret of [individual.givenName, individual.familyName, 'Alex', '9802', 'samtycke', '2026-'])
    expect(`${mail?.subject} ${mail?.text}`).not.toContain(secret);
  expect(await mailTo(database, 'eli')).toEqual([]);
  // Assigned to nothing.
  expect(await mailTo(database, 'dani')).toEqual([]);

  await run(database, 'reminders', daysLater(42));
  expect(await mailTo(database, 'alex')).toHaveLength(2);
  // The day after is looked at in the night, on a Saturday, and by somebody without an address: no reminder.
  await run(database, 'reminders', new Date('2026-11-26T02:00:00Z'));
  await run(database, 'reminders', new Date('2026-11-28T09:00:00Z'));
  await database.owner.query(`delete from account_email where address = 'alex@hemvist.example'`);
  expect(await run(database, 'reminders', daysLater(43))).toMatchObject({ figures: { noAddress: 1 } });
  expect(await mailTo(database, 'alex')).toHaveLength(2);
  const { rows } = await database.owner
    .query(`select distinct actor is not null as somebody, channel, cardinality(run_ids) as runs
    from audit where action = 'reminder.make'`);
  expect(rows).toEqual([{ somebody: true, channel: 'job', runs: 0 }]);
});

test('a line is blocked from when it came to be, however often it is worked out', async ({ database }) => {
  const id = await begun(database);
  const item: WorkItem = {
    runId: id,
    obligation: 'start-meeting',
    state: 'blocked',
    modality: 'must',
    who: ['caseworker'],
    missingFacts: [],
    waitingOn: ['planning-meeting'],
  };
  const writeAs = (state: 'blocked' | 'open', days: number) =>
    through(
      database.db,
      'alex',
      (scope) => replaceWorkItems(scope, [{ id, until: scope.today }], [{ ...item, state }]),
      daysLater(days),
    );
  const since = (days: number) =>
    through(database.db, 'alex', async (scope) => [...(await blockedSince(scope, [id], daysLater(days)))]);
  await writeAs('blocked', 1);
  await writeAs('blocked', 2);
  expect(await since(0)).toEqual([`${id} start-meeting`]);
  expect(await since(1)).toEqual([]);
  await writeAs('open', 3);
  expect(await since(0)).toEqual([]);
  await writeAs('blocked', 4);
  expect(await since(3)).toEqual([`${id} start-meeting`]);
});

test('what somebody wants is theirs, and who is at work is nobody’s to ask inside the door', async ({ database }) => {
  await through(database.db, 'alex', (scope) => writeOwnLevel(scope, 'week'));
  await through(database.db, 'alex', (scope) => writeOwnLevel(scope, 'late'));
  expect(await through(database.db, 'alex', ownLevel)).toBe('late');
  expect(await through(database.db, 'billie', ownLevel)).toBe('due');
  const alexs = { account: demoActor('alex').account, municipality: demoActor('alex').municipality };
  for (const table of ['reminder_setting', 'reminder'] as const)
    await through(database.db, 'billie', async ({ db }) => {
      expect(await db.selectFrom(table).selectAll().execute()).toEqual([]);
    });
  await expect(
    through(database.db, 'billie', ({ db }) =>
      db
        .insertInto('reminder_setting')
        .values({ ...alexs, level: 'none', changed_at: noon })
        .execute(),
    ),
  ).rejects.toMatchObject({ code: '42501' });
  expect((await peopleToRemind(database.db, today)).length).toBeGreaterThan(0);
  await through(database.db, 'alex', async ({ db }) => {
    expect((await sql`select * from access.people_to_remind(${today})`.execute(db)).rows).toEqual([]);
  });
});
