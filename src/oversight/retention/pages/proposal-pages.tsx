import { findId } from '../../../kernel/ids.ts';
import {
  type Answer,
  conflict,
  type Get,
  get,
  invalid,
  notFound,
  page,
  post,
  type Post,
  redirect,
  type Route,
} from '../../../platform/route.ts';
import { first, frameFields, keyIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { paths } from '../../paths.ts';
import { settlePolicy } from '../actions/policy.ts';
import { messages } from '../messages/index.ts';
import { comparisonOf, noticeComparisonOf } from '../retention.ts';
import { currentPolicy, findProposal, type Proposal } from '../store/policy.ts';
import { retentionCases, retentionNotices } from '../store/retention.ts';
import { type ClosedProposal, ProposalPage, settleFields, SettlePage, WithdrawPage } from '../views/index.ts';

const place = 'retention';

type Asking = Get<
  typeof paths.policyProposal.pattern | typeof paths.decidePolicy.pattern | typeof paths.withdrawPolicy.pattern
>;

async function opened(request: Asking): Promise<Proposal | undefined> {
  const id = findId<never>(request.parameters.proposal);
  const proposal = id === undefined ? undefined : await findProposal(request, id);
  if (proposal) request.touched({ parts: ['retention-policy'] });
  return proposal;
}

/** The dry run of a proposal: what the area has as it comes out today, and as it would. */
async function comparisonWith(request: Asking, { rule }: Proposal) {
  const policies = { now: await currentPolicy(request), proposed: rule };
  return {
    cases: comparisonOf(await retentionCases(request), policies, request.today),
    notices: noticeComparisonOf(await retentionNotices(request), policies, request.today),
  };
}

async function proposalPage(request: Asking): Promise<Answer> {
  const proposal = await opened(request);
  if (!proposal) return notFound;
  const waits = proposal.outcome === null;
  const own = proposal.proposedBy === request.actor.account;
  const at = { proposal: proposal.id };
  const comparison = waits ? await comparisonWith(request, proposal) : undefined;
  return page({
    place,
    content: (
      <ProposalPage
        proposal={proposal}
        comparison={comparison}
        backHref={paths.retentionPolicy()}
        decideHref={
          waits && !own && request.actor.permissions.has('retention:approve') ? paths.decidePolicy(at) : undefined
        }
        withdrawHref={waits && own ? paths.withdrawPolicy(at) : undefined}
        justMade={request.query.get('sparat') === 'ja'}
      />
    ),
  });
}

async function settleForm(
  request: Asking,
  proposal: Proposal,
  way: 'decide' | 'withdraw',
  typed: Typed = {},
  errors: readonly FieldError[] = [],
  closed?: ClosedProposal,
) {
  const at = { proposal: proposal.id };
  const frame = {
    action: way === 'decide' ? paths.decidePolicy(at) : paths.withdrawPolicy(at),
    hidden: frameFields(request.csrf, typed),
    errors,
    cancelHref: paths.policyProposal(at),
  };
  const reason = first(typed, settleFields.reason);
  return {
    place,
    content:
      way === 'decide' ? (
        <SettlePage
          frame={frame}
          proposal={proposal}
          comparison={await comparisonWith(request, proposal)}
          outcome={first(typed, settleFields.outcome)}
          reason={reason}
          closed={closed}
        />
      ) : (
        <WithdrawPage frame={frame} reason={reason} closed={closed} />
      ),
  } as const;
}

function closedTo(request: Asking, proposal: Proposal, way: 'decide' | 'withdraw'): ClosedProposal | undefined {
  if (proposal.outcome !== null) return 'already';
  const own = proposal.proposedBy === request.actor.account;
  return own === (way === 'withdraw') ? undefined : own ? 'own' : 'not-own';
}

const showSettle = (way: 'decide' | 'withdraw') => async (request: Asking) => {
  const proposal = await opened(request);
  return proposal ? page(await settleForm(request, proposal, way, {}, [], closedTo(request, proposal, way))) : notFound;
};

const settle = (way: 'decide' | 'withdraw') => async (request: Asking & Post<string>) => {
  const proposal = await opened(request);
  if (!proposal) return notFound;
  const m = messages[request.actor.language];
  const typed = typedFrom(request.form);
  const outcome =
    way === 'withdraw'
      ? 'withdrawn'
      : (['approved', 'rejected'] as const).find((one) => one === first(typed, settleFields.outcome));
  const reason = first(typed, settleFields.reason);
  const reasonMissing = way === 'withdraw' ? m.withdraw.reasonMissing : m.settle.reasonMissing;
  const errors = [
    ...(outcome === undefined ? [{ field: settleFields.outcome, message: m.settle.outcomeMissing }] : []),
    ...(outcome !== undefined && outcome !== 'approved' && reason === ''
      ? [{ field: settleFields.reason, message: reasonMissing }]
      : []),
  ];
  const key = keyIn(typed);
  if (outcome === undefined || errors.length > 0 || !key) {
    const closed = closedTo(request, proposal, way);
    const form = await settleForm(request, proposal, way, typed, errors, closed);
    return closed === undefined ? invalid(form) : conflict(form);
  }
  const settled = await settlePolicy(request, proposal.id, outcome, reason, key);
  if (settled.outcome === 'settled') return redirect(paths.policyProposal({ proposal: proposal.id }));
  if (settled.outcome === 'not-found') return notFound;
  return conflict(await settleForm(request, proposal, way, typed, [], settled.outcome));
};

/** A proposal of a policy: read, decided by another, or taken back by who made it. */
export const proposalPages: readonly Route[] = [
  get({
    path: paths.policyProposal,
    may: 'retention:plan',
    audit: 'retention.policy.proposal.read',
    handle: proposalPage,
  }),
  get({
    path: paths.decidePolicy,
    may: 'retention:approve',
    audit: 'retention.policy.decide.form',
    handle: showSettle('decide'),
  }),
  post({
    path: paths.decidePolicy,
    may: 'retention:approve',
    audit: 'retention.policy.decide',
    stepUp: true,
    handle: settle('decide'),
  }),
  get({
    path: paths.withdrawPolicy,
    may: 'retention:plan',
    audit: 'retention.policy.withdraw.form',
    handle: showSettle('withdraw'),
  }),
  post({
    path: paths.withdrawPolicy,
    may: 'retention:plan',
    audit: 'retention.policy.withdraw',
    stepUp: true,
    handle: settle('withdraw'),
  }),
];
