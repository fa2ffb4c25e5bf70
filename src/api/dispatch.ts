import type { Context } from 'hono';
import type { Actor } from '../kernel/actor.ts';
import { findId, type CaseId, type RunId } from '../kernel/ids.ts';
import type { ApiAnswer, ApiRoute } from '../platform/api-route.ts';
import { as, type Scope, type Touched } from '../platform/door.ts';
import { isOvertaken, onceMoreIfOvertaken } from '../platform/overtaken.ts';
import type { App, AppContext, ServerDeps } from '../platform/server.ts';
import { findActor } from '../organisation/index.ts';
import { acceptedLanguage } from './language.ts';
import { apiMessages } from './messages/problems.ts';
import { inLanguage, inPart, problem } from './problem.ts';
import { type Readable, readRequest, type Unreadable } from './read-request.ts';

/** The token of the header; a cookie is never looked at, so that no other site can make a browser ask in somebody's name. */
export const bearerOf = (context: Context): string | undefined =>
  /^Bearer +([\w-]+)$/i.exec(context.req.header('authorization') ?? '')?.[1];

const honoPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

type Outcome = ApiAnswer | Readonly<{ kind: 'unreadable'; why: Unreadable }> | Readonly<{ kind: 'overtaken' }>;

/** Puts a declared route on the road: who asks, may they, is it readable, then the handler inside the one door. */
export function mountApiRoute(app: App, deps: ServerDeps, route: ApiRoute): void {
  app.on(route.method.toUpperCase(), honoPath(route.path), async (context) => {
    const now = deps.now();
    const token = bearerOf(context);
    const found = token === undefined ? undefined : await findActor(deps.db, token, now);
    // Nobody sets up a second way to sign in through the API.
    if (!found || found.mustSetUp) return problem(context, 'unauthenticated');
    const actor: Actor = {
      ...found,
      language: acceptedLanguage(context.req.header('accept-language')) ?? found.language,
    };
    const parameters: Readonly<Record<string, string>> = context.req.param();
    const read = await readRequest(context, route, actor.language);
    const through = (work: (scope: Scope) => Promise<Outcome>): Promise<Outcome> =>
      as(deps.db, actor, now, { action: route.audit, channel: 'api' }, async (scope) => {
        const outcome = await work(scope);
        noteOutcome(scope, outcome, parameters);
        return outcome;
      });
    const handle = (): Promise<Outcome> => through((scope) => handleRead(scope, route, parameters, read));
    const outcome = await onceMoreIfOvertaken(handle).catch((error: unknown) =>
      isOvertaken(error) ? through(() => Promise.resolve(lostTo(error))) : Promise.reject(error as Error),
    );
    return respond(context, route, outcome, actor);
  });
}

async function handleRead(
  scope: Scope,
  route: ApiRoute,
  parameters: Readonly<Record<string, string>>,
  read: Readable | Unreadable,
): Promise<Outcome> {
  // Who may not see a place cannot tell it from one that is not there.
  if (!scope.actor.permissions.has(route.may)) return { kind: 'not-found' };
  if ('code' in read) return { kind: 'unreadable', why: read };
  return route.handle({ ...scope, parameters, ...read });
}

/** Overtaken twice: by its own key when that has been used somewhere else, otherwise by somebody who may be done next time. */
const lostTo = ({ constraint }: Readonly<{ constraint?: string }>): Outcome =>
  constraint?.includes('idempotency_key') === true ? { kind: 'key-reused' } : { kind: 'overtaken' };

function noteOutcome(scope: Scope, outcome: Outcome, parameters: Readonly<Record<string, string>>): void {
  switch (outcome.kind) {
    case 'answer':
      return;
    case 'not-found':
    case 'forbidden':
      scope.refused(asked(parameters));
      return;
    case 'unreadable':
    case 'invalid':
    case 'invalid-query':
    case 'key-reused':
    case 'conflict':
    case 'overtaken':
      scope.rejected();
  }
}

function respond(context: AppContext, route: ApiRoute, outcome: Outcome, { language }: Actor): Response {
  switch (outcome.kind) {
    case 'answer':
      inLanguage(context, language);
      return context.json(outcome.body as object, route.answer.status);
    case 'not-found':
    case 'overtaken':
      return problem(context, outcome.kind, { language });
    case 'forbidden':
      return problem(context, 'forbidden', { language, detail: outcome.detail });
    case 'unreadable': {
      const { code, errors } = outcome.why;
      return problem(context, code, { language, ...(errors === undefined ? {} : { errors }) });
    }
    case 'invalid':
      return problem(context, 'invalid', { language, errors: inPart('body', outcome.errors) });
    case 'invalid-query':
      return problem(context, 'malformed', { language, errors: inPart('query', outcome.errors) });
    case 'key-reused': {
      const { keyReused } = apiMessages[language].fields;
      return problem(context, 'key-reused', {
        language,
        errors: [{ in: 'header', pointer: '/Idempotency-Key', message: keyReused }],
      });
    }
    case 'conflict':
      return problem(context, 'conflict', { language, detail: outcome.detail, with: outcome.with });
  }
}

/** What somebody asked for in vain, as far as it has the form of an id: it may be nothing at all. */
function asked(parameters: Readonly<Record<string, string>>): Touched {
  const run = findId<RunId>(parameters['run'] ?? '');
  const file = findId<CaseId>(parameters['case'] ?? '');
  return { runs: run ? [run] : [], cases: file ? [file] : [], parts: [] };
}
