import type { Choice } from '../../../ui/form-frame.ts';
import {
  ActionLink,
  Alert,
  Button,
  type Column,
  LinkButton,
  Pager,
  Select,
  Table,
  useMessages,
  type PagerProps,
} from '../../../ui/index.ts';
import { organisationMessages } from '../messages/index.ts';
import { FindPerson, type FindPersonProps } from './find-person.tsx';
import { administrationFields as f, Administration, type Links } from './frame.tsx';

export interface PersonLine {
  readonly key: string;
  readonly href: string;
  readonly name: string;
  readonly username: string;
  readonly area: string;
  readonly roles: string;
  readonly active: boolean;
}

interface PeopleProps {
  readonly links: Links;
  readonly addHref: string;
  /** Whose sign-in waits to be made anew. */
  readonly waiting: readonly { readonly key: string; readonly href: string; readonly name: string }[];
  readonly find: FindPersonProps;
  /** Said of what has been searched for, in place of everybody. */
  readonly found?:
    | { readonly heading: string; readonly more?: string | undefined; readonly everybodyHref: string }
    | undefined;
  readonly filterAction: string;
  readonly areas: readonly Choice[];
  readonly lines: readonly PersonLine[];
  readonly pager: PagerProps;
}

export function People({ links, addHref, waiting, find, found, filterAction, areas, lines, pager }: PeopleProps) {
  const all = useMessages(organisationMessages);
  const m = all.people;
  const columns: readonly Column<PersonLine>[] = [
    { key: 'name', heading: m.columns.name, Cell: PersonLink },
    { key: 'username', heading: m.columns.username, Cell: ({ row }) => row.username },
    { key: 'area', heading: m.columns.area, Cell: ({ row }) => row.area },
    { key: 'roles', heading: m.columns.roles, Cell: ({ row }) => row.roles },
    { key: 'state', heading: m.columns.state, Cell: PersonState },
  ];
  return (
    <Administration title={all.sections.people} links={links}>
      <p className="reading">{all.intro}</p>
      {waiting.length === 0 ? undefined : (
        <Alert tone="soon">
          <p>{all.signInLinks.reset.list}</p>
          <ul>
            {waiting.map(({ key, href, name }) => (
              <li key={key}>
                <a href={href}>{name}</a>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <FindPerson {...find} />
      <form method="get" action={filterAction} className="filter">
        <Select name={f.area} label={m.areaFilter} groups={[{ choices: areas }]} />
        <Button emphasis="secondary">{m.show}</Button>
      </form>
      <p>
        <LinkButton href={addHref}>{m.add}</LinkButton>
      </p>
      {found === undefined ? undefined : (
        <>
          <h2>{found.heading}</h2>
          <ActionLink href={found.everybodyHref}>{m.everybody}</ActionLink>
        </>
      )}
      {found !== undefined && lines.length === 0 ? (
        <p className="lead">{m.foundNone}</p>
      ) : (
        <Table
          caption={found?.heading ?? m.caption}
          captionHidden
          columns={columns}
          rows={lines}
          rowKey={({ key }) => key}
        />
      )}
      {found?.more === undefined ? undefined : <p className="quiet">{found.more}</p>}
      <Pager {...pager} />
    </Administration>
  );
}

const PersonLink = ({ row }: { readonly row: PersonLine }) => <a href={row.href}>{row.name}</a>;
function PersonState({ row }: { readonly row: PersonLine }) {
  const m = useMessages(organisationMessages).people;
  return row.active ? m.active : m.closed;
}
