import { addDays, addMonths, type LocalDate } from '../../kernel/date.ts';

export const spans = ['month', 'tertial', 'year'] as const;
export type Span = (typeof spans)[number];

/**
 * A period to follow up. Periods are months, tertials and years, and nothing in between: two periods that overlap by choice would give away
 * what is in one and not in the other, however small.
 */
export type Period = Readonly<{
  code: string;
  span: Span;
  starts: LocalDate;
  /** The day after the last. */ ends: LocalDate;
}>;

const months: Readonly<Record<Span, number>> = { month: 1, tertial: 4, year: 12 };

function codeOf(span: Span, starts: LocalDate): string {
  const year = starts.slice(0, 4);
  if (span === 'year') return year;
  return span === 'month' ? starts.slice(0, 7) : `${year}-T${(Number(starts.slice(5, 7)) + 3) / 4}`;
}

export const periodOf = (span: Span, starts: LocalDate): Period => ({
  code: codeOf(span, starts),
  span,
  starts,
  ends: addMonths(starts, months[span]),
});

/** The first day of last year: figures are counted anew from there. */
export const countedFrom = (today: LocalDate): LocalDate => `${Number(today.slice(0, 4)) - 1}-01-01` as LocalDate;

/** The periods of a span that have ended, latest first, since the first of last year. */
export function endedPeriods(span: Span, today: LocalDate): readonly Period[] {
  const periods: Period[] = [];
  for (let starts = countedFrom(today); ; starts = addMonths(starts, months[span])) {
    const period = periodOf(span, starts);
    if (period.ends > today) return periods.toReversed();
    periods.push(period);
  }
}

/** The period with that code, when it has ended. */
export const findPeriod = (code: string | null, today: LocalDate): Period | undefined =>
  spans.flatMap((span) => endedPeriods(span, today)).find((period) => period.code === code);

/** Last year: of all periods it hides the least. */
export function lastYear(today: LocalDate): Period {
  return periodOf('year', countedFrom(today));
}

/** The last day of the period. */
export const lastDay = ({ ends }: Period): LocalDate => addDays(ends, -1);

/** The periods that a figure of one span is the sum of. */
export function partsOf({ span, starts }: Pick<Period, 'span' | 'starts'>): readonly Period[] {
  if (span === 'month') return [];
  const inner: Span = span === 'year' ? 'tertial' : 'month';
  return Array.from({ length: months[span] / months[inner] }, (_, index) =>
    periodOf(inner, addMonths(starts, index * months[inner])),
  );
}
