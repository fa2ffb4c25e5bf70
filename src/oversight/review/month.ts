import { addDays, addMonths, type LocalDate } from '../../kernel/date.ts';

/** The first day of the month that a day is in. */
export const monthOf = (day: LocalDate): LocalDate => `${day.slice(0, 8)}01` as LocalDate;

/** The first day of the month before. */
export const monthBefore = (day: LocalDate): LocalDate => addMonths(monthOf(day), -1);

/** Every day of a month, given its first. */
export function daysOf(month: LocalDate): readonly LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = month; day < addMonths(month, 1); day = addDays(day, 1)) days.push(day);
  return days;
}
