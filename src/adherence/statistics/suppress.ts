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
  for (const [key, { individuals }] of cells) if (individuals > 0 && individuals < fewest) hidden.add(key);
  const nOf = (key: Key): number => cells.get(key)?.n ?? 0;
  for (let changed = true; changed;) {
    changed = false;
    for (const { total, parts } of sums) {
      const filled = parts.filter((key) => nOf(key) > 0);
      const hiddenParts = filled.filter((key) => hidden.has(key));
      const totalHidden = hidden.has(total);
      const derivable = totalHidden
        ? hiddenParts.length === 0
        : hiddenParts.length === 1 ||
          (hiddenParts.length > 0 && hiddenParts.reduce((n, key) => n + nOf(key), 0) < fewest);
      if (!derivable) continue;
      const [smallest] = filled.filter((key) => !hidden.has(key)).toSorted((left, right) => nOf(left) - nOf(right));
      hidden.add(smallest ?? total);
      changed = true;
    }
  }
  return hidden;
}
