import { isLocalDate } from '../../../kernel/date.ts';
import {
  type Answer,
  conflict,
  type Get,
  get,
  invalid,
  page,
  post,
  type Post,
  redirect,
  type Route,
} from '../../../platform/route.ts';
import { first, frameFields, keyIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { paths } from '../../paths.ts';
import { proposePolicy } from '../actions/policy.ts';
import { messages } from '../messages/index.ts';
import { countings, researchDaysFrom, type RetentionRule, yetToHold } from '../retention.ts';
import {
  currentPolicy,
  lawPoints,
  type NewProposal,
  openProposal,
  policyVersions,
  proposals,
} from '../store/policy.ts';
import { policyFields, PolicyPage, ProposePolicyPage } from '../views/index.ts';

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
    noticeMonths: String(rule?.noticeMonths ?? ''),
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
  const noticeMonths = values.noticeMonths === '' ? undefined : Number(values.noticeMonths);
  const { decidedOn, validFrom, source, owner, reference, note } = values;
  const right = {
    action: disposes || values.action === 'preserve',
    years: !disposes || (years >= 1 && years <= 100),
    countedTo: !disposes || countedTo !== undefined,
    days: !disposes || researchDays !== undefined,
    noticeMonths: !disposes || /^(|0*[1-9]\d{0,2}|1[01]\d\d|1200)$/.test(values.noticeMonths),
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
      ? { action: 'dispose', years, countedTo, researchDays, noticeMonths }
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

/** The municipality's policy: what it says, how it came about, and a new one that somebody proposes. */
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
];
