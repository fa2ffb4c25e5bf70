import { loadCases } from '../../src/demo/index.ts';
import { test as base } from '../support/fixtures.ts';
import { noon } from './world.ts';

/** A database of the file's own with the whole demo in it, as it is on the tests' today. */
export const test = base.extend<{ $file: { demo: number } }>({
  demo: [
    async ({ database }, use) => {
      await use(await loadCases(database.db, noon));
    },
    { scope: 'file' },
  ],
});
