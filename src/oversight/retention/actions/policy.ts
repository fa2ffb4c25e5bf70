import { type IdempotencyKey, newId } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import {
  findProposal,
  insertProposal,
  insertProposalDecision,
  type NewProposal,
  openProposal,
  type ProposalOutcome,
  proposalWithKey,
} from '../store/policy.ts';

export type PolicyProposed = Readonly<{ outcome: 'proposed' | 'one-waits'; proposal: string }>;

/** Proposes a policy for somebody else to approve, one at a time. The same form again leads to the same proposal. */
export async function proposePolicy(scope: Scope, input: NewProposal, key: IdempotencyKey): Promise<PolicyProposed> {
  scope.touched({ parts: ['retention-policy'] });
  const known = await proposalWithKey(scope, key);
  if (known) return { outcome: 'proposed', proposal: known.id };
  const waiting = await openProposal(scope);
  if (waiting) return { outcome: 'one-waits', proposal: waiting.id };
  const proposal = newId<never>();
  await insertProposal(scope, proposal, input, key);
  return { outcome: 'proposed', proposal };
}

export type PolicySettled = Readonly<{ outcome: 'settled' | 'not-found' | 'own' | 'not-own' | 'already' }>;

/** Approves or rejects somebody else's proposal, or withdraws one's own: the database refuses any other. The same form again is the same. */
export async function settlePolicy(
  scope: Scope,
  id: string,
  outcome: ProposalOutcome,
  reason: string,
  key: IdempotencyKey,
): Promise<PolicySettled> {
  const proposal = await findProposal(scope, id);
  if (!proposal) return { outcome: 'not-found' };
  scope.touched({ parts: ['retention-policy'] });
  if (proposal.outcome !== null) return { outcome: proposal.decisionKey === key ? 'settled' : 'already' };
  const own = proposal.proposedBy === scope.actor.account;
  if (own !== (outcome === 'withdrawn')) return { outcome: own ? 'own' : 'not-own' };
  await insertProposalDecision(scope, proposal, outcome, reason, key);
  return { outcome: 'settled' };
}
