import { expect } from 'vitest';
import { paths } from '../../src/casework/index.ts';
import { test } from '../support/browser.ts';
import { demoCase, entriesIn } from './demo-case.ts';
import { choice, field, lineOf, notices, saveButton, stateInWords } from './run-page.ts';
import { words } from './words.ts';

test('a step is waived with a reason, and struck out the waiver leaves it to be done again', async ({
  begin,
  database,
}) => {
  const disa = await demoCase(database, 'Disa');
  const visit = await begin({ as: 'alex' });
  const { page } = visit;
  const line = lineOf(page, 'information-meeting');
  const state = (): Promise<string | null> => line.getAttribute('data-state');
  await visit.open(paths.run({ run: disa.run }));
  expect(await state()).toBe('open');
  await line.locator('summary').click();
  await visit.follow(line.getByRole('link', { name: words.run.waive }));
  await field(page, 'reason').fill('Personen ville inte träffas före inflyttningen.');
  await visit.follow(saveButton(page));
  expect(await state()).toBe('waived');
  expect(await stateInWords(page, 'information-meeting')).toContain(
    'Alex Provberg: Personen ville inte träffas före inflyttningen.',
  );
  // Waived, it is not asked for any more.
  expect(await line.locator('.act a').count()).toBe(0);

  await visit.open(paths.timeline({ run: disa.run }));
  const entry = page.locator('.timeline li', { hasText: words.inWords.departure('Informationsmöte med den enskilde') });
  expect(await entry.textContent()).toContain('Personen ville inte träffas');
  await visit.follow(entry.getByRole('link', { name: words.timeline.correct }));
  await field(page, 'stryk').check();
  await field(page, 'reason').fill('Personen vill träffas ändå.');
  await visit.follow(saveButton(page));
  expect(await page.locator('.timeline li', { hasText: words.inWords.struck }).textContent()).toContain(
    'Personen vill träffas ändå.',
  );
  await visit.open(paths.run({ run: disa.run }));
  expect(await state()).toBe('open');
});

test('the interval between follow-ups is changed with a reason, and moves the next day', async ({
  begin,
  database,
}) => {
  const bo = await demoCase(database, 'Bo');
  const visit = await begin({ as: 'alex' });
  const { page } = visit;
  const line = lineOf(page, 'weekly-follow-up');
  await visit.open(paths.run({ run: bo.run }));
  expect(await stateInWords(page, 'weekly-follow-up')).toBe('Snart senast i dag');
  await line.locator('summary').click();
  await visit.follow(line.getByRole('link', { name: words.run.interval }));
  expect(await page.locator('main').textContent()).toContain(words.interval.now('varje vecka'));
  await field(page, 'everyWeeks').fill('2');
  await field(page, 'reason').fill('Det har varit lugnt, och Bo vill höras mer sällan.');
  await visit.follow(saveButton(page));
  expect(await line.locator('.who').textContent()).toContain('varannan vecka');
  expect(await stateInWords(page, 'weekly-follow-up')).toBe('Snart senast om 7 dagar, ons 21 okt');
});

test('a corrected entry shows what it says and what it said', async ({ begin, database }) => {
  const alva = await demoCase(database, 'Alva');
  const visit = await begin({ as: 'alex' });
  const { page } = visit;
  await visit.open(paths.timeline({ run: alva.run }));
  const entry = page
    .locator('.timeline li')
    .filter({ has: page.getByRole('heading', { name: 'Planeringsmöte', exact: true }) });
  await visit.follow(entry.getByRole('link', { name: words.timeline.correct }));
  // The form holds what the entry says, with the same beside it.
  expect(await choice(page, 'channel', 'video').isChecked()).toBe(true);
  expect(await page.locator('aside').textContent()).toContain('Kontaktpersonen är densamma hela tiden.');
  await choice(page, 'channel', 'in-person').check();
  await field(page, 'svar.prevention').fill('Vi sågs på kontoret.');
  await field(page, 'reason').fill('Mötet var inte på video.');
  await visit.follow(saveButton(page));
  expect(await notices(page).first().textContent()).toContain(words.inWords.saved('10:42'));
  await entry.locator('summary', { hasText: words.timeline.answers }).click();
  await entry.locator('summary', { hasText: words.timeline.corrected }).click();
  await visit.look();
  expect(await entry.innerText()).toContain('Mötet var inte på video.');
  expect(await entry.locator('.entry-more > details').first().innerText()).toContain('Vi sågs på kontoret.');
  expect(await entry.locator('.replaced').innerText()).toContain('Kontaktpersonen är densamma hela tiden.');
  const [first, second] = await entriesIn(database, alva, 'planning-meeting');
  expect(second?.replaces).toBe(first?.id);
});

test('an unknown fact is stated from my day, and what depended on it can be told', async ({ begin, database }) => {
  const cleo = await demoCase(database, 'Cleo');
  const visit = await begin({ as: 'alex' });
  const { page } = visit;
  await visit.open(paths.run({ run: cleo.run }));
  expect(await lineOf(page, 'support-level').getAttribute('data-state')).toBe('unknown');
  await visit.open(paths.myDay());
  const answers = page.locator('details[id="needsAnswer"]');
  await answers.locator('summary').click();
  await visit.follow(answers.locator(`a[href="${paths.fact({ run: cleo.run, fact: 'housingForm' })}"]`));
  expect(await page.locator('main').textContent()).toContain('Stödnivå hög i lägenhet');
  await choice(page, 'uppgift.housingForm', 'communal').check();
  await visit.follow(saveButton(page));
  expect(await notices(page).first().textContent()).toContain(words.inWords.savedFact);
  expect(await lineOf(page, 'support-level').getAttribute('data-state')).toBe('not-applicable');
  await visit.open(paths.myDay());
  expect(await page.locator(`a[href="${paths.fact({ run: cleo.run, fact: 'housingForm' })}"]`).count()).toBe(0);
});
