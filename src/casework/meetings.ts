import { dateOf, dayFrom, dayOf, civilDate, type Day, daysInMonth, type LocalDate, weekdayOf } from '../kernel/date.ts';
import { nextWorkingDayNumber } from '../kernel/calendar.ts';
import { parseDuration } from '../kernel/duration.ts';
import type { AccountId, RunId } from '../kernel/ids.ts';
import type { RoutineDefinition } from '../routine/index.ts';

/** Kinds of meeting that are no routine's own. */
export const ownKinds = ['own.conversation', 'own.home-visit', 'own.network', 'own.other'] as const;
export type OwnKind = (typeof ownKinds)[number];

/** Somebody meets somebody, at a time: what is said of it, apart from which run it is of. Times are HH:MM, of the clock in Stockholm. */
export type MeetingPlan = Readonly<{
  kind: string;
  starts: string;
  ends: string;
  place: string;
  link: string;
  invited: readonly AccountId[];
  /** Parties of the routine that have nobody signed up here. */
  parties: readonly string[];
}>;

export type Meeting = MeetingPlan &
  Readonly<{
    id: string;
    run: RunId;
    series?: string;
    day: LocalDate;
    /** How many times it has been written: what a form has seen, and the number of the invitation. */
    version: number;
    cancelled: boolean;
    bookedByName: string;
  }>;

/** The routine's own kinds of entry in which people meet. */
export const meetingKinds = ({ entryKinds }: RoutineDefinition): readonly string[] =>
  Object.keys(entryKinds).filter((kind) => (entryKinds[kind]?.channels ?? []).length > 0);

const fulfils = ({ obligations }: RoutineDefinition, kind: string) =>
  obligations.filter(({ fulfilledBy }) => fulfilledBy.some((way) => 'entry' in way && way.entry === kind));

/** Whether a kind is written down again and again: a follow-up, whatever the routine calls it. */
export const isFollowUp = (definition: RoutineDefinition, kind: string): boolean =>
  fulfils(definition, kind).some(({ repeat }) => repeat !== undefined);

/** The routine's kinds that come again and again, for a series. */
export const seriesKinds = (definition: RoutineDefinition): readonly string[] =>
  meetingKinds(definition).filter((kind) => isFollowUp(definition, kind));

/** The entry in which a routine wants to know which days have been booked, if it asks for that. */
export const bookedKind = ({ entryKinds }: RoutineDefinition): string | undefined =>
  Object.keys(entryKinds).find((kind) => datesAsked(entryKinds[kind]?.answers) !== undefined);

/** The question of an entry that is answered by days. */
export const datesAsked = (
  answers: Readonly<Record<string, Readonly<{ type: string }>>> | undefined,
): string | undefined => Object.entries(answers ?? {}).find(([, { type }]) => type === 'dates')?.[0];

// ── Series ───────────────────────────────────────────────────────────────────────────────────────────────────────────

export const rhythms = ['P1W', 'P2W', 'P1M'] as const;
export type Rhythm = (typeof rhythms)[number];

/** As many as there are weeks in a year, and one more at each end. */
export const longestSeries = 54;

/** A day of a series, and the day it would have been, when that is no working day. */
export type SeriesDay = Readonly<{ day: LocalDate; movedFrom?: LocalDate }>;

/**
 * The days of a series from its first to its last: the same weekday every week or every other, or the weekday of the same number in every
 * month (its last, where a month has no fifth). What falls on a day off is moved to the next working day.
 */
export function seriesDays(first: LocalDate, every: Rhythm, last: LocalDate): readonly SeriesDay[] {
  const days: SeriesDay[] = [];
  for (let number = 0; number <= longestSeries; number += 1) {
    const asked = occurrence(dayOf(first), every, number);
    if (asked > dayOf(last)) break;
    const day = nextWorkingDayNumber(asked);
    days.push({ day: dateOf(day), ...(day === asked ? {} : { movedFrom: dateOf(asked) }) });
  }
  return days;
}

function occurrence(first: Day, every: Rhythm, number: number): Day {
  if (every !== 'P1M') return first + number * (every === 'P1W' ? 7 : 14);
  const from = civilDate(first);
  const month = from.year * 12 + from.month - 1 + number;
  const [year, monthOfYear] = [Math.floor(month / 12), (month % 12) + 1];
  const begins = dayFrom(year, monthOfYear, 1);
  const week = Math.floor((from.day - 1) / 7);
  const day = begins + ((weekdayOf(first) - weekdayOf(begins) + 7) % 7) + week * 7;
  return day < begins + daysInMonth(year, monthOfYear) ? day : day - 7;
}

/** How often a routine asks for a kind: the most often that it does, as a series can be. Undefined when it does not say. */
export function rhythmAsked(definition: RoutineDefinition, kind: string): Rhythm | undefined {
  const days = fulfils(definition, kind).flatMap(({ repeat }) => {
    const asked = repeat?.every;
    const value = typeof asked === 'object' ? definition.interpretations[asked.interpretation]?.value : undefined;
    const distance = parseDuration(typeof asked === 'string' ? asked : value && 'every' in value ? value.every : '');
    return distance ? [distance.unit === 'months' ? distance.count * 30 : distance.count] : [];
  });
  if (days.length === 0) return undefined;
  const often = Math.min(...days);
  return often < 14 ? 'P1W' : often < 28 ? 'P2W' : 'P1M';
}
