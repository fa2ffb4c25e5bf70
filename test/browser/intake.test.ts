import { expect } from 'vitest';
import { noticeMessages } from '../../src/casework/messages/notices.ts';
import { paths } from '../../src/casework/index.ts';
import { intakeMessages, intakePaths } from '../../src/intake/index.ts';
import { attachmentMessages } from '../../src/secrecy/index.ts';
import { test, today } from '../support/browser.ts';
import { demoCase } from './demo-case.ts';
import { choice, field, saveButton } from './run-page.ts';

const m = intakeMessages.sv;

test('a landlord sends a notice from a phone, without script and without a sign-in; the intake finds whose it is, and the routine begins from the day it came', async ({
  begin,
  database,
}) => {
  const { caseId, number } = await demoCase(database, 'Disa');
  const landlord = await begin({ scripts: 'blocked' });
  await landlord.page.setViewportSize({ width: 320, height: 640 });
  await landlord.open(intakePaths.forms());
  // Nothing filled in but a file: each field says what it lacks, and the file is kept.
  const paper = {
    name: 'Uppsägning 12 okt.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7 påhittad'),
  };
  await field(landlord.page, 'bilaga').setInputFiles(paper);
  await landlord.follow(saveButton(landlord.page), 422);
  expect(await landlord.page.locator('.error-summary a').count()).toBe(11);
  const fill = async () => {
    await choice(landlord.page, 'avsandare', 'landlord').check();
    await field(landlord.page, 'organisation').fill('Påhittade Bostäder AB');
    await field(landlord.page, 'namn').fill('Sven Låtsasson');
    await field(landlord.page, 'telefon').fill('031-700 00 00');
    await field(landlord.page, 'hyresgast').fill('Disa Påhittsson');
    await field(landlord.page, 'gatuadress').fill('Påhittsgatan 12');
    await field(landlord.page, 'postnummer').fill('411 01');
    await field(landlord.page, 'ort').fill('Göteborg');
    await choice(landlord.page, 'slag', 'termination').check();
    await choice(landlord.page, 'skal', 'rent').check();
    await field(landlord.page, 'daterad').fill(today);
  };
  await fill();
  expect(await landlord.page.locator('.kept-file').textContent()).toContain('Uppsägning 12 okt.pdf');
  expect(await landlord.page.locator('.leave-empty').isVisible()).toBe(false);
  await landlord.follow(saveButton(landlord.page));
  const receipt = (await landlord.page.locator('.number').textContent()) ?? '';
  expect(receipt).toMatch(/^[\dA-Z]{4}-[\dA-Z]{4}$/);
  // Nothing of what is known comes back: not the tenant, not whether there is a case.
  const answer = (await landlord.page.locator('main').textContent()) ?? '';
  for (const secret of ['Disa', number, 'Alex']) expect(answer).not.toContain(secret);
  // The same once more, for another number.
  await landlord.follow(landlord.page.getByRole('link', { name: m.received.another }));
  await fill();
  await landlord.follow(saveButton(landlord.page));
  expect(await landlord.page.locator('.number').textContent()).not.toBe(receipt);

  const vera = await begin({ as: 'vera' });
  await vera.open(intakePaths.intake());
  await vera.follow(vera.page.getByRole('link', { name: receipt }));
  expect(await vera.page.locator('main').textContent()).toContain(m.notice.alikeIntro);
  const saving = vera.page.getByRole('link', { name: attachmentMessages.sv.open });
  const [download] = await Promise.all([vera.page.waitForEvent('download'), saving.click()]);
  expect(download.suggestedFilename()).toMatch(/^bilaga-[\da-f]{8}\.pdf$/);
  // Alex's case is not Vera's to see, but hers to find by number and to link to.
  await vera.follow(vera.page.getByRole('link', { name: m.notice.find }));
  await field(vera.page, 'sok').fill(number);
  await vera.follow(vera.page.getByRole('button', { name: m.find.search }));
  await vera.follow(vera.page.getByRole('button', { name: m.find.link }));
  expect(await vera.page.getByRole('link', { name: receipt }).count()).toBe(0);

  const alex = await begin({ as: 'alex' });
  await alex.open(paths.myDay());
  expect(await alex.page.locator('.told').textContent()).toContain(
    noticeMessages.sv.kinds['intake-notice']('Vera Mottagsberg'),
  );
  await alex.follow(alex.page.locator('.told').getByRole('link', { name: number }));
  expect(await alex.page.locator('main').textContent()).toContain('Sven Låtsasson');
  await alex.follow(alex.page.getByRole('button', { name: m.ofCase.start }));
  const run = (await alex.page.locator('main').textContent()) ?? '';
  expect(run).toContain('Ta emot underrättelsen');
  const stated = await database.owner.query<{ value: unknown }>(
    `select f.value from fact f join run r on r.id = f.run_id where r.case_id = $1 and f.name = 'noticeArrived'`,
    [caseId],
  );
  expect(stated.rows).toEqual([{ value: today }]);

  // The one that came twice: closed, with why. And somebody nobody knows: a case of its own.
  const twice = vera.page.locator('tr', { hasText: 'Disa Påhittsson' }).locator('a').first();
  await vera.follow(twice);
  await vera.follow(vera.page.getByRole('link', { name: m.notice.open }));
  expect(await field(vera.page, 'efternamn').inputValue()).toBe('Påhittsson');
  await field(vera.page, 'nummer').fill('123');
  await vera.follow(saveButton(vera.page), 422);
  await field(vera.page, 'nummer').fill('');
  await vera.follow(vera.page.locator('.back a'));
  await vera.follow(vera.page.getByRole('link', { name: m.notice.close }));
  await field(vera.page, 'varfor').fill('kort');
  await vera.follow(saveButton(vera.page), 422);
  await field(vera.page, 'varfor').fill('Samma som en annan underrättelse.');
  await vera.follow(saveButton(vera.page));
  expect(await vera.page.locator('main').textContent()).not.toContain('Disa Påhittsson');
  await vera.open(intakePaths.intake({ visa: 'stangda' }));
  await vera.follow(vera.page.locator('.table a').first());
  expect(await vera.page.locator('main').textContent()).toContain('Samma som en annan underrättelse.');
});
