import { expect } from 'vitest';
import { paths } from '../../src/casework/index.ts';
import { consentMessages } from '../../src/casework/messages/consents.ts';
import { noticeMessages } from '../../src/casework/messages/notices.ts';
import { refusalMessages } from '../../src/casework/messages/refusal.ts';
import { whyMessages } from '../../src/casework/messages/why.ts';
import { attachmentMessages, secrecyMessages, secrecyPaths } from '../../src/secrecy/index.ts';
import { test, today } from '../support/browser.ts';
import { demoCase } from './demo-case.ts';
import { choice, field, saveButton } from './run-page.ts';
import { words } from './words.ts';

const m = consentMessages.sv;
const why = whyMessages.sv;

test('a consent is recorded, rested on, explained and taken back: at the next click the other side is told that it has ended', async ({
  begin,
  database,
}) => {
  const { caseId, run, number, name } = await demoCase(database, 'Disa');
  const alex = await begin({ as: 'alex' });
  await alex.open(paths.run({ run }));
  await alex.follow(alex.page.getByRole('link', { name: words.inWords.consents }));
  await alex.follow(alex.page.getByRole('link', { name: m.record }));

  // Nothing filled in: each field says what it lacks.
  await alex.follow(saveButton(alex.page), 422);
  expect(await alex.page.locator('.error-summary a').allTextContents()).toEqual([
    m.problems.purpose,
    m.problems.status,
  ]);
  await choice(alex.page, 'purpose', 'coordination').check();
  await choice(alex.page, 'status', 'given').check();
  await choice(alex.page, 'form', 'written').check();
  // The paper comes along. Something else is wrong, and it need not be chosen again; what is no paper is refused beside its field.
  const paper = {
    name: 'Påskrivet <papper>.pdf',
    mimeType: 'text/html',
    buffer: Buffer.from('%PDF-1.7\nPåhittat papper'),
  };
  await field(alex.page, 'bilaga').setInputFiles({ ...paper, buffer: Buffer.from('<script>alert(1)</script>') });
  await alex.follow(saveButton(alex.page), 422);
  expect(await alex.page.locator('.error-summary a').allTextContents()).toEqual([attachmentMessages.sv.problems.kind]);
  await field(alex.page, 'bilaga').setInputFiles(paper);
  await field(alex.page, 'takenOn').fill('2031-01-01');
  await alex.follow(saveButton(alex.page), 422);
  expect(await alex.page.locator('.kept-file').textContent()).toContain('Påskrivet <papper>.pdf PDF, 1 kB');
  await field(alex.page, 'takenOn').fill(today);
  await field(alex.page, 'toArea').selectOption({ label: 'Socialförvaltningen Sydväst' });
  await alex.follow(saveButton(alex.page));
  expect(await alex.page.locator('.consents').first().textContent()).toContain(secrecyMessages.sv.standing.holds);
  // It is saved and never shown: whatever it says that it is.
  const saving = alex.page.getByRole('link', { name: attachmentMessages.sv.open });
  const [download] = await Promise.all([alex.page.waitForEvent('download'), saving.click()]);
  expect(download.suggestedFilename()).toMatch(/^bilaga-[\da-f]{8}\.pdf$/);
  const given = await alex.page.request.get(`${await saving.getAttribute('href')}`);
  expect((await given.body()).equals(paper.buffer)).toBe(true);
  expect(given.headers()).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': expect.stringMatching(/^attachment; /),
    'content-security-policy': expect.stringContaining('sandbox'),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  const looked = await database.owner.query(
    `select outcome from audit where action = 'consent.attachment.open' and $1 = any (case_ids) and 'attachment' = any (parts)`,
    [caseId],
  );
  expect(looked.rows).toEqual([{ outcome: 'ok' }, { outcome: 'ok' }]);
  await alex.follow(alex.page.getByRole('link', { name: m.letter }).first());
  expect(await alex.page.locator('article').textContent()).toContain(m.letterWithdraw);

  // Eli is let in by it, and by nothing else.
  await alex.open(paths.assign({ run }));
  await field(alex.page, 'user').selectOption({
    label: (await field(alex.page, 'user').locator('option', { hasText: 'Eli' }).textContent()) ?? '',
  });
  await choice(alex.page, 'role', 'housingStaff').check();
  await choice(alex.page, 'provision', 'consent').check();
  await alex.page.locator('[name="consent"]').first().check();
  await field(alex.page, 'why').fill('Boendet planerar tillsammans med oss.');
  await alex.follow(saveButton(alex.page));

  const eli = await begin({ as: 'eli' });
  await eli.open(paths.run({ run }));
  await eli.follow(eli.page.getByRole('link', { name: why.link }));
  expect(await eli.page.locator('main').textContent()).toContain('OSL 10:1, 12:2');
  expect(await eli.page.getByRole('heading', { name: why.everybody }).count()).toBe(0);
  await alex.open(paths.why({ run }));
  const text = (await alex.page.locator('main').textContent()) ?? '';
  expect(text).toContain('Eli Exempelberg');
  expect(text).toContain('Gry Övningsdotter');
  await field(alex.page, 'person').selectOption({ label: 'Charlie Låtsasson, Socialförvaltningen Hisingen' });
  await alex.follow(alex.page.getByRole('button', { name: why.askSubmit }));
  expect(await alex.page.locator('.answer').textContent()).toContain(why.seesNot('Charlie Låtsasson'));

  await eli.open(paths.run({ run }));
  await alex.open(paths.consents({ case: caseId }));
  await alex.follow(alex.page.getByRole('link', { name: m.withdraw }).first());
  expect(await alex.page.locator('.alert').textContent()).toContain('Eli Exempelberg');
  await alex.follow(saveButton(alex.page));
  expect(await alex.page.locator('.consents').first().textContent()).toContain(secrecyMessages.sv.standing.withdrawn);

  // Eli's page is still open; the next click says that it has ended, and nothing of the case.
  await eli.follow(eli.page.getByRole('link', { name: words.run.tabs.timeline }), 404);
  const ended = (await eli.page.locator('main').textContent()) ?? '';
  expect(ended).toContain(refusalMessages.sv.ended.consent);
  for (const secret of [number, name, name.split(' ')[0] ?? '']) expect(ended).not.toContain(secret);
  await eli.open(paths.myDay());
  expect(await eli.page.locator('.told').textContent()).toContain(noticeMessages.sv.kinds['consent-withdrawn']());
  await eli.follow(eli.page.getByRole('button', { name: noticeMessages.sv.noticed }).first());
  // For who never had it, nothing is there.
  const charlie = await begin({ as: 'charlie' });
  await charlie.open(paths.run({ run }), 404);
  expect(await charlie.page.locator('main').textContent()).not.toContain(refusalMessages.sv.title);
});

test('a lawyer keeps the grounds: a new one with its questions, a changed one with its history, and never the general clause', async ({
  begin,
}) => {
  const g = secrecyMessages.sv.grounds;
  const { page, open, follow } = await begin({ as: 'mika' });
  await open(secrecyPaths.grounds());
  await follow(page.getByRole('link', { name: g.add }));
  await field(page, 'id').fill('provet');
  await field(page, 'provision').fill('OSL 10 kap. 27 §');
  await field(page, 'sv').fill('Påhittad grund');
  await field(page, 'en').fill('Made-up ground');
  await field(page, 'questions').fill('Varför | Why\nÖvrigt | Else (frivilligt)');
  await field(page, 'owner').fill('Påhittad jurist');
  await follow(saveButton(page), 422);
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([g.problems.generalClause]);
  expect(await field(page, 'questions').inputValue()).toContain('Övrigt | Else (frivilligt)');
  await field(page, 'provision').fill('OSL 12:2');
  await follow(saveButton(page));
  await follow(page.getByRole('link', { name: 'OSL 12:2', exact: true }));
  await field(page, 'sv').fill('Ändrad grund');
  await follow(saveButton(page));
  expect(await page.getByRole('table').textContent()).toContain('Ändrad grund');
  await follow(page.getByRole('link', { name: 'OSL 12:2', exact: true }));
  await page.getByText(g.history).click();
  expect(await page.locator('details').last().textContent()).toContain('Påhittad grund');
  // A caseworker reads them and changes none.
  const alex = await begin({ as: 'alex' });
  await alex.open(secrecyPaths.grounds());
  expect(await alex.page.getByRole('link', { name: g.add }).count()).toBe(0);
  await alex.open(secrecyPaths.addGround(), 404);
});
