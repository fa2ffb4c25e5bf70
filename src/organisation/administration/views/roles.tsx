import { type Column, LinkButton, Table, useMessages } from '../../../ui/index.ts';
import { organisationMessages } from '../messages/index.ts';
import { Administration, type Links } from './frame.tsx';

export interface RoleLine {
  readonly key: string;
  readonly href: string;
  readonly name: string;
  readonly count: string;
  readonly standard: boolean;
}

export function Roles({
  links,
  addHref,
  lines,
}: {
  readonly links: Links;
  readonly addHref: string;
  readonly lines: readonly RoleLine[];
}) {
  const all = useMessages(organisationMessages);
  const m = all.roles;
  const columns: readonly Column<RoleLine>[] = [
    { key: 'name', heading: m.columns.name, Cell: RoleLink },
    { key: 'permissions', heading: m.columns.permissions, Cell: ({ row }) => row.count },
    { key: 'standard', heading: m.columns.standard, Cell: RoleKind },
  ];
  return (
    <Administration title={all.sections.roles} links={links}>
      <p>
        <LinkButton href={addHref}>{m.add}</LinkButton>
      </p>
      <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />
    </Administration>
  );
}

const RoleLink = ({ row }: { readonly row: RoleLine }) => <a href={row.href}>{row.name}</a>;
function RoleKind({ row }: { readonly row: RoleLine }) {
  const m = useMessages(organisationMessages).roles;
  return row.standard ? m.standard : m.own;
}
