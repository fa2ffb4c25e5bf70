import { dayOf, type Day, type LocalDate } from '../kernel/date.ts';
import type { Entry, Replacement } from './run.ts';

/** An entry as it stands after its corrections: what was done, on which day, written by whom. */
export type Deed = {
  readonly id: string;
  readonly position: number;
  readonly kind: string;
  readonly at: LocalDate;
  readonly day: Day;
  readonly by: string;
  readonly byName?: string | undefined;
  readonly content: Entry | Replacement;
  readonly correction?: Entry;
};

export type DeedsByKind = ReadonlyMap<string, readonly Deed[]>;

const noCorrections: ReadonlyMap<Entry, readonly Entry[]> = new Map();
const noDeeds: readonly Deed[] = [];

export function deedsOf(deeds: DeedsByKind, kind: string): readonly Deed[] {
  return deeds.get(kind) ?? noDeeds;
}

/** The last entry about a consent, by date and then by position. */
export function latestConsent(deeds: DeedsByKind, purpose: string): Deed | undefined {
  return deedsOf(deeds, 'consent').findLast(({ content }) => content.purpose === purpose);
}

/** The entry that a correction is in the end about: a correction of a correction is about the same deed. */
function correctedEntry(correction: Entry, byId: ReadonlyMap<string, Entry>): Entry | undefined {
  let target: Entry | undefined = correction;
  for (let hops = 0; target?.kind === 'correction' && hops <= byId.size; hops += 1) {
    target = target.replaces === undefined ? undefined : byId.get(target.replaces);
  }
  return target?.kind === 'correction' ? undefined : target;
}

function correctionsByEntry(
  entries: readonly Entry[],
  hasCome: (at: LocalDate) => boolean,
): ReadonlyMap<Entry, readonly Entry[]> {
  if (!entries.some(({ kind }) => kind === 'correction')) return noCorrections;
  const corrections = entries.filter(({ kind, at }) => kind === 'correction' && hasCome(at));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const result = new Map<Entry, Entry[]>();
  // The sort is stable, so corrections of the same day keep their order.
  for (const correction of corrections.toSorted((left, right) =>
    left.at < right.at ? -1 : left.at > right.at ? 1 : 0,
  )) {
    const target = correctedEntry(correction, byId);
    if (target === undefined) continue;
    const known = result.get(target);
    if (known === undefined) result.set(target, [correction]);
    else known.push(correction);
  }
  return result;
}

function replaced(deed: Deed, correction: Entry, content: Replacement): Deed {
  return {
    id: deed.id,
    position: deed.position,
    kind: content.kind,
    at: content.at,
    day: dayOf(content.at),
    by: content.by ?? deed.by,
    byName: content.byName ?? (content.by === undefined ? deed.byName : undefined),
    content,
    correction,
  };
}

/** The deed after its corrections; undefined when the last correction strikes it out (it has no `entry`). */
function correctedDeed(deed: Deed, corrections: readonly Entry[]): Deed | undefined {
  if (corrections.at(-1)?.entry === undefined) return undefined;
  let current = deed;
  for (const correction of corrections) {
    if (correction.entry !== undefined) current = replaced(current, correction, correction.entry);
  }
  return current;
}

function inOrder(left: Deed, right: Deed): number {
  return left.day - right.day || left.position - right.position;
}

/**
 * What had been done by `now`, as known by `now`: grouped by kind, in the order of the dates, then of position. `later` is told of each day
 * after now that would give more.
 */
export function deedsUntil(entries: readonly Entry[], now: LocalDate, later?: (at: LocalDate) => void): DeedsByKind {
  const hasCome = (at: LocalDate): boolean => {
    if (at > now) later?.(at);
    return at <= now;
  };
  const corrections = correctionsByEntry(entries, hasCome);
  const byKind = new Map<string, Deed[]>();
  const unsorted = new Set<Deed[]>();
  let position = -1;
  for (const entry of entries) {
    position += 1;
    const { kind, at } = entry;
    if (kind === 'correction') continue;
    const correctedBy = corrections.size === 0 ? undefined : corrections.get(entry);
    if (correctedBy === undefined && !hasCome(at)) continue;
    const { id, by, byName } = entry;
    const written: Deed = { id, position, kind, at, day: dayOf(at), by, byName, content: entry };
    const deed = correctedBy === undefined ? written : correctedDeed(written, correctedBy);
    if (deed === undefined || !hasCome(deed.at)) continue;
    const group = byKind.get(deed.kind);
    if (group === undefined) {
      byKind.set(deed.kind, [deed]);
      continue;
    }
    if (deed.day < (group.at(-1)?.day ?? deed.day)) unsorted.add(group);
    group.push(deed);
  }
  for (const group of unsorted) group.sort(inOrder);
  return byKind;
}
