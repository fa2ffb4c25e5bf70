import { RateLimiterMemory } from 'rate-limiter-flexible';
import { countAttempt } from '../organisation/index.ts';
import { answerLimits, deskPaths, inquiryPage, takeAnswer } from '../placement/index.ts';
import { clientAddress } from '../platform/client-address.ts';
import type { App, AppContext } from '../platform/server.ts';
import type { Deps } from './deps.ts';
import { isOwnSite } from './own-site.ts';
import { readForm } from './read-form.ts';
import { render } from './respond.tsx';
import { showError } from './show-error.ts';
import { frameBefore } from './sign-in.ts';

const secretForm = /^[\w-]{43}$/;

/**
 * Inquiries to providers: answered without a session, by a link that is a secret. A link that leads nowhere is told so, the same whatever the
 * reason, and who tries many is slowed down; nothing of the address is written anywhere.
 */
export function mountInquiry(app: App, deps: Deps): void {
  const wrong = new RateLimiterMemory({ points: answerLimits.wrongPerMinute, duration: 60 });
  const slowDown = (context: AppContext, seconds: number): Response => {
    context.header('retry-after', String(seconds));
    return showError(deps, context, 429);
  };
  const show = (context: AppContext, secret: string, { status, content }: Awaited<ReturnType<typeof inquiryPage>>) =>
    context.html(render({ ...frameBefore(deps, context), address: deskPaths.answer({ secret }) }, content), status);
  const secretOf = (context: AppContext): string => {
    const text = context.req.param('secret') ?? '';
    return secretForm.test(text) ? text : '';
  };

  app.get(deskPaths.answer.pattern, async (context) => {
    const from = clientAddress(context, deps.trustedProxies);
    if (((await wrong.get(from))?.consumedPoints ?? 0) >= answerLimits.wrongPerMinute) return slowDown(context, 60);
    const secret = secretOf(context);
    const found = await inquiryPage(deps.db, secret, deps.now());
    if (found.status === 404) await wrong.penalty(from);
    return show(context, secret === '' ? '-' : secret, found);
  });

  app.post(deskPaths.answer.pattern, async (context) => {
    if (!isOwnSite(context)) return showError(deps, context, 403);
    // Counted in the database before anything is read: a restart forgives nobody.
    const { perAddress, windowMinutes } = answerLimits;
    const from = `inquiry:${clientAddress(context, deps.trustedProxies)}`;
    if ((await countAttempt(deps.db, from, deps.now(), windowMinutes)) > perAddress)
      return slowDown(context, windowMinutes * 60);
    const form = await readForm(context);
    if (!form) return showError(deps, context, 400);
    const secret = secretOf(context);
    const answer = await takeAnswer(deps.db, secret, form, frameBefore(deps, context).language, deps.now());
    return answer === 'taken'
      ? context.redirect(deskPaths.answer({ secret }), 303)
      : show(context, secret === '' ? '-' : secret, answer);
  });
}
