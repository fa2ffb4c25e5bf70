import type { Choice, FormFrame } from '../../../ui/form-frame.ts';
import {
  Button,
  ButtonForm,
  type Column,
  DateField,
  Disclosure,
  EmptyState,
  Form,
  RadioGroup,
  Select,
  Table,
  TextField,
  useMessages,
} from '../../../ui/index.ts';
import { organisationMessages } from '../messages/index.ts';
import { administrationFields as f, type Act, Administration, type Links } from './frame.tsx';

export interface DelegationLine {
  readonly key: string;
  readonly name: string;
  readonly what: string;
  readonly reference: string;
  readonly time: string;
  readonly end?: Act | undefined;
}

interface DelegationsProps {
  readonly links: Links;
  readonly lines: readonly DelegationLine[];
  readonly frame: FormFrame;
  readonly people: readonly Choice[];
  readonly what: readonly Choice[];
  readonly values: { readonly reference: string; readonly from: string; readonly to: string };
}

export function Delegations({ links, lines, frame, people, what, values }: DelegationsProps) {
  const all = useMessages(organisationMessages);
  const m = all.delegations;
  const columns: readonly Column<DelegationLine>[] = [
    { key: 'who', heading: m.columns.who, Cell: ({ row }) => row.name },
    { key: 'what', heading: m.columns.what, Cell: ({ row }) => row.what },
    { key: 'reference', heading: m.columns.reference, Cell: ({ row }) => row.reference },
    { key: 'time', heading: m.columns.time, Cell: ({ row }) => row.time },
    { key: 'act', heading: m.columns.act, Cell: EndDelegation },
  ];
  return (
    <Administration title={all.sections.delegations} links={links}>
      <p className="reading">{m.intro}</p>
      {lines.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />
      )}
      <Disclosure kind="section" summary={m.add} open={lines.length === 0 || (frame.errors ?? []).length > 0}>
        <Form frame={frame} buttons={<Button>{all.save}</Button>}>
          <Select name={f.who} label={m.who} groups={[{ choices: people }]} required />
          <RadioGroup name={f.what} label={m.what} choices={what} required />
          <TextField name={f.reference} label={m.reference} help={m.referenceHelp} value={values.reference} required />
          <DateField name={f.from} label={m.from} value={values.from} required />
          <DateField name={f.to} label={m.to} help={m.toHelp} value={values.to} />
        </Form>
      </Disclosure>
    </Administration>
  );
}

function EndDelegation({ row }: { readonly row: DelegationLine }) {
  const m = useMessages(organisationMessages).delegations;
  return row.end === undefined ? (
    m.ended
  ) : (
    <ButtonForm {...row.end}>
      {m.end}
      <span className="ds-sr-only">
        {' '}
        {row.name}, {row.what}
      </span>
    </ButtonForm>
  );
}
