import type { LocalDate } from '../../kernel/date.ts';
import type { Duration, Point } from './kaplan-meier.ts';
import { kaplanMeier, shownPoints } from './kaplan-meier.ts';
import { type Measure, placement, stay } from './measures.ts';
import { partsOf, type Period, type Span } from './periods.ts';
import { type Cell, fewest, suppress, type Sum } from './suppress.ts';

/** A figure as it was counted: of a unit, or of the whole area when `unit` is empty. */
export type FigureRow = Readonly<{
  span: Span;
  starts: LocalDate;
  unit: string;
  measure: string;
  part: string;
  n: number;
  individuals: number;
  quartiles?: readonly [low: number, median: number, high: number];
}>;

export type StayRow = Duration & Readonly<{ span: Span; starts: LocalDate; unit: string; part: string }>;

/** A figure as it may be shown. `few`: one to four individuals, or it would give away such a figure. `none`: there is nothing to share. */
export type Figure =
  | Readonly<{ kind: 'number'; value: number }>
  | Readonly<{ kind: 'few' }>
  | Readonly<{ kind: 'none' }>;

export type Shown = Readonly<{
  measure: Measure;
  parts: readonly Readonly<{ part: string; figure: Figure }>[];
  total: Figure;
  /** In per cent, one decimal. */
  share: Figure;
  /** Days: lower quartile, median and upper quartile. */
  quartiles?: readonly Figure[];
}>;

const few: Figure = { kind: 'few' };
const none: Figure = { kind: 'none' };
const number = (value: number): Figure => ({ kind: 'number', value });
const oneDecimal = (value: number): number => Math.round(value * 10) / 10;

const all = '=';
const keyOf = (span: Span, starts: string, unit: string, measure: string, part: string): string =>
  [span, starts, unit, measure, part].join('|');

type Rows = readonly [FigureRow, ...FigureRow[]];

function grouped(rows: readonly FigureRow[], keyOfRow: (row: FigureRow) => string): ReadonlyMap<string, Rows> {
  const groups = new Map<string, [FigureRow, ...FigureRow[]]>();
  for (const row of rows) {
    const group = groups.get(keyOfRow(row));
    if (group) group.push(row);
    else groups.set(keyOfRow(row), [row]);
  }
  return groups;
}

type Table = Readonly<{
  cells: ReadonlyMap<string, Cell>;
  hidden: ReadonlySet<string>;
  rows: ReadonlyMap<string, FigureRow>;
}>;

/**
 * The figures of a year, of every unit and period, and which of them are hidden. Everything that the reader could ask for is looked at
 * together, since a hidden figure is worked out from what is shown elsewhere: the parts of a measure add up to its total, the units to the
 * area, the months to their tertial and the tertials to their year.
 */
export function tableOf(rows: readonly FigureRow[]): Table {
  const cells = new Map<string, Cell>();
  const byKey = new Map<string, FigureRow>();
  const ofMeasure = grouped(rows, (row) => keyOf(row.span, row.starts, row.unit, row.measure, all));
  const units = [...new Set(rows.map(({ unit }) => unit))].filter((unit) => unit !== '');
  const sums: Sum<string>[] = [];
  for (const row of rows) {
    const key = keyOf(row.span, row.starts, row.unit, row.measure, row.part);
    cells.set(key, row);
    byKey.set(key, row);
  }
  for (const [total, of] of ofMeasure) {
    const [{ measure }] = of;
    const individuals = of.map((row) => row.individuals);
    cells.set(total, {
      n: of.reduce((sum, { n }) => sum + n, 0),
      // The same people keep one occurrence and miss another.
      individuals: measure.startsWith('rhythm:')
        ? Math.max(...individuals)
        : individuals.reduce((sum, one) => sum + one, 0),
    });
    if (measure !== placement)
      sums.push({ total, parts: of.map((row) => keyOf(row.span, row.starts, row.unit, measure, row.part)) });
  }
  for (const [, of] of ofMeasure) {
    const [{ span, starts, unit, measure }] = of;
    const inner = partsOf({ span, starts });
    for (const part of [...of.map((row) => row.part), all]) {
      const total = keyOf(span, starts, unit, measure, part);
      if (unit === '') sums.push({ total, parts: units.map((one) => keyOf(span, starts, one, measure, part)) });
      if (inner.length > 0)
        sums.push({ total, parts: inner.map((one) => keyOf(one.span, one.starts, unit, measure, part)) });
    }
  }
  return { cells, hidden: suppress(cells, sums), rows: byKey };
}

/** What is shown of a period, of a unit or the area. */
export function shownOf(
  { cells, hidden, rows }: Table,
  measures: readonly Measure[],
  { span, starts }: Period,
  unit: string,
): readonly Shown[] {
  return measures.map((measure) => {
    const key = (part: string): string => keyOf(span, starts, unit, measure.id, part);
    const n = (part: string): number => cells.get(key(part))?.n ?? 0;
    const figure = (part: string): Figure => (hidden.has(key(part)) ? few : number(n(part)));
    const total = figure(all);
    const quartiles = rows.get(key(measure.parts[0] ?? ''))?.quartiles;
    const first = figure(measure.parts[0] ?? '');
    return {
      measure,
      parts: measure.parts.map((part) => ({ part, figure: figure(part) })),
      total,
      share: measure.share === undefined ? none : shareOf(figure(measure.share), total),
      ...(quartiles === undefined
        ? {}
        : { quartiles: quartiles.map((days) => (first.kind === 'number' ? number(Math.round(days)) : few)) }),
    };
  });
}

/** In per cent; of nothing there is no share, and of what is hidden it is hidden. */
function shareOf(part: Figure, total: Figure): Figure {
  if (part.kind !== 'number' || total.kind !== 'number') return few;
  return total.value === 0 ? none : number(oneDecimal((part.value / total.value) * 100));
}

const daysInMonth = 365.25 / 12;

/** Unplanned discharges per hundred months of placement. */
export function dischargeRate({ cells, hidden }: Table, { span, starts }: Period, unit: string): Figure {
  const unplanned = keyOf(span, starts, unit, 'discharge', 'unplanned');
  const days = keyOf(span, starts, unit, placement, all);
  if (hidden.has(unplanned) || hidden.has(days)) return few;
  const months = (cells.get(days)?.n ?? 0) / daysInMonth;
  return months === 0 ? none : number(oneDecimal(((cells.get(unplanned)?.n ?? 0) / months) * 100));
}

/** How many stayed how long, of those whose start meeting was kept and of the others. */
export type Arm = Readonly<{ part: 'kept' | 'not-kept'; n: Figure; points: readonly Point[] }>;

/** How long a stay is told of: whole periods of thirty days, so that a step is nobody's day. */
const grain = 30;

/** Time to unplanned discharge, from the last day for the start meeting: with and without one kept. */
export function armsOf(
  { hidden, cells }: Table,
  stays: readonly StayRow[],
  { span, starts }: Period,
  unit: string,
): readonly Arm[] {
  return (['kept', 'not-kept'] as const).map((part) => {
    const key = keyOf(span, starts, unit, stay, part);
    if (hidden.has(key)) return { part, n: few, points: [] };
    const durations = stays
      .filter((row) => row.span === span && row.starts === starts && row.unit === unit && row.part === part)
      .map((row) => ({ ...row, days: Math.ceil(row.days / grain) * grain }));
    return { part, n: number(cells.get(key)?.n ?? 0), points: shownPoints(kaplanMeier(durations), fewest) };
  });
}
