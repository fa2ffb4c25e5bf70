import { expect } from 'vitest';
import { paths } from '../../src/casework/index.ts';
import { test } from '../support/browser.ts';
import { demoCase } from './demo-case.ts';
import { words } from './words.ts';

test('who works with a case sees who has opened it, what they read, and who was not let in', async ({
  stay,
  database,
}) => {
  const alva = await demoCase(database, 'Alva');
  const outsider = await stay({ as: 'charlie' });
  await outsider.open(paths.caseFile({ case: alva.caseId }), 404);
  const { page, open, follow } = await stay({ as: 'alex' });
  await open(paths.timeline({ run: alva.run }));
  await follow(page.getByRole('link', { name: words.inWords.whoHasOpened }));
  const lines = page.getByRole('row');
  const read = lines.filter({ hasText: words.oversight.parts['entries'] ?? '' }).first();
  expect(await read.innerText()).toContain('Alex Provberg');
  expect(await lines.filter({ hasText: 'Charlie Låtsasson' }).first().innerText()).toContain(words.oversight.refused);
});
