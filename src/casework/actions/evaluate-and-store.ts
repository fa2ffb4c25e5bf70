import type { Scope } from '../../platform/door.ts';
import { countRun } from '../../routine/index.ts';
import { engineRun } from '../entry.ts';
import { evaluateRun } from '../evaluation.ts';
import { type RunInReach, updateRun } from '../store/runs.ts';
import { storeCount } from '../store/tallies.ts';
import { replaceWorkItems } from '../store/worklist.ts';
import { workItems } from '../worklist.ts';

/** After every write: what is left to do, what is counted of the run, its end if there is one, and its new version. */
export async function evaluateAndStore(scope: Scope, run: RunInReach): Promise<RunInReach> {
  const { state, routine, facts, entries, consents } = await evaluateRun(scope, run);
  await replaceWorkItems(scope, [{ id: run.id, until: scope.today }], workItems(run.id, state));
  const { definition } = routine;
  await storeCount(scope, run.id, countRun(routine, engineRun(definition, run, facts, entries, consents), scope.today));
  await updateRun(scope, run.id, run.version, state.endedAt);
  const { endedOn: _, ...rest } = run;
  return state.endedAt === undefined ? rest : { ...rest, endedOn: state.endedAt };
}
