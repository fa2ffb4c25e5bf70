import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cell, fewest, suppress, type Sum } from './suppress.ts';

const cell = (n: number): Cell => ({ n, individuals: n });
const table = (values: Readonly<Record<string, number>>) =>
  new Map(Object.entries(values).map(([key, n]) => [key, cell(n)]));
const hidden = (values: Readonly<Record<string, number>>, sums: readonly Sum<string>[]) =>
  [...suppress(table(values), sums)].toSorted();
const parts = ['kept', 'late', 'waived'];

describe('what is hidden', () => {
  test.each([
    ['nothing of five or more, and nought is nobody', { total: 12, kept: 7, late: 5, waived: 0 }, []],
    [
      'a figure of four, and the smallest other that it could be told from',
      { total: 24, kept: 13, late: 7, waived: 4 },
      ['late', 'waived'],
    ],
    [
      'nought hides nothing: the smallest that is somebody goes with it',
      { total: 17, kept: 15, late: 2, waived: 0 },
      ['kept', 'late'],
    ],
    [
      'two small ones that come to less than five take a third along',
      { total: 23, kept: 20, late: 2, waived: 1 },
      ['kept', 'late', 'waived'],
    ],
    [
      'two small ones that come to five hide each other',
      { total: 25, kept: 20, late: 2, waived: 3 },
      ['late', 'waived'],
    ],
    [
      'a figure that is the whole of a small sum hides the sum',
      { total: 3, kept: 3, late: 0, waived: 0 },
      ['kept', 'total'],
    ],
  ])('%s', (_, values, expected) => {
    expect(hidden(values, [{ total: 'total', parts }])).toEqual(expected);
  });

  test('a unit’s small figure is not told by the area’s sum and the other units’', () => {
    const values = { area: 33, centrum: 20, öster: 10, väster: 3 };
    expect(hidden(values, [{ total: 'area', parts: ['centrum', 'öster', 'väster'] }])).toEqual(['väster', 'öster']);
  });

  test('a month’s small figure is not told by the tertial’s sum and the other months’', () => {
    const values = { tertial: 40, januari: 12, februari: 11, mars: 2, april: 15 };
    const sum = { total: 'tertial', parts: ['januari', 'februari', 'mars', 'april'] };
    expect(hidden(values, [sum])).toEqual(['februari', 'mars']);
  });

  test('few individuals behind many occasions are few', () => {
    expect([...suppress(new Map([['kept', { n: 40, individuals: 3 }]]), [])]).toEqual(['kept']);
  });
});

// Units by outcomes, with both sums: the table as a reader sees it.
const outcomes = [0, 1, 2, 3];
const units = [0, 1, 2];
const key = (unit: number | 'area', outcome: number | 'all') => `${unit}/${outcome}`;

function tableFrom(values: readonly number[]) {
  const at = (unit: number, outcome: number): number => values[unit * outcomes.length + outcome] ?? 0;
  const cells = new Map<string, Cell>();
  const sums: Sum<string>[] = [];
  const add = (name: string, n: number) => cells.set(name, cell(n));
  for (const unit of units) {
    for (const outcome of outcomes) add(key(unit, outcome), at(unit, outcome));
    add(
      key(unit, 'all'),
      outcomes.reduce((sum, outcome) => sum + at(unit, outcome), 0),
    );
    sums.push({ total: key(unit, 'all'), parts: outcomes.map((outcome) => key(unit, outcome)) });
  }
  for (const outcome of [...outcomes, 'all' as const]) {
    const own = units.map((unit) => key(unit, outcome));
    add(
      key('area', outcome),
      own.reduce((sum, name) => sum + (cells.get(name)?.n ?? 0), 0),
    );
    sums.push({ total: key('area', outcome), parts: own });
  }
  sums.push({ total: key('area', 'all'), parts: outcomes.map((outcome) => key('area', outcome)) });
  return { cells, sums };
}

const counts = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 12, maxLength: 12 });

describe('whatever is counted', () => {
  test('no figure of one to four is shown, and none can be told by subtracting within a sum', () => {
    fc.assert(
      fc.property(counts, (values) => {
        const { cells, sums } = tableFrom(values);
        const gone = suppress(cells, sums);
        for (const [name, { n }] of cells) if (n > 0 && n < fewest) expect(gone.has(name)).toBe(true);
        for (const { total, parts: own } of sums) {
          const inSum = [total, ...own].filter((name) => gone.has(name));
          expect(inSum.length).not.toBe(1);
          if (inSum.length > 0 && !gone.has(total))
            expect(inSum.reduce((sum, name) => sum + (cells.get(name)?.n ?? 0), 0)).toBeGreaterThanOrEqual(fewest);
        }
      }),
    );
  });

  test('a shown figure is never changed by hiding, and nought is always shown', () => {
    fc.assert(
      fc.property(counts, (values) => {
        const { cells, sums } = tableFrom(values);
        for (const name of suppress(cells, sums)) expect(cells.get(name)?.n).toBeGreaterThan(0);
      }),
    );
  });
});
