// Writes src/platform/database-types.ts from the migrated database: node scripts/database-types.ts
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startPostgres } from '../src/platform/embedded-postgres.ts';
import { migrate } from '../src/platform/migrate.ts';

const root = path.resolve(import.meta.dirname, '..');

/** The types of the tables in the database at `url`, as TypeScript. */
export function databaseTypes(url: string): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'),
      '--dialect=postgres',
      `--url=${url}`,
      '--date-parser=string',
      '--type-mapping={"int8":"number"}',
      // Partitions are reached through their parent, and the jobs through their library.
      '--exclude-pattern={public.migration,audit_partition.*,pgboss.*}',
      '--log-level=silent',
      '--print',
    ],
    { encoding: 'utf8', cwd: root },
  );
  if (status !== 0) throw new Error(stderr);
  return `${stdout.trimEnd()}\n`;
}

if (import.meta.main) {
  const directory = await mkdtemp(path.join(tmpdir(), 'hemvist-types-'));
  const postgres = await startPostgres(directory);
  const pool = new pg.Pool(postgres.options);
  await migrate(pool, path.join(root, 'migrations'));
  await pool.end();
  const types = databaseTypes(`postgres://${postgres.options.user}@/postgres?host=${postgres.options.host}`);
  const { writeFile } = await import('node:fs/promises');
  await writeFile(path.join(root, 'src/platform/database-types.ts'), types);
  await postgres.stop();
  await rm(directory, { recursive: true });
}
