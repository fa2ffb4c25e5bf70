import { RateLimiterMemory } from 'rate-limiter-flexible';
import { calendarOf, paths } from '../casework/index.ts';
import { clientAddress } from '../platform/client-address.ts';
import type { App, AppContext } from '../platform/server.ts';
import { hashToken } from '../platform/session.ts';
import type { Deps } from './deps.ts';
import { originOf } from './origin.ts';

/** Wrong addresses from one place in a minute, and fetches of one calendar: calendars ask a few times an hour. */
const limits = { wrong: 20, fetches: 30 } as const;
const secretForm = /^([\w-]{43})\.ics$/;

/**
 * Calendars that people subscribe to: without a session, by an address that is a secret. What leads nowhere is answered the same, whatever
 * the reason, and nothing of the address is written anywhere.
 */
export function mountCalendar(app: App, deps: Deps): void {
  const wrong = new RateLimiterMemory({ points: limits.wrong, duration: 60 });
  const fetches = new RateLimiterMemory({ points: limits.fetches, duration: 60 });
  app.get(paths.calendar.pattern, async (context) => {
    const from = clientAddress(context, deps.trustedProxies);
    if (((await wrong.get(from))?.consumedPoints ?? 0) >= limits.wrong) return slowDown(context);
    const secret = secretForm.exec(context.req.param('secret'))?.[1];
    const allowed = await fetches.consume(secret === undefined ? from : hashToken(secret).toString('base64')).then(
      () => true,
      () => false,
    );
    if (!allowed) return slowDown(context);
    const text =
      secret === undefined ? undefined : await calendarOf(deps.db, secret, deps.now(), originOf(deps, context));
    if (text === undefined) {
      await wrong.penalty(from);
      return context.body(null, 404);
    }
    return context.body(text, 200, { 'content-type': 'text/calendar; charset=utf-8' });
  });
}

const slowDown = (context: AppContext): Response => context.body(null, 429, { 'retry-after': '60' });
