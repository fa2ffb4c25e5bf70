import type { AccountId, CaseId, IdempotencyKey } from '../../kernel/ids.ts';
import { newId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import {
  type Asked,
  askForTeamMember,
  askToEndProtection,
  endTeamMember,
  type Registered,
  registerProtection,
  type TeamMember,
  type ToProtect,
} from '../../secrecy/index.ts';
import { append } from '../store/events.ts';

// Who may, and that it takes two, is said by the database's functions; here is what the case's own history says of it.

export async function protect(scope: Scope, caseId: CaseId, protection: Omit<ToProtect, 'id'>): Promise<Registered> {
  const id = newId();
  const outcome = await registerProtection(scope, caseId, { id, ...protection });
  if (outcome !== 'registered') return outcome;
  await append(scope, { caseId }, { kind: 'protection-registered', protection: id, ...protection });
  return outcome;
}

export async function letIn(
  scope: Scope,
  caseId: CaseId,
  asked: Readonly<{ account: AccountId; reason: string; key: IdempotencyKey }>,
): Promise<Asked> {
  const outcome = await askForTeamMember(scope, caseId, asked);
  if (outcome !== 'asked') return outcome;
  const { account, reason } = asked;
  await append(scope, { caseId }, { kind: 'protection-team-changed', change: 'asked-for', account, reason });
  return outcome;
}

export async function shutOut(
  scope: Scope,
  caseId: CaseId,
  member: TeamMember,
): Promise<'ended' | 'last' | 'not-found'> {
  const outcome = await endTeamMember(scope, caseId, member.id);
  // Whoever leaves the team themselves writes nothing more in the case: the audit has it.
  if (outcome !== 'ended' || member.account === scope.actor.account) return outcome;
  await append(
    scope,
    { caseId },
    { kind: 'protection-team-changed', change: 'ended', account: member.account, member: member.id },
  );
  return outcome;
}

export async function askForEnding(scope: Scope, caseId: CaseId, reason: string): Promise<Asked> {
  const outcome = await askToEndProtection(scope, caseId, reason);
  if (outcome !== 'asked') return outcome;
  const change = 'ending-of-protection-asked-for';
  await append(scope, { caseId }, { kind: 'protection-team-changed', change, reason });
  return outcome;
}
