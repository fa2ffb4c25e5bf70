import { zipSync } from 'fflate';
import { describe, expect } from 'vitest';
import { apiRoutes } from '../../src/api/index.ts';
import { intakePaths } from '../../src/intake/index.ts';
import { newId } from '../../src/kernel/ids.ts';
import { tokenOf } from '../support/api-client/caller.ts';
import { examine, nameOf, pageOf, test } from './attacker.ts';
import { knownAddresses, placeOf, posts, seenByEach, unchanged } from './known.ts';

const planted = 'PLANTED-FILE';
const xxe = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY l "${'lol'.repeat(50)}"><!ENTITY m "&l;&l;&l;&l;">]><x>${planted}&e;&m;</x>`;
/** A thousand times as large when it is opened as when it is sent. */
const bomb = zipSync({ '../../../../etc/cron.d/planted': new Uint8Array(4_000_000) }, { level: 9 });

const files: readonly (readonly [type: string, name: string, content: string | Uint8Array<ArrayBuffer>])[] = [
  ['text/xml', '../../planted.xml', xxe],
  ['image/svg+xml', 'bild.svg', xxe],
  ['application/zip', 'bomb.zip', bomb],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'brev.docx', bomb],
];

const takesFiles: ReadonlySet<string> = new Set(
  posts.filter(({ files: fields }) => fields !== undefined).map(({ path }) => path.pattern),
);

describe('a file', () => {
  test(
    'is asked for only by forms to routes that say so, and sent to any other it is refused, unread and unkept',
    { timeout: 300_000 },
    async ({ database, attacker }) => {
      for (const { pages } of (await seenByEach(attacker)).values()) {
        for (const [address, html] of pages)
          for (const [form = ''] of html.matchAll(/<form\b.*?<\/form>/gs)) {
            const [, action = address] = /action="([^"]*)"/.exec(form) ?? [];
            // The open form for landlords is no route of those who are signed in: test/notice-fuzz.test.ts.
            const taken = takesFiles.has(pageOf(action).split('?')[0] ?? '') || action.startsWith(intakePaths.forms());
            expect(/type="file"/.test(form), address).toBe(taken);
            expect(/enctype="multipart\/form-data"/i.test(form), address).toBe(taken);
            // The proof stands before the file, so that nothing is held for who does not have it.
            if (taken) expect(form.indexOf('name="csrf"'), address).toBeLessThan(form.indexOf('type="file"'));
          }
      }
      const known = await knownAddresses(attacker);
      await unchanged(database, async () => {
        for (const route of posts) {
          const { who, address } = placeOf(known, route);
          const visitor = await attacker(who);
          const taken = takesFiles.has(route.path.pattern);
          for (const [type, name, content] of files) {
            const body = new FormData();
            body.append('csrf', visitor.csrf);
            for (const field of ['fil', ...(route.files ?? [])])
              body.append(field, new Blob([content], { type }), name);
            const response = await visitor.ask(address, { method: 'POST', body });
            // Where files are taken: none of these kinds, told beside the field, or a case that is not there.
            const expected = taken ? [404, 422] : [400];
            expect(expected, `${nameOf(route)} with ${name}`).toContain(response.status);
            expect(await response.text()).not.toContain(planted);
          }
          // XML and archives as they are, too.
          for (const [type, name, content] of files) {
            const response = await visitor.ask(address, {
              method: 'POST',
              body: content,
              headers: { 'content-type': type },
            });
            expect(response.status, `${nameOf(route)} with ${name} alone`).toBe(400);
          }
        }
      });
    },
  );

  test('is not read by the API either', async ({ database, server }) => {
    const token = await tokenOf(server, 'alex');
    await unchanged(database, async () => {
      for (const { method, path } of apiRoutes) {
        if (method === 'get') continue;
        for (const [type, name, content] of files) {
          const response = await fetch(`${server.url}${path.replaceAll(/\{\w+\}/g, newId())}`, {
            method: method.toUpperCase(),
            body: content,
            headers: { authorization: `Bearer ${token}`, 'content-type': type, 'idempotency-key': newId() },
          });
          examine(response, `${method} ${path} with ${name}`);
          expect([404, 415], `${method} ${path} with ${name}`).toContain(response.status);
        }
      }
    });
  });

  test('on the server’s disk is named by no parameter of the API', async ({ server }) => {
    const token = await tokenOf(server, 'alex');
    for (const { method, path } of apiRoutes.filter((route) => route.path.includes('{'))) {
      for (const value of [
        '..%2f..%2f..%2fetc%2fpasswd',
        '%2e%2e%5c%2e%2e',
        '....//....//etc/passwd',
        '%00',
        'file:%2f%2f%2fetc%2fpasswd',
      ]) {
        const response = await fetch(`${server.url}${path.replaceAll(/\{\w+\}/g, value)}`, {
          method: method.toUpperCase(),
          headers: { authorization: `Bearer ${token}`, 'idempotency-key': newId(), 'content-type': 'application/json' },
          ...(method === 'get' ? {} : { body: '{}' }),
        });
        examine(response, `${method} ${path} ${value}`);
        expect([400, 404, 422], `${method} ${path} ${value}`).toContain(response.status);
        expect(await response.text()).not.toContain('root:');
      }
    }
  });
});
