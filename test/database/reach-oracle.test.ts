import { expect } from 'vitest';
import { askUntil, databaseQuestions, inShort } from '../access/ask.ts';
import { test } from '../support/fixtures.ts';

test('whatever the people, cases, assignments, consents, protections and days: the database shows what the rule says, no more and no less', async ({
  database,
}) => {
  const { differences, seen } = await askUntil(database, undefined, databaseQuestions.seed, databaseQuestions.number);
  expect(differences.map(inShort)).toEqual([]);
  // The cities are not so empty that there is nothing to see in them.
  expect(seen).toBeGreaterThan(200);
});
