import { type Column, EmptyState, Main, Table, useMessages } from '../../ui/index.ts';
import { documents } from '../messages/documents.ts';
import type { RoutineLine, RoutineListProps } from './model/routine.ts';

export function RoutineList({ routines }: RoutineListProps) {
  const m = useMessages(documents).routines;
  const columns: readonly Column<RoutineLine>[] = [
    { key: 'title', heading: m.columns.title, Cell: Title },
    { key: 'version', heading: m.columns.version, Cell: Version },
    { key: 'validFrom', heading: m.columns.validFrom, Cell: ValidFrom },
    { key: 'openRuns', heading: m.columns.openRuns, Cell: OpenRuns, numeric: true },
  ];
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      {routines.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={routines} rowKey={(line) => line.key} />
      )}
    </Main>
  );
}

interface CellProps {
  readonly row: RoutineLine;
}

const Title = ({ row }: CellProps) => (
  <>
    <a href={row.href}>{row.title}</a>
    {row.purpose === undefined ? undefined : <p className="quiet reading">{row.purpose}</p>}
  </>
);
const Version = ({ row }: CellProps) => row.version;
const ValidFrom = ({ row }: CellProps) => row.validFrom;

function OpenRuns({ row }: CellProps) {
  return useMessages(documents).routines.people(row.openRuns);
}
