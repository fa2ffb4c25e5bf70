import type { LocalDate } from './date.ts';

/** The zone in which every calendar date in Hemvist is meant. */
export const timeZone = 'Europe/Stockholm';

const dateFormat = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
const timeFormat = new Intl.DateTimeFormat('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** The calendar date in Stockholm at an instant (a Date, or milliseconds since 1970-01-01T00:00Z). */
export function localDateOf(instant: Date | number): LocalDate {
  return dateFormat.format(instant) as LocalDate;
}

/** The time of day in Stockholm at an instant, as HH:MM. */
export function timeOfDayOf(instant: Date | number): string {
  return timeFormat.format(instant);
}

const offsetFormat = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' });

/** The instant at which it is a time of day, HH:MM after 03:00, on a calendar day in Stockholm: the clock has been changed by then. */
export function instantOf(day: LocalDate, time: string): Date {
  const nominal = Date.parse(`${day}T${time}:00Z`);
  const offset = offsetFormat.formatToParts(nominal).find(({ type }) => type === 'timeZoneName')?.value;
  return new Date(`${day}T${time}:00${offset?.replace('GMT', '') || 'Z'}`);
}

/** The instant at which a calendar day begins in Stockholm: the clock is never changed at midnight there. */
export function startOfDay(day: LocalDate): Date {
  const nominal = Date.parse(`${day}T00:00:00Z`);
  const offset = offsetFormat.formatToParts(nominal - 7_200_000).find(({ type }) => type === 'timeZoneName')?.value;
  return new Date(`${day}T00:00:00${offset?.replace('GMT', '') || 'Z'}`);
}

/** The instant at which the clock in Stockholm shows a time (HH:MM) on a day: the first of two, and what the clock skips is an hour later. */
export function instantAt(day: LocalDate, time: string): Date {
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  const nominal = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
  const shown = (instant: number): number => Date.parse(`${localDateOf(instant)}T${timeOfDayOf(instant)}:00Z`);
  const candidates = [nominal - 7_200_000, nominal - 3_600_000];
  return new Date(candidates.find((instant) => shown(instant) === nominal) ?? nominal - 3_600_000);
}
