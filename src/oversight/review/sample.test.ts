import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draw, sampleSize } from './sample.ts';

const size = { samplePercent: 10, sampleLeast: 3, sampleMost: 20 };
const keys = (n: number): readonly string[] => Array.from({ length: n }, (_, index) => `reading ${index}`);

test.for([
  [0, 0],
  [2, 2],
  [3, 3],
  [20, 3],
  [31, 4],
  [100, 10],
  [200, 20],
  [100_000, 20],
] as const)('of %i readings %i are drawn', ([population, drawn]) => {
  expect(sampleSize(population, size)).toBe(drawn);
  if (population < 1000) expect(draw(keys(population), 'seed', size).size).toBe(drawn);
});

test('the same seed draws the same, in whatever order the readings come', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 60 }), fc.string(), (readings, seed) => {
      const drawn = draw(readings, seed, size);
      expect(draw(readings.toReversed(), seed, size)).toEqual(drawn);
      expect([...drawn].every((key) => readings.includes(key))).toBe(true);
    }),
  );
});

test('another seed draws others, and over many seeds each reading is drawn about as often', () => {
  const readings = keys(40);
  const times = new Map(readings.map((key) => [key, 0]));
  for (let seed = 0; seed < 1000; seed += 1)
    for (const key of draw(readings, `seed ${seed}`, size)) times.set(key, (times.get(key) ?? 0) + 1);
  // A tenth of a thousand each; six standard deviations are less than sixty.
  for (const [key, n] of times) expect(Math.abs(n - 100), key).toBeLessThan(60);
});
