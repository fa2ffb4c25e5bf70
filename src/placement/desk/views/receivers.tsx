import {
  ActionLink,
  Alert,
  Back,
  Button,
  ButtonForm,
  type Choice,
  type Column,
  Form,
  type FormFrame,
  type HiddenValues,
  Main,
  Select,
  StatusMark,
  Table,
  TextField,
  useMessages,
} from '../../../ui/index.ts';
import { deskMessages } from '../messages/index.ts';

export const receiverFields = { unit: 'enhet', called: 'kallas' } as const;

export interface ReceiverLine {
  readonly key: string;
  readonly intervention: string;
  /** Undefined where nobody receives it. */
  readonly unit?: string | undefined;
  readonly called: string;
  /** Somebody can be given what comes. */
  readonly hasOfficers: boolean;
  /** Only who may decide. */
  readonly href?: string | undefined;
}

interface ReceiversProps {
  readonly backHref: string;
  readonly lines: readonly ReceiverLine[];
  readonly saved: boolean;
}

/** Every intervention, with which unit receives requests of it. */
export function Receivers({ backHref, lines, saved }: ReceiversProps) {
  const all = useMessages(deskMessages);
  const m = all.receivers;
  const columns: readonly Column<ReceiverLine>[] = [
    { key: 'intervention', heading: m.columns.intervention, Cell: ({ row }) => row.intervention },
    { key: 'unit', heading: m.columns.unit, Cell: Unit },
    { key: 'called', heading: m.columns.called, Cell: ({ row }) => row.called },
    ...(lines.some(({ href }) => href !== undefined)
      ? [{ key: 'change', heading: m.columns.change, Cell: Change }]
      : []),
  ];
  return (
    <Main title={m.title}>
      <Back href={backHref}>{all.title}</Back>
      <h1>{m.title}</h1>
      {saved ? (
        <Alert tone="ok" live="calm">
          {m.saved}
        </Alert>
      ) : undefined}
      <p className="reading">{m.intro}</p>
      {lines.every(({ unit }) => unit === undefined) ? <Alert tone="soon">{m.nobodyYet}</Alert> : undefined}
      <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />
    </Main>
  );
}

interface CellProps {
  readonly row: ReceiverLine;
}
function Unit({ row: { unit, hasOfficers } }: CellProps) {
  const m = useMessages(deskMessages).receivers;
  if (unit === undefined) return <span className="quiet">{m.nobody}</span>;
  if (hasOfficers) return unit;
  return (
    <>
      {unit}
      <br />
      <StatusMark mark="late" word={m.noOfficer} />
    </>
  );
}
function Change({ row: { unit, intervention, href } }: CellProps) {
  const m = useMessages(deskMessages).receivers;
  return href === undefined ? undefined : (
    <ActionLink href={href} context={intervention}>
      {unit === undefined ? m.decide : m.change}
    </ActionLink>
  );
}

interface ReceiverFormProps {
  readonly intervention: string;
  readonly frame: FormFrame;
  readonly units: readonly { readonly label: string; readonly choices: readonly Choice[] }[];
  readonly called: string;
  readonly problem?: string | undefined;
  /** Who receives it now, and how that ends. */
  readonly stop?: { readonly unit: string; readonly action: string; readonly hidden: HiddenValues } | undefined;
}

export function ReceiverForm({ intervention, frame, units, called, problem, stop }: ReceiverFormProps) {
  const m = useMessages(deskMessages).receivers;
  const title = m.one(intervention);
  return (
    <Main title={title}>
      <Back href={frame.cancelHref}>{m.title}</Back>
      <h1>{title}</h1>
      {problem === undefined ? undefined : (
        <Alert tone="late" live="urgent">
          {problem}
        </Alert>
      )}
      <p className="reading">{m.oneIntro}</p>
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        <Select name={receiverFields.unit} label={m.unit} help={m.unitHelp} groups={units} required />
        <TextField name={receiverFields.called} label={m.called} help={m.calledHelp} value={called} />
      </Form>
      {stop === undefined ? undefined : (
        <section>
          <h2>{m.stop}</h2>
          <p className="reading">{m.stopIntro(stop.unit)}</p>
          <ButtonForm action={stop.action} hidden={stop.hidden}>
            {m.stopNow}
          </ButtonForm>
        </section>
      )}
    </Main>
  );
}
