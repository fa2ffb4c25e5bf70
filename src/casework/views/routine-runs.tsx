import { type Column, EmptyState, Main, ShortDate, Table, useMessages, Back } from '../../ui/index.ts';
import { routineMessages } from '../messages/routines.ts';
import type { Link } from './model/common.ts';

export interface OpenRunLine {
  readonly href: string;
  readonly number: string;
  readonly opened: string;
}

interface RoutineRunsProps {
  readonly name: string;
  readonly version: string;
  readonly back: Link;
  readonly runs: readonly OpenRunLine[];
  /** How many there are besides those that are listed. */
  readonly more: number;
}

/** The cases that follow a version of a routine now, of those that the reader sees. */
export function RoutineRuns({ name, version, back, runs, more }: RoutineRunsProps) {
  const { openRuns: m } = useMessages(routineMessages);
  const columns: readonly Column<OpenRunLine>[] = [
    { key: 'number', heading: m.columns.number, Cell: CaseNumber },
    { key: 'opened', heading: m.columns.opened, Cell: Opened },
  ];
  return (
    <Main title={m.title}>
      <Back href={back.href}>{back.text}</Back>
      <h1>{m.heading(name)}</h1>
      <p className="reading">{m.intro(version)}</p>
      {runs.length === 0 ? (
        <EmptyState>{m.none}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={runs} rowKey={({ href }) => href} />
      )}
      {more === 0 ? undefined : <p className="quiet">{m.more(more)}</p>}
    </Main>
  );
}

const CaseNumber = ({ row }: { readonly row: OpenRunLine }) => (
  <a href={row.href}>
    <span className="number">{row.number}</span>
  </a>
);
const Opened = ({ row }: { readonly row: OpenRunLine }) => <ShortDate date={row.opened} />;
