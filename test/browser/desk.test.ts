import { expect } from 'vitest';
import {
  answerLimits,
  assignmentMessages,
  assignmentPaths as assigned,
  deskMessages,
  deskPaths as desk,
} from '../../src/placement/index.ts';
import { makeDesk, makeOffer, makeRequest } from '../database/desk-world.ts';
import { test } from '../support/browser.ts';
import { choice, field, saveButton } from './run-page.ts';

const m = deskMessages.sv;

test('the desk matches a request, asks a provider that answers from a phone without a sign-in or script, and recommends with the keyboard', async ({
  begin,
  database,
}) => {
  await makeDesk(database, ['outpatient-care']);
  await makeOffer(database, 'Tallkotten', { intervention: 'outpatient-care', form: 'in-house', rate: 900 });
  await makeOffer(database, 'Grankotten', { intervention: 'outpatient-care', rate: 800 });
  const { rows } = await database.owner.query<{ id: string; name: string }>(
    `select distinct o.unit as id, 'Påhittat' as name from offer o
     join provider_unit_version v on v.unit = o.unit where o.intervention = 'outpatient-care' and v.name not like '%kotten'`,
  );
  const request = await makeRequest(database, { intervention: 'outpatient-care', isAcute: true, excludedUnits: rows });
  const ronja = await begin({ as: 'ronja' });
  await ronja.open(desk.request({ request }));
  await ronja.follow(ronja.page.getByRole('button', { name: m.request.matchNow }));
  const names = await ronja.page.locator('.offers h2').allTextContents();
  expect(names.map((name) => name.trim())).toEqual(['1 Tallkotten', '2 Grankotten']);

  await ronja.follow(ronja.page.getByRole('link', { name: m.match.inquire }).nth(1));
  await ronja.follow(saveButton(ronja.page), 422);
  expect(await ronja.page.locator('.error-summary a').count()).toBe(2);
  await choice(ronja.page, 'dagar', '3').check();
  await choice(ronja.page, 'hur', 'lank').check();
  await ronja.follow(saveButton(ronja.page));
  const link = (await ronja.page.locator('.link-once').textContent()) ?? '';
  const address = new URL(link).pathname;

  const provider = await begin({ scripts: 'blocked' });
  await provider.page.setViewportSize({ width: 320, height: 640 });
  await provider.open(address);
  const told = (await provider.page.locator('main').textContent()) ?? '';
  expect(told).toContain('Grankotten');
  for (const secret of ['Alva', 'Alex', 'Centrum', 'P-2026']) expect(told).not.toContain(secret);
  await choice(provider.page, 'svar', 'no').check();
  await provider.follow(saveButton(provider.page), 422);
  await field(provider.page, 'text').fill('Fullt till jul');
  await provider.follow(saveButton(provider.page));
  expect(await provider.page.locator('h1').textContent()).toBe(m.answer.closed.answered.title);
  await provider.open(`/svar/${'x'.repeat(43)}`, 404);

  await ronja.open(desk.request({ request }));
  expect(await ronja.page.locator('main').textContent()).toContain('Fullt till jul');
  await ronja.follow(ronja.page.getByRole('link', { name: m.request.openMatch }));
  await ronja.follow(ronja.page.getByRole('link', { name: m.match.recommend, exact: true }));
  // The second alone leaves the order, and needs a reason.
  await field(ronja.page, 'plats-2').fill('1');
  await ronja.follow(saveButton(ronja.page), 422);
  expect(await ronja.page.locator('.error-summary').textContent()).toContain(
    m.recommend.problems.unexplained('Grankotten'),
  );
  await field(ronja.page, 'plats-2').fill('');
  await field(ronja.page, 'plats-1').focus();
  await ronja.page.keyboard.type('1');
  await ronja.arrive(() => ronja.page.keyboard.press('Enter'));
  expect(await ronja.page.locator('main').textContent()).toContain(m.request.recommended);
  await ronja.follow(ronja.page.getByRole('link', { name: m.recommendation.takeBack }));

  // Whoever guesses links is slowed down, also at one that leads somewhere; and answers are counted before they are read.
  const { origin } = new URL(link);
  const guess = async (n: number) => fetch(`${origin}/svar/${String(n).padStart(43, 'y')}`);
  const guessed: number[] = [];
  for (let n = 0; n <= answerLimits.wrongPerMinute; n += 1) guessed.push((await guess(n)).status);
  expect([guessed[0], guessed.at(-1)]).toEqual([404, 429]);
  expect((await fetch(link)).headers.get('retry-after')).toBe('60');
  const sent: number[] = [];
  for (let n = 0; n <= answerLimits.perAddress; n += 1)
    sent.push(
      (await fetch(link, { method: 'POST', headers: { origin }, body: new URLSearchParams({ n: '1' }) })).status,
    );
  expect(sent.at(-1)).toBe(429);
  expect(sent[0]).not.toBe(429);
});

test('whoever leads the desk tries an order on matches that have been made, decides it from a day, and the next match goes by it and names it', async ({
  begin,
  database,
}) => {
  await makeDesk(database, ['housing-first']);
  await makeOffer(database, 'Granen', { intervention: 'housing-first', form: 'in-house', rate: 1900 });
  await makeOffer(database, 'Enen', { intervention: 'housing-first', rate: 700 });
  const { rows } = await database.owner.query<{ id: string; name: string }>(
    `select distinct o.unit as id, 'Påhittat' as name from offer o
     join provider_unit_version v on v.unit = o.unit where o.intervention = 'housing-first' and v.name not in ('Granen', 'Enen')`,
  );
  const request = await makeRequest(database, { intervention: 'housing-first', excludedUnits: rows });
  const ronja = await begin({ as: 'ronja' });
  await ronja.open(desk.request({ request }));
  await ronja.follow(ronja.page.getByRole('button', { name: m.request.matchNow }));
  const names = async () =>
    (await ronja.page.locator('.offers h2').allTextContents()).map((name) => name.trim().replace(/^\d+ /, ''));
  expect(await names()).toEqual(['Granen', 'Enen']);
  await ronja.follow(ronja.page.getByRole('link', { name: m.order.name('built-in-1') }));
  expect(await ronja.page.getByRole('link', { name: m.order.compose }).count()).toBe(0);

  const yrsa = await begin({ as: 'yrsa' });
  await yrsa.open(desk.order());
  await yrsa.follow(yrsa.page.getByRole('link', { name: m.order.compose }));
  const press = (name: string, status = 200) =>
    yrsa.follow(yrsa.page.getByRole('button', { name, exact: true }), status);
  await field(yrsa.page, 'nyckel-daily-rate').selectOption('1');
  await press(m.order.try, 422);
  expect(await yrsa.page.locator('.error-summary').textContent()).toContain(m.order.problems.twice);
  await field(yrsa.page, 'nyckel-form').selectOption('5');
  await press(m.order.try);
  const main = async () => (await yrsa.page.locator('main').textContent()) ?? '';
  expect(await main()).toContain(m.order.wouldBe('Enen', 'Granen'));
  expect(await main()).toContain(m.order.notDecided);
  await press(m.order.decide, 422);
  expect(await yrsa.page.locator('.error-summary a').count()).toBe(2);
  await field(yrsa.page, 'fran').fill('2026-10-14');
  await field(yrsa.page, 'skal').fill('Nämnden har beslutat att priset väger mest');
  await press(m.order.decide);
  expect(await main()).toContain(m.order.saved);
  expect(await main()).toContain('Nämnden har beslutat');

  await ronja.open(desk.request({ request }));
  await ronja.follow(ronja.page.getByRole('button', { name: m.request.matchAgain }));
  expect(await names()).toEqual(['Enen', 'Granen']);
  await ronja.follow(ronja.page.getByRole('link', { name: m.match.recommend, exact: true }));
  expect(await ronja.page.locator('main').textContent()).toContain(m.recommend.byOrder(m.order.name('1480-1')));
});

test('an assigned household is registered, matched, placed and received, without script', async ({ begin }) => {
  const a = assignmentMessages.sv;
  const { page, open, follow } = await begin({ as: 'ronja', scripts: 'blocked' });
  const main = async (): Promise<string> => (await page.locator('main').textContent()) ?? '';
  await open(assigned.register());
  await field(page, 'antal').fill('0');
  await follow(saveButton(page), 422);
  // What was typed stands still, and each field tells what is wrong with it.
  expect(await field(page, 'antal').inputValue()).toBe('0');
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([
    a.problems.reference,
    a.problems.date,
    a.problems.people,
  ]);
  await field(page, 'beteckning').fill('A26-2001');
  await field(page, 'tas-emot').fill('2026-10-20');
  await field(page, 'antal').fill('2');
  await choice(page, 'behov', 'own-kitchen').check();
  await follow(saveButton(page));
  await field(page, 'fodelsear-1').fill('1990');
  await field(page, 'fodelsear-2').fill('2020');
  await follow(saveButton(page));
  expect(await page.locator('aside').textContent()).toContain(a.kinds.family);

  await follow(page.getByRole('link', { name: a.household.match }));
  const names = await page.locator('.offers').first().locator('h3').allTextContents();
  expect(names.map((name) => name.trim())).toEqual(['1 Fyren', '2 Ankaret', '3 Bryggan']);
  await follow(page.getByRole('link', { name: a.match.ask }).nth(1));
  await follow(saveButton(page), 422);
  expect(await page.locator('.error-summary').textContent()).toContain(a.ask.departureMissing);
  await field(page, 'skal').fill('Nära mormor.');
  await follow(saveButton(page));
  expect(await page.locator('aside').textContent()).toContain(a.states.asked);

  await follow(page.getByRole('link', { name: a.household.answer }));
  await choice(page, 'svar', 'yes').check();
  await follow(saveButton(page));
  await follow(page.getByRole('link', { name: a.household.arrival }));
  await choice(page, 'resultat', 'arrived').check();
  await follow(saveButton(page));
  expect(await page.locator('aside').textContent()).toContain(a.states.living);
  expect(await main()).toContain('Nära mormor.');
});

test('whoever leads the desk decides who receives what and keeps the reasons, and an officer only reads them', async ({
  begin,
}) => {
  const yrsa = await begin({ as: 'yrsa' });
  const { page } = yrsa;
  const main = async () => (await page.locator('main').textContent()) ?? '';
  await yrsa.open(desk.queue());
  await yrsa.follow(page.getByRole('link', { name: m.receivers.title, exact: true }));
  const line = page.locator('tr', { hasText: 'Familjehem' });
  await yrsa.follow(line.getByRole('link'));
  // Somebody else is first meanwhile.
  const colleague = await begin({ as: 'yrsa' });
  await colleague.open(desk.receiver({ intervention: 'foster-home' }));
  await colleague.follow(colleague.page.getByRole('button', { name: m.receivers.stopNow }));
  await field(page, 'kallas').fill('Boslussen');
  await yrsa.follow(saveButton(page), 409);
  expect(await main()).toContain(m.receivers.problems.overtaken);
  expect(await field(page, 'kallas').inputValue()).toBe('Boslussen');
  await yrsa.follow(saveButton(page));
  expect(await line.textContent()).toContain('Boslussen');

  await yrsa.open(desk.reasons());
  await yrsa.follow(page.getByRole('link', { name: m.reasons.add }).first());
  await field(page, 'sv').fill('Annat skäl');
  await field(page, 'en').fill('Too far away');
  await choice(page, 'foljd', 'days').check();
  await yrsa.follow(saveButton(page), 422);
  const wrong = page.locator('.error-summary');
  expect(await wrong.textContent()).toContain(m.reasons.problems.nameTaken);
  expect(await wrong.textContent()).toContain(m.reasons.problems.days);
  await field(page, 'sv').fill('För långt bort');
  await field(page, 'dagar').fill('14');
  await yrsa.follow(saveButton(page));
  const added = page.locator('tr', { hasText: 'För långt bort' });
  expect(await added.textContent()).toContain(m.reasons.consequence.days(14));
  await yrsa.follow(added.getByRole('link'));
  await field(page, 'till').fill('2020-01-01');
  await yrsa.follow(saveButton(page), 422);
  expect(await wrong.textContent()).toContain(m.reasons.problems.to);
  await field(page, 'till').fill('2035-06-30');
  await yrsa.follow(saveButton(page));
  expect(await added.textContent()).toContain('30 juni 2035');

  const ronja = await begin({ as: 'ronja' });
  for (const path of [desk.receivers(), desk.reasons()]) {
    await ronja.open(path);
    expect(await ronja.page.locator('main table a').count(), path).toBe(0);
  }
  await ronja.open(desk.addReason({ reasonKind: 'decline' }), 404);

  // What has been closed is still to be found.
  await ronja.open(desk.queue());
  await ronja.follow(ronja.page.getByRole('link', { name: m.queue.closed, exact: true }));
  const ended = ronja.page.locator('main tbody tr');
  expect(await ended.count()).toBeGreaterThan(0);
  for (const row of await ended.allTextContents())
    expect(
      [m.states.closed, m.states.withdrawn].some((state) => row.includes(state)),
      row,
    ).toBe(true);
});
