/** Fewer than this many individuals behind a figure: it is not shown. */
export const fewest = 5;

/** A figure, and how many individuals are behind it. */
export type Cell = Readonly<{ n: number; individuals: number }>;

/** A figure that is the sum of others, such as an area of its units or a year of its months. */
export type Sum<Key> = Readonly<{ total: Key; parts: readonly Key[] }>;

/**
 * Which figures to hide. First those with one to four individuals behind them; then, as long as a hidden figure could be worked out by
 * subtracting those that are shown from their sum, the smallest of the others as well: in no sum is exactly one figure hidden, and what is
 * hidden in a shown sum comes to five or more. Nobody is nobody: nought is shown.
 */
export function suppress<Key>(cells: ReadonlyMap<Key, Cell>, sums: readonly Sum<Key>[]): ReadonlySet<Key> {
  const hidden = new Set<Key>();
  const sumsOf = new Map<Key, Sum<Key>[]>();
  for (const sum of sums)
    for (const key of [sum.total, ...sum.parts]) {
      const of = sumsOf.get(key);
      if (of) of.push(sum);
      else sumsOf.set(key, [sum]);
    }
  // Only the sums of what has been hidden can have begun to give something away.
  const toLookAt: Sum<Key>[] = [];
  const hide = (key: Key): void => {
    hidden.add(key);
    toLookAt.push(...(sumsOf.get(key) ?? []));
  };
  for (const [key, { individuals }] of cells) if (individuals > 0 && individuals < fewest) hide(key);
  const nOf = (key: Key): number => cells.get(key)?.n ?? 0;
  for (let sum = toLookAt.pop(); sum !== undefined; sum = toLookAt.pop()) {
    const { total, parts } = sum;
    const filled = parts.filter((key) => nOf(key) > 0);
    const hiddenParts = filled.filter((key) => hidden.has(key));
    const derivable = hidden.has(total)
      ? hiddenParts.length === 0
      : hiddenParts.length === 1 || hiddenParts.reduce((n, key) => n + nOf(key), 0) < fewest;
    if (!derivable || (hiddenParts.length === 0 && !hidden.has(total))) continue;
    const [smallest] = filled.filter((key) => !hidden.has(key)).toSorted((left, right) => nOf(left) - nOf(right));
    // When a hidden total has no part left to hide with it, there was none: nothing is given away.
    if (smallest !== undefined) hide(smallest);
    else if (!hidden.has(total)) hide(total);
  }
  return hidden;
}
