import { randomUUID } from 'node:crypto';
import { createElement } from 'react';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';
import { sql } from 'kysely';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { casePages } from '../casework/pages/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { localDateOf } from '../kernel/stockholm.ts';
import type { Db } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import type { Route } from '../platform/route.ts';
import { mountApi } from '../api/index.ts';
import { serveAssets, type BuiltAssets } from './assets.ts';
import { chosenLanguage } from './cookies.ts';
import { mountRoute } from './dispatch.ts';
import { render } from './respond.tsx';
import { mountSignIn } from './sign-in.ts';
import { errorLinks } from './error-links.ts';
import { paths } from './paths.ts';
import { ErrorPage, type ErrorStatus } from './views/index.ts';

/** All that the application is given. Nothing in it reads the clock or the environment by itself. */
export type Deps = Readonly<{
  db: Db;
  log: Log;
  now: () => Date;
  assets: BuiltAssets;
  /** Whether demo users exist, may sign in, and are listed where one signs in. */
  demo: boolean;
  /** Requests that one session or address may make in a minute. */
  requestsPerMinute: number;
}>;

export type Variables = { requestId: string; actor?: Actor; token?: string };
export type App = Hono<{ Variables: Variables }>;
export type AppContext = Context<{ Variables: Variables }>;

/** Every page of every capability. A test walks them all. */
export const routes: readonly Route[] = [...casePages];

const largestForm = 512 * 1024;

export function createApp(deps: Deps): App {
  const app: App = new Hono();
  app.use(async (context, next) => {
    const started = performance.now();
    context.set('requestId', randomUUID());
    context.header('x-request-id', context.get('requestId'));
    await next();
    deps.log.info({
      request: context.get('requestId'),
      method: context.req.method,
      // The pattern, not the address: addresses hold ids of people's cases.
      route: context.req.routePath,
      status: context.res.status,
      ms: Math.round(performance.now() - started),
    });
  });
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      xFrameOptions: 'DENY',
      referrerPolicy: 'same-origin',
      strictTransportSecurity: 'max-age=31536000; includeSubDomains',
      permissionsPolicy: { camera: false, microphone: false, geolocation: false },
    }),
  );
  app.get(paths.health.pattern, (context) => context.json({ status: 'ok' }));
  app.get(paths.ready.pattern, async (context) => {
    const ready = await sql`select 1`.execute(deps.db).then(
      () => true,
      () => false,
    );
    return context.json({ status: ready ? 'ready' : 'database-unreachable' }, ready ? 200 : 503);
  });
  serveAssets(app, deps.assets);
  app.use(compress());
  app.use(async (context, next) => {
    // What is on a page belongs to who asked for it, and is not kept by anybody on the way.
    context.header('cache-control', 'no-store');
    await next();
  });
  app.use(limitRequests(deps));
  app.use(bodyLimit({ maxSize: largestForm, onError: (context) => showError(deps, context as AppContext, 413) }));
  mountSignIn(app, deps);
  mountApi(app, deps);
  for (const route of routes) mountRoute(app, deps, route);
  app.notFound((context) => showError(deps, context, 404));
  app.onError((error, context) => {
    deps.log.error({ request: context.get('requestId'), route: context.req.routePath, error });
    return showError(deps, context, 500);
  });
  return app;
}

function limitRequests({ requestsPerMinute }: Deps) {
  const limiter = new RateLimiterMemory({ points: requestsPerMinute, duration: 60 });
  return async (context: AppContext, next: () => Promise<void>): Promise<Response | void> => {
    const allowed = await limiter.consume(addressOf(context)).then(
      () => true,
      () => false,
    );
    if (!allowed) {
      context.header('retry-after', '60');
      return context.text('429', 429);
    }
    return next();
  };
}

/** Where a request comes from, as the connection says; what a client writes in a header is not believed. */
export function addressOf(context: AppContext): string {
  const { incoming } = (context.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  return incoming?.socket?.remoteAddress ?? 'unknown';
}

/** An error as a page in the reader's language, or as JSON for a program. */
export function showError(deps: Deps, context: AppContext, status: ErrorStatus): Response {
  const reference = context.get('requestId');
  if (context.req.path.startsWith('/api/')) return context.json({ error: String(status), request: reference }, status);
  const actor = context.get('actor');
  const language = chosenLanguage(context) ?? actor?.language ?? 'sv';
  const today = localDateOf(deps.now());
  const view = createElement(ErrorPage, {
    status,
    posted: context.req.method === 'POST',
    ...(status >= 500 ? { reference } : {}),
    actions: errorLinks(language, actor),
  });
  const frame = {
    assets: deps.assets.links,
    language,
    today,
    demonstration: deps.demo,
    address: '/',
    actor: undefined,
  };
  return context.html(render(frame, view), status);
}
