import { addWorkingDays, isWorkingDay } from '../kernel/calendar.ts';
import type { LocalDate } from '../kernel/date.ts';
import { timeOfDayOf } from '../kernel/stockholm.ts';

/** What somebody wants to be reminded of; each is all of the one before and something more. */
export const levels = ['none', 'late', 'due', 'week'] as const;
export type Level = (typeof levels)[number];
export const isLevel = (text: string): text is Level => levels.some((level) => level === text);

/** Who has not chosen is reminded of what must be done, and not of what can wait. */
export const usualLevel: Level = 'due';

/** A line of somebody's day, as far as a reminder goes. */
export type Line = Readonly<{
  bucket: 'late' | 'today' | 'week' | 'needsAnswer' | 'waiting' | 'canRest';
  due?: LocalDate | undefined;
  /** It is theirs to do, and has come to be blocked since they were last told. */
  newlyBlocked: boolean;
  /** They have said that they are on it, and until when has not come. */
  quiet: boolean;
}>;

export type Counts = Readonly<{ late: number; due: number; coming: number; blocked: number }>;

/** When reminders are made, in Sweden. What comes later on the day, after downtime, is still sent before the end of the working day. */
export const reminderTime = '07:30';
const [earliest, latest] = ['06:00', '17:00'];

/** Whether people are reminded at an instant: in the daytime of a working day. */
export const isTimeToRemind = (today: LocalDate, now: Date): boolean =>
  isWorkingDay(today) && timeOfDayOf(now) >= earliest && timeOfDayOf(now) < latest;

/**
 * How many of what a reminder tells of; nothing, when it is not to be sent. What is due before the next working day is due today:
 * nobody is reminded on the days between.
 */
export function countsOf(lines: readonly Line[], level: Level, today: LocalDate): Counts | undefined {
  const wants = (least: Level): boolean => levels.indexOf(level) >= levels.indexOf(least);
  const loud = lines.filter(({ quiet }) => !quiet);
  const count = (is: (line: Line) => boolean): number => loud.filter(is).length;
  const next = addWorkingDays(today, 1);
  const now = ({ bucket, due }: Line): boolean =>
    bucket === 'today' || (bucket === 'week' && due !== undefined && due < next);
  const counts = {
    late: wants('late') ? count(({ bucket }) => bucket === 'late') : 0,
    due: wants('due') ? count(now) : 0,
    coming: wants('week') ? count((line) => line.bucket === 'week' && !now(line)) : 0,
    blocked: wants('due') ? count(({ newlyBlocked }) => newlyBlocked) : 0,
  };
  return Object.values(counts).some((n) => n > 0) ? counts : undefined;
}
