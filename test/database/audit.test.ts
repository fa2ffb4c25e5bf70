import { sql } from 'kysely';
import { expect, inject } from 'vitest';
import { demoActor } from '../../src/demo/index.ts';
import { newId } from '../../src/kernel/ids.ts';
import { as } from '../../src/platform/door.ts';
import { makeDatabase, test, type TestDatabase } from '../support/fixtures.ts';
import { alexsCase, deedOf, noon, open, start, through, today, write } from './world.ts';

const audited = async ({ owner }: Pick<TestDatabase, 'owner'>, action: string) =>
  (
    await owner.query(
      'select actor, secrecy_area, channel, outcome, case_ids, run_ids, parts, at from audit where action = $1 order by id',
      [action],
    )
  ).rows;

test('what was read is written down: by whom, when, by which way, of which case and run, and which parts', async ({
  database,
}) => {
  const action = 'test.read';
  const [file, run] = [newId<never>(), newId<never>()];
  await as(database.db, demoActor('alex'), noon, { action, channel: 'api' }, async (scope) => {
    scope.touched({ cases: [file], parts: ['case'] });
    scope.touched({ cases: [file], runs: [run], parts: ['entries', 'case'] });
  });
  expect(await audited(database, action)).toEqual([
    {
      actor: demoActor('alex').account,
      secrecy_area: 'centrum',
      channel: 'api',
      outcome: 'ok',
      case_ids: [file],
      run_ids: [run],
      parts: ['case', 'entries'],
      at: noon,
    },
  ]);
});

test('a refusal and a rejection are written down as such', async ({ database }) => {
  const action = 'test.refused';
  const run = newId<never>();
  await as(database.db, demoActor('charlie'), noon, { action, channel: 'page' }, async (scope) =>
    scope.refused({ runs: [run], parts: [] }),
  );
  await as(database.db, demoActor('charlie'), noon, { action, channel: 'page' }, async (scope) => scope.rejected());
  expect((await audited(database, action)).map(({ outcome, run_ids }) => ({ outcome, run_ids }))).toEqual([
    { outcome: 'refused', run_ids: [run] },
    { outcome: 'rejected', run_ids: [] },
  ]);
});

test('what was written and that it was written come in one transaction: both, or neither', async ({ database }) => {
  const { run } = await alexsCase(database.db, database.owner);
  await as(database.db, demoActor('alex'), noon, { action: 'test.one', channel: 'cli' }, (scope) =>
    write(scope, run, deedOf('follow-up', today)),
  );
  const { rows } = await database.owner.query(
    `select distinct a.xmin::text = all (array[e.xmin::text, v.xmin::text, w.xmin::text]) as together
    from audit a, (select xmin from entry where run_id = $1 order by position desc limit 1) e,
      (select xmin from event where run_id = $1 order by id desc limit 1) v, (select xmin from run where id = $1) w
    where a.action = 'test.one'`,
    [run],
  );
  expect(rows).toEqual([{ together: true }]);
});

test('work that fails leaves neither what it wrote nor an audit row', async ({ database }) => {
  const counts = async () =>
    (
      await database.owner
        .query(`select (select count(*) from case_file) as cases, (select count(*) from individual) as people,
    (select count(*) from event) as events, (select count(*) from audit) as audits, (select coalesce(sum(last), 0) from case_counter) as numbers`)
    ).rows;
  const before = await counts();
  const failing = through(database.db, 'alex', async (scope) => {
    await open(scope, { givenName: 'Kaj', familyName: 'Demosson' });
    throw new Error('something else went wrong');
  });
  await expect(failing).rejects.toThrow('something else went wrong');
  expect(await counts()).toEqual(before);
});

test('when the audit cannot be written, nothing was done and nothing is answered', async () => {
  const { drop, ...database } = await makeDatabase(inject('postgres')[inject('major')]);
  const { caseId } = await alexsCase(database.db, database.owner);
  await database.owner.query('revoke insert on audit from hemvist_app');
  const answer = through(database.db, 'alex', async (scope) => {
    await open(scope, { givenName: 'Kaj', familyName: 'Demosson' });
    return (await scope.db.selectFrom('case_file').select('case_number').execute()).length;
  });
  await expect(answer).rejects.toMatchObject({ code: '42501' });
  const reading = through(database.db, 'alex', async ({ db }) => (await sql`select * from entry`.execute(db)).rows);
  await expect(reading).rejects.toMatchObject({ code: '42501' });
  expect((await database.owner.query('select id from case_file')).rows).toEqual([{ id: caseId }]);
  await drop();
});

test('an event of the wrong shape stops the whole of what it belongs to', async ({ database }) => {
  const before = (await database.owner.query('select count(*)::int as n from run')).rows;
  const work = through(database.db, 'alex', async (scope) => {
    const caseId = await open(scope, { givenName: 'Lova', familyName: 'Testlund' });
    await start(scope, caseId, [{ name: 'grounds', value: { not: 'a value' } as unknown as string }]);
  });
  await expect(work).rejects.toThrow();
  expect((await database.owner.query('select count(*)::int as n from run')).rows).toEqual(before);
});
