import pg from 'pg';
import { expect, inject } from 'vitest';
import { askMatrix, everyRoute } from './access/matrix/ask.ts';
import { channelOf } from './access/matrix/channels.ts';
import { documentOf } from './access/matrix/document.ts';
import { tablesOf, tablesTooOpen } from './access/matrix/tables.ts';
import { buildMatrixWorld } from './access/matrix/world.ts';
import { contentOf } from './attacks/attacker.ts';
import { noon } from './database/world.ts';
import { copyDatabase, test as base, type TestDatabase } from './support/fixtures.ts';
import { startServer } from './support/server.ts';

const test = base.extend<{ $file: { world: TestDatabase } }>({
  world: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const options = inject('postgres')[inject('major')];
      const admin = new pg.Client(options);
      await admin.connect();
      const { drop, ...database } = await copyDatabase(admin, options, inject('template'));
      await buildMatrixWorld(database.owner);
      await use(database);
      await drop();
    },
    { scope: 'file' },
  ],
});

test('every route belongs to one channel', () => {
  for (const route of everyRoute) expect(channelOf(route)).toBeTypeOf('string');
});

test('every role meets on every route, for a case in every relation to it, what the rule and docs/access-matrix.md say', async ({
  world,
}) => {
  const server = await startServer(world.db, noon);
  try {
    const before = await contentOf(world);
    const { lines, wrong } = await askMatrix(world.db, server);
    expect(wrong).toEqual([]);
    // What is not allowed changes nothing.
    expect(await contentOf(world)).toEqual(before);
    // npm run access:matrix writes it.
    await expect(documentOf(lines, await tablesOf(world.owner))).toMatchFileSnapshot('../docs/access-matrix.md');
  } finally {
    await server.stop();
  }
});

test('no table whose rows hang on a case or run shows one that its role and relation do not let it see', async ({
  world,
}) => {
  const { asked, wrong } = await tablesTooOpen(world.db, world.owner);
  expect(asked).toBeGreaterThan(500);
  expect(wrong).toEqual([]);
});
