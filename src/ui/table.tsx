import type { ComponentType } from 'react';
import { useMessages } from './language.tsx';
import { messages } from './messages/index.ts';

export interface Column<Row> {
  readonly key: string;
  readonly heading: string;
  readonly Cell: ComponentType<{ readonly row: Row }>;
  /** Numbers stand to the right, digits under digits. */
  readonly numeric?: boolean | undefined;
  /** Where the heading leads to sort by it, and how it is sorted now. */
  readonly sort?: { readonly href: string; readonly direction?: 'ascending' | 'descending' | undefined } | undefined;
}

interface TableProps<Row> {
  readonly caption: string;
  readonly captionHidden?: boolean | undefined;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}

/** The first column names the row and holds its link. On a phone each row becomes a short list. */
export function Table<Row>({ caption, captionHidden, columns, rows, rowKey }: TableProps<Row>) {
  return (
    <table className="table">
      <caption className={captionHidden ? 'ds-sr-only' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <Heading key={column.key} column={column} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map((column, index) => (
              <TableCell key={column.key} column={column} first={index === 0} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Heading<Row>({ column: { heading, numeric, sort } }: { readonly column: Column<Row> }) {
  const { table } = useMessages(messages);
  if (sort === undefined)
    return (
      <th scope="col" data-numeric={numeric}>
        {heading}
      </th>
    );
  const sorted = sort.direction === 'ascending' ? table.sortedAscending : table.sortedDescending;
  return (
    <th scope="col" data-numeric={numeric} aria-sort={sort.direction}>
      <a href={sort.href}>
        {heading}
        {sort.direction === undefined ? undefined : (
          <>
            <span aria-hidden="true">{sort.direction === 'ascending' ? ' ▴' : ' ▾'}</span>
            <span className="ds-sr-only">, {sorted}</span>
          </>
        )}
      </a>
    </th>
  );
}

interface TableCellProps<Row> {
  readonly column: Column<Row>;
  readonly first: boolean;
  readonly row: Row;
}

function TableCell<Row>({ column: { Cell, heading, numeric }, first, row }: TableCellProps<Row>) {
  if (first)
    return (
      <th scope="row">
        <Cell row={row} />
      </th>
    );
  return (
    <td data-numeric={numeric}>
      <span className="cell-label" aria-hidden="true">
        {heading}
      </span>
      <span className="cell">
        <Cell row={row} />
      </span>
    </td>
  );
}
