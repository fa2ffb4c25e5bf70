import { isDeepStrictEqual } from 'node:util';
import type { IdempotencyKey, RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { mayStateFact } from '../available-actions.ts';
import type { StatedFact } from '../entry.ts';
import { compiledRoutine } from '../evaluation.ts';
import { routineLibrary } from '../routines.ts';
import { append } from '../store/events.ts';
import { roleInRun } from '../store/people.ts';
import {
  currentFacts,
  factsWithKey,
  findRunToWrite,
  insertFacts,
  type NewFact,
  type RunInReach,
} from '../store/runs.ts';
import { evaluateAndStore } from './evaluate-and-store.ts';

export type Stating = Readonly<{ run: RunId; facts: readonly NewFact[]; seen: number; key: IdempotencyKey }>;

export type Stated =
  /** `key-reused`: the same form has stated something else before; nothing was written. */
  | Readonly<{ outcome: 'stated' | 'key-reused'; run: RunInReach }>
  | Readonly<{ outcome: 'conflict'; run: RunInReach; theirs: StatedFact }>
  | Readonly<{ outcome: 'not-found' }>;

/** States or changes facts of a run. What was stated before stays in the history. */
export async function stateFacts(scope: Scope, stating: Stating): Promise<Stated> {
  const run = await findRunToWrite(scope, stating.run);
  const role = run && (await roleInRun(scope, run));
  if (!run || !role) return { outcome: 'not-found' };
  const { definition } = compiledRoutine(await routineLibrary(scope), run);
  if (!stating.facts.every(({ name }) => mayStateFact(definition, name, scope.actor, role)))
    return { outcome: 'not-found' };
  scope.touched({ runs: [run.id], parts: stating.facts.map((fact) => `fact:${fact.name}`) });
  const current = (await currentFacts(scope, [run.id])).get(run.id) ?? [];
  const before = await factsWithKey(scope, run.id, stating.key);
  if (before.length > 0) {
    const isAgain = isDeepStrictEqual(
      before.map(({ name, value }) => ({ name, value })),
      stating.facts
        .map(({ name, value }) => ({ name, value }))
        .toSorted((left, right) => (left.name < right.name ? -1 : 1)),
    );
    return { outcome: isAgain ? 'stated' : 'key-reused', run };
  }

  const theirs = current.find(
    (fact) => fact.position > stating.seen && stating.facts.some(({ name }) => name === fact.name),
  );
  if (theirs) return { outcome: 'conflict', run, theirs };

  const position = run.version + 1;
  await insertFacts(scope, run.id, position, role, stating.facts, stating.key);
  await append(
    scope,
    { caseId: run.caseId, runId: run.id },
    {
      kind: 'facts-stated',
      position,
      role,
      facts: stating.facts.map(({ name, value }) => ({ name, value: typeof value === 'object' ? [...value] : value })),
      key: stating.key,
    },
  );
  return { outcome: 'stated', run: await evaluateAndStore(scope, { ...run, version: position }) };
}
