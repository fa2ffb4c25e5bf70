import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect } from 'vitest';
import { disposeApproved, paths } from '../../src/oversight/index.ts';
import { messages } from '../../src/oversight/retention/messages/index.ts';
import { now, test } from '../support/browser.ts';
import { approvedPolicy } from '../support/policy.ts';
import { closedNotice } from '../database/retention-world.ts';
import { demoCase, oldCase } from './demo-case.ts';

const m = messages.sv;

test('Göteborg keeps all; an archivist exports a case when asked to, and the address and the file tell nothing of whom', async ({
  begin,
  database,
}) => {
  const alva = await demoCase(database, 'Alva');
  const { page, open, follow } = await begin({ as: 'ola' });
  await open(paths.retention());
  const main = page.locator('main');
  expect(await main.innerText()).toContain(m.policy.preserve);
  expect(await main.innerText()).toContain(m.verdicts.preserved.name);
  expect(await page.getByRole('link', { name: m.lists.propose }).count()).toBe(0);
  await page.getByLabel(m.export.number).fill('25-9999');
  await follow(page.getByRole('button', { name: m.export.find }), 422);
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([m.export.numberUnknown]);
  await page.getByLabel(m.export.number).fill(alva.number);
  await follow(page.getByRole('button', { name: m.export.find }));
  expect(page.url()).not.toContain(alva.number);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: m.export.save, exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^arkivexport-[0-9a-f]{12}\.zip$/);
  const files = unzipSync(await readFile(await download.path()));
  expect(strFromU8(files['arende.html'] ?? new Uint8Array())).toContain(alva.identityNumber?.slice(8) ?? '?');
  await open(page.url());
  expect(await main.innerText()).toContain('Ola Gömgren');
});

test('one archivist proposes, another approves, what was stopped meanwhile stays, and the receipt is there to print', async ({
  begin,
  database,
}) => {
  await approvedPolicy(database.owner, { noticeMonths: 24 });
  const notice = await closedNotice(database, new Date('2021-10-13T09:00:00Z'));
  const kept = await closedNotice(database, new Date('2021-10-13T09:00:00Z'));
  const gone = await oldCase(database, 'Gamle', '199001019810');
  const stopped = await oldCase(database, 'Gamla', '199001029819');
  const { rows } = await database.owner.query<{ number: string }>(
    'select case_number as number from case_file where id = $1',
    [stopped],
  );
  const number = rows[0]?.number ?? '';

  const ola = await begin({ as: 'ola' });
  await ola.open(paths.retention());
  await ola.follow(ola.page.getByRole('link', { name: m.lists.propose }));
  expect(await ola.page.locator('main').innerText()).toContain(m.propose.intro(2, 2));
  await ola.page.getByLabel(m.propose.note).fill('Årets gallring');
  await ola.follow(ola.page.getByRole('button', { name: m.propose.save }));
  const list = await ola.page.locator('main').innerText();
  for (const words of [m.list.made, m.list.notice, notice.receipt]) expect(list).toContain(words);
  const address = ola.page.url().replace(/\?.*/, '');
  await ola.open(`${address}/avgor`);
  expect(await ola.page.locator('main').innerText()).toContain(m.decide.own);

  const rut = await begin({ as: 'rut' });
  await rut.open(paths.holds());
  await rut.follow(rut.page.getByRole('link', { name: m.holds.place }));
  await rut.follow(rut.page.getByRole('button', { name: m.place.save }), 422);
  expect(await rut.page.locator('.error-summary a').allTextContents()).toEqual([
    m.place.numberMissing,
    m.place.reasonMissing,
  ]);
  await rut.page.getByLabel(m.place.stopNumber).fill(number);
  await rut.page.getByLabel(m.place.reason).fill('Begäran från domstol');
  await rut.follow(rut.page.getByRole('button', { name: m.place.save }));
  expect(await rut.page.locator('main').innerText()).toContain('Begäran från domstol');
  await rut.follow(rut.page.getByRole('link', { name: m.holds.place }));
  await rut.page.getByLabel(m.place.stopNumber).fill(kept.receipt.toLowerCase());
  await rut.page.getByLabel(m.place.reason).fill('Tillsyn');
  await rut.follow(rut.page.getByRole('button', { name: m.place.save }));
  expect(await rut.page.locator('main').innerText()).toContain(kept.receipt);
  await rut.open(address);
  await rut.follow(rut.page.getByRole('link', { name: m.list.decide }));
  expect(await rut.page.locator('main').innerText()).toContain(m.decide.intro(2, 2));
  await rut.page.getByLabel(m.decide.rejected.name, { exact: true }).check();
  await rut.follow(rut.page.getByRole('button', { name: m.decide.save }), 422);
  expect(await rut.page.locator('.error-summary a').allTextContents()).toEqual([m.decide.noteMissing]);
  await rut.page.getByLabel(m.decide.approved.name, { exact: true }).check();
  await rut.follow(rut.page.getByRole('button', { name: m.decide.save }));
  expect(await rut.page.locator('main').innerText()).toContain(m.lists.states['under-way']);

  const folder = await mkdtemp(path.join(tmpdir(), 'hemvist-archive-'));
  expect(await disposeApproved(database.db, folder, now)).toMatchObject({ disposed: 2, kept: 2 });
  await rm(folder, { recursive: true });
  await rut.open(address);
  await rut.follow(rut.page.getByRole('link', { name: m.list.receipt }));
  const receipt = await rut.page.locator('main').innerText();
  expect(receipt).toContain(gone);
  expect(receipt).toContain(m.list.kept(m.verdicts.held.name));
  expect(await rut.page.getByRole('row', { name: notice.id }).innerText()).toContain(m.list.disposed);
  for (const words of [m.receipt.noticesDisposed, m.receipt.noticesKept]) expect(receipt).toContain(words);
  expect(receipt).not.toContain('Låtsasson');
  // What is gone is found by nobody.
  const alex = await begin({ as: 'alex' });
  await alex.open(`/arenden/${gone}/utdrag`, 404);

  await rut.open(paths.holds());
  await rut.follow(rut.page.getByRole('link', { name: `${m.holds.lift} ${number}` }));
  await rut.page.getByLabel(m.lift.reason).fill('Domen har fallit');
  await rut.follow(rut.page.getByRole('button', { name: m.lift.save }));
  expect(await rut.page.locator('main').innerText()).toContain(m.holds.liftedBy('Rut Arkivsson'));
});
