import { createHash } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import { demoActor } from '../src/demo/index.ts';
import { newId } from '../src/kernel/ids.ts';
import { writeStandardRoles } from '../src/organisation/index.ts';
import { noon, through } from './database/world.ts';
import { mapGroup, makeClient } from '../src/organisation/administration/store/directory.ts';
import { test as base } from './support/fixtures.ts';
import { startServer, type TestServer } from './support/server.ts';

const token = 'provets-nyckel';
/** What of an answer is looked at. */
type Body = Readonly<{
  id: string;
  userName: string;
  displayName: string;
  active: boolean;
  externalId: string;
  schemas: readonly string[];
  totalResults: number;
  members: readonly unknown[];
  meta: Readonly<{ location: string }>;
  Resources: readonly Body[];
}>;
type Scim = (
  method: string,
  address: string,
  body?: unknown,
  its?: string,
) => Promise<Readonly<{ status: number; body: Body }>>;

const test = base.extend<{ $file: { server: TestServer; scim: Scim } }>({
  server: [
    async ({ database }, use) => {
      await writeStandardRoles(database.owner);
      await through(database.db, 'kim', (scope) =>
        makeClient(scope, {
          id: newId(),
          name: 'Påhittade katalogen',
          account: newId(),
          sha256: createHash('sha256').update(token).digest(),
          unit: 'centrum-vuxen',
        }),
      );
      const server = await startServer(database.db, noon);
      await use(server);
      await server.stop();
    },
    { scope: 'file' },
  ],
  scim: [
    async ({ server }, use) => {
      await use(async (method, address, body, its = token) => {
        const response = await fetch(new URL(`/scim/v2${address}`, server.url), {
          method,
          headers: { authorization: `Bearer ${its}`, 'content-type': 'application/scim+json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const text = await response.text();
        return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Body };
      });
    },
    { scope: 'file' },
  ],
});

const user = (userName: string, more: Record<string, unknown> = {}) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName,
  displayName: `Påhittad ${userName}`,
  active: true,
  ...more,
});
const patch = (...operations: readonly Record<string, unknown>[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: operations,
});

test('nobody without the token of a connected directory is told anything', async ({ scim }) => {
  for (const address of ['/Users', '/Groups', '/ServiceProviderConfig', `/Users/${newId()}`]) {
    const { status, body } = await scim('GET', address, undefined, 'fel');
    expect([address, status, body.schemas]).toEqual([address, 401, ['urn:ietf:params:scim:api:messages:2.0:Error']]);
  }
});

test('a directory makes, finds, changes and closes people; a name that is taken and what is not there are told as the standard says', async ({
  scim,
  database,
}) => {
  const made = await scim('POST', '/Users', user('kim.katalog', { externalId: 'k-1' }));
  expect([made.status, made.body.userName, made.body.active, made.body.meta.location]).toEqual([
    201,
    'kim.katalog',
    true,
    expect.stringContaining(`/scim/v2/Users/${made.body.id}`),
  ]);
  expect((await scim('POST', '/Users', user('Kim.Katalog'))).body).toMatchObject({
    status: '409',
    scimType: 'uniqueness',
  });
  const found = await scim('GET', `/Users?filter=${encodeURIComponent('userName eq "kim.katalog"')}`);
  expect([found.body.totalResults, found.body.Resources[0]?.externalId]).toEqual([1, 'k-1']);
  // Somebody new is nobody until they are given something.
  const rights = () =>
    database.owner
      .query('select role, unit from account_role where account = $1', [made.body.id])
      .then(({ rows }) => rows);
  expect(await rights()).toEqual([]);
  await scim('PUT', `/Users/${made.body.id}`, user('kim.katalog', { displayName: 'Kim Katalogsson' }));
  await database.owner.query(
    `insert into session (token_sha256, municipality, account, created_at, last_seen_at, expires_at)
     values (sha256('x'), '1480', $1, now(), now(), now() + interval '1 hour')`,
    [made.body.id],
  );
  const closed = await scim('PATCH', `/Users/${made.body.id}`, patch({ op: 'replace', path: 'active', value: false }));
  expect([closed.status, closed.body.active, closed.body.displayName]).toEqual([200, false, 'Kim Katalogsson']);
  expect((await database.owner.query('select from session where account = $1', [made.body.id])).rowCount).toBe(0);
  expect((await scim('DELETE', `/Users/${made.body.id}`)).status).toBe(204);
  expect((await scim('GET', `/Users/${made.body.id}`)).body).toMatchObject({ status: '404' });
  expect((await scim('POST', '/Users', 'inte en person')).status).toBe(400);
});

test('a group gives nothing until an administrator says what, then its members have the role, and lose it when they leave', async ({
  scim,
  database,
}) => {
  const { body: lo } = await scim('POST', '/Users', user('lo.lista'));
  const { body: group } = await scim('POST', '/Groups', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName: 'Hisingen handläggare',
    members: [{ value: lo.id }],
  });
  const rights = () =>
    database.owner
      .query(
        'select r.role, r.unit, a.secrecy_area as area from account_role r join account a on a.id = r.account where account = $1',
        [lo.id],
      )
      .then(({ rows }) => rows);
  expect(await rights()).toEqual([]);
  await through(database.db, 'kim', (scope) =>
    mapGroup(scope, group.id, { role: 'caseworker', unit: 'hisingen-vuxen' }),
  );
  expect(await rights()).toEqual([{ role: 'caseworker', unit: 'hisingen-vuxen', area: 'hisingen' }]);
  await scim('PATCH', `/Groups/${group.id}`, patch({ op: 'remove', path: `members[value eq "${lo.id}"]` }));
  expect(await rights()).toEqual([]);
  await scim('PATCH', `/Groups/${group.id}`, patch({ op: 'add', path: 'members', value: [{ value: lo.id }] }));
  expect((await scim('GET', `/Groups/${group.id}`)).body.members).toMatchObject([{ value: lo.id }]);
  expect(await rights()).toHaveLength(1);
  expect((await scim('DELETE', `/Groups/${group.id}`)).status).toBe(204);
  expect(await rights()).toEqual([]);
});

test('a directory cannot close the last administrator, give itself more, or be used when it is disconnected; all it does is in the audit and the history', async ({
  scim,
  database,
}) => {
  const { rows } = await database.owner.query<{ id: string }>(
    `select distinct account as id from account_role where role = 'administrator' order by 1`,
  );
  onTestFinished(async () => {
    await database.owner.query('update account set active = true where id = any($1)', [rows.map(({ id }) => id)]);
    await database.owner.query('update scim_client set ended_at = null');
  });
  const close = (id: string | undefined) =>
    scim('PATCH', `/Users/${id}`, patch({ op: 'replace', path: 'active', value: false }));
  const answers = [];
  for (const { id } of rows) answers.push((await close(id)).status);
  expect(answers.at(-1)).toBe(409);
  expect(answers.slice(0, -1).every((status) => status === 200)).toBe(true);
  const audit = await database.owner.query(
    `select action, outcome from audit where channel = 'scim' and action = 'scim.users.patch'`,
  );
  expect(audit.rows).toContainEqual({ action: 'scim.users.patch', outcome: 'rejected' });
  const history = await database.owner.query(
    `select c.before ->> 'active' as before, c.after ->> 'active' as after from organisation_change c where subject = $1 and what = 'account'`,
    [rows[0]?.id],
  );
  expect(history.rows).toContainEqual({ before: 'true', after: 'false' });
  expect(JSON.stringify((await database.owner.query('select * from organisation_change')).rows)).not.toMatch(
    /argon2|token_sha256/,
  );
  await database.owner.query('update scim_client set ended_at = now()');
  expect((await scim('GET', '/Users')).status).toBe(401);
  expect(demoActor('kim').permissions.has('organisation:administer')).toBe(true);
});

test('a directory keeps where people get their mail, and what is no address is told of', async ({ scim, database }) => {
  const emails = (value: string) => ({ emails: [{ value: 'annan@hemvist.example' }, { value, primary: true }] });
  const made = await scim('POST', '/Users', user('mejl.katalog', emails('mejl@hemvist.example')));
  expect(made).toMatchObject({ status: 201, body: { emails: [{ value: 'mejl@hemvist.example', primary: true }] } });
  const address = async () =>
    (
      await database.owner.query<{ address: string }>('select address from account_email where account = $1', [
        made.body.id,
      ])
    ).rows[0]?.address;
  expect(await address()).toBe('mejl@hemvist.example');
  const renamed = patch({ op: 'replace', path: 'displayName', value: 'Påhittad Annan' });
  expect((await scim('PATCH', `/Users/${made.body.id}`, renamed)).status).toBe(200);
  expect(await address()).toBe('mejl@hemvist.example');
  const moved = await scim('PUT', `/Users/${made.body.id}`, user('mejl.katalog', emails('ny@hemvist.example')));
  expect(moved.status).toBe(200);
  expect(await address()).toBe('ny@hemvist.example');
  expect(await scim('PUT', `/Users/${made.body.id}`, user('mejl.katalog', emails('ingen adress')))).toMatchObject({
    status: 400,
  });
  expect((await scim('PUT', `/Users/${made.body.id}`, user('mejl.katalog'))).status).toBe(200);
  expect(await address()).toBeUndefined();
});
