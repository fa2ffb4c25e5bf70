import { createElement } from 'react';
import { localDateOf } from '../kernel/stockholm.ts';
import { demoPassword, demoUsers } from '../demo/index.ts';
import { findActor, signIn, signOut } from '../organisation/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { csrfField, csrfMatches, csrfToken } from '../platform/session.ts';
import type { App, AppContext } from '../platform/server.ts';
import { clientAddress } from '../platform/client-address.ts';
import type { Deps } from './deps.ts';
import { showError } from './show-error.ts';
import { chosenLanguage, findLanguage, forgetSession, keepLanguage, keepSession, sessionTokenOf } from './cookies.ts';
import { ownAddress } from './own-address.ts';
import { isOwnSite } from './own-site.ts';
import { paths } from './paths.ts';
import { readForm } from './read-form.ts';
import { homeOf, render } from './respond.tsx';
import { findInterrupted, type Interrupted, resumedFields, resumeField } from './resume.ts';
import { Resume, SignIn, signInFields, type SignInProps } from './views/index.ts';

/** Signing in and out, and the choice of language: what one may do without being anybody. */
export function mountSignIn(app: App, deps: Deps): void {
  app.get(paths.home.pattern, async (context) => {
    const actor = await currentActor(deps, context);
    return context.redirect(actor ? homeOf(actor) : paths.signIn(), 303);
  });

  app.get(paths.signIn.pattern, async (context) => {
    const actor = await currentActor(deps, context);
    if (actor) return context.redirect(homeOf(actor), 303);
    return showSignIn(deps, context, 200, { expired: context.req.query('utloggad') === 'ja' });
  });

  app.post(paths.signIn.pattern, async (context) => {
    if (!isOwnSite(context)) return showError(deps, context, 403);
    const form = await readForm(context);
    if (!form) return showError(deps, context, 400);
    const username = textOf(form, signInFields.username);
    const password = textOf(form, signInFields.password);
    const { db, now, demo } = deps;
    const result = await signIn(db, {
      username,
      password,
      address: clientAddress(context, deps.trustedProxies),
      now: now(),
      demoAllowed: demo,
    });
    if (result.outcome === 'too-many') return showError(deps, context, 429);
    const carried = textOf(form, resumeField, largestCarried);
    if (result.outcome === 'failed')
      return showSignIn(deps, context, 422, { username, failed: true }, findInterrupted(carried));
    // A new session every time: a token from before the sign-in is worth nothing after it.
    const before = sessionTokenOf(context);
    if (before !== undefined) await signOut(db, before);
    keepSession(context, result.token);
    const interrupted = findInterrupted(carried);
    if (interrupted) {
      const actor = await findActor(db, result.token, now());
      if (actor) return showResume(deps, context, actor, csrfToken(result.token), interrupted);
    }
    return context.redirect(ownAddress(textOf(form, 'till')) ?? paths.home(), 303);
  });

  app.post(paths.signOut.pattern, async (context) => {
    const token = sessionTokenOf(context);
    const form = await readForm(context);
    // A refusal never signs anybody out.
    if (token !== undefined && !(isOwnSite(context) && csrfMatches(token, form?.get(csrfField))))
      return showError(deps, context, 403);
    if (token !== undefined) await signOut(deps.db, token);
    forgetSession(context);
    return context.redirect(paths.signIn(), 303);
  });

  app.get(paths.language.pattern, (context) => {
    const language = findLanguage(context.req.param('language'));
    if (!language) return showError(deps, context, 404);
    keepLanguage(context, language);
    return context.redirect(ownAddress(context.req.query('till') ?? '') ?? paths.home(), 303);
  });
}

async function currentActor(deps: Deps, context: AppContext) {
  const token = sessionTokenOf(context);
  return token === undefined ? undefined : findActor(deps.db, token, deps.now());
}

export function showSignIn(
  deps: Deps,
  context: AppContext,
  status: 200 | 401 | 422,
  state: Pick<SignInProps, 'username' | 'failed' | 'expired'>,
  interrupted?: Interrupted,
): Response {
  const language = chosenLanguage(context) ?? 'sv';
  const target = ownAddress(context.req.query('till') ?? '');
  const view = createElement(SignIn, {
    ...state,
    action: paths.signIn(),
    hidden: {
      ...(target === undefined ? {} : { till: target }),
      ...(interrupted ? { [resumeField]: JSON.stringify(interrupted) } : {}),
    },
    interrupted: interrupted !== undefined,
    ...(deps.demo ? { demonstration: demoUsers(language).map((user) => ({ ...user, password: demoPassword })) } : {}),
  });
  const frame = {
    assets: deps.assets.links,
    language,
    today: localDateOf(deps.now()),
    demonstration: deps.demo,
    address: paths.signIn(),
  };
  return context.html(render(frame, view), status);
}

export const textOf = (form: FormData, name: string, longest = 1000): string => {
  const value = form.get(name);
  // The database has no room for the character zero: nobody's name or password has it.
  return typeof value === 'string' && value.length <= longest && !value.includes('\0') ? value : '';
};

// As much as a form may hold, with room for its quotation marks.
export const largestCarried = 1_000_000;

/** What somebody sent when the session had ended, ready to be sent again by whoever is signed in now. */
export function showResume(
  deps: Deps,
  context: AppContext,
  actor: Actor,
  csrf: string,
  interrupted: Interrupted,
): Response {
  const language = chosenLanguage(context) ?? actor.language;
  const view = createElement(Resume, {
    action: interrupted.action,
    hidden: resumedFields(interrupted, csrf),
    name: actor.name,
    cancelHref: homeOf(actor),
  });
  const frame = { assets: deps.assets.links, language, today: localDateOf(deps.now()), demonstration: deps.demo };
  return context.html(render({ ...frame, address: paths.home(), actor, csrf }, view), 200);
}
