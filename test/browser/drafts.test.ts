import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { paths } from '../../src/casework/index.ts';
import { demoPassword } from '../../src/demo/index.ts';
import { now, test } from '../support/browser.ts';
import { demoCase, entriesIn } from './demo-case.ts';
import { choice, field, saveButton } from './run-page.ts';
import { words } from './words.ts';

const saved = 'Sparat 10:42';
const saysSaved = (page: Page): Promise<void> => page.getByText(saved).waitFor();
const formOf = (run: string): string => paths.record({ run, kind: 'follow-up' }, { atagande: 'weekly-follow-up' });
const notes = (page: Page) => field(page, 'svar.notes');

async function fill(page: Page, text: string): Promise<void> {
  await choice(page, 'participants', 'caseworker').check();
  await choice(page, 'participants', 'housingStaff').check();
  await choice(page, 'channel', 'phone').check();
  await notes(page).fill(text);
}

test('what one types is saved, and one goes on where one was: after a reload, and on another device', async ({
  begin,
  database,
}) => {
  const ebbe = await demoCase(database, 'Ebbe');
  const visit = await begin({ as: 'alex' });
  const { page } = visit;
  await visit.open(formOf(ebbe.run));
  await page.getByText(words.ui.autosave.idle).waitFor();
  await fill(page, 'Början på en tanke');
  await saysSaved(page);
  await visit.look();
  await visit.arrive(() => page.reload());
  const other = await begin({ as: 'alex' });
  await other.open(formOf(ebbe.run));
  for (const device of [page, other.page]) {
    expect(await notes(device).inputValue()).toBe('Början på en tanke');
    expect(await choice(device, 'participants', 'housingStaff').isChecked()).toBe(true);
    expect(await choice(device, 'participants', 'individual').isChecked()).toBe(false);
    expect(await choice(device, 'channel', 'phone').isChecked()).toBe(true);
    await saysSaved(device);
  }
  // Nobody else has it, and nothing is written in the run.
  const eli = await begin({ as: 'eli', looks: [] });
  await eli.open(formOf(ebbe.run));
  expect(await notes(eli.page).inputValue()).toBe('');
  const before = await entriesIn(database, ebbe, 'follow-up');

  // Signed on one device, it is finished on the other as well.
  await notes(other.page).fill('Hela tanken');
  await other.follow(saveButton(other.page));
  await visit.arrive(() => page.reload());
  expect(await notes(page).inputValue()).toBe('');
  const after = await entriesIn(database, ebbe, 'follow-up');
  expect(after).toHaveLength(before.length + 1);
  expect(after.at(-1)?.content).toMatchObject({
    answers: { notes: 'Hela tanken' },
    participants: ['caseworker', 'housingStaff'],
    channel: 'phone',
  });
});

test('what is pasted keeps its lines', async ({ begin, database }) => {
  const { run } = await demoCase(database, 'Folke');
  const visit = await begin({ as: 'alex' });
  const { page } = visit;
  const text = 'Första raden\n\n- en punkt\n- en till, med åäö och ”citat”';
  await visit.open(formOf(run));
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await notes(page).focus();
  await page.keyboard.press('ControlOrMeta+V');
  await saysSaved(page);
  await visit.arrive(() => page.reload());
  expect(await notes(page).inputValue()).toBe(text);
  await fill(page, await notes(page).inputValue());
  await visit.follow(saveButton(page));
  await visit.open(paths.timeline({ run }));
  await page.locator('summary', { hasText: words.timeline.answers }).first().click();
  expect(await page.locator('dd', { hasText: 'Första raden' }).innerText()).toBe(text);
});

test('without script the draft is saved with a button', async ({ begin, database }) => {
  const { run } = await demoCase(database, 'Greta');
  const visit = await begin({ as: 'alex', scripts: 'blocked' });
  const { page } = visit;
  await visit.open(formOf(run));
  await fill(page, 'Ett utkast\nmed två rader');
  await visit.follow(page.getByRole('button', { name: words.entry.draft }));
  await visit.open(formOf(run));
  expect(await notes(page).inputValue()).toBe('Ett utkast\nmed två rader');
  expect(await choice(page, 'channel', 'phone').isChecked()).toBe(true);
  expect(await page.locator('output').textContent()).toBe(saved);
});

test('while the connection is lost the form says so and keeps the text, and saves it afterwards', async ({
  begin,
  database,
}) => {
  const { run } = await demoCase(database, 'Holger');
  const visit = await begin({ as: 'alex' });
  const { page } = visit;
  await visit.open(formOf(run));
  await visit.offline(async () => {
    await fill(page, 'Skrivet utan kontakt');
    await page.getByText(words.ui.autosave.failed).waitFor();
  });
  await saysSaved(page);
  await visit.arrive(() => page.reload());
  expect(await notes(page).inputValue()).toBe('Skrivet utan kontakt');
});

test.for([undefined, 'blocked'] as const)(
  'pressing twice to sign writes one entry, with scripts %s',
  async (scripts, { begin, database }) => {
    const iris = await demoCase(database, scripts ? 'Bo' : 'Iris');
    const visit = await begin({ as: 'alex', ...(scripts ? { scripts } : {}) });
    const before = await entriesIn(database, iris, 'follow-up');
    await visit.open(formOf(iris.run));
    await fill(visit.page, 'Ett samtal');
    await visit.arrive(() => saveButton(visit.page).dblclick());
    expect(await entriesIn(database, iris, 'follow-up')).toHaveLength(before.length + 1);
  },
);

test('going back and signing again writes nothing more', async ({ begin, database }) => {
  const alva = await demoCase(database, 'Alva');
  const visit = await begin({ as: 'alex' });
  const { page } = visit;
  const before = await entriesIn(database, alva, 'follow-up');
  await visit.open(formOf(alva.run));
  await fill(page, 'Ett samtal till');
  await visit.follow(saveButton(page));
  await visit.arrive(() => page.goBack());
  await Promise.all([page.waitForEvent('load'), saveButton(page).click()]);
  await visit.look();
  expect(await entriesIn(database, alva, 'follow-up')).toHaveLength(before.length + 1);
});

test('who is signed out while writing signs in and goes on, and nothing is lost', async ({
  begin,
  database,
  server,
}) => {
  const disa = await demoCase(database, 'Disa');
  const visit = await begin();
  const { page } = visit;
  await visit.signIn('alex');
  await visit.open(paths.record({ run: disa.run, kind: 'planning-meeting' }));
  await choice(page, 'participants', 'caseworker').check();
  await choice(page, 'channel', 'video').check();
  await field(page, 'svar.prevention').fill('Det som skrevs\nföre lunchen');
  onTestFinished(() => void (server.clock.now = now));
  server.clock.now = new Date(now.getTime() + 2 * 3_600_000);
  await visit.follow(saveButton(page), 401);
  expect(await entriesIn(database, disa, 'planning-meeting')).toEqual([]);
  await field(page, 'username').fill('alex');
  await field(page, 'password').fill(demoPassword);
  await visit.arrive(() => page.keyboard.press('Enter'));
  await visit.follow(page.locator('main form button').first());
  const written = await entriesIn(database, disa, 'planning-meeting');
  expect(written.map(({ content }) => content['answers'])).toEqual([{ prevention: 'Det som skrevs\nföre lunchen' }]);
});
