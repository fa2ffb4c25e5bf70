import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test as base } from 'vitest';
import { ConfigError } from '../../platform/config.ts';
import { openLeakedPasswords } from '../../platform/leaked-passwords.ts';
import { passwordProblem } from './password-rule.ts';

const who = { username: 'provberg.alex', name: 'Alex Provberg-Påhittad' };

base.for([
  ['elva tecken', 'short'],
  ['x'.repeat(201), 'long'],
  ['aaaaaaaaaaaaaaaa', 'common'],
  ['123456789012', 'common'],
  ['Sommar2024!!', 'common'],
  ['!!Sommar2024!!', 'common'],
  ['070-123 45 67', 'common'],
  ['Göteborg-2026!', 'common'],
  ['P@ssw0rdP@ssw0rd', 'common'],
  ['qwertyuiop123', 'common'],
  ['lösenordhemligt', 'common'],
  ['abcabcabcabc', 'common'],
  ['2026-10-14 10:42', 'common'],
  // Known from leaks: as they are, with a little after, in other letters, backwards and in a row.
  ['1qaz2wsx3edc4rfv', 'common'],
  ['iloveyou12345', 'common'],
  ['mustang.19671967', 'common'],
  ['Dr4g0nM@ster99', 'common'],
  ['superman1987namrepus', 'common'],
  ['nirvana1991nevermind', 'common'],
  ['Socialtjänsten1!', 'common'],
  ['min vän Alex är bäst', 'own-name'],
  ['sjutton provberg', 'own-name'],
  ['vad PÅHITTAD heter', 'own-name'],
  ['en taxi till 4l3x', 'own-name'],
  ['en grävling på taket', undefined],
  ['elva lila cyklar sover tyst', undefined],
  ['tj4Kq-ww91x-ppLz', undefined],
  ['hq7vTz2mKw9d', undefined],
  ['🦔🦔🦔 igelkottar i rad', undefined],
] as const)('the password %s is judged %s', async ([password, problem]) => {
  expect(await passwordProblem(password, who)).toBe(problem);
});

base('a password that is longer than is worth the work is judged by its beginning', async () => {
  const strong = 'tj4Kq-ww91x-ppLz';
  expect(await passwordProblem('a'.repeat(40) + strong, who)).toBeUndefined();
  expect(await passwordProblem('a'.repeat(64) + strong, who)).toBe('common');
});

const hashOf = (password: string): string => createHash('sha1').update(password).digest('hex').toUpperCase();
/** Passwords that nobody has leaked but this test: enough of them for the file to be searched, and not only read. */
const leaked = Array.from({ length: 2000 }, (_, index) => `läckt ur en fil nummer ${index}`).toSorted((left, right) =>
  hashOf(left) < hashOf(right) ? -1 : 1,
);
const lines = leaked.map((password, index) => `${hashOf(password)}:${(index % 7) + 1}`);

const test = base.extend<{ file: string }>({
  // oxlint-disable-next-line no-empty-pattern
  file: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'leaked-'));
    await use(path.join(folder, 'pwned.txt'));
    await rm(folder, { recursive: true });
  },
});
const silent = { error: () => {} };

describe('the list of leaked passwords', () => {
  test.for([
    ['\n', true],
    ['\n', false],
    ['\r\n', true],
    ['\r\n', false],
  ] as const)(
    'finds each of its lines and nothing else, with %j between and at the end: %s',
    async ([end, last], { file }) => {
      await writeFile(file, lines.join(end) + (last ? end : ''));
      const list = await openLeakedPasswords(file, silent);
      for (const password of leaked) expect(await list.problem(password), password).toBe('leaked');
      for (let index = 0; index < 500; index += 1) expect(await list.problem(`aldrig läckt ${index}`)).toBeUndefined();
      expect(await passwordProblem(leaked[0] ?? '', who, list)).toBe('leaked');
    },
  );

  test('may be a single line', async ({ file }) => {
    await writeFile(file, lines[0] ?? '');
    const list = await openLeakedPasswords(file, silent);
    expect([await list.problem(leaked[0] ?? ''), await list.problem(leaked[1] ?? '')]).toEqual(['leaked', undefined]);
  });

  test.for([
    ['its first line is of another form', ''],
    ['its first line is of another form', lines.join('\n').toLowerCase()],
    ['its first line is of another form', leaked.join('\n')],
    ['it has lines of another form', [lines[0], ...leaked].join('\n')],
    ['it is not ordered by hash', lines.toReversed().join('\n')],
  ] as const)('is refused at start when it is another file: %s', async ([why, content], { file }) => {
    await writeFile(file, content);
    await expect(openLeakedPasswords(file, silent)).rejects.toThrow(why);
  });

  test('is refused at start when it is not there, and lets nothing pass when it has gone since', async ({ file }) => {
    await expect(openLeakedPasswords(file, silent)).rejects.toThrow(ConfigError);
    await writeFile(file, lines.join('\n'));
    const logged: unknown[] = [];
    const list = await openLeakedPasswords(file, { error: (line: object) => logged.push(line) });
    await rename(file, `${file}.gone`);
    expect(await passwordProblem('en grävling på taket', who, list)).toBe('unchecked');
    expect(JSON.stringify(logged)).toContain('LEAKED_PASSWORDS cannot be read');
    expect(JSON.stringify(logged)).not.toContain('grävling');
    await rename(`${file}.gone`, file);
    expect(await passwordProblem('en grävling på taket', who, list)).toBeUndefined();
  });
});
