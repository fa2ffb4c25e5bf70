import { expect } from 'vitest';
import { paths } from '../../src/casework/index.ts';
import { emergencyMessages } from '../../src/casework/messages/emergency.ts';
import { noticeMessages } from '../../src/casework/messages/notices.ts';
import { messages as web } from '../../src/web/messages/index.ts';
import { demoPassword } from '../../src/demo/index.ts';
import { test } from '../support/browser.ts';
import { demoCase } from './demo-case.ts';
import { field, notices, saveButton } from './run-page.ts';

const m = emergencyMessages.sv;
const reason = 'Ringer och säger att hen står utan tak i natt';

test('at night a case is found by its number, opened for two hours after a proof of who one is, and closed again; its caseworker sees it', async ({
  begin,
  server,
  database,
}) => {
  const alva = await demoCase(database, 'Alva');
  const jonna = await begin({ as: 'jonna' });
  await jonna.open(paths.run({ run: alva.run }), 404);
  await jonna.open(paths.emergency());
  await field(jonna.page, 'nummer').fill('Alva Exempelsson');
  await jonna.follow(saveButton(jonna.page), 422);
  expect(await jonna.page.locator('.error-summary a').allTextContents()).toEqual([m.problems.key, m.problems.reason]);
  await field(jonna.page, 'nummer').fill(alva.number);
  await field(jonna.page, 'skal').fill(reason);
  await jonna.follow(saveButton(jonna.page));
  expect(jonna.page.url()).not.toContain(alva.number);
  expect(await jonna.page.locator('main').textContent()).not.toContain(alva.name);

  // A quarter of an hour after signing in the password is asked for again; what was on its way is kept.
  const before = server.clock.now;
  server.clock.now = new Date(before.getTime() + 15 * 60_000);
  await jonna.follow(jonna.page.getByRole('button', { name: m.open }), 401);
  const c = web.sv.confirm;
  expect(await jonna.page.getByRole('heading', { level: 1 }).textContent()).toBe(c.title);
  await field(jonna.page, 'password').fill('fel lösenord');
  await jonna.follow(saveButton(jonna.page), 422);
  await field(jonna.page, 'password').fill(demoPassword);
  await jonna.follow(saveButton(jonna.page));
  await jonna.follow(jonna.page.getByRole('button', { name: web.sv.resume.send }));
  expect(await jonna.page.getByRole('heading', { level: 1 }).textContent()).toContain(alva.number);
  expect(await jonna.page.locator('.obligations .act a').count()).toBe(0);

  const alex = await begin({ as: 'alex' });
  await alex.open(paths.myDay());
  expect(await alex.page.locator('.told').textContent()).toContain(
    noticeMessages.sv.kinds['emergency-opened']('Jonna Jourgren'),
  );
  await alex.open(paths.run({ run: alva.run }));
  expect((await notices(alex.page).allTextContents()).join(' ')).toContain(reason);

  await jonna.open(paths.emergency());
  await jonna.follow(jonna.page.getByRole('button', { name: m.end }));
  await jonna.open(paths.run({ run: alva.run }), 404);
  // Nobody else comes to the page at all.
  await alex.open(paths.emergency(), 404);
  server.clock.now = before;
});
