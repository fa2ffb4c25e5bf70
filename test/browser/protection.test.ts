import { expect } from 'vitest';
import { paths } from '../../src/casework/index.ts';
import { protectionMessages } from '../../src/casework/messages/protection.ts';
import { secrecyMessages } from '../../src/secrecy/index.ts';
import { test } from '../support/browser.ts';
import { demoCase } from './demo-case.ts';
import { choice, field, saveButton } from './run-page.ts';

const m = protectionMessages.sv;
const { masked } = secrecyMessages.sv.protection;

test('somebody protected has a name in the work itself only: not in a list, a search, a title, an address, on paper or in the API', async ({
  begin,
  server,
  database,
}) => {
  const { caseId, run, number, name, identityNumber } = await demoCase(database, 'Vide');
  const names = [...name.split(' '), identityNumber?.slice(-4) ?? '', 'Påhittade gården'];
  const billie = await begin({ as: 'billie' });
  const { page, open, follow } = billie;
  const told = async (): Promise<readonly string[]> => {
    const html = `${page.url()} ${await page.content()}`;
    return names.filter((one) => html.includes(one));
  };
  for (const address of [paths.myDay(), paths.cases(), paths.cases({ ordning: 'name' })]) {
    await open(address);
    expect(await page.locator('main').textContent()).toContain(masked);
    expect(await told()).toEqual([]);
  }
  await open(paths.search());
  await field(page, 'sok').fill(number);
  await follow(saveButton(page));
  expect(await page.getByRole('row', { name: number }).textContent()).toContain(masked);
  expect(await told()).toEqual([]);
  // The work itself, on the screen; what a printer makes of it has no name.
  await open(paths.run({ run }));
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(name);
  expect(await page.title()).not.toContain('Vide');
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('heading', { level: 1 }).locator('visible=true').innerText()).toContain(masked);
  expect(await page.getByText(name).locator('visible=true').count()).toBe(0);
  await page.emulateMedia({ media: null });
  for (const address of [paths.print({ run }), paths.consents({ case: caseId }), paths.protection({ case: caseId })]) {
    await open(address);
    expect({ address, told: await told() }).toEqual({ address, told: [] });
  }
  await open(paths.shelteredAddress({ case: caseId }));
  expect(await field(page, 'adress').inputValue()).toBe('Påhittade gården, rum 3');
  await page.emulateMedia({ media: 'print' });
  expect(await field(page, 'adress').isVisible()).toBe(false);
  await page.emulateMedia({ media: null });
  // The API, for the same person.
  const cookies = await billie.context.cookies();
  const token = cookies.find(({ name: one }) => one.endsWith('hemvist'))?.value ?? '';
  for (const address of [`/api/v1/cases/${caseId}`, `/api/v1/runs/${run}`, '/api/v1/cases']) {
    const response = await fetch(new URL(address, server.url), { headers: { authorization: `Bearer ${token}` } });
    const text = await response.text();
    expect([address, response.status, names.filter((one) => text.includes(one))]).toEqual([address, 200, []]);
    expect(text).toContain('protected-registration');
  }
});

test('in one’s own area the refusal says whom to ask, in another it says nothing; nothing of the case is on it', async ({
  begin,
  database,
}) => {
  const { caseId, run, number, name } = await demoCase(database, 'Vide');
  for (const who of ['alex', 'gry'] as const) {
    const { page, open } = await begin({ as: who });
    for (const address of [paths.caseFile({ case: caseId }), paths.run({ run }), paths.print({ run })]) {
      await open(address, 403);
      const text = (await page.locator('main').textContent()) ?? '';
      expect(text).toContain(m.refused.ask('Gruppledaren på Vuxenenheten Centrum, 031-000 00 01'));
      for (const secret of [number, ...name.split(' ')]) expect(await page.content()).not.toContain(secret);
    }
  }
  const charlie = await begin({ as: 'charlie' });
  await charlie.open(paths.run({ run }), 404);
  expect(await charlie.page.locator('main').textContent()).not.toContain(m.refused.title);
});

test('a caseworker registers a protection; their manager is shut out, approves a colleague without seeing whom it is about, and the colleague comes in', async ({
  begin,
  database,
}) => {
  const { caseId, run, number, name } = await demoCase(database, 'Vide');
  const gry = await begin({ as: 'gry' });
  await gry.open(paths.protectionRequests());
  const waiting = (await gry.page.locator('main').textContent()) ?? '';
  expect(waiting).toContain(m.decide.member('Alex Provberg'));
  for (const secret of [number, ...name.split(' ')]) expect(waiting).not.toContain(secret);
  await gry.follow(gry.page.getByRole('button', { name: m.decide.yes }));
  expect(await gry.page.locator('main').textContent()).toContain(m.decide.empty);
  // Let in, and not assigned: two keys to one door.
  const alex = await begin({ as: 'alex' });
  await alex.open(paths.run({ run }), 404);
  await database.owner.query(
    `insert into assignment (municipality, id, case_id, account, role, valid_from, assigned_by, assigned_at, idempotency_key)
     select municipality, gen_random_uuid(), $1, (select id from account where username = 'alex'), 'caseworker', opened_on, opened_by, now(),
       gen_random_uuid() from case_file where id = $1`,
    [caseId],
  );
  await alex.open(paths.run({ run }));

  // Registering one's own, with everything wrong first.
  const alva = await demoCase(database, 'Alva');
  await alex.open(paths.run({ run: alva.run }));
  await alex.follow(alex.page.getByRole('link', { name: m.link }));
  await alex.follow(alex.page.getByRole('button', { name: m.register }), 422);
  expect(await alex.page.locator('.error-summary a').allTextContents()).toEqual([
    m.problems.grade,
    m.problems.contact,
    m.problems.reason,
  ]);
  await choice(alex.page, 'slag', 'secrecy-marking').check();
  await field(alex.page, 'kontakt').fill('Mottagningen, 031-000 00 00');
  await field(alex.page, 'skal').fill('kort');
  await alex.follow(alex.page.getByRole('button', { name: m.register }), 422);
  expect(await field(alex.page, 'kontakt').inputValue()).toBe('Mottagningen, 031-000 00 00');
  await field(alex.page, 'skal').fill('Personen har berättat det');
  await alex.follow(alex.page.getByRole('button', { name: m.register }));
  expect(await alex.page.locator('main').textContent()).toContain(m.grades['secrecy-marking']);
  await gry.open(paths.run({ run: alva.run }), 403);
  // The only one who is let in cannot leave.
  await alex.follow(alex.page.getByRole('button', { name: m.endMember }), 422);
  expect(await alex.page.locator('.error-summary').textContent()).toContain(m.problems.last);
  // The protection ends when a second person has said so.
  await alex.page.getByText(m.end, { exact: true }).click();
  await field(alex.page, 'skal-upphor').fill('Skyddet är avslutat hos Skatteverket');
  await alex.follow(alex.page.getByRole('button', { name: m.endSubmit }).last());
  expect(await alex.page.locator('.alert').textContent()).toContain('Alex Provberg');
  await gry.open(paths.protectionRequests());
  await gry.follow(gry.page.getByRole('button', { name: m.decide.yes }));
  await gry.open(paths.run({ run: alva.run }));
});
