import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { databaseTypes } from '../scripts/database-types.ts';
import { test } from './support/fixtures.ts';

test('the types of the tables are those of the migrated database', async ({ database: { options } }) => {
  const url = `postgres://${options.user}@/${options.database}?host=${options.host}`;
  const written = await readFile(path.resolve(import.meta.dirname, '../src/platform/database-types.ts'), 'utf8');
  expect(databaseTypes(url)).toBe(written);
});
