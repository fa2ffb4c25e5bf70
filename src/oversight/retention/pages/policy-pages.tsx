import { isLocalDate } from '../../../kernel/date.ts';
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
import { proposePolicy, settlePolicy } from '../actions/policy.ts';
import { messages } from '../messages/index.ts';
import { comparisonOf, countings, researchDaysFrom, type RetentionRule, yetToHold } from '../retention.ts';
import {
  currentPolicy,
  findProposal,
  lawPoints,
  type NewProposal,
  openProposal,
  policyVersions,
  type Proposal,
  proposals,
} from '../store/policy.ts';
import { retentionCases } from '../store/retention.ts';
import {
  type ClosedProposal,
  policyFields,
  PolicyPage,
  ProposalPage,
  ProposePolicyPage,
  settleFields,
  SettlePage,
  WithdrawPage,
} from '../views/index.ts';

const place = 'retention';

type PolicyField = keyof typeof policyFields;
type Values = Readonly<Record<PolicyField, string>>;

const names = Object.keys(policyFields) as readonly PolicyField[];
const valuesOf = (typed: Typed): Values =>
  Object.fromEntries(names.map((name) => [name, first(typed, policyFields[name])])) as Values;

/** The form begins with what holds now; what is the new decision's own is asked for. */
async function beginning(request: Get<string>): Promise<Values> {
  const policy = await currentPolicy(request);
  const rule = policy?.action === 'dispose' ? policy : undefined;
  return {
    action: policy?.action ?? '',
    years: rule ? String(rule.years) : '',
    countedTo: rule?.countedTo ?? '',
    days: rule?.researchDays.join(', ') ?? '',
    exportFirst: policy?.exportFirst === false ? '' : 'ja',
    source: policy?.source ?? '',
    owner: policy?.confirmed ? policy.owner : '',
    reference: '',
    decidedOn: '',
    validFrom: request.today,
    note: '',
  };
}

async function proposeForm(
  request: Get<string>,
  values: Values,
  typed: Typed = {},
  errors: readonly FieldError[] = [],
) {
  request.touched({ parts: ['retention-policy'] });
  const waiting = await openProposal(request);
  return {
    place,
    content: (
      <ProposePolicyPage
        frame={{
          action: paths.proposePolicy(),
          hidden: frameFields(request.csrf, typed),
          errors,
          cancelHref: paths.retentionPolicy(),
        }}
        values={values}
        waitingHref={waiting && paths.policyProposal({ proposal: waiting.id })}
      />
    ),
  } as const;
}

/** What was typed as a proposal, or which fields are wrong. */
function proposalFrom(
  values: Values,
  today: string,
): Readonly<{ wrong: readonly Exclude<PolicyField, 'exportFirst' | 'note'>[]; proposal?: NewProposal }> {
  const disposes = values.action === 'dispose';
  const years = /^\d{1,3}$/.test(values.years) ? Number(values.years) : 0;
  const countedTo = countings.find((one) => one === values.countedTo);
  const researchDays = researchDaysFrom(values.days);
  const { decidedOn, validFrom, source, owner, reference, note } = values;
  const right = {
    action: disposes || values.action === 'preserve',
    years: !disposes || (years >= 1 && years <= 100),
    countedTo: !disposes || countedTo !== undefined,
    days: !disposes || researchDays !== undefined,
    source: source !== '',
    owner: owner !== '',
    reference: reference !== '',
    decidedOn: isLocalDate(decidedOn) && decidedOn <= today,
    validFrom: isLocalDate(validFrom) && validFrom >= today,
  } as const;
  const wrong = (Object.keys(right) as (keyof typeof right)[]).filter((name) => !right[name]);
  if (wrong.length > 0 || !isLocalDate(decidedOn) || !isLocalDate(validFrom)) return { wrong };
  const rule: RetentionRule =
    disposes && countedTo && researchDays
      ? { action: 'dispose', years, countedTo, researchDays }
      : { action: 'preserve' };
  const exportFirst = !disposes || values.exportFirst === 'ja';
  return { wrong, proposal: { rule, exportFirst, source, owner, reference, decidedOn, validFrom, note } };
}

async function propose(request: Post<string>): Promise<Answer> {
  const typed = typedFrom(request.form);
  const values = valuesOf(typed);
  const { wrong, proposal } = proposalFrom(values, request.today);
  const key = keyIn(typed);
  const m = messages[request.actor.language].proposePolicy.missing;
  if (!proposal || !key) {
    const errors = wrong.map((name) => ({ field: policyFields[name], message: m[name] }));
    return invalid(await proposeForm(request, values, typed, errors));
  }
  const made = await proposePolicy(request, proposal, key);
  return made.outcome === 'proposed'
    ? redirect(paths.policyProposal({ proposal: made.proposal }, { sparat: 'ja' }))
    : conflict(await proposeForm(request, values, typed));
}

type Asking = Get<
  typeof paths.policyProposal.pattern | typeof paths.decidePolicy.pattern | typeof paths.withdrawPolicy.pattern
>;

async function opened(request: Asking): Promise<Proposal | undefined> {
  const id = findId<never>(request.parameters.proposal);
  const proposal = id === undefined ? undefined : await findProposal(request, id);
  if (proposal) request.touched({ parts: ['retention-policy'] });
  return proposal;
}

/** The dry run of a proposal: the area's cases as they come out today, and as they would. */
const comparisonWith = async (request: Asking, { rule }: Proposal) =>
  comparisonOf(await retentionCases(request), { now: await currentPolicy(request), proposed: rule }, request.today);

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

/** The municipality's policy: what it says, how it came about, and the way to a new one by two people. */
export const policyPages: readonly Route[] = [
  get({
    path: paths.retentionPolicy,
    may: 'retention:plan',
    audit: 'retention.policy.read',
    handle: async (request) => {
      request.touched({ parts: ['retention-policy'] });
      const policy = await currentPolicy(request);
      const versions = await policyVersions(request);
      return page({
        place,
        content: (
          <PolicyPage
            policy={policy}
            versions={versions.map((one) => ({
              ...one,
              state: one.number === policy?.number ? 'current' : yetToHold(one, versions, request.today),
            }))}
            proposals={(await proposals(request)).map((one) => ({
              ...one,
              href: paths.policyProposal({ proposal: one.id }),
            }))}
            law={await lawPoints(request)}
            backHref={paths.retention()}
            proposeHref={paths.proposePolicy()}
          />
        ),
      });
    },
  }),
  get({
    path: paths.proposePolicy,
    may: 'retention:plan',
    audit: 'retention.policy.propose.form',
    handle: async (request) => page(await proposeForm(request, await beginning(request))),
  }),
  post({
    path: paths.proposePolicy,
    may: 'retention:plan',
    audit: 'retention.policy.propose',
    stepUp: true,
    handle: propose,
  }),
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
