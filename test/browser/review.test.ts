import { expect } from 'vitest';
import { demoActor } from '../../src/demo/index.ts';
import { newId } from '../../src/kernel/ids.ts';
import { makeReviews, paths } from '../../src/oversight/index.ts';
import { messages } from '../../src/oversight/review/messages/index.ts';
import { as } from '../../src/platform/door.ts';
import { test as base } from '../support/browser.ts';
import { demoCase } from './demo-case.ts';

const m = messages.sv;

/** The month's review made anew, with an opening in an emergency in it. */
const test = base.extend<{ $file: { reviewed: string } }>({
  reviewed: [
    async ({ database }, use) => {
      const alva = await demoCase(database, 'Alva');
      await database.owner.query(
        `insert into break_glass (municipality, id, account, secrecy_area, case_id, reason, opened_at, expires_at, idempotency_key)
        values ('1480', $1, $2, 'nordost', $3, 'Larm på natten, ingen annan nåbar.', '2026-09-18T23:00:00Z', '2026-09-19T01:00:00Z', $1)`,
        [newId(), demoActor('jonna').account, alva.caseId],
      );
      await database.owner.query('truncate access_review cascade');
      await as(
        database.db,
        demoActor('jonna'),
        new Date('2026-09-18T23:10:00Z'),
        { action: 'run.read', channel: 'page' },
        async (scope) => scope.touched({ cases: [alva.caseId as never], parts: ['facts'] }),
      );
      await makeReviews(database.db, new Date('2026-10-14T08:00:00Z'));
      await use('september 2026');
    },
    { scope: 'file' },
  ],
});

test(
  'a reviewer asks about reading of a relative’s case, perhaps; the reader answers, and it is decided with a note',
  { timeout: 180_000 },
  async ({ begin, reviewed }) => {
    const nour = await begin({ as: 'nour' });
    const { page } = nour;
    await nour.open(paths.reviews());
    await nour.follow(page.getByRole('link', { name: reviewed }));
    const lines = page.getByRole('row');
    expect(await page.getByText('Provberg').first().isVisible()).toBe(true);
    // Nothing of whom a case is about is on the page.
    expect(await page.locator('main').innerText()).not.toContain('Exempelsson');

    // Reading by a relative, perhaps: asked about.
    await nour.follow(
      lines.filter({ hasText: m.rules['same-surname'].name }).first().getByRole('link', { name: 'Alex Provberg' }),
    );
    const relative = page.url();
    expect(await page.locator('main').innerText()).toContain(m.rules['same-surname'].why);
    expect(await page.locator('body').innerText()).not.toContain('Ebbe');
    await page.locator('summary', { hasText: m.item.askSummary }).click();
    await page.getByLabel(m.item.askLabel).fill('Är du släkt med den som ärendet gäller?');
    await nour.follow(page.getByRole('button', { name: m.item.askSave }));
    expect(await page.getByRole('status').first().innerText()).toContain(m.item.asked);

    const alex = await begin({ as: 'alex' });
    await alex.open('/arenden');
    await alex.follow(alex.page.getByRole('link', { name: m.myLog.link }));
    expect(await alex.page.locator('main').innerText()).toContain('Är du släkt med den som ärendet gäller?');
    await alex.follow(alex.page.getByRole('button', { name: m.myLog.answerSave }), 422);
    await alex.page.getByLabel(m.myLog.answerLabel).fill('Nej, vi har bara samma efternamn.');
    await alex.follow(alex.page.getByRole('button', { name: m.myLog.answerSave }));
    expect(await alex.page.locator('main').innerText()).toContain('Nej, vi har bara samma efternamn.');

    await nour.open(relative);
    expect(await page.locator('main').innerText()).toContain('Nej, vi har bara samma efternamn.');
    await page.getByLabel(m.item.outcomes.authorised.label, { exact: true }).check();
    await nour.follow(page.getByRole('button', { name: m.item.save }), 422);
    expect(await page.locator('.error-summary a').allTextContents()).toEqual([m.item.noteMissing]);
    await page.getByLabel(m.item.note).fill('Läsaren är handläggare och inte släkt.');
    await nour.follow(page.getByRole('button', { name: m.item.save }));
    expect(await page.locator('.heading-row .status').innerText()).toBe(m.states.authorised);
  },
);

test('every opening in an emergency is listed, and one that was not called for is reported to the manager', async ({
  begin,
  reviewed,
}) => {
  const nour = await begin({ as: 'nour' });
  const { page } = nour;
  expect(reviewed).not.toBe('');
  await nour.open(paths.reviewEmergencies());
  await nour.follow(page.getByRole('link', { name: 'Jonna Jourgren' }));
  expect(await page.locator('main').innerText()).toContain('Larm på natten');
  // Whom it is about is shown once, with a reason.
  expect(await page.locator('body').innerText()).not.toContain('Alva');
  await page.locator('summary', { hasText: m.item.nameSummary }).click();
  await nour.follow(page.getByRole('button', { name: m.item.nameSave }), 422);
  await page.getByLabel(m.item.nameReason).fill('Behöver veta om de känner varandra.');
  await nour.follow(page.getByRole('button', { name: m.item.nameSave }));
  expect(await page.locator('aside').innerText()).toContain('Alva Exempelsson');
  await page.getByLabel(m.item.outcomes.unauthorised.label, { exact: true }).check();
  await page.getByLabel(m.item.note).fill('Det fanns en jourhavande handläggare att nå.');
  await page.getByLabel(m.item.reported).fill('2026-10-13');
  await nour.follow(page.getByRole('button', { name: m.item.save }));
  expect(await page.locator('main').innerText()).toContain(m.item.reportedOn);
});

test('a sample is approved a page at a time and can be drawn again; the manager sees figures that point at nobody', async ({
  begin,
  reviewed,
}) => {
  const nour = await begin({ as: 'nour' });
  const { page } = nour;
  await nour.open(paths.reviews());
  await nour.follow(page.getByRole('link', { name: reviewed }));
  await nour.follow(page.getByRole('link', { name: m.month.filters.plain }));
  const chosen = await page.getByRole('checkbox').count();
  expect(chosen).toBeGreaterThan(2);
  await page.getByRole('checkbox').first().uncheck();
  await nour.follow(page.getByRole('button', { name: m.month.plainSave }));
  expect(await page.getByRole('status').first().innerText()).toBe(m.month.approved(chosen - 1));
  expect(await page.getByRole('checkbox').count()).toBe(1);
  await nour.follow(page.getByRole('link', { name: m.month.sampleLink }));
  expect(await page.locator('main').innerText()).toContain('Urvalet stämmer');

  const gry = await begin({ as: 'gry' });
  await gry.open(paths.reviewStatistics());
  const figures = await gry.page.getByRole('row').nth(1).innerText();
  expect(figures).toContain('Vuxenenheten Centrum');
  expect(figures).toContain(m.statistics.few);
  const csv = await gry.context.request.get(new URL(paths.reviewStatisticsFile(), gry.page.url()).href);
  expect(csv.headers()['content-type']).toBe('text/csv; charset=utf-8');
  expect((await csv.text()).split('\r\n')[1]).toMatch(/^2026-09;Vuxenenheten Centrum;\d+;/);
});

test('a reviewer changes the limits for the reviews to come, with a reason', async ({ begin }) => {
  const { page, open, follow } = await begin({ as: 'nour' });
  await open(paths.reviewSettings());
  await page.getByLabel(m.settings.bulkHour).fill('noll');
  await follow(page.getByRole('button', { name: m.settings.save }), 422);
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([
    m.settings.wrong(2, 10_000),
    m.settings.reasonMissing,
  ]);
  await page.getByLabel(m.settings.bulkHour).fill('8');
  await page.getByLabel(m.settings.reason).fill('Vi är få.');
  await follow(page.getByRole('button', { name: m.settings.save }));
  expect(await page.locator('main').innerText()).toContain('Vi är få.');
  expect(await page.getByLabel(m.settings.bulkHour).inputValue()).toBe('8');
});
