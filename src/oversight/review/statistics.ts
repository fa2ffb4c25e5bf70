import type { LocalDate } from '../../kernel/date.ts';
import { oddities, type Oddity } from './oddities.ts';

/** Figures of a unit's month, as they are. */
export type MonthOfUnit = Readonly<{
  month: LocalDate;
  unit: string;
  unitName: string;
  reads: number;
  sampled: number;
  items: number;
  decided: number;
  unauthorised: number;
  medianDays?: number;
  oddities: Readonly<Partial<Record<Oddity, number>>>;
}>;

/** A figure as it may be shown: fewer than five could be somebody. */
export type Figure =
  | Readonly<{ kind: 'number'; value: number }>
  | Readonly<{ kind: 'few' }>
  | Readonly<{ kind: 'none' }>;

export const fewerThan = 5;

export const figure = (value: number): Figure => (value < fewerThan ? { kind: 'few' } : { kind: 'number', value });

/** A share in per cent with one decimal: of too few, or made by too few, it is not shown. Nothing decided has no share. */
export function share(part: number, whole: number): Figure {
  if (whole === 0) return { kind: 'none' };
  if (part < fewerThan || whole < fewerThan) return { kind: 'few' };
  // What is left of the whole could be told from the share.
  if (whole - part < fewerThan && whole !== part) return { kind: 'few' };
  return { kind: 'number', value: Math.round((part / whole) * 1000) / 10 };
}

export type ShownMonth = Readonly<{
  month: LocalDate;
  unitName: string;
  reads: Figure;
  sampled: Figure;
  oddities: readonly Readonly<{ oddity: Oddity; n: Figure }>[];
  decided: Figure;
  unauthorisedShare: Figure;
  medianDays: Figure;
}>;

/** A unit's month as its manager may see it. */
export const shown = (month: MonthOfUnit): ShownMonth => ({
  month: month.month,
  unitName: month.unitName,
  reads: figure(month.reads),
  sampled: figure(month.sampled),
  oddities: oddities.map((oddity) => ({ oddity, n: figure(month.oddities[oddity] ?? 0) })),
  decided: figure(month.decided),
  unauthorisedShare: share(month.unauthorised, month.decided),
  medianDays:
    month.medianDays === undefined
      ? { kind: 'none' }
      : month.decided < fewerThan
        ? { kind: 'few' }
        : { kind: 'number', value: Math.round(month.medianDays * 10) / 10 },
});
