import { expect, test } from 'vitest';
import { passwordProblem } from './password-rule.ts';

const who = { username: 'provberg.alex', name: 'Alex Provberg-Påhittad' };

test.for([
  ['elva tecken', 'short'],
  ['x'.repeat(201), 'long'],
  ['aaaaaaaaaaaaaaaa', 'common'],
  ['123456789012', 'common'],
  ['Sommar2024!!', 'common'],
  ['Göteborg-2026!', 'common'],
  ['P@ssw0rdP@ssw0rd', 'common'],
  ['qwertyuiop123', 'common'],
  ['lösenordhemligt', 'common'],
  ['abcabcabcabc', 'common'],
  ['2026-10-14 10:42', 'common'],
  ['min vän Alex är bäst', 'own-name'],
  ['sjutton provberg', 'own-name'],
  ['vad PÅHITTAD heter', 'own-name'],
  ['en grävling på taket', undefined],
  ['elva lila cyklar sover tyst', undefined],
  ['tj4Kq-ww91x-ppLz', undefined],
  ['🦔🦔🦔 igelkottar i rad', undefined],
] as const)('the password %s is judged %s', ([password, problem]) => {
  expect(passwordProblem(password, who)).toBe(problem);
});
