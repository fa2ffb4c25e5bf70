import {
  Alert,
  type Column,
  DescriptionList,
  Disclosure,
  Main,
  Moment,
  Table,
  useMessages,
  Back,
} from '../../../ui/index.ts';
import { messages } from '../messages/index.ts';
import type { DisposalItem, DisposalList } from '../store/retention.ts';
import { reasonInWords } from './disposal.tsx';

interface ReceiptPageProps {
  readonly list: DisposalList;
  readonly items: readonly DisposalItem[];
  readonly disposed: number;
  readonly kept: number;
  readonly noticesDisposed: number;
  readonly noticesKept: number;
  readonly rows: number;
  readonly policy: string;
  readonly backHref: string;
}

/** What was done, to keep and to print. No names of individuals. */
export function ReceiptPage({
  list,
  items,
  disposed,
  kept,
  noticesDisposed,
  noticesKept,
  rows,
  policy,
  backHref,
}: ReceiptPageProps) {
  const m = useMessages(messages);
  const r = m.receipt;
  const title = r.title(list.number);
  const columns: readonly Column<DisposalItem>[] = [
    { key: 'case', heading: r.columns.case, Cell: CaseId },
    { key: 'outcome', heading: r.columns.outcome, Cell: Outcome },
    { key: 'checksum', heading: r.columns.checksum, Cell: Checksum },
    { key: 'export', heading: r.columns.export, Cell: ExportSum },
  ];
  return (
    <Main title={title}>
      <Back href={backHref}>{r.back}</Back>
      <h1>{title}</h1>
      {list.receipt === null ? (
        <Alert tone="info">{r.none}</Alert>
      ) : (
        <>
          <p className="reading">{r.intro}</p>
          <DescriptionList
            items={[
              { key: 'disposed', term: r.disposed, detail: disposed },
              { key: 'kept', term: r.kept, detail: kept },
              ...(list.notices === 0
                ? []
                : [
                    { key: 'notices-disposed', term: r.noticesDisposed, detail: noticesDisposed },
                    { key: 'notices-kept', term: r.noticesKept, detail: noticesKept },
                  ]),
              { key: 'rows', term: r.rows, detail: rows },
              { key: 'policy', term: r.policy, detail: <span lang="sv">{policy}</span> },
              { key: 'proposed', term: m.list.proposed, detail: list.proposedByName },
              { key: 'approved', term: r.approved, detail: list.decidedByName },
              ...(list.finishedAt === null
                ? []
                : [
                    {
                      key: 'finished',
                      term: m.list.finished,
                      detail: <Moment instant={list.finishedAt.toISOString()} />,
                    },
                  ]),
              { key: 'sum', term: r.sum, detail: <span className="checksum">{list.receiptSha256}</span> },
            ]}
          />
          <Table caption={r.caption} columns={columns} rows={items} rowKey={(item) => item.caseId} />
          <Disclosure kind="section" summary={r.body}>
            <p className="checksum">{list.receipt}</p>
          </Disclosure>
        </>
      )}
    </Main>
  );
}

interface CellProps {
  readonly row: DisposalItem;
}

function CaseId({ row }: CellProps) {
  const m = useMessages(messages).list;
  return (
    <>
      <span className="checksum">{row.caseId}</span>
      {row.kind === 'notice' ? <p className="quiet">{m.notice}</p> : undefined}
    </>
  );
}
function Outcome({ row }: CellProps) {
  const m = useMessages(messages);
  return row.outcome === 'disposed' ? m.list.disposed : m.list.kept(reasonInWords(row.reason ?? '', m));
}
const Checksum = ({ row }: CellProps) => <span className="checksum">{row.checksum}</span>;
const ExportSum = ({ row }: CellProps) => <span className="checksum">{row.exportSha256}</span>;
