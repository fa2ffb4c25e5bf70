import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/casework/index.ts';
import { test } from '../support/browser.ts';
import { demoCase } from './demo-case.ts';
import { choice, field, lineOf, notices, saveButton, stateInWords } from './run-page.ts';
import { words } from './words.ts';

test('preventing eviction from its start to its end: only a written undertaking saves the lease, and of three administrations none is told without a consent', async ({
  begin,
  database,
}) => {
  const bo = await demoCase(database, 'Bo');
  const visit = await begin({ as: 'alex' });
  const { page } = visit;
  await visit.open(paths.startRun({ case: bo.caseId }));
  await choice(page, 'routine', 'prevent-eviction@2022-02-15').check();
  expect(await field(page, 'uppgift.conditionalRelease').isVisible()).toBe(false);
  await choice(page, 'uppgift.identifiedBy', 'socialServices').check();
  await choice(page, 'uppgift.householdHasChildren', 'yes').check();
  await choice(page, 'uppgift.noticeKind', 'termination').check();
  await choice(page, 'uppgift.noticeReason', 'rent').check();
  await field(page, 'uppgift.noticeArrived').fill('2026-10-12');
  await field(page, 'uppgift.tenantServed').fill('2026-10-09');
  await choice(page, 'uppgift.needsFrom', 'elderCare').check();
  await visit.follow(saveButton(page));

  expect(await notices(page).first().textContent()).toContain('Det finns barn i hushållet.');
  expect(await stateInWords(page, 'rent-recovery')).toContain('2 nov');
  expect(await lineOf(page, 'inform-and-motivate').getAttribute('data-state')).toBe('not-applicable');
  const run = new URL(page.url()).pathname.split('/').at(-1) ?? '';

  // First in every list, in words, also before what is late; and until when the law gives time.
  const first = (where: Locator): Locator => where.first().filter({ hasText: 'Barn i hushållet' });
  await visit.open(paths.myDay());
  const mine = page.locator('details[id="today"] .tasks li');
  expect(await first(mine).count()).toBe(1);
  await page.locator('details[id="canRest"] summary').click();
  expect(
    await page.locator('details[id="canRest"] .tasks li', { hasText: 'Rädda hyresrätten' }).textContent(),
  ).toContain('därefter ger lagen tid till och med 4 nov');
  await visit.open(paths.cases({ ordning: 'name' }));
  expect(await first(page.locator('tbody tr')).count()).toBe(1);
  await visit.open(paths.search());
  await field(page, 'sok').fill(bo.number);
  await visit.follow(saveButton(page));
  expect(await first(page.locator('tbody tr')).count()).toBe(1);
  await visit.open(paths.print({ run }));
  expect(await page.locator('article').textContent()).toContain('Det finns barn i hushållet.');
  const manager = await begin({ as: 'gry' });
  await manager.open(paths.unitDay());
  expect(await first(manager.page.locator('tbody tr')).textContent()).toContain('Barn i hushållet: 1');

  const undertake = async (form: string): Promise<string | null> => {
    await visit.open(paths.record({ run, kind: 'undertaking-to-pay' }, { atagande: 'rent-recovery' }));
    await choice(page, 'form', form).check();
    await visit.follow(saveButton(page));
    return lineOf(page, 'rent-recovery').getAttribute('data-state');
  };
  expect(await undertake('oral')).toBe('open');
  expect((await notices(page).allTextContents()).join(' ')).toContain('passar inte med det som är känt');
  expect(await undertake('written')).toBe('done');

  // Of three administrations, the one that the person needs.
  const support = async (party: string): Promise<string | null> => {
    await visit.open(paths.record({ run, kind: 'application-supported' }));
    await choice(page, 'part', party).check();
    await visit.follow(saveButton(page));
    return lineOf(page, 'support-application-elsewhere').getAttribute('data-state');
  };
  expect(await support('disabilitySupport')).toBe('open');
  expect(await support('elderCare')).toBe('done');

  // Of all three, which Bo has said yes to before, and now says no: what they would do together waits for a yes.
  await visit.open(paths.fact({ run, fact: 'needsFrom' }));
  for (const party of ['socialServices', 'disabilitySupport', 'elderCare'])
    await choice(page, 'uppgift.needsFrom', party).check();
  await visit.follow(saveButton(page));
  const state = (id: string): Promise<string | null> => lineOf(page, id).getAttribute('data-state');
  expect(await state('support-application-elsewhere')).toBe('not-applicable');
  expect(await state('coordinated-plan')).toBe('open');
  await visit.open(paths.record({ run, kind: 'consent' }, { syfte: 'coordination', atagande: 'coordination-consent' }));
  await choice(page, 'status', 'declined').check();
  await visit.follow(saveButton(page));
  expect(await state('coordinated-plan')).toBe('blocked');
  expect(await stateInWords(page, 'coordinated-plan')).toContain('samtycke');

  // To its end, which is out of everybody's day.
  await visit.open(paths.record({ run, kind: 'closed' }));
  await choice(page, 'svar.outcome', 'stayed').check();
  await visit.follow(saveButton(page));
  expect(await page.locator('.run-heading').textContent()).toContain(words.run.ended('Arbetet avslutat'));
  await visit.open(paths.myDay());
  expect(await page.locator('main').textContent()).not.toContain('Barn i hushållet');
  await manager.open(paths.unitDay());
  expect(await manager.page.locator('main').textContent()).not.toContain('Barn i hushållet');
});

test('insluss waits for a written consent, and a time before the release does not do', async ({ begin, database }) => {
  const ebbe = await demoCase(database, 'Ebbe');
  const visit = await begin({ as: 'alex' });
  const { page } = visit;
  await visit.open(paths.startRun({ case: ebbe.caseId }));
  await choice(page, 'routine', 'insluss@2024').check();
  await field(page, 'uppgift.conditionalRelease').fill('2026-11-02');
  await visit.follow(saveButton(page));
  const run = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const state = (id: string): Promise<string | null> => lineOf(page, id).getAttribute('data-state');
  expect(await page.locator('.run-heading').textContent()).toContain('Villkorlig frigivning');
  expect(await state('booked-time-after-release')).toBe('blocked');

  await visit.open(paths.record({ run, kind: 'consent' }, { syfte: 'insluss', atagande: 'written-consent' }));
  await choice(page, 'status', 'given').check();
  await choice(page, 'form', 'written').check();
  await visit.follow(saveButton(page));
  expect(await state('written-consent')).toBe('done');

  const book = async (date: string): Promise<string | null> => {
    await visit.open(paths.record({ run, kind: 'time-booked' }, { atagande: 'booked-time-after-release' }));
    await choice(page, 'participants', 'probationOfficer').check();
    await field(page, 'svar.date').fill(date);
    await visit.follow(saveButton(page));
    return state('booked-time-after-release');
  };
  expect(await book('2026-11-02')).toBe('open');
  expect(await book('2026-11-03')).toBe('done');
});
