import { addMonths, civilDate, dateOf, dayFrom, dayOf, type LocalDate } from '../../kernel/date.ts';

/** What is asked of each closed request in the sample: whether the desk did as it has said that it does. */
export const sampleQuestions = ['in-time', 'order', 'messages', 'needs-only'] as const;
export type SampleQuestion = (typeof sampleQuestions)[number];
export const sampleAnswers = ['yes', 'no', 'not-applicable'] as const;
export type SampleAnswer = (typeof sampleAnswers)[number];

/** How many are drawn of a month. */
export const sampleSize = 5;

/** The first day of the month before the one that a day is in: the latest that is over. */
export function monthBefore(day: LocalDate): LocalDate {
  const { year, month } = civilDate(dayOf(day));
  return addMonths(dateOf(dayFrom(year, month, 1)), -1);
}
