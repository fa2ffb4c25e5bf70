import {
  ActionLink,
  Button,
  type Column,
  DateField,
  EmptyState,
  Form,
  type FormFrame,
  LinkButton,
  Main,
  Moment,
  ShortDate,
  Table,
  TextArea,
  TextField,
  useMessages,
  useToday,
  Back,
} from '../../../ui/index.ts';
import { messages } from '../messages/index.ts';
import type { Hold } from '../store/retention.ts';
import { holdFields, liftFields } from './model.ts';

export interface HoldLine extends Hold {
  readonly liftHref?: string | undefined;
}

interface HoldsPageProps {
  readonly lines: readonly HoldLine[];
  readonly placeHref: string;
  readonly backHref: string;
}

export function HoldsPage({ lines, placeHref, backHref }: HoldsPageProps) {
  const m = useMessages(messages);
  const h = m.holds;
  const columns: readonly Column<HoldLine>[] = [
    { key: 'number', heading: h.columns.number, Cell: NumberCell },
    { key: 'reason', heading: h.columns.reason, Cell: ReasonCell },
    { key: 'placed', heading: h.columns.placed, Cell: PlacedCell },
    { key: 'until', heading: h.columns.until, Cell: UntilCell },
  ];
  return (
    <Main title={h.title}>
      <Back href={backHref}>{m.back}</Back>
      <div className="heading-row">
        <h1>{h.title}</h1>
        <LinkButton href={placeHref}>{h.place}</LinkButton>
      </div>
      <p className="reading">{h.intro}</p>
      {lines.length === 0 ? (
        <EmptyState>{h.empty}</EmptyState>
      ) : (
        <Table caption={h.caption} captionHidden columns={columns} rows={lines} rowKey={(line) => line.id} />
      )}
    </Main>
  );
}

interface CellProps {
  readonly row: HoldLine;
}

const NumberCell = ({ row }: CellProps) => row.caseNumber;
const ReasonCell = ({ row }: CellProps) => (
  <>
    <span className="written">{row.reason}</span>
    {row.liftReason === null ? undefined : <p className="quiet">{row.liftReason}</p>}
  </>
);
const PlacedCell = ({ row }: CellProps) => (
  <>
    {row.placedByName}
    <p className="quiet">
      <Moment instant={row.placedAt.toISOString()} />
    </p>
  </>
);
function UntilCell({ row }: CellProps) {
  const m = useMessages(messages).holds;
  const today = useToday();
  if (row.liftedAt !== null)
    return (
      <>
        {m.liftedBy(row.liftedByName ?? '')}
        <p className="quiet">
          <Moment instant={row.liftedAt.toISOString()} />
        </p>
      </>
    );
  return (
    <>
      {row.until === null ? m.noEnd : row.until < today ? m.lapsed : <ShortDate date={row.until} />}{' '}
      {row.liftHref === undefined ? undefined : (
        <ActionLink href={row.liftHref} context={row.caseNumber}>
          {m.lift}
        </ActionLink>
      )}
    </>
  );
}

interface PlacePageProps {
  readonly frame: FormFrame;
  readonly values: Readonly<Record<keyof typeof holdFields, string>>;
}

export function PlaceHoldPage({ frame, values }: PlacePageProps) {
  const m = useMessages(messages);
  const p = m.place;
  return (
    <Main title={p.title}>
      <Back href={frame.cancelHref}>{m.holds.title}</Back>
      <h1>{p.title}</h1>
      <Form frame={frame} buttons={<Button>{p.save}</Button>}>
        <TextField
          name={holdFields.number}
          label={p.stopNumber}
          help={p.stopNumberHelp}
          value={values.number}
          width={12}
          required
        />
        <TextArea name={holdFields.reason} label={p.reason} help={p.reasonHelp} value={values.reason} required />
        <DateField
          name={holdFields.until}
          label={p.until}
          help={p.untilHelp}
          value={values.until}
          earliest={useToday()}
        />
      </Form>
    </Main>
  );
}

interface LiftPageProps {
  readonly frame: FormFrame;
  readonly hold: Hold;
  readonly reason: string;
}

export function LiftHoldPage({ frame, hold, reason }: LiftPageProps) {
  const m = useMessages(messages);
  const title = m.lift.title(hold.caseNumber);
  return (
    <Main title={title}>
      <Back href={frame.cancelHref}>{m.holds.title}</Back>
      <h1>{title}</h1>
      <p className="reading">
        <span className="quiet">{m.lift.asked}:</span> <span className="written">{hold.reason}</span>
      </p>
      <Form frame={frame} buttons={<Button>{m.lift.save}</Button>}>
        <TextArea name={liftFields.reason} label={m.lift.reason} value={reason} required />
      </Form>
    </Main>
  );
}
