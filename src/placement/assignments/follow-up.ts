import { addMonths, type LocalDate } from '../../kernel/date.ts';

export const followUpResults = ['living', 'moved', 'rehoused', 'left'] as const;
/** They live there still; have moved on as planned; need other assigned housing; or are gone without it having been planned. */
export type FollowUpResult = (typeof followUpResults)[number];

export type FollowUp = Readonly<{ months: number; on: LocalDate }>;

const firstMonths = [1, 3, 6, 12];

/** The months after which it is asked how it goes: 1, 3, 6 and 12, and then once a year, as long as they live there. */
export function nextFollowUp(arrivedOn: LocalDate, answered: number): FollowUp {
  const months = firstMonths.find((one) => one > answered) ?? (Math.floor(answered / 12) + 1) * 12;
  return { months, on: addMonths(arrivedOn, months) };
}
