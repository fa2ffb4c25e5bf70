import { describe, expect, test } from 'vitest';
import { type Duration, kaplanMeier, shownPoints } from './kaplan-meier.ts';

const durations = (events: readonly number[], censored: readonly number[]): readonly Duration[] => [
  ...events.map((days) => ({ days, events: 1, censored: 0 })),
  ...censored.map((days) => ({ days, events: 0, censored: 1 })),
];

// Weeks in remission with 6-mercaptopurine: Freireich et al., Blood 21 (1963); estimate and standard errors worked in Cox & Oakes, Analysis
// of Survival Data (1984), 4.2, the log–log limits printed in Venables & Ripley, Modern Applied Statistics with S (2002), 13.1 (gehan).
const mercaptopurine = durations([6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]);

describe('the share that stays, against worked examples', () => {
  test.each([
    [6, 21, 3, 0.857, 0.62, 0.952],
    [7, 17, 1, 0.807, 0.563, 0.923],
    [10, 15, 1, 0.753, 0.503, 0.889],
    [13, 12, 1, 0.69, 0.432, 0.849],
    [16, 11, 1, 0.627, 0.368, 0.805],
    [22, 7, 1, 0.538, 0.268, 0.747],
    [23, 6, 1, 0.448, 0.188, 0.68],
  ])('6-mercaptopurine, week %i', (days, atRisk, events, survival, low, high) => {
    const point = kaplanMeier(mercaptopurine).find((one) => one.days === days);
    expect(point).toMatchObject({ atRisk, events });
    expect(point?.survival).toBeCloseTo(survival, 3);
    expect(point?.low).toBeCloseTo(low, 3);
    expect(point?.high).toBeCloseTo(high, 3);
  });

  test('the first step by hand: 18 of 21 stay, and the interval from ln(−ln S) and Greenwood’s 3/(21·18)', () => {
    const survival = 18 / 21;
    const spread = (1.96 * Math.sqrt(3 / (21 * 18))) / -Math.log(survival);
    const [first] = kaplanMeier(mercaptopurine);
    expect(first?.survival).toBeCloseTo(survival, 10);
    expect(first?.low).toBeCloseTo(survival ** Math.exp(spread), 4);
    expect(first?.high).toBeCloseTo(survival ** Math.exp(-spread), 4);
  });

  // Weeks to discontinuation of an intrauterine device, 18 women: Collett, Modelling Survival Data in Medical Research, table 1.1 and 2.2.
  test.each([
    [10, 0.9444],
    [19, 0.8815],
    [30, 0.8137],
    [36, 0.7459],
    [59, 0.6526],
    [75, 0.5594],
    [93, 0.4662],
    [97, 0.3729],
    [107, 0.2486],
  ])('intrauterine device, week %i', (days, survival) => {
    const points = kaplanMeier(
      durations([10, 19, 30, 36, 59, 75, 93, 97, 107], [13, 18, 23, 38, 54, 56, 104, 107, 107]),
    );
    expect(points.find((one) => one.days === days)?.survival).toBeCloseTo(survival, 4);
  });

  test('without censoring it is the share that is left, and when nobody is left there is no interval to tell', () => {
    const points = kaplanMeier(durations([1, 2, 3, 4], []));
    expect(points.map(({ survival }) => survival)).toEqual([0.75, 0.5, 0.25, 0]);
    expect(points.at(-1)).toMatchObject({ low: 0, high: 0 });
  });

  test('nobody and no event give no point', () => {
    expect(kaplanMeier([])).toEqual([]);
    expect(kaplanMeier(durations([], [3, 9]))).toEqual([]);
  });
});

describe('the points that may be shown', () => {
  const each = (n: number) =>
    kaplanMeier(
      durations(
        Array.from({ length: n }, (_, index) => index + 1),
        [],
      ),
    );

  test('a step stands for at least five events, and the estimate at it is the whole curve’s', () => {
    const all = each(23);
    const shown = shownPoints(all, 5);
    expect(shown.map(({ days }) => days)).toEqual([5, 10, 15]);
    expect(shown[0]?.survival).toBe(all[4]?.survival);
  });

  test('fewer than five events give no curve, nor do fewer than five at risk', () => {
    expect(shownPoints(each(4), 5)).toEqual([]);
    expect(shownPoints(each(9), 5).map(({ days, atRisk }) => [days, atRisk])).toEqual([[5, 5]]);
  });
});
