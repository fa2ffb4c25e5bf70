import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/casework/index.ts';
import { happeningMessages } from '../../src/casework/messages/happenings.ts';
import { protectionMessages } from '../../src/casework/messages/protection.ts';
import { sharingMessages, sharingPaths as sharing, whySharedMessages } from '../../src/sharing/index.ts';
import { test } from '../support/browser.ts';
import { demoCase, entriesIn } from './demo-case.ts';
import { choice, field, saveButton } from './run-page.ts';

const m = sharingMessages.sv;
const why = whySharedMessages.sv;
const told = happeningMessages.sv;

test('what names the individual is struck out beforehand in what is handed over, and warned of in a plan; the timeline tells of both, and why they are seen is said to each', async ({
  begin,
  database,
}) => {
  const folke = await demoCase(database, 'Folke');
  const [disclosed] = (
    await database.owner.query<{ id: string; plan: string }>(
      'select d.id, p.id as plan from disclosure d join shared_plan p on p.case_id = d.case_id where d.case_id = $1',
      [folke.caseId],
    )
  ).rows;
  if (!disclosed) throw new Error('The demo hands nothing over');
  const alex = await begin({ as: 'alex', scripts: 'blocked' });
  const { page } = alex;
  const main = async (): Promise<string> => (await page.locator('main').textContent()) ?? '';

  // An entry that names the person.
  await alex.open(paths.record({ run: folke.run, kind: 'professions-plan' }));
  await field(page, 'svar.whoAndHow').fill('FOLKES kontaktperson ringer varje måndag.');
  for (const box of await page.locator('[name="participants"]').all()) await box.check();
  const radios = page.locator('[name="channel"]');
  if ((await radios.count()) > 0) await radios.first().check();
  await alex.follow(page.getByRole('button', { name: 'Spara och signera' }));

  // Without the identity it is struck out beforehand; whoever signs may keep it.
  await alex.open(sharing.disclose({ run: folke.run }));
  const who = await field(page, 'mottagare').locator('option', { hasText: 'Charlie' }).textContent();
  await field(page, 'mottagare').selectOption({ label: who ?? '' });
  await choice(page, 'andamal', 'information-transfer').check();
  await choice(page, 'grund', 'consent').check();
  await page.locator('[name="samtycke"]').first().check();
  await field(page, 'varfor').fill('Boendet behöver veta vem som ringer.');
  await alex.follow(saveButton(page));
  const piece = page.locator('.shared-piece', { hasText: m.draft.named.slice(0, 30) });
  expect(await piece.first().textContent()).toContain('FOLKES kontaktperson');
  await choice(page, 'delar', 'identity').uncheck();
  await alex.follow(page.getByRole('button', { name: m.draft.update }));
  expect(await piece.first().textContent()).toContain(m.draft.namedStruck);
  expect(await main()).not.toContain('FOLKES');
  await piece.first().locator('[name="struket"]').uncheck();
  await alex.follow(page.getByRole('button', { name: m.draft.update }));
  expect(await main()).toContain('FOLKES kontaktperson');

  // In a plan: told under the field, and kept when one says so.
  await alex.open(sharing.plan({ case: folke.caseId, plan: disclosed.plan }));
  await field(page, 'vad').fill('Ringa folke på måndag');
  await alex.follow(page.getByRole('button', { name: m.plan.addSubmit }), 422);
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([m.plan.problems.named]);
  expect(await field(page, 'vad').inputValue()).toBe('Ringa folke på måndag');
  await page.getByLabel(m.plan.keepYes).check();
  await alex.follow(page.getByRole('button', { name: m.plan.addSubmit }));
  expect(await main()).toContain('Ringa folke på måndag');

  // Who sees it, and why; and why somebody does not.
  await alex.follow(page.getByRole('link', { name: why.plan.link }));
  expect(await main()).toContain(`Charlie Låtsasson`);
  expect(await main()).toContain(why.plan.only);
  await field(page, 'person').selectOption({ label: (await optionOf(page, 'Dani')) ?? '' });
  await alex.follow(page.locator('form.form button'));
  expect(await page.locator('.answer').textContent()).toContain(why.plan.nothing);
  const charlie = await begin({ as: 'charlie' });
  await charlie.open(sharing.receivedOne({ disclosure: disclosed.id }));
  await charlie.page.getByText(why.mine, { exact: true }).click();
  expect(await charlie.page.locator('main').textContent()).toContain('Alex Provberg lämnade ut uppgifterna till dig');
  await charlie.open(sharing.sharedPlan({ plan: disclosed.plan }));
  await charlie.page.getByText(why.mine, { exact: true }).click();
  expect(await charlie.page.locator('main').textContent()).toContain(why.plan.reader.named);

  // All of it in the timeline, each with a way to its page.
  await alex.open(paths.timeline({ run: folke.run }));
  const timeline = await main();
  for (const line of [
    told.disclosed('Charlie Låtsasson, '),
    told.opened('Charlie Låtsasson'),
    told.planMade('Vardag och boende'),
    told.invited('Pim Utförarsson', 'Vardag och boende'),
    told.steps.added('Vardag och boende'),
  ])
    expect(timeline).toContain(line);
  await alex.follow(page.getByRole('link', { name: told.toDisclosure }).first());
  await alex.follow(page.getByRole('link', { name: why.disclosure.link }));
  expect(await main()).toContain('Charlie Låtsasson');
});

const optionOf = (page: Page, name: string) => page.locator('[name="person"] option', { hasText: name }).textContent();

test('of somebody protected nothing that names them is handed over or planned, and an entry that does is warned of and can be kept', async ({
  begin,
  database,
}) => {
  const vide = await demoCase(database, 'Vide');
  const billie = await begin({ as: 'billie' });
  const { page } = billie;
  const text = `${vide.name} vill ha besök.`;
  await billie.open(paths.record({ run: vide.run, kind: 'professions-plan' }));
  await field(page, 'svar.whoAndHow').fill(text);
  for (const box of await page.locator('[name="participants"]').all()) await box.check();
  await billie.follow(page.getByRole('button', { name: 'Spara och signera' }), 422);
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([protectionMessages.sv.named]);
  expect(await field(page, 'svar.whoAndHow').inputValue()).toBe(text);
  await page.getByLabel(protectionMessages.sv.keepNamed).check();
  await billie.follow(page.getByRole('button', { name: 'Spara och signera' }));
  expect(await entriesIn(database, vide, 'professions-plan')).toHaveLength(1);

  await billie.open(sharing.plans({ case: vide.caseId }));
  await field(page, 'namn').fill('Vardag');
  await field(page, 'mal').fill(text);
  await billie.follow(saveButton(page), 422);
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([m.plan.problems.namedProtected]);
  expect(await page.getByLabel(m.plan.keepYes).count()).toBe(0);

  await billie.open(sharing.disclose({ run: vide.run }));
  const who = await field(page, 'mottagare').locator('option', { hasText: 'Charlie' }).textContent();
  await field(page, 'mottagare').selectOption({ label: who ?? '' });
  await choice(page, 'andamal', 'coordination').check();
  await choice(page, 'grund', 'necessary').check();
  for (const area of await page.locator('textarea[name^="grund.necessary"]').all()) await area.fill('Nödvändigt.');
  await field(page, 'varfor').fill('Det behövs.');
  await billie.follow(saveButton(page));
  const piece = page.locator('.shared-piece', { hasText: m.draft.namedProtected });
  expect(await page.locator('.shared').textContent()).not.toContain(vide.name.split(' ')[0]);
  await piece.first().locator('[name="struket"]').uncheck();
  await billie.follow(page.getByRole('button', { name: m.draft.update }), 422);
  expect(await page.locator('.alert').textContent()).toContain('Personen har skyddad identitet och nämns under');
  expect(await page.locator('.shared').textContent()).not.toContain(vide.name.split(' ')[0]);
});
