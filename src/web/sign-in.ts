import { createElement } from 'react';
import { localDateOf } from '../kernel/stockholm.ts';
import { demoPassword, demoUsers } from '../demo/index.ts';
import {
  askToSignIn,
  type Begun,
  findActor,
  type From,
  secondStep,
  signIn,
  signInWithCode,
  signInWithPasskey,
  signOut,
} from '../organisation/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { csrfField, csrfMatches, csrfToken } from '../platform/session.ts';
import type { App, AppContext } from '../platform/server.ts';
import { clientAddress } from '../platform/client-address.ts';
import type { Deps } from './deps.ts';
import { showError } from './show-error.ts';
import {
  browserOf,
  chosenLanguage,
  findLanguage,
  forgetSession,
  forgetSteps,
  keepBrowser,
  keepLanguage,
  keepSession,
  keepStep,
  sessionTokenOf,
  stepOf,
} from './cookies.ts';
import { passkeyAnswerField } from '../ui/index.ts';
import { originOf } from './origin.ts';
import { ownAddress } from './own-address.ts';
import { isOwnSite } from './own-site.ts';
import { paths } from './paths.ts';
import { readForm } from './read-form.ts';
import { homeOf, render } from './respond.tsx';
import { findInterrupted, type Interrupted, resumedFields, resumeField } from './resume.ts';
import { codeField, Resume, SecondStep, SignIn, signInFields, type SignInProps } from './views/index.ts';

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
    const { db, demo } = deps;
    const result = await signIn(db, { username, password, ...fromOf(deps, context), demoAllowed: demo });
    if (result.outcome === 'too-many') return showError(deps, context, 429);
    const interrupted = findInterrupted(textOf(form, resumeField, largestCarried));
    if (result.outcome === 'failed') return showSignIn(deps, context, 422, { username, failed: true }, interrupted);
    const target = textOf(form, 'till');
    if (result.outcome === 'second-step') {
      keepStep(context, 'second', result.step);
      return showSecondStep(deps, context, 200, result.step, { target, ...(interrupted ? { interrupted } : {}) });
    }
    return letIn(deps, context, result, target, interrupted);
  });

  app.get(paths.secondStep.pattern, (context) => context.redirect(paths.signIn(), 303));

  app.post(paths.secondStep.pattern, async (context) => {
    if (!isOwnSite(context)) return showError(deps, context, 403);
    const form = await readForm(context);
    if (!form) return showError(deps, context, 400);
    const step = stepOf(context, 'second');
    const interrupted = findInterrupted(textOf(form, resumeField, largestCarried));
    const target = textOf(form, 'till');
    if (step === undefined || !(await secondStep(deps.db, step, deps.now())))
      return showSignIn(deps, context, 401, { expired: true }, interrupted);
    const code = textOf(form, codeField);
    const result = await signInWithCode(deps.db, { step, code, safe: deps.safe, ...fromOf(deps, context) });
    if (result.outcome === 'too-many') return showError(deps, context, 429);
    if (result.outcome === 'failed')
      return showSecondStep(deps, context, 422, step, { target, ...(interrupted ? { interrupted } : {}) });
    return letIn(deps, context, result, target, interrupted);
  });

  app.post(paths.passkeyQuestion.pattern, async (context) => {
    if (!isOwnSite(context)) return showError(deps, context, 403);
    const { step, options } = await askToSignIn(deps.db, originOf(deps, context), deps.now());
    keepStep(context, 'passkey', step);
    return context.json(options);
  });

  app.post(paths.passkey.pattern, async (context) => {
    if (!isOwnSite(context)) return showError(deps, context, 403);
    const form = await readForm(context);
    if (!form) return showError(deps, context, 400);
    const interrupted = findInterrupted(textOf(form, resumeField, largestCarried));
    const result = await signInWithPasskey(deps.db, {
      step: stepOf(context, 'passkey') ?? '',
      origin: originOf(deps, context),
      answer: textOf(form, passkeyAnswerField, largestAnswer),
      demoAllowed: deps.demo,
      ...fromOf(deps, context),
    });
    if (result.outcome === 'failed') return showSignIn(deps, context, 422, { passkeyFailed: true }, interrupted);
    return letIn(deps, context, result, textOf(form, 'till'), interrupted);
  });

  app.post(paths.signOut.pattern, async (context) => {
    const token = sessionTokenOf(context);
    const form = await readForm(context);
    // A refusal never signs anybody out.
    if (token !== undefined && !(isOwnSite(context) && csrfMatches(token, form?.get(csrfField))))
      return showError(deps, context, 403);
    const issuer = token === undefined ? undefined : await signOut(deps.db, token, deps.now());
    forgetSession(context);
    const atProvider = issuer !== undefined && issuer === deps.provider?.settings.issuer;
    return context.redirect(atProvider ? paths.providerLogout() : paths.signIn(), 303);
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

/** Where a sign-in comes from. */
export const fromOf = (deps: Deps, context: AppContext): From => ({
  address: clientAddress(context, deps.trustedProxies),
  now: deps.now(),
  browser: browserOf(context),
  userAgent: context.req.header('user-agent') ?? '',
});

/** A new session every time: a token from before the sign-in is worth nothing after it. */
export async function letIn(
  deps: Deps,
  context: AppContext,
  { token, browser }: Begun,
  target: string,
  interrupted?: Interrupted,
): Promise<Response> {
  const before = sessionTokenOf(context);
  if (before !== undefined) await signOut(deps.db, before, deps.now());
  keepSession(context, token);
  keepBrowser(context, browser);
  forgetSteps(context);
  const actor = interrupted && (await findActor(deps.db, token, deps.now()));
  if (interrupted && actor && !actor.mustSetUp) return showResume(deps, context, actor, csrfToken(token), interrupted);
  return context.redirect(ownAddress(target) ?? paths.home(), 303);
}

type Carried = Readonly<{ target: string; interrupted?: Interrupted }>;

export async function showSecondStep(
  deps: Deps,
  context: AppContext,
  status: 200 | 422,
  step: string,
  { target, interrupted }: Carried,
): Promise<Response> {
  const asked = await secondStep(deps.db, step, deps.now());
  const till = ownAddress(target);
  const view = createElement(SecondStep, {
    action: paths.secondStep(),
    hidden: {
      ...(till === undefined ? {} : { till }),
      ...(interrupted ? { [resumeField]: JSON.stringify(interrupted) } : {}),
    },
    failed: status === 422,
    code: asked?.code ?? false,
    recoveryCodes: asked?.recoveryCodes ?? false,
    passkey:
      (asked?.passkeys.length ?? 0) > 0 ? { action: paths.passkey(), questionUrl: paths.passkeyQuestion() } : undefined,
    cancelHref: paths.signIn(),
  });
  return context.html(render(frameBefore(deps, context), view), status);
}

/** The frame of a page that is shown before anybody is signed in. */
export const frameBefore = (deps: Deps, context: AppContext) => ({
  assets: deps.assets.links,
  language: chosenLanguage(context) ?? 'sv',
  today: localDateOf(deps.now()),
  demonstration: deps.demo,
  address: paths.signIn(),
});

export function showSignIn(
  deps: Deps,
  context: AppContext,
  status: 200 | 401 | 422,
  state: Pick<SignInProps, 'username' | 'failed' | 'passkeyFailed' | 'providerFailed' | 'expired'>,
  interrupted?: Interrupted,
): Response {
  const language = chosenLanguage(context) ?? 'sv';
  const target = ownAddress(context.req.query('till') ?? '');
  const { provider } = deps;
  const view = createElement(SignIn, {
    ...(provider
      ? {
          provider: {
            name: provider.settings.name,
            href: paths.provider({ till: target }),
            action: paths.provider(),
          },
        }
      : {}),
    ...state,
    action: paths.signIn(),
    passkey: { action: paths.passkey(), questionUrl: paths.passkeyQuestion() },
    hidden: {
      ...(target === undefined ? {} : { till: target }),
      ...(interrupted ? { [resumeField]: JSON.stringify(interrupted) } : {}),
    },
    interrupted: interrupted !== undefined,
    ...(deps.demo ? { demonstration: demoUsers(language).map((user) => ({ ...user, password: demoPassword })) } : {}),
  });
  return context.html(render(frameBefore(deps, context), view), status);
}

/** A passkey's answer, with room for keys that are longer than today's. */
export const largestAnswer = 20_000;

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
