// Makes access wrong in the database in one place at a time, and proves that a test notices:
//   npm run access:mutate [-- --only EXPRESSION] [--files N] [--share 1/2] [--list]
// --only is a regular expression for the names of the mutants: a table ("^draft:"), a function ("^access.in_reach:"), or
// "(removed|everything( in)?|dropped|security off)$" for whole policies. With --files N only the N likeliest files are asked: sooner, and
// what they do not notice may be noticed by another. --share 1/2 takes every second: the other half is for another process at the same time.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect, parseArgs } from 'node:util';
import pg from 'pg';
import { createVitest, type Reporter, type TestModule, type Vitest } from 'vitest/node';
import { appPool, connect } from '../../src/platform/database.ts';
import { startPostgres } from '../../src/platform/embedded-postgres.ts';
import { makeTemplate, template } from '../support/global-setup.ts';
import { askUntil, databaseQuestions } from './ask.ts';
import { equivalent, type Mutant, mutantsOf } from './mutants.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    files: { type: 'string', default: '' },
    share: { type: 'string', default: '1/1' },
    list: { type: 'boolean', default: false },
  },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const folder = path.resolve(import.meta.dirname, '../database');

// The oracle is asked here, and better; sealing needs a server that nothing else writes on.
const elsewhere = new Set(['reach-oracle.test.ts', 'seal.test.ts']);

type TestFile = Readonly<{ file: string; text: string }>;
async function testFiles(): Promise<readonly TestFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.test.ts') && !elsewhere.has(name));
  return Promise.all(
    names.map(async (name) => ({
      file: `test/database/${name}`,
      text: await readFile(path.join(folder, name), 'utf8'),
    })),
  );
}

/** What has noticed what, by the table or function that it was about. */
const noticed = new Map<string, Map<string, number>>();
const oracle = 'test/database/reach-oracle.test.ts';

function remember({ about }: Pick<Mutant, 'about'>, by: string, points: number): void {
  for (const word of about) {
    const counts = noticed.get(word) ?? new Map<string, number>();
    counts.set(by, (counts.get(by) ?? 0) + points);
    noticed.set(word, counts);
  }
}

/** What is asked, the likeliest to notice first, in a few rounds: the oracle, or files side by side. */
function rounds(files: readonly TestFile[], { about }: Pick<Mutant, 'about'>): readonly (readonly string[])[] {
  const remembered = (by: string): number =>
    about.reduce((sum, word) => sum + 30 * (noticed.get(word)?.get(by) ?? 0), 0);
  const score = ({ file, text }: TestFile): number =>
    about.reduce((sum, word) => sum + Math.min(text.split(word.replace(/^access\./, '')).length - 1, 20), 0) +
    remembered(file) +
    (file.endsWith('/every-table.test.ts') ? 40 : file.endsWith('/reach.test.ts') ? 3 : 0);
  const ordered = files.toSorted((one, other) => score(other) - score(one)).map(({ file }) => file);
  const asked = values.files === '' ? ordered : ordered.slice(0, Number(values.files));
  const [first, ...rest] = [asked.slice(0, 1), asked.slice(1, 4), asked.slice(4)];
  // It takes longer than a file, and notices the most of what it knows of: not at all of what it has missed again and again.
  const oracleFirst = remembered(oracle) > 0;
  const oracleToo = remembered(oracle) >= -60;
  return [...(oracleFirst ? [[oracle]] : []), first, ...(!oracleFirst && oracleToo ? [[oracle]] : []), ...rest].filter(
    ({ length }) => length > 0,
  );
}

/** What test/database/reach-oracle.test.ts asks, here and now: the quickest way to notice most of them. */
async function oracleNotices(options: pg.PoolConfig): Promise<boolean> {
  const owner = new pg.Pool({ ...options, max: 2 });
  const app = appPool(options, 2);
  owner.on('error', () => {});
  try {
    const { seed, number } = databaseQuestions;
    const asked = await askUntil({ owner, db: connect(app) }, undefined, seed, number, undefined, {
      untilDifferent: true,
    });
    return asked.differences.length > 0;
  } catch {
    // The city could not be made, or asking failed: the test fails, too.
    return true;
  } finally {
    await app.end();
    await owner.end();
  }
}

type Failure = Readonly<{ file: string; title: string }>;

type Ready = Readonly<{ vitest: Vitest; failures: Failure[] }>;

/** The first test of the files that fails on a copy of the database; none when all pass. */
async function failing(
  { vitest, failures }: Ready,
  name: string,
  files: readonly string[],
): Promise<Failure | undefined> {
  failures.length = 0;
  for (const project of vitest.projects) project.provide('template', name);
  const { unhandledErrors } = await vitest.runTestSpecifications(await vitest.globTestSpecifications([...files]));
  // A mutation that stops the tests from running at all is no proof. That a database was dropped under a connection is none of it.
  const unexpected = unhandledErrors.filter((error) => {
    const { code, message } = error as { code?: unknown; message?: unknown };
    return code !== '57P01' && message !== 'Connection terminated unexpectedly';
  });
  if (unexpected.length > 0) throw new Error(`${name}: ${inspect(unexpected[0])}`);
  return failures[0];
}

const directory = await mkdtemp(path.join(tmpdir(), 'hemvist-mutants-'));
const postgres = await startPostgres(directory, 18);
const admin = new pg.Pool({ ...postgres.options, max: 1 });
// The server is stopped under what a pool still has open: that is no error.
admin.on('error', () => {});
await admin.query('alter system set fsync = off');
await admin.query('select pg_reload_conf()');

/** What became of a mutant: the test that noticed, or that none did, or what the database said when it would not have it. */
async function verdictOn(ready: Ready, mutant: Mutant, number: number, files: readonly TestFile[]): Promise<string> {
  const name = `mutant_${number}`;
  await admin.query(`create database ${name} template ${template}`);
  const owner = new pg.Client({ ...postgres.options, database: name });
  await owner.connect();
  const refusal = await owner.query(mutant.sql).then(
    () => undefined,
    (error: unknown) => String(error),
  );
  await owner.end();
  try {
    if (refusal !== undefined) return `refused    ${mutant.name}: ${refusal}`;
    for (const round of rounds(files, mutant)) {
      if (round[0] === oracle) {
        const asked = `${name}_asked`;
        await admin.query(`create database ${asked} template ${name}`);
        const different = await oracleNotices({ ...postgres.options, database: asked });
        remember(mutant, oracle, different ? 1 : -1);
        if (different) return `noticed    ${mutant.name}  by: the oracle, ${oracle}`;
        continue;
      }
      const failure = await failing(ready, name, round);
      if (!failure) continue;
      remember(mutant, failure.file, 1);
      return `noticed    ${mutant.name}  by: ${failure.title}`;
    }
    const why = equivalent[mutant.name];
    return why === undefined ? `UNNOTICED  ${mutant.name}` : `equivalent ${mutant.name}: ${why}`;
  } finally {
    const { rows } = await admin.query<{ name: string }>(
      `select datname as name from pg_database where datname = $1 or datname like $2`,
      [name, `${name}\\_%`],
    );
    for (const left of rows) await admin.query(`drop database ${left.name} with (force)`);
  }
}

/** The tests of the database on our server, ready to be run again and again. */
async function makeReady(): Promise<Ready> {
  process.env['HEMVIST_MUTANT'] = JSON.stringify({ options: postgres.options, template });
  const failures: Failure[] = [];
  // Told as they come: what stays in the state of the runner may be of a run before.
  const reporter: Reporter = {
    onTestCaseResult: (test) => {
      if (test.result().state === 'failed') failures.push({ file: fileOf(test.module), title: test.name });
    },
    onTestModuleEnd: (module) => {
      if (module.errors().length > 0) failures.push({ file: fileOf(module), title: 'its beginning' });
    },
  };
  const vitest = await createVitest('test', {
    root: path.resolve(import.meta.dirname, '../..'),
    watch: false,
    project: ['postgres 18'],
    bail: 1,
    reporters: [reporter],
  });
  return { vitest, failures };
}
const fileOf = ({ moduleId }: TestModule): string => `test/database/${path.basename(moduleId)}`;

try {
  await makeTemplate(postgres.options);
  const inTemplate = new pg.Pool({ ...postgres.options, database: template });
  inTemplate.on('error', () => {});
  const all = await mutantsOf(inTemplate);
  await inTemplate.end();
  const only = new RegExp(values.only);
  const [share = 1, of = 1] = values.share.split('/').map(Number);
  const mutants = all.filter(({ name }) => only.test(name)).filter((_, index) => index % of === share - 1);
  if (values.list) {
    for (const { name } of mutants) say(name);
  } else {
    const files = await testFiles();
    const ready = await makeReady();
    const untouched = await failing(
      ready,
      template,
      files.map(({ file }) => file),
    );
    if (untouched) throw new Error(`Without any mutation this fails: ${untouched.title}`);
    const unnoticed: string[] = [];
    for (const [number, mutant] of mutants.entries()) {
      const verdict = await verdictOn(ready, mutant, number, files);
      say(verdict);
      if (verdict.startsWith('UNNOTICED')) unnoticed.push(mutant.name);
    }
    await ready.vitest.close();
    say(
      unnoticed.length === 0
        ? `Each of ${mutants.length} mutations was noticed.`
        : `${unnoticed.length} of ${mutants.length} mutations went unnoticed.`,
    );
    process.exitCode = unnoticed.length === 0 ? 0 : 1;
  }
} finally {
  await admin.end();
  await postgres.stop({ force: true });
  await rm(directory, { recursive: true, force: true });
}
