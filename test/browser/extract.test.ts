import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/oversight/index.ts';
import { messages } from '../../src/oversight/individual/messages/index.ts';
import { test } from '../support/browser.ts';
import { demoCase } from './demo-case.ts';
import { words } from './words.ts';

const m = messages.sv;

async function saved(page: Page, button: Locator): Promise<Readonly<{ name: string; text: string }>> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'latin1') };
}

test('whoever works with the whole case goes through the extract before it is given, and can take it out to read and as data', async ({
  begin,
  database,
}) => {
  const alva = await demoCase(database, 'Alva');
  const { page, open, follow } = await begin({ as: 'alex' });
  await open(`/pagaende/${alva.run}`);
  await follow(page.getByRole('link', { name: words.inWords.extract }));
  expect(page.url()).not.toContain('Alva');
  await page.locator('summary', { hasText: m.sections.entries.title }).click();
  expect(await page.locator('main').innerText()).toContain('har god kontakt med sin syster');

  const make = page.getByRole('button', { name: m.make });
  await follow(make, 422);
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([m.formatMissing, m.goneThroughMissing]);
  await page.getByLabel(m.formats.pdf.name).check();
  await page.getByLabel(m.goneThrough).check();
  const pdf = await saved(page, make);
  expect(pdf.name).toBe(m.files.pdf);
  expect(pdf.text.startsWith('%PDF-1.7')).toBe(true);
  // The page is still there, for the rest of it.
  await page.getByLabel(m.formats.json.name).check();
  const data = JSON.parse(Buffer.from((await saved(page, make)).text, 'latin1').toString('utf8')) as {
    individual: string;
    sections: { id: string; rows: unknown[] }[];
  };
  expect(data.individual).toBe(alva.name);
  expect(data.sections.find(({ id }) => id === 'disclosures')?.rows).toMatchObject([{ name: 'Eli Exempelberg' }]);
  await page.getByLabel(m.formats.letter.name).check();
  expect((await saved(page, make)).name).toBe(m.files.letter);

  const { rows } = await database.owner.query<{ parts: string[] }>(
    `select parts from audit where action = 'individual.extract' and outcome = 'ok' and $1 = any (case_ids) order by id`,
    [alva.caseId],
  );
  expect(
    rows.map(({ parts }) => parts.filter((part) => part.startsWith('extract-') || part === 'gone-through')),
  ).toEqual(['pdf', 'json', 'letter'].map((format) => ['gone-through', `extract-${format}`]));
  await open(paths.extract({ case: alva.caseId }));
  await page.locator('summary', { hasText: m.sections.openings.title }).click();
  expect(await page.locator('main').innerText()).toContain('Tog fram ett utdrag till den enskilde');
});
