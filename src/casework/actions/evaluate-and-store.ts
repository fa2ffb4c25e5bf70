import type { Scope } from '../../platform/door.ts';
import { evaluateRun } from '../evaluation.ts';
import { type RunInReach, updateRun } from '../store/runs.ts';
import { replaceWorkItems } from '../store/worklist.ts';
import { workItems } from '../worklist.ts';

/** After every write: what is left to do, the end of the run if there is one, and the run's new version. */
export async function evaluateAndStore(scope: Scope, run: RunInReach): Promise<RunInReach> {
  const { state } = await evaluateRun(scope, run);
  await replaceWorkItems(scope, [run.id], workItems(run.id, state));
  await updateRun(scope, run.id, run.version, state.endedAt);
  const { endedOn: _, ...rest } = run;
  return state.endedAt === undefined ? rest : { ...rest, endedOn: state.endedAt };
}
