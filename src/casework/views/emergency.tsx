import type { FormFrame, HiddenValues } from '../../ui/form-frame.ts';
import {
  Button,
  ButtonForm,
  type Column,
  EmptyState,
  Form,
  HiddenFields,
  Main,
  Moment,
  Table,
  TextArea,
  TextField,
  useMessages,
} from '../../ui/index.ts';
import { emergencyMessages } from '../messages/emergency.ts';

export const emergencyFields = { key: 'nummer', reason: 'skal', case: 'arende' } as const;

export interface FoundLine {
  readonly key: string;
  readonly number: string;
  readonly where: string;
  readonly open: { readonly action: string; readonly hidden: HiddenValues };
}

export interface OpeningLine {
  readonly key: string;
  readonly number?: string | undefined;
  readonly href?: string | undefined;
  readonly openedAt: string;
  readonly closesAt: string;
  readonly isOpen: boolean;
  readonly reason: string;
  readonly end?: { readonly action: string; readonly hidden: HiddenValues } | undefined;
}

interface EmergencyProps {
  readonly frame: FormFrame;
  readonly value: string;
  readonly reason: string;
  /** Undefined before a search. */
  readonly found?: readonly FoundLine[] | undefined;
  readonly openings: readonly OpeningLine[];
}

/** For the night: find a case by its number, say why, and open it for two hours. */
export function Emergency({ frame, value, reason, found, openings }: EmergencyProps) {
  const m = useMessages(emergencyMessages);
  const columns: readonly Column<OpeningLine>[] = [
    { key: 'case', heading: m.columns.case, Cell: CaseCell },
    { key: 'opened', heading: m.columns.opened, Cell: Opened },
    { key: 'closes', heading: m.columns.closes, Cell: Closes },
    { key: 'reason', heading: m.columns.reason, Cell: Reason },
    { key: 'act', heading: m.columns.act, Cell: End },
  ];
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="reading">{m.intro}</p>
      <Form frame={frame} buttons={<Button emphasis={found?.length ? 'secondary' : 'primary'}>{m.find}</Button>}>
        <TextField name={emergencyFields.key} label={m.key} help={m.keyHelp} value={value} width={20} required />
        <TextArea name={emergencyFields.reason} label={m.reason} help={m.reasonHelp} value={reason} required />
      </Form>
      {found === undefined ? undefined : <Found found={found} />}
      <h2>{m.mine}</h2>
      {openings.length === 0 ? (
        <EmptyState>{m.none}</EmptyState>
      ) : (
        <Table caption={m.mine} captionHidden columns={columns} rows={openings} rowKey={({ key }) => key} />
      )}
    </Main>
  );
}

function Found({ found }: { readonly found: readonly FoundLine[] }) {
  const m = useMessages(emergencyMessages);
  if (found.length === 0) return <p className="lead">{m.nothing}</p>;
  return (
    <section>
      <h2>{m.found}</h2>
      <p className="quiet">{m.foundHelp}</p>
      <ul className="lines told">
        {found.map((line) => (
          <li key={line.key}>
            <span>
              <b className="number">{line.number}</b> {line.where}
            </span>
            <form method="post" action={line.open.action} className="button-form">
              <HiddenFields fields={line.open.hidden} />
              <Button>
                {m.open}
                <span className="ds-sr-only"> {m.openContext(line.number)}</span>
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface CellProps {
  readonly row: OpeningLine;
}

const CaseCell = ({ row }: CellProps) =>
  row.href === undefined ? (row.number ?? '–') : <a href={row.href}>{row.number}</a>;
const Opened = ({ row }: CellProps) => <Moment instant={row.openedAt} />;
const Reason = ({ row }: CellProps) => row.reason;

function Closes({ row }: CellProps) {
  const m = useMessages(emergencyMessages);
  return (
    <>
      {row.isOpen ? undefined : `${m.closed} `}
      <Moment instant={row.closesAt} />
    </>
  );
}

function End({ row }: CellProps) {
  const m = useMessages(emergencyMessages);
  return row.end === undefined ? undefined : <ButtonForm {...row.end}>{m.end}</ButtonForm>;
}
