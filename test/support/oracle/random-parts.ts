import * as fc from 'fast-check';
import type { Entry, Run } from '../../../src/routine/index.ts';
import { plusDays, type Iso } from './days.ts';

/** What random runs of every routine are made of. fast-check's seed and path replay each one. */
export type Asked = { readonly run: Run; readonly now: Iso };

/** A day near something that the routine counts from. */
export type Offset = { readonly from: string; readonly days: number };

/** Month ends, leap days, and days before Christmas, Easter and midsummer are among the openings. */
export const openings = [
  '2025-08-01',
  '2024-01-31',
  '2023-12-30',
  '2025-12-19',
  '2026-03-30',
  '2025-06-16',
  '2024-10-17',
];

export const yesNo = fc.constantFrom(true, false, 'unknown', undefined);

export const subsetOrAll = (all: readonly string[]): fc.Arbitrary<readonly string[]> =>
  fc.oneof({ arbitrary: fc.constant(all), weight: 2 }, fc.subarray([...all]));

export const someOf = (roles: readonly string[]): fc.Arbitrary<readonly string[] | undefined> =>
  fc.option(subsetOrAll(roles), { nil: undefined, freq: 5 });

export function answered(keys: readonly string[], values: readonly unknown[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(keys.map((key, index) => [key, values[index % values.length]]));
}

export const near = (from: string, min: number, max: number): fc.Arbitrary<Offset> =>
  fc.record({ from: fc.constant(from), days: fc.integer({ min, max }) });

/** What somebody writes down, on which day, perhaps as a correction of something written before. */
export const writings = (deed: fc.Arbitrary<object>, offset: fc.Arbitrary<Offset>, roles: readonly string[]) =>
  fc.record({
    deed,
    on: offset,
    by: fc.constantFrom(...roles),
    /** Which earlier entry it corrects, if it is a correction; how many days later; whether it only takes away. */
    corrects: fc.oneof({ arbitrary: fc.constant(undefined), weight: 6 }, fc.nat()),
    correctedOn: offset,
    takesAway: fc.integer({ min: 0, max: 5 }).map((roll) => roll === 0),
    /** On the day of the entry before it, whatever `on` says: days with several entries try the order. */
    sameDay: fc.integer({ min: 0, max: 4 }).map((roll) => roll === 0),
  });
type Written = ReturnType<typeof writings> extends fc.Arbitrary<infer Value> ? Value : never;

export function without(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));
}

export function entriesFrom(list: readonly Written[], opened: Iso, dayOf: (on: Offset) => Iso): readonly Entry[] {
  let day = opened;
  return list.map((item, index) => {
    day = item.sameDay ? day : dayOf(item.on);
    const body = { ...without(item.deed), at: day };
    const id = `e${index}`;
    if (item.corrects === undefined || index === 0) return { id, by: item.by, ...body } as Entry;
    const correction = {
      id,
      by: item.by,
      kind: 'correction',
      at: dayOf(item.correctedOn),
      replaces: `e${item.corrects % index}`,
    };
    return (item.takesAway ? correction : { ...correction, entry: body }) as Entry;
  });
}

export const lists = (written: ReturnType<typeof writings>, maxLength: number): fc.Arbitrary<readonly Written[]> =>
  fc.array(written, { maxLength, size: 'max' });

/** The day asked about: like the days of the entries, or near the last of them. */
export const nowOr = (offset: fc.Arbitrary<Offset>): fc.Arbitrary<Offset> =>
  fc.oneof({ arbitrary: offset, weight: 3 }, near('last', -20, 20));

export function dayAsked(now: Offset, entries: readonly Entry[], opened: Iso, dayOf: (on: Offset) => Iso): Iso {
  const latest = entries.reduce((day, { at }) => (at > day ? at : day), opened);
  return now.from === 'last' ? plusDays(latest, now.days) : dayOf(now);
}
