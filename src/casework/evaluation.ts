import type { LocalDate } from '../kernel/date.ts';
import type { AccountId, RunId } from '../kernel/ids.ts';
import type { Scope } from '../platform/door.ts';
import {
  countRun,
  evaluate,
  evaluateAhead,
  type CompiledRoutine,
  type Library,
  type Run as EngineRun,
  type RunState,
} from '../routine/index.ts';
import { engineRun, type RunRecord } from './entry.ts';
import { routineLibrary } from './routines.ts';
import { holdStaleRuns, type Purposes, type RunContents, runContents } from './store/runs.ts';
import { storeCount } from './store/tallies.ts';
import { replaceWorkItems, type WorkedRun, workedRuns } from './store/worklist.ts';
import { holdsUntil, isFresh, type WorkItem, workItems } from './worklist.ts';

/** A run with all that it was evaluated on. */
export type EvaluatedRun<Run extends RunRecord = RunRecord> = RunContents &
  Readonly<{ run: Run; routine: CompiledRoutine; state: RunState }>;

export function compiledRoutine(
  library: Library,
  { routine, routineVersion }: Pick<RunRecord, 'routine' | 'routineVersion'>,
): CompiledRoutine {
  const compiled = library.find(routine, routineVersion);
  if (!compiled) throw new Error(`The routine ${routine}@${routineVersion} is not in the library`);
  return compiled;
}

const purposesOf = (routines: Iterable<CompiledRoutine>): Purposes =>
  Object.fromEntries(
    [...routines].map(({ definition }) => [
      `${definition.routine}@${definition.version}`,
      Object.keys(definition.consents),
    ]),
  );

const allPurposes = new WeakMap<Library, Purposes>();
/** Those of every version that a run may follow. */
export function purposesIn(library: Library): Purposes {
  const known = allPurposes.get(library) ?? purposesOf(library.routines().flatMap(library.versions));
  allPurposes.set(library, known);
  return known;
}

/** The run as the engine reads it, with the definition that it follows. */
export function engineInput(
  library: Library,
  run: RunRecord,
  { facts, entries, consents }: RunContents,
): Readonly<{ routine: CompiledRoutine; input: EngineRun }> {
  const routine = compiledRoutine(library, run);
  return { routine, input: engineRun(routine.definition, run, facts, entries, consents) };
}

/** Reads the runs' facts and entries and evaluates them as of today. */
export async function evaluateRuns<Run extends RunRecord>(
  scope: Scope,
  runs: readonly Run[],
): Promise<readonly EvaluatedRun<Run>[]> {
  const library = await routineLibrary(scope);
  const contents = await runContents(
    scope,
    runs.map(({ id }) => id),
    purposesOf(new Set(runs.map((run) => compiledRoutine(library, run)))),
  );
  return runs.map((run) => {
    const its = contents.get(run.id);
    if (!its) throw new Error('A run that was read could not be evaluated');
    const { routine, input } = engineInput(library, run, its);
    return { run, routine, ...its, state: evaluate(routine, input, scope.today) };
  });
}

export async function evaluateRun<Run extends RunRecord>(scope: Scope, run: Run): Promise<EvaluatedRun<Run>> {
  const [evaluated] = await evaluateRuns(scope, [run]);
  if (!evaluated) throw new Error('A run that was read could not be evaluated');
  return evaluated;
}

/**
 * The open runs somebody works in, brought up to date. A new day may change what is due, and nothing else does without a write: so the
 * first who looks at a run on a day that its lines were not worked out for re-evaluates it, and everyone after that reads them as they are.
 */
export async function runsAtWork(scope: Scope, account: AccountId): Promise<readonly WorkedRun[]> {
  const worked = await workedRuns(scope, account);
  const stale = worked.filter((run) => !isFresh(run.evaluatedOn, scope.today)).map((run) => run.id);
  if (stale.length === 0) return worked;
  await refresh(scope, stale);
  return workedRuns(scope, account);
}

/** What is left to do in a run on a day, and the last day that it holds for. */
export function linesOf(
  routine: CompiledRoutine,
  input: EngineRun,
  id: RunId,
  today: LocalDate,
): Readonly<{ items: readonly WorkItem[]; until: LocalDate }> {
  const { state, changesOn } = evaluateAhead(routine, input, today);
  return { items: workItems(id, state), until: holdsUntil(today, changesOn) };
}

/** Brings the lines of open runs up to date, where they do not hold for today. */
export async function refresh(scope: Scope, ids: readonly RunId[]): Promise<void> {
  const library = await routineLibrary(scope);
  // Whoever writes to a run holds it, too: what is read here is what will be true when this commits.
  const held = await holdStaleRuns(scope, ids, purposesIn(library));
  if (held.length === 0) return;
  const worked = held.map((one) => {
    const { routine, input } = engineInput(library, one.run, one);
    return { ...one, routine, input, ...linesOf(routine, input, one.run.id, scope.today) };
  });
  await replaceWorkItems(
    scope,
    worked.map(({ run: { id }, until }) => ({ id, until })),
    worked.flatMap(({ items }) => items),
  );
  // Written to before there was anything to count: what is open is counted when it is first looked at.
  for (const { run, routine, input, counted } of worked)
    if (!counted) await storeCount(scope, run.id, countRun(routine, input, scope.today));
}
