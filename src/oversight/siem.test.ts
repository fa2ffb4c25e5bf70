import { expect, test } from 'vitest';
import { type Exported, toCef, toJsonLine } from './siem.ts';

const entry: Exported = {
  id: 7,
  at: '2026-10-14T10:00:00.000Z',
  municipality: '1480',
  actor: 'a-1',
  area: 'centrum',
  action: 'run.read',
  channel: 'page',
  outcome: 'refused',
  individuals: [],
  cases: ['c-1', 'c-2'],
  runs: [],
  parts: ['entries'],
  hasReason: true,
};

test('an entry is a line of the Common Event Format, a refusal graver than a reading', () => {
  expect(toCef(entry)).toBe(
    'CEF:0|Hemvist|Hemvist|1|run.read|run.read|6|rt=1791972000000 externalId=7 suid=a-1 outcome=refused app=page ' +
      'cs1Label=area cs1=centrum cs2Label=municipality cs2=1480 cs3Label=cases cs3=c-1,c-2 cs4Label=runs cs4= ' +
      'cs5Label=individuals cs5= cs6Label=parts cs6=entries cn1Label=reasonGiven cn1=1',
  );
  expect(toCef({ ...entry, outcome: 'ok' })).toContain('|2|rt=');
});

test.for([
  ['a pipe in the header', { action: 'a|b' }, String.raw`|a\|b|a\|b|`],
  ['a backslash in the header', { action: String.raw`a\b` }, String.raw`|a\\b|`],
  ['a line break in the header', { action: 'a\nb' }, '|a b|'],
  ['an equals sign in the extension', { parts: ['a=b'] }, String.raw`cs6=a\=b`],
  ['a backslash in the extension', { parts: [String.raw`a\b`] }, String.raw`cs6=a\\b`],
  ['a line break in the extension', { parts: ['a\nb'] }, String.raw`cs6=a\nb`],
  ['a pipe in the extension', { parts: ['a|b'] }, 'cs6=a|b'],
] as const)('%s is written so that nobody can add a field or a line', ([, change, written]) => {
  const line = toCef({ ...entry, ...change });
  expect(line).toContain(written);
  expect(line).not.toContain('\n');
});

test('what has no actor has no user in the line', () => {
  expect(toCef({ ...entry, actor: null, area: null })).not.toMatch(/suid=|cs1=/);
});

test('as a JSON line it is one line', () => {
  expect(toJsonLine({ ...entry, action: 'a\nb' }).split('\n')).toHaveLength(1);
});
