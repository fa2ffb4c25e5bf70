import { describe, expect } from 'vitest';
import { apiRoutes } from '../../src/api/index.ts';
import { newId } from '../../src/kernel/ids.ts';
import { tokenOf } from '../support/api-client/caller.ts';
import { examine, test } from './attacker.ts';
import { unchanged } from './known.ts';

describe('the API', () => {
  test(
    'takes no field that a route does not declare, nor bodies that are deep, huge, twice or of the wrong kind',
    {
      timeout: 300_000,
    },
    async ({ database, server }) => {
      const token = await tokenOf(server, 'alex');
      const send = async (path: string, method: string, type: string, body: string): Promise<Response> => {
        const response = await fetch(`${server.url}${path.replaceAll(/\{\w+\}/g, newId())}`, {
          method: method.toUpperCase(),
          body,
          headers: { authorization: `Bearer ${token}`, 'content-type': type, 'idempotency-key': newId() },
        });
        examine(response, `${method} ${path} ${body.slice(0, 80)}`);
        return response;
      };
      await unchanged(database, async () => {
        for (const route of apiRoutes) {
          if (!route.body) continue;
          const [example] = Object.values(route.body.examples);
          const valid = example?.value as Record<string, unknown>;
          for (const extra of [
            { municipality: '9999' },
            { secrecy_area: 'hisingen', secrecyArea: 'hisingen' },
            { id: newId(), opened_by: newId(), openedBy: newId() },
            { role: 'administrator', permissions: ['*'], written_at: '1999-09-09' },
          ]) {
            const { status } = await send(
              route.path,
              route.method,
              'application/json',
              JSON.stringify({ ...valid, ...extra }),
            );
            expect([404, 422], `${route.operation} with ${Object.keys(extra).join()}`).toContain(status);
          }
          const text = JSON.stringify(valid);
          for (const body of [
            `${text.slice(0, -1)},"__proto__":{"polluted":true}}`,
            `${text.slice(0, -1)},"constructor":{"prototype":{"polluted":true}}}`,
            `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
            '['.repeat(200_000),
            '"text"',
            '1e400',
            '[]',
            'null',
            '',
            '\u0000',
            '{"a":1,}',
          ]) {
            const { status } = await send(route.path, route.method, 'application/json', body);
            expect([400, 404, 422], `${route.operation} ${body.slice(0, 40)}`).toContain(status);
          }
          for (const type of [
            'text/plain',
            'application/x-www-form-urlencoded',
            'text/xml',
            'multipart/form-data; boundary=x',
            'application/jsonp',
          ])
            expect([404, 415], `${route.operation} as ${type}`).toContain(
              (await send(route.path, route.method, type, text)).status,
            );
          expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
        }
      });
    },
  );

  test('has the same headers on every answer, and answers no method that is not declared', async ({ server }) => {
    for (const { path } of apiRoutes) {
      const url = `${server.url}${path.replaceAll(/\{\w+\}/g, newId())}`;
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        const response = await fetch(url, {
          method,
          headers: { 'x-http-method-override': 'POST', origin: 'https://elsewhere.example' },
        });
        examine(response, `${method} ${path}`);
        expect([401, 404, 405], `${method} ${path}`).toContain(response.status);
      }
    }
  });
});
