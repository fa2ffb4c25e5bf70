import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';
import { sql } from 'kysely';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { casePages } from '../casework/pages/index.ts';
import { extractPages, oversightPages, ownExtract } from '../oversight/pages/index.ts';
import type { ExtractShare } from '../oversight/index.ts';
import { intakeExtract } from '../intake/index.ts';
import {
  archivedPlacements,
  assignmentExtract,
  assignmentPages,
  concerning,
  deskExtract,
  deskPages,
  placementExtract,
  placementReminders,
} from '../placement/index.ts';
import { placementPages } from '../placement/pages/index.ts';
import { registerExtract } from '../register/index.ts';
import { intakePages } from '../intake/pages/index.ts';
import { registerPages } from '../register/pages/index.ts';
import { sharingExtract } from '../sharing/index.ts';
import { remindingPages } from '../reminding/pages/index.tsx';
import { publishingPages } from '../publishing/pages/index.ts';
import { adherenceExtract } from '../adherence/index.ts';
import { adherencePages } from '../adherence/pages/index.ts';
import { sharingPages } from '../sharing/pages/index.ts';
import { groundPages } from '../secrecy/index.ts';
import { absencePages, administrationPages, ownSignInPages } from '../organisation/index.ts';
import type { Route } from '../platform/route.ts';
import type { App, AppContext } from '../platform/server.ts';
import { mountApi } from '../api/index.ts';
import { serveAssets } from './assets.ts';
import { mountCalendar } from './calendar.ts';
import { mountRoute } from './dispatch.ts';
import { drop, isWithFiles, largestForm } from './read-form.ts';
import { mountConfirm } from './confirm.ts';
import { mountInquiry } from './inquiry.ts';
import { mountLink } from './link.ts';
import { mountNoticeForm, openFormWithFiles } from './notice-form.ts';
import { mountOpenData } from './open-data.ts';
import { mountProvider } from './provider.ts';
import { mountSignIn } from './sign-in.ts';
import { clientAddress } from '../platform/client-address.ts';
import type { Deps } from './deps.ts';
import { showError } from './show-error.ts';
import { paths } from './paths.ts';

/** What each capability says of its tables, for the extract that the individual is given. A test wants every table to be there. */
export const extractShares: readonly ExtractShare[] = [
  ownExtract,
  sharingExtract,
  adherenceExtract,
  intakeExtract,
  registerExtract,
  placementExtract,
  deskExtract,
  assignmentExtract,
];

/** Every page of every capability. A test walks them all. */
export const routes: readonly Route[] = [
  ...ownSignInPages,
  ...casePages,
  ...groundPages,
  ...sharingPages,
  ...publishingPages,
  ...intakePages,
  ...deskPages,
  ...assignmentPages,
  ...placementPages,
  ...registerPages(concerning),
  ...oversightPages([archivedPlacements]),
  ...adherencePages,
  ...extractPages(extractShares),
  ...administrationPages,
  ...absencePages,
  ...remindingPages(placementReminders),
];

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
  app.use(async (context, next) => {
    await next();
    // What is handed out to be saved has no rights here, should something show it all the same.
    const { headers } = context.res;
    if (headers.get('content-disposition')?.startsWith('attachment') === true)
      headers.set('content-security-policy', `${headers.get('content-security-policy') ?? ''}; sandbox`);
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
  const limitBody = bodyLimit({
    maxSize: largestForm,
    onError: async (context) => {
      await drop(context as AppContext);
      return showError(deps, context as AppContext, 413);
    },
  });
  // Where files are taken, their limits are kept while they are read.
  app.use((context, next) =>
    isWithFiles(context) && takesFiles(context.req.path) ? next() : limitBody(context, next),
  );
  mountSignIn(app, deps);
  mountConfirm(app, deps);
  mountProvider(app, deps);
  mountLink(app, deps);
  mountCalendar(app, deps);
  mountNoticeForm(app, deps);
  mountInquiry(app, deps);
  mountOpenData(app, deps);
  mountApi(app, deps);
  for (const route of routes) mountRoute(app, deps, route);
  app.notFound((context) => showError(deps, context, 404));
  app.onError((error, context) => {
    deps.log.error({ request: context.get('requestId'), route: context.req.routePath, error });
    return showError(deps, context, 500);
  });
  return app;
}

const whereFilesAreTaken = [...routes.filter(({ files }) => files !== undefined), openFormWithFiles].map(
  ({ path }) => new RegExp(`^${path.pattern.replaceAll(/:\w+/g, '[^/]+')}$`),
);
const takesFiles = (path: string): boolean => whereFilesAreTaken.some((pattern) => pattern.test(path));

function limitRequests(deps: Deps) {
  const limiter = new RateLimiterMemory({ points: deps.requestsPerMinute, duration: 60 });
  return async (context: AppContext, next: () => Promise<void>): Promise<Response | void> => {
    const allowed = await limiter.consume(clientAddress(context, deps.trustedProxies)).then(
      () => true,
      () => false,
    );
    if (!allowed) {
      context.header('retry-after', '60');
      return showError(deps, context, 429);
    }
    return next();
  };
}
