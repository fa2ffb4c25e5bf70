import { type RawBuilder, sql } from 'kysely';
import { expect } from 'vitest';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { changes } from '../../src/organisation/administration/store/history.ts';
import { type IdempotencyKey, newId } from '../../src/kernel/ids.ts';
import { builtInOrder, match, type Order } from '../../src/matching/index.ts';
import { replay } from '../../src/placement/desk/replay.ts';
import { assignByRule, handOver, takeOver, writeMessage, writeNote } from '../../src/placement/desk/actions/assign.ts';
import { beginAward, decide, finish } from '../../src/placement/desk/actions/award.ts';
import { makeMatch, openWarnings } from '../../src/placement/desk/actions/match.ts';
import { hold, recommend, takeBack } from '../../src/placement/desk/actions/recommend.ts';
import { cancel, inquire } from '../../src/placement/desk/actions/inquire.ts';
import { deskJobs } from '../../src/placement/desk/jobs.ts';
import { answerInquiry, openInquiry } from '../../src/placement/desk/store/answers.ts';
import { answerBid, decidedAwards, findAward, insertBid, tellBidders } from '../../src/placement/desk/store/awards.ts';
import {
  closeComplaint,
  complaintsOf,
  insertComplaint,
  insertComplaintMeasure,
} from '../../src/placement/desk/store/complaints.ts';
import { answerSampled, drawSample, sampleOf } from '../../src/placement/desk/store/samples.ts';
import { inquiriesOf } from '../../src/placement/desk/store/inquiries.ts';
import { mailJob } from '../../src/organisation/index.ts';
import type { Mailer, Message } from '../../src/platform/mail.ts';
import { createSafe } from '../../src/platform/safe.ts';
import { hashToken } from '../../src/platform/session.ts';
import { offersInWords } from '../../src/register/index.ts';
import { findMatch } from '../../src/placement/desk/store/matches.ts';
import {
  insertOrder,
  latestMatches,
  orderDecisions,
  orderOn,
  withdrawOrder,
} from '../../src/placement/desk/store/orders.ts';
import { addCompetence, assignedBy, officersOf } from '../../src/placement/desk/store/officers.ts';
import { endReason, insertReason } from '../../src/placement/desk/store/reasons.ts';
import { endReceiver, receivers, writeReceiver } from '../../src/placement/desk/store/receivers.ts';
import { insertNote, notesOf } from '../../src/placement/desk/store/units.ts';
import { reasons } from '../../src/placement/store/desks.ts';
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

/** Asked past the actions: what somebody else is said to have done. */
const inOthersName = (
  database: Parameters<typeof makeRequest>[0],
  who: 'ronja' | 'tove' | 'yrsa',
  change: RawBuilder<unknown>,
) =>
  expect(
    through(database.db, who, (scope) => change.execute(scope.db)),
    'Nobody does anything in somebody else’s name',
  ).rejects.toMatchObject({ code: '42501' });

test('a new request is given by the rule to one who is there and competent, and why is kept', async ({ database }) => {
  const { db } = database;
  const [ronja, tove] = [demoActor('ronja').account, demoActor('tove').account];
  await through(db, 'yrsa', (scope) => addCompetence(scope, tove, 'supported-social-housing'));
  await inOthersName(database, 'yrsa', sql`update placement_competence set ended_at = ${noon}, ended_by = ${ronja}`);
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

test('what has come against several proposals is asked at once, and each request is told of its own', async ({
  database,
  offers: { lagunen },
}) => {
  const paused = await makeOffer(database, 'Vilan', { rank: 9 });
  const propose = async (start: string, ...offers: readonly Made[]) => {
    const request = await makeRequest(database, { start: day(start) });
    const id = await matched(database, request);
    const chosen = offers.map((one) => choice(one, 'Mindre grupp'));
    expect(await recommended(database, request, id, ...chosen)).toEqual({ outcome: 'recommended' });
    return request;
  };
  const requests = [
    await propose('2026-11-01', lagunen),
    await propose('2026-11-01', lagunen, paused),
    await propose('2026-12-01', paused),
  ];
  await changeState(database, paused, 'paused', '2026-11-15');
  const warned = await through(database.db, 'ronja', (scope) =>
    openWarnings(
      scope,
      requests.map((id) => ({ id })),
    ),
  );
  // The pause comes between the first days: only who begins after it is warned.
  expect([...warned.keys()]).toEqual([requests[2]]);
  expect(warned.get(requests[2] ?? '')).toMatchObject([{ offer: paused.offer, against: [{ code: 'active' }] }]);
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

const safe = createSafe(Buffer.alloc(32, 7));
const origin = 'https://hemvist.example';
const later = (hours: number): Date => new Date(noon.getTime() + hours * 3_600_000);

/** Asks a provider by mail, and gives the secret of the link. */
async function askProvider(
  database: Parameters<typeof makeRequest>[0],
  request: string,
  made: Made,
  days: 1 | 3 = 3,
): Promise<string> {
  const its = await matched(database, request);
  return through(database.db, 'ronja', async (scope) => {
    const offer = (await offersInWords(scope, [made.offer], { day: day('2026-11-01') })).get(made.offer);
    if (!offer) throw new Error('The offer is not there');
    const said = { message: 'Finns hiss?', days, byMail: true, key: newId<IdempotencyKey>() };
    const inquired = await inquire(scope, request, its, offer, said, { safe, origin });
    if (inquired.outcome !== 'asked') throw new Error(`The inquiry ended in ${inquired.outcome}`);
    return inquired.link.slice(origin.length + '/svar/'.length);
  });
}

test('a provider reads needs and nothing of whose they are, and answers once without an account', async ({
  database,
  offers: { norr },
}) => {
  const { db, owner } = database;
  const request = await makeRequest(database, { wishes: 'Alva vill bo nära skolan' });
  const secret = await askProvider(database, request, norr);
  const opened = await openInquiry(db, secret, noon);
  expect(opened).toMatchObject({ state: 'open', body: { unitName: 'Norr', municipalityName: 'Göteborgs Stad' } });
  const told = JSON.stringify(opened);
  for (const hidden of ['Alva', 'Exempelsson', '19900101', 'Centrum', 'P-2026', 'lugn'])
    expect(told).not.toContain(hidden);
  // The secret is nowhere: not in the inquiry, not in the message that waits.
  const { rows: mail } = await owner.query(`select * from mail where kind = 'inquiry' and inquiry is not null`);
  expect(mail).toMatchObject([{ address: 'norr@example.org', account: null, state: 'waiting' }]);
  expect(JSON.stringify(mail)).not.toContain(secret);
  const sent: Message[] = [];
  const mailer: Mailer = {
    send: async (message, begin) => {
      if (await begin()) sent.push(message);
      return { outcome: 'sent' };
    },
  };
  await mailJob(db, mailer, safe).work(noon, new AbortController().signal);
  expect(sent).toMatchObject([{ to: 'norr@example.org' }]);
  expect(sent[0]?.text).toContain(`${origin}/svar/${secret}`);
  expect((await owner.query(`select from mail where sealed_link is not null`)).rowCount).toBe(0);

  expect(
    await answerInquiry(db, secret, { answer: 'later', freeFrom: day('2026-11-09'), text: 'Då flyttar någon' }, noon),
  ).toBe('taken');
  expect(await answerInquiry(db, secret, { answer: 'yes', text: '' }, noon)).toBe('answered');
  expect(await openInquiry(db, secret, noon)).toMatchObject({ state: 'answered', answer: 'later' });
  const [event] = await through(db, 'alex', (scope) => timelineOf(scope, request));
  expect(event?.event).toMatchObject({
    kind: 'inquiry-answered',
    unitName: 'Norr',
    answer: 'later',
    from: '2026-11-09',
  });
  expect(await through(db, 'ronja', (scope) => findRequest(scope, request))).toMatchObject({ waitingFor: 'desk' });
  // Whoever is signed in has no use for a link.
  const signedIn = through(
    db,
    'zeb',
    async (scope) =>
      (
        await sql<{
          done: string | null;
        }>`select access.answer_inquiry(${hashToken(secret)}, ${newId()}, ${noon}, 'yes', null, '') as done`.execute(
          scope.db,
        )
      ).rows[0]?.done,
  );
  expect(await signedIn).toBeNull();
});

test('an inquiry is reminded of once, by a link of its own, and lapses by itself; a link that is taken back says so', async ({
  database,
  offers: { norr },
}) => {
  const { db } = database;
  const tarn = await makeOffer(database, 'Tjärnen', { rank: 8 });
  const request = await makeRequest(database);
  const [first, second] = [await askProvider(database, request, norr), await askProvider(database, request, tarn, 1)];
  const [job] = deskJobs(db, safe, () => origin);
  const run = async (hours: number) => (await job?.work(later(hours), new AbortController().signal))?.figures;
  expect(await run(1)).toEqual({ lapsed: 0, reminded: 0 });
  // One day after it was asked, the one that had one day is out, and the one that has three is not yet to be reminded of.
  expect(await run(25)).toEqual({ lapsed: 1, reminded: 0 });
  expect(await openInquiry(db, second, later(25))).toMatchObject({ state: 'lapsed' });
  expect(await run(49)).toEqual({ lapsed: 0, reminded: 1 });
  expect(await run(50)).toEqual({ lapsed: 0, reminded: 0 });
  const { rows } = await database.owner.query<{ id: string; sealed_link: string }>(
    `select id, sealed_link from mail where kind = 'inquiry-reminder'`,
  );
  const link = safe.open(rows[0]?.sealed_link ?? '', `mail ${rows[0]?.id ?? ''}`) ?? '';
  for (const secret of [first, link.slice(origin.length + '/svar/'.length)])
    expect(await openInquiry(db, secret, later(50))).toMatchObject({ state: 'open' });
  const inquiry = (await through(db, 'ronja', (scope) => inquiriesOf(scope, request))).find(
    ({ lapsedAt }) => !lapsedAt,
  );
  const tove = demoActor('tove').account;
  await inOthersName(
    database,
    'ronja',
    sql`update placement_inquiry set cancelled_at = ${noon}, cancelled_by = ${tove} where id = ${inquiry?.id}`,
  );
  expect(await through(db, 'ronja', (scope) => cancel(scope, request, inquiry?.id ?? ''), later(51))).toBe(true);
  expect(await openInquiry(db, first, later(51))).toMatchObject({ state: 'cancelled' });
  expect(await answerInquiry(db, first, { answer: 'yes', text: '' }, later(51))).toBe('cancelled');
  expect(await openInquiry(db, 'x'.repeat(43), noon)).toBeUndefined();
  expect(await through(db, 'ronja', (scope) => findRequest(scope, request))).toMatchObject({ waitingFor: 'desk' });
});

test('a direct award waits for what is under agreement, says why it cannot be used without anybody typing it, and is documented to its end', async ({
  database,
}) => {
  const { db } = database;
  await makeDesk(database, ['treatment']);
  const agreed = await makeOffer(database, 'Avtalet', { intervention: 'treatment' });
  const direct = await makeOffer(database, 'Direkten', { intervention: 'treatment', form: 'direct-award', rate: 2100 });
  const request = await makeRequest(database, { intervention: 'treatment' });
  const its = await matched(database, request);
  const begin = () => through(db, 'ronja', (scope) => beginAward(scope, request, its, newId()));
  expect(await begin()).toEqual({ outcome: 'serving', offers: [agreed.offer] });
  const secret = await askProvider(database, request, agreed);
  await answerInquiry(db, secret, { answer: 'no', text: 'Fullt till våren' }, noon);
  const begun = await begin();
  if (begun.outcome !== 'begun') throw new Error(`It ended in ${begun.outcome}`);
  expect(await begin()).toEqual({ outcome: 'already' });
  const { award } = begun;
  const now = (who: 'ronja' | 'alex' = 'ronja') => through(db, who, (scope) => findAward(scope, request, award));
  expect((await now())?.why).toMatchObject([
    { name: 'Avtalet', reasons: [{ sv: 'Utföraren har svarat nej: Fullt till våren' }] },
  ]);
  expect(await now('alex')).toBeUndefined();
  await through(db, 'ronja', (scope) =>
    insertBid(scope, award, {
      register: '1480',
      ...direct,
      askedOn: day('2026-10-13'),
      askedHow: 'telefon',
      key: newId(),
    }),
  );
  const [bid] = (await now())?.bids ?? [];
  const decision = { bid: bid?.id ?? '', days: 100, reason: 'Enda som kan ta emot', contractOn: day('2026-10-14') };
  const decided = () => through(db, 'ronja', (scope) => decide(scope, request, award, decision));
  expect(await decided()).toEqual({ outcome: 'no-bid' });
  await through(db, 'ronja', (scope) =>
    answerBid(scope, award, bid?.id ?? '', {
      answer: 'offered',
      answeredOn: day('2026-10-14'),
      dailyRate: 2050,
      text: '',
    }),
  );
  const tove = demoActor('tove').account;
  await inOthersName(
    database,
    'ronja',
    sql`update direct_award set ended_at = ${noon}, ended_by = ${tove}, end_reason = 'x' where id = ${award}`,
  );
  expect(await decided()).toEqual({ outcome: 'decided' });
  expect(await decided()).toEqual({ outcome: 'overtaken' });
  expect(await now()).toMatchObject({
    value: 205_000,
    comparison: [{ kind: 'framework', rate: 1500, name: 'Avtalet' }],
  });
  // Not complete before all who were asked have been told.
  const done = () => through(db, 'ronja', (scope) => finish(scope, request, award));
  expect(await done()).toBe(false);
  await through(db, 'ronja', (scope) => tellBidders(scope, award, day('2026-10-14'), 'brev'));
  expect(await done()).toBe(true);
  const mine = await through(db, 'tove', (scope) => decidedAwards(scope, day('2026-10-01')));
  expect(mine).toMatchObject([{ value: 205_000, provider: direct.provider, contractOn: '2026-10-14' }]);
  expect(await through(db, 'zeb', (scope) => decidedAwards(scope, day('2026-10-01')))).toEqual([]);
});

test("a view on how a request was taken care of is both sides', and is followed up and closed at the desk", async ({
  database,
}) => {
  const { db } = database;
  const request = await makeRequest(database);
  await through(db, 'alex', (scope) => insertComplaint(scope, request, 'Ingen svarade', newId()));
  const found = async (who: 'alex' | 'ronja' | 'charlie') => through(db, who, (scope) => complaintsOf(scope, request));
  const [complaint] = await found('ronja');
  expect(await found('charlie')).toEqual([]);
  const id = complaint?.id ?? '';
  const measure = (who: 'alex' | 'ronja') =>
    through(db, who, (scope) => insertComplaintMeasure(scope, id, 'Vi ringde', newId()));
  await expect(measure('alex')).rejects.toThrow();
  await measure('ronja');
  const tove = demoActor('tove').account;
  await inOthersName(
    database,
    'ronja',
    sql`update placement_complaint set conclusion = 'x', closed_at = ${noon}, closed_by = ${tove} where id = ${id}`,
  );
  const close = (who: 'alex' | 'ronja') => through(db, who, (scope) => closeComplaint(scope, id, 'Bättre bevakning'));
  expect([await close('alex'), await close('ronja'), await close('ronja')]).toEqual([false, true, false]);
  expect(await found('alex')).toMatchObject([{ conclusion: 'Bättre bevakning', measures: [{ measure: 'Vi ringde' }] }]);
});

test('a sample is drawn once of the requests that were closed in a month, and each is answered for once', async ({
  database,
}) => {
  const { db, owner } = database;
  const closed = [await makeRequest(database), await makeRequest(database), await makeRequest(database)];
  await owner.query(
    `update placement_request set state = 'closed', waiting_for = 'nobody', closed_at = '2026-09-30T21:59:00Z' where id = any($1::uuid[])`,
    [closed],
  );
  // In Stockholm it is October already.
  await owner.query(`update placement_request set closed_at = '2026-09-30T22:01:00Z' where id = $1`, [closed[2]]);
  const month = day('2026-09-01');
  const draw = (who: 'yrsa' | 'ronja', size: number) => through(db, who, (scope) => drawSample(scope, month, size));
  await expect(draw('ronja', 1)).rejects.toThrow();
  await draw('yrsa', 1);
  await draw('yrsa', 2);
  const sample = () => through(db, 'tove', (scope) => sampleOf(scope, month));
  const [one, ...more] = await sample();
  expect(more).toEqual([]);
  expect(closed.slice(0, 2)).toContain(one?.request);
  const answers = { 'in-time': 'yes', order: 'yes', messages: 'no', 'needs-only': 'yes' } as const;
  const answer = () => through(db, 'tove', (scope) => answerSampled(scope, month, one?.request ?? '', answers, ''));
  const yrsa = demoActor('yrsa').account;
  await inOthersName(
    database,
    'tove',
    sql`update placement_sample set answers = '{}', note = '', answered_at = ${noon}, answered_by = ${yrsa}`,
  );
  // Whoever has had the request is told so, and cannot review it past the page either.
  const handler = (account: string | null) =>
    owner.query('update placement_request set assigned_to = $2 where id = $1', [one?.request, account]);
  await handler(demoActor('tove').account);
  expect(await sample()).toMatchObject([{ isOwn: true }]);
  await expect(answer()).rejects.toMatchObject({ code: '42501' });
  await handler(demoActor('ronja').account);
  expect([await answer(), await answer()]).toEqual([true, false]);
  expect(await sample()).toMatchObject([{ answers, answeredByName: 'Tove Förslagsson' }]);
});

test('the municipality decides its own order from a day: matches after it go by it and name it, those before replay as they were, and what is in force stays', async ({
  database,
}) => {
  const { db } = database;
  const [today, toCome] = [day('2026-10-14'), day('2026-12-01')];
  const cheapFirst: Omit<Order, 'version'> = { ...builtInOrder, keys: ['daily-rate', 'form'] };
  await makeDesk(database, ['short-term-stay']);
  const own = await makeOffer(database, 'Viken', { intervention: 'short-term-stay', form: 'in-house', rate: 1900 });
  const bought = await makeOffer(database, 'Udden', { intervention: 'short-term-stay', rate: 700 });
  const request = await makeRequest(database, { intervention: 'short-term-stay' });
  const before = await matched(database, request);
  const decides = (who: 'yrsa' | 'ronja', from: typeof today, order: Omit<Order, 'version'> | undefined) =>
    through(db, who, (scope) => insertOrder(scope, { order, from, reason: 'Priset väger mest', key: newId() }));
  const refused = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code });

  await refused(decides('ronja', today, cheapFirst), '42501');
  await refused(decides('yrsa', day('2026-10-13'), cheapFirst), '42501');
  await refused(decides('yrsa', toCome, { ...cheapFirst, keys: ['form', 'form'] }), '23514');
  await refused(decides('yrsa', toCome, { ...cheapFirst, keys: [] }), '23514');
  await refused(
    decides('yrsa', toCome, { ...cheapFirst, forms: ['in-house', 'in-house', 'framework', 'partnership'] }),
    '23514',
  );
  expect(await decides('yrsa', toCome, cheapFirst)).toBe(true);
  // Of a day there is one decision, and what has not come can make way.
  expect(await decides('yrsa', toCome, undefined)).toBe(false);
  expect(await through(db, 'ronja', (scope) => withdrawOrder(scope, 1))).toBe(false);
  await inOthersName(
    database,
    'yrsa',
    sql`update placement_order set withdrawn_at = ${noon}, withdrawn_by = ${demoActor('ronja').account} where version = 1`,
  );
  expect(await through(db, 'yrsa', (scope) => withdrawOrder(scope, 1))).toBe(true);
  expect(await decides('yrsa', toCome, undefined)).toBe(true);
  expect(await decides('yrsa', today, cheapFirst)).toBe(true);
  // Its day has come.
  expect(await through(db, 'yrsa', (scope) => withdrawOrder(scope, 3))).toBe(false);

  const after = await matched(database, request);
  const shown = async (id: string) => {
    const stored = await through(db, 'ronja', (scope) => findMatch(scope, request, id));
    if (!stored) throw new Error('The match is not there');
    expect(replay(stored)).toMatchObject({ same: true });
    return [stored.orderVersion, stored.result.candidates.map(({ offer }) => offer)] as const;
  };
  expect(await shown(before)).toEqual(['built-in-1', [own.offer, bought.offer]]);
  expect(await shown(after)).toEqual(['1480-3', [bought.offer, own.offer]]);
  expect(await through(db, 'ronja', (scope) => orderOn(scope, toCome))).toEqual(builtInOrder);
  expect(await through(db, 'ronja', (scope) => orderDecisions(scope))).toHaveLength(3);
  // To be tried on, the latest match of a request, with what an order reads.
  const tried = (await through(db, 'ronja', (scope) => latestMatches(scope, 30))).filter(
    (one) => one.request === request,
  );
  expect(tried.map((one) => [one.match, one.candidates.map(({ offer }) => offer)])).toEqual([
    [after, [bought.offer, own.offer]],
  ]);
  // Who is not at the desk reads nothing of it.
  expect(await through(db, 'alex', (scope) => orderDecisions(scope))).toEqual([]);
});

test('whoever decides the rules says which unit of those that handle requests receives what; it is in the organisation’s history, and nobody else can', async ({
  database,
}) => {
  const { db, owner } = database;
  const intervention = 'foster-home';
  const write = (who: DemoPerson, unit: string, seen: string, called = '') =>
    through(db, who, (scope) => writeReceiver(scope, { intervention, unit, seen, called }));
  const now = async () => {
    const its = (await through(db, 'yrsa', receivers)).get(intervention);
    return its && [its.unit, its.called];
  };
  await owner.query(`delete from placement_desk where intervention = '${intervention}'`);
  for (const who of ['ronja', 'alex', 'kim'] as const)
    await expect(write(who, 'spink-barn', ''), who).rejects.toMatchObject({ code: '42501' });
  // Where nobody works on requests: a committee's, another authority's, and a provider's also when somebody there may.
  await owner.query(`insert into role values ('1480', 'platshandlaggare', 'platshandläggare', 'places officer', false);
    insert into role_permission values ('1480', 'platshandlaggare', 'placement:handle');
    insert into account_role (municipality, account, role, unit)
      select '1480', h.account, 'platshandlaggare', u.id from unit u join account_role h on h.unit = u.id
      where u.secrecy_area = 'norra-porten' limit 1`);
  const { rows } = await owner.query<{ id: string }>(`select distinct on (secrecy_area) id from unit
    where secrecy_area in ('centrum', 'frivarden', 'norra-porten')`);
  expect(rows).toHaveLength(3);
  for (const { id } of rows) await expect(write('yrsa', id, ''), id).rejects.toMatchObject({ code: '42501' });

  expect(await write('yrsa', 'spink-barn', '')).toBe(true);
  // Seen as it was before that.
  expect(await write('yrsa', 'spink-vuxna', '')).toBe(false);
  expect(await write('ronja', 'spink-vuxna', 'spink-barn')).toBe(false);
  expect(await through(db, 'ronja', (scope) => endReceiver(scope, { intervention, seen: 'spink-barn' }))).toBe(false);
  await expect(write('yrsa', rows[0]?.id ?? '', 'spink-barn')).rejects.toMatchObject({ code: '42501' });
  expect(await write('yrsa', 'spink-vuxna', 'spink-barn', 'Boslussen')).toBe(true);
  expect(await now()).toEqual(['spink-vuxna', 'Boslussen']);
  expect(await through(db, 'yrsa', (scope) => endReceiver(scope, { intervention, seen: 'spink-vuxna' }))).toBe(true);
  expect(await now()).toBeUndefined();

  // Nor of another municipality.
  await inOthersName(
    database,
    'yrsa',
    sql`insert into placement_desk (municipality, intervention, unit) values ('9999', 'treatment', 'spink-vuxna')`,
  );
  const told = await through(db, 'kim', (scope) => changes(scope));
  expect(
    told
      .filter(
        ({ what, after, before }) => what === 'placement_desk' && (after ?? before)?.['intervention'] === intervention,
      )
      .slice(0, 3)
      .map(({ by, before, after }) => [by, before?.['unit'], after?.['unit']]),
  ).toEqual([
    ['Yrsa Spinkberg', 'spink-vuxna', undefined],
    ['Yrsa Spinkberg', 'spink-barn', 'spink-vuxna'],
    ['Yrsa Spinkberg', undefined, 'spink-barn'],
  ]);
});

test('whoever leads the desk adds a reason from a day and ends one, never back in time; it is in the organisation’s history; every municipality begins with the usual ones', async ({
  database,
}) => {
  const { db, owner } = database;
  const [yesterday, today, toCome] = [day('2026-10-13'), day('2026-10-14'), day('2026-12-01')];
  const one = {
    kind: 'decline',
    name: { sv: 'För långt bort', en: 'Too far away' },
    consequence: 'days',
    days: 14,
  } as const;
  const add = (who: DemoPerson, some: Readonly<Partial<Parameters<typeof insertReason>[1]>> = {}) =>
    through(db, who, (scope) => insertReason(scope, { ...one, id: 'too-far', from: toCome, ...some }));
  const end = (who: DemoPerson, to: typeof today) =>
    through(db, who, (scope) => endReason(scope, { kind: 'decline', id: 'too-far' }, to));
  const refused = { code: '42501' };
  await expect(add('ronja')).rejects.toMatchObject(refused);
  await expect(add('yrsa', { from: yesterday })).rejects.toMatchObject(refused);
  await expect(add('yrsa', { kind: 'ended' })).rejects.toMatchObject(refused);
  await add('yrsa', { from: today });
  const offered = async () => (await through(db, 'ronja', (scope) => reasons(scope, 'decline'))).map(({ id }) => id);
  expect(await offered()).toContain('too-far');
  expect(await end('ronja', toCome)).toBe(false);
  await expect(end('yrsa', yesterday)).rejects.toMatchObject(refused);
  expect(await end('yrsa', today)).toBe(true);
  expect(await offered()).toContain('too-far');
  const told = await through(db, 'kim', (scope) => changes(scope));
  expect(
    told
      .filter(({ what, after }) => what === 'placement_reason' && after?.['id'] === 'too-far')
      .map(({ by, before, after }) => [by, before && before['valid_to'], after?.['valid_to']]),
  ).toEqual([
    ['Yrsa Spinkberg', null, today],
    ['Yrsa Spinkberg', null, null],
  ]);
  // What has ended stays ended.
  await owner.query(`update placement_reason set valid_from = $1, valid_to = $1 where id = 'too-far'`, [yesterday]);
  expect(await offered()).not.toContain('too-far');
  expect(await end('yrsa', toCome)).toBe(false);

  await owner.query(`insert into municipality values ('9998', 'Påhittad by') on conflict do nothing`);
  const { rows } = await owner.query<{ kind: string; count: number }>(
    `select kind, count(*)::integer from placement_reason where municipality = '9998' group by kind order by kind`,
  );
  expect(rows.map(({ kind, count }) => [kind, count])).toEqual([
    ['decline', 5],
    ['ended', 6],
    ['none', 5],
    ['withdraw', 4],
  ]);
});
