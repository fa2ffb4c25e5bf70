import {
  Alert,
  Button,
  type Column,
  EmptyState,
  Form,
  type FormFrame,
  Main,
  Moment,
  Table,
  useMessages,
  Back,
} from '../../../ui/index.ts';
import { messages } from '../messages/index.ts';
import type { ExportMade } from '../store/archive.ts';

interface ExportPageProps {
  readonly frame: FormFrame;
  readonly number: string;
  readonly exports: readonly ExportMade[];
}

export function ExportPage({ frame, number, exports }: ExportPageProps) {
  const m = useMessages(messages);
  const e = m.export;
  const columns: readonly Column<ExportMade>[] = [
    { key: 'when', heading: e.columns.when, Cell: WhenCell },
    { key: 'who', heading: e.columns.who, Cell: WhoCell },
    { key: 'sum', heading: e.columns.sum, Cell: SumCell },
  ];
  return (
    <Main title={e.title}>
      <Back href={frame.cancelHref}>{m.back}</Back>
      <h1>{e.caseTitle(number)}</h1>
      <p className="reading">{e.what}</p>
      <Alert tone="soon">{e.secret}</Alert>
      <Form frame={frame} buttons={<Button>{e.save}</Button>}>
        {undefined}
      </Form>
      <h2>{e.earlier}</h2>
      {exports.length === 0 ? (
        <EmptyState>{e.none}</EmptyState>
      ) : (
        <Table caption={e.caption} captionHidden columns={columns} rows={exports} rowKey={(one) => one.id} />
      )}
    </Main>
  );
}

interface CellProps {
  readonly row: ExportMade;
}

const WhenCell = ({ row }: CellProps) => <Moment instant={row.made_at.toISOString()} />;
function WhoCell({ row }: CellProps) {
  const m = useMessages(messages).export;
  return row.made_by ?? m.bySystem;
}
const SumCell = ({ row }: CellProps) => <span className="checksum">{row.sha256}</span>;
