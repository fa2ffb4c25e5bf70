import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const source = path.resolve(import.meta.dirname, '../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
  .map((name) => ({ name: name.replaceAll('\\', '/'), text: readFileSync(path.join(source, name), 'utf8') }));

const having = (what: RegExp): readonly string[] =>
  files
    .filter(({ text }) => what.test(text))
    .map(({ name }) => name)
    .toSorted();

/** An import of what a module does, and not only of its types. */
const importing = (module: string): RegExp =>
  new RegExp(`^import (?!type )[^;]*from '${module}'|import\\('${module}'\\)|require\\('${module}'\\)`, 'm');

test('the sources are read at all', () => {
  expect(files.length).toBeGreaterThan(100);
});

test('only what starts the database knows its driver', () => {
  const starters = new Set([
    'platform/database.ts',
    'platform/embedded-postgres.ts',
    'platform/migrate.ts',
    'platform/start-database.ts',
  ]);
  expect(having(importing('pg')).filter((name) => !starters.has(name))).toEqual([]);
  expect(having(/new (?:pg\.)?(?:Pool|Client)\b/).filter((name) => !starters.has(name))).toEqual([]);
  expect(having(/new Kysely\b|PostgresDialect/)).toEqual(['platform/database.ts']);
});

test('only the start of the program opens connections', () => {
  expect(having(/\b(?:ownerPool|appPool)\(|\bconnect\(pool/).filter((name) => name !== 'platform/database.ts')).toEqual(
    ['platform/start-database.ts'],
  );
  // Who holds both ways in: the server, and the command line.
  expect(having(/\bstartDatabase\(/).filter((name) => name !== 'platform/start-database.ts')).toEqual([
    'cli/account.ts',
    'cli/audit.ts',
    'cli/main.ts',
    'cli/register.ts',
    'cli/replay.ts',
    'cli/report.ts',
    'cli/retention.ts',
    'web/server.ts',
  ]);
});

test('only the one door begins a transaction and says on whose behalf', () => {
  // The night's evaluation, copying the seals, signing in and a form that is open to everybody are on nobody's behalf, and making a municipality is the owner's: no
  // setting of theirs opens a table.
  expect(having(/\.transaction\(\)|\bbegin\b'/)).toEqual([
    'casework/store/night.ts',
    'intake/store/receive.ts',
    'organisation/administration/store/new-municipality.ts',
    'organisation/sign-in/store/at-once.ts',
    'oversight/store/seals.ts',
    'platform/door.ts',
    'platform/migrate.ts',
  ]);
  expect(having(/set_config\('hemvist/)).toEqual(['platform/door.ts']);
  expect(having(/set role|reset role|session authorization/i)).toEqual([]);
});

test('no SQL outside the stores, the door, the sign-in and what starts the database', () => {
  const mayHaveSql = (name: string): boolean =>
    /^\w+\/(?:[\w-]+\/)?store\//.test(name) ||
    name.startsWith('demo/') ||
    [
      'platform/door.ts',
      'platform/app-login.ts',
      'platform/jobs.ts',
      'platform/migrate.ts',
      'platform/start-database.ts',
      'platform/embedded-postgres.ts',
      'organisation/sign-in.ts',
      'organisation/standard-roles.ts',
    ].includes(name);
  const found = having(
    /\bsql(?:<[^`]*>)?`|\bsql\.(?:raw|table|ref|id)\(|\.(?:selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(|(?<!req)\.query(?:<[^>]*>)?\(/,
  );
  // Readiness asks whether the database answers, and asks for nothing in it.
  expect(found.filter((name) => !mayHaveSql(name))).toEqual(['web/app.ts']);
  const [readiness = ''] = [/sql`[^`]*`/.exec(files.find(({ name }) => name === 'web/app.ts')?.text ?? '')?.[0]];
  expect(readiness).toBe('sql`select 1`');
});

test('no SQL is put together out of text: what is typed is always a parameter', () => {
  expect(having(/sql\.raw\(/)).toEqual([]);
  const queries = files.flatMap(({ name, text }) =>
    [...text.matchAll(/\.query(?:<[^>]*>)?\(\s*`([^`]*)`/g)].map(([, query = '']) => ({ name, query })),
  );
  expect(queries.length).toBeGreaterThan(1);
  expect(queries.filter(({ query }) => query.includes('${'))).toEqual([]);
});
