import { writtenNumber } from '../../kernel/number.ts';
import type { FormFrame } from '../../ui/form-frame.ts';
import {
  ActionLink,
  Alert,
  Button,
  type Choice,
  type Column,
  FileField,
  Form,
  Main,
  PageLinks,
  Select,
  Table,
  useLanguage,
  useMessages,
} from '../../ui/index.ts';
import { assignmentPaths } from '../assignments/paths.ts';
import { figureMessages } from './messages/index.ts';

export const figureFields = { year: 'ar', file: 'fil' } as const;

/** A line of a table: two years beside each other. What is undefined is not shown. */
export interface FigureLine {
  readonly key: string;
  readonly what: string;
  /** Of an intervention above it. */
  readonly isPart?: boolean | undefined;
  readonly previous: number | undefined;
  readonly current: number | undefined;
  readonly difference?: number | undefined;
  readonly percent?: number | undefined;
}
export interface CountLine {
  readonly key: string;
  readonly what: string;
  readonly count: number | undefined;
}

/** How it went, by one measure: what it is, and of how many. */
export interface MeasureLine {
  readonly key: string;
  readonly what: string;
  readonly value: string | undefined;
  readonly of: string;
}

interface FiguresProps {
  readonly action: string;
  readonly fileHref: string;
  readonly backHref?: string | undefined;
  readonly years: readonly Choice[];
  readonly intro: string;
  readonly told?: string | undefined;
  readonly tables: readonly {
    readonly heading: string;
    readonly what: string;
    readonly lines: readonly FigureLine[];
  }[];
  readonly flow: readonly MeasureLine[];
  readonly counts: readonly { readonly heading: string; readonly what: string; readonly lines: readonly CountLine[] }[];
  readonly importing?: FormFrame | undefined;
}

/** The year's requests against the year before, and how they went. */
export function PlacementFiguresPage(props: FiguresProps) {
  const m = useMessages(figureMessages);
  const { action, fileHref, years, intro, told, tables, flow, counts, importing } = props;
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <PageLinks label={m.linksLabel} links={[{ href: assignmentPaths.figures(), text: m.assignments }]} />
      {told === undefined ? undefined : (
        <Alert tone="ok" live="calm">
          {told}
        </Alert>
      )}
      <form method="get" action={action} className="filter">
        <Select name={figureFields.year} label={m.year} groups={[{ choices: years }]} required />
        <Button emphasis="secondary">{m.show}</Button>
      </form>
      <p className="reading">{intro}</p>
      <p className="reading quiet">{m.few}</p>
      <p>
        <ActionLink href={fileHref}>{m.file}</ActionLink>
      </p>
      {tables.map(({ heading, what, lines }) => (
        <section key={heading}>
          <h2>{heading}</h2>
          <Pairs caption={heading} what={what} lines={lines} />
        </section>
      ))}
      <section>
        <h2>{m.flow}</h2>
        <p className="reading">{m.flowIntro}</p>
        <div className="reading">
          <Measures caption={m.flow} lines={flow} />
        </div>
      </section>
      {counts.map(({ heading, what, lines }) => (
        <section key={heading} className="reading">
          <h2>{heading}</h2>
          {lines.length === 0 ? <p>{m.none}</p> : <Counts caption={heading} what={what} lines={lines} />}
        </section>
      ))}
      {importing === undefined ? undefined : (
        <section>
          <h2>{m.import.heading}</h2>
          <p className="reading">{m.import.help}</p>
          <Form frame={importing} buttons={<Button emphasis="secondary">{m.import.submit}</Button>}>
            <FileField name={figureFields.file} label={m.import.file} required />
          </Form>
        </section>
      )}
    </Main>
  );
}

interface PairsProps {
  readonly caption: string;
  readonly what: string;
  readonly lines: readonly FigureLine[];
}
function Pairs({ caption, what, lines }: PairsProps) {
  const m = useMessages(figureMessages).columns;
  const columns: readonly Column<FigureLine>[] = [
    { key: 'what', heading: what, Cell: What },
    { key: 'previous', heading: m.previous, Cell: Previous, numeric: true },
    { key: 'current', heading: m.current, Cell: Current, numeric: true },
    { key: 'difference', heading: m.difference, Cell: Difference, numeric: true },
    { key: 'percent', heading: m.percent, Cell: Percent, numeric: true },
  ];
  return <Table caption={caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />;
}

interface CellProps {
  readonly row: FigureLine;
}
const What = ({ row }: CellProps) => (row.isPart ? <span className="quiet">– {row.what}</span> : row.what);
const Previous = ({ row }: CellProps) => <Count count={row.previous} />;
const Current = ({ row }: CellProps) => <Count count={row.current} />;
function Difference({ row }: CellProps) {
  const language = useLanguage();
  return row.difference === undefined
    ? '–'
    : `${row.difference > 0 ? '+' : ''}${writtenNumber(row.difference, language)}`;
}
function Percent({ row }: CellProps) {
  const language = useLanguage();
  return row.percent === undefined ? '–' : `${row.percent > 0 ? '+' : ''}${writtenNumber(row.percent, language)} %`;
}

function Count({ count }: { readonly count: number | undefined }) {
  const m = useMessages(figureMessages);
  const language = useLanguage();
  if (count !== undefined) return writtenNumber(count, language);
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="ds-sr-only">{m.hidden}</span>
    </>
  );
}

function Measures({ caption, lines }: { readonly caption: string; readonly lines: readonly MeasureLine[] }) {
  const m = useMessages(figureMessages);
  const columns: readonly Column<MeasureLine>[] = [
    { key: 'what', heading: m.measure, Cell: Measured },
    { key: 'value', heading: m.value, Cell: Value, numeric: true },
    { key: 'of', heading: m.of, Cell: Of, numeric: true },
  ];
  return <Table caption={caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />;
}
const Measured = ({ row }: { readonly row: MeasureLine }) => row.what;
const Value = ({ row }: { readonly row: MeasureLine }) => row.value ?? <Count count={undefined} />;
const Of = ({ row }: { readonly row: MeasureLine }) => row.of;

function Counts({ caption, what, lines }: Omit<PairsProps, 'lines'> & { readonly lines: readonly CountLine[] }) {
  const m = useMessages(figureMessages);
  const columns: readonly Column<CountLine>[] = [
    { key: 'what', heading: what, Cell: Name },
    { key: 'count', heading: m.count, Cell: Counted, numeric: true },
  ];
  return <Table caption={caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />;
}
const Name = ({ row }: { readonly row: CountLine }) => row.what;
const Counted = ({ row }: { readonly row: CountLine }) => <Count count={row.count} />;
