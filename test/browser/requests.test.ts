import { expect } from 'vitest';
import { paths } from '../../src/oversight/index.ts';
import { messages } from '../../src/oversight/requests/messages/index.ts';
import { test } from '../support/browser.ts';

const m = messages.sv;

test('a lawyer decides a request from law enforcement: tested for harm, refused in part, handed out by hand', async ({
  begin,
}) => {
  const { page, open, follow } = await begin({ as: 'mika' });
  await open(paths.requests());
  await follow(page.getByRole('link', { name: /^B\d\d-0001$/ }));
  const main = page.locator('main');
  expect(await main.innerText()).toContain('Telefonnummer och nuvarande adress');
  await follow(page.getByRole('link', { name: m.request.decide, exact: true }));
  expect(await main.innerText()).toContain(m.decide.contactData);
  await page.getByLabel(m.outcomes['in-part'].name, { exact: true }).check();
  await follow(page.getByRole('button', { name: m.decide.save }), 422);
  const { refusedParts, provision, reasons, toldOfAppeal } = m.decide.problems;
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([
    refusedParts,
    provision,
    reasons,
    toldOfAppeal,
  ]);
  await page.getByLabel(m.decide.refusedParts).fill('Portkoden.');
  await page.getByLabel(m.decide.provision).fill('OSL 26 kap. 1 §');
  await page.getByLabel(m.decide.reasons).fill('Portkoden är ingen kontaktuppgift.');
  await page.getByLabel(m.yes, { exact: true }).check();
  await follow(page.getByRole('button', { name: m.decide.save }));
  expect(await page.locator('.heading-row .status').innerText()).toBe(m.states['to-hand-out']);
  await follow(page.getByRole('link', { name: m.request.handOut }));
  await page.getByLabel(m.handOut.items).fill('Telefonnummer\nGatuadress');
  await page.getByLabel(m.ways.told).check();
  await page.getByLabel(m.yes, { exact: true }).check();
  await follow(page.getByRole('button', { name: m.handOut.save }));
  expect(await page.locator('.heading-row .status').innerText()).toBe(m.states.closed);
  expect(await main.innerText()).toContain('Gatuadress');
});

test('who asks for an official document stays unknown, and whoever registers chooses who decides', async ({
  begin,
}) => {
  const { page, open, follow } = await begin({ as: 'ola' });
  await open(paths.requests());
  await follow(page.getByRole('link', { name: m.list.register }));
  await follow(page.getByRole('button', { name: m.register.save }), 422);
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([
    m.register.kindMissing,
    m.register.askedMissing,
    m.register.channelMissing,
  ]);
  await page.getByLabel(m.kinds['official-document'].name).check();
  await page.getByLabel(m.register.asked).fill('Förteckningen över utförare.');
  await page.getByLabel(m.register.arrivedAt).fill('08.15');
  await page.getByLabel(m.channels.visit).check();
  await follow(page.getByRole('button', { name: m.register.save }));
  expect(await page.locator('aside').innerText()).toContain(m.register.anonymous);
  await follow(page.getByRole('link', { name: m.request.assign }));
  await page.getByLabel(m.assign.who).selectOption({ label: 'Gry Övningsdotter' });
  await follow(page.getByRole('button', { name: m.assign.save }));
  expect(await page.locator('.heading-row .status').innerText()).toBe(m.states['to-decide']);
  // Ola does not decide.
  expect(await page.getByRole('link', { name: m.request.decide, exact: true }).count()).toBe(0);
});
