import { expect, test } from 'vitest';
import { localDateFrom } from '../../kernel/date.ts';
import { toCsv } from '../../platform/csv.ts';
import { figure, type MonthOfUnit, share, shown } from './statistics.ts';

test.for([
  [0, { kind: 'few' }],
  [4, { kind: 'few' }],
  [5, { kind: 'number', value: 5 }],
] as const)('%i is shown as %o', ([value, expected]) => {
  expect(figure(value)).toEqual(expected);
});

test.for([
  [0, 0, { kind: 'none' }],
  [0, 50, { kind: 'few' }],
  [4, 50, { kind: 'few' }],
  [5, 50, { kind: 'number', value: 10 }],
  [5, 30, { kind: 'number', value: 16.7 }],
  [50, 50, { kind: 'number', value: 100 }],
  // What is not in the share could be told from it.
  [46, 50, { kind: 'few' }],
] as const)('%i of %i has the share %o', ([part, whole, expected]) => {
  expect(share(part, whole)).toEqual(expected);
});

const month: MonthOfUnit = {
  month: localDateFrom('2026-09-01'),
  unit: 'centrum-vuxen',
  unitName: 'Vuxenenheten Centrum',
  reads: 812,
  sampled: 17,
  items: 40,
  decided: 4,
  unauthorised: 1,
  medianDays: 3.14,
  oddities: { night: 3, unassigned: 21 },
};

test('no figure below five is in what a manager is shown, whichever it is', () => {
  const figures = shown(month);
  expect(figures.reads).toEqual({ kind: 'number', value: 812 });
  expect(figures.oddities.find(({ oddity }) => oddity === 'night')?.n).toEqual({ kind: 'few' });
  expect(figures.oddities.find(({ oddity }) => oddity === 'unassigned')?.n).toEqual({ kind: 'number', value: 21 });
  expect(figures).toMatchObject({
    decided: { kind: 'few' },
    unauthorisedShare: { kind: 'few' },
    medianDays: { kind: 'few' },
  });
  expect(shown({ ...month, decided: 40, unauthorised: 6 })).toMatchObject({
    unauthorisedShare: { kind: 'number', value: 15 },
    medianDays: { kind: 'number', value: 3.1 },
  });
});

test('a file keeps what is written in it apart, and holds no formula', () => {
  expect(
    toCsv([
      ['Månad', 'a;b', 'sa "ja"'],
      ['=1+1', '-3,5', '@x', '-x'],
    ]),
  ).toBe('\uFEFFMånad;"a;b";"sa ""ja"""\r\n\'=1+1;-3,5;\'@x;\'-x\r\n');
});
