import { type Column, EmptyState, Main, Table, useMessages } from '../../ui/index.ts';
import { documents } from '../messages/documents.ts';
import { routineMessages } from '../messages/routines.ts';
import type { LibraryProps, LibraryRoutine, LibraryVersion } from './model/routine.ts';
import { DocumentFacts } from './routine-document.tsx';

/** Every governing document with what it says of itself, its versions, and which of them is in force. */
export function RoutineLibrary({ routines }: LibraryProps) {
  const m = useMessages(documents).routines;
  const { library } = useMessages(routineMessages);
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      {routines.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <>
          <p className="reading">{library.intro}</p>
          {routines.map((routine) => (
            <Routine key={routine.key} routine={routine} />
          ))}
        </>
      )}
    </Main>
  );
}

function Routine({
  routine: { key, title, href, facts, versions, compareHref },
}: {
  readonly routine: LibraryRoutine;
}) {
  const { library: m } = useMessages(routineMessages);
  const columns: readonly Column<LibraryVersion>[] = [
    { key: 'version', heading: m.columns.version, Cell: Version },
    { key: 'status', heading: m.columns.status, Cell: Status },
    { key: 'validFrom', heading: m.columns.validFrom, Cell: ValidFrom },
    { key: 'openRuns', heading: m.columns.openRuns, Cell: OpenRuns },
  ];
  return (
    <section className="library" id={key}>
      <h2>
        <a href={href}>{title}</a>
      </h2>
      <Table
        caption={m.versions(title)}
        captionHidden
        columns={columns}
        rows={versions}
        rowKey={(row) => row.version}
      />
      {compareHref === undefined ? undefined : (
        <p>
          <a href={compareHref}>{m.compare}</a>
        </p>
      )}
      <DocumentFacts facts={facts} />
    </section>
  );
}

interface CellProps {
  readonly row: LibraryVersion;
}

const Version = ({ row }: CellProps) => <a href={row.href}>{row.version}</a>;

function ValidFrom({ row: { validFrom, validUntil } }: CellProps) {
  const { library: m } = useMessages(routineMessages);
  return validUntil === undefined ? (
    validFrom
  ) : (
    <>
      {validFrom}
      <br />
      <span className="quiet">{m.until(validUntil)}</span>
    </>
  );
}

function Status({ row }: CellProps) {
  const words = useMessages(routineMessages).library.status[row.status];
  return row.status === 'inForce' ? <b>{words}</b> : words;
}

function OpenRuns({ row }: CellProps) {
  const { library: m } = useMessages(routineMessages);
  const { openRuns, openRunsHref, openRunsOfAll } = row;
  const seen = m.openRuns(openRuns);
  return (
    <>
      {openRunsOfAll === undefined ? undefined : (
        <>
          {m.openRunsOfAll(openRunsOfAll)}
          <br />
        </>
      )}
      {openRuns > 0 ? <a href={openRunsHref}>{seen}</a> : <span className="quiet">{seen}</span>}
    </>
  );
}
