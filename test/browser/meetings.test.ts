import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { calendarMessages } from '../../src/casework/messages/calendar.ts';
import { coverMessages } from '../../src/casework/messages/cover.ts';
import { meetingMessages } from '../../src/casework/messages/meetings.ts';
import { paths } from '../../src/casework/index.ts';
import { demoActor } from '../../src/demo/index.ts';
import { organisationMessages, organisationPaths } from '../../src/organisation/index.ts';
import { test } from '../support/browser.ts';
import { demoCase } from './demo-case.ts';
import { notices, saveButton } from './run-page.ts';

const m = meetingMessages.sv;
const absence = organisationMessages.sv.absence;
const problems = (page: Page) => page.locator('.error-summary a').allTextContents();

test('a start meeting is booked, its follow-ups as a series around the holidays, and the routine is told of the days', async ({
  begin,
  database,
}) => {
  const alva = await demoCase(database, 'Alva');
  const { page, open, follow } = await begin({ as: 'alex' });
  await open(paths.run({ run: alva.run }));
  await follow(page.getByRole('link', { name: m.book }));
  await follow(page.getByRole('button', { name: m.save }), 422);
  expect(await problems(page)).toEqual([
    m.problems.kind,
    m.problems.day,
    m.problems.starts,
    m.problems.ends,
    m.problems.where,
  ]);
  await page.getByLabel(m.kind).selectOption('start-meeting');
  await page.getByLabel(m.day, { exact: true }).fill('2026-10-20');
  await page.getByLabel(m.starts).fill('9.30');
  await page.getByLabel(m.ends).fill('08:30');
  await page.getByLabel(m.place).fill('Hemma hos Alva');
  await follow(page.getByRole('button', { name: m.save }), 422);
  expect(await problems(page)).toEqual([m.problems.endsFirst, m.problems.placeNames]);
  await page.getByLabel(m.ends).fill('10.30');
  await page.getByLabel(m.place).fill('Enhetens mötesrum 2');
  await page.getByLabel('Den enskilde').check();
  await follow(page.getByRole('button', { name: m.save }));
  const main = page.locator('main');
  expect(await main.innerText()).toContain('tis 20 okt 09:30–10:30');

  await follow(page.getByRole('link', { name: m.bookSeries }));
  expect(await page.getByLabel(m.rhythms.P1W).isChecked()).toBe(true);
  await page.getByLabel(m.first).fill('2026-12-18');
  await page.getByLabel(m.last).fill('2027-01-08');
  await page.getByLabel(m.starts).fill('13:00');
  await page.getByLabel(m.ends).fill('13:30');
  await page.getByLabel(m.link).fill('https://video.example/rum');
  await follow(page.getByRole('button', { name: m.preview }));
  expect(await main.innerText()).toContain(`mån 28 dec, ${m.moved('fre 25 dec')}`);
  await follow(page.getByRole('button', { name: m.bookAll(4) }));
  // The form of the entry that the routine asks for, filled in: a person signs it.
  const dates = page.locator('input[type=date][name="svar.dates"]');
  const filled = await Promise.all((await dates.all()).map((input) => input.inputValue()));
  expect(filled.filter(Boolean)).toEqual(['2026-12-18', '2026-12-28', '2027-01-04', '2027-01-08']);
  await follow(saveButton(page));

  // One of the series is moved by itself, and told of in the timeline.
  await open(paths.meetings({ run: alva.run }));
  await follow(page.getByRole('link', { name: 'Uppföljning' }).nth(1));
  await follow(page.getByRole('link', { name: m.change }));
  await page.getByLabel(m.day, { exact: true }).fill('2026-12-29');
  await follow(page.getByRole('button', { name: m.saveChange }));
  await follow(page.getByRole('button', { name: m.cancel, exact: true }));
  expect(await main.innerText()).toContain(m.cancelled);
  await open(paths.timeline({ run: alva.run }));
  const told = await main.innerText();
  for (const line of [
    '4 möten bokade: Uppföljning',
    'Möte ändrat: Uppföljning',
    'Möte inställt',
    'Möte bokat: Uppstartsmöte',
  ])
    expect(told).toContain(line);
  await open(paths.myDay());
  expect(await main.textContent()).toContain('tis 20 okt 09:30–10:30 Uppstartsmöte');

  // One's own calendar: the address is shown once.
  await follow(page.getByRole('link', { name: m.subscribe }));
  await follow(page.getByRole('button', { name: calendarMessages.sv.make }));
  const address = await page.getByLabel(calendarMessages.sv.address).inputValue();
  expect(address).toMatch(/\/kalender\/[\w-]{43}\.ics$/);
  await open(paths.ownCalendar());
  expect(await page.content()).not.toContain(address);
  expect((await fetch(address)).status).toBe(200);
  await follow(page.getByRole('button', { name: calendarMessages.sv.revoke }));
  expect((await fetch(address)).status).toBe(404);
});

test('a colleague stands in while somebody is away, with what was handed over, and only then', async ({
  begin,
  database,
}) => {
  const greta = await demoCase(database, 'Greta');
  const [alex, billie] = [demoActor('alex').name, demoActor('billie').name];
  const away = await begin({ as: 'alex' });
  await away.open(organisationPaths.absence());
  await away.page.getByLabel(absence.to).fill('2026-10-16');
  await away.page.getByLabel(absence.coversYes).check();
  await away.follow(away.page.getByRole('button', { name: absence.save }), 422);
  expect(await problems(away.page)).toEqual([absence.problems.substitute]);
  await away.page.getByLabel(absence.substitute).selectOption({ label: billie });
  await away.follow(away.page.getByRole('button', { name: absence.save }));
  await away.page.getByLabel(greta.number).first().fill('Ring boendet på torsdag.');
  await away.follow(away.page.getByRole('button', { name: coverMessages.sv.save }));

  const { page, open, follow } = await begin({ as: 'billie' });
  await open(paths.myDay());
  const main = page.locator('main');
  expect(await main.innerText()).toContain(coverMessages.sv.coveredHeading(alex));
  expect(await main.innerText()).toContain('Ring boendet på torsdag.');
  expect(await page.locator('.tasks .tag', { hasText: m.standIn(alex) }).count()).toBeGreaterThan(0);
  await follow(page.locator('section, details').getByRole('link', { name: greta.number }).first());
  expect(await notices(page).allInnerTexts()).toContainEqual(expect.stringContaining('Ring boendet på torsdag.'));
  await open(paths.why({ run: greta.run }));
  expect(await main.innerText()).toContain(`Du går in för ${alex}`);

  await away.follow(away.page.getByRole('button', { name: absence.remove }));
  await open(paths.run({ run: greta.run }), 404);
});
