import { expect } from 'vitest';
import { paths as casework } from '../../src/casework/index.ts';
import { demoActor } from '../../src/demo/index.ts';
import { newId } from '../../src/kernel/ids.ts';
import { makeMatch } from '../../src/placement/desk/actions/match.ts';
import { recommend } from '../../src/placement/desk/actions/recommend.ts';
import { findMatch } from '../../src/placement/desk/store/matches.ts';
import { deskPaths, placementPaths as placement, requestMessages } from '../../src/placement/index.ts';
import { as } from '../../src/platform/door.ts';
import { now, test } from '../support/browser.ts';
import { open, start } from '../database/world.ts';
import { choice, field, saveButton, statesIn } from './run-page.ts';

const m = requestMessages.sv;

test('a placement from a case of the routine: asked for without a name, proposed, accepted, reported; nothing is typed twice and the run’s steps are done', async ({
  begin,
  database,
}) => {
  const through = { action: 'test', channel: 'cli' } as const;
  const run = await as(database.db, demoActor('alex'), now, through, async (scope) =>
    start(scope, await open(scope, { givenName: 'Nova', familyName: 'Provfors' })),
  );
  const alex = await begin({ as: 'alex' });
  const { page } = alex;
  const states = async (): Promise<Readonly<Record<string, string>>> => {
    await alex.open(casework.run({ run }));
    return statesIn(page, 'before-placement');
  };

  // From the run: what it says is filled in, and what is missing is told.
  await alex.open(casework.run({ run }));
  await alex.follow(page.getByRole('link', { name: m.ask.title }));
  expect(await field(page, 'insats').inputValue()).toBe('supported-social-housing');
  await alex.follow(saveButton(page));
  await alex.follow(saveButton(page), 422);
  expect(await page.locator('.error-summary a').allTextContents()).toContain(m.problems.gender);
  await choice(page, 'underkategori', 'apartment').check();
  await choice(page, 'bradska', 'planerat').check();
  await field(page, 'fran').fill('2026-11-01');
  await field(page, 'beslutsgrund').selectOption('sol');
  await choice(page, 'stodniva', 'high').check();
  await field(page, 'alder').fill('41');
  await choice(page, 'kon', 'female').check();
  await field(page, 'handelser').fill('Nova hotade en granne.');
  await field(page, 'nar').fill('I våras');
  await field(page, 'situationer').fill('Sena kvällar.');
  await field(page, 'skyddsfaktorer').fill('Fasta tider.');
  await field(page, 'behov-ord').fill('Lugn och samma personal.');

  // Nobody is named where the desk reads.
  await alex.follow(saveButton(page), 422);
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([m.problems.named]);
  await field(page, 'handelser').fill('Hot mot en granne.');
  await alex.follow(saveButton(page));
  const preview = (await page.locator('.shared').textContent()) ?? '';
  expect(preview).toContain('Hot mot en granne.');
  expect(preview).not.toContain('Nova');

  // On a ground; then it is on its way, by whoever has least to do.
  await alex.follow(saveButton(page), 422);
  await choice(page, 'grund', 'necessary').check();
  for (const box of await page.locator('textarea:visible').all()) await box.fill('Boendet måste ordnas nu.');
  await alex.follow(saveButton(page));
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
  await alex.follow(page.getByRole('link', { name: /Svara på förslaget/ }).first());
  await alex.follow(page.getByRole('link', { name: m.recommendation.answer }));
  await alex.follow(saveButton(page), 422);
  await page.locator('[name="svar"]').first().check();
  await alex.follow(saveButton(page));
  await alex.follow(page.getByRole('link', { name: m.page.outcome }).first());
  expect(await field(page, 'fran').inputValue()).toBe('2026-11-01');
  await alex.follow(saveButton(page));
  expect(await page.locator('main').textContent()).toContain(m.followUps.line(1));
  expect(await states()).toMatchObject({
    'history-in-request': 'done',
    'match-housing': 'done',
    'support-level': 'done',
  });
  expect(await page.locator('main, aside').allTextContents()).toEqual(
    expect.arrayContaining([expect.stringContaining('Inflyttning')]),
  );
});
