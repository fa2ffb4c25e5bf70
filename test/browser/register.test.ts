import { expect } from 'vitest';
import { registerMessages, registerPaths as paths } from '../../src/register/index.ts';
import { placementPaths as placement } from '../../src/placement/index.ts';
import { test } from '../support/browser.ts';
import { demoCase } from './demo-case.ts';
import { bothWays } from './examine.ts';
import { choice, field, saveButton } from './run-page.ts';

const m = registerMessages.sv;
const fact = (column: string): string => `uppgift-${column}`;

test('without script: a provider comes into the register, is controlled, approved and made active; a file tells its errors by line and column, and what is stopped says why', async ({
  begin,
}) => {
  const zeb = await begin({ as: 'zeb', scripts: 'blocked' });
  const { page } = zeb;
  const read = async (): Promise<string> => (await page.locator('main').textContent()) ?? '';
  const link = (name: string) => page.getByRole('link', { name, exact: true });
  await zeb.open(paths.providers());
  await zeb.follow(link(m.list.add));
  // What is missing is told beside its field, and what was typed is there still.
  await field(page, fact('name')).fill('Nya Påhittet AB');
  await zeb.follow(saveButton(page), 422);
  expect(await field(page, fact('name')).inputValue()).toBe('Nya Påhittet AB');
  await field(page, fact('organisation_number')).fill('9999001234');
  await page.locator(`[name="${fact('legal_form')}"]`).selectOption('association');
  await zeb.follow(saveButton(page));
  expect(await read()).toContain('Nya Påhittet AB');
  expect(await read()).toContain(m.controlsStates.missing);

  await zeb.follow(link(m.provider.addUnit));
  await field(page, fact('name')).fill('Påhittet, huset');
  await zeb.follow(saveButton(page));
  await zeb.follow(link(m.unit.addOffer));
  await page.locator(`[name="${fact('intervention')}"]`).selectOption('housing-first');
  await choice(page, fact('form'), 'direct-award').check();
  await zeb.follow(saveButton(page), 422);
  expect(await page.locator('.error-summary').textContent()).toContain(m.problems['form-not-allowed']);
  await page.locator(`[name="${fact('intervention')}"]`).selectOption('emergency-housing');
  await zeb.follow(saveButton(page));
  await zeb.follow(link(m.unit.newPrice + ' nödbiståndsboende'));
  await field(page, fact('daily_rate')).fill('1 450,50');
  await field(page, fact('source')).fill('Prislista (övning)');
  await zeb.follow(saveButton(page));
  expect(await read()).toMatch(/1\s450,5/);
  await zeb.follow(page.locator('.back a'));

  // Not active before it is approved, and not approved before everything that is required has passed.
  const makeActive = async (status?: 422): Promise<void> => {
    await zeb.follow(link(m.provider.changeState));
    await choice(page, fact('state'), 'active').check();
    await field(page, fact('reason')).fill('Allt är klart.');
    await zeb.follow(saveButton(page), status);
  };
  await makeActive(422);
  expect(await page.locator('.error-summary').textContent()).toContain(m.problems['not-passed']);
  await zeb.follow(page.locator('.back a'));
  for (const item of [
    'tax-registration',
    'debts',
    'legal-database',
    'legal-database-signatories',
    'legal-database-board',
  ]) {
    await zeb.follow(link(m.provider.record));
    await page.locator(`[name="${fact('item')}"]`).selectOption(item);
    await choice(page, fact('result'), 'passed').check();
    await field(page, fact('evidence')).fill('Utdrag, inget att anmärka.');
    await zeb.follow(saveButton(page));
  }
  await zeb.follow(link(m.provider.decide));
  await choice(page, fact('decision'), 'approved').check();
  await field(page, fact('reasons')).fill('Alla kontroller är gjorda.');
  await zeb.follow(saveButton(page));
  await makeActive();
  expect(await read()).toContain('aktiv');

  await zeb.follow(link(m.provider.stopRecommendation));
  await choice(page, fact('scope'), 'needs').check();
  await field(page, fact('reason')).fill('Personalen räcker inte.');
  await zeb.follow(saveButton(page), 422);
  await choice(page, fact('needs'), 'acting-out').check();
  await zeb.follow(saveButton(page));
  expect(await read()).toContain('Personalen räcker inte.');
  expect(await read()).toContain('Påhittet, huset');

  await zeb.open(paths.files());
  await choice(page, 'slag', 'places').check();
  const send = async (text: string, button: string, status?: 422): Promise<void> => {
    const file = { name: 'platser.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
    await field(page, 'registerfil').setInputFiles(file);
    await zeb.follow(page.getByRole('button', { name: button }), status);
  };
  const heading = 'organisation_number;unit;name;valid_from;valid_to\n';
  await send(`${heading}999900-1234;Påhittet, huset;;2026-10-01;\n`, m.files.run, 422);
  expect(await page.locator('.alert tbody').textContent()).toContain(m.problems.empty);
  const sound = `${heading}999900-1234;Påhittet, huset;Rum 1;2026-10-01;\n`;
  await send(sound, m.files.try);
  expect(await read()).toContain(m.files.counts(1, 0, 0));
  await send(sound, m.files.run);
  expect(await read()).toContain(m.files.done);
  await send(sound, m.files.run);
  expect(await read()).toContain(m.files.counts(0, 0, 1));
});

test('a municipality that uses another’s register has sub-categories of its own, and whoever asks for a placement chooses among them', async ({
  begin,
  database,
}) => {
  // The demo's municipality keeps the register; here another one does.
  await database.owner.query(`insert into municipality values ('9001', 'Påhittby');
    update register_party set municipality = '9001' where party = '1480'`);
  const yrsa = await begin({ as: 'yrsa', scripts: 'blocked' });
  const { page } = yrsa;
  const link = (name: string) => page.getByRole('link', { name, exact: true });
  await yrsa.open(paths.rules());
  expect(await page.locator('main').textContent()).toContain(m.own.none);
  await yrsa.follow(link(m.own.begin));
  await yrsa.look(bothWays);
  await choice(page, fact('list'), 'subcategories').check();
  await page.locator(`[name="${fact('intervention')}"]`).selectOption('treatment');
  await field(page, fact('valid_from')).fill('2026-10-01');
  await yrsa.follow(saveButton(page), 422);
  await field(page, fact('valid_from')).fill('2026-10-14');
  await field(page, fact('reason')).fill('Nämnden har beslutat det.');
  await yrsa.follow(saveButton(page));
  await yrsa.follow(link(m.rules.addSubcategory));
  await page.locator(`[name="${fact('intervention')}"]`).selectOption('foster-home');
  for (const [column, text] of [
    ['id', 'day-care'],
    ['name_sv', 'dagverksamhet'],
    ['name_en', 'day care'],
  ] as const)
    await field(page, fact(column)).fill(text);
  await yrsa.follow(saveButton(page), 422);
  expect(await page.locator('.error-summary').textContent()).toContain(m.problems['no-own-list']);
  await page.locator(`[name="${fact('intervention')}"]`).selectOption('treatment');
  await yrsa.follow(saveButton(page));
  await yrsa.look(bothWays);
  expect(await page.locator('main').textContent()).toContain('dagverksamhet');

  const alex = await begin({ as: 'alex' });
  await alex.open(placement.ask({ case: (await demoCase(database, 'Alva')).caseId }));
  await field(alex.page, 'insats').selectOption('treatment');
  await alex.follow(saveButton(alex.page));
  expect(await choice(alex.page, 'underkategori', 'day-care').count()).toBe(1);
});
