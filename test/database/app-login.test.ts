import type pg from 'pg';
import { expect } from 'vitest';
import { appLogin, checkAppLogin, ensureAppLogin } from '../../src/platform/app-login.ts';
import { appPool, connect } from '../../src/platform/database.ts';
import { test } from '../support/fixtures.ts';
import { alexsCase, individual, through } from './world.ts';

const code = (pool: pg.Pool, statement: string): Promise<unknown> =>
  pool.query(statement).then(
    ({ rows }) => rows as unknown,
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );

test('the server’s own sign-in does all that it should, and whatever SQL it runs it gets no further than hemvist_app', async ({
  database,
}) => {
  await Promise.all([1, 2, 3].map(() => ensureAppLogin(database.owner)));
  const app = appPool({ ...database.options, user: appLogin }, 1);
  await checkAppLogin(app);
  const { caseId } = await alexsCase(connect(app), database.owner);
  const seen = await through(connect(app), 'alex', ({ db }) => db.selectFrom('individual').selectAll().execute());
  expect(seen).toMatchObject([{ family_name: individual.familyName }]);
  expect(caseId).toBeTruthy();
  for (const statement of [
    'reset role',
    'set role none',
    'set session authorization default',
    'reset session authorization',
  ]) {
    await code(app, statement);
    // Without its role it may do nothing at all; the owner is out of reach.
    expect(await code(app, 'select * from audit'), statement).toBe('42501');
    expect(await code(app, `set role ${database.options.user}`), statement).toBe('42501');
    expect(await code(app, `set session authorization ${database.options.user}`), statement).toBe('42501');
    expect(await code(app, `alter role ${appLogin} superuser`), statement).toBe('42501');
    expect(await code(app, 'alter table audit disable row level security'), statement).toBe('42501');
    expect(await code(app, 'create role other'), statement).toBe('42501');
    await code(app, 'set role hemvist_app');
    expect(await code(app, 'select * from case_file'), statement).toEqual([]);
    expect(await code(app, 'delete from audit'), statement).toBe('42501');
  }
  await app.end();
});

test('a sign-in that could become more is refused, in words', async ({ database }) => {
  const owning = appPool(database.options, 1);
  await expect(checkAppLogin(owning)).rejects.toThrow('should be a member of hemvist_app and of nothing else');
  await owning.end();
});
