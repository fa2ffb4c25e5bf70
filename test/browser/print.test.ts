import { expect } from 'vitest';
import { paths } from '../../src/casework/index.ts';
import { test } from '../support/browser.ts';
import { demoCase } from './demo-case.ts';

test('on paper there is the sheet to the person, and nothing of what stands around it', async ({ begin, database }) => {
  const alva = await demoCase(database, 'Alva');
  const visit = await begin({ as: 'alex' });
  const { page } = visit;
  await visit.open(paths.print({ run: alva.run }));
  const around = page.locator('.masthead, .skip-link, .screen-only');
  const visible = async (): Promise<readonly boolean[]> =>
    Promise.all((await around.all()).map((one) => one.isVisible()));
  expect(await visible()).toEqual([true, true, true, true]);
  await page.emulateMedia({ media: 'print' });
  expect(await visible()).toEqual([false, false, false, false]);
  const sheet = page.locator('.sheet');
  expect(await sheet.isVisible()).toBe(true);
  const printed = (await page.locator('body').innerText()).replaceAll(/\s+/g, ' ').trim();
  expect(printed).toBe((await sheet.innerText()).replaceAll(/\s+/g, ' ').trim());
  expect(printed).toMatch(/^Hej Alva!/);
  expect(printed).toContain('sön 18 okt Uppstartsmöte');
  expect(printed).toContain('Extra besök samma dag.');
  // Nothing that is written about a person, rather than with them.
  expect(printed).not.toContain('Högljudda konflikter');
  expect(printed).not.toContain(alva.number);
  // What has no last day is not said to have one.
  const cleo = await demoCase(database, 'Cleo');
  await visit.open(paths.print({ run: cleo.run }));
  expect(await sheet.locator('.sheet-steps li:not(:has(time))').allInnerTexts()).toEqual([
    'Individuellt uppdrag',
    'Informationsmöte med den enskilde',
  ]);
});

test('the case on paper opens what is folded on the screen', async ({ begin, database }) => {
  const alva = await demoCase(database, 'Alva');
  const visit = await begin({ as: 'alex' });
  await visit.open(paths.plans({ run: alva.run }));
  await visit.page.emulateMedia({ media: 'print' });
  expect(await visit.page.locator('.masthead').isVisible()).toBe(false);
  expect(await visit.page.locator('main .plan').first().isVisible()).toBe(true);
});
