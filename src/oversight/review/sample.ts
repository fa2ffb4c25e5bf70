import { createHash } from 'node:crypto';

type Size = Readonly<{ samplePercent: number; sampleLeast: number; sampleMost: number }>;

/** How many of so many readings are drawn: the percentage, but no fewer and no more than the area has said. */
export const sampleSize = (population: number, { samplePercent, sampleLeast, sampleMost }: Size): number =>
  Math.min(population, sampleMost, Math.max(sampleLeast, Math.ceil((population * samplePercent) / 100)));

const rank = (seed: string, key: string): string => createHash('sha256').update(`${seed}/${key}`).digest('hex');

/**
 * Draws at random: the keys whose digests with the seed come first. Whoever has the seed draws the same, in whatever order the keys
 * come; who does not have it cannot know which will be drawn.
 */
export function draw(keys: readonly string[], seed: string, size: Size): ReadonlySet<string> {
  const ranked = keys
    .map((key) => [rank(seed, key), key] as const)
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  return new Set(ranked.slice(0, sampleSize(keys.length, size)).map(([, key]) => key));
}

/** What a reading is called in the draw: who, what and on which day. */
export const keyOf = (reader: string, subject: string, day: string): string => `${reader}/${subject}/${day}`;
