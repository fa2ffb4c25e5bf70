import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { apiRoutes } from '../../src/api/index.ts';
import { demoPassword, demoUsers } from '../../src/demo/index.ts';
import { newId } from '../../src/kernel/ids.ts';
import { chainsOf, exportAudit, formats, sealAudit } from '../../src/oversight/index.ts';
import { safeError } from '../../src/platform/log.ts';
import { routes } from '../../src/web/app.ts';
import { tokenOf } from '../support/api-client/caller.ts';
import type { TestDatabase } from '../support/fixtures.ts';
import { now, today } from '../support/browser.ts';
import { nameOf, test } from './attacker.ts';
import { knownAddresses, placeOf, seenByEach } from './known.ts';
import { filled, linksOf } from './page.ts';

const typed = { word: 'Blåbärspajsvimling', name: 'Wanja Hittepådotter', number: '198806149806' } as const;

/** All that tells of a person: what the database holds of individuals and cases, who works here, and what was typed. */
async function secretsOf({ owner }: TestDatabase): Promise<readonly string[]> {
  const { rows } = await owner.query<{ secret: string | null }>(
    `select given_name || ' ' || family_name as secret from individual union select family_name from individual
     union select identity_number from individual union select substr(identity_number, 3) from individual
     union select case_number from case_file union select display_name from account`,
  );
  return [
    ...rows.flatMap(({ secret }) => (secret === null || secret.length < 4 ? [] : [secret])),
    ...Object.values(typed),
    'Wanja',
    demoPassword,
  ];
}

const holding = (texts: Iterable<string>, secrets: readonly string[]): readonly string[] =>
  [...texts].flatMap((text) =>
    [text, decodeURIComponent(text.replaceAll(/%(?![\da-f]{2})/gi, '%25'))].flatMap((form) =>
      secrets.filter((secret) => form.includes(secret)).map((secret) => `${secret} in ${text.slice(0, 300)}`),
    ),
  );

test(
  'everybody reads every page, sends every form and asks the whole API: no name, number, case number or word that was written is in the log, an address, the seals or the export',
  { timeout: 300_000 },
  async ({ database, server, attacker }) => {
    const addresses = new Set<string>();
    const known = await knownAddresses(attacker);
    const secrets = await secretsOf(database);
    const ids = new Set<string>();
    for (const { pages } of (await seenByEach(attacker)).values()) {
      for (const [address, html] of pages) for (const link of [address, ...linksOf(html)]) addresses.add(link);
    }
    for (const address of addresses)
      for (const [id] of address.matchAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g)) ids.add(id);
    const sent = new Set<string>();
    for (const route of routes) {
      if (route.method !== 'post') continue;
      const { who, address, form } = placeOf(known, route);
      const visitor = await attacker(who);
      const write = ({ name }: Readonly<{ name: string }>): string =>
        /number|nummer/i.test(name)
          ? typed.number
          : /name|namn|till/i.test(name)
            ? typed.name
            : `${typed.word} ${typed.name}`;
      const fields = form ? filled(form, write, today) : [['fritext', typed.word] as const];
      const response = await visitor.send(address, [
        ...fields.filter(([name]) => name !== 'csrf'),
        ['csrf', visitor.csrf],
      ]);
      expect(response.status, nameOf(route)).toBeLessThan(500);
      const to = response.headers.get('location');
      if (to !== null) addresses.add(to);
      for (const link of linksOf(await response.text())) addresses.add(link);
      sent.add(nameOf(route));
    }
    const token = await tokenOf(server, 'alex');
    for (const { method, path: pattern, body } of apiRoutes) {
      // As many of the ids that there are as it takes to find one of each kind.
      for (const id of pattern.includes('{') ? [...ids].slice(0, 20) : ['']) {
        const [example] = Object.values(body?.examples ?? {});
        const response = await fetch(new URL(pattern.replaceAll(/\{\w+\}/g, id), server.url), {
          method: method.toUpperCase(),
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': newId() },
          ...(method === 'get' ? {} : { body: JSON.stringify(example?.value ?? {}) }),
        });
        expect(response.status, `${method} ${pattern}`).toBeLessThan(500);
        const to = response.headers.get('location');
        if (to !== null) addresses.add(to);
      }
    }
    expect(addresses.size).toBeGreaterThan(60);
    expect(ids.size).toBeGreaterThan(10);
    expect(sent.size).toBe(routes.filter(({ method }) => method === 'post').length);
    expect(holding(addresses, secrets)).toEqual([]);

    const lines = server.logged.map((line) =>
      JSON.stringify('error' in line ? { ...line, error: safeError(line['error']) } : line),
    );
    expect(lines.length).toBeGreaterThan(300);
    const users = demoUsers('sv').flatMap(({ username }) => [`"${username}"`]);
    // Nor the ids by which somebody could look up whom it was about.
    expect(holding(lines, [...secrets, ...users, ...ids, token])).toEqual([]);

    const directory = await mkdtemp(path.join(tmpdir(), 'hemvist-traces-'));
    try {
      await sealAudit(database.db, directory, now);
      const files = await readdir(directory, { recursive: true, withFileTypes: true });
      const texts: string[] = [];
      for (const file of files)
        if (file.isFile()) texts.push(file.name, await readFile(path.join(file.parentPath, file.name), 'utf8'));
      expect(texts.length).toBeGreaterThan(1);
      expect(holding(texts, secrets)).toEqual([]);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
    expect((await chainsOf(database.db)).length).toBeGreaterThan(0);
    for (const format of Object.keys(formats) as readonly (keyof typeof formats)[]) {
      const exported: string[] = [];
      for await (const line of exportAudit(database.owner, format)) exported.push(line);
      expect(exported.length).toBeGreaterThan(100);
      expect(holding(exported, secrets)).toEqual([]);
    }
  },
);
