import { expect } from 'vitest';
import { paths as casework } from '../../src/casework/index.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { newId } from '../../src/kernel/ids.ts';
import { makeMatch } from '../../src/placement/desk/actions/match.ts';
import { recommend } from '../../src/placement/desk/actions/recommend.ts';
import { findMatch } from '../../src/placement/desk/store/matches.ts';
import { deskPaths, placementPaths as placement, requestMessages } from '../../src/placement/index.ts';
import { as } from '../../src/platform/door.ts';
import { now, test } from '../support/browser.ts';
import { open, start } from '../database/world.ts';
import { keyboardOf } from './keyboard.ts';
import { choice, field, saveButton, statesIn } from './run-page.ts';

const m = requestMessages.sv;

test('a placement from a case of the routine by keyboard alone: asked for without a name, proposed, accepted, reported; nothing is typed twice, what is wrong is told and kept, and the run’s steps are done', async ({
  begin,
  database,
}) => {
  const through = { action: 'test', channel: 'cli' } as const;
  const run = await as(database.db, demoActor('alex'), now, through, async (scope) =>
    start(scope, await open(scope, { givenName: 'Nova', familyName: 'Provfors' })),
  );
  const alex = await begin({ as: 'alex' });
  const { page } = alex;
  const keys = keyboardOf(alex);
  const errors = () => page.locator('.error-summary a').allTextContents();
  const clear = async (name: string): Promise<void> => {
    await keys.to(field(page, name));
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
  };
  const rewrite = async (name: string, text: string): Promise<void> => {
    await clear(name);
    await page.keyboard.insertText(text);
  };
  const states = async (): Promise<Readonly<Record<string, string>>> => {
    await alex.open(casework.run({ run }));
    return statesIn(page, 'before-placement');
  };

  // From the run: what it says is filled in, and what is missing is told.
  await alex.open(casework.run({ run }));
  await keys.go(page.getByRole('link', { name: m.ask.title }));
  expect(await field(page, 'insats').inputValue()).toBe('supported-social-housing');
  await keys.go(saveButton(page));
  await keys.go(saveButton(page), 422);
  expect(await errors()).toContain(m.problems.gender);
  await keys.choose(choice(page, 'underkategori', 'apartment'));
  await keys.choose(choice(page, 'bradska', 'planerat'));
  await keys.date(field(page, 'fran'), '2026-11-01');
  await rewrite('manader', 'tolv');
  await keys.to(field(page, 'beslutsgrund'));
  await page.keyboard.type('bi');
  expect(await field(page, 'beslutsgrund').inputValue()).toBe('sol');
  await keys.choose(choice(page, 'stodniva', 'high'));
  await rewrite('alder', '141');
  await keys.choose(choice(page, 'kon', 'female'));
  await rewrite('behov-ord', 'Lugn och samma personal.');
  await rewrite('handelser', 'Nova hotade en granne.');
  await rewrite('nar', 'I våras');
  await rewrite('situationer', 'Sena kvällar.');
  await rewrite('skyddsfaktorer', 'Fasta tider.');
  await rewrite('hogsta-pris', 'billigt');

  // Each field is told of, with what to do, and what was typed is kept; nobody is named where the desk reads.
  await keys.go(saveButton(page), 422);
  expect((await errors()).toSorted()).toEqual(
    [m.problems.months, m.problems.age, m.problems.maxDailyRate, m.problems.named].toSorted(),
  );
  expect(await field(page, 'hogsta-pris').inputValue()).toBe('billigt');
  await rewrite('manader', '12');
  await rewrite('alder', '41');
  await rewrite('handelser', 'Hot mot en granne.');
  await clear('hogsta-pris');
  await keys.go(saveButton(page));
  const preview = (await page.locator('.shared').textContent()) ?? '';
  expect(preview).toContain('Hot mot en granne.');
  expect(preview).not.toContain('Nova');

  // On a ground; then it is on its way, by whoever has least to do.
  await keys.go(saveButton(page), 422);
  await keys.choose(choice(page, 'grund', 'necessary'));
  for (const box of await page.locator('textarea:visible').all()) await keys.write(box, 'Boendet måste ordnas nu.');
  await keys.go(saveButton(page));
  const request = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  expect(await page.locator('.alert').textContent()).toContain(m.page.sent('Spink'));
  expect(await page.locator('main').textContent()).toContain(m.page.nextSteps.desk('Spink'));
  expect(await states()).toMatchObject({ 'history-in-request': 'done' });

  // The desk sees needs, and neither whose they are nor the case.
  const ronja = await begin({ as: 'ronja' });
  await ronja.open(deskPaths.request({ request }));
  const read = (await ronja.page.locator('main').textContent()) ?? '';
  expect(read).toContain('Hot mot en granne.');
  for (const secret of ['Nova', 'Provfors']) expect(read).not.toContain(secret);
  await ronja.open(casework.run({ run }), 404);
  await as(database.db, demoActor('ronja'), now, through, async (scope) => {
    const made = await makeMatch(scope, request, newId());
    const match = made.outcome === 'matched' ? made.match : '';
    const first = (await findMatch(scope, request, match))?.result.candidates[0]?.offer ?? '';
    const chosen = [{ offer: first, departure: '', note: 'Kan visas i veckan.' }];
    expect(await recommend(scope, request, match, { chosen, note: '', key: newId() })).toEqual({
      outcome: 'recommended',
    });
  });

  // The requester is told, reads why, accepts, and reports what is already known.
  await alex.open(placement.requests());
  await keys.go(page.getByRole('link', { name: /Svara på förslaget/ }).first());
  await keys.go(page.getByRole('link', { name: m.recommendation.answer }));
  await keys.go(saveButton(page), 422);
  await keys.choose(page.locator('[name="svar"]').first());
  await keys.go(saveButton(page));
  await keys.go(page.getByRole('link', { name: m.page.outcome }).first());
  expect(await field(page, 'fran').inputValue()).toBe('2026-11-01');
  // A name that is not in the register, and a price in words; then a name beside another choice.
  await keys.choose(choice(page, 'boende', 'annat'));
  await rewrite('annat-boende', 'Finns inte');
  await rewrite('pris', 'vet inte');
  await keys.go(saveButton(page), 422);
  expect(await errors()).toEqual([m.outcome.problems.unit, m.outcome.problems.rate]);
  expect(await field(page, 'annat-boende').inputValue()).toBe('Finns inte');
  await keys.choose(page.locator('[name="boende"]').first());
  await rewrite('pris', '1 850');
  await keys.go(saveButton(page), 422);
  expect(await errors()).toEqual([m.outcome.problems.both]);
  await clear('annat-boende');
  await keys.go(saveButton(page));
  expect(await page.locator('main').textContent()).toContain(m.followUps.line(1));
  expect(await states()).toMatchObject({
    'history-in-request': 'done',
    'match-housing': 'done',
    'support-level': 'done',
  });
  expect(await page.locator('main, aside').allTextContents()).toEqual(
    expect.arrayContaining([expect.stringContaining('Inflyttning')]),
  );

  // Whoever takes care of it is told of the answer and the outcome, and puts one away; a view on it is read where it was left.
  const { rows } = await database.owner.query<{ officer: DemoPerson }>(
    'select a.username as officer from placement_request q join account a on a.id = q.assigned_to where q.id = $1',
    [request],
  );
  const officer = rows[0]?.officer === 'ronja' ? ronja : await begin({ as: rows[0]?.officer ?? 'ronja' });
  const told = () => officer.page.locator('.told li').allTextContents();
  await officer.open(deskPaths.queue());
  await officer.follow(officer.page.getByRole('link', { name: /^Att veta \(\d+\)$/ }));
  const before = await told();
  expect(before.join('\n')).toContain('Alex Provberg har återkopplat hur det gick');
  await officer.follow(officer.page.locator('.told button').first());
  expect(await told()).toEqual(before.slice(1));
  await alex.open(deskPaths.complainAsRequester({ request }));
  await field(page, 'text').fill('Det gick fort, tack.');
  await alex.follow(saveButton(page));
  expect(await page.locator('main').textContent()).toContain('Det gick fort, tack.');
});
