import { addDays } from '../../src/kernel/date.ts';
import { newId } from '../../src/kernel/ids.ts';
import { builtInOrder } from '../../src/matching/index.ts';
import { insertOrder } from '../../src/placement/desk/store/orders.ts';
import { beginAward, decide } from '../../src/placement/desk/actions/award.ts';
import { makeMatch } from '../../src/placement/desk/actions/match.ts';
import { recommend } from '../../src/placement/desk/actions/recommend.ts';
import { monthBefore } from '../../src/placement/desk/sample.ts';
import { complaintsOf, insertComplaint, insertComplaintMeasure } from '../../src/placement/desk/store/complaints.ts';
import { drawSample } from '../../src/placement/desk/store/samples.ts';
import { findMatch } from '../../src/placement/desk/store/matches.ts';
import { answerBid, findAward, insertBid } from '../../src/placement/desk/store/awards.ts';
import { localDateOf } from '../../src/kernel/stockholm.ts';
import { openRecommendation } from '../../src/placement/store/recommendations.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { deskPaths as desk } from '../../src/placement/index.ts';
import { as, type Scope } from '../../src/platform/door.ts';
import { makeDesk, makeOffer, makeRequest } from '../database/desk-world.ts';
import { now } from '../support/browser.ts';
import type { TestDatabase } from '../support/fixtures.ts';

export type DeskIds = Readonly<{
  /** One that waits for the desk, with a match; and one with a recommendation that waits for an answer. */
  request: string;
  match: string;
  offer: string;
  unit: string;
  answered: string;
  recommendation: string;
  /** A view on how a request was taken care of, and one that was closed last month and is drawn for review. */
  complaint: string;
  sampled: string;
  month: string;
  /** A direct award that is under way, with who has given a price, and one that has been decided. */
  awards: Readonly<{ request: string; match: string; open: string; bid: string; other: string; decided: string }>;
}>;

/** What there is to see at the placement desk: requests, a match, a recommendation. */
export async function deskInDemo(database: TestDatabase): Promise<DeskIds> {
  await makeDesk(database, ['supported-social-housing']);
  await makeOffer(database, 'Lagunen', { form: 'in-house', rate: 1100 });
  await makeOffer(database, 'Norr', { rank: 1, rate: 1500 });
  await makeOffer(database, 'Slutet', { agreementTo: '2026-10-20' });
  const through = <T>(who: DemoPerson, work: (scope: Scope) => Promise<T>): Promise<T> =>
    as(database.db, demoActor(who), now, { action: 'test', channel: 'cli' }, work);
  const matched = async (request: string): Promise<string> => {
    const made = await through('ronja', (scope) => makeMatch(scope, request, newId()));
    return made.outcome === 'matched' ? made.match : '';
  };
  const [request, answered] = [await makeRequest(database, { isAcute: true }), await makeRequest(database)];
  const match = await matched(request);
  const result = (await through('ronja', (scope) => findMatch(scope, request, match)))?.result;
  const [first] = result?.candidates ?? [];
  await through('ronja', async (scope) =>
    recommend(scope, answered, await matched(answered), {
      chosen: [{ offer: first?.offer ?? '', departure: '', note: 'Ljust' }],
      note: '',
      key: newId(),
    }),
  );
  const open = await through('ronja', (scope) => openRecommendation(scope, answered));
  // One that is in force, and one that is to come.
  for (const [order, from] of [
    [{ ...builtInOrder, keys: ['form', 'daily-rate'] }, localDateOf(now)],
    [undefined, addDays(localDateOf(now), 30)],
  ] as const)
    await through('yrsa', (scope) => insertOrder(scope, { order, from, reason: 'Priset väger mer.', key: newId() }));
  return {
    request,
    match,
    offer: first?.offer ?? '',
    unit: first?.unit ?? '',
    answered,
    recommendation: open?.id ?? '',
    ...(await ownWorkInDemo(database, through, answered)),
    awards: await awardsInDemo(database, through, matched),
  };
}

type Through = <T>(who: DemoPerson, work: (scope: Scope) => Promise<T>) => Promise<T>;

/** A view with something done about it, and a request that was closed last month and drawn. */
async function ownWorkInDemo(database: TestDatabase, through: Through, request: string) {
  await through('ronja', (scope) => insertComplaint(scope, request, 'Det dröjde innan någon svarade.', newId()));
  const [complaint] = await through('ronja', (scope) => complaintsOf(scope, request));
  await through('ronja', (scope) =>
    insertComplaintMeasure(scope, complaint?.id ?? '', 'Vi har ändrat bevakningen.', newId()),
  );
  const sampled = await makeRequest(database);
  const month = monthBefore(localDateOf(now));
  await database.owner.query(
    `update placement_request set state = 'closed', waiting_for = 'nobody', closed_at = $2 where id = $1`,
    [sampled, `${month}T10:00:00Z`],
  );
  await through('yrsa', (scope) => drawSample(scope, month, 5));
  return { complaint: complaint?.id ?? '', sampled, month };
}

/** A direct award with a price and one without an answer, and one that has been decided. */
async function awardsInDemo(database: TestDatabase, through: Through, matched: (request: string) => Promise<string>) {
  await makeDesk(database, ['treatment']);
  await makeOffer(database, 'Pausen', { intervention: 'treatment', agreementTo: '2026-10-20' });
  const offers = [
    await makeOffer(database, 'Ekhöjden', { intervention: 'treatment', form: 'direct-award', rate: 2100 }),
    await makeOffer(database, 'Björken', { intervention: 'treatment', form: 'direct-award', rate: 2300 }),
  ];
  const on = localDateOf(now);
  const begin = async (request: string) => {
    const match = await matched(request);
    const begun = await through('ronja', (scope) => beginAward(scope, request, match, newId()));
    if (begun.outcome !== 'begun') throw new Error(`The direct award ended in ${begun.outcome}`);
    const { award } = begun;
    const bidsOf = async () => (await through('ronja', (scope) => findAward(scope, request, award)))?.bids ?? [];
    await through('ronja', async (scope) => {
      for (const { provider, offer } of offers)
        await insertBid(scope, award, {
          register: '1480',
          provider,
          offer,
          askedOn: on,
          askedHow: 'e-post',
          key: newId(),
        });
    });
    const bid = (await bidsOf())[0]?.id ?? '';
    const said = { answer: 'offered', answeredOn: on, dailyRate: 2150, text: '' } as const;
    await through('ronja', (scope) => answerBid(scope, award, bid, said));
    return { match, award, bid };
  };
  // Nothing under agreement serves: whatever else there is, is out of the question.
  const { rows } = await database.owner.query<{ id: string; name: string }>(
    `select distinct unit as id, 'Påhittat' as name from offer where intervention = 'treatment' and form <> 'direct-award'`,
  );
  const body = { intervention: 'treatment', excludedUnits: rows } as const;
  const [request, other] = [await makeRequest(database, body), await makeRequest(database, body)];
  const [open, decided] = [await begin(request), await begin(other)];
  const decision = { bid: decided.bid, days: 90, reason: 'Närmast', contractOn: on };
  await through('ronja', (scope) => decide(scope, other, decided.award, decision));
  return { request, match: open.match, open: open.award, bid: open.bid, other, decided: decided.award };
}

type Looked = Readonly<{ as: DemoPerson; at: (ids: Readonly<{ desk: DeskIds }>) => readonly string[] }>;
const ronjas = (at: (ids: DeskIds) => readonly string[]): Looked => ({ as: 'ronja', at: (ids) => at(ids.desk) });

/** Where the desk's pages are, each with something in it. */
export const deskLooks: Readonly<Record<string, Looked>> = {
  [desk.queue.pattern]: { as: 'yrsa', at: () => [desk.queue(), desk.queue({ visa: 'spink-vuxna' })] },
  [desk.notices.pattern]: ronjas(() => [desk.notices()]),
  [desk.staff.pattern]: { as: 'yrsa', at: () => [desk.staff()] },
  [desk.order.pattern]: { as: 'yrsa', at: () => [desk.order()] },
  [desk.composeOrder.pattern]: { as: 'yrsa', at: () => [desk.composeOrder()] },
  [desk.receivers.pattern]: { as: 'yrsa', at: () => [desk.receivers()] },
  [desk.receiver.pattern]: { as: 'yrsa', at: () => [desk.receiver({ intervention: 'treatment' })] },
  [desk.reasons.pattern]: { as: 'yrsa', at: () => [desk.reasons()] },
  [desk.addReason.pattern]: { as: 'yrsa', at: () => [desk.addReason({ reasonKind: 'decline' })] },
  [desk.endReason.pattern]: { as: 'yrsa', at: () => [desk.endReason({ reasonKind: 'decline', reason: 'price' })] },
  [desk.request.pattern]: ronjas(({ request, answered }) =>
    [request, answered].map((one) => desk.request({ request: one })),
  ),
  [desk.takeOver.pattern]: ronjas(({ request }) => [desk.takeOver({ request })]),
  [desk.handOver.pattern]: { as: 'yrsa', at: ({ desk: { request } }) => [desk.handOver({ request })] },
  [desk.message.pattern]: ronjas(({ request }) => [desk.message({ request })]),
  [desk.note.pattern]: ronjas(({ request }) => [desk.note({ request })]),
  [desk.match.pattern]: ronjas(({ request, match }) => [
    desk.match({ request, match }),
    desk.match({ request, match }, { visa: 'passar-inte' }),
    desk.match({ request, match }, { regiform: 'framework' }),
  ]),
  [desk.recommend.pattern]: ronjas(({ request, match }) => [desk.recommend({ request, match })]),
  [desk.unitNote.pattern]: ronjas(({ request, match, unit }) => [desk.unitNote({ request, match, unit })]),
  [desk.hold.pattern]: ronjas(({ request, match, offer }) => [desk.hold({ request, match, offer })]),
  [desk.inquire.pattern]: ronjas(({ request, match, offer }) => [desk.inquire({ request, match, offer })]),
  [desk.complaints.pattern]: ronjas(() => [desk.complaints()]),
  [desk.complaint.pattern]: ronjas(({ complaint }) => [desk.complaint({ complaint })]),
  [desk.complaintMeasure.pattern]: ronjas(({ complaint }) => [desk.complaintMeasure({ complaint })]),
  [desk.closeComplaint.pattern]: ronjas(({ complaint }) => [desk.closeComplaint({ complaint })]),
  [desk.complain.pattern]: ronjas(({ request }) => [desk.complain({ request })]),
  [desk.complainAsRequester.pattern]: {
    as: 'alex',
    at: ({ desk: { request } }) => [desk.complainAsRequester({ request })],
  },
  [desk.sample.pattern]: ronjas(() => [desk.sample()]),
  [desk.reviewSampled.pattern]: ronjas(({ month, sampled }) => [desk.reviewSampled({ month, request: sampled })]),
  [desk.awards.pattern]: ronjas(() => [desk.awards()]),
  [desk.beginAward.pattern]: ronjas(({ request, match, awards }) => [
    desk.beginAward({ request: awards.request, match: awards.match }),
    desk.beginAward({ request, match }),
  ]),
  [desk.award.pattern]: ronjas(({ awards: { request, open, other, decided } }) => [
    desk.award({ request, award: open }),
    desk.award({ request: other, award: decided }),
  ]),
  [desk.askBidder.pattern]: ronjas(({ awards: { request, open } }) => [desk.askBidder({ request, award: open })]),
  [desk.bid.pattern]: ronjas(({ awards: { request, open, bid } }) => [desk.bid({ request, award: open, bid })]),
  [desk.decideAward.pattern]: ronjas(({ awards: { request, open } }) => [desk.decideAward({ request, award: open })]),
  [desk.endAward.pattern]: ronjas(({ awards: { request, open } }) => [desk.endAward({ request, award: open })]),
  [desk.tellBidders.pattern]: ronjas(({ awards: { other, decided } }) => [
    desk.tellBidders({ request: other, award: decided }),
  ]),
  [desk.lapse.pattern]: ronjas(({ answered, recommendation }) => [desk.lapse({ request: answered, recommendation })]),
};
