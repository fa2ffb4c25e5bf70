import { expect } from 'vitest';
import { paths } from '../../src/casework/index.ts';
import { test } from '../support/browser.ts';
import { demoCase } from './demo-case.ts';
import { choice, field, saveButton } from './run-page.ts';

test('a process lead reads what 2025 changed, without a script', async ({ begin }) => {
  const visit = await begin({ as: 'ia', scripts: 'blocked' });
  const { page } = visit;
  await visit.open(paths.routine({ routine: 'repeated-discharge', version: '2025' }));
  await visit.follow(
    page.locator(`a[href="${paths.compareRoutine({ routine: 'repeated-discharge', version: '2025' })}"]`),
  );
  const changed = (title: string) => page.locator('.comparison li', { hasText: title }).first();
  expect(await changed('”Stödnivå hög i lägenhet” ändras').textContent()).toMatch(
    /Före.*stödnivå är.*nivå 1.*Efter.*stödnivå är.*hög.*placeringen är i lägenhetsboende/su,
  );
  expect(await changed('”Historik i placeringsförfrågan” ändras').locator('ins').allTextContents()).toContain(
    '(tillagt) kortfattat',
  );
  expect(await changed('”Grund för rutinen” ändras').textContent()).toContain('allvarlig skadegörelse');
  // The other way round: what the newer one has falls away.
  await visit.open(paths.compareRoutine({ routine: 'repeated-discharge', version: '2024-10-17' }, { med: '2025' }));
  expect(await changed('”placeringen är i lägenhetsboende” faller bort').count()).toBe(1);
  await visit.open(paths.compareRoutine({ routine: 'repeated-discharge', version: '2025' }, { med: '1999' }), 404);
});

test('the library says when each version is in force, and leads to the open cases that one sees oneself and to no others', async ({
  begin,
  database,
}) => {
  const [alva, cleo] = [await demoCase(database, 'Alva'), await demoCase(database, 'Cleo')];
  const at = paths.openRuns({ routine: 'repeated-discharge', version: '2025' });
  const linked = async (as: 'alex' | 'eli' | 'gry' | 'ia'): Promise<readonly boolean[]> => {
    const visit = await begin({ as, looks: [] });
    await visit.open(paths.routines());
    const count = await visit.page.locator('#repeated-discharge tr', { hasText: '2025' }).first().textContent();
    const earlier = visit.page.locator('#repeated-discharge tr', { hasText: '2024-10-17' });
    expect(await earlier.textContent()).toContain('till och med omkring 28 feb 2025');
    await visit.open(at);
    const lines = await visit.page.locator('main tbody tr').count();
    expect(count).toContain(lines === 0 ? 'Ingen som du ser' : `${lines} som du ser`);
    const links = [alva, cleo].map(({ run }) => visit.page.locator(`main a[href="${paths.run({ run })}"]`).count());
    return (await Promise.all(links)).map((found) => found === 1);
  };
  expect({ caseworker: await linked('alex'), manager: await linked('gry') }).toEqual({
    caseworker: [true, true],
    manager: [true, true],
  });
  expect({ housing: await linked('eli'), processLead: await linked('ia') }).toEqual({
    housing: [true, false],
    processLead: [false, false],
  });
});

test('what if is answered in words, stores nothing, and stands in the audit without what was supposed', async ({
  begin,
  database,
}) => {
  const alva = await demoCase(database, 'Alva');
  const stored = () =>
    database.owner.query<object>(
      `select (select count(*) from fact) as facts, (select count(*) from event) as events, (select count(*) from entry) as entries,
         (select count(*) from work_item) as items, (select version from run where id = $1) as version`,
      [alva.run],
    );
  // Housing staff of another area see the run alone, and may wonder all the same.
  const visit = await begin({ as: 'eli', scripts: 'blocked' });
  const { page } = visit;
  await visit.open(paths.run({ run: alva.run }));
  const { rows: before } = await stored();
  await visit.follow(page.locator(`a[href="${paths.whatIf({ run: alva.run })}"]`));
  await visit.follow(saveButton(page));
  expect(await page.locator('main').textContent()).toContain('Du har inte ändrat något än.');

  await choice(page, 'uppgift.sipExists', 'yes').check();
  await field(page, 'dag').fill('2027-01-15');
  await visit.follow(saveButton(page));
  const result = page.locator('.what-if');
  expect(await result.textContent()).toMatch(/Dag: 15 jan 2027.*Om SIP finns: ja/su);
  const line = (title: string) => result.locator('li', { hasText: title }).first().textContent();
  expect(await line('SIP-möten')).toContain('gäller inte i dag men skulle gälla');
  expect(await line('Motivera till SIP')).toContain('skulle inte gälla');
  expect(page.url()).not.toContain('?');

  await field(page, 'dag').fill('2025-01-15');
  await visit.arrive(() => saveButton(page).click(), 422);
  expect(await page.locator('.problem').textContent()).toContain('Ange en dag som finns');
  expect(await choice(page, 'uppgift.sipExists', 'yes').isChecked()).toBe(true);

  expect((await stored()).rows).toEqual(before);
  const { rows } = await database.owner.query<{ parts: readonly string[] }>(
    `select parts from audit where action = 'run.what-if' order by at desc, id desc`,
  );
  expect(rows.map(({ parts }) => parts.filter((part) => part.startsWith('what-if:')).toSorted())).toContainEqual([
    'what-if:day',
    'what-if:sipExists',
  ]);
});
