import { expect, test } from 'vitest';
import { localDateFrom } from '../kernel/date.ts';
import { groundFields, isGeneralClause, isInForce, readGroundAnswers } from './ground.ts';

test.for([
  ['OSL 10:27', true],
  ['osl 10 : 27', true],
  ['OSL 10 kap. 27 §', true],
  ['10 kap 27 § offentlighets- och sekretesslagen', true],
  ['OSL 10:27 första stycket', true],
  ['Generalklausulen', true],
  ['general-klausulen i OSL', true],
  ['OSL 10:2', false],
  ['osl 10 : 27 1 st', true],
  ['10 kapitlet 27 §', true],
  ['OSL 10:28', false],
  ['OSL 110:27', false],
  ['OSL 10:271', false],
  ['OSL 26:9', false],
  ['OSL 10:1, 12:2', false],
] as const)('%s is the general clause: %s', ([provision, expected]) => {
  expect(isGeneralClause(provision)).toBe(expected);
});

test('a name cannot smuggle the general clause in', () => {
  expect(isGeneralClause('OSL 10 kap.', 'Enligt generalklausulen', 'By the law')).toBe(true);
  expect(isGeneralClause('OSL 10 kap.', 'Enligt lag', 'By the general clause')).toBe(true);
});

const day = localDateFrom;

test.for([
  ['2026-01-01', undefined, '2025-12-31', false],
  ['2026-01-01', undefined, '2026-01-01', true],
  ['2026-01-01', '2026-06-30', '2026-06-30', true],
  ['2026-01-01', '2026-06-30', '2026-07-01', false],
] as const)('a ground from %s to %s is in force on %s: %s', ([from, to, on, expected]) => {
  expect(isInForce({ from: day(from), ...(to ? { to: day(to) } : {}) }, day(on))).toBe(expected);
});

test('what a ground asks must be answered, and nothing else is kept', () => {
  const fields = groundFields.parse([
    { id: 'necessary', sv: 'Varför', en: 'Why' },
    { id: 'note', sv: 'Övrigt', en: 'Else', required: false },
  ]);
  const typed: Readonly<Record<string, string>> = { necessary: '  ', note: ' x ', other: 'y' };
  const read = readGroundAnswers({ fields }, (field) => typed[field] ?? '');
  expect(read.missing.map(({ id }) => id)).toEqual(['necessary']);
  expect(read.answers).toEqual({ note: 'x' });
});
