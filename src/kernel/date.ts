/**
 * Calendar dates without time or zone. A `LocalDate` is the ISO text YYYY-MM-DD, so two of them compare as text; a `Day`
 * is the same date as a whole number of days since 1970-01-01, for arithmetic. Years 0000–9999, Gregorian calendar.
 */
declare const localDate: unique symbol;
export type LocalDate = string & { readonly [localDate]: true };
export type Day = number;

const zero = 48;

function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - zero;
  return value >= 0 && value <= 9 ? value : Number.NaN;
}

/** The number of two digits; not a number when one of them is something else. */
function twoDigits(text: string, at: number): number {
  return digit(text, at) * 10 + digit(text, at + 1);
}

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** True for a date that exists, written YYYY-MM-DD. */
export function isLocalDate(value: string): value is LocalDate {
  if (value.length !== 10 || value[4] !== '-' || value[7] !== '-') return false;
  const year = twoDigits(value, 0) * 100 + twoDigits(value, 2);
  const month = twoDigits(value, 5);
  const day = twoDigits(value, 8);
  return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The date, or undefined when the text is not a date that exists, written YYYY-MM-DD. */
export function parseLocalDate(value: string): LocalDate | undefined {
  return isLocalDate(value) ? value : undefined;
}

/** For dates known to be good, such as constants. Throws a RangeError otherwise. */
export function localDateFrom(value: string): LocalDate {
  if (isLocalDate(value)) return value;
  throw new RangeError(`Not a date written YYYY-MM-DD: ${value}`);
}

// Days from civil date and back: H. Hinnant, "chrono-compatible low-level date algorithms" (years begin in March).
export function dayFrom(year: number, month: number, dayOfMonth: number): Day {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export type CivilDate = { readonly year: number; readonly month: number; readonly day: number };

export function civilDate(day: Day): CivilDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

export function dayOf(date: LocalDate): Day {
  const year = twoDigits(date, 0) * 100 + twoDigits(date, 2);
  return dayFrom(year, twoDigits(date, 5), twoDigits(date, 8));
}

// Writing a date costs more than all other date work in an evaluation, and a run asks for the same few hundred days.
const written = new Map<Day, LocalDate>();
const writtenLimit = 100_000;

export function dateOf(day: Day): LocalDate {
  const known = written.get(day);
  if (known !== undefined) return known;
  const { year, month, day: dayOfMonth } = civilDate(day);
  const date =
    `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}` as LocalDate;
  if (written.size >= writtenLimit) written.clear();
  written.set(day, date);
  return date;
}

/** Keeps the day of the month, or takes the month's last day when it does not exist. */
export function addMonthsToDay(day: Day, months: number): Day {
  const from = civilDate(day);
  const monthIndex = from.year * 12 + from.month - 1 + months;
  const year = Math.floor(monthIndex / 12);
  const month = monthIndex - year * 12 + 1;
  return dayFrom(year, month, Math.min(from.day, daysInMonth(year, month)));
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOf(dayOf(date) + days);
}

/** Keeps the day of the month, or takes the month's last day when it does not exist. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  return dateOf(addMonthsToDay(dayOf(date), months));
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function diffDays(from: LocalDate, to: LocalDate): number {
  return dayOf(to) - dayOf(from);
}

/** Negative, zero or positive, for sorting. */
export function compareDates(left: LocalDate, right: LocalDate): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
