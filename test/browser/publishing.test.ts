import { expect } from 'vitest';
import { moveMessages } from '../../src/casework/messages/moves.ts';
import { noticeMessages } from '../../src/casework/messages/notices.ts';
import { paths as casework } from '../../src/casework/index.ts';
import { demoActor } from '../../src/demo/index.ts';
import { publishingMessages } from '../../src/publishing/index.ts';
import { test, today } from '../support/browser.ts';
import { demoCase } from './demo-case.ts';
import { wide } from './examine.ts';
import { words } from './words.ts';

const m = publishingMessages.sv;
const moves = moveMessages.sv;

test('a new version is copied, corrected, tried, commented on and published; one case moves to it and another stays', async ({
  begin,
  database,
}) => {
  const lead = await begin({ as: 'ia', looks: [wide] });
  const { page } = lead;
  const main = page.locator('main');
  const errors = page.locator('.error-summary a');
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const link = (name: string) => page.getByRole('link', { name, exact: true });

  // From the version in force.
  await lead.open(casework.routine({ routine: 'repeated-discharge', version: '2025' }));
  await lead.follow(link(words.documents.routines.writeNew));
  await lead.follow(button(m.start.save));
  expect(await main.innerText()).toContain(m.draft.started);
  expect(await main.innerText()).toContain(m.draft.same);
  const draft = new URL(page.url()).pathname;

  // An error in the text is told while it is written, and by the button; what is saved with it cannot be published.
  await lead.follow(link(m.draft.wholeText));
  const text = page.getByLabel(m.text.label);
  const sound = await text.inputValue();
  await text.fill(sound.replace('fact: moveIn', 'fact: moveOn'));
  const told = page.locator('.text-check li').first();
  await told.waitFor();
  expect(await told.innerText()).toContain('moveOn');
  await lead.look();
  await lead.follow(button(m.text.check), 422);
  expect(await told.innerText()).toMatch(/^Rad \d+ .*moveOn/);
  expect(await text.inputValue()).toContain('fact: moveOn');
  await lead.follow(button(m.text.save));
  await lead.follow(link(m.draft.publish));
  expect(await button(m.publish.save).count()).toBe(0);
  await lead.follow(link(m.check.toText));
  await text.fill(sound);
  await lead.follow(button(m.text.save));
  expect(await main.innerText()).toContain(m.draft.sound);

  // In forms: an obligation's words and strength, and the value of an interpretation.
  await lead.open(`${draft}/atagande/planning-meeting`);
  const sentence = page.getByLabel(m.obligation.sentenceSv, { exact: true });
  await sentence.fill('');
  await lead.follow(button(m.obligation.save), 422);
  expect(await errors.allTextContents()).toEqual([m.obligation.missing]);
  await sentence.fill('Socialsekreteraren och boendet möts före placeringen och planerar tillsammans.');
  await page.getByLabel(m.obligation.modalities.should, { exact: true }).check();
  await lead.follow(button(m.obligation.save));
  await lead.open(`${draft}/tolkning/start-meeting-time`);
  const count = page.getByLabel(m.interpretation.count, { exact: true });
  await count.fill('sju');
  await lead.follow(button(m.interpretation.save), 422);
  expect(await errors.allTextContents()).toEqual([m.obligation.countWrong]);
  expect(await count.inputValue()).toBe('sju');
  await count.fill('3');
  await lead.follow(button(m.interpretation.save));
  expect(await main.innerText()).toContain('möts före placeringen och planerar tillsammans');

  // Tried on the demo's open runs: days move, and nothing is stored.
  await lead.follow(link(m.draft.tryIt));
  expect(await main.innerText()).toMatch(/\d+ öppna ärenden prövades/);
  expect(await main.getByRole('row', { name: /^Uppstartsmöte/ }).innerText()).toMatch(/[1-9]/);

  // A colleague is asked, and answers.
  const billie = demoActor('billie').name;
  await lead.open(draft);
  await lead.follow(button(m.comments.askSave), 422);
  expect(await errors.allTextContents()).toEqual([m.comments.whoMissing]);
  await page.getByLabel(billie).check();
  await lead.follow(button(m.comments.askSave));
  const colleague = await begin({ as: 'billie', looks: [wide] });
  await colleague.open(casework.myDay());
  const noticed = colleague.page
    .getByRole('listitem')
    .filter({ hasText: noticeMessages.sv.kinds['comment-asked'](demoActor('ia').name) });
  await colleague.follow(noticed.getByRole('link', { name: noticeMessages.sv.read }).first());
  await colleague.open(draft);
  expect(await colleague.page.getByRole('link', { name: m.draft.publish }).count()).toBe(0);
  await colleague.page.getByLabel(m.comments.write).fill('Tre dagar är kort över en helg.');
  await colleague.follow(colleague.page.getByRole('button', { name: m.comments.save }));
  await lead.open(draft);
  expect(await main.innerText()).toContain('Tre dagar är kort över en helg.');

  // Published from today: a name that is taken and a day that has been are refused.
  await lead.follow(link(m.draft.publish));
  await page.getByLabel(m.publish.version, { exact: true }).fill('2025');
  await lead.follow(button(m.publish.save), 422);
  expect(await errors.allTextContents()).toEqual([m.publish.versionTaken]);
  await page.getByLabel(m.publish.version, { exact: true }).fill(today);
  await page.getByLabel(m.publish.validFrom, { exact: true }).fill('2026-10-13');
  await lead.follow(button(m.publish.save), 422);
  expect(await errors.allTextContents()).toEqual([m.publish.dayWrong]);
  await page.getByLabel(m.publish.validFrom, { exact: true }).fill(today);
  await lead.follow(button(m.publish.save));
  expect(await main.innerText()).toContain(`Publicerad som version ${today}.`);
  expect(await link(m.draft.wholeText).count()).toBe(0);
  await lead.follow(link(m.draft.readVersion));
  expect(await main.innerText()).toContain('möts före placeringen och planerar tillsammans');

  // A case on the oldest version moves, when its caseworker has seen what changes.
  const pim = await demoCase(database, 'Pim');
  const moved = colleague.page.locator('main');
  await colleague.open(casework.run({ run: pim.run }));
  expect(await moved.innerText()).toContain(moves.notice(today, '2024-10-17'));
  await colleague.follow(colleague.page.getByRole('link', { name: moves.see }));
  expect(await moved.innerText()).toContain(moves.notKnownTitle);
  await colleague.follow(colleague.page.getByRole('button', { name: moves.save }), 422);
  expect(await colleague.page.locator('.error-summary a').allTextContents()).toEqual([moves.outcomeMissing]);
  await colleague.page.getByLabel(moves.accept).check();
  await colleague.follow(colleague.page.getByRole('button', { name: moves.save }));
  expect(await moved.innerText()).toContain(moves.savedAccepted(today));
  await colleague.open(casework.timeline({ run: pim.run }));
  expect(await moved.innerText()).toContain(moves.happened.moved(today, '2024-10-17'));

  // Another stays, with a reason, and is not asked again.
  const alva = await demoCase(database, 'Alva');
  const alex = await begin({ as: 'alex', looks: [wide] });
  await alex.open(casework.move({ run: alva.run }));
  await alex.page.getByLabel(moves.decline).check();
  await alex.follow(alex.page.getByRole('button', { name: moves.save }), 422);
  expect(await alex.page.locator('.error-summary a').allTextContents()).toEqual([moves.reasonMissing]);
  await alex.page.getByLabel(moves.reason).fill('Mötet är redan bokat med alla.');
  await alex.follow(alex.page.getByRole('button', { name: moves.save }));
  expect(await alex.page.locator('main').innerText()).toContain(moves.savedDeclined('2025'));
  await alex.open(casework.timeline({ run: alva.run }));
  const timeline = await alex.page.locator('main').innerText();
  expect(timeline).toContain(moves.happened.declined(today, '2025'));
  expect(timeline).toContain('Mötet är redan bokat med alla.');
  await alex.open(casework.run({ run: alva.run }));
  expect(await alex.page.locator('main').innerText()).not.toContain(moves.see);
});
