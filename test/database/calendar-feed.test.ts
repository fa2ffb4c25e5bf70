import { sql } from 'kysely';
import { expect } from 'vitest';
import { findFeedActor, makeFeed, ownFeed, revokeFeed } from '../../src/casework/store/calendar-feed.ts';
import { demoActor } from '../../src/demo/index.ts';
import { newId } from '../../src/kernel/ids.ts';
import { as, type Scope } from '../../src/platform/door.ts';
import { test } from '../support/fixtures.ts';
import { elsewhere, twinOf } from './twin.ts';
import { noon, through } from './world.ts';

test('a feed is its owner’s alone, has one address at a time, and leads nowhere when it is revoked or the account is closed', async ({
  database,
}) => {
  const { db, owner } = database;
  const whose = async (secret: string) => (await findFeedActor(db, secret, noon))?.actor.account;
  const alex = demoActor('alex').account;
  const dani = demoActor('dani').account;
  const first = await through(db, 'alex', (scope) => makeFeed(scope));
  const danis = await through(db, 'dani', (scope) => makeFeed(scope));
  expect([await whose(first), await whose(danis), await whose(`${first}x`)]).toEqual([alex, dani, undefined]);
  expect((await findFeedActor(db, first, noon))?.actor).toMatchObject({ area: 'centrum', roles: [] });
  const second = await through(db, 'alex', (scope) => makeFeed(scope));
  expect([await whose(first), await whose(second)]).toEqual([undefined, alex]);
  // The secret is nowhere in the table.
  const { rows } = await owner.query<{ row: string }>('select f::text as row from calendar_feed f');
  expect(rows.filter(({ row }) => row.includes(second))).toEqual([]);

  const seen = await through(db, 'dani', ({ db: tx }) =>
    sql<{ account: string }>`select account from calendar_feed`.execute(tx),
  );
  expect(seen.rows).toEqual([{ account: dani }]);
  // Without a condition that reads: what may be changed is asked, and not what may be seen.
  const touched = await through(db, 'dani', ({ db: tx }) =>
    sql`update calendar_feed set revoked_at = null`.execute(tx),
  );
  expect(touched.numAffectedRows).toBe(1n);
  const forAnother = through(db, 'dani', ({ db: tx }) =>
    sql`insert into calendar_feed (municipality, id, account, secret_sha256, made_at)
        values ('1480', ${newId()}, ${demoActor('billie').account}, sha256('x'), now())`.execute(tx),
  );
  await expect(forAnother).rejects.toMatchObject({ code: '42501' });

  // Somebody of the same id elsewhere is somebody else.
  await twinOf(owner);
  const leads = await owner.query('select municipality from access.calendar_actor(sha256($1), $2)', [second, noon]);
  expect(leads.rows).toEqual([{ municipality: '1480' }]);
  const namesake = <T>(work: (scope: Scope) => Promise<T>) =>
    as(db, { ...demoActor('alex'), municipality: elsewhere }, noon, { action: 'test', channel: 'cli' }, work);
  expect(await namesake((scope) => sql`select id from calendar_feed`.execute(scope.db))).toMatchObject({ rows: [] });
  expect(
    (await namesake((scope) => sql`update calendar_feed set revoked_at = now()`.execute(scope.db))).numAffectedRows,
  ).toBe(0n);
  const intoOurs = namesake((scope) =>
    sql`insert into calendar_feed (municipality, id, account, secret_sha256, made_at, revoked_at)
        values ('1480', ${newId()}, ${alex}, sha256('y'), now(), now())`.execute(scope.db),
  );
  await expect(intoOurs).rejects.toMatchObject({ code: '42501' });

  await owner.query('update account set active = false where id = $1', [dani]);
  expect(await whose(danis)).toBeUndefined();
  await owner.query('update account set active = true where id = $1', [dani]);
  await through(db, 'alex', (scope) => revokeFeed(scope));
  expect([await whose(second), await whose(danis)]).toEqual([undefined, dani]);
  expect(await through(db, 'alex', (scope) => ownFeed(scope))).toBeUndefined();
});
