import { inject } from 'vitest';
import { makeDemoDatabase } from '../browser/demo-database.ts';
import { now } from '../support/browser.ts';
import { test as base, type TestDatabase } from '../support/fixtures.ts';

/** A database of the file's own with the whole demo in it, as it is on the tests' today, and how many cases that is. */
export const test = base.extend<{ $file: { database: TestDatabase; demo: number } }>({
  database: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const { drop, ...database } = await makeDemoDatabase(inject('postgres')[inject('major')], now);
      await use(database);
      await drop();
    },
    { scope: 'file' },
  ],
  demo: [
    async ({ database }, use) => use((await database.owner.query('select from case_file')).rowCount ?? 0),
    { scope: 'file' },
  ],
});
