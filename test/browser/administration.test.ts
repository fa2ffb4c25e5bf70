import { expect } from 'vitest';
import { organisationMessages, organisationPaths as paths } from '../../src/organisation/index.ts';
import { test } from '../support/browser.ts';

const m = organisationMessages.sv;

test('whoever is far down among many is searched for and given a delegation, without script', async ({
  begin,
  database,
}) => {
  await database.owner.query(
    `insert into account (municipality, id, secrecy_area, username, display_name)
     select '1480', gen_random_uuid(), 'centrum', 'prov-' || n, 'Aa Provperson ' || n from generate_series(1, 60) n
     union all select '1480', gen_random_uuid(), 'centrum', 'ostlatsas', 'Östen Östlåtsas'`,
  );
  const { page, open, follow } = await begin({ as: 'kim', scripts: 'blocked' });
  const main = page.locator('main');
  const search = (text: string, status = 200) =>
    page
      .getByLabel(m.people.findLabel)
      .fill(text)
      .then(() => follow(page.getByRole('button', { name: m.people.find }), status));
  await open(paths.administration());
  expect(await main.innerText()).not.toContain('Östlåtsas');
  await search('provperson');
  expect(await main.innerText()).toContain(m.people.foundMore(50));
  await search('östlåt ÖSTEN');
  expect(await main.getByRole('row').count()).toBe(2);
  await open(paths.delegations());
  await search('', 422);
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([m.people.problems.find]);
  await search('östlåtsas');
  await follow(page.getByRole('link', { name: /^Östen Östlåtsas/ }));
  await page.getByLabel(m.permissions['disclosure:sign'], { exact: true }).check();
  await follow(page.getByRole('button', { name: m.save }), 422);
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([m.delegations.problems.reference]);
  await page.getByLabel(m.delegations.reference, { exact: true }).fill('Delegationsordningen 4.2');
  await follow(page.getByRole('button', { name: m.save }));
  expect(await main.getByRole('row', { name: /Östen Östlåtsas/ }).innerText()).toContain(
    m.permissions['disclosure:sign'],
  );
});
