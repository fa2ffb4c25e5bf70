import { nameInWork } from '../../secrecy/index.ts';
import { findId, type RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { evaluateRun } from '../evaluation.ts';
import { paths } from '../paths.ts';
import { roleInRun } from '../store/people.ts';
import { routineLibrary } from '../routines.ts';
import { moveDecisions } from '../store/moves.ts';
import { findRun, type RunInReach } from '../store/runs.ts';
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
    earlier: await earlierVoices(scope, run),
  };
}

async function earlierVoices(scope: Scope, run: RunInReach): Promise<Seen['earlier']> {
  const library = await routineLibrary(scope);
  const moves = (await moveDecisions(scope, run.id)).filter(({ outcome }) => outcome === 'accepted');
  return moves.toReversed().flatMap(({ from, at }) => {
    const definition = library.find(run.routine, from)?.definition;
    return definition ? [{ until: at, voice: { definition, language: scope.actor.language } }] : [];
  });
}

export const runReference = ({ evaluated: { run }, voice }: Seen): RunReference => ({
  number: run.caseNumber,
  name: nameInWork(run.person, voice.language),
  href: paths.run({ run: run.id }),
});
