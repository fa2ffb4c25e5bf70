import { describe, expect, test } from 'vitest';
import { localDateFrom } from '../../kernel/date.ts';
import { areaOf, placementFigures } from '../figures.ts';
import { countRequests, type FigureRow, median, percentOf } from './count.ts';

const today = localDateFrom('2026-11-28');

const row = (index: number, year: number, some: Partial<FigureRow> = {}): FigureRow => ({
  submitted: localDateFrom(`${year}-${String((index % 12) + 1).padStart(2, '0')}-15`),
  administration: 'Centrum',
  intervention: 'treatment',
  subcategory: '',
  person: String(index),
  counted_later: false,
  days_to_recommendation: null,
  days_to_outcome: null,
  outcome: null,
  none_reason: null,
  form: null,
  first_taken: null,
  recommended: 0,
  departed: 0,
  asked: 0,
  unknown: 0,
  ...some,
});
const many = (count: number, year: number, some: Partial<FigureRow> = {}): readonly FigureRow[] =>
  Array.from({ length: count }, (_, index) => row(index, year, some));

// Document 003, "Placeringsförfrågningar per kategori 2024 jmf 2023". Its text says 359 where its rows give 369.
const table = [
  [3781, 4080],
  [346, 319],
  [196, 168],
  [409, 467],
  [82, 113],
  [743, 664],
  [132, 138],
  [392, 358],
  [103, 85],
  [134, 125],
  [738, 908],
] as const;

test('the page gives the report’s table from its rows, and what they add up to: 7 056 and 7 425, which is 369 more', () => {
  const rows = table.flatMap(([before, after], index) => {
    const intervention = areaOf[index]?.[1] ?? 'treatment';
    return [...many(before, 2023, { intervention }), ...many(after, 2024, { intervention })];
  });
  const counted = countRequests(rows, 2024, today);
  expect(counted.total).toEqual({ previous: 7056, current: 7425, difference: 369, percent: 5 });
  const plain = placementFigures(
    rows.map(({ administration, intervention, subcategory, submitted, person }) => ({
      municipality: '1480',
      administration,
      intervention,
      subcategory,
      submitted,
      person,
    })),
    2024,
    today,
  );
  expect(counted.rows).toEqual(plain.rows.map((one) => ({ ...one, subcategories: [] })));
  expect(counted.months.map(({ current }) => current)).toEqual(plain.months.map(({ current }) => current));
});

describe('fewer than five individuals are not shown, nor what they could be worked out from', () => {
  const small = countRequests(
    [
      ...many(20, 2025),
      ...many(3, 2025, { intervention: 'housing-first' }),
      ...many(40, 2026).map((one, index) => ({ ...one, administration: index < 2 ? 'Hisingen' : 'Centrum' })),
      ...many(6, 2026, { intervention: 'housing-first' }),
    ],
    2026,
    localDateFrom('2026-12-31'),
  );
  const of = (intervention: string) => small.rows.find((one) => one.intervention === intervention);

  test('the three, and the twenty that with the total would tell of them', () => {
    expect(of('housing-first')).toMatchObject({ previous: undefined, current: 6 });
    expect(of('treatment')).toMatchObject({ previous: undefined, current: 40 });
    expect(of('housing-first')).not.toHaveProperty('difference');
    expect(small.total).toMatchObject({ previous: 23, current: 46 });
  });
  test('two of one administration, and the other of the two', () => {
    expect(small.administrations.map(({ name, current }) => [name, current])).toEqual([
      ['Centrum', undefined],
      ['Hisingen', undefined],
    ]);
  });
  test('nought is shown', () => {
    expect(of('foster-home')).toMatchObject({ previous: 0, current: 0 });
  });
});

describe('how the requests went is counted of those in Hemvist', () => {
  const went = (some: Partial<FigureRow>, count: number, from = 0) =>
    Array.from({ length: count }, (_, index) => row(from + index, 2026, { counted_later: true, ...some }));
  const { flow } = countRequests(
    [
      ...many(50, 2026),
      ...went(
        {
          outcome: 'placed',
          form: 'framework',
          recommended: 2,
          departed: 1,
          asked: 10,
          unknown: 2,
          first_taken: true,
          days_to_recommendation: 3,
          days_to_outcome: 9,
        },
        6,
        100,
      ),
      ...went({ outcome: 'none', none_reason: 'no-place' }, 2, 200),
      ...went({}, 2, 300),
    ],
    2026,
    localDateFrom('2026-12-31'),
  );
  test('shares, with what they are of', () => {
    expect(flow).toMatchObject({
      outcomes: { part: 8, whole: 10 },
      placed: { part: 6, whole: 8 },
      departed: { part: 6, whole: 12 },
      unknown: { part: 12, whole: 60 },
      hit: { part: 6, whole: 6 },
      daysToRecommendation: 3,
      daysToOutcome: 9,
    });
  });
  test('of two with a reason nothing is shown', () => {
    expect(flow.reasons).toEqual([{ name: 'no-place', count: undefined }]);
    expect(flow.forms).toEqual([{ name: 'framework', count: 6 }]);
  });
});

test.each([
  [[], undefined],
  [[4], 4],
  [[9, 1, 4], 4],
  [[1, 2, 3, 10], 2.5],
])('the median of %j is %s', (values, middle) => {
  expect(median(values)).toBe(middle);
});

test('a percentage is rounded half away from nought', () => {
  expect([percentOf(1, 8), percentOf(-1, 8), percentOf(0, 8)]).toEqual([13, -13, 0]);
});
