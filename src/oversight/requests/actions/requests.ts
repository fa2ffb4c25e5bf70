import { append, notify } from '../../../casework/index.ts';
import type { AccountId, IdempotencyKey } from '../../../kernel/ids.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import { type DecisionInput, type DecisionProblem, dueOn, problemsOf, type Way } from '../request.ts';
import {
  casesOf,
  deciders,
  findRequest,
  type LinkedCases,
  type OfficialRequest,
  requestWithKey,
  targets,
} from '../store/requests.ts';
import {
  assignTo,
  insertAssessment,
  insertDecision,
  insertHandout,
  insertRequest,
  type NewRequest,
  writtenWith,
} from '../store/steps.ts';

/** Finds a request, and tells the audit of the cases that it is about, as far as the actor sees them. */
export async function openRequest(
  scope: Scope,
  id: string,
): Promise<Readonly<{ request: OfficialRequest; cases: LinkedCases }> | undefined> {
  const request = await findRequest(scope, id);
  if (!request) return undefined;
  const cases = await casesOf(scope, id);
  scope.touched({ cases: cases.seen.map((file) => file.id), parts: ['official-request'] });
  return { request, cases };
}

/** Registers a request, once: the same form sent again leads to the same request. */
export async function register(scope: Scope, input: Omit<NewRequest, 'id' | 'dueOn'>): Promise<string> {
  const known = await requestWithKey(scope, input.key);
  if (known !== undefined) return known;
  const id = newId();
  const due = dueOn(input.arrivedAt, input.kind, input.urgent, await targets(scope));
  scope.touched({ parts: ['official-request'] });
  await insertRequest(scope, { ...input, id, dueOn: due });
  return id;
}

export type RequestAssigned = Readonly<{
  outcome: 'assigned' | 'not-found' | 'not-a-decider' | 'four-eyes' | 'overtaken';
}>;

/** Hands a request to somebody who may decide it, and tells them. */
export async function assign(scope: Scope, id: string, account: AccountId, seen: number): Promise<RequestAssigned> {
  const found = await openRequest(scope, id);
  if (!found) return { outcome: 'not-found' };
  const { request } = found;
  if (!(await deciders(scope)).some((one) => one.account === account)) return { outcome: 'not-a-decider' };
  if (request.fourEyes && request.registeredBy === account) return { outcome: 'four-eyes' };
  if (request.decider === account) return { outcome: 'assigned' };
  if (!(await assignTo(scope, id, account, seen))) return { outcome: 'overtaken' };
  await notify(scope, 'request-to-decide', {}, [account]);
  return { outcome: 'assigned' };
}

type Written = Readonly<{ outcome: 'written' | 'not-found' | 'overtaken' }>;

/** The test of harm, before the decision: what would happen to whom if it were handed out. */
export async function assess(scope: Scope, id: string, assessment: string, key: IdempotencyKey): Promise<Written> {
  const found = await openRequest(scope, id);
  if (!found?.request.content) return { outcome: 'not-found' };
  if (!(await writtenWith(scope, 'official_request_assessment', key)))
    await insertAssessment(scope, found.request, assessment, key);
  return { outcome: 'written' };
}

export type RequestDecided =
  | Written
  | Readonly<{ outcome: 'four-eyes' }>
  | Readonly<{ outcome: 'incomplete'; problems: readonly DecisionProblem[] }>;

/** Decides a request: always a person, never the system; what is handed out is handed out by hand. */
export async function decide(
  scope: Scope,
  id: string,
  input: DecisionInput,
  seen: number,
  key: IdempotencyKey,
): Promise<RequestDecided> {
  const found = await openRequest(scope, id);
  if (!found?.request.content) return { outcome: 'not-found' };
  const { request, cases } = found;
  if (await writtenWith(scope, 'official_request_decision', key)) return { outcome: 'written' };
  if (request.fourEyes && request.registeredBy === scope.actor.account) return { outcome: 'four-eyes' };
  if (request.decisions !== seen) return { outcome: 'overtaken' };
  const problems = problemsOf(input, { assessed: request.assessments > 0, earlier: request.decisions > 0 });
  if (problems.length > 0) return { outcome: 'incomplete', problems };
  await insertDecision(scope, request, input, key);
  for (const { id: caseId } of cases.seen)
    await append(
      scope,
      { caseId },
      { kind: 'official-request-decided', request: id, number: request.number, outcome: input.outcome },
    );
  return { outcome: 'written' };
}

type ToHandOut = Readonly<{ items: string; way: Way; redacted: boolean; at: Date; key: IdempotencyKey }>;

/** Writes down what was handed out, how and when, under the decision that let it. */
export async function handOut(scope: Scope, id: string, input: ToHandOut): Promise<Written> {
  const found = await openRequest(scope, id);
  if (!found?.request.content) return { outcome: 'not-found' };
  const { request, cases } = found;
  if (await writtenWith(scope, 'official_request_handout', input.key)) return { outcome: 'written' };
  if (request.outcome !== 'granted' && request.outcome !== 'in-part') return { outcome: 'not-found' };
  const handout = newId();
  await insertHandout(scope, request, request.outcome, { ...input, id: handout });
  for (const { id: caseId } of cases.seen)
    await append(
      scope,
      { caseId },
      { kind: 'official-request-handed-out', request: id, number: request.number, handout, redacted: input.redacted },
    );
  return { outcome: 'written' };
}
