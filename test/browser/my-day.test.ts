import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/casework/index.ts';
import { demoActor } from '../../src/demo/index.ts';
import { test } from '../support/browser.ts';
import { words } from './words.ts';

const group = (page: Page, name: string) => page.locator(`details[id="${name}"]`);

/** The lines of a group: what, whose and when. */
async function linesOf(page: Page, name: string): Promise<readonly string[]> {
  const lines = await group(page, name).locator('.tasks li').all();
  return Promise.all(
    lines.map(async (line) =>
      (await line.locator('.what, .whose .number, .when').allTextContents())
        .map((text) => text.replaceAll(/\s+/g, ' ').trim())
        .join(' | '),
    ),
  );
}

const count = async (page: Page, name: string): Promise<number> =>
  Number(await group(page, name).locator('.count').textContent());

test('my day says what is late, due today and due within a week, the most pressing first', async ({ begin }) => {
  const visit = await begin({ as: 'alex' });
  const { page } = visit;
  await visit.open('/');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Min dag · onsdag 14 oktober');
  expect(await linesOf(page, 'late')).toEqual([
    'Veckouppföljning | 26-0009 | skulle ha skett mån 5 okt',
    'Veckouppföljning | 26-0006 | skulle ha skett tis 6 okt',
    'Veckouppföljning | 26-0008 | skulle ha skett tors 8 okt',
    'Månadsmöte på plats | 26-0009 | skulle ha skett fre 9 okt',
    'Följ planen | 26-0008 | skulle ha skett mån 12 okt',
  ]);
  // Two that should have been done, and are within their tolerance; one that is due.
  expect(await linesOf(page, 'today')).toEqual([
    'Motivera till SIP | 26-0009 | skulle ha skett fre 9 okt',
    'Veckouppföljning | 26-0005 | skulle ha skett sön 11 okt',
    'Veckouppföljning | 26-0002 | i dag',
  ]);
  const week = await linesOf(page, 'week');
  expect(week).toHaveLength(10);
  expect(week[0]).toBe('Månadsmöte på plats | 26-0008 | i morgon');
  expect(week).toContain('Uppstartsmöte | 26-0001 | om 4 dagar, sön 18 okt');
  for (const [name, open] of [
    ['late', true],
    ['today', true],
    ['week', false],
    ['canRest', false],
  ] as const) {
    expect({ name, open: (await group(page, name).getAttribute('open')) !== null }).toEqual({ name, open });
  }
});

test('my day tells what waits for an answer, for others, and what can rest', async ({ begin }) => {
  const { page, open, look } = await begin({ as: 'alex' });
  await open(paths.myDay());
  for (const name of ['needsAnswer', 'waiting', 'canRest']) await group(page, name).locator('summary').click();
  await look();
  expect(
    (await linesOf(page, 'needsAnswer')).every((line) => line.includes('26-0003') && line.includes('uppgift saknas')),
  ).toBe(true);
  expect(await linesOf(page, 'waiting')).toEqual([
    'Förebyggande insatser i genomförandeplanen | 26-0002 | om 11 dagar, sön 25 okt · väntar på Boende och hemlöshet',
    'Förebyggande insatser i genomförandeplanen | 26-0001 | väntar på Boende och hemlöshet',
    'Matcha boende | 26-0003 | väntar på Spink',
  ]);
  expect(await count(page, 'canRest')).toBeGreaterThan(15);
  expect(await linesOf(page, 'canRest')).toHaveLength(15);
});

test('from each line it is one click to its form, and what is left is one click away', async ({ begin }) => {
  const visit = await begin({ as: 'alex' });
  const { page } = visit;
  const start = group(page, 'week').locator('li', { hasText: '26-0001' }).filter({ hasText: 'Uppstartsmöte' });
  await visit.open(paths.myDay());
  await group(page, 'week').locator('summary').click();
  await visit.follow(start.locator('.act a').first());
  expect(new URL(page.url()).searchParams.get('atagande')).toBe('start-meeting');
  expect(await page.locator('form [name="participants"]').count()).toBe(3);
  // A fact is stated in a form of its own.
  await visit.open(paths.myDay());
  await group(page, 'needsAnswer').locator('summary').click();
  await visit.follow(group(page, 'needsAnswer').locator('.act a', { hasText: words.myDay.state }).first());
  expect(page.url()).toContain('/uppgift/');
  await visit.open(paths.myDay());
  const all = await count(page, 'canRest');
  await group(page, 'canRest').locator('summary').click();
  await visit.follow(group(page, 'canRest').locator('> .disclosed > a.action'));
  expect(await linesOf(page, 'canRest')).toHaveLength(all);
});

test('a unit manager sees the unit by person, and the day of each', async ({ begin }) => {
  const visit = await begin({ as: 'gry' });
  const { page } = visit;
  await visit.open('/');
  expect(new URL(page.url()).pathname).toBe(paths.unitDay());
  const rows = await page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader') })
    .all();
  const counts = await Promise.all(
    rows.map(async (row) => [
      await row.getByRole('rowheader').textContent(),
      ...(await row.locator('.cell').allTextContents()),
    ]),
  );
  expect(counts).toEqual([
    ['Alex Provberg', '5', '3', '10', '3', '3'],
    ['Billie Testgren', '3', '3', '7', '3', '2'],
    ['Sam Sifferberg', '0', '0', '0', '0', '0'],
    ['Vera Mottagsberg', '0', '0', '0', '0', '0'],
  ]);
  await visit.follow(page.getByRole('link', { name: 'Alex Provberg' }));
  expect(new URL(page.url()).pathname).toBe(paths.personDay({ account: demoActor('alex').account }));
  expect(await count(page, 'late')).toBe(5);
  expect(await linesOf(page, 'late')).toHaveLength(5);
  // Somebody of another unit is not there.
  await visit.open(paths.personDay({ account: demoActor('charlie').account }), 404);
  await visit.open(paths.unitDay());
  await visit.follow(page.getByRole('link', { name: words.myDay.mine }));
  expect(new URL(page.url()).pathname).toBe(paths.myDay());
});

test('who has no cases is told what to do', async ({ begin }) => {
  const visit = await begin({ as: 'gry' });
  await visit.open(paths.myDay());
  expect(await visit.page.locator('.empty').textContent()).toContain(words.myDay.empty);
  await visit.follow(visit.page.locator('.empty a'));
  expect(new URL(visit.page.url()).pathname).toBe(paths.cases());
});

test('another language keeps the page that one is on', async ({ begin }) => {
  const visit = await begin({ as: 'alex' });
  const { page } = visit;
  await visit.open(paths.myDay({ visa: 'canRest' }));
  await visit.follow(page.getByRole('link', { name: 'English' }));
  expect(`${new URL(page.url()).pathname}${new URL(page.url()).search}`).toBe(paths.myDay({ visa: 'canRest' }));
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('My day · Wednesday 14 October');
  await visit.follow(page.getByRole('link', { name: 'svenska' }));
  expect(await page.locator('html').getAttribute('lang')).toBe('sv');
});
