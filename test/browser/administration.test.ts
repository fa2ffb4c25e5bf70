import { expect } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import { organisationMessages, organisationPaths as paths, signInPaths } from '../../src/organisation/index.ts';
import { test } from '../support/browser.ts';

const m = organisationMessages.sv;

test('a rule of the identity provider is added, tried, changed and ended', async ({ begin }) => {
  const r = m.signInRules;
  const { page, open, follow } = await begin({ as: 'kim', scripts: 'blocked' });
  const main = page.locator('main');
  const save = (status = 200) => follow(page.getByRole('button', { name: m.save }), status);
  const add = async (claim: string, value: string, role: string, unit: string) => {
    await follow(page.getByRole('link', { name: r.add }));
    await page.getByLabel(r.claim, { exact: true }).fill(claim);
    await page.getByLabel(r.value, { exact: true }).fill(value);
    await page.getByLabel(r.role).selectOption({ label: role });
    await page.getByLabel(r.unit).selectOption({ label: unit });
  };
  const tryOut = async (claims: string, status = 200) => {
    await page.getByLabel(r.try.claims, { exact: true }).fill(claims);
    await follow(page.getByRole('button', { name: r.try.submit, exact: true }), status);
    return status === 200 ? page.getByRole('alert').innerText() : undefined;
  };
  await open(paths.signInRules());
  expect(await main.innerText()).toContain(r.none);
  await follow(page.getByRole('link', { name: r.add }));
  await save(422);
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([
    r.problems.claim,
    r.problems.value,
    r.problems.role,
    r.problems.unit,
  ]);
  await open(paths.signInRules());
  await add('groups', 'vuxen', 'socialsekreterare', 'Vuxenenheten Centrum');
  await save();
  const sentence = r.sentence(
    'groups',
    'vuxen',
    'socialsekreterare',
    'Vuxenenheten Centrum',
    'Socialförvaltningen Centrum',
  );
  expect(await main.innerText()).toContain(sentence);
  await add('groups', 'vuxen', 'socialsekreterare', 'Vuxenenheten Centrum');
  await save(422);
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([r.problems.taken]);
  await open(paths.signInRules());
  await add('groups', 'hisingen', 'enhetschef', 'Vuxenenheten Hisingen');
  await save();
  expect(await tryOut('groups: vuxen\ntitle: Handläggare')).toMatch(new RegExp(`${r.try.because}\\s+${sentence}`));
  expect(await tryOut('{"groups": ["vuxen", "hisingen"]}')).toContain(r.try.severalAreas);
  expect(await tryOut('title: Handläggare')).toContain(r.try.none);
  await tryOut('ingenting', 422);
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([r.problems.claims]);
  await follow(page.getByRole('link', { name: `${r.change} ${sentence}` }));
  await page.getByLabel(r.value, { exact: true }).fill('alla');
  await save();
  expect(await tryOut('groups: vuxen')).toContain(r.try.none);
  await follow(page.getByRole('button', { name: new RegExp(`^${r.end} .*hisingen`) }));
  expect(await main.innerText()).not.toContain('hisingen');
  await open(paths.history());
  expect(await main.innerText()).toContain(m.history.what['sign_in_rule']);
});

test('an administrator makes a link that works once; another has to approve one that takes the second way away', async ({
  begin,
  database: { owner },
}) => {
  const l = m.signInLinks;
  const account = newId();
  await owner.query(
    `insert into account (municipality, id, secrecy_area, username, display_name) values ('1480', $1, 'centrum', 'lank', 'Länk Låtsasson')`,
    [account],
  );
  const kim = await begin({ as: 'kim' });
  const main = kim.page.locator('main');
  const button = (name: string) => kim.page.getByRole('button', { name, exact: true });
  await kim.open(paths.person({ account }));
  await kim.follow(button(l.make));
  const link = await main.locator('code').innerText();
  expect(link).toMatch(/\/logga-in\/lank\/[\w-]{43}$/);
  // Shown once.
  await kim.open(paths.person({ account }));
  expect(await main.innerText()).not.toContain('/logga-in/lank/');
  expect(await main.innerText()).toContain('En länk som inte är använd gjordes');
  const guest = await begin();
  await guest.open(new URL(link).pathname);
  await guest.page.getByLabel('Nytt lösenord', { exact: true }).fill('elva lila cyklar sover tyst');
  await guest.page.getByLabel('Nytt lösenord igen').fill('elva lila cyklar sover tyst');
  await guest.follow(guest.page.getByRole('button', { name: 'Spara och logga in' }));
  expect(new URL(guest.page.url()).pathname).toBe(signInPaths.own());
  await kim.follow(button(l.reset.ask), 422);
  expect(await kim.page.locator('.error-summary a').allTextContents()).toEqual([l.problems.reason]);
  await kim.page.getByLabel(l.reset.reason).fill('Kom till mig med legitimation.');
  await kim.follow(button(l.reset.ask));
  expect(await main.innerText()).toContain(l.reset.wait);
  expect(await button(l.reset.approve).count()).toBe(0);
  const lo = await begin({ as: 'lo' });
  await lo.open(paths.administration());
  await lo.page.getByLabel(m.people.findLabel).fill('låtsasson lank');
  await lo.follow(lo.page.getByRole('button', { name: m.people.find, exact: true }));
  expect(await lo.page.getByRole('row').count()).toBe(2);
  await lo.follow(lo.page.locator('.alert').getByRole('link', { name: 'Länk Låtsasson' }));
  expect(await lo.page.locator('main').innerText()).toContain('Kom till mig med legitimation.');
  await lo.follow(lo.page.getByRole('button', { name: l.reset.approve, exact: true }));
  const approved = await lo.page.locator('main code').innerText();
  await kim.open(paths.person({ account }));
  expect(await main.innerText()).not.toContain('/logga-in/lank/');
  await guest.open(new URL(approved).pathname);
  const { rows } = await owner.query<{ action: string; reason: string }>(
    `select action, reason from audit where action like 'organisation.sign-in-%' order by id`,
  );
  expect(rows.filter(({ reason }) => reason === `account ${account}`).map(({ action }) => action)).toEqual([
    'organisation.sign-in-link.make',
    'organisation.sign-in-reset.ask',
    'organisation.sign-in-reset.ask',
    'organisation.sign-in-reset.decide',
  ]);
});

test('whoever is far down among many is searched for and given a delegation, without script', async ({
  begin,
  database,
}) => {
  await database.owner.query(
    `insert into account (municipality, id, secrecy_area, username, display_name)
     select '1480', gen_random_uuid(), 'centrum', 'prov-' || n, 'Aa Provperson ' || n from generate_series(1, 60) n
     union all select '1480', gen_random_uuid(), 'centrum', 'ostlatsas', 'Östen Östlåtsas'`,
  );
  const { page, open, follow } = await begin({ as: 'kim', scripts: 'blocked' });
  const main = page.locator('main');
  const search = (text: string, status = 200) =>
    page
      .getByLabel(m.people.findLabel)
      .fill(text)
      .then(() => follow(page.getByRole('button', { name: m.people.find }), status));
  await open(paths.delegations());
  await search('', 422);
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([m.people.problems.find]);
  await search('östlåt ÖSTEN');
  await follow(page.getByRole('link', { name: /^Östen Östlåtsas/ }));
  await page.getByLabel(m.permissions['disclosure:sign'], { exact: true }).check();
  await follow(page.getByRole('button', { name: m.save }), 422);
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([m.delegations.problems.reference]);
  await page.getByLabel(m.delegations.reference, { exact: true }).fill('Delegationsordningen 4.2');
  await follow(page.getByRole('button', { name: m.save }));
  expect(await main.getByRole('row', { name: /Östen Östlåtsas/ }).innerText()).toContain(
    m.permissions['disclosure:sign'],
  );
});
