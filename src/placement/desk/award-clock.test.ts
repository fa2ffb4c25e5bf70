import { describe, expect, test } from 'vitest';
import { localDateFrom } from '../../kernel/date.ts';
import { awardClock, quartersUntil, thresholdsOn } from './award-clock.ts';

const rows: readonly (readonly [string, string, string, string | undefined, object])[] = [
  ['runs for 30 days', '2026-09-14', '2026-10-01', undefined, { due: '2026-10-14', left: 13, state: 'running' }],
  ['is met on its last day', '2026-09-14', '2026-10-14', undefined, { left: 0, state: 'running' }],
  ['is over on the day after', '2026-09-14', '2026-10-15', undefined, { left: -1, state: 'late' }],
  ['ends on the Monday when the last day is a Saturday', '2026-09-17', '2026-10-01', undefined, { due: '2026-10-19' }],
  [
    'ends after the holidays when the last day is Christmas Eve',
    '2026-11-24',
    '2026-12-01',
    undefined,
    { due: '2026-12-28' },
  ],
  ['crosses a leap day', '2028-02-01', '2028-02-02', undefined, { due: '2028-03-02' }],
  ['stops when it is documented', '2026-09-14', '2026-12-01', '2026-10-14', { left: 0, state: 'done' }],
  ['stops late when it is documented late', '2026-09-14', '2026-12-01', '2026-10-16', { left: -2, state: 'done-late' }],
];

describe('the time to document a direct award', () => {
  test.each(rows)('%s', (_, contract, today, documented, expected) => {
    const on = documented === undefined ? undefined : localDateFrom(documented);
    expect(awardClock(localDateFrom(contract), localDateFrom(today), on)).toMatchObject(expected);
  });
});

test('quarters are those of the year, the latest first', () => {
  expect(quartersUntil(localDateFrom('2026-02-28'), 2)).toEqual([
    { name: '2026 kv 1', from: '2026-01-01', to: '2026-03-31' },
    { name: '2025 kv 4', from: '2025-10-01', to: '2025-12-31' },
    { name: '2025 kv 3', from: '2025-07-01', to: '2025-09-30' },
  ]);
});

test('thresholds are those of the day, and none before any was stated', () => {
  expect(thresholdsOn(localDateFrom('2026-10-14'))).toMatchObject({ documentation: 100_000, notice: 700_000 });
  expect(thresholdsOn(localDateFrom('2020-01-01'))).toBeUndefined();
});
