import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { expect, inject, test as base } from 'vitest';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { type Chain, exportAudit, sealAudit, verifyChain } from '../../src/oversight/index.ts';
import { fileOf } from '../../src/oversight/outside.ts';
import { sealOnce } from '../../src/oversight/store/seals.ts';
import { as } from '../../src/platform/door.ts';
import { makeDatabase, type TestDatabase } from '../support/fixtures.ts';
import { alexsCase, individual, noon, through } from './world.ts';
import { untilSomebodyWaits } from '../support/waiting.ts';

const centrum: Chain = { municipality: '1480', area: 'centrum' };
const minute = (n: number): Date => new Date(noon.getTime() + n * 60_000);

type Sealed = TestDatabase &
  Readonly<{
    directory: string;
    look: (who: DemoPerson, at: Date, action?: string) => Promise<void>;
    seal: (at: Date) => Promise<number>;
    findings: () => Promise<readonly unknown[]>;
  }>;

/** A database of the test's own, since it is tampered with, with three seals of Centrum's: two entries in each. */
const test = base.extend<{ sealed: Sealed }>({
  // oxlint-disable-next-line no-empty-pattern
  sealed: async ({}, use) => {
    const { drop, ...database } = await makeDatabase(inject('postgres')[inject('major')]);
    const directory = await mkdtemp(path.join(tmpdir(), 'hemvist-seals-'));
    const look: Sealed['look'] = (who, at, action = 'test.look') =>
      as(database.db, demoActor(who), at, { action, channel: 'page' }, async () => undefined);
    const seal = (at: Date) => sealAudit(database.db, directory, at);
    for (const n of [0, 1, 2]) {
      await look('alex', minute(n));
      await look('billie', minute(n));
      await seal(minute(n));
    }
    const findings = async () => (await verifyChain(database.owner, directory, centrum)).findings;
    await use({ ...database, directory, look, seal, findings });
    await drop();
    await rm(directory, { recursive: true });
  },
});

const third = async ({ owner }: TestDatabase): Promise<Readonly<{ id: number; at: string }>> => {
  const { rows } = await owner.query<{ id: number; at: Date }>('select id, at from audit order by id offset 2 limit 1');
  return { id: rows[0]?.id ?? 0, at: rows[0]?.at.toISOString() ?? '' };
};

test('what nobody has changed is found to be as it was, and what is not sealed yet is counted', async ({ sealed }) => {
  await sealed.look('alex', minute(3));
  expect(await verifyChain(sealed.owner, sealed.directory, centrum)).toEqual({
    findings: [],
    seals: 3,
    entries: 6,
    unsealed: 1,
  });
});

test('what is moved to the partition of its month while it is sealed is sealed too', async ({ sealed }) => {
  const { owner } = sealed;
  // Only the demo writes so long before now.
  await sealed.look('alex', new Date('2024-05-06T07:08:09Z'), 'demo.load');
  const making = await owner.connect();
  await making.query('begin');
  await making.query('select access.ensure_audit_partitions($1)', [noon]);
  const sealing = sealOnce(sealed.db, centrum, minute(3));
  await untilSomebodyWaits(sealed, sealing);
  await making.query('commit');
  making.release();
  expect(await sealing).toBe(1);
  expect(await sealed.findings()).toEqual([]);
});

const tampering: Readonly<Record<string, readonly [statement: string, kind: string]>> = {
  'who looked': [`update audit set actor = '${demoActor('charlie').account}' where id = $1`, 'changed'],
  'what was read': [`update audit set parts = '{entries}' where id = $1`, 'changed'],
  'when it was': [`update audit set at = at + interval '2 days' where id = $1`, 'changed'],
  'of which area it is': [`update audit set secrecy_area = 'hisingen' where id = $1`, 'changed'],
  'that it was at all': ['delete from audit where id = $1', 'missing'],
};

test.for(Object.entries(tampering))(
  'when the owner changes %s, the entry is named',
  async ([, [statement, kind]], { sealed }) => {
    const { id, at } = await third(sealed);
    await sealed.owner.query(statement, [id]);
    expect(await sealed.findings()).toContainEqual({
      kind,
      area: 'centrum',
      id,
      at: kind === 'missing' ? undefined : (expect.any(String) as string),
    });
    expect(at).not.toBe('');
  },
);

const columns = 'municipality, at, actor, secrecy_area, action, channel, outcome';
const copied = `select municipality, $1::timestamptz, actor, secrecy_area, 'test.forged', channel, outcome`;

test('an entry that is put in under a transaction that has been sealed is named', async ({ sealed }) => {
  const { rows } = await sealed.owner.query<{ id: number }>(
    `insert into audit (${columns}, tx) ${copied}, tx from audit order by id limit 1 returning id`,
    [minute(1)],
  );
  expect(await sealed.findings()).toEqual([
    { kind: 'inserted', area: 'centrum', id: rows[0]?.id, at: minute(1).toISOString() },
  ]);
});

test('an entry that is put in now and tells of long ago is named, before and after it is sealed', async ({
  sealed,
}) => {
  const then = minute(-120);
  const { rows } = await sealed.owner.query<{ id: number }>(
    `insert into audit (${columns}) ${copied} from audit order by id limit 1 returning id`,
    [then],
  );
  const expected = [{ kind: 'inserted', area: 'centrum', id: rows[0]?.id, at: then.toISOString() }];
  expect(await sealed.findings()).toEqual(expected);
  await sealed.seal(minute(4));
  expect(await sealed.findings()).toEqual(expected);
});

test('a seal that is changed is named, and so is one that is taken away, be it the last', async ({ sealed }) => {
  await sealed.owner.query(
    `update audit_seal set body = replace(body, '"count"', '"Count"') where number = 2 and secrecy_area = 'centrum'`,
  );
  expect(await sealed.findings()).toContainEqual({ kind: 'seal-changed', area: 'centrum', number: 2 });
  await sealed.owner.query(`delete from audit_seal where number = 3 and secrecy_area = 'centrum'`);
  expect(await sealed.findings()).toContainEqual({ kind: 'seal-missing', area: 'centrum', number: 3 });
});

test('who moves the mark that the next seal begins from, so that something is passed over, is found', async ({
  sealed,
}) => {
  await sealed.owner.query(
    `update audit_seal set last_tx = (last_tx::text::bigint + 1000)::text::xid8 where number = 3`,
  );
  expect(await sealed.findings()).toContainEqual({ kind: 'seal-changed', area: 'centrum', number: 3 });
});

test('who changes an entry and makes the whole chain anew is found by the copy outside', async ({ sealed }) => {
  const { id } = await third(sealed);
  await sealed.owner.query(`update audit set action = 'test.other' where id = $1`, [id]);
  await sealed.owner.query('delete from audit_seal');
  const elsewhere = path.join(sealed.directory, 'elsewhere');
  await sealAudit(sealed.db, elsewhere, minute(3));
  expect((await verifyChain(sealed.owner, elsewhere, centrum)).findings).toEqual([]);
  const findings = await sealed.findings();
  expect(findings).toContainEqual({ kind: 'seal-replaced', area: 'centrum', number: 1 });
  expect(findings).toContainEqual({ kind: 'changed', area: 'centrum', id, at: expect.any(String) as string });
  expect(findings).toContainEqual({ kind: 'seal-missing', area: 'centrum', number: 3 });
});

test('a copy outside that is changed, or is not there, is told of', async ({ sealed }) => {
  const file = fileOf(sealed.directory, centrum);
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('1480', '1481'));
  expect(await sealed.findings()).toContainEqual({ kind: 'outside-damaged', area: 'centrum', number: 1 });
  await rm(file);
  expect(await sealed.findings()).toEqual([{ kind: 'outside-missing', area: 'centrum' }]);
});

test('a line that a power failure cut off is written anew, whole', async ({ sealed }) => {
  const file = fileOf(sealed.directory, centrum);
  await appendFile(file, '{"number":4,"ha');
  await sealed.look('alex', minute(4));
  await sealed.seal(minute(4));
  expect(await sealed.findings()).toEqual([]);
  expect((await readFile(file, 'utf8')).trimEnd().split('\n')).toHaveLength(4);
});

test('an entry of a transaction that takes long is sealed when it has ended, with those that came after it', async ({
  sealed,
}) => {
  const begun = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  // Has begun to write before the others, and its entry is not to be seen until after them.
  const long = through(sealed.db, 'alex', async ({ db }) => {
    await sql`select pg_current_xact_id()`.execute(db);
    begun.resolve();
    await end.promise;
  });
  await begun.promise;
  await sealed.look('billie', minute(3));
  expect(await sealed.seal(minute(3))).toBe(0);
  expect(await verifyChain(sealed.owner, sealed.directory, centrum)).toMatchObject({ findings: [], unsealed: 1 });
  end.resolve();
  await long;
  expect(await sealed.seal(minute(4))).toBe(2);
  expect(await verifyChain(sealed.owner, sealed.directory, centrum)).toMatchObject({
    findings: [],
    entries: 8,
    unsealed: 0,
  });
});

test('two that seal at once seal each entry once', async ({ sealed }) => {
  for (let n = 0; n < 10; n += 1) await sealed.look('alex', minute(5));
  const counts = await Promise.all([1, 2, 3, 4].map(() => sealed.seal(minute(6))));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(10);
  expect(await sealed.findings()).toEqual([]);
});

test('after a restore into another cluster, where transactions are counted anew, sealing goes on', async ({
  sealed,
}) => {
  await sealed.look('alex', minute(3), 'test.unsealed');
  // What the other cluster had counted to, while the chain and its copy are as they were.
  await sealed.owner.query(`update audit set tx = (tx::text::bigint + 1000000)::text::xid8`);
  await sealed.owner.query(
    `update audit_seal set last_tx = (last_tx::text::bigint + 1000000)::text::xid8,
      body = regexp_replace(body, '"throughTx": "(\\d+)"', '"throughTx": "' || (last_tx::text::bigint + 1000000) || '"')`,
  );
  await sealed.owner.query(`update audit_seal set hash = sha256(convert_to(body, 'UTF8')) where number = 1`);
  for (const number of [2, 3])
    await sealed.owner.query(
      `with before as (select secrecy_area as area, encode(hash, 'hex') as hash from audit_seal where number = $1 - 1),
        text as (select b.area, regexp_replace(s.body, '"previous": "[0-9a-f]+"', '"previous": "' || b.hash || '"') as body
          from audit_seal s join before b on b.area = s.secrecy_area where s.number = $1)
      update audit_seal s set body = t.body, hash = sha256(convert_to(t.body, 'UTF8'))
      from text t where t.area = s.secrecy_area and s.number = $1`,
      [number],
    );
  await rm(sealed.directory, { recursive: true });
  await sealed.look('billie', minute(4));
  expect(await sealed.seal(minute(4))).toBe(2);
  for (const n of [5, 6]) {
    await sealed.look('billie', minute(n));
    expect(await sealed.seal(minute(n))).toBe(1);
  }
  expect(await verifyChain(sealed.owner, sealed.directory, centrum)).toMatchObject({
    findings: [],
    entries: 10,
    unsealed: 0,
  });
});

test('the export holds ids and codes, and no name of anybody', async ({ sealed }) => {
  await alexsCase(sealed.db, sealed.owner);
  const { rows } = await sealed.owner.query<{ name: string }>(
    'select given_name as name from individual union select family_name from individual union select display_name from account',
  );
  const names = rows.flatMap(({ name }) => name.split(' ')).filter(({ length }) => length > 2);
  for (const format of ['jsonl', 'cef'] as const) {
    const lines: string[] = [];
    for await (const line of exportAudit(sealed.owner, format)) lines.push(line);
    expect(lines).toHaveLength((await sealed.owner.query('select from audit')).rowCount ?? 0);
    expect(names.filter((name) => lines.some((line) => line.includes(name)))).toEqual([]);
    expect(lines.join()).not.toContain(individual.number);
  }
  const some: string[] = [];
  const range = { from: minute(1).toISOString(), before: minute(2).toISOString() };
  for await (const line of exportAudit(sealed.owner, 'jsonl', range)) some.push(line);
  expect(some).toHaveLength(2);
});

test('each month has a partition, made ahead; what has none is written all the same, and moved to its own later', async ({
  sealed,
}) => {
  const where = async () =>
    (
      await sealed.owner.query<{ part: string; n: number }>(
        `select tableoid::regclass::text as part, count(*)::int as n from audit where action = 'test.old' group by 1 order by 1`,
      )
    ).rows;
  await sealed.look('alex', new Date('2019-03-31T21:59:00Z'), 'test.old');
  await sealed.look('alex', new Date('2019-04-01T00:00:00Z'), 'test.old');
  expect(await where()).toEqual([{ part: 'audit_partition.rest', n: 2 }]);
  const made = await sealed.app.query<{ n: number }>('select access.ensure_audit_partitions($1) as n', [noon]);
  expect(made.rows[0]?.n).toBeGreaterThanOrEqual(2);
  expect(await where()).toEqual([
    { part: 'audit_partition.audit_2019_03', n: 1 },
    { part: 'audit_partition.audit_2019_04', n: 1 },
  ]);
  expect(
    (await sealed.app.query<{ n: number }>('select access.ensure_audit_partitions($1) as n', [noon])).rows,
  ).toEqual([{ n: 0 }]);
});
