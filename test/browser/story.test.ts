import { expect } from 'vitest';
import { demoPassword } from '../../src/demo/index.ts';
import { test } from '../support/browser.ts';
import { keyboardOf } from './keyboard.ts';
import { choice, field, lineOf, saveButton, stateInWords, statesIn } from './run-page.ts';
import { words } from './words.ts';

test('with a keyboard alone a caseworker takes a case from its opening to the discharge', async ({ begin, server }) => {
  const visit = await begin();
  const { page } = visit;
  const keys = keyboardOf(visit);
  const link = (name: string | RegExp) => page.getByRole('link', { name });
  const signIn = async () => {
    await keys.write(field(page, 'username'), 'alex');
    await keys.write(field(page, 'password'), demoPassword);
    await visit.arrive(() => page.keyboard.press('Enter'));
  };

  await visit.open('/');
  await signIn();
  await keys.go(link(words.web.places.cases).first());

  // Opens a case.
  await keys.go(link(words.cases.open));
  await keys.write(field(page, 'givenName'), 'Tove');
  await keys.write(field(page, 'familyName'), 'Påhittad');
  await keys.choose(choice(page, 'identityKind', 'personal-identity-number'));
  await keys.write(field(page, 'identityNumber'), '19900101-9802');
  await keys.choose(choice(page, 'identityCertainty', 'probable'));
  await keys.write(field(page, 'ownReference'), 'T-1234');
  await keys.go(saveButton(page));

  // Starts the routine, with what is known.
  await keys.choose(choice(page, 'routine', 'repeated-discharge@2025'));
  await keys.tick(choice(page, 'uppgift.grounds', 'threat'));
  await keys.choose(choice(page, 'uppgift.acuteHomelessness', 'no'));
  await keys.choose(choice(page, 'uppgift.housingForm', 'communal'));
  await keys.choose(choice(page, 'uppgift.sipExists', 'no'));
  await keys.go(saveButton(page));
  expect(await statesIn(page, 'before-placement')).toEqual({
    'individual-assignment': 'open',
    'history-in-request': 'open',
    'match-housing': 'open',
    'support-level': 'not-applicable',
    'planning-meeting': 'open',
    'history-review': 'open',
    'contingency-plan': 'open',
    'professions-plan': 'open',
    'information-meeting': 'open',
  });
  expect(await statesIn(page, 'move-in')).toEqual({
    'start-meeting': 'waiting',
    'first-follow-ups-booked': 'waiting',
    'prevention-in-implementation-plan': 'waiting',
  });

  // The planning meeting, and what belongs to it in the same sitting.
  await keys.go(lineOf(page, 'planning-meeting').locator('.act a'));
  await keys.tick(choice(page, 'participants', 'caseworker'));
  await keys.tick(choice(page, 'participants', 'housingStaff'));
  await keys.choose(choice(page, 'channel', 'video'));
  await keys.write(field(page, 'svar.prevention'), 'Samma kontaktperson hela tiden.');
  await keys.tick(field(page, 'aven.history-review'));
  await keys.write(field(page, 'history-review.svar.worked'), 'Fasta tider.');
  await keys.write(field(page, 'history-review.svar.didNotWork'), 'Byte av personal.');
  await keys.write(field(page, 'history-review.svar.earlySigns'), 'Svarar inte i telefon.');
  await keys.tick(field(page, 'aven.contingency-plan'));
  await keys.write(field(page, 'contingency-plan.svar.actions'), 'Extra besök samma dag.');
  await keys.write(field(page, 'contingency-plan.svar.contacts'), 'Socialjouren på kvällar.');
  await keys.write(field(page, 'contingency-plan.svar.responsibilities'), 'Boendet ringer först.');
  await keys.tick(field(page, 'aven.professions-plan'));
  await keys.write(field(page, 'professions-plan.svar.whoAndHow'), 'God man sköter hyran.');
  await keys.go(saveButton(page));
  expect(await statesIn(page, 'before-placement')).toMatchObject({
    'individual-assignment': 'open',
    'planning-meeting': 'done',
    'history-review': 'done',
    'contingency-plan': 'done',
    'professions-plan': 'done',
  });
  expect(await stateInWords(page, 'planning-meeting')).toBe('Klart 14 okt');

  // The day of moving in is known, and what counts from it gets its days.
  await keys.go(link(/Inflyttning$/));
  await keys.date(field(page, 'uppgift.moveIn'), '2026-10-14');
  await keys.go(saveButton(page));
  expect(await statesIn(page, 'move-in')).toEqual({
    'start-meeting': 'open',
    'first-follow-ups-booked': 'waiting',
    'prevention-in-implementation-plan': 'open',
  });
  expect(await stateInWords(page, 'start-meeting')).toBe('Snart senast om 7 dagar, ons 21 okt');
  expect(await stateInWords(page, 'weekly-follow-up')).toBe('Snart senast om 7 dagar, ons 21 okt');
  expect(await stateInWords(page, 'first-follow-ups-booked')).toBe('Väntar på uppstartsmöte');

  // The start meeting, where the first follow-ups are booked.
  await keys.go(lineOf(page, 'start-meeting').locator('.act a'));
  await keys.tick(choice(page, 'participants', 'caseworker'));
  await keys.tick(choice(page, 'participants', 'housingStaff'));
  await keys.tick(choice(page, 'participants', 'individual'));
  await keys.choose(choice(page, 'channel', 'in-person'));
  await keys.write(field(page, 'svar.prevention'), 'Vi hörs varje onsdag.');
  await keys.tick(field(page, 'aven.follow-ups-booked'));
  await keys.date(field(page, 'follow-ups-booked.svar.dates'), '2026-10-21');
  await keys.go(saveButton(page));
  expect(await statesIn(page, 'move-in')).toEqual({
    'start-meeting': 'done',
    'first-follow-ups-booked': 'done',
    'prevention-in-implementation-plan': 'open',
  });
  expect(await stateInWords(page, 'prevention-in-implementation-plan')).toBe(
    'Väntar på Boende och hemlöshet senast om 14 dagar, ons 28 okt',
  );

  // Four weeks later nobody has followed up, and the session has ended long ago.
  const run = new URL(page.url()).pathname;
  server.clock.now = new Date('2026-11-11T09:15:00Z');
  await visit.arrive(() => page.goto(run));
  await signIn();
  expect(new URL(page.url()).pathname).toBe(run);
  expect(await statesIn(page, 'during-placement')).toMatchObject({
    'weekly-follow-up': 'overdue',
    'monthly-meeting': 'open',
  });
  expect(await stateInWords(page, 'monthly-meeting')).toBe('Snart senast om 3 dagar, lör 14 nov');

  // The monthly meeting: what has worked is asked for when nothing has happened.
  await keys.go(lineOf(page, 'monthly-meeting').locator('.act a'));
  for (const role of ['caseworker', 'housingStaff', 'individual']) await keys.tick(choice(page, 'participants', role));
  expect(await choice(page, 'channel', 'in-person').isChecked()).toBe(true);
  expect(await field(page, 'svar.whatWorked').isVisible()).toBe(false);
  await keys.choose(choice(page, 'svar.safety', 'none'));
  await keys.write(field(page, 'svar.whatWorked'), 'Fasta tider och samma kontaktperson.');
  await keys.go(saveButton(page));
  expect(await lineOf(page, 'monthly-meeting').locator('.who').textContent()).toContain(
    'varje månad, 1 av 1 gånger i tid, senast gjort 11 nov',
  );
  expect(await stateInWords(page, 'monthly-meeting')).toBe('Att göra senast fre 11 dec');

  // Discharged: the routine has ended, and nothing of it is left to do.
  await keys.to(page.locator('summary', { hasText: words.run.document }));
  await page.keyboard.press('Enter');
  await keys.go(link('Dokumentera utskrivningen'));
  await keys.choose(choice(page, 'svar.planned', 'yes'));
  await keys.write(field(page, 'svar.reason'), 'Flyttade till en egen lägenhet.');
  await keys.go(saveButton(page));
  expect(await page.locator('.run-heading').textContent()).toContain(words.run.ended('Utskrivning'));
});
