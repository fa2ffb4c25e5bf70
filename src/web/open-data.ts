import { createHash } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { localDateOf } from '../kernel/stockholm.ts';
import { clientAddress } from '../platform/client-address.ts';
import type { App, AppContext } from '../platform/server.ts';
import {
  openFile,
  openFileNames,
  openFileTypes,
  openOffers,
  publishedRegister,
  registerPaths,
} from '../register/index.ts';
import type { Deps } from './deps.ts';
import { originOf } from './origin.ts';
import { showError } from './show-error.ts';

/** What one address may fetch in a minute, and for how many seconds a file that has been made is given again, here and on the way. */
const limits = { perMinute: 60, seconds: 60 } as const;
const municipalityCode = /^\d{4}$/;

type Made = Readonly<{ text: string; tag: string; at: number }>;

/** Whether what the client has is what there is: in If-None-Match a proxy may have made the tag a weak one. */
const hasIt = (asked: string | undefined, tag: string): boolean =>
  asked?.split(',').some((one) => [tag, '*'].includes(one.trim().replace(/^W\//, ''))) ?? false;

/**
 * Open data of registers whose keepers publish them: for everybody, without a session, and the same for all. What is not published, or is no
 * register, is answered the same. Whether it is published is asked each time, so that what is closed is closed at once here.
 */
export function mountOpenData(app: App, deps: Deps): void {
  const fetches = new RateLimiterMemory({ points: limits.perMinute, duration: 60 });
  const kept = new Map<string, Made>();

  app.get(registerPaths.publicData.pattern, async (context) => {
    const allowed = await fetches.consume(clientAddress(context, deps.trustedProxies)).then(
      () => true,
      () => false,
    );
    if (!allowed) {
      context.header('retry-after', '60');
      return showError(deps, context, 429);
    }
    const municipality = context.req.param('municipality') ?? '';
    const name = openFileNames.find((one) => one === context.req.param('file'));
    const now = deps.now();
    const day = localDateOf(now);
    const publisher =
      name === undefined || !municipalityCode.test(municipality)
        ? undefined
        : await publishedRegister(deps, municipality, day);
    if (name === undefined || publisher === undefined) return showError(deps, context, 404);

    const origin = originOf(deps, context);
    const key = [origin, municipality, name, day].join(' ');
    let made = kept.get(key);
    if (!made || now.getTime() - made.at >= limits.seconds * 1000) {
      const text = await openFile(name, {
        publisher,
        day,
        addressOf: (file) => new URL(registerPaths.publicData({ municipality, file }), origin).href,
        offers: () => openOffers(deps, municipality, day),
      });
      made = { text, tag: `"${createHash('sha256').update(text).digest('base64url')}"`, at: now.getTime() };
      keep(kept, key, made);
    }
    return answer(context, openFileTypes[name], made);
  });
}

/** A few registers of three files each: what has not been asked for lately goes first. */
function keep(kept: Map<string, Made>, key: string, made: Made): void {
  kept.delete(key);
  kept.set(key, made);
  const [oldest] = kept.keys();
  if (kept.size > 30 && oldest !== undefined) kept.delete(oldest);
}

function answer(context: AppContext, type: string, { text, tag }: Made): Response {
  context.header('cache-control', `public, max-age=${limits.seconds}`);
  context.header('etag', tag);
  // Anybody's page may read it: there is nothing here that is anybody's own.
  context.header('access-control-allow-origin', '*');
  return hasIt(context.req.header('if-none-match'), tag)
    ? context.body(null, 304)
    : context.body(text, 200, { 'content-type': type });
}
