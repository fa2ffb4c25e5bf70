// Makes access wrong in the database in one place at a time, and proves that a test notices:
//   npm run access:mutate [-- --only TEXT|TEXT] [--workers 2] [--list]
// --only takes what the names of the mutants hold: a table ("draft:"), a policy, a function ("access.in_reach:").
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { appPool, connect } from '../../src/platform/database.ts';
import { startPostgres } from '../../src/platform/embedded-postgres.ts';
import { makeTemplate, template } from '../support/global-setup.ts';
import { askUntil, databaseQuestions } from './ask.ts';
import { equivalent, type Mutant, mutantsOf } from './mutants.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    workers: { type: 'string', default: '2' },
    list: { type: 'boolean', default: false },
  },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const folder = path.resolve(import.meta.dirname, '../database');

type TestFile = Readonly<{ file: string; text: string }>;
async function testFiles(): Promise<readonly TestFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.test.ts'));
  return Promise.all(
    names.map(async (name) => ({
      file: `test/database/${name}`,
      text: await readFile(path.join(folder, name), 'utf8'),
    })),
  );
}

/** How often each file has been the one to notice. */
const noticed = new Map<string, number>();

/** The files in the order in which they are likely to notice, in a few batches: what is asked first is what most often answers. */
function batches(files: readonly TestFile[], { about }: Pick<Mutant, 'about'>): readonly (readonly string[])[] {
  const score = ({ file, text }: TestFile): number =>
    about.reduce((sum, word) => sum + Math.min(text.split(word).length - 1, 20), 0) +
    (noticed.get(file) ?? 0) +
    (file.endsWith('/reach.test.ts') ? 10 : 0);
  const ordered = files
    // Asked already, and better.
    .filter(({ file }) => !file.endsWith('/reach-oracle.test.ts'))
    .toSorted((one, other) => score(other) - score(one))
    .map(({ file }) => file);
  return [ordered.slice(0, 1), ordered.slice(1, 3), ordered.slice(3)].filter(({ length }) => length > 0);
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

/** The first test of the files that fails on a copy of the template; none when all pass. */
async function failing(options: pg.PoolConfig, name: string, files: readonly string[]): Promise<Failure | undefined> {
  const child = spawn(
    'vitest',
    ['run', '--project', 'postgres 18', '--project', 'sealing 18', '--bail', '1', '--reporter', 'json', ...files],
    {
      env: { ...process.env, HEMVIST_MUTANT: JSON.stringify({ options, template: name }) },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  let stdout = '';
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (status === 0) return undefined;
  const report = JSON.parse(stdout.slice(stdout.indexOf('{'), stdout.lastIndexOf('}') + 1)) as {
    testResults: { name: string; message: string; assertionResults: { status: string; title: string }[] }[];
  };
  for (const { name: file, assertionResults } of report.testResults) {
    const failed = assertionResults.find((result) => result.status === 'failed');
    if (failed) return { file: `test/database/${path.basename(file)}`, title: failed.title };
  }
  // A mutation that stops the tests from running at all is no proof.
  throw new Error(`${name}: no test ran to its end: ${stdout.slice(-2000)}`);
}

const directory = await mkdtemp(path.join(tmpdir(), 'hemvist-mutants-'));
const postgres = await startPostgres(directory, 18);
const admin = new pg.Pool({ ...postgres.options, max: 1 });
// The server is stopped under what a pool still has open: that is no error.
admin.on('error', () => {});
await admin.query('alter system set fsync = off');
await admin.query('select pg_reload_conf()');

/** What became of a mutant: the test that noticed, or that none did, or what the database said when it would not have it. */
async function verdictOn(mutant: Mutant, number: number, files: readonly TestFile[]): Promise<string> {
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
    const asked = `${name}_asked`;
    await admin.query(`create database ${asked} template ${name}`);
    if (await oracleNotices({ ...postgres.options, database: asked }))
      return `noticed    ${mutant.name}  by: the oracle, test/database/reach-oracle.test.ts`;
    for (const batch of batches(files, mutant)) {
      const failure = await failing(postgres.options, name, batch);
      if (!failure) continue;
      noticed.set(failure.file, (noticed.get(failure.file) ?? 0) + 1);
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

try {
  await makeTemplate(postgres.options);
  const inTemplate = new pg.Pool({ ...postgres.options, database: template });
  inTemplate.on('error', () => {});
  const all = await mutantsOf(inTemplate);
  await inTemplate.end();
  const mutants = all.filter(({ name }) => values.only.split('|').some((text) => name.includes(text)));
  if (values.list) {
    for (const { name } of mutants) say(name);
  } else {
    const files = await testFiles();
    const untouched = await failing(
      postgres.options,
      template,
      files.map(({ file }) => file),
    );
    if (untouched) throw new Error(`Without any mutation this fails: ${untouched.title}`);
    const unnoticed: string[] = [];
    const left = [...mutants.entries()];
    const work = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) {
        const [number, mutant] = next;
        const verdict = await verdictOn(mutant, number, files);
        say(verdict);
        if (verdict.startsWith('UNNOTICED')) unnoticed.push(mutant.name);
      }
    };
    await Promise.all(Array.from({ length: Number(values.workers) }, work));
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
