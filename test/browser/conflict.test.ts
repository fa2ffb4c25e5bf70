import { expect } from 'vitest';
import { paths } from '../../src/casework/index.ts';
import type { TestDatabase } from '../support/fixtures.ts';
import { type Begin, test } from '../support/browser.ts';
import { type DemoCase, demoCase, entriesIn } from './demo-case.ts';
import { choice, field, saveButton } from './run-page.ts';
import type { Visit } from './visit.ts';
import { words } from './words.ts';

const formOf = ({ run }: DemoCase): string =>
  paths.record({ run, kind: 'start-meeting' }, { atagande: 'start-meeting' });

async function fill({ page }: Visit, text: string): Promise<void> {
  for (const role of ['caseworker', 'housingStaff', 'individual']) await choice(page, 'participants', role).check();
  await choice(page, 'channel', 'in-person').check();
  await field(page, 'svar.prevention').fill(text);
}

/** Both have the form open; Eli signs first, then Alex, who comes to the choice. */
async function bothSign(
  begin: Begin,
  database: TestDatabase,
  givenName: string,
): Promise<Readonly<{ alex: Visit; about: DemoCase; earlier: number }>> {
  const about = await demoCase(database, givenName);
  const earlier = (await entriesIn(database, about, 'start-meeting')).length;
  const [alex, eli] = [await begin({ as: 'alex' }), await begin({ as: 'eli', looks: [] })];
  await alex.open(formOf(about));
  await eli.open(formOf(about));
  await fill(alex, 'Så här minns Alex mötet.');
  await fill(eli, 'Så här minns Eli mötet.');
  await eli.follow(saveButton(eli.page));
  await alex.follow(saveButton(alex.page), 409);
  expect(await entriesIn(database, about, 'start-meeting')).toHaveLength(earlier + 1);
  return { alex, about, earlier };
}

const textsOf = async (database: TestDatabase, about: DemoCase) =>
  (await entriesIn(database, about, 'start-meeting')).map(({ id, writer, replaces, content }) => ({
    id,
    writer,
    replaces,
    text: (content['answers'] as Readonly<Record<string, string>>)['prevention'],
  }));

test('who signs second sees both texts, and is asked for a choice when there is none', async ({ begin, database }) => {
  const { alex } = await bothSign(begin, database, 'Alva');
  const { page } = alex;
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(words.conflict.title('Uppstartsmöte'));
  const [theirs = '', mine = ''] = await page.locator('.beside > section').allTextContents();
  expect(theirs).toContain('Så här minns Eli mötet.');
  expect(theirs).toContain('Eli Exempelberg');
  expect(mine).toContain('Så här minns Alex mötet.');
  await alex.follow(saveButton(page), 409);
  expect(await page.locator('.error-summary').textContent()).toContain(words.forms.problems.conflictChoiceMissing);
  expect(await page.locator('.beside').textContent()).toContain('Så här minns Alex mötet.');
});

test('both are kept when there were two meetings', async ({ begin, database }) => {
  const { alex, about, earlier } = await bothSign(begin, database, 'Bo');
  await choice(alex.page, 'choice', 'keep-both').check();
  await alex.follow(saveButton(alex.page));
  expect((await textsOf(database, about)).slice(earlier)).toMatchObject([
    { writer: 'eli', replaces: null, text: 'Så här minns Eli mötet.' },
    { writer: 'alex', replaces: null, text: 'Så här minns Alex mötet.' },
  ]);
});

test('the other’s is corrected with mine, and both versions are in the timeline', async ({ begin, database }) => {
  const { alex, about, earlier } = await bothSign(begin, database, 'Ebbe');
  await choice(alex.page, 'choice', 'correct-theirs').check();
  await alex.follow(saveButton(alex.page));
  const [theirs, mine] = (await textsOf(database, about)).slice(earlier);
  expect(mine).toMatchObject({ writer: 'alex', replaces: theirs?.id, text: 'Så här minns Alex mötet.' });
  await alex.open(paths.timeline({ run: about.run }));
  const corrected = alex.page.locator('.timeline li', { hasText: 'Så här minns Alex mötet.' });
  expect(await corrected.locator('.replaced').textContent()).toContain('Så här minns Eli mötet.');
});

test('mine is thrown away, with its draft', async ({ begin, database }) => {
  const { alex, about, earlier } = await bothSign(begin, database, 'Folke');
  await choice(alex.page, 'choice', 'drop-mine').check();
  await alex.follow(saveButton(alex.page));
  expect((await textsOf(database, about)).slice(earlier)).toMatchObject([
    { writer: 'eli', text: 'Så här minns Eli mötet.' },
  ]);
  await alex.open(formOf(about));
  expect(await field(alex.page, 'svar.prevention').inputValue()).toBe('');
});
