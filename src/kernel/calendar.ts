import Holidays from 'date-holidays';
import { civilDate, dateOf, dayFrom, dayOf, isLocalDate, weekdayOf, type Day, type LocalDate } from './date.ts';

/**
 * Swedish working days. Saturdays, Sundays and public holidays are not working days (lagen om allmänna helgdagar,
 * 1989:253), nor are midsummer eve, Christmas eve and New Year's eve, which lagen om beräkning av lagstadgad tid
 * (1930:173) treats as holidays.
 */
const sweden = new Holidays('SE');
const daysOffByYear = new Map<number, ReadonlySet<Day>>();

function midsummerEve(year: number): Day {
  const earliest = dayFrom(year, 6, 19);
  return earliest + ((5 - weekdayOf(earliest) + 7) % 7);
}

function daysOff(year: number): ReadonlySet<Day> {
  const known = daysOffByYear.get(year);
  if (known !== undefined) return known;
  const days = new Set<Day>([midsummerEve(year), dayFrom(year, 12, 24), dayFrom(year, 12, 31)]);
  for (const holiday of sweden.getHolidays(year)) {
    const date = holiday.date.slice(0, 10);
    if (holiday.type === 'public' && isLocalDate(date)) days.add(dayOf(date));
  }
  daysOffByYear.set(year, days);
  return days;
}

export function isWorkingDayNumber(day: Day): boolean {
  return weekdayOf(day) <= 5 && !daysOff(civilDate(day).year).has(day);
}

/** Counts from the day after `day` (the day before when `count` is negative). Zero gives the same day. */
export function addWorkingDaysToDay(day: Day, count: number): Day {
  const step = count < 0 ? -1 : 1;
  let current = day;
  for (let left = Math.abs(count); left > 0;) {
    current += step;
    if (isWorkingDayNumber(current)) left -= 1;
  }
  return current;
}

/** The day itself when it is a working day, otherwise the first working day after it. */
export function nextWorkingDayNumber(day: Day): Day {
  let current = day;
  while (!isWorkingDayNumber(current)) current += 1;
  return current;
}

export function isWorkingDay(date: LocalDate): boolean {
  return isWorkingDayNumber(dayOf(date));
}

/** Counts from the day after `date` (the day before when `count` is negative). Zero gives the same date. */
export function addWorkingDays(date: LocalDate, count: number): LocalDate {
  return dateOf(addWorkingDaysToDay(dayOf(date), count));
}

/** The date itself when it is a working day, otherwise the first working day after it; for limits set by law. */
export function nextWorkingDay(date: LocalDate): LocalDate {
  return dateOf(nextWorkingDayNumber(dayOf(date)));
}
