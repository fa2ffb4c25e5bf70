import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/casework/index.ts';
import type { DemoPerson } from '../../src/demo/index.ts';
import { test } from '../support/browser.ts';
import { demoCase } from './demo-case.ts';
import { choice, field, lineOf, saveButton } from './run-page.ts';
import { words } from './words.ts';

test('the housing staff assigned to a run see the run, and of the case nothing else', async ({ begin, database }) => {
  const disa = await demoCase(database, 'Disa');
  const run = { run: disa.run };
  const alex = await begin({ as: 'alex' });

  // Across a secrecy boundary only with a ground, and the page says so.
  await alex.open(paths.people(run));
  await alex.follow(alex.page.getByRole('link', { name: words.run.assign }));
  await field(alex.page, 'user').selectOption({ label: await optionOf(alex.page, 'Eli') });
  await alex.page.getByLabel(words.inWords.rolesAtWork.housingStaff).check();
  await alex.follow(saveButton(alex.page), 422);
  const { problems } = words.forms;
  expect(await alex.page.locator('.error-summary a').allTextContents()).toEqual([
    problems.provisionMissing,
    problems.whyMissing,
  ]);
  await choice(alex.page, 'provision', 'necessary').check();
  await alex.page.getByLabel('Varför det är nödvändigt för er egen uppgift').fill('Boendet ger stödet.');
  await alex.page.getByLabel('Varför samtycke inte gick att få').fill('Personen svarar inte.');
  await field(alex.page, 'why').fill('Boendet planerar tillsammans med oss.');
  await alex.follow(saveButton(alex.page));
  const line = alex.page.getByRole('row', { name: /Eli Exempelberg/ });
  expect(await line.textContent()).toContain('planerar tillsammans med oss');

  // The run is there, in the list and whole.
  const eli = await begin({ as: 'eli' });
  await eli.open(paths.cases());
  const listed = eli.page.getByRole('row', { name: disa.number });
  expect(await listed.textContent()).toContain(words.cases.runOnly);
  await eli.follow(listed.getByRole('link', { name: disa.number }));
  expect(await eli.page.getByRole('heading', { level: 1 }).textContent()).toBe(`${disa.number} ${disa.name}`);
  expect(await lineOf(eli.page, 'planning-meeting').getAttribute('data-state')).toBe('open');
  expect(await lineOf(eli.page, 'planning-meeting').locator('.act a').count()).toBe(1);
  // What is the caseworker's to do is theirs.
  expect(await lineOf(eli.page, 'contingency-plan').locator('.act a').count()).toBe(0);

  // Nothing of the case is on any page of the run.
  const secrets = [
    disa.identityNumber?.slice(-4) ?? '',
    disa.reference,
    disa.caseId,
    paths.caseFile({ case: disa.caseId }),
  ];
  expect(secrets.every((secret) => secret.length >= 4)).toBe(true);
  for (const address of [paths.run(run), paths.timeline(run), paths.plans(run), paths.people(run), paths.print(run)]) {
    await eli.open(address);
    const html = await eli.page.content();
    expect({ address, found: secrets.filter((secret) => html.includes(secret)) }).toEqual({ address, found: [] });
    await alex.open(address);
  }
  await alex.open(paths.run(run));
  const whole = await alex.page.content();
  expect(secrets.slice(0, 2).filter((secret) => !whole.includes(secret))).toEqual([]);
  await eli.open(paths.caseFile({ case: disa.caseId }), 404);
  await eli.open(paths.startRun({ case: disa.caseId }), 404);
  await eli.open(paths.assign(run), 404);

  // A fact that only the caseworker knows is not theirs to state; the day of moving in is.
  await eli.open(paths.run(run));
  const facts = eli.page.locator('aside');
  expect(await facts.locator(`a[href="${paths.fact({ ...run, fact: 'moveIn' })}"]`).count()).toBe(1);
  expect(await facts.locator(`a[href="${paths.fact({ ...run, fact: 'grounds' })}"]`).count()).toBe(0);
  await eli.open(paths.fact({ ...run, fact: 'grounds' }), 404);
  await eli.open(paths.fact({ ...run, fact: 'moveIn' }));
  // Nor with a form made up for it.
  const status = await eli.page.evaluate<number>(`fetch('${paths.fact({ ...run, fact: 'grounds' })}', {
    method: 'POST',
    body: new URLSearchParams([...new FormData(document.querySelector('main form')), ['uppgift.grounds', 'violence']]),
  }).then(({ status }) => status)`);
  expect(status).toBe(404);
  eli.forget();
  await alex.open(paths.fact({ ...run, fact: 'grounds' }));
  expect(await alex.page.locator('[name="uppgift.grounds"]:checked').count()).toBe(2);
});

const optionOf = async (page: Page, name: string): Promise<string> =>
  (await field(page, 'user').locator('option', { hasText: name }).textContent()) ?? '';

test.for<DemoPerson>(['billie', 'charlie', 'frankie', 'hedda', 'ia'])(
  'for %s, who has nothing to do with a case, nothing is there',
  async (who, { begin, database }) => {
    const alva = await demoCase(database, 'Alva');
    const run = { run: alva.run };
    const visit = await begin({ as: who, looks: [] });
    const everywhere = [
      paths.caseFile({ case: alva.caseId }),
      paths.startRun({ case: alva.caseId }),
      ...[paths.run, paths.timeline, paths.plans, paths.people, paths.print, paths.assign].map((path) => path(run)),
      paths.record({ ...run, kind: 'follow-up' }),
      paths.waive({ ...run, obligation: 'start-meeting' }),
      paths.interval({ ...run, obligation: 'weekly-follow-up' }),
      paths.fact({ ...run, fact: 'moveIn' }),
    ];
    for (const address of everywhere) {
      await visit.open(address, 404);
      expect(await visit.page.content()).not.toContain('Alva');
    }
    for (const list of ['/', paths.cases()]) {
      await visit.open(list, who === 'ia' && list !== '/' ? 404 : 200);
      expect(await visit.page.content()).not.toContain(alva.number);
      expect(await visit.page.content()).not.toContain('Alva');
    }
  },
);

test('a unit manager sees the cases of the unit, and writes nothing in them', async ({ begin, database }) => {
  const alva = await demoCase(database, 'Alva');
  const gry = await begin({ as: 'gry' });
  await gry.open(paths.run({ run: alva.run }));
  expect(await gry.page.content()).toContain(alva.reference);
  expect(await gry.page.locator('.obligations .act a').count()).toBe(0);
  await gry.open(paths.record({ run: alva.run, kind: 'follow-up' }), 404);
});
