import { nameInWork } from '../../secrecy/index.ts';
import { findId, type RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { evaluateRun } from '../evaluation.ts';
import { paths } from '../paths.ts';
import { roleInRun } from '../store/people.ts';
import { findRun } from '../store/runs.ts';
import type { RunReference } from '../views/index.ts';
import type { Seen } from './run-view.ts';

/** The run that an address names, as the actor sees it. Undefined when it is out of reach or is not there. */
export async function seeRun(scope: Scope, id: string, parts: readonly string[]): Promise<Seen | undefined> {
  const runId = findId<RunId>(id);
  const run = runId && (await findRun(scope, runId));
  if (!run) return undefined;
  scope.touched({ runs: [run.id], parts });
  const evaluated = await evaluateRun(scope, run);
  const role = await roleInRun(scope, run);
  const { definition } = evaluated.routine;
  return {
    evaluated,
    voice: { definition, language: scope.actor.language },
    role,
    actor: scope.actor,
    today: scope.today,
  };
}

export const runReference = ({ evaluated: { run }, voice }: Seen): RunReference => ({
  number: run.caseNumber,
  name: nameInWork(run.person, voice.language),
  href: paths.run({ run: run.id }),
});
