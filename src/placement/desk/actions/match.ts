import { match, type Register } from '../../../matching/index.ts';
import type { IdempotencyKey } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import { registerFor, registerKeeper } from '../../../register/index.ts';
import { toMatching } from '../../request-body.ts';
import { addEvent, findRequestToWrite, latestBodies, latestRevision, type Request } from '../../store/requests.ts';
import { openItemsOf } from '../../store/recommendations.ts';
import { insertMatch, type MatchFacts } from '../store/matches.ts';
import { orderOn } from '../store/orders.ts';
import { type Warning, warningsFor } from '../warnings.ts';

/** The register as it is now, for a request: what is known today of the day that the placement is to begin. */
async function registerOf(
  scope: Scope,
  { intervention, start, supportLevel }: MatchFacts['request'],
  offers?: readonly string[],
): Promise<Register> {
  return registerFor(scope, {
    intervention,
    start,
    asOf: scope.today < start ? start : scope.today,
    ...(supportLevel === undefined ? {} : { supportLevel: String(supportLevel) }),
    ...(offers === undefined ? {} : { offers }),
  });
}

export type Matched =
  | Readonly<{ outcome: 'matched'; match: string }>
  | Readonly<{ outcome: 'not-found' | 'no-register' }>;

/** Matches a request as it now stands against the register as it now is, and keeps the match whole. */
export async function makeMatch(scope: Scope, id: string, key: IdempotencyKey): Promise<Matched> {
  const found = await findRequestToWrite(scope, id);
  if (!found || found.state !== 'submitted') return { outcome: 'not-found' };
  const keeper = await registerKeeper(scope);
  if (keeper === undefined) return { outcome: 'no-register' };
  const { revision, body } = await latestRevision(scope, id);
  const request = toMatching(body);
  const facts: MatchFacts = {
    register: await registerOf(scope, request),
    request,
    order: await orderOn(scope, scope.today),
  };
  const result = match(facts.register, request, scope.today, facts.order);
  const { id: made, isNew } = await insertMatch(scope, { request: id, revision, register: keeper, facts, result, key });
  if (isNew)
    await addEvent(scope, id, {
      kind: 'matched',
      match: made,
      candidates: result.candidates.length,
      excluded: result.excluded.length,
    });
  return { outcome: 'matched', match: made };
}

type Offered = Readonly<{ request: string; offers: readonly string[] }>;

/**
 * What is against offers for requests, as they and the register are now: asked of those offers only, and once for all requests that begin on
 * the same day, of the same intervention and level. Of those with nothing against them there is nothing.
 */
async function warningsOf(scope: Scope, offered: readonly Offered[]): Promise<ReadonlyMap<string, readonly Warning[]>> {
  const bodies = await latestBodies(
    scope,
    offered.map(({ request }) => request),
  );
  const asked = offered.flatMap(({ request, offers }) => {
    const body = bodies.get(request);
    return body === undefined ? [] : [{ request, offers, as: toMatching(body) }];
  });
  const alike = Map.groupBy(asked, ({ as: { intervention, start, supportLevel } }) =>
    [intervention, start, supportLevel].join(' '),
  );
  const warned = new Map<string, readonly Warning[]>();
  for (const some of alike.values()) {
    const [first] = some;
    if (!first) continue;
    const register = await registerOf(scope, first.as, [...new Set(some.flatMap(({ offers }) => offers))]);
    for (const { request, offers, as } of some) {
      // In whatever order: only who is a candidate is asked.
      const warnings = warningsFor(offers, match(register, as, scope.today));
      if (warnings.length > 0) warned.set(request, warnings);
    }
  }
  return warned;
}

/** The same of one request, where they have not been recommended yet. */
export const warningsNow = async (
  scope: Scope,
  request: string,
  offers: readonly string[],
): Promise<readonly Warning[]> => (await warningsOf(scope, [{ request, offers }])).get(request) ?? [];

/**
 * What has come against what is recommended and waits for an answer, by request: asked of the register as it is when it is shown, so that a
 * pause or a stop warns at once and nothing has to be kept up to date.
 */
export async function openWarnings(
  scope: Scope,
  requests: readonly Pick<Request, 'id'>[],
): Promise<ReadonlyMap<string, readonly Warning[]>> {
  const items = await openItemsOf(
    scope,
    requests.map(({ id }) => id),
  );
  return warningsOf(
    scope,
    [...Map.groupBy(items, ({ request }) => request)].map(([request, its]) => ({
      request,
      offers: its.map(({ offer }) => offer),
    })),
  );
}
