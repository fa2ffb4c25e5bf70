/** A price to compare with: what a framework agreement says, or what was paid in the end before. In kronor a day. */
export type Comparable = Readonly<{ kind: 'framework' | 'earlier'; rate: number; on: string; name: string }>;

/**
 * Where a price lies among others: nothing to compare with, below or above them all, or among them; how many cost less and how many more.
 * It says nothing of whether a price is fair: a person judges that, with the reasons written down.
 */
export type PricePosition = Readonly<{
  rate: number;
  among: 'nothing' | 'below' | 'within' | 'above';
  lower: number;
  same: number;
  higher: number;
  lowest?: number;
  middle?: number;
  highest?: number;
}>;

/** The middle of an ordered list; of an even number the mean of the two in the middle. */
function middleOf(ordered: readonly number[]): number | undefined {
  const half = Math.floor(ordered.length / 2);
  const upper = ordered[half];
  const lower = ordered.length % 2 === 0 ? ordered[half - 1] : upper;
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}

export function positionOf(rate: number, others: readonly Comparable[]): PricePosition {
  const ordered = others.map((one) => one.rate).toSorted((left, right) => left - right);
  const [lowest, middle, highest] = [ordered[0], middleOf(ordered), ordered.at(-1)];
  const counts = {
    lower: ordered.filter((one) => one < rate).length,
    same: ordered.filter((one) => one === rate).length,
    higher: ordered.filter((one) => one > rate).length,
  };
  if (lowest === undefined || middle === undefined || highest === undefined)
    return { rate, among: 'nothing', ...counts };
  const among = rate < lowest ? 'below' : rate > highest ? 'above' : 'within';
  return { rate, among, ...counts, lowest, middle, highest };
}
