import { expect } from 'vitest';
import { safeError } from '../../src/platform/log.ts';
import { today } from '../support/browser.ts';
import { launch } from '../support/chromium.ts';
import { contentOf, crawl, encoded, oneOfEach, pageOf, type Seen, test } from './attacker.ts';
import { executed, hostileTexts } from './hostile.ts';
import { filled } from './page.ts';

/** In bytes, well below the 16 KiB of a whole header: what is longer is refused before it is any page's. Å is six of them. */
const longestQuery = 12_000;
const kept = ['entry', 'fact', 'event', 'account', 'account_role', 'role', 'unit', 'ground', 'individual', 'case_file'];

test('hostile text in every field of every form that anybody can reach fails nothing, becomes no script on any page, and takes nothing away', async ({
  database,
  server,
  attacker,
}) => {
  const before = await contentOf(database);
  const { rows: tables } = await database.owner.query(
    `select table_name, column_name, privilege_type, grantee from information_schema.column_privileges where grantee = 'hemvist_app' order by 1, 2, 3`,
  );
  const sentOf = new Map<string, number>();
  const met: string[] = [];
  for (const who of oneOfEach) {
    const visitor = await attacker(who);
    const { forms } = await crawl(visitor, 1);
    // Every form once, whoever meets it first, with a sixth of the texts: what is typed is read, kept and shown in the same few ways.
    for (const [key, form] of forms) {
      if (sentOf.has(key)) continue;
      const turn = sentOf.size;
      sentOf.set(key, form.fields.length);
      for (const [what, text] of Object.entries(hostileTexts).filter((_, index) => index % 6 === turn % 6)) {
        const fields = filled(form, () => text, today);
        const response =
          form.method === 'post'
            ? await visitor.send(form.action, fields)
            : await visitor.ask(
                `${form.action.split('?')[0]}?${encoded(fields.map(([n, v]) => [n, v.slice(0, 2000)])).toString()}`,
              );
        expect(response.status, `${who}: ${key} with ${what}`).toBeLessThan(500);
        for (const found of executed(await response.text())) met.push(`${who}: ${key} with ${what}: ${found}`);
      }
    }
  }
  expect(sentOf.size).toBeGreaterThan(15);
  for (const who of oneOfEach) {
    const { pages }: Seen = await crawl(await attacker(who), 1);
    for (const [address, html] of pages) for (const found of executed(html)) met.push(`${who}: ${address}: ${found}`);
  }
  expect(met).toEqual([]);
  // What errors are in the log is told by code; no text that somebody sent is.
  const logged = server.logged.map((line) =>
    JSON.stringify('error' in line ? { ...line, error: safeError(line['error']) } : line),
  );
  expect(logged.filter((line) => /pwned|drop table|etc\/passwd/.test(line))).toEqual([]);
  const after = await contentOf(database);
  for (const table of kept) {
    if (!before.has(table)) continue;
    const gone = [...(before.get(table) ?? [])].filter((row) => after.get(table)?.has(row) !== true);
    // What somebody's form may change is changed by that form and stays a row; what is only ever added to keeps every row.
    if (['entry', 'fact', 'event'].includes(table)) expect(gone, table).toEqual([]);
    expect(after.get(table)?.size, table).toBeGreaterThanOrEqual(before.get(table)?.size ?? 0);
  }
  const { rows: tablesAfter } = await database.owner.query(
    `select table_name, column_name, privilege_type, grantee from information_schema.column_privileges where grantee = 'hemvist_app' order by 1, 2, 3`,
  );
  expect(tablesAfter).toEqual(tables);
});

test('hostile text in what an address asks for fails nothing and is no script in the answer', async ({ attacker }) => {
  const met: string[] = [];
  const asked = new Set<string>();
  for (const who of ['alex', 'gry', 'kim'] as const) {
    const visitor = await attacker(who);
    const { pages } = await crawl(visitor, 1);
    const texts = Object.values(hostileTexts);
    for (const [turn, address] of [...pages.keys()].entries()) {
      const { pathname, searchParams } = new URL(address, 'http://own.invalid');
      if (asked.has(pageOf(address))) continue;
      asked.add(pageOf(address));
      const names = new Set([...searchParams.keys(), 'till', 'visa', 'sida', 'sok', 'ordning', 'atagande', 'sparat']);
      // A third of the texts each: what an address asks for is read in the same few ways on every page.
      for (const text of texts.filter((_, index) => index % 3 === turn % 3)) {
        const shortened = text.slice(0, Math.min(300, Math.floor(longestQuery / names.size / 6))).toWellFormed();
        const query = encoded([...names].map((name) => [name, shortened]));
        const response = await visitor.ask(`${pathname}?${query.toString()}`);
        for (const found of executed(await response.text())) met.push(`${who}: ${pathname}: ${found}`);
      }
      // Bytes that are no text in any alphabet.
      await visitor.ask(`${pathname}?visa=%FF%FE%C0%80&sida=%ED%A0%80&%ff=%c3%28`);
    }
  }
  expect(met).toEqual([]);
});

test('a browser that reads every page afterwards runs nothing of it', async ({ server, attacker }) => {
  const browser = await launch();
  const read = new Set<string>();
  try {
    for (const who of ['alex', 'gry', 'kim'] as const) {
      const visitor = await attacker(who);
      const { pages } = await crawl(visitor, 1);
      const context = await browser.newContext();
      const [name = '', value = ''] = visitor.cookie.split('=');
      await context.addCookies([
        { name, value, url: server.url.replace('http:', 'https:'), secure: true, httpOnly: true, sameSite: 'Lax' },
      ]);
      const page = await context.newPage();
      const refused: string[] = [];
      page.on('console', (message) => {
        if (/Content Security Policy/.test(message.text())) refused.push(`${page.url()}: ${message.text()}`);
      });
      for (const address of pages.keys()) {
        // Of each page those that the first to meet it found.
        const whose = `${who} ${pageOf(address)}`;
        if ([...read].some((one) => one !== whose && one.endsWith(` ${pageOf(address)}`))) continue;
        read.add(whose);
        const response = await page.goto(`${server.url}${address}`, { waitUntil: 'load' }).catch(() => undefined);
        if (!response) continue;
        expect(new URL(page.url()).pathname, address).not.toBe('/logga-in');
        expect(await page.evaluate(() => '__pwned' in globalThis), `${who}: ${address}`).toBe(false);
      }
      // Not even tried: the policy is the second line.
      expect(refused).toEqual([]);
      await context.close();
    }
  } finally {
    await browser.close();
  }
});
