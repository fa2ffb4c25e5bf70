import { expect } from 'vitest';
import { demoActor } from '../../src/demo/index.ts';
import { as } from '../../src/platform/door.ts';
import { test } from '../support/fixtures.ts';

test('the door binds a transaction to the actor and writes one audit row with it', async ({ database }) => {
  await as(
    database.db,
    demoActor('alex'),
    new Date('2026-10-14T10:00:00Z'),
    { action: 'test.read', channel: 'cli' },
    async (scope) => {
      scope.touched({ parts: ['nothing'] });
    },
  );
  const { rows } = await database.owner.query('select actor, action, outcome, parts from audit');
  expect(rows).toEqual([{ actor: demoActor('alex').account, action: 'test.read', outcome: 'ok', parts: ['nothing'] }]);
});
