import { addDays, type LocalDate } from '../../kernel/date.ts';
import {
  type AccountId,
  type AssignmentId,
  type CaseId,
  type ConsentId,
  type IdempotencyKey,
  newId,
  type RunId,
} from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import {
  consentsOf,
  covers,
  type Ground,
  type GroundAnswers,
  groundsInForce,
  withStanding,
} from '../../secrecy/index.ts';
import type { RoleInRun } from '../entry.ts';
import { endAssignment, findCase, holdAssignments, insertAssignment, peopleOf } from '../store/cases.ts';
import { standsInForCase } from '../store/cover.ts';
import { append } from '../store/events.ts';
import { assignable } from '../store/people.ts';
import { findRunToWrite } from '../store/runs.ts';

export type ToAssign = Readonly<{
  run: RunId;
  account: AccountId;
  role: RoleInRun;
  from: LocalDate;
  to?: LocalDate;
  ground?: string;
  groundReason?: string;
  /** What the ground asks of whoever uses it. */
  groundAnswers?: GroundAnswers;
  /** The consent in the ledger that it rests on, when the ground does. */
  consent?: ConsentId;
  key: IdempotencyKey;
}>;

export type Assigned =
  | Readonly<{ outcome: 'assigned' | 'already' }>
  /** Of another secrecy area: only to the run, and with a ground. */
  | Readonly<{ outcome: 'ground-missing' }>
  /** The ground rests on a consent, and none that holds today and covers the colleague's area was named. */
  | Readonly<{ outcome: 'consent-missing' }>
  | Readonly<{ outcome: 'not-found' }>;

/**
 * Assigns somebody. A caseworker of the case's own area gets the case; everyone else gets the one run. Who sees only a run cannot
 * let others in.
 */
export async function assign(scope: Scope, input: ToAssign): Promise<Assigned> {
  const run = await findRunToWrite(scope, input.run);
  const file = run && (await findCase(scope, run.caseId as CaseId));
  const colleague = (await assignable(scope)).find(({ account }) => account === input.account);
  if (!run || !file || !colleague) return { outcome: 'not-found' };
  scope.touched({ cases: [file.id], runs: [run.id], parts: ['assignment'] });
  if (input.account === scope.actor.account && (await standsInForCase(scope, file.id))) return { outcome: 'not-found' };
  const otherArea = colleague.area !== scope.actor.area;
  const { account, role, from, to, groundReason, groundAnswers, consent, key } = input;
  const ground = otherArea ? (await groundsInForce(scope)).find(({ id }) => id === input.ground) : undefined;
  if (otherArea && (!ground || groundReason === undefined)) return { outcome: 'ground-missing' };
  if (ground && !(await rests(scope, file.id, ground, consent, colleague.area))) return { outcome: 'consent-missing' };
  const toWholeCase = role === 'caseworker' && !otherArea;
  const assignment = {
    account,
    role,
    from,
    ...(to === undefined ? {} : { to }),
    ...(ground && groundReason !== undefined
      ? {
          ground: ground.id,
          groundReason,
          groundVersion: ground.version,
          ...(groundAnswers === undefined ? {} : { groundAnswers: { ...groundAnswers } }),
          ...(ground.restsOnConsent && consent !== undefined ? { consent } : {}),
        }
      : {}),
  };
  const id = newId<AssignmentId>();
  const outcome = await insertAssignment(
    scope,
    { ...assignment, id, caseId: file.id, ...(toWholeCase ? {} : { runId: run.id }) },
    key,
  );
  if (outcome === 'assigned') {
    const subject = toWholeCase ? { caseId: file.id } : { caseId: file.id, runId: run.id };
    await append(scope, subject, { kind: 'assigned', assignment: id, ...assignment, key });
  }
  return { outcome };
}

/** Whether a ground that rests on a consent has one that holds today, and covers the area. */
async function rests(
  scope: Scope,
  caseId: CaseId,
  ground: Ground,
  consent: ConsentId | undefined,
  area: string,
): Promise<boolean> {
  if (!ground.restsOnConsent) return true;
  const ledger = withStanding(await consentsOf(scope, caseId), scope.today);
  return ledger.some((row) => row.id === consent && row.standing === 'holds' && covers(row, { area }));
}

export type Ended = Readonly<{ outcome: 'ended' | 'ended-already' | 'too-early' | 'last-caseworker' | 'not-found' }>;

/** Ends an assignment after a last day. A case always has a caseworker: the last one hands over before leaving. */
export async function unassign(
  scope: Scope,
  runId: RunId,
  assignment: AssignmentId,
  lastDay: LocalDate,
): Promise<Ended> {
  const run = await findRunToWrite(scope, runId);
  const file = run && (await findCase(scope, run.caseId as CaseId));
  if (!run || !file) return { outcome: 'not-found' };
  await holdAssignments(scope, file.id);
  const people = await peopleOf(scope, run);
  const person = people.find(({ id }) => id === assignment);
  if (!person) return { outcome: 'not-found' };
  scope.touched({ cases: [file.id], runs: [run.id], parts: ['assignment'] });
  if (lastDay < addDays(person.from, -1)) return { outcome: 'too-early' };
  const stays = (other: typeof person): boolean =>
    other.id !== person.id &&
    other.role === 'caseworker' &&
    other.runId === undefined &&
    other.from <= addDays(lastDay, 1) &&
    (other.to === undefined || other.to > lastDay);
  if (person.role === 'caseworker' && person.runId === undefined && !people.some(stays))
    return { outcome: 'last-caseworker' };
  if (!(await endAssignment(scope, assignment, lastDay))) return { outcome: 'ended-already' };
  const subject = person.runId === undefined ? { caseId: file.id } : { caseId: file.id, runId: run.id };
  await append(scope, subject, { kind: 'assignment-ended', assignment, to: lastDay });
  return { outcome: 'ended' };
}
