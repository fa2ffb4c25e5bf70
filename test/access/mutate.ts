// Removes or weakens each row-level policy in turn, and proves that at least one test fails: npm run access:mutate [-- --only TEXT]
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startPostgres } from '../../src/platform/embedded-postgres.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { migrationsFolder } from '../../src/platform/start-database.ts';
import { policyMutants } from './mutants.ts';

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });

async function mutants() {
  const directory = await mkdtemp(path.join(tmpdir(), 'hemvist-mutants-'));
  const postgres = await startPostgres(directory, 18);
  const owner = new pg.Pool(postgres.options);
  try {
    await migrate(owner, migrationsFolder);
    return await policyMutants(owner);
  } finally {
    await owner.end();
    await postgres.stop({ force: true });
    await rm(directory, { recursive: true, force: true });
  }
}

/** The tests that fail with the mutation, the first of them at least; none when it goes unnoticed. */
function failing(mutation: string | undefined): readonly string[] {
  const { stdout, status } = spawnSync(
    'vitest',
    ['run', '--project', 'postgres 18', '--bail', '1', '--reporter', 'json', 'test/database'],
    {
      env: { ...process.env, ...(mutation === undefined ? {} : { HEMVIST_MUTATION: mutation }) },
      encoding: 'utf8',
      maxBuffer: 1e9,
    },
  );
  if (status === 0) return [];
  const report = JSON.parse(stdout.slice(stdout.indexOf('{'), stdout.lastIndexOf('}') + 1)) as {
    testResults: { assertionResults: { status: string; title: string }[] }[];
  };
  const failed = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter((result) => result.status === 'failed').map(({ title }) => title),
  );
  // A mutation that stops the tests from running at all is no proof.
  if (failed.length === 0) throw new Error(`No test ran to its end: ${stdout.slice(-2000)}`);
  return failed;
}

const untouched = failing(undefined);
if (untouched.length > 0) throw new Error(`Without any mutation these fail: ${untouched.join('; ')}`);
const unnoticed: string[] = [];
for (const { name, sql } of (await mutants()).filter((mutant) => mutant.name.includes(values.only))) {
  const [first] = failing(sql);
  process.stdout.write(
    `${first === undefined ? 'UNNOTICED' : 'noticed  '} ${name}${first === undefined ? '' : `  by: ${first}`}\n`,
  );
  if (first === undefined) unnoticed.push(name);
}
process.stdout.write(
  unnoticed.length === 0 ? 'Every mutation was noticed.\n' : `${unnoticed.length} went unnoticed.\n`,
);
process.exitCode = unnoticed.length === 0 ? 0 : 1;
