import { describe, expect, test } from 'vitest';
import { localDateFrom } from '../kernel/date.ts';
import { type HistoricalRequest, periodsOf, placementFigures } from './index.ts';

const today = localDateFrom('2026-11-28');

/** So many requests of an intervention in a year, each of somebody else. */
const requests = (intervention: string, year: number, count: number): readonly HistoricalRequest[] =>
  Array.from({ length: count }, (_, index) => ({
    municipality: '1480',
    administration: 'centrum',
    intervention: intervention as HistoricalRequest['intervention'],
    subcategory: '',
    submitted: localDateFrom(`${year}-${String((index % 12) + 1).padStart(2, '0')}-15`),
    person: `${intervention} ${index}`,
  }));

// Document 003, "Placeringsförfrågningar per kategori 2024 jmf 2023".
const table = [
  ['adults', 'supported-social-housing', 3781, 4080, 299, 8],
  ['adults', 'emergency-housing', 346, 319, -27, -8],
  ['adults', 'treatment', 196, 168, -28, -14],
  ['adults', 'sheltered-housing', 409, 467, 58, 14],
  ['adults', 'housing-first', 82, 113, 31, 38],
  ['children', 'residential-care', 743, 664, -79, -11],
  ['children', 'supported-living-for-youth', 132, 138, 6, 5],
  ['children', 'foster-home', 392, 358, -34, -9],
  ['children', 'outpatient-care', 103, 85, -18, -17],
  ['disability', 'short-term-stay', 134, 125, -9, -7],
  ['disability', 'short-term-housing', 738, 908, 170, 23],
] as const;

test('the table of the annual report for 2024 comes out of its rows, and a total of 369 where its text says 359', () => {
  const rows = table.flatMap(([, intervention, before, after]) => [
    ...requests(intervention, 2023, before),
    ...requests(intervention, 2024, after),
  ]);
  const figures = placementFigures(rows, 2024, today);
  expect(figures.rows).toEqual(
    table.map(([area, intervention, previous, current, difference, percent]) => ({
      area,
      intervention,
      previous,
      current,
      difference,
      percent,
    })),
  );
  expect(figures.total).toEqual({ previous: 7056, current: 7425, difference: 369, percent: 5 });
  expect(figures.months.reduce((sum, { current }) => sum + current, 0)).toBe(7425);
});

describe('a percentage', () => {
  test.each([
    [200, 201, 1],
    [200, 199, -1],
    [201, 202, 0],
    [201, 200, 0],
    [8, 9, 13],
    [8, 7, -13],
    [1, 3, 200],
    [5, 0, -100],
  ])('from %i to %i is %i, rounded half away from zero', (before, after, percent) => {
    const rows = [...requests('treatment', 2023, before), ...requests('treatment', 2024, after)];
    expect(placementFigures(rows, 2024, today).total.percent).toBe(percent);
  });

  test('of nothing there is none', () => {
    const { total, rows } = placementFigures(requests('treatment', 2024, 2), 2024, today);
    expect(total).toEqual({ previous: 0, current: 2, difference: 2 });
    expect(rows.every((row) => !('percent' in row))).toBe(true);
  });
});

test('requests and individuals are counted apart, and months by the day a request was submitted', () => {
  const [one, two] = requests('treatment', 2024, 2);
  if (!one || !two) throw new Error('Two are made');
  const again = { ...one, intervention: 'housing-first' as const, submitted: localDateFrom('2024-12-31') };
  const figures = placementFigures([one, two, again], 2024, today);
  expect([figures.total.current, figures.individuals.current]).toEqual([3, 2]);
  expect(figures.months.filter(({ current }) => current > 0)).toEqual([
    { month: 1, previous: 0, current: 1 },
    { month: 2, previous: 0, current: 1 },
    { month: 12, previous: 0, current: 1 },
  ]);
});

describe('a year that is not over is compared with the same period', () => {
  test.each([
    ['2026-11-28', 2026, '2026-01-01', '2026-11-28', '2025-01-01', '2025-11-28'],
    ['2024-02-29', 2024, '2024-01-01', '2024-02-29', '2023-01-01', '2023-02-28'],
    ['2026-12-31', 2026, '2026-01-01', '2026-12-31', '2025-01-01', '2025-12-31'],
    ['2026-11-28', 2024, '2024-01-01', '2024-12-31', '2023-01-01', '2023-12-31'],
  ])('on %s, %i', (day, year, from, to, before, until) => {
    expect(periodsOf(year, localDateFrom(day))).toEqual({
      current: { from, to },
      previous: { from: before, to: until },
    });
  });

  test('what came in later the year before is not counted', () => {
    const rows = [...requests('treatment', 2025, 12), ...requests('treatment', 2026, 3)];
    expect(placementFigures(rows, 2026, localDateFrom('2026-03-20')).total).toMatchObject({ previous: 3, current: 3 });
  });
});
