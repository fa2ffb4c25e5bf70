import { describe, expect, it } from 'vitest';
import {
  dateInWords,
  dateOf,
  dayAndDate,
  daysUntil,
  dueInWords,
  exactDate,
  longDate,
  momentInWords,
  shortDate,
  timeOfDay,
} from './dates.ts';

const today = '2025-10-14';

describe('a day in words', () => {
  it.each([
    ['2025-10-14', 'i dag', 'today'],
    ['2025-10-15', 'i morgon', 'tomorrow'],
    ['2025-10-13', 'i går', 'yesterday'],
    ['2025-10-17', 'om 3 dagar, fre 17 okt', 'in 3 days, Fri 17 Oct'],
    ['2025-11-03', 'om 20 dagar, mån 3 nov', 'in 20 days, Mon 3 Nov'],
    ['2025-11-04', 'tis 4 nov', 'Tue 4 Nov'],
    ['2026-01-08', 'tors 8 jan 2026', 'Thu 8 Jan 2026'],
    ['2025-10-10', 'fre 10 okt', 'Fri 10 Oct'],
    ['2024-12-31', 'tis 31 dec 2024', 'Tue 31 Dec 2024'],
  ])('%s is "%s"', (date, swedish, english) => {
    expect(dateInWords(date, today, 'sv')).toBe(swedish);
    expect(dateInWords(date, today, 'en')).toBe(english);
  });

  it('a near day across the year shows the year', () => {
    expect(dateInWords('2026-01-02', '2025-12-30', 'sv')).toBe('om 3 dagar, fre 2 jan 2026');
  });
});

describe('a due day in words', () => {
  it.each([
    ['2025-10-10', 'skulle ha skett fre 10 okt'],
    ['2025-10-13', 'skulle ha skett i går'],
    ['2025-10-14', 'i dag'],
    ['2025-10-20', 'om 6 dagar, mån 20 okt'],
  ])('%s is "%s"', (date, swedish) => {
    expect(dueInWords(date, today, 'sv')).toBe(swedish);
  });
});

describe('a date written out', () => {
  it('is short in tables, with the year when it differs', () => {
    expect(shortDate('2025-10-14', today, 'sv')).toBe('14 okt');
    expect(shortDate('2024-05-01', today, 'sv')).toBe('1 maj 2024');
    expect(dayAndDate('2025-09-22', today, 'sv')).toBe('mån 22 sep');
  });

  it('is exact on hover and in headings', () => {
    expect(exactDate('2025-10-14', 'sv')).toBe('tisdag 14 oktober 2025');
    expect(exactDate('2025-10-14', 'en')).toBe('Tuesday 14 October 2025');
    expect(longDate('2025-10-14', today, 'sv')).toBe('tisdag 14 oktober');
  });
});

describe('an instant', () => {
  it('is told in Stockholm time, in summer and winter', () => {
    expect(timeOfDay('2025-07-01T08:42:00Z')).toBe('10:42');
    expect(timeOfDay('2025-12-01T08:42:00Z')).toBe('09:42');
  });

  it('falls on the day it is in Stockholm', () => {
    expect(dateOf('2025-10-13T22:30:00Z')).toBe('2025-10-14');
    expect(momentInWords('2025-10-13T22:30:00Z', today, 'sv')).toBe('i dag 00:30');
    expect(momentInWords('2025-10-13T10:00:00Z', today, 'sv')).toBe('i går 12:00');
    expect(momentInWords('2025-09-18T10:00:00Z', today, 'sv')).toBe('18 sep 12:00');
  });
});

it('a day is a day also when the clocks change', () => {
  expect(daysUntil('2025-10-27', '2025-10-25')).toBe(2);
  expect(daysUntil('2025-03-31', '2025-03-29')).toBe(2);
});
