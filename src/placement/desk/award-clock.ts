import { addDays, addMonths, civilDate, dateOf, dayFrom, dayOf, diffDays, type LocalDate } from '../../kernel/date.ts';
import { nextWorkingDay } from '../../kernel/calendar.ts';

/**
 * What a direct award asks for, in kronor: above `documentation` it is documented as it goes on and at the latest 30 days after the contract
 * (LOU 19 a:10–11), from `notice` on it is told of afterwards each quarter (LOU 19 a:13). The government states thresholds anew: dated.
 */
export const awardThresholds: readonly Readonly<{ from: LocalDate; documentation: number; notice: number }>[] = [
  { from: '2022-02-01' as LocalDate, documentation: 100_000, notice: 700_000 },
];
export const thresholdsOn = (day: LocalDate): (typeof awardThresholds)[number] | undefined =>
  awardThresholds.findLast(({ from }) => from <= day);

const documentationDays = 30;

/** How the documentation's time stands. */
export type AwardClock = Readonly<{
  due: LocalDate;
  /** Days left; 0 on the last day, negative after it. */
  left: number;
  state: 'running' | 'late' | 'done' | 'done-late';
}>;

/**
 * The last day to have documented a direct award: 30 days after the contract (LOU 19 a:11); when that is a day off, the next working day
 * (lag 1930:173 om beräkning av lagstadgad tid).
 */
export function awardClock(contractOn: LocalDate, today: LocalDate, documentedOn?: LocalDate): AwardClock {
  const due = nextWorkingDay(addDays(contractOn, documentationDays));
  if (documentedOn !== undefined)
    return { due, left: diffDays(documentedOn, due), state: documentedOn <= due ? 'done' : 'done-late' };
  return { due, left: diffDays(today, due), state: today <= due ? 'running' : 'late' };
}

export type Quarter = Readonly<{ name: string; from: LocalDate; to: LocalDate }>;

/** The quarter that a day is in, and so many before it; the latest first. */
export function quartersUntil(day: LocalDate, before: number): readonly Quarter[] {
  const { year, month } = civilDate(dayOf(day));
  const first = dateOf(dayFrom(year, month - ((month - 1) % 3), 1));
  return Array.from({ length: before + 1 }, (_, back) => {
    const from = addMonths(first, -3 * back);
    const its = civilDate(dayOf(from));
    return { name: `${its.year} kv ${(its.month + 2) / 3}`, from, to: addDays(addMonths(from, 3), -1) };
  });
}
