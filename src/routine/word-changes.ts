/** A stretch of words that two texts share, or that only the earlier or the later has. */
export type WordChange = { readonly kind: 'same' | 'removed' | 'added'; readonly text: string };

/** How many of their words two texts have in common in the same order, from every pair of places on. */
function commonFrom(before: readonly string[], after: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0));
  for (let left = before.length - 1; left >= 0; left -= 1)
    for (let right = after.length - 1; right >= 0; right -= 1) {
      const [here, below] = [table[left], table[left + 1]];
      if (here === undefined || below === undefined) continue;
      here[right] =
        before[left] === after[right] ? (below[right + 1] ?? 0) + 1 : Math.max(below[right] ?? 0, here[right + 1] ?? 0);
    }
  return table;
}

/**
 * Which words differ between two texts: what is shared, in order, with what was taken away and put in between. Joined with
 * spaces, what is not `added` is the earlier text and what is not `removed` the later one.
 */
export function wordChanges(before: string, after: string): readonly WordChange[] {
  const [old, fresh] = [before.split(' '), after.split(' ')];
  const common = commonFrom(old, fresh);
  const changes: { kind: WordChange['kind']; words: string[] }[] = [];
  const add = (kind: WordChange['kind'], word: string): void => {
    const last = changes.at(-1);
    if (last?.kind === kind) last.words.push(word);
    else changes.push({ kind, words: [word] });
  };
  let [left, right] = [0, 0];
  while (left < old.length || right < fresh.length) {
    const [was, is] = [old[left], fresh[right]];
    if (was !== undefined && was === is) {
      add('same', was);
      left += 1;
      right += 1;
    } else if (
      was !== undefined &&
      (is === undefined || (common[left + 1]?.[right] ?? 0) >= (common[left]?.[right + 1] ?? 0))
    ) {
      add('removed', was);
      left += 1;
    } else if (is !== undefined) {
      add('added', is);
      right += 1;
    }
  }
  return changes.map(({ kind, words }) => ({ kind, text: words.join(' ') }));
}
