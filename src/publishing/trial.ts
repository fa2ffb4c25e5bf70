import { type Entry, engineRun, runChanges, type RunChanges } from '../casework/index.ts';
import type { RunId } from '../kernel/ids.ts';
import type { LocalDate } from '../kernel/date.ts';
import { type CompiledRoutine, evaluate, type Library, type RunState } from '../routine/index.ts';
import { consentDeeds, type LedgerRow } from '../secrecy/index.ts';
import type { RunToTry } from './store/trial.ts';

/** How one obligation would change, as counts of runs. */
export type ObligationTried = Readonly<{
  obligation: string;
  added: number;
  removed: number;
  /** The last day comes earlier, or there is one where there was none. */
  earlier: number;
  /** The last day comes later, or is gone. */
  later: number;
  other: number;
}>;

export type Trial = Readonly<{
  tried: number;
  /** Each run that would change, and how. */
  changed: ReadonlyMap<RunId, RunChanges>;
  obligations: readonly ObligationTried[];
}>;

function stateOf(routine: CompiledRoutine, run: RunToTry, today: LocalDate): RunState {
  const { definition } = routine;
  const consents = run.consents.filter(({ run: its, purpose }) => its !== undefined || definition.consents[purpose]);
  const record = {
    id: run.run,
    caseId: '',
    routine: definition.routine,
    routineVersion: definition.version,
    openedOn: run.openedOn,
    version: 0,
  };
  const facts = Object.entries(run.facts).map(([name, value]) => ({
    name,
    value,
    statedOn: run.openedOn,
    statedBy: '' as never,
    statedByName: '',
    statedRole: 'caseworker',
    position: 0,
  }));
  // What an entry lacks of a whole one is who wrote it and in which words: no rule asks for that.
  const entries = run.entries as unknown as readonly Entry[];
  return evaluate(
    routine,
    engineRun(definition, record, facts, entries, consentDeeds(consents as unknown as readonly LedgerRow[])),
    today,
  );
}

/** Below this a count is not shown: nobody is to be told apart by it. */
export const leastShown = 5;

const isLater = (before: LocalDate | undefined, after: LocalDate | undefined): boolean =>
  after === undefined || (before !== undefined && after > before);

/** Evaluates copies of open runs by their own version and by the draft. Nothing is stored, and the runs know nothing of it. */
export function tryOn(draft: CompiledRoutine, runs: readonly RunToTry[], library: Library, today: LocalDate): Trial {
  const changed = new Map<RunId, RunChanges>();
  const counts = new Map<string, { -readonly [Key in keyof ObligationTried]: ObligationTried[Key] }>();
  const countOf = (obligation: string) => {
    const known = counts.get(obligation) ?? { obligation, added: 0, removed: 0, earlier: 0, later: 0, other: 0 };
    counts.set(obligation, known);
    return known;
  };
  for (const run of runs) {
    const own = library.find(draft.definition.routine, run.version);
    if (!own) throw new Error(`The routine ${draft.definition.routine}@${run.version} is not in the library`);
    const changes = runChanges(stateOf(own, run, today), stateOf(draft, run, today));
    if (Object.values(changes).every((differences) => differences.length === 0)) continue;
    changed.set(run.run, changes);
    for (const { obligation } of changes.added) countOf(obligation).added += 1;
    for (const { obligation } of changes.removed) countOf(obligation).removed += 1;
    for (const { obligation } of changes.other) countOf(obligation).other += 1;
    for (const { obligation, before, after } of changes.moved)
      countOf(obligation)[isLater(before?.due, after?.due) ? 'later' : 'earlier'] += 1;
  }
  return { tried: runs.length, changed, obligations: [...counts.values()] };
}
