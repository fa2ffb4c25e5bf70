import type { FormFrame } from '../../../ui/form-frame.ts';
import {
  ActionLink,
  Alert,
  Back,
  Button,
  type Column,
  FileField,
  Form,
  Main,
  momentInWords,
  Table,
  TextArea,
  TextField,
  useLanguage,
  useMessages,
  useToday,
} from '../../../ui/index.ts';
import type { ListImported } from '../actions/import.ts';
import type { ListReceipt } from '../store/imports.ts';
import type { ListProblem } from '../list-file.ts';
import { assignmentMessages } from '../messages/index.ts';
import { assignmentPaths as paths } from '../paths.ts';

export const listNames = { file: 'lista', pasted: 'inklistrat', reason: 'skal', act: 'gor' } as const;
export const reads = 'las-in';
const mostProblems = 200;

interface ListProps {
  readonly frame: FormFrame;
  readonly pasted: string;
  readonly reason: string;
  readonly result: { readonly told: ListImported; readonly written: boolean } | undefined;
  readonly receipts: readonly ListReceipt[];
}

/** A list from the agency is tried, and read in: from a file, or as it was copied from a spreadsheet. */
export function ListPage({ frame, pasted, reason, result, receipts }: ListProps) {
  const all = useMessages(assignmentMessages);
  const m = all.list;
  const language = useLanguage();
  const today = useToday();
  return (
    <Main title={m.title}>
      <Back href={paths.intake()}>{all.title}</Back>
      <h1>{m.title}</h1>
      <Result result={result} />
      <p className="reading">{m.intro}</p>
      <p>
        <ActionLink href={paths.template()}>{m.template}</ActionLink>
      </p>
      <Form
        frame={frame}
        buttons={
          <>
            <Button name={listNames.act} value="prova">
              {m.try}
            </Button>
            <Button emphasis="secondary" name={listNames.act} value={reads}>
              {m.run}
            </Button>
          </>
        }
      >
        <FileField name={listNames.file} label={m.file} accept=".csv,text/csv" />
        <TextArea name={listNames.pasted} label={m.pasted} help={m.pastedHelp} value={pasted} />
        <TextField name={listNames.reason} label={m.reason} help={m.reasonHelp} value={reason} required />
      </Form>
      <section>
        <h2>{m.receipts}</h2>
        {receipts.length === 0 ? <p>{m.noReceipts}</p> : undefined}
        <ul className="lines">
          {receipts.map(({ id, by, at, ...counts }) => (
            <li key={id}>
              {m.receipt(by, momentInWords(at.toISOString(), today, language))}:{' '}
              {m.counts(counts.added, counts.changed, counts.unchanged)}
            </li>
          ))}
        </ul>
      </section>
    </Main>
  );
}

function Result({ result }: Pick<ListProps, 'result'>) {
  const m = useMessages(assignmentMessages).list;
  if (result === undefined) return undefined;
  const { told, written } = result;
  if (told.ok)
    return (
      <Alert tone={written ? 'ok' : 'info'} live="urgent">
        <p>
          {written ? m.done : m.tried} {m.counts(told.added, told.changed, told.unchanged)}
        </p>
      </Alert>
    );
  const columns: readonly Column<ListProblem>[] = [
    { key: 'line', heading: m.columns.line, Cell: LineCell },
    { key: 'column', heading: m.columns.column, Cell: ColumnCell },
    { key: 'problem', heading: m.columns.problem, Cell: ProblemCell },
  ];
  return (
    <Alert tone="late" live="urgent">
      <p>{m.wrong(told.problems.length)}</p>
      <Table
        caption={m.title}
        captionHidden
        columns={columns}
        rows={told.problems.slice(0, mostProblems)}
        rowKey={({ line, column, problem }) => `${line} ${column ?? ''} ${problem}`}
      />
    </Alert>
  );
}

interface CellProps {
  readonly row: ListProblem;
}
const LineCell = ({ row }: CellProps) => row.line;
const ColumnCell = ({ row }: CellProps) => row.column ?? '';
function ProblemCell({ row }: CellProps) {
  const all = useMessages(assignmentMessages);
  return { ...all.problems, ...all.list.problems }[row.problem];
}
