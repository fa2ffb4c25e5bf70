import { findId, type CaseId, type RunId } from '../kernel/ids.ts';
import { localDateOf } from '../kernel/stockholm.ts';
import { as, type Touched } from '../platform/door.ts';
import { isOvertaken, onceMoreIfOvertaken } from '../platform/overtaken.ts';
import type { Answer, Route } from '../platform/route.ts';
import { csrfField, csrfMatches, csrfToken } from '../platform/session.ts';
import { explainRefusal } from '../casework/index.ts';
import { findActor, recentlyProved, signInPaths } from '../organisation/index.ts';
import type { App, AppContext } from '../platform/server.ts';
import type { Deps } from './deps.ts';
import { showError } from './show-error.ts';
import { chosenLanguage, sessionTokenOf } from './cookies.ts';
import { originOf } from './origin.ts';
import { isOwnSite } from './own-site.ts';
import { paths } from './paths.ts';
import { render } from './respond.tsx';
import { notReadAs, readSent, type SentForm } from './read-form.ts';
import { showConfirm } from './confirm.ts';
import { interruptedBy } from './resume.ts';
import { showResume, showSignIn } from './sign-in.ts';

/** Puts a declared route on the road: who asks, may they, is it their own form, then the handler inside the one door. */
export function mountRoute(app: App, deps: Deps, route: Route): void {
  app.on(route.method.toUpperCase(), route.path.pattern, async (context) => {
    const token = sessionTokenOf(context);
    const now = deps.now();
    const found = token === undefined ? undefined : await findActor(deps.db, token, now);
    if (route.method === 'post' && !isOwnSite(context)) return showError(deps, context, 403);
    if (route.method === 'get') return respond(context, { token, now, found }, nothingSent);
    // A file is held only for somebody who may send it here, and whose form it is.
    const keeps = (fields: FormData): boolean =>
      token !== undefined && found?.permissions.has(route.may) === true && csrfMatches(token, fields.get(csrfField));
    const sent = await readSent(context, route.files, keeps);
    if (typeof sent === 'string') return showError(deps, context, notReadAs[sent]);
    try {
      return await respond(context, { token, now, found }, sent);
    } finally {
      sent.release();
    }
  });

  async function respond(context: AppContext, { token, now, found }: Asked, { form, files }: Sent): Promise<Response> {
    if (token === undefined || found === undefined) return askToSignIn(deps, context, route, form);
    const actor = { ...found, language: chosenLanguage(context) ?? found.language };
    context.set('actor', actor);
    const purpose = { action: route.audit, channel: 'page' } as const;
    const parameters = context.req.param();
    if (!actor.mustSetUp && !actor.permissions.has(route.may)) {
      // Who may not see a place cannot tell it from one that is not there; that it was asked for is written down.
      await as(deps.db, actor, now, purpose, async (scope) => scope.refused(asked(parameters)));
      return showError(deps, context, 404);
    }
    if (actor.mustSetUp && !route.beforeSetUp) {
      // Signed in with a password alone: there is something to do first.
      return wantsJson(context) ? context.json({ error: '403' }, 403) : context.redirect(signInPaths.own(), 303);
    }
    const csrf = csrfToken(token);
    if (route.method === 'post' && !csrfMatches(token, form.get(csrfField))) {
      // Shown in an earlier session of the same browser: it is sent again by hand, in this one.
      if (wantsJson(context)) return showError(deps, context, 403);
      return showResume(deps, context, actor, csrf, interruptedBy(addressIn(context), form));
    }
    if (route.stepUp && !recentlyProved(actor, now)) {
      // Nothing has been done yet: what was typed is carried along, and sent when it has been proved who sends it.
      if (wantsJson(context)) return context.json({ error: '401' }, 401);
      if (route.method === 'post')
        return showConfirm(deps, context, 401, actor, csrf, { interrupted: interruptedBy(addressIn(context), form) });
      return context.redirect(paths.confirm({ till: addressIn(context) }), 303);
    }
    const query = new URL(context.req.url).searchParams;
    const request = {
      parameters,
      query,
      csrf,
      origin: originOf(deps, context),
      safe: deps.safe,
      leaked: deps.leaked,
      form,
      files,
      filesAreScanned: deps.filesAreScanned ?? false,
    };
    const open = (): Promise<Answer> =>
      as(deps.db, actor, now, purpose, async (scope) => {
        const answer = await route.handle({ ...scope, ...request });
        if (answer.kind === 'not-found') {
          scope.refused(asked(request.parameters));
          if (!wantsJson(context)) return (await explainRefusal(scope, request.parameters)) ?? answer;
        }
        if ('status' in answer && answer.status === 422) scope.rejected();
        return answer;
      });
    const answer = await onceMoreIfOvertaken(open).catch((error: unknown) =>
      // Twice: what was asked for collides with what somebody else has done, and stays so.
      isOvertaken(error) ? ('overtaken' as const) : Promise.reject(error as Error),
    );
    if (answer === 'overtaken') return showError(deps, context, 409);
    switch (answer.kind) {
      case 'not-found':
        return showError(deps, context, 404);
      case 'redirect':
        return context.redirect(answer.to, 303);
      case 'json':
        return context.json(answer.body as object, answer.status);
      case 'file':
        return context.body(answer.body, 200, {
          'content-type': answer.type,
          'content-disposition': `attachment; filename="${answer.name}"`,
        });
      case 'refusal':
      case 'page': {
        const frame = {
          assets: deps.assets.links,
          language: actor.language,
          demonstration: deps.demo,
          address: addressIn(context),
          actor,
          csrf,
        };
        return context.html(
          render({ ...frame, today: localDateOf(now), place: answer.place }, answer.content),
          answer.status,
        );
      }
    }
  }
}

type Asked = Readonly<{ token: string | undefined; now: Date; found: Awaited<ReturnType<typeof findActor>> }>;
type Sent = Pick<SentForm, 'form' | 'files'>;
const nothingSent: Sent = { form: new FormData(), files: [] };

const addressIn = (context: AppContext): string => `${context.req.path}${new URL(context.req.url).search}`;
const wantsJson = (context: AppContext): boolean => context.req.header('accept') === 'application/json';

/** A page asks to sign in and comes back; a form is carried along, so that what was typed is not lost. */
function askToSignIn(deps: Deps, context: AppContext, route: Route, form: FormData): Response {
  if (wantsJson(context)) return context.json({ error: '401' }, 401);
  if (route.method === 'post') return showSignIn(deps, context, 401, {}, interruptedBy(addressIn(context), form));
  const expired = sessionTokenOf(context) === undefined ? undefined : 'ja';
  return context.redirect(paths.signIn({ till: addressIn(context), utloggad: expired }), 303);
}

/** What somebody asked for in vain, as far as it has the form of an id: it may be nothing at all. */
function asked(parameters: Readonly<Record<string, string>>): Touched {
  const run = findId<RunId>(parameters['run'] ?? '');
  const file = findId<CaseId>(parameters['case'] ?? '');
  return { runs: run ? [run] : [], cases: file ? [file] : [], parts: [] };
}
