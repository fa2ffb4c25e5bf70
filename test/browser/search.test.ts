import { expect } from 'vitest';
import { paths } from '../../src/casework/index.ts';
import { searchMessages } from '../../src/casework/messages/search.ts';
import { routes } from '../../src/web/app.ts';
import { test } from '../support/browser.ts';
import { demoCase } from './demo-case.ts';
import { field, saveButton } from './run-page.ts';

const m = searchMessages.sv;

test('a case is searched for by a name spelt otherwise; what one does not work with is shown only for a reason, and then only whom to ask', async ({
  begin,
  database,
}) => {
  const alva = await demoCase(database, 'Alva');
  const { page, open, follow } = await begin({ as: 'alex' });
  await open(paths.search());
  await follow(saveButton(page), 422);
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([m.problems.key]);
  // A number with a wrong digit is said to be one, and is kept.
  await field(page, 'sok').fill('19900101-9803');
  await follow(saveButton(page), 422);
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([m.problems.number]);
  expect(await field(page, 'sok').inputValue()).toBe('19900101-9803');
  await field(page, 'sok').fill('alwa');
  await follow(saveButton(page));
  expect(page.url()).not.toContain('alwa');
  expect(await page.getByRole('row', { name: alva.number }).textContent()).toContain(alva.name);
  await follow(page.getByRole('link', { name: alva.number }));

  const billie = await begin({ as: 'billie' });
  await billie.open(paths.search());
  await field(billie.page, 'sok').fill(alva.number);
  await billie.follow(saveButton(billie.page));
  expect(await billie.page.locator('main').textContent()).toContain(m.none);
  await billie.page.getByLabel(m.wider).check();
  await billie.follow(saveButton(billie.page), 422);
  expect(await billie.page.locator('.error-summary a').allTextContents()).toEqual([m.problems.reason]);
  await field(billie.page, 'skal').fill('Personen har ringt till mig om sitt ärende');
  await billie.follow(saveButton(billie.page));
  const text = (await billie.page.locator('main').textContent()) ?? '';
  expect(text).toContain(m.outOfReach('Alex Provberg'));
  expect(text).not.toContain(alva.name);
  // Whoever answers for the case sees that it was looked for, and why; the words that were searched by are nowhere.
  const audit = await database.owner.query<{ reason: string; parts: string[] }>(
    `select reason, parts from audit where action = 'case.search' and reason is not null`,
  );
  expect(audit.rows).toEqual([{ reason: 'Personen har ringt till mig om sitt ärende', parts: ['search:case'] }]);
});

test('no other page of case work takes words to search for', () => {
  const searching = routes.filter(({ path }) => /\/sok(?:\/|$)/.test(path.pattern)).map(({ path }) => path.pattern);
  expect([...new Set(searching)]).toEqual(['/sok', '/jour/sok']);
});
