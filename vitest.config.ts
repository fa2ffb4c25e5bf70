import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// What has been written is sealed when no transaction of the whole server is older: nothing else may run on it meanwhile.
const alone = 'test/database/seal.test.ts';

// Before 18, PostgreSQL plans what a function asks for anew in each call: to make the demo takes minutes. Each of its deeds has tests there.
const tooSlowOnFifteen = ['test/database/demo.test.ts'];

/** The database's tests run on the oldest supported PostgreSQL and on the newest; everything else on the newest. */
export default defineConfig({
  // As it is deployed: React's other half is slower, and no test asks for its warnings.
  oxc: { jsx: { runtime: 'automatic', development: false } },
  test: {
    env: { NODE_ENV: 'production' },
    reporters: ['default', './test/support/summary.ts'],
    globalSetup: './test/support/global-setup.ts',
    // Also where there are two cores only: much of the time is waiting for a browser or a database. A third takes more than it gives.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 300_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: { name: 'unit', isolate: false, include: ['src/**/*.test.{ts,tsx}'], provide: { major: 18 } },
      },
      ...([18, 15] as const).flatMap((major) => [
        {
          extends: true as const,
          test: {
            name: `postgres ${major}`,
            isolate: false,
            include: ['test/database/**/*.test.ts'],
            exclude: [alone, ...(major === 15 ? tooSlowOnFifteen : [])],
            provide: { major },
          },
        },
        {
          extends: true as const,
          test: { name: `sealing ${major}`, include: [alone], provide: { major }, sequence: { groupOrder: 1 } },
        },
      ]),
      {
        extends: true,
        test: {
          name: 'whole',
          isolate: false,
          include: ['test/*.test.{ts,tsx}', 'test/{attacks,browser}/**/*.test.ts'],
          provide: { major: 18 },
        },
      },
    ],
  },
});
