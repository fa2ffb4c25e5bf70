import {
  type CaseInReach,
  currentFacts,
  entriesOf,
  findCase,
  findRun,
  routineLibrary,
  type RunInReach,
} from '../../casework/index.ts';
import type { CaseId, RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { RoutineDefinition } from '../../routine/index.ts';
import { isOfOwnArea } from '../store/cases.ts';
import type { Known } from './prefill.ts';

/** What a request begins from: a case that the actor sees whole, and a run of it when it has one. */
export type Began = Readonly<{
  file: CaseInReach;
  run?: RunInReach;
  definition?: RoutineDefinition;
  known: Known;
}>;

/** The case, with what its run holds. Tells the audit that both were read. Of another area one may see a case, and asks for nothing in it. */
export async function beganIn(scope: Scope, caseId: CaseId, runId?: RunId): Promise<Began | undefined> {
  const file = await findCase(scope, caseId);
  if (!file || !(await isOfOwnArea(scope, caseId))) return undefined;
  scope.touched({ cases: [file.id], individuals: [file.individual], parts: ['case'] });
  const run = runId && (await findRun(scope, runId));
  if (!run) return { file, known: { facts: {}, answers: () => undefined } };
  scope.touched({ runs: [run.id], parts: ['facts', 'entries'] });
  const definition = (await routineLibrary(scope)).find(run.routine, run.routineVersion)?.definition;
  const facts = (await currentFacts(scope, [run.id])).get(run.id) ?? [];
  const entries = (await entriesOf(scope, [run.id])).get(run.id) ?? [];
  const replaced = new Set(entries.map(({ replaces }) => replaces));
  return {
    file,
    run,
    ...(definition ? { definition } : {}),
    known: {
      facts: Object.fromEntries(
        facts.filter(({ value }) => value !== 'unknown').map(({ name, value }) => [name, value]),
      ),
      answers: (kind) => entries.findLast((entry) => entry.kind === kind && !replaced.has(entry.id))?.answers,
    },
  };
}

/** The kind of entry by which the routine is told that a request has been sent; absent in a routine without one. */
export const requestKind = 'placement-request';
export const wantsHistory = ({ definition }: Pick<Began, 'definition'>): boolean =>
  definition?.entryKinds[requestKind] !== undefined;
