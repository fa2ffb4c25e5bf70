import type { FormFrame } from '../../../ui/form-frame.ts';
import { Button, type Column, DescriptionList, Form, Table, TextField, useMessages } from '../../../ui/index.ts';
import { organisationMessages } from '../messages/index.ts';
import { administrationFields as f, Administration, type Links } from './frame.tsx';

export interface AreaLine {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly units: string;
}

interface MunicipalityProps {
  readonly links: Links;
  readonly problem?: string | undefined;
  readonly heading: string;
  readonly code: string;
  readonly frame: FormFrame;
  readonly name: string;
  readonly areas: readonly AreaLine[];
}

export function MunicipalityPage({ links, problem, heading, code, frame, name, areas }: MunicipalityProps) {
  const all = useMessages(organisationMessages);
  const m = all.municipality;
  const columns: readonly Column<AreaLine>[] = [
    { key: 'name', heading: m.columns.name, Cell: ({ row }) => row.name },
    { key: 'kind', heading: m.columns.kind, Cell: ({ row }) => row.kind },
    { key: 'units', heading: m.columns.units, Cell: ({ row }) => row.units },
  ];
  return (
    <Administration title={all.sections.municipality} heading={heading} links={links} problem={problem}>
      <p className="reading">{m.intro}</p>
      <DescriptionList items={[{ key: 'code', term: m.code, detail: code }]} />
      <p className="quiet">{m.codeHelp}</p>
      <Form frame={frame} buttons={<Button>{all.save}</Button>}>
        <TextField name={f.name} label={m.name} value={name} required />
      </Form>
      <h2>{m.areas}</h2>
      <Table caption={m.areas} captionHidden columns={columns} rows={areas} rowKey={({ key }) => key} />
    </Administration>
  );
}
