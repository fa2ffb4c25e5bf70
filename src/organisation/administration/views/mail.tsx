import { type Column, Disclosure, EmptyState, Moment, StatusMark, Table, useMessages } from '../../../ui/index.ts';
import { organisationMessages } from '../messages/index.ts';
import { Administration, type Links } from './frame.tsx';

interface Line {
  readonly key: string;
  readonly at: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly state: 'waiting' | 'taken' | 'given' | 'sent' | 'refused' | 'unknown' | 'kept';
  readonly because: string | undefined;
  readonly again: string | undefined;
}

const marks = {
  waiting: 'waiting',
  taken: 'open',
  given: 'open',
  sent: 'done',
  refused: 'late',
  unknown: 'unknown',
  kept: 'waived',
} as const;

const At = ({ row }: { readonly row: Line }) => <Moment instant={row.at} />;

const What = ({ row }: { readonly row: Line }) => (
  <Disclosure summary={row.subject}>
    {row.text.split('\n\n').map((paragraph) => (
      <p key={paragraph}>{paragraph}</p>
    ))}
  </Disclosure>
);

function How({ row }: { readonly row: Line }) {
  const m = useMessages(organisationMessages).mail;
  return (
    <>
      <StatusMark mark={marks[row.state]} word={m.states[row.state]} />
      {row.because === undefined ? undefined : <p className="quiet">{row.because}</p>}
      {row.again === undefined ? undefined : (
        <p className="quiet">
          {m.again}: <Moment instant={row.again} />
        </p>
      )}
    </>
  );
}

export function MailList({ links, lines }: { readonly links: Links; readonly lines: readonly Line[] }) {
  const all = useMessages(organisationMessages);
  const m = all.mail;
  const columns: readonly Column<Line>[] = [
    { key: 'at', heading: m.columns.at, Cell: At },
    { key: 'to', heading: m.columns.to, Cell: ({ row }) => row.to },
    { key: 'what', heading: m.columns.what, Cell: What },
    { key: 'state', heading: m.columns.state, Cell: How },
  ];
  return (
    <Administration title={all.sections.mail} links={links}>
      <p className="reading">{m.intro}</p>
      {lines.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />
      )}
    </Administration>
  );
}
