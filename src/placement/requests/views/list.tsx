import {
  ActionLink,
  type Column,
  EmptyState,
  LinkButton,
  Main,
  ShortDate,
  Table,
  Tabs,
  useMessages,
  Back,
} from '../../../ui/index.ts';
import type { Link } from '../../../ui/link.ts';
import { requestMessages } from '../messages/index.ts';

export interface RequestLine {
  readonly key: string;
  readonly href: string;
  readonly number: string;
  readonly caseNumber: string;
  readonly intervention: string;
  readonly isAcute: boolean;
  readonly start: string;
  readonly state: keyof (typeof requestMessages)['sv']['states'];
  /** Whose turn it is, in words. */
  readonly turn: string;
  readonly assigned?: string | undefined;
}

interface ListProps {
  readonly todos: readonly (Link & { readonly key: string; readonly since: string })[];
  readonly drafts: readonly Link[];
  readonly tabs: readonly (Link & { readonly current: boolean })[];
  readonly lines: readonly RequestLine[];
  readonly empty: string;
  readonly figuresHref?: string | undefined;
}

/** The requester's requests: what waits for them first. */
export function RequestList({ todos, drafts, tabs, lines, empty, figuresHref }: ListProps) {
  const m = useMessages(requestMessages).list;
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="reading">{m.intro}</p>
      {figuresHref === undefined ? undefined : (
        <p>
          <ActionLink href={figuresHref}>{m.figures}</ActionLink>
        </p>
      )}
      <section>
        <h2>{m.waiting}</h2>
        {todos.length === 0 ? (
          <p>{m.nothingWaiting}</p>
        ) : (
          <ul className="lines">
            {todos.map(({ key, href, text, since }) => (
              <li key={key}>
                <a href={href}>{text}</a>{' '}
                <span className="quiet">
                  <ShortDate date={since} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      {drafts.length === 0 ? undefined : (
        <section>
          <h2>{m.drafts}</h2>
          <ul className="lines">
            {drafts.map(({ href, text }) => (
              <li key={href}>
                <a href={href}>{text}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Tabs label={m.filterLabel} tabs={tabs} />
      {lines.length === 0 ? <EmptyState>{empty}</EmptyState> : <Requests lines={lines} withCase />}
    </Main>
  );
}

function Requests({
  lines,
  withCase = false,
}: {
  readonly lines: readonly RequestLine[];
  readonly withCase?: boolean;
}) {
  const m = useMessages(requestMessages).list;
  const columns: readonly Column<RequestLine>[] = [
    { key: 'number', heading: m.columns.number, Cell: Address },
    ...(withCase ? [{ key: 'case', heading: m.columns.case, Cell: Case }] : []),
    { key: 'intervention', heading: m.columns.intervention, Cell: Intervention },
    { key: 'start', heading: m.columns.start, Cell: Start },
    { key: 'state', heading: m.columns.state, Cell: State },
    { key: 'waiting', heading: m.columns.waiting, Cell: Waiting },
    { key: 'assigned', heading: m.columns.assigned, Cell: Assigned },
  ];
  return <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />;
}

interface CaseRequestsProps {
  readonly number: string;
  readonly backHref: string;
  readonly askHref: string;
  readonly lines: readonly RequestLine[];
}

/** The requests of one case. */
export function CaseRequests({ number, backHref, askHref, lines }: CaseRequestsProps) {
  const m = useMessages(requestMessages);
  return (
    <Main title={`${m.list.title}, ${number}`}>
      <Back href={backHref}>
        <span className="number">{number}</span>
      </Back>
      <div className="heading-row">
        <h1>{m.list.title}</h1>
        <LinkButton href={askHref}>{m.ask.title}</LinkButton>
      </div>
      {lines.length === 0 ? <EmptyState>{m.list.noneInCase}</EmptyState> : <Requests lines={lines} />}
    </Main>
  );
}

interface CellProps {
  readonly row: RequestLine;
}
const Address = ({ row }: CellProps) => (
  <a href={row.href} className="number">
    {row.number}
  </a>
);
const Case = ({ row }: CellProps) => row.caseNumber;
function Intervention({ row }: CellProps) {
  const m = useMessages(requestMessages).form;
  return row.isAcute ? `${row.intervention} (${m.urgencies.akut.toLowerCase()})` : row.intervention;
}
const Start = ({ row }: CellProps) => <ShortDate date={row.start} />;
const State = ({ row }: CellProps) => useMessages(requestMessages).states[row.state];
const Waiting = ({ row }: CellProps) => row.turn;
function Assigned({ row }: CellProps) {
  const m = useMessages(requestMessages).list;
  return row.assigned ?? <span className="quiet">{m.nobodyYet}</span>;
}
