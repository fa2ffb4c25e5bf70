import { ActionLink, type Column, EmptyState, ShortDate, Table, useMessages } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import type { PersonView, RunContent } from './model/run.ts';

interface PeopleTabProps {
  readonly people: readonly PersonView[];
  readonly content: Extract<RunContent, { tab: 'people' }>;
}

/** Who works with the run, since when, and on what ground they may see it. */
export function PeopleTab({ people, content: { past } }: PeopleTabProps) {
  const m = useMessages(messages).people;
  if (people.length + past.length === 0) return <EmptyState>{m.none}</EmptyState>;
  return (
    <>
      <PeopleTable caption={m.heading} people={people} />
      {past.length === 0 ? undefined : (
        <>
          <h2>{m.past}</h2>
          <PeopleTable caption={m.past} people={past} />
        </>
      )}
    </>
  );
}

interface PeopleTableProps {
  readonly caption: string;
  readonly people: readonly PersonView[];
}

function PeopleTable({ caption, people }: PeopleTableProps) {
  const m = useMessages(messages).people.columns;
  const columns: readonly Column<PersonView>[] = [
    { key: 'name', heading: m.name, Cell: Name },
    { key: 'role', heading: m.role, Cell: Role },
    { key: 'period', heading: m.period, Cell: Period },
    ...(people.some((person) => person.ground) ? [{ key: 'ground', heading: m.ground, Cell: Ground }] : []),
    ...(people.some((person) => person.endHref) ? [{ key: 'end', heading: m.end, Cell: End }] : []),
  ];
  return <Table caption={caption} captionHidden columns={columns} rows={people} rowKey={(person) => person.key} />;
}

interface CellProps {
  readonly row: PersonView;
}

function Name({ row }: CellProps) {
  const m = useMessages(messages).people;
  return (
    <>
      <b>{row.name}</b>
      {row.isReader ? ` (${m.you})` : undefined}
    </>
  );
}

const Role = ({ row }: CellProps) => (
  <span>
    {row.role}
    {row.organisation === undefined ? undefined : <span className="quiet">, {row.organisation}</span>}
    {row.away === undefined ? undefined : <b> {row.away}</b>}
  </span>
);

function Period({ row }: CellProps) {
  const m = useMessages(messages).people;
  return (
    <span className="number">
      {m.from} <ShortDate date={row.from} />
      {row.to === undefined ? undefined : (
        <>
          {' '}
          {m.to} <ShortDate date={row.to} />
        </>
      )}
    </span>
  );
}

const Ground = ({ row }: CellProps) =>
  row.ground === undefined ? undefined : (
    <span>
      {row.ground.provision}: <span className="quiet">{row.ground.why}</span>
    </span>
  );

function End({ row }: CellProps) {
  const m = useMessages(messages).people;
  return row.endHref === undefined ? undefined : (
    <ActionLink href={row.endHref} context={m.endFor(row.name)}>
      {m.end}
    </ActionLink>
  );
}

/** Only who, for beside the work. */
export function PeopleList({ people }: { readonly people: readonly PersonView[] }) {
  const m = useMessages(messages).people;
  if (people.length === 0) return <p className="quiet">{m.none}</p>;
  return (
    <ul className="lines">
      {people.map((person) => (
        <li key={person.key}>
          <b>{person.name}</b>
          {person.isReader ? ` (${m.you})` : undefined}
          <span className="quiet">
            {' '}
            {person.role}
            {person.organisation === undefined ? undefined : `, ${person.organisation}`}
            {person.away === undefined ? undefined : <b> {person.away}</b>}
          </span>
        </li>
      ))}
    </ul>
  );
}
