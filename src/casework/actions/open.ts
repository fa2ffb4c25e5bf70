import type { LocalDate } from '../../kernel/date.ts';
import type { IdentityCertainty, IdentityKind } from '../../kernel/identity-number.ts';
import {
  type AssignmentId,
  type CaseId,
  type IdempotencyKey,
  type IndividualId,
  newId,
  type RunId,
} from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { append } from '../store/events.ts';
import {
  caseWithKey,
  findCase,
  findIndividualWithNumber,
  insertAssignment,
  insertCase,
  insertIndividual,
  nextCaseNumber,
} from '../store/cases.ts';
import { roleInRun } from '../store/people.ts';
import { insertFacts, insertRun, type NewFact, runsOfCase } from '../store/runs.ts';
import { evaluateAndStore } from './evaluate-and-store.ts';

export type CaseToOpen = Readonly<{
  givenName: string;
  familyName: string;
  identityKind: IdentityKind;
  identityNumber?: string;
  identityCertainty: IdentityCertainty;
  externalSystem: string;
  externalReference: string;
  unit: string;
  key: IdempotencyKey;
}>;

/** Opens a case and assigns it to its opener. Somebody the own area knows by the same number is the same individual. */
export async function openCase(scope: Scope, input: CaseToOpen): Promise<CaseId> {
  const opened = await caseWithKey(scope, input.key);
  if (opened) return opened;
  const { actor, today } = scope;
  const caseId = newId<CaseId>();
  const known =
    input.identityNumber === undefined ? undefined : await findIndividualWithNumber(scope, input.identityNumber);
  const individual = known ?? newId<IndividualId>();
  const { givenName, familyName, identityKind, identityNumber, identityCertainty } = input;
  const person = {
    givenName,
    familyName,
    identityKind,
    ...(identityNumber === undefined ? {} : { identityNumber }),
    identityCertainty,
  };
  if (known === undefined) await insertIndividual(scope, { id: individual, ...person });
  const { unit, externalSystem, externalReference, key } = input;
  const caseNumber = await nextCaseNumber(scope, Number(today.slice(0, 4)));
  const file = { unit, caseNumber, individual, externalSystem, externalReference, openedOn: today };
  await insertCase(scope, { id: caseId, ...file }, key);
  const assignment = { id: newId<AssignmentId>(), account: actor.account, role: 'caseworker', from: today } as const;
  await insertAssignment(scope, { ...assignment, caseId }, key);
  // The assignment is what brings the case into reach, and events are of what is in reach only.
  if (known === undefined) await append(scope, { caseId }, { kind: 'individual-registered', individual, ...person });
  await append(scope, { caseId }, { kind: 'case-opened', ...file, key });
  const { id, ...rest } = assignment;
  await append(scope, { caseId }, { kind: 'assigned', assignment: id, ...rest, key });
  scope.touched({ cases: [caseId], parts: ['case', 'individual', 'assignment'] });
  return caseId;
}

export type RunToStart = Readonly<{
  caseId: CaseId;
  routine: string;
  version: string;
  openedOn: LocalDate;
  facts: readonly NewFact[];
  key: IdempotencyKey;
}>;

export type Started =
  | Readonly<{ outcome: 'started' | 'already-open'; run: RunId }>
  | Readonly<{ outcome: 'not-found' }>;

/** Starts a routine for a case. A case has at most one open run of a routine: starting it twice leads to the one there is. */
export async function startRun(scope: Scope, input: RunToStart): Promise<Started> {
  const file = await findCase(scope, input.caseId);
  if (!file) return { outcome: 'not-found' };
  const existing = (await runsOfCase(scope, file.id)).find(
    (run) => run.routine === input.routine && run.endedOn === undefined,
  );
  if (existing) return { outcome: 'already-open', run: existing.id };
  const id = newId<RunId>();
  const role = await roleInRun(scope, { id, caseId: file.id });
  if (!role) return { outcome: 'not-found' };
  const { routine, version: routineVersion, openedOn, facts, key } = input;
  const run = { id, caseId: file.id, routine, routineVersion, openedOn, version: 1 };
  await insertRun(scope, run);
  await append(
    scope,
    { caseId: file.id, runId: id },
    { kind: 'run-started', routine, routineVersion, openedOn },
    openedOn,
  );
  if (facts.length > 0) {
    await insertFacts(scope, id, 1, role, facts, key);
    await append(
      scope,
      { caseId: file.id, runId: id },
      {
        kind: 'facts-stated',
        position: 1,
        role,
        facts: facts.map(({ name, value }) => ({ name, value: typeof value === 'object' ? [...value] : value })),
        key,
      },
    );
  }
  await evaluateAndStore(scope, { ...run, caseNumber: file.caseNumber, person: file.person });
  scope.touched({ cases: [file.id], runs: [id], parts: ['run', 'facts'] });
  return { outcome: 'started', run: id };
}
