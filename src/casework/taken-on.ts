import { addDays, type LocalDate } from '../kernel/date.ts';

/** Why something is not done yet by the one who is on it: from a list, so that nothing of a case is written. */
export const reasonsTakenOn = ['under-way', 'booked', 'awaiting-reply', 'agreed'] as const;
export type ReasonTakenOn = (typeof reasonsTakenOn)[number];
export const isReasonTakenOn = (text: string): text is ReasonTakenOn => reasonsTakenOn.some((one) => one === text);

/** Days that something can be taken on for, as the table wants it: what rests for longer is planned, not taken on. */
export const longestTakenOn = 14;

export const mayBeReminded = (until: LocalDate, today: LocalDate): boolean =>
  until > today && until <= addDays(today, longestTakenOn);

/** Somebody is on an obligation, and is reminded again on a day. */
export type TakenOn = Readonly<{
  runId: string;
  obligation: string;
  due?: LocalDate;
  account: string;
  by: string;
  until: LocalDate;
  reason: ReasonTakenOn;
}>;

/** Whether it still holds for a line: the line has the day that it had then. */
export const holdsFor = (taken: TakenOn | undefined, due: LocalDate | undefined): TakenOn | undefined =>
  taken !== undefined && taken.due === due ? taken : undefined;

export const takenKey = (runId: string, obligation: string): string => `${runId} ${obligation}`;
