import {
  ActionLink,
  Alert,
  type Column,
  DescriptionList,
  EmptyState,
  LinkButton,
  Main,
  Moment,
  ShortDate,
  Table,
  Tag,
  useLanguage,
  useMessages,
  Back,
} from '../../../ui/index.ts';
import { messages } from '../messages/index.ts';
import type { RetentionRule } from '../retention.ts';
import type { DecidedPolicy, LawPoint, PolicyTerms, Proposal } from '../store/policy.ts';

interface RuleProps {
  readonly rule: RetentionRule;
  readonly exportFirst: boolean;
}

/** What a policy says, in sentences. */
export function RuleInWords({ rule, exportFirst }: RuleProps) {
  const m = useMessages(messages).policy;
  const days = new Intl.ListFormat(useLanguage());
  if (rule.action === 'preserve') return <p className="reading">{m.preserve}</p>;
  return (
    <>
      <p className="reading">{m.dispose(rule.years, rule.countedTo)}</p>
      {rule.researchDays.length > 0 ? (
        <p className="reading">{m.research(days.format(rule.researchDays.map(String)))}</p>
      ) : undefined}
      <p className="reading">{exportFirst ? m.exportFirst : m.noExport}</p>
      <p className="reading">
        {rule.noticeMonths === undefined ? m.noticesKept : m.noticesDisposed(rule.noticeMonths)}
      </p>
    </>
  );
}

/** Where it was decided, when, and from when it holds. */
export function useTerms({ source, owner, reference, decidedOn, validFrom }: PolicyTerms) {
  const m = useMessages(messages).policy;
  return [
    { key: 'source', term: m.source, detail: <span lang="sv">{source}</span> },
    { key: 'owner', term: m.owner, detail: <span lang="sv">{owner}</span> },
    ...(reference === '' ? [] : [{ key: 'reference', term: m.reference, detail: <span lang="sv">{reference}</span> }]),
    { key: 'decided', term: m.decided, detail: <ShortDate date={decidedOn} /> },
    { key: 'from', term: m.validFrom, detail: <ShortDate date={validFrom} /> },
  ];
}

/** The policy in force, in words; that it is to be confirmed is said first. */
export function PolicyInForce({ policy }: { readonly policy: DecidedPolicy | undefined }) {
  const m = useMessages(messages).policy;
  if (!policy) return <p className="reading">{m.none}</p>;
  return (
    <>
      {policy.confirmed ? undefined : <Alert tone="soon">{m.unconfirmed}</Alert>}
      <RuleInWords rule={policy} exportFirst={policy.exportFirst} />
      <Terms policy={policy} />
    </>
  );
}

const Terms = ({ policy }: { readonly policy: DecidedPolicy }) => <DescriptionList items={useTerms(policy)} />;

export type VersionLine = DecidedPolicy & Readonly<{ state: 'current' | 'coming' | 'replaced' | undefined }>;

export interface ProposalLine extends Proposal {
  readonly href: string;
}

interface PolicyPageProps {
  readonly policy: DecidedPolicy | undefined;
  readonly versions: readonly VersionLine[];
  readonly proposals: readonly ProposalLine[];
  readonly law: readonly LawPoint[];
  readonly backHref: string;
  readonly proposeHref: string;
}

/** What the municipality has decided, what it rests on, and how it has come about. */
export function PolicyPage({ policy, versions, proposals, law, backHref, proposeHref }: PolicyPageProps) {
  const m = useMessages(messages);
  const p = m.policy;
  const waiting = proposals.find(({ outcome }) => outcome === null);
  const lawColumns: readonly Column<LawPoint>[] = [
    { key: 'provision', heading: p.law.columns.provision, Cell: ProvisionCell },
    { key: 'text', heading: p.law.columns.text, Cell: TextCell },
    { key: 'state', heading: p.law.columns.state, Cell: LawStateCell },
  ];
  const versionColumns: readonly Column<VersionLine>[] = [
    { key: 'number', heading: p.versions.columns.number, Cell: NumberCell },
    { key: 'rule', heading: p.versions.columns.rule, Cell: RuleCell },
    { key: 'from', heading: p.versions.columns.from, Cell: FromCell },
    { key: 'decided', heading: p.versions.columns.decided, Cell: DecidedCell },
    { key: 'approved', heading: p.versions.columns.approved, Cell: ApprovedCell },
  ];
  const proposalColumns: readonly Column<ProposalLine>[] = [
    { key: 'proposed', heading: p.proposals.columns.proposed, Cell: ProposedCell },
    { key: 'by', heading: p.proposals.columns.by, Cell: ByCell },
    { key: 'state', heading: p.proposals.columns.state, Cell: StateCell },
  ];
  return (
    <Main title={p.title}>
      <Back href={backHref}>{m.back}</Back>
      <div className="heading-row">
        <h1>{p.title}</h1>
        {waiting ? undefined : <LinkButton href={proposeHref}>{p.propose}</LinkButton>}
      </div>
      <p className="reading">{p.intro}</p>
      {waiting ? (
        <Alert tone="info">
          {p.waits} <ActionLink href={waiting.href}>{p.seeProposal}</ActionLink>
        </Alert>
      ) : undefined}
      <h2>{p.versions.columns.rule}</h2>
      <PolicyInForce policy={policy} />
      {law.length === 0 ? undefined : (
        <>
          <h2>{p.law.heading}</h2>
          <p className="reading">{p.law.intro}</p>
          <Table
            caption={p.law.caption}
            captionHidden
            columns={lawColumns}
            rows={law}
            rowKey={(point) => String(point.number)}
          />
        </>
      )}
      <section>
        <h2>{p.versions.heading}</h2>
        {versions.length === 0 ? (
          <EmptyState>{p.none}</EmptyState>
        ) : (
          <Table
            caption={p.versions.caption}
            captionHidden
            columns={versionColumns}
            rows={versions}
            rowKey={(version) => String(version.number)}
          />
        )}
      </section>
      <section>
        <h2>{p.proposals.heading}</h2>
        {proposals.length === 0 ? (
          <EmptyState>{p.proposals.empty}</EmptyState>
        ) : (
          <Table
            caption={p.proposals.caption}
            captionHidden
            columns={proposalColumns}
            rows={proposals}
            rowKey={(proposal) => proposal.id}
          />
        )}
      </section>
    </Main>
  );
}

interface LawProps {
  readonly row: LawPoint;
}
const ProvisionCell = ({ row }: LawProps) => <span lang="sv">{row.provision}</span>;
const TextCell = ({ row }: LawProps) => row[useLanguage()];
function LawStateCell({ row }: LawProps) {
  const m = useMessages(messages).policy.law;
  return (
    <>
      {row.toConfirm ? <Tag>{m.toConfirm}</Tag> : m.read}
      <p className="quiet">
        <span lang="sv">{m.owner(row.owner)}</span> <ShortDate date={row.notedOn} />
      </p>
    </>
  );
}

interface VersionProps {
  readonly row: VersionLine;
}
function NumberCell({ row }: VersionProps) {
  const m = useMessages(messages).policy.versions;
  return (
    <>
      {row.number}
      {row.state === undefined ? undefined : <p className="quiet">{m.states[row.state]}</p>}
    </>
  );
}
const RuleCell = ({ row }: VersionProps) => <RuleInWords rule={row} exportFirst={row.exportFirst} />;
const FromCell = ({ row }: VersionProps) => <ShortDate date={row.validFrom} />;
const DecidedCell = ({ row }: VersionProps) => (
  <>
    <span lang="sv">
      {row.owner}
      {row.reference === '' ? '' : `, ${row.reference}`}
    </span>
    <p className="quiet">
      <ShortDate date={row.decidedOn} />
    </p>
  </>
);
function ApprovedCell({ row }: VersionProps) {
  const m = useMessages(messages).policy;
  if (row.approvedAt === null) return <Tag>{m.toConfirm}</Tag>;
  return (
    <>
      {m.approvedBy(row.approvedByName ?? '')} <Moment instant={row.approvedAt.toISOString()} />
      <p className="quiet">{m.proposedBy(row.proposedByName ?? '')}</p>
    </>
  );
}

interface ProposalProps {
  readonly row: ProposalLine;
}
const ProposedCell = ({ row }: ProposalProps) => (
  <a href={row.href}>
    <Moment instant={row.proposedAt.toISOString()} />
  </a>
);
const ByCell = ({ row }: ProposalProps) => row.proposedByName;
const StateCell = ({ row }: ProposalProps) => useMessages(messages).proposal.states[row.outcome ?? 'waits'];
