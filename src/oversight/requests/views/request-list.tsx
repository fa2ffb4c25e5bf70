import {
  type Column,
  daysUntil,
  Due,
  EmptyState,
  LinkButton,
  Main,
  Moment,
  Pager,
  StatusMark,
  Table,
  Tabs,
  Tag,
  dateOf,
  useMessages,
  useToday,
  type PagerProps,
} from '../../../ui/index.ts';
import { messages } from '../messages/index.ts';
import type { RequestKind, RequestState } from '../request.ts';
import type { RequestFilter } from '../store/requests.ts';
import { markOf } from './model.ts';

export interface RequestLine {
  readonly key: string;
  readonly href: string;
  readonly number: string;
  readonly kind: RequestKind;
  /** Absent when the identity is protected. */
  readonly asked?: string | undefined;
  readonly arrivedAt: string;
  readonly due: string;
  readonly decider?: string | undefined;
  readonly urgent: boolean;
  readonly state: RequestState;
  readonly outcome?: string | undefined;
}

interface RequestListProps {
  readonly lines: readonly RequestLine[];
  readonly filter: RequestFilter;
  readonly filters: readonly { readonly filter: RequestFilter; readonly href: string; readonly count: number }[];
  readonly pager: PagerProps;
  readonly registerHref?: string | undefined;
}

/** The area's register of those who have asked for information. */
export function RequestList({ lines, filter, filters, pager, registerHref }: RequestListProps) {
  const m = useMessages(messages).list;
  const columns: readonly Column<RequestLine>[] = [
    { key: 'number', heading: m.columns.number, Cell: Numbered },
    { key: 'what', heading: m.columns.what, Cell: What },
    { key: 'arrived', heading: m.columns.arrived, Cell: Arrived },
    { key: 'due', heading: m.columns.due, Cell: DueOn },
    { key: 'decider', heading: m.columns.decider, Cell: Decider },
    { key: 'state', heading: m.columns.state, Cell: State },
  ];
  return (
    <Main title={m.title}>
      <div className="heading-row">
        <h1>{m.title}</h1>
        {registerHref === undefined ? undefined : <LinkButton href={registerHref}>{m.register}</LinkButton>}
      </div>
      <p className="reading">{m.intro}</p>
      <Tabs
        label={m.filterLabel}
        tabs={filters.map((one) => ({
          href: one.href,
          text: `${m.filters[one.filter]} (${one.count})`,
          current: one.filter === filter,
        }))}
      />
      {lines.length === 0 ? (
        <EmptyState>{m.empty[filter]}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={(line) => line.key} />
      )}
      <Pager {...pager} />
    </Main>
  );
}

interface CellProps {
  readonly row: RequestLine;
}

const Numbered = ({ row }: CellProps) => <a href={row.href}>{row.number}</a>;

function What({ row }: CellProps) {
  const m = useMessages(messages);
  return (
    <>
      {row.asked ?? <em>{m.list.masked}</em>} {row.urgent ? <Tag>{m.list.urgent}</Tag> : undefined}
      <p className="quiet">{m.kinds[row.kind].name}</p>
    </>
  );
}

function Arrived({ row }: CellProps) {
  const m = useMessages(messages).list;
  const today = useToday();
  return (
    <>
      <Moment instant={row.arrivedAt} />
      {row.state === 'closed' ? undefined : (
        <p className="quiet">{m.waited(Math.max(0, -daysUntil(dateOf(row.arrivedAt), today)))}</p>
      )}
    </>
  );
}

const DueOn = ({ row }: CellProps) => (row.state === 'closed' ? undefined : <Due date={row.due} />);

function Decider({ row }: CellProps) {
  const m = useMessages(messages).list;
  return row.decider ?? <span className="quiet">{m.nobody}</span>;
}

function State({ row }: CellProps) {
  const m = useMessages(messages);
  return (
    <>
      <StatusMark mark={markOf(row.state, row.due, useToday())} word={m.states[row.state]} />
      {row.outcome === undefined ? undefined : <p className="quiet">{row.outcome}</p>}
    </>
  );
}
