import { writtenNumber } from '../../../kernel/number.ts';
import type { FormFrame } from '../../../ui/form-frame.ts';
import {
  ActionLink,
  Alert,
  Button,
  type Choice,
  type Column,
  Form,
  Main,
  Select,
  Table,
  TextArea,
  useLanguage,
  useMessages,
} from '../../../ui/index.ts';
import type { ShownCounts } from '../count.ts';
import { assignmentMessages } from '../messages/index.ts';
import { assignmentPaths as paths } from '../paths.ts';

export const figureNames = { year: 'ar', earlier: 'tidigare' } as const;

/** A month of two years beside each other. What is undefined is not shown. */
export interface InfluxLine {
  readonly key: string;
  readonly what: string;
  readonly previous: ShownCounts;
  readonly current: ShownCounts;
  /** Of people. */
  readonly difference: number | undefined;
  readonly percent: number | undefined;
}

interface FiguresProps {
  readonly years: readonly Choice[];
  readonly year: number;
  readonly intro: string;
  readonly fileHref: string;
  readonly told: string | undefined;
  readonly lines: readonly InfluxLine[];
  /** Months from before Hemvist; only whoever leads. */
  readonly earlier: { readonly frame: FormFrame; readonly text: string } | undefined;
}

export function FiguresPage({ years, year, intro, fileHref, told, lines, earlier }: FiguresProps) {
  const all = useMessages(assignmentMessages);
  const m = all.figures;
  const columns: readonly Column<InfluxLine>[] = [
    { key: 'what', heading: m.month, Cell: What },
    { key: 'households-before', heading: `${m.households} ${year - 1}`, numeric: true, Cell: HouseholdsBefore },
    { key: 'households', heading: `${m.households} ${year}`, numeric: true, Cell: Households },
    { key: 'people-before', heading: `${m.people} ${year - 1}`, numeric: true, Cell: PeopleBefore },
    { key: 'people', heading: `${m.people} ${year}`, numeric: true, Cell: People },
    { key: 'difference', heading: m.difference, numeric: true, Cell: Difference },
    { key: 'percent', heading: m.percent, numeric: true, Cell: Percent },
  ];
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      {told === undefined ? undefined : (
        <Alert tone="ok" live="calm">
          {told}
        </Alert>
      )}
      <form method="get" action={paths.figures()} className="filter">
        <Select name={figureNames.year} label={m.year} groups={[{ choices: years }]} required />
        <Button emphasis="secondary">{m.show}</Button>
      </form>
      <p className="reading">{intro}</p>
      <p className="reading quiet">{m.few}</p>
      <p>
        <ActionLink href={fileHref}>{m.file}</ActionLink>
      </p>
      <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />
      {earlier === undefined ? undefined : (
        <section>
          <h2>{m.earlier}</h2>
          <p className="reading">{m.earlierIntro}</p>
          <Form frame={earlier.frame} buttons={<Button emphasis="secondary">{m.save}</Button>}>
            <TextArea
              name={figureNames.earlier}
              label={m.earlierRows}
              help={m.earlierHelp}
              value={earlier.text}
              required
            />
          </Form>
        </section>
      )}
    </Main>
  );
}

interface CellProps {
  readonly row: InfluxLine;
}
function Shown({ value }: { readonly value: number | undefined }) {
  const language = useLanguage();
  const m = useMessages(assignmentMessages).figures;
  return value === undefined ? <span className="quiet">{m.hidden}</span> : writtenNumber(value, language);
}
const What = ({ row }: CellProps) => row.what;
const HouseholdsBefore = ({ row }: CellProps) => <Shown value={row.previous?.households} />;
const Households = ({ row }: CellProps) => <Shown value={row.current?.households} />;
const PeopleBefore = ({ row }: CellProps) => <Shown value={row.previous?.people} />;
const People = ({ row }: CellProps) => <Shown value={row.current?.people} />;
const Difference = ({ row }: CellProps) => <Shown value={row.difference} />;
function Percent({ row }: CellProps) {
  const language = useLanguage();
  return row.percent === undefined ? '' : `${writtenNumber(row.percent, language)} %`;
}
