import type { LocalDate } from '../kernel/date.ts';
import {
  type CompiledRoutine,
  type Difference,
  differencesBetween,
  type Library,
  type ObligationState,
  type RoutineDefinition,
  type RunState,
} from '../routine/index.ts';
import type { Entry, RunRecord, StatedFact } from './entry.ts';

/** The newer version that a run could follow from a day: the one in force, when the run is open and follows an older one. */
export function newerVersion(library: Library, run: RunRecord, today: LocalDate): CompiledRoutine | undefined {
  if (run.endedOn !== undefined) return undefined;
  const followed = library.find(run.routine, run.routineVersion);
  const inForce = library.findInForce(run.routine, today);
  if (!followed || !inForce) return undefined;
  const since = ({ definition }: CompiledRoutine): string => definition.document.validFrom.date;
  return since(inForce) > since(followed) ? inForce : undefined;
}

/** What would change in a run by another version. What is only worded or grounded in another way is told by comparing the versions. */
export type RunChanges = Readonly<{
  added: readonly Difference[];
  removed: readonly Difference[];
  /** The last day is another, comes or goes. */
  moved: readonly Difference[];
  /** The last day is the same, and how far it has come is not. */
  other: readonly Difference[];
}>;

const missed = (state: ObligationState | undefined): number =>
  (state?.occurrences ?? []).filter(({ kept }) => !kept).length;

export function runChanges(before: RunState, after: RunState): RunChanges {
  const all = differencesBetween(before, after);
  const both = all.filter((one) => one.before !== undefined && one.after !== undefined);
  return {
    added: all.filter((one) => one.before === undefined),
    removed: all.filter((one) => one.after === undefined),
    moved: both.filter((one) => one.before?.due !== one.after?.due),
    other: both.filter(
      (one) =>
        one.before?.due === one.after?.due &&
        (one.before?.state !== one.after?.state || missed(one.before) !== missed(one.after)),
    ),
  };
}

/** What stands in a run that a version does not know: it is kept, and that version's rules do not ask for it. */
export type NotKnown = Readonly<{ facts: readonly string[]; values: readonly string[]; kinds: readonly string[] }>;

/** By name: facts, facts whose value is none that the version has, and kinds of entries. */
export function notKnownTo(
  definition: RoutineDefinition,
  facts: readonly StatedFact[],
  entries: readonly Entry[],
): NotKnown {
  const common = new Set(['waiver', 'interval-changed', 'struck', 'consent']);
  const has = (fact: StatedFact): boolean => {
    const asked = definition.facts[fact.name];
    return (
      asked === undefined ||
      !('values' in asked) ||
      fact.value === 'unknown' ||
      [fact.value].flat().every((value) => Object.hasOwn(asked.values, String(value)))
    );
  };
  return {
    facts: facts.filter(({ name }) => definition.facts[name] === undefined).map(({ name }) => name),
    values: facts.filter((fact) => !has(fact)).map(({ name }) => name),
    kinds: [...new Set(entries.map(({ kind }) => kind))].filter(
      (kind) => definition.entryKinds[kind] === undefined && !common.has(kind),
    ),
  };
}
