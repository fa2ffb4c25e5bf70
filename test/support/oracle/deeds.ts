import type { Entry, Run } from '../../../src/routine/index.ts';
import type { Iso } from './days.ts';

/** What stands as done on a day: entries with their corrections applied, by date and then place in the list. */
export type Done = Omit<Entry, 'id' | 'by' | 'replaces' | 'entry' | 'byName'>;

function originalOf(run: Run, correction: Entry): Entry | undefined {
  const replaced = run.entries.find(({ id }) => id === correction.replaces);
  return replaced?.kind === 'correction' ? originalOf(run, replaced) : replaced;
}

/**
 * "Entries with `at` after `now` are ignored. A correction applies from its own `at`, replaces the whole entry … and the
 * nested `at` is the date of the deed." Of several corrections of one entry, however chained, the latest stands; it
 * stands in the place of the original; one without a nested entry takes the original away.
 */
export function doneUntil(run: Run, now: Iso): readonly Done[] {
  const stands = new Map<Entry, Done | undefined>();
  for (const entry of run.entries) if (entry.kind !== 'correction') stands.set(entry, entry);
  const corrections = run.entries.filter(({ kind, at }) => kind === 'correction' && at <= now);
  for (const correction of corrections.toSorted((a, b) => a.at.localeCompare(b.at))) {
    const original = originalOf(run, correction);
    if (original !== undefined) stands.set(original, correction.entry);
  }
  return [...stands.values()]
    .filter((done) => done !== undefined && done.at <= now)
    .flatMap((done) => done ?? [])
    .toSorted((a, b) => a.at.localeCompare(b.at));
}
