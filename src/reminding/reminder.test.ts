import { expect, test } from 'vitest';
import { localDateFrom } from '../kernel/date.ts';
import { countsOf, isTimeToRemind, type Line } from './reminder.ts';

const day = localDateFrom;
const line = (bucket: Line['bucket'], more: Partial<Line> = {}): Line => ({
  bucket,
  newlyBlocked: false,
  quiet: false,
  ...more,
});
const wednesday = day('2026-10-14');
const lines: readonly Line[] = [
  line('late'),
  line('late', { quiet: true }),
  line('today', { due: wednesday }),
  line('week', { due: day('2026-10-15') }),
  line('waiting', { newlyBlocked: true }),
  line('waiting'),
  line('needsAnswer'),
  line('canRest'),
];

test('a reminder tells of what its receiver has asked for, and of nothing that somebody is on', () => {
  expect(countsOf(lines, 'none', wednesday)).toBeUndefined();
  expect(countsOf(lines, 'late', wednesday)).toEqual({ late: 1, due: 0, coming: 0, blocked: 0 });
  expect(countsOf(lines, 'due', wednesday)).toEqual({ late: 1, due: 1, coming: 0, blocked: 1 });
  expect(countsOf(lines, 'week', wednesday)).toEqual({ late: 1, due: 1, coming: 1, blocked: 1 });
});

test('when there is nothing to tell there is no reminder', () => {
  expect(countsOf([], 'week', wednesday)).toBeUndefined();
  expect(countsOf([line('canRest'), line('waiting'), line('needsAnswer')], 'week', wednesday)).toBeUndefined();
  expect(countsOf([line('late', { quiet: true })], 'due', wednesday)).toBeUndefined();
  expect(countsOf([line('week', { due: day('2026-10-19') })], 'due', wednesday)).toBeUndefined();
});

test('before a weekend, what is due in it is due now', () => {
  const friday = day('2026-10-16');
  const sunday = [line('week', { due: day('2026-10-18') }), line('week', { due: day('2026-10-19') })];
  expect(countsOf(sunday, 'due', friday)).toEqual({ late: 0, due: 1, coming: 0, blocked: 0 });
  expect(countsOf(sunday, 'week', friday)).toEqual({ late: 0, due: 1, coming: 1, blocked: 0 });
});

test.each([
  ['a morning', '2026-10-14T05:30:00Z', true],
  ['in the night, after downtime', '2026-10-14T01:00:00Z', false],
  ['in the afternoon, after downtime', '2026-10-14T14:59:00Z', true],
  ['when the working day is over', '2026-10-14T15:00:00Z', false],
  ['a Saturday', '2026-10-17T05:30:00Z', false],
  ['Christmas Eve, a Thursday', '2026-12-24T06:30:00Z', false],
])('people are reminded in the daytime of a working day: %s', (_, instant, is) => {
  expect(isTimeToRemind(day(instant.slice(0, 10)), new Date(instant))).toBe(is);
});
