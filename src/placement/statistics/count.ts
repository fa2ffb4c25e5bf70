import { type Cell, fewest, type Sum, suppress } from '../../adherence/index.ts';
import { civilDate, dayOf, type LocalDate } from '../../kernel/date.ts';
import type { Intervention } from '../../matching/index.ts';
import { areaOf, periodsOf } from '../figures.ts';

/** A request as it is counted (`access.placement_figures`): `person` tells only who is the same as who. */
export type FigureRow = Readonly<{
  submitted: LocalDate;
  administration: string;
  intervention: Intervention;
  subcategory: string;
  person: string;
  /** In Hemvist, and not from before it: how it went is known. */
  counted_later: boolean;
  days_to_recommendation: number | null;
  days_to_outcome: number | null;
  outcome: 'placed' | 'none' | 'withdrawn' | null;
  none_reason: string | null;
  form: string | null;
  first_taken: boolean | null;
  recommended: number;
  departed: number;
  asked: number;
  unknown: number;
}>;

/** A count that may be shown; undefined when too few are behind it, or it would give such a one away. */
export type Shown = number | undefined;
export type ShownPair = Readonly<{ previous: Shown; current: Shown; difference?: number; percent?: number }>;
/** Undefined when fewer than five individuals are behind it. */
export type Share = Readonly<{ part: number; whole: number }> | undefined;

const years = ['previous', 'current'] as const;
type Year = (typeof years)[number];

/** To whole per cent of the year before, half away from zero (`placementFigures` counts alike). */
export function percentOf(part: number, whole: number): number {
  const size = Math.floor((200 * Math.abs(part) + whole) / (2 * whole));
  return part < 0 && size > 0 ? -size : size;
}

const key = (year: Year, ...of: readonly string[]): string => [year, ...of].join('|');

/**
 * The figures of a year against the same time the year before. Whatever has one to four individuals behind it is hidden, and what such a
 * one could be worked out from (`suppress`): per intervention, sub-category, administration and month at once. Source: document 003,
 * "Utveckling placeringsförfrågningar".
 */
export function countRequests(rows: readonly FigureRow[], year: number, today: LocalDate) {
  const periods = periodsOf(year, today);
  const within = (which: Year): readonly FigureRow[] =>
    rows.filter(({ submitted }) => periods[which].from <= submitted && submitted <= periods[which].to);
  const of: Readonly<Record<Year, readonly FigureRow[]>> = { previous: within('previous'), current: within('current') };
  const cells = new Map<string, Cell>();
  const put = (at: string, some: readonly FigureRow[]): void =>
    void cells.set(at, { n: some.length, individuals: new Set(some.map(({ person }) => person)).size });
  const sums: Sum<string>[] = [];
  const all = [...of.previous, ...of.current];
  const administrations = [...new Set(all.map(({ administration }) => administration))].toSorted((a, b) =>
    a.localeCompare(b, 'sv'),
  );
  const subcategories = areaOf.flatMap(([, intervention]) =>
    [...new Set(all.filter((one) => one.intervention === intervention).map(({ subcategory }) => subcategory))]
      .toSorted()
      .map((subcategory) => ({ intervention, subcategory })),
  );
  const months = Array.from({ length: 12 }, (_, index) => index + 1);
  for (const which of years) {
    const some = of[which];
    put(key(which, 'all'), some);
    for (const [, intervention] of areaOf)
      put(
        key(which, 'intervention', intervention),
        some.filter((one) => one.intervention === intervention),
      );
    for (const { intervention, subcategory } of subcategories)
      put(
        key(which, 'subcategory', intervention, subcategory),
        some.filter((one) => one.intervention === intervention && one.subcategory === subcategory),
      );
    for (const name of administrations)
      put(
        key(which, 'administration', name),
        some.filter(({ administration }) => administration === name),
      );
    for (const month of months)
      put(
        key(which, 'month', String(month)),
        some.filter(({ submitted }) => civilDate(dayOf(submitted)).month === month),
      );
    const total = key(which, 'all');
    sums.push(
      { total, parts: areaOf.map(([, intervention]) => key(which, 'intervention', intervention)) },
      { total, parts: administrations.map((name) => key(which, 'administration', name)) },
      { total, parts: months.map((month) => key(which, 'month', String(month))) },
      ...areaOf.map(([, intervention]) => ({
        total: key(which, 'intervention', intervention),
        parts: subcategories
          .filter((one) => one.intervention === intervention)
          .map(({ subcategory }) => key(which, 'subcategory', intervention, subcategory)),
      })),
    );
  }
  const hidden = suppress(cells, sums);
  const shown = (at: string): Shown => (hidden.has(at) ? undefined : (cells.get(at)?.n ?? 0));
  const pair = (...path: readonly string[]): ShownPair => {
    const [previous, current] = [shown(key('previous', ...path)), shown(key('current', ...path))];
    if (previous === undefined || current === undefined) return { previous, current };
    const difference = current - previous;
    return { previous, current, difference, ...(previous === 0 ? {} : { percent: percentOf(difference, previous) }) };
  };
  const individuals = (which: Year): Shown => {
    const count = cells.get(key(which, 'all'))?.individuals ?? 0;
    return count > 0 && count < fewest ? undefined : count;
  };
  return {
    periods,
    total: pair('all'),
    individuals: { previous: individuals('previous'), current: individuals('current') },
    rows: areaOf.map(([area, intervention]) => ({
      area,
      intervention,
      ...pair('intervention', intervention),
      subcategories: subcategories
        .filter((one) => one.intervention === intervention && one.subcategory !== '')
        .map(({ subcategory }) => ({ subcategory, ...pair('subcategory', intervention, subcategory) })),
    })),
    administrations: administrations.map((name) => ({ name, ...pair('administration', name) })),
    months: months.map((month) => ({ month, ...pair('month', String(month)) })),
    flow: flowOf(of.current.filter((one) => one.counted_later)),
  };
}
export type CountedRequests = ReturnType<typeof countRequests>;

const enough = (some: readonly FigureRow[]): boolean => new Set(some.map(({ person }) => person)).size >= fewest;

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

/** How the requests of Hemvist itself went. A share or a time with fewer than five individuals behind it is not shown. */
function flowOf(rows: readonly FigureRow[]) {
  const share = (
    some: readonly FigureRow[],
    part: (row: FigureRow) => number,
    whole: (row: FigureRow) => number,
  ): Share => {
    const sum = (count: (row: FigureRow) => number): number => some.reduce((n, row) => n + count(row), 0);
    return enough(some.filter((row) => whole(row) > 0)) ? { part: sum(part), whole: sum(whole) } : undefined;
  };
  const one = (test: boolean): number => (test ? 1 : 0);
  const days = (of: (row: FigureRow) => number | null): number | undefined => {
    const some = rows.filter((row) => of(row) !== null);
    return enough(some) ? median(some.map((row) => of(row) ?? 0)) : undefined;
  };
  const by = (some: readonly FigureRow[], of: (row: FigureRow) => string | null) => {
    const groups = Map.groupBy(some, (row) => of(row) ?? '');
    const cells = new Map<string, Cell>(
      [...groups].map(([name, its]) => [
        name,
        { n: its.length, individuals: new Set(its.map(({ person }) => person)).size },
      ]),
    );
    cells.set('all', { n: some.length, individuals: new Set(some.map(({ person }) => person)).size });
    const hidden = suppress(cells, [{ total: 'all', parts: [...groups.keys()] }]);
    return [...groups]
      .map(([name, its]) => ({ name, count: hidden.has(name) ? undefined : its.length }))
      .toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0) || a.name.localeCompare(b.name));
  };
  const placed = rows.filter(({ outcome }) => outcome === 'placed');
  return {
    outcomes: share(
      rows,
      ({ outcome }) => one(outcome === 'placed' || outcome === 'none'),
      () => 1,
    ),
    placed: share(
      rows.filter(({ outcome }) => outcome === 'placed' || outcome === 'none'),
      ({ outcome }) => one(outcome === 'placed'),
      () => 1,
    ),
    daysToRecommendation: days(({ days_to_recommendation: its }) => its),
    daysToOutcome: days(({ days_to_outcome: its }) => its),
    reasons: by(
      rows.filter(({ outcome }) => outcome === 'none'),
      ({ none_reason: its }) => its,
    ),
    forms: by(placed, ({ form }) => form),
    departed: share(
      rows,
      ({ departed }) => departed,
      ({ recommended }) => recommended,
    ),
    unknown: share(
      rows,
      ({ unknown }) => unknown,
      ({ asked }) => asked,
    ),
    hit: share(
      rows.filter(({ recommended }) => recommended > 0),
      ({ first_taken: its }) => one(its === true),
      () => 1,
    ),
  };
}
