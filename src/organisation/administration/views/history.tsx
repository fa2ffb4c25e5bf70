import { ActionLink, type Column, EmptyState, Moment, Table, useMessages } from '../../../ui/index.ts';
import { organisationMessages } from '../messages/index.ts';
import { Administration, type Links } from './frame.tsx';

export interface ChangeLine {
  readonly key: string;
  readonly at: string;
  readonly by: string;
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

export function ChangeHistory({
  links,
  lines,
  olderHref,
}: {
  readonly links: Links;
  readonly lines: readonly ChangeLine[];
  readonly olderHref?: string | undefined;
}) {
  const all = useMessages(organisationMessages);
  const m = all.history;
  const columns: readonly Column<ChangeLine>[] = [
    { key: 'when', heading: m.columns.when, Cell: ChangeTime },
    { key: 'who', heading: m.columns.who, Cell: ({ row }) => row.by },
    { key: 'what', heading: m.columns.what, Cell: ({ row }) => row.what },
    { key: 'before', heading: m.columns.before, Cell: Before },
    { key: 'after', heading: m.columns.after, Cell: After },
  ];
  return (
    <Administration title={all.sections.history} links={links}>
      {lines.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />
      )}
      {olderHref === undefined ? undefined : <ActionLink href={olderHref}>{m.older}</ActionLink>}
    </Administration>
  );
}

const ChangeTime = ({ row }: { readonly row: ChangeLine }) => <Moment instant={row.at} />;
const Before = ({ row }: { readonly row: ChangeLine }) => <span className="written">{row.before}</span>;
const After = ({ row }: { readonly row: ChangeLine }) => <span className="written">{row.after}</span>;
