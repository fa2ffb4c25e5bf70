import { type Cell, type Sum, suppress } from '../../adherence/index.ts';
import { civilDate, dateOf, dayFrom, dayOf, daysInMonth, type LocalDate } from '../../kernel/date.ts';
import { periodsOf } from '../figures.ts';

/** An assignment as it is counted (`access.influx_figures`). */
export type InfluxRow = Readonly<{
  received: LocalDate;
  people: number;
  outcome: 'received' | 'absent' | 'withdrawn' | 'waits';
  days_to_place: number | null;
}>;
/** A month from before Hemvist: by its first day. */
export type EarlierMonth = Readonly<{ month: LocalDate; households: number; people: number }>;

type Counts = Readonly<{ households: number; people: number }>;
/** Undefined when too few are behind it, or it would give such a one away. */
export type ShownCounts = Counts | undefined;
export type InfluxPair = Readonly<{ previous: ShownCounts; current: ShownCounts }>;

const nothing: Counts = { households: 0, people: 0 };
const years = ['previous', 'current'] as const;

/** A month that was counted as a whole is counted on its last day: of a month that is not over nothing is compared. */
function lastDayOf(month: LocalDate): LocalDate {
  const { year, month: number } = civilDate(dayOf(month));
  return dateOf(dayFrom(year, number, daysInMonth(year, number)));
}

/**
 * Households and people that were assigned in a year, by month, against the same time the year before. What has one to four people behind it
 * is hidden, and what it could be worked out from. Source: document 003, 2.2, which counts people.
 */
export function countAssignments(
  rows: readonly InfluxRow[],
  earlier: readonly EarlierMonth[],
  year: number,
  today: LocalDate,
) {
  const periods = periodsOf(year, today);
  const counted = [
    ...rows.map(({ received, people }) => ({ day: received, households: 1, people })),
    ...earlier.map(({ month, ...counts }) => ({ day: lastDayOf(month), ...counts })),
  ];
  const months = Array.from({ length: 12 }, (_, index) => index + 1);
  const key = (which: (typeof years)[number], month: number | 'all'): string => `${which} ${month}`;
  const sums = new Map<string, Counts>();
  const add = (at: string, { households, people }: Counts): void => {
    const before = sums.get(at) ?? nothing;
    sums.set(at, { households: before.households + households, people: before.people + people });
  };
  for (const which of years)
    for (const one of counted)
      if (periods[which].from <= one.day && one.day <= periods[which].to) {
        add(key(which, civilDate(dayOf(one.day)).month), one);
        add(key(which, 'all'), one);
      }
  const of = (at: string): Counts => sums.get(at) ?? nothing;
  const cells = new Map<string, Cell>(
    years.flatMap((which) =>
      ([...months, 'all'] as const).map((month): [string, Cell] => {
        const { people } = of(key(which, month));
        return [key(which, month), { n: people, individuals: people }];
      }),
    ),
  );
  const hidden = suppress(
    cells,
    years.map((which): Sum<string> => ({ total: key(which, 'all'), parts: months.map((month) => key(which, month)) })),
  );
  const shown = (at: string): ShownCounts => (hidden.has(at) ? undefined : of(at));
  const pair = (month: number | 'all'): InfluxPair => ({
    previous: shown(key('previous', month)),
    current: shown(key('current', month)),
  });
  return { periods, total: pair('all'), months: months.map((month) => ({ month, ...pair(month) })) };
}
export type CountedAssignments = ReturnType<typeof countAssignments>;
