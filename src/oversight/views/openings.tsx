import { ActionLink, type Column, EmptyState, Main, Moment, Table, useMessages } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';

export interface OpeningLine {
  readonly key: string;
  readonly at: string;
  readonly name: string;
  readonly isReader: boolean;
  readonly organisation?: string | undefined;
  readonly what: string;
  readonly refused: boolean;
  readonly reason?: string | undefined;
  readonly how: string;
}

interface OpeningsProps {
  readonly number: string;
  readonly caseHref: string;
  readonly lines: readonly OpeningLine[];
  readonly olderHref?: string | undefined;
  readonly newestHref?: string | undefined;
}

/** Who has opened a case, newest first. */
export function Openings({ number, caseHref, lines, olderHref, newestHref }: OpeningsProps) {
  const m = useMessages(messages);
  const columns: readonly Column<OpeningLine>[] = [
    { key: 'who', heading: m.columns.who, Cell: Who },
    { key: 'when', heading: m.columns.when, Cell: When },
    { key: 'what', heading: m.columns.what, Cell: What },
    { key: 'how', heading: m.columns.how, Cell: How },
  ];
  return (
    <Main title={`${m.title} ${number}`}>
      <p>
        <ActionLink href={caseHref}>{m.back}</ActionLink>
      </p>
      <h1>{m.heading(number)}</h1>
      <p className="reading">{m.intro}</p>
      {lines.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={(line) => line.key} />
      )}
      {newestHref === undefined && olderHref === undefined ? undefined : (
        <p className="buttons">
          {newestHref === undefined ? undefined : <ActionLink href={newestHref}>{m.newest}</ActionLink>}
          {olderHref === undefined ? undefined : <ActionLink href={olderHref}>{m.older}</ActionLink>}
        </p>
      )}
    </Main>
  );
}

interface CellProps {
  readonly row: OpeningLine;
}

function Who({ row }: CellProps) {
  const m = useMessages(messages);
  return (
    <>
      {row.name}
      {row.isReader ? ` (${m.you})` : undefined}
      {row.organisation === undefined ? undefined : <p className="quiet">{row.organisation}</p>}
    </>
  );
}
const When = ({ row }: CellProps) => <Moment instant={row.at} />;
const How = ({ row }: CellProps) => row.how;

function What({ row }: CellProps) {
  const m = useMessages(messages);
  return (
    <>
      {row.refused ? <b>{row.what}</b> : row.what}
      {row.reason === undefined ? undefined : <p className="quiet">{m.reason(row.reason)}</p>}
    </>
  );
}
