import type { CaseId, IdempotencyKey, RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { CompiledRoutine } from '../../routine/index.ts';
import { type EvaluatedRun, evaluateRun } from '../evaluation.ts';
import { newerVersion, type NotKnown, notKnownTo, type RunChanges, runChanges } from '../move.ts';
import { routineLibrary } from '../routines.ts';
import { findCase } from '../store/cases.ts';
import { append } from '../store/events.ts';
import { followVersion, insertMove, type MoveDecision, moveDecisions, type MoveOutcome } from '../store/moves.ts';
import { roleInRun } from '../store/people.ts';
import { findRunToWrite, type RunInReach } from '../store/runs.ts';
import { evaluateAndStore } from './evaluate-and-store.ts';

/** What a run would be by the newer version, to be accepted or declined. */
export type MoveProposal = Readonly<{ to: CompiledRoutine; changes: RunChanges; notKnown: NotKnown }>;

/** The newer version of an open run, when nobody has decided of it. */
export async function versionToDecide(scope: Scope, run: RunInReach): Promise<CompiledRoutine | undefined> {
  const newer = newerVersion(await routineLibrary(scope), run, scope.today);
  if (!newer) return undefined;
  const decided = await moveDecisions(scope, run.id);
  return decided.some(({ to }) => to === newer.definition.version) ? undefined : newer;
}

/** Whether the actor decides which version the run follows: a caseworker who works in the case, and not in the run alone. */
export const mayDecideMove = async (scope: Scope, run: RunInReach): Promise<boolean> =>
  scope.actor.permissions.has('run:move') &&
  (await roleInRun(scope, run)) === 'caseworker' &&
  (await findCase(scope, run.caseId as CaseId)) !== undefined;

/** The proposed change list, worked out on the run as it is now. Nothing is stored. */
export async function proposeMove(scope: Scope, before: EvaluatedRun<RunInReach>): Promise<MoveProposal | undefined> {
  const to = await versionToDecide(scope, before.run);
  if (!to) return undefined;
  const after = await evaluateRun(scope, { ...before.run, routineVersion: to.definition.version });
  return {
    to,
    changes: runChanges(before.state, after.state),
    notKnown: notKnownTo(to.definition, before.facts, before.entries),
  };
}

export type MoveToDecide = Readonly<{
  run: RunId;
  to: string;
  outcome: MoveOutcome;
  reason: string;
  /** The version of the run that the change list was worked out on. */
  seen: number;
  key: IdempotencyKey;
}>;

export type MoveDecided =
  | Readonly<{ outcome: 'decided' | 'not-found' }>
  | Readonly<{ outcome: 'decided-already'; theirs: MoveDecision }>
  /** Something has been written in the run since, or another version is in force: the list is to be seen anew. */
  | Readonly<{ outcome: 'overtaken' }>;

/** Accepts or declines that a run follows the newer version: once, whoever is first. Its entries and facts are kept as they are. */
export async function decideMove(scope: Scope, input: MoveToDecide): Promise<MoveDecided> {
  const run = await findRunToWrite(scope, input.run);
  if (!run || !(await mayDecideMove(scope, run))) return { outcome: 'not-found' };
  scope.touched({ runs: [run.id], parts: ['routine-version'] });
  const theirs = (await moveDecisions(scope, run.id)).find(({ to }) => to === input.to);
  if (theirs) return theirs.key === input.key ? { outcome: 'decided' } : { outcome: 'decided-already', theirs };
  const proposal = await proposeMove(scope, await evaluateRun(scope, run));
  if (proposal?.to.definition.version !== input.to || run.version !== input.seen) return { outcome: 'overtaken' };

  const { to, outcome, reason, key } = input;
  const from = run.routineVersion;
  await insertMove(scope, run.id, { to, from, outcome, reason, key });
  const subject = { caseId: run.caseId, runId: run.id };
  if (outcome === 'declined') {
    await append(scope, subject, { kind: 'run-move-declined', from, to, reason, key });
    return { outcome: 'decided' };
  }
  const position = run.version + 1;
  const ids = (differences: RunChanges[keyof RunChanges]): string[] => differences.map(({ obligation }) => obligation);
  const { added, removed, moved } = proposal.changes;
  await append(scope, subject, {
    kind: 'run-moved',
    position,
    from,
    to,
    reason,
    added: ids(added),
    removed: ids(removed),
    moved: ids(moved),
    key,
  });
  await followVersion(scope, run.id, to);
  await evaluateAndStore(scope, { ...run, routineVersion: to, version: position });
  return { outcome: 'decided' };
}
