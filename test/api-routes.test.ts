import { oazapfts } from 'oazapfts';
import { describe, expect } from 'vitest';
import { z } from 'zod';
import { apiRoutes } from '../src/api/index.ts';
import { newId } from '../src/kernel/ids.ts';
import { permissions } from '../src/kernel/permission.ts';
import { answer, apiRoute } from '../src/platform/api-route.ts';
import { callerOf, noon, signedIn, tokenOf } from './support/api-client/caller.ts';
import * as client from './support/api-client/hemvist.ts';
import { got, test } from './support/api-client/world.ts';
import { startServer } from './support/server.ts';

describe('the document', () => {
  test('is OpenAPI 3.1, served to anybody, and holds every route with its errors and examples', async ({ world }) => {
    const response = await fetch(`${world.server.url}/api/v1/openapi.json`);
    const document = (await response.json()) as {
      openapi: string;
      security: unknown;
      paths: Record<
        string,
        Record<string, { responses: Record<string, unknown>; summary: string; description: string }>
      >;
    };
    expect(document.openapi).toBe('3.1.0');
    expect(document.security).toEqual([{ session: [] }]);
    for (const route of apiRoutes) {
      const operation = document.paths[route.path]?.[route.method];
      expect({ operation: route.operation, statuses: Object.keys(operation?.responses ?? {}) }).toEqual({
        operation: route.operation,
        statuses: expect.arrayContaining([String(route.answer.status), '401', '404', '429', '500']),
      });
      expect(operation?.summary).toBeTruthy();
      expect(operation?.description).toBeTruthy();
    }
  });

  test.for(apiRoutes)('shows examples that fit what $operation takes and gives', ({ answer: given, body }) => {
    expect(given.schema.parse(given.example)).toEqual(given.example);
    for (const { value } of Object.values(body?.examples ?? {})) expect(body?.schema.parse(value)).toEqual(value);
  });

  // When this fails, the API has changed: see if it should have, and write the client anew with `vitest run test/api-routes.test.ts -u`.
  test('gives the client that is in the repository', async ({ world }) => {
    const source = await oazapfts(`${world.server.url}/api/v1/openapi.json`);
    await expect(
      `// @ts-nocheck -- generated, for clients with other compiler settings than ours\n/* oxlint-disable */\n${source}`,
    ).toMatchFileSnapshot('support/api-client/hemvist.ts');
  });
});

describe('a route', () => {
  test('is declared with who may and what the audit says, or it does not compile', () => {
    const route = {
      method: 'get',
      path: '/api/v1/nothing',
      operation: 'nothing',
      tag: 'Nothing',
      summary: 'Nothing',
      description: 'Nothing.',
      answer: { status: 200, description: 'Nothing.', schema: z.object({}), example: {} },
      handle: () => Promise.resolve(answer({})),
    } as const;
    // @ts-expect-error -- it says neither who may nor what the audit says
    apiRoute(route);
    // @ts-expect-error -- it does not say what the audit says
    apiRoute({ ...route, may: 'run:read' });
    // @ts-expect-error -- it does not say who may
    apiRoute({ ...route, audit: 'nothing.read' });
    expect(apiRoute({ ...route, may: 'run:read', audit: 'nothing.read' })).toMatchObject({ may: 'run:read' });
  });

  test.for(apiRoutes)(
    '$method $path names a permission and an audit event, and answers nobody',
    async ({ method, path, may, audit }, { world }) => {
      expect(permissions).toContain(may);
      expect(audit).toMatch(/^[a-z-]+(\.[a-z-]+)+$/);
      const url = `${world.server.url}${path.replaceAll(/\{\w+\}/g, newId())}`;
      const cookie = `__Host-hemvist=${await tokenOf(world.server, 'alex')}`;
      for (const headers of [
        {},
        { authorization: `Bearer ${'A'.repeat(43)}` },
        { authorization: 'Basic YWxleDp4' },
        { cookie },
      ]) {
        const response = await fetch(url, { method: method.toUpperCase(), headers });
        expect(response.status).toBe(401);
        expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
        expect(response.headers.get('content-type')).toBe('application/problem+json');
      }
    },
  );
});

describe('a session', () => {
  test('is not given for a wrong password, and says nothing of whether there is such a user', async ({ world }) => {
    const wrong = got(await client.signIn({ username: 'alex', password: 'wrong' }, callerOf(world.server)), 401);
    const nobody = got(await client.signIn({ username: 'nobody', password: 'wrong' }, callerOf(world.server)), 401);
    expect({ ...wrong, request: '' }).toEqual({ ...nobody, request: '' });
  });

  test('is refused after ten failures, whatever is tried then', async ({ world }) => {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      got(await client.signIn({ username: 'somebody', password: 'wrong' }, callerOf(world.server)), 401);
    }
    got(await client.signIn({ username: 'somebody', password: 'wrong' }, callerOf(world.server)), 429);
  });

  test('is over when signed out, and when nothing has been asked for an hour', async ({ database }) => {
    const server = await startServer(database.db, noon);
    const first = await signedIn(server, 'dani');
    const second = await signedIn(server, 'dani');
    got(await client.listCases({}, first), 200);
    got(await client.signOut(first), 204);
    got(await client.listCases({}, first), 401);
    got(await client.listCases({}, second), 200);
    server.clock.now = new Date(noon.getTime() + 61 * 60_000);
    got(await client.listCases({}, second), 401);
    await server.stop();
  });
});
