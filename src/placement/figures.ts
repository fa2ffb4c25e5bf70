import { addMonths, civilDate, dateOf, dayFrom, dayOf, type LocalDate } from '../kernel/date.ts';
import type { Intervention } from '../matching/index.ts';

/**
 * How many requests came in, against the year before. A request is counted on the day it is submitted, whatever comes of it; a
 * person who asks twice is two requests and one individual. Source: document 003, "Utveckling placeringsförfrågningar".
 */
export type HistoricalRequest = Readonly<{
  municipality: string;
  administration: string;
  intervention: Intervention;
  subcategory: string;
  submitted: LocalDate;
  /** Whoever it is about, as the same text each time; never told. */
  person: string;
}>;

export const areas = ['adults', 'children', 'disability'] as const;
export type Area = (typeof areas)[number];

/** The rows of the report, in its order. */
export const areaOf: readonly (readonly [Area, Intervention])[] = [
  ['adults', 'supported-social-housing'],
  ['adults', 'emergency-housing'],
  ['adults', 'treatment'],
  ['adults', 'sheltered-housing'],
  ['adults', 'housing-first'],
  ['children', 'residential-care'],
  ['children', 'supported-living-for-youth'],
  ['children', 'foster-home'],
  ['children', 'outpatient-care'],
  ['disability', 'short-term-stay'],
  ['disability', 'short-term-housing'],
];

type Counts = Readonly<{ previous: number; current: number }>;

/** Two years beside each other. The percentage is of the year before, in whole per cent; there is none of nothing. */
export type Compared = Counts & Readonly<{ difference: number; percent?: number }>;

export type PlacementFigures = Readonly<{
  year: number;
  previousYear: number;
  rows: readonly (Compared & Readonly<{ area: Area; intervention: Intervention }>)[];
  total: Compared;
  individuals: Counts;
  months: readonly (Counts & Readonly<{ month: number }>)[];
}>;

/** To whole per cent, half away from zero, in whole numbers all the way. `whole` is above 0. */
function percentOf(part: number, whole: number): number {
  const size = Math.floor((200 * Math.abs(part) + whole) / (2 * whole));
  return part < 0 && size > 0 ? -size : size;
}

function compared({ previous, current }: Counts): Compared {
  const difference = current - previous;
  return { previous, current, difference, ...(previous === 0 ? {} : { percent: percentOf(difference, previous) }) };
}

type Period = Readonly<{ from: LocalDate; to: LocalDate }>;

/** The year, or as much of it as has been, and the same part of the year before. */
export function periodsOf(year: number, today: LocalDate): Readonly<{ current: Period; previous: Period }> {
  const [begins, ends] = [dateOf(dayFrom(year, 1, 1)), dateOf(dayFrom(year, 12, 31))];
  const to = today < ends ? today : ends;
  return { current: { from: begins, to }, previous: { from: addMonths(begins, -12), to: addMonths(to, -12) } };
}

const within = ({ from, to }: Period, day: LocalDate): boolean => from <= day && day <= to;

/** The figures of a year. `today` is the day they are asked for: a year that is not over is compared with the same period. */
export function placementFigures(
  requests: readonly HistoricalRequest[],
  year: number,
  today: LocalDate,
): PlacementFigures {
  const periods = periodsOf(year, today);
  const current = requests.filter(({ submitted }) => within(periods.current, submitted));
  const previous = requests.filter(({ submitted }) => within(periods.previous, submitted));
  const counts = (counted: (some: readonly HistoricalRequest[]) => number): Counts => ({
    previous: counted(previous),
    current: counted(current),
  });
  const where = (test: (request: HistoricalRequest) => boolean): Counts => counts((some) => some.filter(test).length);
  return {
    year,
    previousYear: year - 1,
    rows: areaOf.map(([area, intervention]) => ({
      area,
      intervention,
      ...compared(where((request) => request.intervention === intervention)),
    })),
    total: compared(counts((some) => some.length)),
    individuals: counts((some) => new Set(some.map(({ person }) => person)).size),
    months: Array.from({ length: 12 }, (_, index) => ({
      month: index + 1,
      ...where(({ submitted }) => civilDate(dayOf(submitted)).month === index + 1),
    })),
  };
}
