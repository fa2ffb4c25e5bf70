import { Hono } from 'hono';
import { caseworkApi } from '../casework/api/index.ts';
import type { ApiRoute } from '../platform/api-route.ts';
import { sharingApi } from '../sharing/api/index.ts';
import type { App, ServerDeps } from '../platform/server.ts';
import { mountApiRoute } from './dispatch.ts';
import { openApiDocument } from './document.ts';
import { problem } from './problem.ts';
import { mountScim } from './scim.ts';
import { mountSession } from './session.ts';

export { problemWithStatus } from './problem.ts';

/** Every route of the API that needs somebody to be signed in. A test walks them all. */
export const apiRoutes: readonly ApiRoute[] = [...caseworkApi, ...sharingApi];

const documentPath = '/api/v1/openapi.json';

/** The public REST API, with its own document and its own way of saying what went wrong. */
export function mountApi(app: App, deps: ServerDeps): void {
  const api: App = new Hono();
  let document: ReturnType<typeof openApiDocument> | undefined;
  api.get(documentPath, (context) => context.json((document ??= openApiDocument(apiRoutes))));
  mountSession(api, deps);
  for (const route of apiRoutes) mountApiRoute(api, deps, route);
  mountScim(api, deps);
  api.all('/api/*', (context) => problem(context, 'not-found'));
  api.onError((error, context) => {
    deps.log.error({ request: context.get('requestId'), route: context.req.routePath, error });
    return problem(context, 'error');
  });
  app.route('/', api);
}
