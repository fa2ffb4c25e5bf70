import { describe, expect } from 'vitest';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { today } from '../support/browser.ts';
import { contentOf, crawl, encoded, oneOfEach, nameOf, test } from './attacker.ts';
import { knownAddresses, placeOf, posts, unchanged } from './known.ts';
import { filled } from './page.ts';

/** One of several ways to be wrong that all forms meet in the same place: each form meets one of them, and each of them many forms. */
const inTurn = <T>(turn: number, ways: readonly T[]): readonly T[] =>
  ways.filter((_, index) => index === turn % ways.length);

describe('a form of any kind', () => {
  test(
    'made on another site, or without this session’s proof, is refused and changes nothing',
    { timeout: 300_000 },
    async ({ database, attacker }) => {
      const known = await knownAddresses(attacker);
      const billie = await attacker('billie');
      const alex = await attacker('alex');
      await unchanged(database, async () => {
        for (const [turn, route] of posts.entries()) {
          const { who, address, form } = placeOf(known, route);
          const visitor = await attacker(who);
          const fields = form ? filled(form, () => 'Skrivet på en annan plats.', today) : [];
          const body = (csrf: string | undefined): URLSearchParams =>
            encoded([
              ...fields.filter(([name]) => name !== 'csrf'),
              ...(csrf === undefined ? [] : [['csrf', csrf] as const]),
            ]);
          for (const headers of [
            { 'sec-fetch-site': 'cross-site' },
            ...inTurn(turn, [
              { 'sec-fetch-site': 'same-site' },
              { 'sec-fetch-site': 'none' },
              { 'sec-fetch-site': 'cross-site', origin: 'null' },
              { 'sec-fetch-site': 'cross-site', 'x-forwarded-host': 'elsewhere.example' },
            ]),
          ]) {
            const response = await visitor.ask(address, { method: 'POST', headers, body: body(visitor.csrf) });
            expect(response.status, `${nameOf(route)} ${JSON.stringify(headers)}`).toBe(403);
          }
          const others = who === 'billie' ? alex.csrf : billie.csrf;
          const wrong = ['', `${visitor.csrf}x`, visitor.csrf.toLowerCase(), 'undefined'];
          for (const csrf of [undefined, others, ...inTurn(turn, wrong)]) {
            const response = await visitor.ask(address, { method: 'POST', body: body(csrf) });
            expect([200, 303, 403, 404], `${nameOf(route)} ${csrf}`).toContain(response.status);
          }
        }
      });
    },
  );

  test(
    'with fields that it does not have writes none of them',
    { timeout: 300_000 },
    async ({ database, attacker }) => {
      const id = '0000dead-0000-7000-8000-00000000dead';
      const planted: readonly (readonly [string, string])[] = [
        ...['id', 'case_id', 'caseId', 'run_id', 'runId', 'individual_id', 'entry_id'].map((n) => [n, id] as const),
        ...['account', 'actor', 'opened_by', 'openedBy', 'written_by', 'writtenBy', 'stated_by', 'assigned_by'].map(
          (n) => [n, id] as const,
        ),
        ...['municipality', 'secrecy_area', 'secrecyArea', 'area', 'unit', 'managed_unit'].map(
          (n) => [n, 'planted-area'] as const,
        ),
        ...['role', 'roles', 'permissions', 'by_role', 'stated_role', 'routine_version', 'outcome'].map(
          (n) => [n, 'planted-role'] as const,
        ),
        ...['written_at', 'writtenAt', 'at_time', 'recorded_on', 'opened_on', 'stepped_up_at', 'ends_at'].map(
          (n) => [n, '1999-09-09'] as const,
        ),
        ['version', '90909'],
        ['position', '90909'],
        ['demo', 'false'],
        ['active', 'false'],
      ];
      const accounts = await database.owner.query('select * from account order by id');
      const roles = await database.owner.query('select * from account_role order by account, role');
      const sendAll = async (who: DemoPerson): Promise<void> => {
        const visitor = await attacker(who);
        const { forms } = await crawl(visitor, 1);
        for (const form of forms.values()) {
          if (form.method !== 'post') continue;
          const own = new Set(form.fields.map(({ name }) => name));
          const extra = planted.filter(([name]) => !own.has(name));
          // Drafts keep whatever is typed, for its author alone, and are read by the form's own fields.
          const fields = filled(form, () => 'Tio tecken eller fler.', today).filter(([name]) => name !== 'intent');
          await visitor.send(form.action, [...fields, ['intent', 'sign'], ...extra]);
        }
      };
      // Whose forms are about people and their roles comes after it has been seen that nobody else's change them.
      const administers = (who: DemoPerson): boolean => demoActor(who).permissions.has('organisation:administer');
      for (const who of oneOfEach.filter((one) => !administers(one))) await sendAll(who);
      expect((await database.owner.query('select * from account order by id')).rows).toEqual(accounts.rows);
      expect((await database.owner.query('select * from account_role order by account, role')).rows).toEqual(
        roles.rows,
      );
      for (const who of oneOfEach.filter(administers)) await sendAll(who);
      const found: string[] = [];
      for (const [table, rows] of await contentOf(database)) {
        if (table === 'draft') continue;
        for (const row of rows)
          if (/0000dead|planted-(?:area|role)|1999-09-09|(?<![\w-])90909(?!\w)/.test(row))
            found.push(`${table} ${row}`);
      }
      expect(found).toEqual([]);
    },
  );

  test(
    'with files for words, every field twice, names that objects have, or ten thousand fields does not fail',
    { timeout: 300_000 },
    async ({ attacker }) => {
      const known = await knownAddresses(attacker);
      for (const [turn, route] of posts.entries()) {
        const { who, address, form } = placeOf(known, route);
        const visitor = await attacker(who);
        const fields = (form ? filled(form, () => 'Tio tecken eller fler.', today) : []).map(
          ([name, value]) => [name, name === 'csrf' ? visitor.csrf : value] as const,
        );
        const keys = [
          '__proto__',
          '__proto__.polluted',
          'constructor.prototype.polluted',
          'svar.__proto__',
          'uppgift.constructor',
        ];
        const csrf = ['csrf', visitor.csrf] as const;
        const withFiles = (): Promise<Response> => {
          const files = new FormData();
          files.append(...csrf);
          for (const [name] of fields)
            if (name !== 'csrf') files.append(name, new Blob(['x'.repeat(1000)]), '../../../etc/passwd\u0000.html');
          return visitor.ask(address, { method: 'POST', body: files });
        };
        await visitor.send(address, [...fields, csrf, ...keys.map((key) => [key, 'polluted'] as const)]);
        const others = [
          withFiles,
          () => visitor.send(address, [csrf, ...fields.flatMap((field) => [field, [field[0], 'två']] as const)]),
          () => {
            const many = Array.from({ length: 10_000 }, (_, index) => [`f${index}`, 'x'] as const);
            return visitor.send(address, [csrf, ...fields, ...many]);
          },
        ];
        for (const other of inTurn(turn, others)) await other();
        expect(({} as Record<string, unknown>)['polluted'], nameOf(route)).toBeUndefined();
      }
    },
  );

  test(
    'sent as something that is no form is turned away and changes nothing',
    { timeout: 300_000 },
    async ({ database, attacker }) => {
      const known = await knownAddresses(attacker);
      await unchanged(database, async () => {
        for (const [turn, route] of posts.entries()) {
          const { who, address } = placeOf(known, route);
          const visitor = await attacker(who);
          const kinds = [
            ['application/json', JSON.stringify({ csrf: visitor.csrf })],
            ['text/plain', `csrf=${visitor.csrf}`],
            ['text/xml', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'],
            ['multipart/form-data', 'no boundary'],
            ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\nx'],
            ['application/x-www-form-urlencoded; charset=utf-7', '+ADw-csrf+AD4-'],
            ['application/zip', 'PK\u0003\u0004'],
          ] as const;
          for (const [type, body] of [...inTurn(turn, kinds), ...inTurn(turn + 3, kinds)]) {
            const response = await visitor.ask(address, { method: 'POST', headers: { 'content-type': type }, body });
            expect([200, 303, 400, 403, 404, 415, 422], `${nameOf(route)} as ${type}`).toContain(response.status);
            expect(await response.text(), nameOf(route)).not.toContain('root:');
          }
        }
      });
    },
  );
});
