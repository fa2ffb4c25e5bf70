import { expect } from 'vitest';
import { paths } from '../../src/casework/index.ts';
import { consentMessages } from '../../src/casework/messages/consents.ts';
import { letterMessages } from '../../src/casework/messages/insluss-letter.ts';
import {
  inslussMessages,
  inslussPaths as insluss,
  sharingMessages,
  sharingPaths as sharing,
} from '../../src/sharing/index.ts';
import { test } from '../support/browser.ts';
import { demoCase } from './demo-case.ts';
import { choice, field, lineOf, saveButton, statesIn } from './run-page.ts';
import type { Visit } from './visit.ts';

const m = inslussMessages.sv;

async function ask({ page, follow }: Visit, name: string, release: string): Promise<void> {
  await field(page, 'fornamn').fill(name);
  await field(page, 'efternamn').fill('Påhittad');
  await choice(page, 'nummersort', 'none').check();
  await field(page, 'frigivning').fill(release);
  await field(page, 'skriftligt').check();
  await field(page, 'samtyckte').fill('2026-10-08');
  await field(page, 'enhet').selectOption('hisingen-vuxen');
  await field(page, 'behov').fill('Någonstans att bo.');
  await follow(saveButton(page));
}

test('insluss from the probation officer’s request to its end: too early, then late; by doors in the plan; shut when the consent is taken back', async ({
  begin,
  database,
}) => {
  const siv = await begin({ as: 'siv' });
  await siv.open(insluss.requests());
  await siv.follow(siv.page.getByRole('link', { name: m.list.ask }));
  await siv.follow(saveButton(siv.page), 422);
  const p = m.form.problems;
  expect(await siv.page.locator('.error-summary a').allTextContents()).toEqual([
    p.givenName,
    p.familyName,
    p.identityKind,
    p.release,
    p.consentWritten,
    p.consentOn,
    p.unit,
  ]);
  // Too early: told at once from when, and nothing is lost.
  await ask(siv, 'Tim', '2027-03-01');
  expect(await siv.page.locator('.lead').textContent()).toBe(m.own.early('1 nov 2026'));
  expect(await siv.page.locator('main').textContent()).toContain('Någonstans att bo.');
  expect(await siv.page.getByRole('button', { name: m.own.send }).count()).toBe(0);
  // The scan can come later, with what else is changed. The day was wrong: it is close to the release, and the routine asks more.
  await siv.follow(siv.page.getByRole('link', { name: m.own.change }));
  await field(siv.page, 'frigivning').fill('2026-11-02');
  const paper = { name: 'samtycke.txt', mimeType: 'text/plain', buffer: Buffer.from('Jag samtycker. Tim.') };
  await field(siv.page, 'bilaga').setInputFiles(paper);
  await siv.follow(saveButton(siv.page));
  expect(await siv.page.locator('.lead').textContent()).toBe(m.own.sent('Vuxenenheten Hisingen'));
  expect(await siv.page.locator('.alert').textContent()).toContain('Bokad tid efter frigivningen, senast 2 nov 2026');

  const dani = await begin({ as: 'dani' });
  await dani.open(paths.myDay());
  expect(await dani.page.locator('main').textContent()).toContain('Siv Frivårdsson har begärt insluss hos din enhet.');
  await dani.open(insluss.incoming());
  await dani.follow(dani.page.getByRole('link', { name: 'Tim Påhittad' }));
  expect(await dani.page.locator('.alert').textContent()).toContain(m.late.intro);
  expect(await dani.page.locator('.attachments').textContent()).toContain('samtycke.txt');
  await field(dani.page, 'arende').fill('00-0000');
  await dani.follow(saveButton(dani.page), 422);
  await field(dani.page, 'arende').fill('');
  await dani.follow(saveButton(dani.page));
  const run = new URL(dani.page.url()).pathname.split('/').at(-1) ?? '';
  const states = async (): Promise<Readonly<Record<string, string>>> => {
    await dani.open(paths.run({ run }));
    return statesIn(dani.page, 'contact', 'planning', 'supervision');
  };
  expect(await states()).toMatchObject({
    'written-consent': 'done',
    initiate: 'done',
    'open-investigation': 'open',
    'booked-time-after-release': 'open',
  });
  expect(await lineOf(dani.page, 'first-video-meeting').textContent()).toContain('2 nov');

  // The officer sees the plan and what they themselves are asked, and writes it there.
  await siv.open(sharing.received());
  await siv.follow(siv.page.getByRole('link', { name: /^Insluss, Tim / }));
  const plan = new URL(siv.page.url()).pathname.split('/').at(-1) ?? '';
  await siv.look();
  const through = async (
    door: keyof typeof m.door.doors,
    typed: Readonly<Record<string, string>>,
    opens = true,
  ): Promise<void> => {
    if (opens) await siv.open(insluss.door({ plan, door }));
    for (const [name, value] of Object.entries(typed)) await field(siv.page, name).fill(value);
    await siv.follow(saveButton(siv.page));
  };
  await siv.open(insluss.door({ plan, door: 'underlag' }));
  const report = { ...paper, name: 'personutredning.txt' };
  await field(siv.page, 'fil-personutredning').setInputFiles(report);
  await field(siv.page, 'personutredning').fill('2026-10-13');
  await siv.follow(saveButton(siv.page), 422);
  // What came is kept, and the other is sent with it.
  expect(await siv.page.locator('.file-name').textContent()).toBe('personutredning.txt');
  await through('underlag', { personutredning: '2026-10-13', verkstallighetsplan: '2026-10-14' }, false);
  await siv.open(insluss.door({ plan, door: 'videosamtal' }));
  await siv.follow(saveButton(siv.page), 422);
  expect(await siv.page.locator('.error-summary a').allTextContents()).toEqual([
    m.door.problems.day,
    m.door.problems.time,
  ]);
  await through('videosamtal', { dag: '2026-10-20', tid: '9.30', plats: 'https://video.example/tim' });
  await through('videosamtal', { dag: '2026-11-05', tid: '13.00' });
  const seen = (await siv.page.locator('main').textContent()) ?? '';
  expect(seen).toContain(m.door.step('09.30', 'https://video.example/tim'));
  await siv.open(paths.run({ run }), 404);
  expect(await states()).toMatchObject({ 'background-documents': 'done', 'booked-time-after-release': 'done' });
  await dani.open(paths.timeline({ run }));
  expect(await dani.page.locator('main').textContent()).toContain('Siv Frivårdsson, frivårdsinspektör');

  // Taken back: at the next click, also of what they were writing; and the run waits for a consent again, until it is broken off.
  await siv.open(insluss.door({ plan, door: 'begaran' }));
  const c = consentMessages.sv;
  const { rows } = await database.owner.query<{ id: string }>('select case_id as id from run where id = $1', [run]);
  await dani.open(paths.consents({ case: rows[0]?.id ?? '' }));
  expect(await dani.page.locator('.attachments .file-name').allTextContents()).toEqual([
    'samtycke.txt',
    'personutredning.txt',
  ]);
  await dani.follow(dani.page.getByRole('link', { name: c.withdraw }).first());
  await dani.follow(saveButton(dani.page));
  await field(siv.page, 'behov').fill('Mer stöd.');
  await siv.follow(saveButton(siv.page), 404);
  const shut = (await siv.page.locator('main').textContent()) ?? '';
  expect(shut).toContain(sharingMessages.sv.plan.refused.consent);
  expect(shut).not.toContain('Tim');
  await siv.open(sharing.sharedPlan({ plan }), 404);
  expect((await states())['first-video-meeting']).toBe('blocked');
  await dani.open(paths.run({ run }));
  expect(await dani.page.locator('main').textContent()).toContain('”Skriftligt samtycke” gäller inte längre.');
  await dani.open(paths.record({ run, kind: 'ended-early' }));
  await choice(dani.page, 'svar.why', 'no-consent').check();
  await dani.follow(saveButton(dani.page));
  expect(await dani.page.locator('main').textContent()).toContain('Insluss avbrutet');
});

test('somebody who comes on their own is informed and referred, and gets a letter that says whom to turn to', async ({
  begin,
  database,
}) => {
  const ebbe = await demoCase(database, 'Ebbe');
  const alex = await begin({ as: 'alex' });
  await alex.open(paths.startRun({ case: ebbe.caseId }));
  await choice(alex.page, 'routine', 'insluss@2024').check();
  await choice(alex.page, 'uppgift.initiatedBy', 'individual').check();
  await alex.follow(saveButton(alex.page));
  const run = new URL(alex.page.url()).pathname.split('/').at(-1) ?? '';
  await alex.open(paths.inslussLetter({ run }), 404);
  await alex.open(paths.record({ run, kind: 'informed-and-referred' }, { atagande: 'inform-and-refer' }));
  // Whom a step turns to stands with it.
  expect(await alex.page.locator('.contacts').textContent()).toContain('insluss@frivarden.example');
  await field(alex.page, 'svar.referredTo').fill('Siv Frivårdsson');
  await alex.follow(saveButton(alex.page));
  await alex.follow(alex.page.getByRole('link', { name: letterMessages.sv.link }));
  const letter = (await alex.page.locator('article').textContent()) ?? '';
  for (const said of ['Hej Ebbe!', letterMessages.sv.officer('Siv Frivårdsson'), '031-390 06 08'])
    expect(letter).toContain(said);
  expect(letter).not.toContain(ebbe.number);

  // An officer who is invited to a plan around it has the doors there.
  await alex.open(sharing.plans({ case: ebbe.caseId }));
  await field(alex.page, 'namn').fill('Inför frigivningen');
  await field(alex.page, 'mal').fill('Att ha någonstans att bo');
  await choice(alex.page, 'kring', run).check();
  await alex.follow(saveButton(alex.page));
  const plans = await database.owner.query('select title from shared_plan where run_id = $1', [run]);
  expect(plans.rows).toEqual([{ title: 'Inför frigivningen' }]);
});
