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
  await outsider.open(paths.caseFile({ case: alva.caseId }));
  const { page, open } = await stay({ as: 'alex' });
  await open(paths.timeline({ run: alva.run }));
  await page.getByRole('link', { name: words.run.whoHasOpened }).click();
  const lines = page.getByRole('row');
  const mine = lines.filter({ hasText: words.oversight.you });
  await expect.poll(() => mine.first().innerText()).toContain(words.oversight.parts['entries']);
  expect(await lines.filter({ hasText: 'Charlie Låtsasson' }).first().innerText()).toContain(words.oversight.refused);
});
