import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import type { AccountId, IdempotencyKey } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import type { Counting, RetentionPolicy, RetentionRule } from '../retention.ts';

/** What stands in a policy besides its rule: whether cases are exported first, and where and when it was decided. */
export type PolicyTerms = Readonly<{
  exportFirst: boolean;
  /** The provision. */
  source: string;
  /** Who decided, such as a committee. */
  owner: string;
  /** The number of the decision; empty in what came with Hemvist. */
  reference: string;
  decidedOn: LocalDate;
  validFrom: LocalDate;
}>;

export type DecidedPolicy = RetentionPolicy &
  PolicyTerms &
  Readonly<{ number: number; proposedByName: string | null; approvedByName: string | null; approvedAt: Date | null }>;

type RuleRow = Readonly<{
  action: 'preserve' | 'dispose';
  years: number | null;
  countedTo: Counting;
  researchDays: readonly number[];
  noticeMonths: number | null;
}>;

const ruleOf = ({ action, years, countedTo, researchDays, noticeMonths }: RuleRow): RetentionRule =>
  action === 'preserve' || years === null
    ? { action: 'preserve' }
    : { action: 'dispose', years, countedTo, researchDays, noticeMonths: noticeMonths ?? undefined };

const terms = sql`p.action, p.years, p.counted_to as "countedTo", p.research_days as "researchDays", p.notice_months as "noticeMonths", p.export_first as "exportFirst", p.source,
  p.owner, p.reference, p.decided_on as "decidedOn", p.valid_from as "validFrom"`;

async function policiesWhere({ db, actor }: Scope, condition: RawBuilder<unknown>): Promise<readonly DecidedPolicy[]> {
  const { rows } = await sql<RuleRow & Omit<DecidedPolicy, keyof RuleRow>>`select ${terms}, p.number,
      p.approved_by is not null as confirmed, a.display_name as "proposedByName", b.display_name as "approvedByName",
      p.approved_at as "approvedAt"
    from retention_policy p
    left join account a on a.municipality = p.municipality and a.id = p.proposed_by
    left join account b on b.municipality = p.municipality and b.id = p.approved_by
    where p.municipality = ${actor.municipality} and ${condition} order by p.number desc`.execute(db);
  return rows.map(({ action, years, countedTo, researchDays, noticeMonths, ...rest }) => ({
    ...rest,
    ...ruleOf({ action, years, countedTo, researchDays, noticeMonths }),
  }));
}

/** What the municipality has decided, as it is today; undefined when nothing has been. */
export const currentPolicy = async (scope: Scope): Promise<DecidedPolicy | undefined> =>
  (await policiesWhere(scope, sql`p.valid_from <= ${scope.today}`))[0];

/** Every version there has been and those to come, the latest first. */
export const policyVersions = (scope: Scope): Promise<readonly DecidedPolicy[]> => policiesWhere(scope, sql`true`);

/** What the law is taken to say, with who is to confirm what nobody has read in it. */
export type LawPoint = Readonly<{
  number: number;
  provision: string;
  sv: string;
  en: string;
  toConfirm: boolean;
  owner: string;
  notedOn: LocalDate;
}>;

export async function lawPoints({ db, actor }: Scope): Promise<readonly LawPoint[]> {
  const { rows } =
    await sql<LawPoint>`select number, provision, text_sv as sv, text_en as en, to_confirm as "toConfirm", owner,
      noted_on as "notedOn"
    from retention_law_point where municipality = ${actor.municipality} order by number`.execute(db);
  return rows;
}

export type ProposalOutcome = 'approved' | 'rejected' | 'withdrawn';

export type Proposal = PolicyTerms &
  Readonly<{
    id: string;
    rule: RetentionRule;
    note: string;
    proposedBy: AccountId;
    proposedByName: string;
    proposedAt: Date;
    /** Null while it waits. */
    outcome: ProposalOutcome | null;
    reason: string | null;
    decidedByName: string | null;
    decidedAt: Date | null;
    decisionKey: string | null;
    /** The version that it became. */
    version: number | null;
  }>;

async function proposalsWhere({ db, actor }: Scope, condition: RawBuilder<unknown>): Promise<readonly Proposal[]> {
  const { rows } = await sql<
    RuleRow & Omit<Proposal, 'rule'>
  >`select ${terms}, p.id, p.note, p.proposed_by as "proposedBy",
      a.display_name as "proposedByName", p.proposed_at as "proposedAt", d.outcome, d.reason, b.display_name as "decidedByName",
      d.decided_at as "decidedAt", d.idempotency_key as "decisionKey", v.number as version
    from retention_proposal p
    join account a on a.municipality = p.municipality and a.id = p.proposed_by
    left join retention_proposal_decision d on d.municipality = p.municipality and d.proposal = p.id
    left join account b on b.municipality = d.municipality and b.id = d.decided_by
    left join retention_policy v on v.municipality = p.municipality and v.proposal = p.id
    where p.municipality = ${actor.municipality} and ${condition} order by p.proposed_at desc, p.id limit 100`.execute(
    db,
  );
  return rows.map(({ action, years, countedTo, researchDays, noticeMonths, ...rest }) => ({
    ...rest,
    rule: ruleOf({ action, years, countedTo, researchDays, noticeMonths }),
  }));
}

/** All that has been proposed, the latest first. */
export const proposals = (scope: Scope): Promise<readonly Proposal[]> => proposalsWhere(scope, sql`true`);

export const findProposal = async (scope: Scope, id: string): Promise<Proposal | undefined> =>
  (await proposalsWhere(scope, sql`p.id = ${id}`))[0];

export const proposalWithKey = async (scope: Scope, key: IdempotencyKey): Promise<Proposal | undefined> =>
  (await proposalsWhere(scope, sql`p.idempotency_key = ${key}`))[0];

export const openProposal = async (scope: Scope): Promise<Proposal | undefined> =>
  (await proposalsWhere(scope, sql`p.settled_at is null`))[0];

export type NewProposal = PolicyTerms & Readonly<{ rule: RetentionRule; note: string }>;

export async function insertProposal(
  { db, actor, now }: Scope,
  id: string,
  { rule, note, ...about }: NewProposal,
  key: IdempotencyKey,
): Promise<void> {
  await db
    .insertInto('retention_proposal')
    .values({
      municipality: actor.municipality,
      id,
      action: rule.action,
      years: rule.action === 'dispose' ? rule.years : null,
      counted_to: rule.action === 'dispose' ? rule.countedTo : 'day',
      research_days: rule.action === 'dispose' ? [...rule.researchDays] : [],
      notice_months: rule.action === 'dispose' ? (rule.noticeMonths ?? null) : null,
      export_first: about.exportFirst,
      source: about.source,
      owner: about.owner,
      reference: about.reference,
      decided_on: about.decidedOn,
      valid_from: about.validFrom,
      note,
      proposed_by: actor.account,
      proposed_at: now,
      idempotency_key: key,
    })
    .execute();
}

/** Settles a proposal: the database makes an approved one the next version, and refuses whom it may not be settled by. */
export async function insertProposalDecision(
  { db, actor, now }: Scope,
  proposal: Pick<Proposal, 'id' | 'proposedBy'>,
  outcome: ProposalOutcome,
  reason: string,
  key: IdempotencyKey,
): Promise<void> {
  await db
    .insertInto('retention_proposal_decision')
    .values({
      municipality: actor.municipality,
      proposal: proposal.id,
      proposed_by: proposal.proposedBy,
      outcome,
      reason,
      decided_by: actor.account,
      decided_at: now,
      idempotency_key: key,
    })
    .execute();
}
