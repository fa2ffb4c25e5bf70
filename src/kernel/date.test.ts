import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { addWorkingDays, isWorkingDay, nextWorkingDay } from './calendar.ts';
import {
  addDays,
  addMonths,
  compareDates,
  dateOf,
  dayOf,
  diffDays,
  isLocalDate,
  localDateFrom,
  weekdayOf,
} from './date.ts';
import { parseDuration } from './duration.ts';
import { localDateOf, timeOfDayOf } from './stockholm.ts';
import { all, any, not } from './truth.ts';

describe('dates', () => {
  test.each([
    ['a day that exists', '2025-08-20', true],
    ['the leap day of a leap year', '2024-02-29', true],
    ['the leap day of another year', '2025-02-29', false],
    ['the leap day of 1900, which was no leap year', '1900-02-29', false],
    ['the 31st of a month with 30 days', '2025-04-31', false],
    ['month 13', '2025-13-01', false],
    ['day 0', '2025-01-00', false],
    ['one digit too few', '2025-1-01', false],
    ['a time of day after it', '2025-01-01T00:00', false],
    ['letters', '2025-0a-01', false],
  ])('%s', (_sentence, value, expected) => {
    expect(isLocalDate(value)).toBe(expected);
  });

  test.each([
    ['a month after 31 January is the last of February', '2025-01-31', 1, '2025-02-28'],
    ['a month after 31 January in a leap year is 29 February', '2024-01-31', 1, '2024-02-29'],
    ['a year after a leap day is 28 February', '2024-02-29', 12, '2025-02-28'],
    ['a month after 28 February keeps the day', '2025-02-28', 1, '2025-03-28'],
    ['a month before 31 March is the last of February', '2025-03-31', -1, '2025-02-28'],
    ['four months before 15 February is in the year before', '2025-02-15', -4, '2024-10-15'],
    ['no months is the same day', '2025-05-31', 0, '2025-05-31'],
  ])('%s', (_sentence, from, months, expected) => {
    expect(addMonths(localDateFrom(from), months)).toBe(expected);
  });

  test('a bad constant is refused with the text in the message', () => {
    expect(() => localDateFrom('i dag')).toThrow('i dag');
  });

  const anyDate = fc.integer({ min: -200_000, max: 200_000 }).map(dateOf);

  test('adding days and months, weekday and distance agree with Temporal', () => {
    fc.assert(
      fc.property(anyDate, anyDate, fc.integer({ min: -1200, max: 1200 }), (date, other, count) => {
        const oracle = Temporal.PlainDate.from(date);
        expect(addDays(date, count)).toBe(oracle.add({ days: count }).toString());
        expect(addMonths(date, count)).toBe(oracle.add({ months: count }).toString());
        expect(weekdayOf(dayOf(date))).toBe(oracle.dayOfWeek);
        expect(diffDays(date, other)).toBe(oracle.until(other, { largestUnit: 'days' }).days);
        expect(Math.sign(compareDates(date, other))).toBe(Temporal.PlainDate.compare(date, other));
      }),
    );
  });
});

describe('Stockholm', () => {
  test.each([
    ['a winter evening in UTC is the next day in Stockholm', '2025-01-31T23:30:00Z', '2025-02-01', '00:30'],
    ['a summer evening in UTC is two hours later in Stockholm', '2025-06-30T22:15:00Z', '2025-07-01', '00:15'],
    ['the minute before the clock goes forward', '2025-03-30T00:59:00Z', '2025-03-30', '01:59'],
    ['the minute the clock goes forward', '2025-03-30T01:00:00Z', '2025-03-30', '03:00'],
    ['the first of the two hours when the clock goes back', '2025-10-26T00:30:00Z', '2025-10-26', '02:30'],
    ['the second of the two hours when the clock goes back', '2025-10-26T01:30:00Z', '2025-10-26', '02:30'],
  ])('%s', (_sentence, instant, date, time) => {
    expect(localDateOf(new Date(instant))).toBe(date);
    expect(timeOfDayOf(new Date(instant))).toBe(time);
  });
});

describe('working days', () => {
  test.each([
    ['Midsummer eve is not a working day', '2025-06-20', false],
    ['Christmas eve is not a working day', '2025-12-24', false],
    ["New Year's eve is not a working day", '2025-12-31', false],
    ['Epiphany is not a working day', '2026-01-06', false],
    ['Ascension Day is not a working day', '2025-05-29', false],
    ['the Friday after Ascension Day is a working day', '2025-05-30', true],
    ['the national day is not a working day', '2025-06-06', false],
    ['Maundy Thursday is a working day', '2025-04-17', true],
    ['Good Friday is not a working day', '2025-04-18', false],
    ['a Saturday is not a working day', '2025-08-23', false],
    ['29 December, a Monday, is a working day', '2025-12-29', true],
  ])('%s', (_sentence, date, expected) => {
    expect(isWorkingDay(localDateFrom(date))).toBe(expected);
  });

  test.each([
    ['five working days over a weekend', '2025-08-20', 5, '2025-08-27'],
    ['one working day after a Friday is Monday', '2025-08-22', 1, '2025-08-25'],
    ['one working day after a Saturday is Monday', '2025-08-23', 1, '2025-08-25'],
    ['one working day before a Monday is Friday', '2025-08-25', -1, '2025-08-22'],
    ['three working days over Christmas', '2025-12-23', 3, '2026-01-02'],
    ['one working day over midsummer', '2025-06-19', 1, '2025-06-23'],
    ['none is the same day, also on a Sunday', '2025-08-24', 0, '2025-08-24'],
  ])('%s', (_sentence, date, count, expected) => {
    expect(addWorkingDays(localDateFrom(date), count)).toBe(expected);
  });

  test('a limit in law that ends on Christmas eve moves to 29 December when the 27th is a Saturday', () => {
    expect(nextWorkingDay(localDateFrom('2025-12-24'))).toBe('2025-12-29');
    expect(nextWorkingDay(localDateFrom('2025-12-29'))).toBe('2025-12-29');
  });
});

describe('intervals', () => {
  test.each([
    ['P7D', { unit: 'days', count: 7 }],
    ['P2W', { unit: 'days', count: 14 }],
    ['P1M', { unit: 'months', count: 1 }],
    ['P1Y', { unit: 'months', count: 12 }],
    ['P0D', undefined],
    ['P1M2D', undefined],
    ['varje vecka', undefined],
  ])('%s', (value, expected) => {
    expect(parseDuration(value)).toEqual(expected);
  });
});

test('what is unknown stays unknown unless the known parts decide', () => {
  expect(all(['true', 'unknown'])).toBe('unknown');
  expect(all(['false', 'unknown'])).toBe('false');
  expect(any(['true', 'unknown'])).toBe('true');
  expect(any(['false', 'unknown'])).toBe('unknown');
  expect(not('unknown')).toBe('unknown');
  expect(all([])).toBe('true');
});
