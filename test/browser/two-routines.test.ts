import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/casework/index.ts';
import { test } from '../support/browser.ts';
import { demoCase } from './demo-case.ts';
import { keyboardOf } from './keyboard.ts';
import { choice, field, lineOf, notices, saveButton, stateInWords } from './run-page.ts';
import { words } from './words.ts';

test('with a keyboard alone, preventing eviction from its start to its end: only a written undertaking saves the lease, and of three administrations none is told without a consent', async ({
  begin,
  database,
}) => {
  const bo = await demoCase(database, 'Bo');
  const visit = await begin({ as: 'alex' });
  const { page } = visit;
  const keys = keyboardOf(visit);
  await visit.open(paths.startRun({ case: bo.caseId }));
  await keys.choose(choice(page, 'routine', 'prevent-eviction@2022-02-15'));
  expect(await field(page, 'uppgift.conditionalRelease').isVisible()).toBe(false);
  await keys.choose(choice(page, 'uppgift.identifiedBy', 'socialServices'));
  await keys.choose(choice(page, 'uppgift.householdHasChildren', 'yes'));
  await keys.choose(choice(page, 'uppgift.noticeKind', 'termination'));
  await keys.choose(choice(page, 'uppgift.noticeReason', 'rent'));
  await keys.date(field(page, 'uppgift.noticeArrived'), '2026-10-12');
  await keys.date(field(page, 'uppgift.tenantServed'), '2026-10-09');
  await keys.tick(choice(page, 'uppgift.needsFrom', 'elderCare'));
  await keys.go(saveButton(page));

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
  await keys.write(field(page, 'sok'), bo.number);
  await keys.go(saveButton(page));
  expect(await first(page.locator('tbody tr')).count()).toBe(1);
  await visit.open(paths.print({ run }));
  expect(await page.locator('article').textContent()).toContain('Det finns barn i hushållet.');
  const manager = await begin({ as: 'gry' });
  await manager.open(paths.unitDay());
  expect(await first(manager.page.locator('tbody tr')).textContent()).toContain('Barn i hushållet: 1');

  const undertake = async (form: string): Promise<string | null> => {
    await visit.open(paths.record({ run, kind: 'undertaking-to-pay' }, { atagande: 'rent-recovery' }));
    await keys.choose(choice(page, 'form', form));
    await keys.go(saveButton(page));
    return lineOf(page, 'rent-recovery').getAttribute('data-state');
  };
  expect(await undertake('oral')).toBe('open');
  expect((await notices(page).allTextContents()).join(' ')).toContain('passar inte med det som är känt');
  expect(await undertake('written')).toBe('done');

  // Of three administrations, the one that the person needs.
  const support = async (party: string): Promise<string | null> => {
    await visit.open(paths.record({ run, kind: 'application-supported' }));
    await keys.choose(choice(page, 'part', party));
    await keys.go(saveButton(page));
    return lineOf(page, 'support-application-elsewhere').getAttribute('data-state');
  };
  expect(await support('disabilitySupport')).toBe('open');
  expect(await support('elderCare')).toBe('done');

  // Of all three, which Bo has said yes to before, and now says no: what they would do together waits for a yes.
  await visit.open(paths.fact({ run, fact: 'needsFrom' }));
  for (const party of ['socialServices', 'disabilitySupport'])
    await keys.tick(choice(page, 'uppgift.needsFrom', party));
  expect(await choice(page, 'uppgift.needsFrom', 'elderCare').isChecked()).toBe(true);
  await keys.go(saveButton(page));
  const state = (id: string): Promise<string | null> => lineOf(page, id).getAttribute('data-state');
  expect(await state('support-application-elsewhere')).toBe('not-applicable');
  expect(await state('coordinated-plan')).toBe('open');
  await visit.open(paths.record({ run, kind: 'consent' }, { syfte: 'coordination', atagande: 'coordination-consent' }));
  await keys.choose(choice(page, 'status', 'declined'));
  await keys.go(saveButton(page));
  expect(await state('coordinated-plan')).toBe('blocked');
  expect(await stateInWords(page, 'coordinated-plan')).toContain('samtycke');

  // To its end, which is out of everybody's day.
  await visit.open(paths.record({ run, kind: 'closed' }));
  await keys.choose(choice(page, 'svar.outcome', 'stayed'));
  await keys.go(saveButton(page));
  expect(await page.locator('.run-heading').textContent()).toContain(words.run.ended('Arbetet avslutat'));
  // What was not done is told as that, and not as something left to do.
  expect(await stateInWords(page, 'coordinated-plan')).toBe(words.run.left.blocked);
  expect(await stateInWords(page, 'joint-follow-up')).toBe(words.run.left.open);
  await visit.open(paths.myDay());
  expect(await page.locator('main').textContent()).not.toContain('Barn i hushållet');
  await manager.open(paths.unitDay());
  expect(await manager.page.locator('main').textContent()).not.toContain('Barn i hushållet');
});

test('with a keyboard alone: insluss waits for a written consent, and a time before the release does not do', async ({
  begin,
  database,
}) => {
  const ebbe = await demoCase(database, 'Ebbe');
  const visit = await begin({ as: 'alex' });
  const { page } = visit;
  const keys = keyboardOf(visit);
  await visit.open(paths.startRun({ case: ebbe.caseId }));
  await keys.choose(choice(page, 'routine', 'insluss@2024'));
  await keys.date(field(page, 'uppgift.conditionalRelease'), '2026-11-02');
  await keys.go(saveButton(page));
  const run = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const state = (id: string): Promise<string | null> => lineOf(page, id).getAttribute('data-state');
  expect(await page.locator('.run-heading').textContent()).toContain('Villkorlig frigivning');
  expect(await state('booked-time-after-release')).toBe('blocked');

  await visit.open(paths.record({ run, kind: 'consent' }, { syfte: 'insluss', atagande: 'written-consent' }));
  await keys.choose(choice(page, 'status', 'given'));
  await keys.choose(choice(page, 'form', 'written'));
  await keys.go(saveButton(page));
  expect(await state('written-consent')).toBe('done');

  const book = async (date: string, from?: Readonly<{ atagande: string }>): Promise<string | null> => {
    await visit.open(paths.record({ run, kind: 'time-booked' }, from));
    await keys.tick(choice(page, 'participants', 'probationOfficer'));
    await keys.date(field(page, 'svar.date'), date);
    await keys.go(saveButton(page));
    return state('booked-time-after-release');
  };
  // Also when it is recorded from no step, what it was meant for is told.
  expect(await book('2026-11-02')).toBe('open');
  expect((await page.locator('.alert').allTextContents()).join(' ')).toContain(
    '”Bokad tid efter frigivningen” är inte klart',
  );
  expect(await book('2026-11-03', { atagande: 'booked-time-after-release' })).toBe('done');
});
