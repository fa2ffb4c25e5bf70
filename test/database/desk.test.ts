import { expect } from 'vitest';
import { demoActor } from '../../src/demo/index.ts';
import { type IdempotencyKey, newId } from '../../src/kernel/ids.ts';
import { match } from '../../src/matching/index.ts';
import { assignByRule, handOver, takeOver, writeMessage, writeNote } from '../../src/placement/desk/actions/assign.ts';
import { makeMatch, openWarnings } from '../../src/placement/desk/actions/match.ts';
import { hold, recommend, takeBack } from '../../src/placement/desk/actions/recommend.ts';
import { findMatch } from '../../src/placement/desk/store/matches.ts';
import { addCompetence, assignedBy, officersOf } from '../../src/placement/desk/store/officers.ts';
import { insertNote, notesOf } from '../../src/placement/desk/store/units.ts';
import { openRecommendation, recommendationsOf } from '../../src/placement/store/recommendations.ts';
import { findRequest, timelineOf } from '../../src/placement/store/requests.ts';
import { test as base } from '../support/fixtures.ts';
import { changeState, makeDesk, type Made, makeOffer, makeRequest } from './desk-world.ts';
import { day, noon, through } from './world.ts';

type Offers = Readonly<{ lagunen: Made; norr: Made; ekhojden: Made }>;

const test = base.extend<{ $file: { offers: Offers } }>({
  offers: [
    async ({ database }, use) => {
      await makeDesk(database, ['supported-social-housing', 'residential-care']);
      await use({
        lagunen: await makeOffer(database, 'Lagunen', { form: 'in-house', rate: 1100 }),
        norr: await makeOffer(database, 'Norr', { rank: 1, rate: 1500 }),
        ekhojden: await makeOffer(database, 'Ekhöjden', { form: 'direct-award', rate: 2100 }),
      });
    },
    { scope: 'file', auto: true },
  ],
});

const matched = async (database: Parameters<typeof makeRequest>[0], request: string): Promise<string> => {
  const made = await through(database.db, 'ronja', (scope) => makeMatch(scope, request, newId()));
  if (made.outcome !== 'matched') throw new Error(`The match ended in ${made.outcome}`);
  return made.match;
};
const choice = (made: Made, departure = '') => ({ offer: made.offer, departure, note: '' });
const recommended = (
  database: Parameters<typeof makeRequest>[0],
  request: string,
  its: string,
  ...chosen: readonly ReturnType<typeof choice>[]
) => through(database.db, 'ronja', (scope) => recommend(scope, request, its, { chosen, note: '', key: newId() }));

test('a new request is given by the rule to one who is there and competent, and why is kept', async ({ database }) => {
  const { db } = database;
  const [ronja, tove] = [demoActor('ronja').account, demoActor('tove').account];
  await through(db, 'yrsa', (scope) => addCompetence(scope, tove, 'supported-social-housing'));
  const first = await makeRequest(database);
  // The requester's form asks the same: whoever submits gives it away in the same transaction.
  expect(await through(db, 'alex', (scope) => assignByRule(scope, first))).toBe(tove);
  expect(await through(db, 'ronja', (scope) => assignedBy(scope, first))).toMatchObject({
    rule: 'least-work',
    competent: true,
    among: [{ account: tove, work: 0 }],
  });
  // Whoever leads the desk is given nothing.
  const officers = await through(db, 'ronja', (scope) => officersOf(scope, 'spink-vuxna'));
  expect(officers.map(({ account }) => account)).toEqual([ronja, tove]);
  expect(officers.find(({ account }) => account === tove)).toMatchObject({ planned: 1, acute: 0 });
  await database.owner.query(
    `insert into absence (municipality, id, account, valid_from, valid_to, written_by, written_at, idempotency_key)
     values ('1480', $1, $2, '2026-10-14', '2026-10-14', $2, $3, $4)`,
    [newId(), tove, noon, newId()],
  );
  const second = await makeRequest(database);
  expect(await through(db, 'alex', (scope) => assignByRule(scope, second))).toBe(ronja);
  expect(await through(db, 'ronja', (scope) => assignedBy(scope, second))).toMatchObject({
    competent: false,
    absent: 1,
  });
});

test('a request is taken over and handed over with why, and not by who has seen another state of it', async ({
  database,
}) => {
  const { db } = database;
  const request = await makeRequest(database);
  const seen = 1;
  expect(await through(db, 'ronja', (scope) => takeOver(scope, request, 'Jag är ledig för det', seen))).toEqual({
    outcome: 'moved',
  });
  expect(await through(db, 'tove', (scope) => takeOver(scope, request, 'Jag med', seen))).toEqual({
    outcome: 'overtaken',
  });
  const tove = { to: demoActor('tove').account, toName: 'Tove' };
  // Not hers to hand over, and the lead's.
  expect(await through(db, 'ulf', (scope) => handOver(scope, request, tove, 'Nej', 2))).toEqual({
    outcome: 'not-found',
  });
  expect(await through(db, 'yrsa', (scope) => handOver(scope, request, tove, 'Semester', 2))).toEqual({
    outcome: 'moved',
  });
  const kinds = await through(db, 'alex', (scope) => timelineOf(scope, request));
  expect(kinds.map(({ event }) => event.kind).toSorted()).toEqual(['handed-over', 'taken-over']);
});

test('both sides read the timeline, only the desk its notes, and nobody else anything', async ({
  database,
  offers,
}) => {
  const { db } = database;
  const request = await makeRequest(database);
  const key = newId<IdempotencyKey>();
  const message = { text: 'Vilken dag?', needsAnswer: true, key } as const;
  expect(await through(db, 'ronja', (scope) => writeMessage(scope, request, message))).toBe(true);
  expect(await through(db, 'ronja', (scope) => writeMessage(scope, request, message))).toBe(true);
  await through(db, 'ronja', (scope) => writeNote(scope, request, 'Fråga chefen', newId()));
  const seenBy = async (who: 'alex' | 'ronja' | 'charlie' | 'zeb') =>
    through(db, who, async (scope) => (await timelineOf(scope, request)).map(({ event }) => event.kind).toSorted());
  expect(await seenBy('alex')).toEqual(['message']);
  expect(await seenBy('ronja')).toEqual(['message', 'note']);
  expect(await seenBy('charlie')).toEqual([]);
  expect(await seenBy('zeb')).toEqual([]);
  expect(await through(db, 'ronja', (scope) => findRequest(scope, request))).toMatchObject({ waitingFor: 'requester' });
  const { rows } = await database.owner.query(`select account from notice where placement_request = $1`, [request]);
  expect(rows).toEqual([{ account: demoActor('alex').account }]);
  // What is written of units is the municipality's desk's, and the register's keeper does not read it.
  const note = {
    register: '1480',
    unit: offers.norr.unit,
    visitedOn: day('2026-10-01'),
    note: 'Ljust och lugnt',
    key: newId<IdempotencyKey>(),
  };
  await through(db, 'ronja', (scope) => insertNote(scope, note));
  const notes = async (who: 'tove' | 'alex' | 'zeb') =>
    through(db, who, async (scope) => (await notesOf(scope, '1480', [note.unit])).size);
  expect([await notes('tove'), await notes('alex'), await notes('zeb')]).toEqual([1, 0, 0]);
});

test('a match is kept whole: done again from what is kept it is the same, whatever the register has become', async ({
  database,
  offers: { lagunen, norr, ekhojden },
}) => {
  const request = await makeRequest(database);
  const id = await matched(database, request);
  const stored = await through(database.db, 'ronja', (scope) => findMatch(scope, request, id));
  expect(stored?.result.candidates.map(({ offer }) => offer)).toEqual([lagunen.offer, norr.offer, ekhojden.offer]);
  const { register, request: asked, order } = stored?.facts ?? { register: { providers: [] } };
  expect(asked && stored && match(register, asked, stored.on, order)).toEqual(stored?.result);
  // Neither the requester nor who keeps the register reads it.
  for (const who of ['alex', 'zeb'] as const)
    expect(await through(database.db, who, (scope) => findMatch(scope, request, id))).toBeUndefined();
});

test('leaving the order needs a reason, one recommendation waits at a time, and it is frozen as it was made', async ({
  database,
  offers: { lagunen, norr },
}) => {
  const request = await makeRequest(database);
  const id = await matched(database, request);
  expect(await recommended(database, request, id, choice(norr))).toEqual({
    outcome: 'unexplained',
    offers: [norr.offer],
  });
  expect(await recommended(database, request, id, choice(norr, 'Närmare skolan'), choice(lagunen))).toEqual({
    outcome: 'recommended',
  });
  expect(await recommended(database, request, id, choice(lagunen))).toEqual({ outcome: 'one-waits' });
  const open = await through(database.db, 'alex', (scope) => openRecommendation(scope, request));
  expect(open?.items).toMatchObject([
    { offer: norr.offer, rank: 2, departure: 'Närmare skolan', dailyRate: 1500, rateOn: '2026-01-01' },
    {
      offer: lagunen.offer,
      rank: 1,
      departure: '',
      body: { unitName: 'Lagunen', providerName: 'Lagunen AB', ask: [] },
    },
  ]);
  expect(
    await through(database.db, 'ronja', (scope) => takeBack(scope, request, open?.id ?? '', 'Platsen försvann')),
  ).toBe(true);
  const after = await through(database.db, 'alex', (scope) => recommendationsOf(scope, request));
  expect(after).toMatchObject([{ answer: 'lapsed', answerText: 'Platsen försvann' }]);
  expect(await through(database.db, 'ronja', (scope) => findRequest(scope, request))).toMatchObject({
    waitingFor: 'desk',
  });
});

test('a provider that is paused while a recommendation is open warns at once, and is not recommended again', async ({
  database,
  offers: { lagunen },
}) => {
  const paused = await makeOffer(database, 'Pausen', { rank: 9 });
  const request = await makeRequest(database);
  const id = await matched(database, request);
  const chosen = [choice(lagunen), choice(paused, 'Mindre grupp')];
  expect(await recommended(database, request, id, ...chosen)).toEqual({ outcome: 'recommended' });
  const warnings = () =>
    through(database.db, 'ronja', async (scope) => (await openWarnings(scope, [{ id: request }])).get(request));
  expect(await warnings()).toBeUndefined();
  await changeState(database, paused, 'paused', '2026-10-14');
  expect(await warnings()).toMatchObject([{ offer: paused.offer, against: [{ code: 'active' }] }]);
  const open = await through(database.db, 'ronja', (scope) => openRecommendation(scope, request));
  await through(database.db, 'ronja', (scope) => takeBack(scope, request, open?.id ?? '', 'Pausad'));
  expect(await recommended(database, request, id, ...chosen)).toMatchObject({
    outcome: 'warned',
    warnings: [{ offer: paused.offer }],
  });
});

test('a permit that expires before the start, an agreement that ends before it and a municipality that is no party exclude, each with its reason', async ({
  database,
}) => {
  const residential = { intervention: 'residential-care' } as const;
  const expiring = await makeOffer(database, 'Utgången', { ...residential, permitTo: '2026-10-31' });
  const lasting = await makeOffer(database, 'Hållbar', { ...residential, permitTo: '2026-11-01' });
  const ending = await makeOffer(database, 'Slutar', {
    ...residential,
    agreementTo: '2026-10-31',
    permitTo: '2027-10-31',
  });
  const others = await makeOffer(database, 'Annan', {
    ...residential,
    municipalities: ['1401'],
    permitTo: '2027-10-31',
  });
  const request = await makeRequest(database, { ...residential });
  const id = await matched(database, request);
  const result = (await through(database.db, 'ronja', (scope) => findMatch(scope, request, id)))?.result;
  expect(result?.candidates.map(({ offer }) => offer)).toEqual([lasting.offer]);
  const notMet = (made: Made) => result?.excluded.find(({ offer }) => offer === made.offer)?.notMet;
  expect([expiring, ending, others].map(notMet)).toEqual([
    ['permit-valid'],
    ['agreement-valid'],
    ['municipality-party'],
  ]);
});

test('a place is held once, told at the desk only, and another request finds none free', async ({
  database,
  offers: { lagunen },
}) => {
  const { db } = database;
  const [one, other] = [await makeRequest(database), await makeRequest(database)];
  const [first, second] = [await matched(database, one), await matched(database, other)];
  const held = (request: string, its: string) =>
    through(db, 'ronja', (scope) => hold(scope, request, its, lagunen.offer, 24, newId()));
  expect(await held(one, first)).toEqual({ outcome: 'held' });
  expect(await held(other, second)).toEqual({ outcome: 'full' });
  const kinds = await through(db, 'alex', (scope) => timelineOf(scope, one));
  expect(kinds.map(({ event }) => event.kind)).toEqual(['matched']);
  const again = await matched(database, other);
  const stored = await through(db, 'ronja', (scope) => findMatch(scope, other, again));
  expect(stored?.result.excluded.find(({ offer }) => offer === lagunen.offer)).toMatchObject({
    notMet: ['place-free'],
  });
});
