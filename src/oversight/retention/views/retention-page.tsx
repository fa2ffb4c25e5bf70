import {
  ActionLink,
  Button,
  type Column,
  EmptyState,
  Form,
  type FormFrame,
  LinkButton,
  Main,
  Moment,
  ShortDate,
  Table,
  Tabs,
  TextField,
  useMessages,
  Back,
} from '../../../ui/index.ts';
import { messages } from '../messages/index.ts';
import type { NoticeVerdict, Verdict } from '../retention.ts';
import type { DecidedPolicy } from '../store/policy.ts';
import type { ListState } from '../store/retention.ts';
import { exportFields } from './model.ts';
import { PolicyInForce } from './policy.tsx';

export interface VerdictLine {
  readonly verdict: Verdict;
  readonly count: number;
  readonly href: string;
}

interface NoticeLine {
  readonly verdict: NoticeVerdict;
  readonly count: number;
}

export interface ListLine {
  readonly key: string;
  readonly href: string;
  readonly number: number;
  readonly cases: number;
  readonly notices: number;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly state: ListState;
}

interface RetentionPageProps {
  readonly policy: DecidedPolicy | undefined;
  readonly verdicts: readonly VerdictLine[];
  readonly total: number;
  /** What becomes of notices that were closed without being about any case. */
  readonly notices: readonly NoticeLine[];
  readonly lists: readonly ListLine[];
  readonly proposeHref?: string | undefined;
  readonly policyHref: string;
  readonly holdsHref: string;
  /** The form that leads to a case to export. */
  readonly find?: FormFrame | undefined;
  readonly number: string;
}

/** What the municipality has decided, what it means today, and what has been proposed. */
export function RetentionPage({
  policy,
  verdicts,
  total,
  notices,
  lists,
  proposeHref,
  policyHref,
  holdsHref,
  find,
  number,
}: RetentionPageProps) {
  const m = useMessages(messages);
  const verdictColumns: readonly Column<VerdictLine>[] = [
    { key: 'verdict', heading: m.dryRun.columns.verdict, Cell: VerdictCell },
    { key: 'count', heading: m.dryRun.columns.count, Cell: CountCell, numeric: true },
  ];
  const noticeColumns: readonly Column<NoticeLine>[] = [
    { key: 'verdict', heading: m.dryRun.columns.verdict, Cell: NoticeVerdictCell },
    { key: 'count', heading: m.notices.count, Cell: NoticeCountCell, numeric: true },
  ];
  const listColumns: readonly Column<ListLine>[] = [
    { key: 'number', heading: m.lists.columns.number, Cell: NumberCell },
    { key: 'cases', heading: m.lists.columns.cases, Cell: CasesCell, numeric: true },
    { key: 'proposed', heading: m.lists.columns.proposed, Cell: ProposedCell },
    { key: 'state', heading: m.lists.columns.state, Cell: StateCell },
  ];
  return (
    <Main title={m.title}>
      <div className="heading-row">
        <h1>{m.title}</h1>
        {proposeHref === undefined ? undefined : <LinkButton href={proposeHref}>{m.lists.propose}</LinkButton>}
      </div>
      <p className="reading">{m.intro}</p>
      <p>
        <ActionLink href={holdsHref}>{m.holds.link}</ActionLink>
      </p>
      <h2>{m.policy.heading}</h2>
      <PolicyInForce policy={policy} />
      <p>
        <ActionLink href={policyHref}>{m.policy.more}</ActionLink>
      </p>
      <section>
        <h2>{m.dryRun.heading}</h2>
        <p className="reading">{m.dryRun.intro}</p>
        {total === 0 ? (
          <EmptyState>{m.dryRun.empty}</EmptyState>
        ) : (
          <>
            <p>{m.dryRun.total(total)}</p>
            <Table
              caption={m.dryRun.caption}
              captionHidden
              columns={verdictColumns}
              rows={verdicts}
              rowKey={(line) => line.verdict}
            />
          </>
        )}
        {notices.length === 0 ? undefined : (
          <>
            <h3>{m.notices.caption}</h3>
            <Table
              caption={m.notices.caption}
              captionHidden
              columns={noticeColumns}
              rows={notices}
              rowKey={(line) => line.verdict}
            />
          </>
        )}
      </section>
      <section>
        <h2>{m.lists.heading}</h2>
        {lists.length === 0 ? (
          <EmptyState>{m.lists.empty}</EmptyState>
        ) : (
          <Table
            caption={m.lists.caption}
            captionHidden
            columns={listColumns}
            rows={lists}
            rowKey={(line) => line.key}
          />
        )}
      </section>
      {find === undefined ? undefined : (
        <section>
          <h2>{m.export.heading}</h2>
          <p className="reading">{m.export.intro}</p>
          <Form frame={find} buttons={<Button emphasis="secondary">{m.export.find}</Button>}>
            <TextField
              name={exportFields.number}
              label={m.export.number}
              help={m.place.numberHelp}
              value={number}
              width={12}
              required
            />
          </Form>
        </section>
      )}
    </Main>
  );
}

function VerdictCell({ row }: { readonly row: VerdictLine }) {
  const m = useMessages(messages).verdicts[row.verdict];
  return (
    <>
      <a href={row.href}>{m.name}</a>
      <p className="quiet">{m.help}</p>
    </>
  );
}
const NoticeVerdictCell = ({ row }: { readonly row: NoticeLine }) =>
  useMessages(messages).notices.verdicts[row.verdict];
const NoticeCountCell = ({ row }: { readonly row: NoticeLine }) => row.count;
const CountCell = ({ row }: { readonly row: VerdictLine }) => row.count;

const NumberCell = ({ row }: { readonly row: ListLine }) => (
  <a href={row.href}>{useMessages(messages).lists.name(row.number)}</a>
);
function CasesCell({ row }: { readonly row: ListLine }) {
  const m = useMessages(messages).notices;
  return (
    <>
      {row.cases}
      {row.notices === 0 ? undefined : <p className="quiet">{m.counted(row.notices)}</p>}
    </>
  );
}
const ProposedCell = ({ row }: { readonly row: ListLine }) => (
  <>
    <Moment instant={row.proposedAt} />
    <p className="quiet">{row.proposedBy}</p>
  </>
);
const StateCell = ({ row }: { readonly row: ListLine }) => useMessages(messages).lists.states[row.state];

export interface CaseLine {
  readonly key: string;
  /** Absent when the identity is protected. */
  readonly number?: string | undefined;
  readonly unit: string;
  readonly last: string;
  readonly due?: string | undefined;
}

interface RetentionCasesProps {
  readonly backHref: string;
  readonly tabs: readonly VerdictLine[];
  readonly current: Verdict | undefined;
  readonly lines: readonly CaseLine[];
  readonly total: number;
}

/** The cases behind a count. */
export function RetentionCases({ backHref, tabs, current, lines, total }: RetentionCasesProps) {
  const m = useMessages(messages);
  const columns: readonly Column<CaseLine>[] = [
    { key: 'number', heading: m.cases.columns.number, Cell: CaseNumber },
    { key: 'unit', heading: m.cases.columns.unit, Cell: UnitCell },
    { key: 'last', heading: m.cases.columns.last, Cell: LastCell },
    { key: 'due', heading: m.cases.columns.due, Cell: DueCell },
  ];
  return (
    <Main title={m.cases.title}>
      <Back href={backHref}>{m.back}</Back>
      <h1>{m.cases.title}</h1>
      <Tabs
        label={m.cases.filterLabel}
        tabs={tabs.map((tab) => ({
          href: tab.href,
          text: `${m.verdicts[tab.verdict].name} (${tab.count})`,
          current: tab.verdict === current,
        }))}
      />
      {lines.length === 0 ? (
        <EmptyState>{m.cases.empty}</EmptyState>
      ) : (
        <>
          {lines.length < total ? <p>{m.cases.limited(lines.length, total)}</p> : undefined}
          <Table caption={m.cases.caption} captionHidden columns={columns} rows={lines} rowKey={(line) => line.key} />
        </>
      )}
    </Main>
  );
}

function CaseNumber({ row }: { readonly row: CaseLine }) {
  const m = useMessages(messages).cases;
  return row.number ?? <em>{m.guarded}</em>;
}
const UnitCell = ({ row }: { readonly row: CaseLine }) => row.unit;
const LastCell = ({ row }: { readonly row: CaseLine }) => <ShortDate date={row.last} />;
const DueCell = ({ row }: { readonly row: CaseLine }) =>
  row.due === undefined ? undefined : <ShortDate date={row.due} />;
