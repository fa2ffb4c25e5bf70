import { expect } from 'vitest';
import { paths } from '../../src/casework/index.ts';
import { consentMessages } from '../../src/casework/messages/consents.ts';
import { secrecyMessages } from '../../src/secrecy/index.ts';
import { sharingMessages, sharingPaths as sharing } from '../../src/sharing/index.ts';
import { test } from '../support/browser.ts';
import { demoCase } from './demo-case.ts';
import { choice, field, saveButton } from './run-page.ts';

const m = sharingMessages.sv;

test('two administrations and a provider around one case: nothing without a ground, then by consent, redacted, in a plan and handed over; withdrawn, it is closed at the next click and the list still tells what was given', async ({
  begin,
  database,
}) => {
  const { caseId, run, number, name } = await demoCase(database, 'Jorma');
  const alex = await begin({ as: 'alex' });
  const option = async (select: string, who: string): Promise<void> => {
    const label = await field(alex.page, select).locator('option', { hasText: who }).textContent();
    await field(alex.page, select).selectOption({ label: label ?? '' });
  };

  // First nothing can be shared: every field says what it lacks, and the consent there is is to somebody else.
  await alex.open(paths.run({ run }));
  await alex.follow(alex.page.getByRole('link', { name: m.list.link }));
  await alex.follow(alex.page.getByRole('link', { name: m.list.disclose }));
  await alex.follow(saveButton(alex.page), 422);
  expect(await alex.page.locator('.error-summary a').allTextContents()).toEqual([
    m.form.problems.recipient,
    m.form.problems.purpose,
    m.grounding.problems.provision,
    m.grounding.problems.why,
  ]);
  await option('mottagare', 'Charlie');
  await choice(alex.page, 'andamal', 'coordination').check();
  await choice(alex.page, 'grund', 'consent').check();
  await field(alex.page, 'varfor').fill('Vi planerar tillsammans.');
  await alex.page.locator('[name="samtycke"]').first().check();
  await alex.follow(saveButton(alex.page), 422);
  expect(await alex.page.locator('.error-summary a').allTextContents()).toEqual([m.grounding.problems.notCovered]);
  expect(await field(alex.page, 'varfor').inputValue()).toBe('Vi planerar tillsammans.');

  // A consent, to everybody who needs to cooperate, for needs and plans.
  const c = consentMessages.sv;
  await alex.open(paths.recordConsent({ case: caseId }));
  await choice(alex.page, 'purpose', 'coordination').check();
  await choice(alex.page, 'status', 'given').check();
  await choice(alex.page, 'form', 'written').check();
  for (const part of ['identity', 'needs', 'plans']) await choice(alex.page, 'parts', part).check();
  await alex.follow(saveButton(alex.page));

  await alex.open(sharing.disclose({ run }));
  await option('mottagare', 'Charlie');
  await choice(alex.page, 'andamal', 'coordination').check();
  await choice(alex.page, 'grund', 'consent').check();
  await alex.page.locator('[name="samtycke"]').first().check();
  await field(alex.page, 'varfor').fill('Vi planerar tillsammans.');
  await alex.follow(saveButton(alex.page));
  // The least for the purpose is chosen, and what the consent does not cover cannot be.
  const chosen = () =>
    alex.page.locator('[name="delar"]:checked').evaluateAll((all) => all.map((one) => one.getAttribute('value')));
  expect(await chosen()).toEqual(['identity', 'needs', 'plans']);
  expect(await alex.page.locator('[name="delar"]').count()).toBe(3);
  const preview = alex.page.locator('.shared');
  expect(await preview.textContent()).toContain(name);
  // Redacted: a word everywhere, and a piece whole. What was not seen struck out is not signed for: it is shown first.
  await field(alex.page, 'ord').fill('systern\nsyster');
  await alex.follow(alex.page.getByRole('button', { name: m.draft.sign }), 422);
  expect(await alex.page.getByRole('alert').textContent()).toContain(m.draft.problems.changed);
  expect(await field(alex.page, 'ord').inputValue()).toBe('systern\nsyster');
  expect(await preview.textContent()).toContain('▇▇▇');
  const struck = preview.locator('.shared-piece', { hasText: 'Konflikter' }).first();
  if ((await struck.count()) > 0) await struck.locator('[name="struket"]').check();
  await alex.follow(alex.page.getByRole('button', { name: m.draft.update }));
  const seen = (await preview.locator('.written').allTextContents()).join('\n');
  expect(seen).toContain('▇▇▇');
  expect(seen.toLowerCase()).not.toContain('syster');
  await alex.follow(alex.page.getByRole('button', { name: m.draft.sign }));
  expect(await alex.page.locator('h1').textContent()).toBe(m.receipt.heading(number));
  const disclosure = alex.page.url().split('/').at(-1) ?? '';
  expect((await preview.locator('.written').allTextContents()).join('\n')).toBe(seen);

  // A plan that both see, one with the name and one without; a step kept from one of them.
  await alex.open(sharing.plans({ case: caseId }));
  await alex.follow(saveButton(alex.page), 422);
  await field(alex.page, 'namn').fill('Tillsammans om boendet');
  await field(alex.page, 'mal').fill('Att bo kvar');
  await alex.follow(saveButton(alex.page));
  for (const [who, shows] of [
    ['Charlie', 'ja'],
    ['Pim', 'nej'],
  ] as const) {
    await alex.page.getByText(m.plan.invite, { exact: true }).click();
    await option('vem', who);
    await choice(alex.page, 'visar-namn', shows).check();
    await choice(alex.page, 'grund', 'consent').check();
    await alex.page.locator('[name="samtycke"]').first().check();
    await field(alex.page, 'varfor').fill('Alla behöver veta vem som gör vad.');
    await alex.follow(alex.page.getByRole('button', { name: m.plan.inviteSubmit }));
  }
  await field(alex.page, 'vad').fill('Söka skuldrådgivning');
  await alex.follow(alex.page.getByRole('button', { name: m.plan.addSubmit }));
  await alex.follow(alex.page.getByRole('button', { name: m.plan.hide('Pim Utförarsson') }));
  const planAddress = new URL(alex.page.url()).pathname;

  const charlie = await begin({ as: 'charlie' });
  await charlie.open(sharing.received());
  await charlie.follow(charlie.page.getByRole('link', { name: 'Tillsammans om boendet' }));
  expect(await charlie.page.locator('main').textContent()).toContain(m.plan.about(name));
  expect(await charlie.page.locator('main').textContent()).toContain('Söka skuldrådgivning');
  await field(charlie.page, 'vad').fill('Visa lägenheten');
  await charlie.follow(charlie.page.getByRole('button', { name: m.plan.addSubmit }));

  const pim = await begin({ as: 'pim' });
  await pim.open(sharing.received());
  await pim.follow(pim.page.getByRole('link', { name: 'Tillsammans om boendet' }));
  const theirs = (await pim.page.locator('main').textContent()) ?? '';
  expect(theirs).toContain(m.plan.aboutNobody);
  expect(theirs).toContain('Visa lägenheten');
  for (const secret of ['Söka skuldrådgivning', number, ...name.split(' ')]) expect(theirs).not.toContain(secret);
  // The owner sees the same as the party does.
  await alex.open(planAddress);
  await alex.follow(alex.page.getByRole('link', { name: m.plan.seenBy('Pim Utförarsson') }));
  const previewed = (await alex.page.locator('.plan-steps').textContent()) ?? '';
  expect([previewed.includes('Visa lägenheten'), previewed.includes('Söka skuldrådgivning')]).toEqual([true, false]);

  // What was handed over, for the one it was handed over to: what was previewed, and no way into the case.
  const other = await begin({ as: 'charlie' });
  await other.open(sharing.received());
  await other.follow(other.page.locator(`a[href='${sharing.receivedOne({ disclosure })}']`));
  expect((await other.page.locator('.shared .written').allTextContents()).join('\n')).toBe(seen);
  await other.open(paths.run({ run }), 404);

  // Taken back: the open page says so at the next click.
  await alex.open(paths.consents({ case: caseId }));
  await alex.follow(alex.page.getByRole('link', { name: c.withdraw }).first());
  await alex.follow(saveButton(alex.page));
  expect(await alex.page.locator('.consents').first().textContent()).toContain(secrecyMessages.sv.standing.withdrawn);
  await field(charlie.page, 'vad').fill('Ett steg till');
  await charlie.follow(charlie.page.getByRole('button', { name: m.plan.addSubmit }), 404);
  const ended = (await charlie.page.locator('main').textContent()) ?? '';
  expect(ended).toContain(m.plan.refused.consent);
  for (const secret of ['Tillsammans om boendet', ...name.split(' ')]) expect(ended).not.toContain(secret);
  await pim.arrive(() => pim.page.reload(), 404);
  // The list still tells what was given, and when it was read; what was handed over stays with the one who has it.
  await alex.open(sharing.disclosures({ case: caseId }));
  const line = alex.page.getByRole('row', { name: /Charlie Låtsasson/ });
  expect(await line.textContent()).toMatch(/läst/);
  await other.open(sharing.received());
  expect(await other.page.locator(`a[href='${sharing.receivedOne({ disclosure })}']`).count()).toBe(1);
  await other.open(planAddress, 404);
});
