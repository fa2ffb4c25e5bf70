import {
  Alert,
  Button,
  CheckboxGroup,
  type Column,
  Conditional,
  DateField,
  DescriptionList,
  EmptyState,
  Form,
  type FormFrame,
  LinkButton,
  Main,
  RadioGroup,
  Table,
  Tag,
  TextArea,
  TextField,
  useMessages,
  useToday,
  Back,
} from '../../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { countings, type NoticeVerdict, type Verdict } from '../retention.ts';
import type { Proposal } from '../store/policy.ts';
import { policyFields, settleFields } from './model.ts';
import { RuleInWords, useTerms } from './policy.tsx';
import { done, written } from './proposed.tsx';

interface ProposePolicyPageProps {
  readonly frame: FormFrame;
  readonly values: Readonly<Record<keyof typeof policyFields, string>>;
  /** Where the proposal is that has to be settled first. */
  readonly waitingHref?: string | undefined;
}

export function ProposePolicyPage({ frame, values, waitingHref }: ProposePolicyPageProps) {
  const m = useMessages(messages);
  const p = m.proposePolicy;
  const today = useToday();
  return (
    <Main title={p.title}>
      <Back href={frame.cancelHref}>{m.policy.title}</Back>
      <h1>{p.title}</h1>
      <p className="reading">{p.intro}</p>
      {waitingHref === undefined ? undefined : (
        <Alert tone="soon" live="urgent">
          {p.oneWaits} <a href={waitingHref}>{m.policy.seeProposal}</a>
        </Alert>
      )}
      <Form frame={frame} buttons={<Button>{p.save}</Button>}>
        <RadioGroup
          name={policyFields.action}
          label={p.action}
          required
          choices={(['preserve', 'dispose'] as const).map((value) => ({
            value,
            label: p[value].name,
            help: p[value].help,
            checked: value === values.action,
          }))}
        />
        <Conditional when={{ name: policyFields.action, values: ['dispose'], hint: p.when }}>
          <TextField
            name={policyFields.years}
            label={p.years}
            value={values.years}
            width={4}
            inputMode="numeric"
            required
          />
          <RadioGroup
            name={policyFields.countedTo}
            label={p.countedTo}
            required
            choices={countings.map((value) => ({
              value,
              label: p.countings[value].name,
              help: p.countings[value].help,
              checked: value === values.countedTo,
            }))}
          />
          <TextField name={policyFields.days} label={p.days} help={p.daysHelp} value={values.days} width={16} />
          <TextField
            name={policyFields.noticeMonths}
            label={p.noticeMonths}
            help={p.noticeMonthsHelp}
            value={values.noticeMonths}
            width={4}
            inputMode="numeric"
          />
          <CheckboxGroup
            name={policyFields.exportFirst}
            label={p.exportFirst}
            choices={[{ value: 'ja', label: p.exportChoice, checked: values.exportFirst === 'ja' }]}
          />
        </Conditional>
        <TextField name={policyFields.source} label={p.source} help={p.sourceHelp} value={values.source} required />
        <TextField name={policyFields.owner} label={p.owner} help={p.ownerHelp} value={values.owner} required />
        <TextField
          name={policyFields.reference}
          label={p.reference}
          help={p.referenceHelp}
          value={values.reference}
          required
        />
        <DateField name={policyFields.decidedOn} label={p.decidedOn} value={values.decidedOn} latest={today} required />
        <DateField
          name={policyFields.validFrom}
          label={p.validFrom}
          help={p.validFromHelp}
          value={values.validFrom}
          earliest={today}
          required
        />
        <TextArea name={policyFields.note} label={p.note} value={values.note} />
      </Form>
    </Main>
  );
}

interface ComparisonLine<V extends Verdict | NoticeVerdict> {
  readonly verdict: V;
  readonly now: number;
  readonly proposed: number;
}

/** What a proposal would change, of an area. */
export interface Comparisons {
  readonly cases: readonly ComparisonLine<Verdict>[];
  readonly notices: readonly ComparisonLine<NoticeVerdict>[];
}

interface ProposalPageProps {
  readonly proposal: Proposal;
  /** How what the area has comes out today and by the proposal; absent when it has been settled. */
  readonly comparison?: Comparisons | undefined;
  readonly backHref: string;
  readonly decideHref?: string | undefined;
  readonly withdrawHref?: string | undefined;
  readonly justMade: boolean;
}

/** A proposal with all that is needed to decide it. */
export function ProposalPage({
  proposal,
  comparison,
  backHref,
  decideHref,
  withdrawHref,
  justMade,
}: ProposalPageProps) {
  const m = useMessages(messages);
  const p = m.proposal;
  const terms = useTerms(proposal);
  return (
    <Main title={p.title}>
      <Back href={backHref}>{p.back}</Back>
      {justMade ? (
        <Alert tone="ok" live="calm">
          {p.made}
        </Alert>
      ) : undefined}
      <div className="heading-row">
        <h1>{p.title}</h1>
        <Tag>{p.states[proposal.outcome ?? 'waits']}</Tag>
      </div>
      {withdrawHref !== undefined && !justMade ? <Alert tone="info">{p.own}</Alert> : undefined}
      <RuleInWords rule={proposal.rule} exportFirst={proposal.exportFirst} />
      <DescriptionList
        items={[
          ...terms,
          ...done('proposed', p.proposed, proposal.proposedByName, proposal.proposedAt),
          ...written('note', p.note, proposal.note),
          ...done('settled', p.settled, proposal.decidedByName, proposal.decidedAt),
          ...written('reason', p.reason, proposal.reason),
          ...(proposal.version === null ? [] : [{ key: 'version', term: p.became, detail: proposal.version }]),
        ]}
      />
      {comparison === undefined ? undefined : <Comparison of={comparison} />}
      <p className="buttons">
        {decideHref === undefined ? undefined : <LinkButton href={decideHref}>{p.decide}</LinkButton>}
        {withdrawHref === undefined ? undefined : (
          <LinkButton href={withdrawHref} emphasis="secondary">
            {p.withdraw}
          </LinkButton>
        )}
      </p>
    </Main>
  );
}

function Comparison({ of: { cases: lines, notices } }: { readonly of: Comparisons }) {
  const m = useMessages(messages);
  const p = m.proposal;
  const numbers = [
    { key: 'now', heading: p.columns.now, Cell: NowCell, numeric: true },
    { key: 'with-proposal', heading: p.columns.proposed, Cell: ProposedCell, numeric: true },
    { key: 'difference', heading: p.columns.difference, Cell: DifferenceCell, numeric: true },
  ] as const;
  const columns: readonly Column<ComparisonLine<Verdict>>[] = [
    { key: 'verdict', heading: p.columns.verdict, Cell: VerdictCell },
    ...numbers,
  ];
  const noticeColumns: readonly Column<ComparisonLine<NoticeVerdict>>[] = [
    { key: 'verdict', heading: p.columns.verdict, Cell: NoticeVerdictCell },
    ...numbers,
  ];
  return (
    <>
      <h2>{p.dryRun}</h2>
      <p className="reading">{p.dryRunIntro}</p>
      {lines.length === 0 ? (
        <EmptyState>{p.empty}</EmptyState>
      ) : (
        <>
          {lines.every(({ now, proposed }) => now === proposed) ? <p>{p.same}</p> : undefined}
          <Table caption={p.caption} captionHidden columns={columns} rows={lines} rowKey={(line) => line.verdict} />
        </>
      )}
      {notices.length === 0 ? undefined : (
        <>
          <h3>{p.noticesCaption}</h3>
          <Table
            caption={p.noticesCaption}
            captionHidden
            columns={noticeColumns}
            rows={notices}
            rowKey={(line) => line.verdict}
          />
        </>
      )}
    </>
  );
}

interface CellProps {
  readonly row: ComparisonLine<Verdict | NoticeVerdict>;
}
const VerdictCell = ({ row }: { readonly row: ComparisonLine<Verdict> }) =>
  useMessages(messages).verdicts[row.verdict].name;
const NoticeVerdictCell = ({ row }: { readonly row: ComparisonLine<NoticeVerdict> }) =>
  useMessages(messages).notices.verdicts[row.verdict];
const NowCell = ({ row }: CellProps) => row.now;
const ProposedCell = ({ row }: CellProps) => row.proposed;
const DifferenceCell = ({ row: { now, proposed } }: CellProps) =>
  proposed > now ? `+${proposed - now}` : proposed < now ? `−${now - proposed}` : '0';

/** Why there is nothing to settle for the reader. */
export type ClosedProposal = 'own' | 'not-own' | 'already';

interface SettlePageProps {
  readonly frame: FormFrame;
  readonly proposal: Proposal;
  readonly comparison: Comparisons;
  readonly outcome: string;
  readonly reason: string;
  readonly closed?: ClosedProposal | undefined;
}

/** The second pair of eyes. */
export function SettlePage({ frame, proposal, comparison, outcome, reason, closed }: SettlePageProps) {
  const m = useMessages(messages);
  const s = m.settle;
  return (
    <Main title={s.title}>
      <Back href={frame.cancelHref}>{m.proposal.title}</Back>
      <h1>{s.title}</h1>
      {closed === undefined ? (
        <>
          <p className="reading">{s.intro}</p>
          <RuleInWords rule={proposal.rule} exportFirst={proposal.exportFirst} />
          <TermsOf proposal={proposal} />
          <Comparison of={comparison} />
          <Form frame={frame} buttons={<Button>{s.save}</Button>}>
            <RadioGroup
              name={settleFields.outcome}
              label={s.outcome}
              required
              choices={(['approved', 'rejected'] as const).map((value) => ({
                value,
                label: s[value].name,
                help: s[value].help,
                checked: value === outcome,
              }))}
            />
            <TextArea name={settleFields.reason} label={s.reason} value={reason} />
          </Form>
        </>
      ) : (
        <Alert tone="soon">{s[closed]}</Alert>
      )}
    </Main>
  );
}

const TermsOf = ({ proposal }: { readonly proposal: Proposal }) => <DescriptionList items={useTerms(proposal)} />;

/** Taking one's own proposal back. */
export function WithdrawPage({ frame, reason, closed }: Omit<SettlePageProps, 'proposal' | 'comparison' | 'outcome'>) {
  const m = useMessages(messages);
  const w = m.withdraw;
  return (
    <Main title={w.title}>
      <Back href={frame.cancelHref}>{m.proposal.title}</Back>
      <h1>{w.title}</h1>
      {closed === undefined ? (
        <>
          <p className="reading">{w.intro}</p>
          <Form frame={frame} buttons={<Button>{w.save}</Button>}>
            <TextArea name={settleFields.reason} label={w.reason} value={reason} required />
          </Form>
        </>
      ) : (
        <Alert tone="soon">{m.settle[closed]}</Alert>
      )}
    </Main>
  );
}
