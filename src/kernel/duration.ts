import { addMonthsToDay, type Day } from './date.ts';
import { addWorkingDaysToDay } from './calendar.ts';

/** A distance between dates in one unit. Years are twelve months, weeks are seven days. */
export type Distance =
  | { readonly unit: 'days'; readonly count: number }
  | { readonly unit: 'workingDays'; readonly count: number }
  | { readonly unit: 'months'; readonly count: number };

const form = /^P(\d{1,4})([DWMY])$/;

const units: Readonly<Record<string, Distance>> = {
  D: { unit: 'days', count: 1 },
  W: { unit: 'days', count: 7 },
  M: { unit: 'months', count: 1 },
  Y: { unit: 'months', count: 12 },
};

/** Reads an ISO 8601 interval of one unit, such as P7D, P2W, P1M or P1Y. Undefined when it is not one, or is zero. */
export function parseDuration(value: string): Distance | undefined {
  const match = form.exec(value);
  const count = Number(match?.[1]);
  const one = units[match?.[2] ?? ''];
  return one !== undefined && count > 0 ? { unit: one.unit, count: count * one.count } : undefined;
}

const add = {
  days: (day, count) => day + count,
  workingDays: addWorkingDaysToDay,
  months: addMonthsToDay,
} as const satisfies Record<Distance['unit'], (day: Day, count: number) => Day>;

/** The day that lies the distance after `day`; before it when the count is negative. */
export function addDistance(day: Day, { unit, count }: Distance): Day {
  return add[unit](day, count);
}
