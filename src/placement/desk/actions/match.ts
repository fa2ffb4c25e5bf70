import { match, type Register } from '../../../matching/index.ts';
import type { IdempotencyKey } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import { registerFor, registerKeeper } from '../../../register/index.ts';
import { toMatching } from '../../request-body.ts';
import { addEvent, findRequestToWrite, latestRevision, type Request } from '../../store/requests.ts';
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

/** What is against offers for a request, as it and the register are now: asked of those offers only. */
export async function warningsNow(
  scope: Scope,
  request: string,
  offers: readonly string[],
): Promise<readonly Warning[]> {
  const asked = toMatching((await latestRevision(scope, request)).body);
  const register = await registerOf(scope, asked, offers);
  // In whatever order: only who is a candidate is asked.
  return warningsFor(offers, match(register, asked, scope.today));
}

/**
 * What has come against what is recommended and waits for an answer, by request: asked of the register as it is when it is shown, so that a
 * pause or a stop warns at once and nothing has to be kept up to date.
 */
export async function openWarnings(
  scope: Scope,
  requests: readonly Pick<Request, 'id'>[],
): Promise<ReadonlyMap<string, readonly Warning[]>> {
  const items = Map.groupBy(
    await openItemsOf(
      scope,
      requests.map(({ id }) => id),
    ),
    ({ request }) => request,
  );
  const warned = new Map<string, readonly Warning[]>();
  for (const [request, its] of items) {
    const warnings = await warningsNow(
      scope,
      request,
      its.map(({ offer }) => offer),
    );
    if (warnings.length > 0) warned.set(request, warnings);
  }
  return warned;
}
