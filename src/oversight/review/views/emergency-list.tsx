import { type Column, EmptyState, Main, StatusMark, Table, useMessages, Back } from '../../../ui/index.ts';
import { messages } from '../messages/index.ts';
import type { ItemState } from '../outcome.ts';
import { Span } from './item-cells.tsx';
import { markOf } from './model.ts';

export interface EmergencyLine {
  readonly key: string;
  readonly who: string;
  readonly organisation: string;
  readonly openedAt: string;
  readonly until: string;
  readonly what: string;
  readonly reason: string;
  readonly state?: ItemState | undefined;
  readonly href?: string | undefined;
}

interface EmergencyListProps {
  readonly lines: readonly EmergencyLine[];
  readonly backHref: string;
}

/** Every opening in an emergency, and what came of looking at it. */
export function EmergencyList({ lines, backHref }: EmergencyListProps) {
  const m = useMessages(messages);
  const columns: readonly Column<EmergencyLine>[] = [
    { key: 'who', heading: m.emergencies.columns.who, Cell: Who },
    { key: 'when', heading: m.emergencies.columns.when, Cell: When },
    { key: 'what', heading: m.emergencies.columns.what, Cell: What },
    { key: 'reason', heading: m.emergencies.columns.reason, Cell: Reason },
    { key: 'state', heading: m.emergencies.columns.state, Cell: State },
  ];
  return (
    <Main title={m.emergencies.title}>
      <Back href={backHref}>{m.month.back}</Back>
      <h1>{m.emergencies.title}</h1>
      <p className="reading">{m.emergencies.intro}</p>
      {lines.length === 0 ? (
        <EmptyState>{m.emergencies.empty}</EmptyState>
      ) : (
        <Table
          caption={m.emergencies.caption}
          captionHidden
          columns={columns}
          rows={lines}
          rowKey={(line) => line.key}
        />
      )}
    </Main>
  );
}

interface CellProps {
  readonly row: EmergencyLine;
}

const Who = ({ row }: CellProps) => (
  <>
    {row.href === undefined ? row.who : <a href={row.href}>{row.who}</a>}
    <p className="quiet">{row.organisation}</p>
  </>
);
const When = ({ row }: CellProps) => <Span firstAt={row.openedAt} lastAt={row.until} />;
const What = ({ row }: CellProps) => row.what;
const Reason = ({ row }: CellProps) => <span className="written">{row.reason}</span>;

function State({ row }: CellProps) {
  const m = useMessages(messages);
  if (row.state === undefined) return <span className="quiet">{m.emergencies.notYet}</span>;
  return <StatusMark mark={markOf[row.state]} word={m.states[row.state]} />;
}
