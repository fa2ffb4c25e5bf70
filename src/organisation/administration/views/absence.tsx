import type { Choice, FormFrame } from '../../../ui/form-frame.ts';
import {
  ActionLink,
  Button,
  ButtonForm,
  CheckboxGroup,
  type Column,
  DateField,
  Form,
  Main,
  Select,
  Table,
  useMessages,
} from '../../../ui/index.ts';
import { organisationMessages } from '../messages/index.ts';
import { administrationFields as f, type Act } from './frame.tsx';

export interface AbsenceLine {
  readonly key: string;
  readonly time: string;
  readonly substitute: string;
  readonly standsIn: boolean;
  readonly handoverHref?: string | undefined;
  readonly remove: Act;
}

interface AbsenceProps {
  readonly frame: FormFrame;
  readonly lines: readonly AbsenceLine[];
  readonly colleagues: readonly Choice[];
  readonly covers: boolean;
  readonly values: { readonly from: string; readonly to: string };
}

/** One's own absence, and whom colleagues can ask meanwhile. */
export function AbsencePage({ frame, lines, colleagues, covers, values }: AbsenceProps) {
  const all = useMessages(organisationMessages);
  const m = all.absence;
  const columns: readonly Column<AbsenceLine>[] = [
    { key: 'time', heading: m.columns.time, Cell: ({ row }) => row.time },
    { key: 'substitute', heading: m.columns.substitute, Cell: Substitute },
    { key: 'act', heading: m.columns.act, Cell: RemoveAbsence },
  ];
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="reading">{m.intro}</p>
      {lines.length === 0 ? (
        <p className="quiet">{m.empty}</p>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />
      )}
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        <DateField name={f.from} label={m.from} value={values.from} required />
        <DateField name={f.to} label={m.to} value={values.to} required />
        <Select name={f.substitute} label={m.substitute} groups={[{ choices: colleagues }]} />
        <CheckboxGroup
          name={f.standsIn}
          label={m.covers}
          help={m.coversHelp}
          choices={[{ value: 'ja', label: m.coversYes, checked: covers }]}
        />
      </Form>
    </Main>
  );
}

function Substitute({ row }: { readonly row: AbsenceLine }) {
  const m = useMessages(organisationMessages).absence;
  return (
    <>
      {row.standsIn ? m.standsIn(row.substitute) : row.substitute}{' '}
      {row.handoverHref === undefined ? undefined : (
        <ActionLink href={row.handoverHref} context={row.time}>
          {m.handover}
        </ActionLink>
      )}
    </>
  );
}

function RemoveAbsence({ row }: { readonly row: AbsenceLine }) {
  const m = useMessages(organisationMessages).absence;
  return (
    <ButtonForm {...row.remove}>
      {m.remove}
      <span className="ds-sr-only"> {row.time}</span>
    </ButtonForm>
  );
}
