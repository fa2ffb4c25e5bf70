import type { AccountId, RunId } from '../kernel/ids.ts';
import type { Scope } from '../platform/door.ts';
import { countRun, evaluate, type CompiledRoutine, type Library, type RunState } from '../routine/index.ts';
import { engineRun, type Entry, type RunRecord, type StatedFact } from './entry.ts';
import { type ConsentDeed, runConsents } from '../secrecy/index.ts';
import { routineLibrary } from './routines.ts';
import { currentFacts, entriesOf } from './store/runs.ts';
import { runsNotCounted, storeCount } from './store/tallies.ts';
import { markEvaluated, replaceWorkItems, staleRunsToWrite, type WorkedRun, workedRuns } from './store/worklist.ts';
import { workItems } from './worklist.ts';

/** A run with all that it was evaluated on. */
export type EvaluatedRun<Run extends RunRecord = RunRecord> = Readonly<{
  run: Run;
  routine: CompiledRoutine;
  facts: readonly StatedFact[];
  entries: readonly Entry[];
  /** What the ledger says to the run. */
  consents: readonly ConsentDeed[];
  state: RunState;
}>;

export function compiledRoutine(
  library: Library,
  { routine, routineVersion }: Pick<RunRecord, 'routine' | 'routineVersion'>,
): CompiledRoutine {
  const compiled = library.find(routine, routineVersion);
  if (!compiled) throw new Error(`The routine ${routine}@${routineVersion} is not in the library`);
  return compiled;
}

/** Reads the runs' facts and entries and evaluates them as of today. */
export async function evaluateRuns<Run extends RunRecord>(
  scope: Scope,
  runs: readonly Run[],
): Promise<readonly EvaluatedRun<Run>[]> {
  const ids = runs.map((run) => run.id);
  const facts = await currentFacts(scope, ids);
  const entries = await entriesOf(scope, ids);
  const library = await routineLibrary(scope);
  const asking = runs.map((run) => ({
    id: run.id,
    purposes: Object.keys(compiledRoutine(library, run).definition.consents),
  }));
  const consents = await runConsents(scope, asking);
  return runs.map((run) => {
    const routine = compiledRoutine(library, run);
    const runFacts = facts.get(run.id) ?? [];
    const runEntries = entries.get(run.id) ?? [];
    const said = consents.get(run.id) ?? [];
    const state = evaluate(routine, engineRun(routine.definition, run, runFacts, runEntries, said), scope.today);
    return { run, routine, facts: runFacts, entries: runEntries, consents: said, state };
  });
}

export async function evaluateRun<Run extends RunRecord>(scope: Scope, run: Run): Promise<EvaluatedRun<Run>> {
  const [evaluated] = await evaluateRuns(scope, [run]);
  if (!evaluated) throw new Error('A run that was read could not be evaluated');
  return evaluated;
}

/**
 * The open runs somebody works in, brought up to date. A new day changes what is due, and nothing else does without a write: so the
 * first who looks at a run on a day re-evaluates it, and everyone after that reads its lines as they are.
 */
export async function runsAtWork(scope: Scope, account: AccountId): Promise<readonly WorkedRun[]> {
  const worked = await workedRuns(scope, account);
  const stale = worked.filter((run) => run.evaluatedOn !== scope.today).map((run) => run.id);
  if (stale.length === 0) return worked;
  await refresh(scope, stale);
  return workedRuns(scope, account);
}

/** Brings the lines of open runs up to date, where a new day has come since they were evaluated. */
export async function refresh(scope: Scope, ids: readonly RunId[]): Promise<void> {
  // Whoever writes to a run holds it, too: what is read after this is what will be true when this commits.
  const runs = await staleRunsToWrite(scope, ids);
  if (runs.length === 0) return;
  const evaluated = await evaluateRuns(scope, runs);
  const held = runs.map((run) => run.id);
  await replaceWorkItems(
    scope,
    held,
    evaluated.flatMap(({ run, state }) => workItems(run.id, state)),
  );
  await markEvaluated(scope, held);
  // Written to before there was anything to count: what is open is counted when it is first looked at.
  const uncounted = await runsNotCounted(scope, held);
  for (const { run, routine, facts, entries, consents } of evaluated)
    if (uncounted.has(run.id))
      await storeCount(
        scope,
        run.id,
        countRun(routine, engineRun(routine.definition, run, facts, entries, consents), scope.today),
      );
}
