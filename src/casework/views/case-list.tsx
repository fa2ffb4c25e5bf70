import {
  type Column,
  Due,
  EmptyState,
  LinkButton,
  Main,
  Pager,
  ShortDate,
  StatusMark,
  Table,
  useMessages,
  useToday,
} from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { markOf } from './mark.ts';
import type { CaseLine, CaseListColumn, CaseListProps } from './model/my-day.ts';

/** The cases and runs one can see, a page at a time. */
export function CaseList({ lines, pager, sort, openCaseHref }: CaseListProps) {
  const m = useMessages(messages).cases;
  const sortBy = (column: CaseListColumn) => ({
    href: sort.hrefs[column],
    direction: sort.by === column ? (sort.descending ? ('descending' as const) : ('ascending' as const)) : undefined,
  });
  const columns: readonly Column<CaseLine>[] = [
    { key: 'number', heading: m.columns.number, Cell: CaseNumber, sort: sortBy('number') },
    { key: 'name', heading: m.columns.name, Cell: Name, sort: sortBy('name') },
    { key: 'routine', heading: m.columns.routine, Cell: Routine },
    { key: 'nextStep', heading: m.columns.nextStep, Cell: NextStep },
    { key: 'due', heading: m.columns.due, Cell: DueCell, sort: sortBy('due') },
    { key: 'responsible', heading: m.columns.responsible, Cell: Responsible },
    { key: 'opened', heading: m.columns.opened, Cell: Opened, sort: sortBy('opened') },
  ];
  const open = openCaseHref === undefined ? undefined : <LinkButton href={openCaseHref}>{m.open}</LinkButton>;
  return (
    <Main title={m.title}>
      <div className="heading-row">
        <h1>{m.title}</h1>
        {lines.length === 0 ? undefined : open}
      </div>
      {lines.length === 0 ? (
        <EmptyState action={open}>{open === undefined ? m.emptyForReaders : m.empty}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={(line) => line.key} />
      )}
      <Pager {...pager} />
    </Main>
  );
}

interface CellProps {
  readonly row: CaseLine;
}

const CaseNumber = ({ row }: CellProps) => <a href={row.href}>{row.number}</a>;

function Name({ row }: CellProps) {
  const m = useMessages(messages).cases;
  return (
    <>
      {row.individualName}
      {row.first === undefined ? undefined : <span className="tag">{row.first}</span>}
      {row.runOnly ? <span className="quiet"> · {m.runOnly}</span> : undefined}
    </>
  );
}

const Routine = ({ row }: CellProps) => (
  <span>
    {row.routine}
    {row.phase === undefined ? undefined : <span className="quiet"> · {row.phase}</span>}
  </span>
);

function NextStep({ row }: CellProps) {
  const today = useToday();
  if (row.nextStep === undefined || row.nextStepState === undefined) return row.nextStep;
  return <StatusMark mark={markOf(row.nextStepState, row.due, today)} word={row.nextStep} />;
}

const DueCell = ({ row }: CellProps) => (row.due === undefined ? undefined : <Due date={row.due} />);

const Responsible = ({ row }: CellProps) => row.responsible;

function Opened({ row }: CellProps) {
  const m = useMessages(messages).cases;
  return (
    <span>
      <ShortDate date={row.opened} />
      {row.closed === undefined ? undefined : (
        <span className="quiet">
          , {m.closed} <ShortDate date={row.closed} />
        </span>
      )}
    </span>
  );
}
