import { expect } from 'vitest';
import { paths } from '../../src/casework/index.ts';
import { contactMessages } from '../../src/casework/messages/contact-routes.ts';
import { test } from '../support/browser.ts';
import { demoCase } from './demo-case.ts';
import { choice, field, saveButton } from './run-page.ts';

const m = contactMessages.sv;

test('the units’ addresses are kept by the process lead, warn when they are old, and stand where a step says whom to contact', async ({
  begin,
  database,
}) => {
  const ebbe = await demoCase(database, 'Ebbe');
  const alex = await begin({ as: 'alex' });
  await alex.open(paths.startRun({ case: ebbe.caseId }));
  await choice(alex.page, 'routine', 'insluss@2024').check();
  await field(alex.page, 'uppgift.conditionalRelease').fill('2026-12-10');
  await choice(alex.page, 'uppgift.needsIncomeSupport', 'yes').check();
  await alex.follow(saveButton(alex.page));
  const run = new URL(alex.page.url()).pathname.split('/').at(-1) ?? '';
  const step = paths.record({ run, kind: 'income-support-contacted' }, { atagande: 'income-support-contact' });
  const contacts = alex.page.locator('.contacts');
  await alex.open(step);
  expect(await contacts.textContent()).toContain('031-390 06 07');
  expect(await contacts.textContent()).toContain(m.on.old(400));
  expect(await contacts.textContent()).not.toContain('Frivården');

  const lead = await begin({ as: 'ia' });
  const row = lead.page.getByRole('row', { name: 'Ekonomiskt bistånd' });
  await lead.open(paths.contactRoutes());
  await lead.follow(row.getByRole('link', { name: 'Ekonomiskt bistånd' }));
  await field(lead.page, 'phone').fill('');
  await field(lead.page, 'mail').fill('mottagningen');
  await lead.follow(saveButton(lead.page), 422);
  expect(await lead.page.locator('.error-summary a').allTextContents()).toEqual([m.problems.mail, m.problems.reason]);
  await field(lead.page, 'mail').fill('ny-mottagning@forsorjningsstod.example');
  await field(lead.page, 'reason').fill('Enheten har bytt adress.');
  await lead.follow(saveButton(lead.page));
  await lead.follow(row.getByRole('button'));
  expect(await row.textContent()).not.toContain(m.on.old(400));
  await lead.follow(row.getByRole('link', { name: 'Ekonomiskt bistånd' }));
  await lead.page.locator('summary').click();
  expect(await lead.page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([3, 2, 1].map(m.version));
  await lead.look();

  await alex.open(step);
  expect(await contacts.textContent()).toContain('ny-mottagning@forsorjningsstod.example');
  expect(await contacts.textContent()).not.toContain('Ingen har kontrollerat');
  // Who reads them changes nothing.
  await alex.open(paths.addContactRoute(), 404);
});
