import { describe, expect, test } from 'vitest';
import { type Comparable, positionOf } from './price.ts';

const others = (...rates: readonly number[]): readonly Comparable[] =>
  rates.map((rate, index) => ({
    kind: index % 2 === 0 ? 'framework' : 'earlier',
    rate,
    on: '2026-01-01',
    name: `Påhittad ${index}`,
  }));

const cases: readonly (readonly [string, number, readonly number[], object])[] = [
  ['has nothing to be compared with', 1500, [], { among: 'nothing', lower: 0, same: 0, higher: 0 }],
  ['is below them all', 900, [1000, 1200], { among: 'below', lower: 0, higher: 2, lowest: 1000, highest: 1200 }],
  ['is above them all', 1500, [1000, 1200], { among: 'above', lower: 2, higher: 0 }],
  ['is as low as the lowest', 1000, [1000, 1200], { among: 'within', same: 1, higher: 1 }],
  ['is as high as the highest', 1200, [1000, 1200], { among: 'within', lower: 1, same: 1 }],
  ['has the middle of an odd number', 1, [1200, 1000, 1900], { middle: 1200 }],
  ['has the mean of the two in the middle of an even number', 1, [1000, 1100, 1300, 1900], { middle: 1200 }],
];

describe('a price', () => {
  test.each(cases)('%s', (_, rate, rates, position) => {
    expect(positionOf(rate, others(...rates))).toMatchObject({ rate, ...position });
  });
});
