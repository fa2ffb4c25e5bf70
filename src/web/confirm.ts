import { createElement } from 'react';
import type { Actor } from '../kernel/actor.ts';
import { localDateOf } from '../kernel/stockholm.ts';
import { askToProve, findActor, proveAgain, proveWithPasskey, waysToProve } from '../organisation/index.ts';
import { csrfField, csrfMatches, csrfToken } from '../platform/session.ts';
import type { App, AppContext } from '../platform/server.ts';
import { chosenLanguage, keepSession, sessionTokenOf } from './cookies.ts';
import type { Deps } from './deps.ts';
import { passkeyAnswerField } from '../ui/index.ts';
import { originOf } from './origin.ts';
import { ownAddress } from './own-address.ts';
import { isOwnSite } from './own-site.ts';
import { paths } from './paths.ts';
import { readForm } from './read-form.ts';
import { homeOf, render } from './respond.tsx';
import { findInterrupted, type Interrupted, resumeField } from './resume.ts';
import { showError } from './show-error.ts';
import { fromOf, largestAnswer, largestCarried, showResume, textOf } from './sign-in.ts';
import { codeField, Confirm, signInFields } from './views/index.ts';

/** Proving again who one is, before what is sensitive. */
export function mountConfirm(app: App, deps: Deps): void {
  app.get(paths.confirm.pattern, async (context) => {
    const signedIn = await current(deps, context);
    if (!signedIn) return context.redirect(paths.signIn(), 303);
    return showConfirm(deps, context, 200, signedIn.actor, csrfToken(signedIn.token), {});
  });

  app.post(paths.confirm.pattern, async (context) => {
    if (!isOwnSite(context)) return showError(deps, context, 403);
    const form = await readForm(context);
    const signedIn = await current(deps, context);
    if (!form) return showError(deps, context, 400);
    if (!signedIn) return context.redirect(paths.signIn(), 303);
    const { token, actor } = signedIn;
    if (!csrfMatches(token, form.get(csrfField))) return showError(deps, context, 403);
    const interrupted = findInterrupted(textOf(form, resumeField, largestCarried));
    const answer = textOf(form, passkeyAnswerField, largestAnswer);
    const result = await (answer === ''
      ? proveWith(form, context, token)
      : proveWithPasskey(deps.db, token, { origin: originOf(deps, context), answer, now: deps.now() }));
    if (result.outcome === 'too-many') return showError(deps, context, 429);
    if (result.outcome === 'failed')
      return showConfirm(deps, context, 422, actor, csrfToken(token), {
        failed: answer === '' ? 'typed' : 'passkey',
        ...(interrupted ? { interrupted } : {}),
        target: textOf(form, 'till'),
      });
    keepSession(context, result.token);
    if (interrupted) return showResume(deps, context, actor, csrfToken(result.token), interrupted);
    return context.redirect(ownAddress(textOf(form, 'till')) ?? homeOf(actor), 303);
  });

  app.post(paths.confirmQuestion.pattern, async (context) => {
    if (!isOwnSite(context)) return showError(deps, context, 403);
    const form = await readForm(context);
    const signedIn = await current(deps, context);
    if (!form || !signedIn || !csrfMatches(signedIn.token, form.get(csrfField))) return showError(deps, context, 403);
    const { token } = signedIn;
    const { passkeys } = await waysToProve(deps.db, token);
    return context.json(await askToProve(deps.db, token, originOf(deps, context), deps.now(), passkeys));
  });

  const proveWith = (form: FormData, context: AppContext, token: string) =>
    proveAgain(deps.db, {
      token,
      password: textOf(form, signInFields.password),
      code: textOf(form, codeField),
      safe: deps.safe,
      ...fromOf(deps, context),
    });
}

const wayOf = (ways: Awaited<ReturnType<typeof waysToProve>> | undefined) => {
  if (!ways || ways.password) return 'password';
  if (ways.code) return 'code';
  // Whoever has nothing of the kind here has been vouched for elsewhere.
  return ways.passkeys.length > 0 ? 'passkey' : 'provider';
};

async function current(deps: Deps, context: AppContext) {
  const token = sessionTokenOf(context);
  const found = token === undefined ? undefined : await findActor(deps.db, token, deps.now());
  return token === undefined || !found
    ? undefined
    : { token, actor: { ...found, language: chosenLanguage(context) ?? found.language } };
}

type Asking = Readonly<{ failed?: 'typed' | 'passkey' | 'provider'; interrupted?: Interrupted; target?: string }>;

export async function showConfirm(
  deps: Deps,
  context: AppContext,
  status: 200 | 401 | 422,
  actor: Actor,
  csrf: string,
  { failed, interrupted, target = context.req.query('till') ?? '' }: Asking,
): Promise<Response> {
  const till = ownAddress(target);
  const token = sessionTokenOf(context);
  const ways = token === undefined ? undefined : await waysToProve(deps.db, token);
  const by = wayOf(ways);
  const { provider } = deps;
  const view = createElement(Confirm, {
    ...(by === 'provider' && provider
      ? {
          provider: {
            name: provider.settings.name,
            href: paths.confirmAtProvider({ till }),
            action: paths.confirmAtProvider(),
          },
        }
      : {}),
    action: paths.confirm(),
    hidden: {
      [csrfField]: csrf,
      ...(till === undefined ? {} : { till }),
      ...(interrupted ? { [resumeField]: JSON.stringify(interrupted) } : {}),
    },
    name: actor.name,
    by,
    failed: failed === 'typed' ? by : failed,
    passkey:
      (ways?.passkeys.length ?? 0) > 0 ? { action: paths.confirm(), questionUrl: paths.confirmQuestion() } : undefined,
    interrupted: interrupted !== undefined,
    cancelHref: homeOf(actor),
  });
  const frame = {
    assets: deps.assets.links,
    language: actor.language,
    today: localDateOf(deps.now()),
    demonstration: deps.demo,
  };
  return context.html(render({ ...frame, address: paths.home(), actor, csrf }, view), status);
}
