import { newId } from '../../src/kernel/ids.ts';
import { makeMatch } from '../../src/placement/desk/actions/match.ts';
import { recommend } from '../../src/placement/desk/actions/recommend.ts';
import { findMatch } from '../../src/placement/desk/store/matches.ts';
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
  return {
    request,
    match,
    offer: first?.offer ?? '',
    unit: first?.unit ?? '',
    answered,
    recommendation: open?.id ?? '',
  };
}

type Looked = Readonly<{ as: DemoPerson; at: (ids: Readonly<{ desk: DeskIds }>) => readonly string[] }>;
const ronjas = (at: (ids: DeskIds) => readonly string[]): Looked => ({ as: 'ronja', at: (ids) => at(ids.desk) });

/** Where the desk's pages are, each with something in it. */
export const deskLooks: Readonly<Record<string, Looked>> = {
  [desk.queue.pattern]: { as: 'yrsa', at: () => [desk.queue(), desk.queue({ visa: 'spink-vuxna' })] },
  [desk.staff.pattern]: { as: 'yrsa', at: () => [desk.staff()] },
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
  [desk.lapse.pattern]: ronjas(({ answered, recommendation }) => [desk.lapse({ request: answered, recommendation })]),
};
