import { createElement } from 'react';
import { z } from 'zod';
import {
  comeFromProvider,
  findActor,
  goToProvider,
  type Provider,
  signedOutAtProvider,
} from '../organisation/index.ts';
import { clientAddress } from '../platform/client-address.ts';
import { csrfField, csrfMatches, csrfToken } from '../platform/session.ts';
import type { App, AppContext } from '../platform/server.ts';
import { browserOf, keepSession, keepStep, sessionTokenOf, stepOf } from './cookies.ts';
import type { Deps } from './deps.ts';
import { originOf } from './origin.ts';
import { ownAddress } from './own-address.ts';
import { isOwnSite } from './own-site.ts';
import { paths } from './paths.ts';
import { readForm } from './read-form.ts';
import { homeOf, render } from './respond.tsx';
import { findInterrupted, type Interrupted, resumeField } from './resume.ts';
import { showConfirm } from './confirm.ts';
import { showError } from './show-error.ts';
import { frameBefore, largestCarried, letIn, showResume, showSignIn, textOf } from './sign-in.ts';
import { SignOutAtProvider, ToProvider } from './views/index.ts';

const Carried = z.object({ till: z.string(), fortsatt: z.string() });

/** Signing in at the organisation's identity provider, proving there again who one is, and signing out there. */
export function mountProvider(app: App, deps: Deps): void {
  const { provider } = deps;

  // Who has signed out here is led on to sign out there. A page on the way: what a form leads to may not be elsewhere.
  app.get(paths.providerLogout.pattern, async (context) => {
    const token = sessionTokenOf(context);
    const actor = token === undefined ? undefined : await findActor(deps.db, token, deps.now());
    if (actor) return context.redirect(homeOf(actor), 303);
    if (!provider) return context.redirect(paths.signIn(), 303);
    const url = await provider
      .endSessionUrl(new URL(paths.signIn(), originOf(deps, context)).href)
      .catch((error: unknown) => {
        deps.log.error({ request: context.get('requestId'), route: context.req.routePath, error });
        return 'no-answer' as const;
      });
    if (url === undefined) return context.redirect(paths.signIn(), 303);
    const view = createElement(SignOutAtProvider, {
      href: url === 'no-answer' ? undefined : url.href,
      name: provider.settings.name,
    });
    return context.html(render(frameBefore(deps, context), view));
  });

  if (!provider) return;

  for (const [path, fresh] of [
    [paths.provider, false],
    [paths.confirmAtProvider, true],
  ] as const) {
    app.get(path.pattern, async (context) => {
      const url = await go(deps, provider, context, fresh, context.req.query('till') ?? '', '');
      return context.redirect(url.href, 302);
    });

    // With a form that was on its way: it is kept here until the browser is back. The way on is a link, since a form may not lead elsewhere.
    app.post(path.pattern, async (context) => {
      if (!isOwnSite(context)) return showError(deps, context, 403);
      const form = await readForm(context);
      if (!form) return showError(deps, context, 400);
      const token = sessionTokenOf(context);
      if (fresh && (token === undefined || !csrfMatches(token, form.get(csrfField))))
        return showError(deps, context, 403);
      const carried = textOf(form, resumeField, largestCarried);
      const url = await go(deps, provider, context, fresh, textOf(form, 'till'), carried);
      const view = createElement(ToProvider, { href: url.href, name: provider.settings.name });
      return context.html(render(frameBefore(deps, context), view));
    });
  }

  app.get(paths.providerAnswer.pattern, async (context) => {
    const origin = originOf(deps, context);
    const session = sessionTokenOf(context);
    const result = await comeFromProvider(deps.db, provider, {
      step: stepOf(context, 'provider') ?? '',
      address: new URL(`${paths.providerAnswer()}${new URL(context.req.url).search}`, origin),
      now: deps.now(),
      session,
      from: clientAddress(context, deps.trustedProxies),
      browser: browserOf(context),
      userAgent: context.req.header('user-agent') ?? '',
    });
    const { till, interrupted } = readCarried(result.carried);
    switch (result.outcome) {
      case 'signed-in':
        return letIn(deps, context, result, till, interrupted);
      case 'proved': {
        keepSession(context, result.token);
        const actor = await findActor(deps.db, result.token, deps.now());
        if (interrupted && actor) return showResume(deps, context, actor, csrfToken(result.token), interrupted);
        return context.redirect(ownAddress(till) ?? (actor ? homeOf(actor) : paths.home()), 303);
      }
      case 'failed':
      case 'too-weak':
      case 'no-role': {
        const actor = session === undefined ? undefined : await findActor(deps.db, session, deps.now());
        if (actor && session !== undefined)
          return showConfirm(deps, context, 422, actor, csrfToken(session), {
            failed: 'provider',
            ...(interrupted ? { interrupted } : {}),
            target: till,
          });
        return showSignIn(deps, context, 422, { providerFailed: result.outcome }, interrupted);
      }
    }
  });

  // From the provider's server, without anybody's browser: what it says is signed.
  app.post(paths.providerLogout.pattern, async (context) => {
    const form = await readForm(context);
    const token = form && textOf(form, 'logout_token', 10_000);
    const done = token ? await signedOutAtProvider(deps.db, provider, token, deps.now()) : false;
    return context.body(null, done ? 200 : 400);
  });
}

async function go(
  deps: Deps,
  provider: Provider,
  context: AppContext,
  fresh: boolean,
  till: string,
  fortsatt: string,
): Promise<URL> {
  const { step, url } = await goToProvider(deps.db, provider, {
    redirectUri: new URL(paths.providerAnswer(), originOf(deps, context)).href,
    fresh,
    carried: JSON.stringify({ till, fortsatt } satisfies z.infer<typeof Carried>),
    now: deps.now(),
  });
  keepStep(context, 'provider', step);
  return url;
}

function readCarried(text: string): Readonly<{ till: string; interrupted?: Interrupted }> {
  const { data } = Carried.safeParse(text === '' ? undefined : JSON.parse(text));
  const interrupted = data && findInterrupted(data.fortsatt);
  return { till: data?.till ?? '', ...(interrupted ? { interrupted } : {}) };
}
