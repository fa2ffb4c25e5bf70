import { expect } from 'vitest';
import {
  adherenceMessages,
  adherencePaths as paths,
  deviationMessages,
  selfAuditMessages,
} from '../../src/adherence/index.ts';
import { test } from '../support/browser.ts';
import { demoCase } from './demo-case.ts';

const figures = adherenceMessages.sv;
const deviations = deviationMessages.sv;
const audits = selfAuditMessages.sv;

test('a caseworker registers a deviation from a case; the manager handles it, reads the figures, and audits a sample of closed cases', async ({
  begin,
  database,
}) => {
  const alva = await demoCase(database, 'Alva');
  const alex = await begin({ as: 'alex' });
  await alex.open(`/pagaende/${alva.run}`);
  await alex.follow(alex.page.getByRole('link', { name: deviations.register }));
  await alex.follow(alex.page.getByRole('button', { name: deviations.form.save }), 422);
  expect(await alex.page.locator('.error-summary a').allTextContents()).toEqual([
    deviations.form.aboutMissing,
    deviations.form.whatMissing,
  ]);
  await alex.page.getByLabel(deviations.form.about).selectOption({ label: 'Uppstartsmöte' });
  await alex.page.getByLabel(deviations.form.what).fill('Mötet blev inte bokat.');
  await alex.follow(alex.page.getByRole('button', { name: deviations.form.save }));
  expect(await alex.page.locator('main').innerText()).toContain(deviations.page.registered);

  const { page, open, follow } = await begin({ as: 'gry' });
  const main = page.locator('main');
  await open(paths.deviations());
  await follow(page.getByRole('link', { name: 'Mötet blev inte bokat.' }));
  await follow(page.getByRole('link', { name: deviations.page.assign }));
  await page.getByLabel(deviations.assign.who).selectOption({ label: 'Alex Provberg' });
  await page.getByLabel(deviations.assign.dueOn).fill('2026-10-30');
  await follow(page.getByRole('button', { name: deviations.assign.save }));
  await follow(page.getByRole('link', { name: deviations.page.measure }));
  await page.getByLabel(deviations.measure.what).fill('Tiden bokas när platsen är klar.');
  await follow(page.getByRole('button', { name: deviations.measure.save }));
  await follow(page.getByRole('link', { name: deviations.page.close }));
  await page.getByLabel(deviations.close.conclusion).fill('Arbetssättet är ändrat.');
  await follow(page.getByRole('button', { name: deviations.close.save }));
  expect(await main.innerText()).toContain('Arbetssättet är ändrat.');

  await open(paths.adherence());
  const start = page.getByRole('row').filter({ hasText: 'Uppstartsmöte' }).first();
  expect(await start.count()).toBe(1);
  expect(await page.getByRole('row').filter({ hasText: '%' }).count()).toBeGreaterThan(0);
  expect(await main.innerText()).toContain(figures.few);
  expect(await page.locator('svg[role=img]').getAttribute('aria-label')).toContain(figures.curve.arms.kept);
  const file = await page.context().request.get(new URL(paths.adherenceFile({ period: '2025' }), page.url()).href);
  expect(file.headers()['content-type']).toContain('text/csv');
  expect(await file.text()).toContain(figures.definitions.numerator);

  await open(paths.selfAudits());
  await follow(page.getByRole('link', { name: audits.draw }));
  await page.getByLabel(audits.drawForm.routine, { exact: true }).selectOption({ label: 'Upprepat utskriven' });
  await page.getByLabel(audits.drawForm.unit).selectOption({ label: 'Vuxenenheten Centrum' });
  await page.getByLabel(audits.drawForm.period, { exact: true }).selectOption('2025');
  await page.getByLabel(audits.drawForm.wanted).fill('1');
  await follow(page.getByRole('button', { name: audits.drawForm.save }));
  await follow(page.getByRole('link', { name: audits.page.close }));
  await page.getByLabel(audits.closing.conclusion).fill('Bra.');
  await follow(page.getByRole('button', { name: audits.closing.save }), 422);
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([audits.closing.notAnswered(1)]);
  await open(paths.selfAudits());
  await follow(page.getByRole('link', { name: /Upprepat utskriven, Vuxenenheten/ }));
  await follow(page.getByRole('link', { name: audits.page.item(1) }));
  expect(await main.innerText()).not.toContain('Exempelplacerad');
  expect(await main.innerText()).not.toMatch(/\d\d-\d{4}/);
  for (const answer of await page.getByLabel(audits.item.answers.yes, { exact: true }).all()) await answer.check();
  await page.getByLabel(`${audits.item.finding} 2`).fill('Mötet kom dag 4.');
  await follow(page.getByRole('button', { name: audits.item.save }));
  await follow(page.getByRole('link', { name: audits.page.addAction }));
  await page.getByLabel(audits.action.what).fill('Följ upp i höst.');
  await page.getByLabel(audits.action.responsible).selectOption({ label: 'Gry Övningsdotter' });
  await page.getByLabel(audits.action.dueOn).fill('2026-11-30');
  await follow(page.getByRole('button', { name: audits.action.save }));
  await follow(page.getByRole('button', { name: audits.page.markDone }));
  await follow(page.getByRole('link', { name: audits.page.close }));
  await page.getByLabel(audits.closing.conclusion).fill('Rutinen följs.');
  await follow(page.getByRole('button', { name: audits.closing.save }));
  expect(await main.innerText()).toContain('Rutinen följs.');
  expect(await main.innerText()).toContain('Mötet kom dag 4.');
  expect(await page.getByRole('link', { name: audits.page.item(1) }).count()).toBe(0);
});
