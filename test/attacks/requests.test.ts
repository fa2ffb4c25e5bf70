import { request } from 'node:http';
import { describe, expect } from 'vitest';
import { routes } from '../../src/web/app.ts';
import { today } from '../support/browser.ts';
import { encoded, examine, nameOf, test } from './attacker.ts';
import { knownAddresses, mayUse, placeOf, unchanged } from './known.ts';
import { filled } from './page.ts';

describe('a request', () => {
  type Raw = Readonly<{ status: number; headers: Record<string, string | string[] | undefined>; body: string }>;
  /** As it is written, without a library that makes it right first. */
  const raw = (url: string, path: string, method = 'GET', headers: Record<string, string> = {}): Promise<Raw> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(url);
      const sent = request({ hostname, port, path, method, headers, agent: false }, (response) => {
        let body = '';
        response.on('data', (data: Buffer) => (body += data.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      });
      sent.on('error', reject);
      sent.end();
    });

  test(
    'with a method that no route has is answered 404 or 405 and does nothing, whatever a header or field says it is',
    {
      timeout: 300_000,
    },
    async ({ database, server, attacker }) => {
      const known = await knownAddresses(attacker);
      await unchanged(database, async () => {
        // A page and its form have one address, at which a method is asked about once.
        const methods = ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'];
        let turn = 0;
        const once = new Map(routes.toReversed().map((route) => [route.path.pattern, route]));
        for (const route of once.values()) {
          const { who, address } = placeOf(known, route);
          const visitor = await attacker(who);
          turn += 1;
          // By the router, before any route is asked: each address with two of them, in turn.
          for (const method of methods.filter((_, index) => (index + turn) % methods.length < 2))
            expect([404, 405], `${method} ${address}`).toContain((await visitor.ask(address, { method })).status);
          const { status, body } = await raw(server.url, address, 'TRACE', {
            cookie: visitor.cookie,
            'x-secret': 'echoed',
          });
          expect([400, 404, 405, 501], `TRACE ${address}`).toContain(status);
          expect(body).not.toContain('echoed');
          // A page that is asked for as if it were its form is still only a page.
          for (const headers of [{ 'x-http-method-override': 'POST' }, { 'x-method-override': 'DELETE' }] as const)
            if (route.method === 'get')
              expect(
                (await visitor.ask(`${address.split('?')[0]}?_method=POST&csrf=${visitor.csrf}`, { headers })).status,
              ).toBeLessThan(405);
        }
      });
    },
  );

  test('for a file outside what is served finds nothing, however the path is written', async ({ server }) => {
    for (const path of [
      '/assets/../../package.json',
      '/assets/../../../../../../etc/passwd',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/assets/..%2f..%2fpackage.json',
      '/assets/..%5c..%5cpackage.json',
      '/assets/%252e%252e%252fpackage.json',
      '/assets/.vite/manifest.json',
      '/assets//etc/passwd',
      '/assets/',
      '/assets',
      '/.git/config',
      '/.env',
      '/package.json',
      '/src/web/server.ts',
      '/build/server/server.js.map',
      '//etc/passwd',
      '/..%00/',
    ]) {
      const { status, body } = await raw(server.url, path);
      expect([400, 404], path).toContain(status);
      expect(body, path).not.toMatch(/root:|"dependencies"|\[core\]/);
    }
  });

  test('with odd parameters, cookies and headers does not fail and writes no header of its own', async ({
    server,
    attacker,
  }) => {
    const values = [
      '..%2f..%2fetc%2fpasswd',
      '%0d%0aX-Hostile:%201',
      '%00',
      '%ff%fe',
      '%',
      '%zz',
      "'%20or%201=1--",
      'a'.repeat(5000),
    ];
    for (const route of routes.filter(({ method, path }) => method === 'get' && path.pattern.includes(':'))) {
      const visitor = await attacker(mayUse(route));
      for (const value of values) {
        const path = route.path.pattern.replaceAll(/:\w+/g, value);
        const { status, headers } = await raw(server.url, path, 'GET', { cookie: visitor.cookie });
        expect(status, `${nameOf(route)} ${value}`).not.toBe(500);
        expect(headers['x-hostile'], path).toBeUndefined();
      }
    }
    const alex = await attacker('alex');
    for (const headers of [
      { cookie: `${alex.cookie}; hemvist-language=%0d%0aX-Hostile:1` },
      { cookie: `${alex.cookie}; hemvist-language=__proto__` },
      { cookie: `__Host-hemvist=${'%00'.repeat(20)}` },
      { cookie: `__Host-hemvist=${'A'.repeat(6000)}` },
      { cookie: `${alex.cookie}; ${alex.cookie}x` },
      { cookie: '='.repeat(1000) },
      { 'accept-language': 'sv;q=NaN,'.repeat(300) },
      { 'x-forwarded-for': `1.2.3.4, ${'5'.repeat(3000)}`, 'x-forwarded-host': 'elsewhere.example' },
      { host: 'elsewhere.example' },
      { range: 'bytes=0-18446744073709551615' },
      { 'accept-encoding': 'br;q=x, \u00e5' },
    ] as readonly Record<string, string>[]) {
      const { status, headers: answered, body } = await raw(server.url, '/min-dag', 'GET', headers);
      expect([200, 303, 400, 404], JSON.stringify(headers)).toContain(status);
      expect(answered['x-hostile']).toBeUndefined();
      expect(JSON.stringify(answered['location'] ?? '')).not.toContain('elsewhere');
      expect(body).not.toContain('elsewhere.example');
    }
  });

  test(
    'that leads on never leads to another site, whatever its parameters say',
    { timeout: 300_000 },
    async ({ attacker }) => {
      const known = await knownAddresses(attacker);
      const targets = [
        'https://elsewhere.example',
        '//elsewhere.example',
        '/\\elsewhere.example',
        '/..//elsewhere.example',
        'javascript:x',
      ];
      const names = [
        'till',
        'next',
        'return',
        'returnTo',
        'url',
        'redirect',
        'fortsatt',
        'tillbaka',
        'action',
        'state',
        'iss',
      ];
      let turn = 0;
      for (const route of routes) {
        const { who, address, form } = placeOf(known, route);
        const visitor = await attacker(who);
        turn += 1;
        // Every name with two of the targets at each route, and with each of them in turn.
        for (const shift of [turn, turn + 2]) {
          const asked = names.map((name, index) => [name, targets[(index + shift) % targets.length] ?? ''] as const);
          const there = `${address.split('?')[0]}?${encoded(asked).toString()}`;
          // The attacker's own examination looks at where each answer leads.
          if (route.method === 'get') await visitor.ask(there);
          else
            await visitor.send(there, [
              ...(form ? filled(form, () => '', today) : []),
              ['csrf', visitor.csrf],
              ...asked,
            ]);
        }
      }
      for (const path of ['/', '/logga-in', '/sprak/en', '/sprak/sv', '/nothing']) {
        const alex = await attacker('alex');
        for (const target of targets) {
          const response = await alex.ask(`${path}?${new URLSearchParams({ till: target }).toString()}`);
          examine(response, path);
        }
      }
    },
  );
});
