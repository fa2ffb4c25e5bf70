import {
  ActionLink,
  type Column,
  Day,
  EmptyState,
  Main,
  monthInWords,
  StatusMark,
  Table,
  useLanguage,
  useMessages,
} from '../../../ui/index.ts';
import { messages } from '../messages/index.ts';
import type { MonthLine } from './model.ts';

interface MonthsProps {
  readonly lines: readonly MonthLine[];
  readonly emergenciesHref: string;
  readonly settingsHref: string;
}

/** The reviews there have been, one a month. */
export function Months({ lines, emergenciesHref, settingsHref }: MonthsProps) {
  const m = useMessages(messages).list;
  const columns: readonly Column<MonthLine>[] = [
    { key: 'month', heading: m.columns.month, Cell: Month },
    { key: 'state', heading: m.columns.state, Cell: State },
    { key: 'left', heading: m.columns.left, Cell: Left, numeric: true },
    { key: 'unauthorised', heading: m.columns.unauthorised, Cell: Unauthorised, numeric: true },
    { key: 'due', heading: m.columns.due, Cell: DueOn },
  ];
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="reading">{m.intro}</p>
      <p className="buttons">
        <ActionLink href={emergenciesHref}>{m.emergencies}</ActionLink>
        <ActionLink href={settingsHref}>{m.settings}</ActionLink>
      </p>
      {lines.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={(line) => line.key} />
      )}
    </Main>
  );
}

interface CellProps {
  readonly row: MonthLine;
}

function Month({ row }: CellProps) {
  return <a href={row.href}>{monthInWords(row.month, useLanguage())}</a>;
}

function State({ row }: CellProps) {
  return <StatusMark mark={row.state} word={useMessages(messages).list[row.state]} />;
}

const Left = ({ row }: CellProps) => row.left;
const Unauthorised = ({ row }: CellProps) => row.unauthorised;
const DueOn = ({ row }: CellProps) => <Day date={row.due} />;
