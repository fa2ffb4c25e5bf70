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
import { assignHousing, individual, noon, open, start, through, today } from './world.ts';

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
    figures: { people: expect.any(Number) as number },
  });
  const after = await state();
  expect((after?.evaluated_on ?? '') >= '2026-11-23').toBe(true);
  expect(after?.states).toContain('overdue');
  expect(after?.states).not.toBe(before?.states);
});

test('at night each run is evaluated as one who is assigned to it, and as another when that one does not see it', async ({
  database,
}) => {
  const { owner } = database;
  const id = await begun(database);
  const night = async (days: number) => {
    await run(database, 'work-items', daysLater(days));
    const { rows } = await owner.query<{ fresh: boolean; people: string[] }>(
      `select r.evaluated_on >= $2::date as fresh, array(
         select a.username from audit u join account a on a.id = u.actor where u.action = 'work-items.evaluate' and u.at = $3
         order by a.username) as people
       from run r where r.id = $1`,
      [id, daysLater(days), daysLater(days)],
    );
    return rows[0];
  };
  await owner.query('update run set evaluated_on = $2 where id <> $1 and ended_on is null', [id, '2027-01-01']);
  expect(await night(20)).toEqual({ fresh: true, people: ['alex'] });
  // Nothing is left for anybody on the same day.
  expect(await night(20)).toEqual({ fresh: true, people: ['alex'] });
  const alex = demoActor('alex');
  const move = (area: string) =>
    owner.query('update account set secrecy_area = $2 where id = $1', [alex.account, area]);
  onTestFinished(async () => void (await move(alex.area)));
  await move('hisingen');
  expect(await night(45)).toEqual({ fresh: true, people: ['alex', 'alex', 'eli'] });
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
    from audit where action in ('reminder.make', 'work-items.evaluate')`);
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
  const write = (state: 'blocked' | 'open', days: number) =>
    through(
      database.db,
      'alex',
      (scope) => replaceWorkItems(scope, [{ id, until: scope.today }], [{ ...item, state }]),
      daysLater(days),
    );
  const since = (days: number) =>
    through(database.db, 'alex', async (scope) => [...(await blockedSince(scope, [id], daysLater(days)))]);
  await write('blocked', 1);
  await write('blocked', 2);
  expect(await since(0)).toEqual([`${id} start-meeting`]);
  expect(await since(1)).toEqual([]);
  await write('open', 3);
  expect(await since(0)).toEqual([]);
  await write('blocked', 4);
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
