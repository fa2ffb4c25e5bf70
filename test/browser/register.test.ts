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

test('open data is for nobody until whoever keeps the register publishes it; then for everybody without a session, the same for all, and closed at once when it is closed', async ({
  begin,
  server,
}) => {
  const address = (file: string, municipality = '1480') => `${server.url}${paths.publicData({ municipality, file })}`;
  const ask = (url: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
    fetch(url, { headers, method, redirect: 'manual' });
  const files = ['utforare.json', 'utforare.csv', 'beskrivning.jsonld'];
  for (const file of files) expect((await ask(address(file))).status).toBe(404);

  const zeb = await begin({ as: 'zeb', scripts: 'blocked' });
  const { page } = zeb;
  const decide = async (published: boolean): Promise<void> => {
    await zeb.open(paths.files());
    await zeb.follow(page.getByRole('link', { name: m.files.decidePublishing }));
    const box = choice(page, fact('published'), 'yes');
    expect(await box.isChecked()).toBe(published);
    await field(page, fact('reason')).fill('Nämnden har beslutat det.');
    await zeb.follow(saveButton(page));
  };
  await decide(true);
  expect(await page.locator('main').textContent()).toContain(m.files.published);
  expect(await page.locator(`a[href="${address('utforare.csv')}"]`).count()).toBe(1);

  const [json, csv, description] = await Promise.all(files.map((file) => ask(address(file))));
  if (!json || !csv || !description) throw new Error('A file was not answered');
  for (const one of [json, csv, description]) {
    expect([one.status, one.headers.get('cache-control'), one.headers.get('set-cookie')]).toEqual([
      200,
      'public, max-age=60',
      null,
    ]);
    expect(one.headers.get('access-control-allow-origin')).toBe('*');
    expect(one.headers.get('x-content-type-options')).toBe('nosniff');
  }
  const { offers } = (await json.json()) as { offers: readonly Readonly<Record<string, unknown>>[] };
  expect(offers.length).toBeGreaterThan(20);
  const lines = (await csv.text()).trim().split('\n');
  expect(lines.length).toBe(offers.length + 1);
  // Nothing of sheltered housing, of sole traders, or of anybody to turn to.
  expect(offers.filter(({ intervention }) => intervention === 'sheltered-housing')).toEqual([]);
  expect(offers.filter(({ organisation_number: number }) => Number(String(number)[2]) < 2)).toEqual([]);
  expect(JSON.stringify(offers)).not.toMatch(/@|Kontaktsson|Svarsgren|gatan|vägen/);
  expect(await description.text()).toContain(address('utforare.json'));

  // What a client has is not sent again, also when a proxy has made its tag a weak one.
  const tag = json.headers.get('etag') ?? '';
  for (const known of [tag, `W/${tag.replace('W/', '')}`, `"x", ${tag}`, '*'])
    expect((await ask(address('utforare.json'), { 'if-none-match': known })).status).toBe(304);
  expect((await ask(address('utforare.json'), { 'if-none-match': '"x"' })).status).toBe(200);

  // Whoever asks for something else is told nothing of why it is not there.
  for (const url of [
    address('utforare.json', '9001'),
    address('utforare.json', '1480%27%20or%201=1'),
    address('utforare.json', '..%2F1480'),
    address('utforare.json', '14٨0'),
    address('..%2F..%2Fpackage.json'),
    address('utforare.json%00.csv'),
    address('__proto__'),
    `${address('utforare.json')}/`,
  ])
    expect([url, (await ask(url)).status]).toEqual([url, 404]);
  expect((await ask(address('utforare.json'), {}, 'POST')).status).toBe(404);
  // Signed in or not, it is the same.
  const cookies = (await zeb.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const signedIn = await ask(address('utforare.json'), { cookie: cookies });
  expect([signedIn.status, signedIn.headers.get('etag')]).toEqual([200, tag]);

  await decide(false);
  for (const file of files) expect((await ask(address(file))).status).toBe(404);
  // Who asks too often is asked to wait.
  const answers = await Promise.all(Array.from({ length: 60 }, () => ask(address('utforare.csv'))));
  const slowed = answers.find(({ status }) => status === 429);
  expect(slowed?.headers.get('retry-after')).toBe('60');
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
