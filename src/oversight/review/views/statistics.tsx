import { writtenNumber } from '../../../kernel/number.ts';
import {
  ActionLink,
  type Column,
  EmptyState,
  Main,
  monthInWords,
  Table,
  useLanguage,
  useMessages,
} from '../../../ui/index.ts';
import { messages } from '../messages/index.ts';
import type { Figure, ShownMonth } from '../statistics.ts';

interface StatisticsProps {
  readonly months: readonly ShownMonth[];
  readonly fileHref: string;
}

/** How the reviews went, in figures that point at nobody, with what each figure means. */
export function Statistics({ months, fileHref }: StatisticsProps) {
  const m = useMessages(messages);
  const s = m.statistics;
  const figures = (key: string, heading: string, Cell: Column<ShownMonth>['Cell']): Column<ShownMonth> => ({
    key,
    heading,
    Cell,
    numeric: true,
  });
  const columns: readonly Column<ShownMonth>[] = [
    { key: 'month', heading: s.columns.month, Cell: Month },
    { key: 'unit', heading: s.columns.unit, Cell: Unit },
    figures('reads', s.columns.reads, Reads),
    figures('sampled', s.columns.sampled, Sampled),
    figures('decided', s.columns.decided, Decided),
    figures('share', s.columns.share, Share),
    figures('days', s.columns.days, Days),
  ];
  return (
    <Main title={s.title}>
      <div className="heading-row">
        <h1>{s.title}</h1>
        {months.length === 0 ? undefined : <ActionLink href={fileHref}>{s.file}</ActionLink>}
      </div>
      <p className="reading">{s.intro}</p>
      {months.length === 0 ? (
        <EmptyState>{s.empty}</EmptyState>
      ) : (
        <>
          <Table caption={s.caption} captionHidden columns={columns} rows={months} rowKey={keyOf} />
          <h2>{s.odditiesHeading}</h2>
          <Table
            caption={s.odditiesCaption}
            captionHidden
            columns={[
              { key: 'month', heading: s.columns.month, Cell: Month },
              { key: 'unit', heading: s.columns.unit, Cell: Unit },
              { key: 'oddities', heading: s.odditiesHeading, Cell: Oddities },
            ]}
            rows={months}
            rowKey={keyOf}
          />
        </>
      )}
      <h2>{s.definitionsHeading}</h2>
      <ul className="lines reading">
        {Object.entries(s.definitions).map(([key, sentence]) => (
          <li key={key}>{sentence}</li>
        ))}
      </ul>
    </Main>
  );
}

const keyOf = ({ month, unitName }: ShownMonth): string => `${month} ${unitName}`;

interface CellProps {
  readonly row: ShownMonth;
}

function Shown({ of, percent }: { readonly of: Figure; readonly percent?: boolean }) {
  const s = useMessages(messages).statistics;
  const language = useLanguage();
  if (of.kind === 'few') return <span className="quiet">{s.few}</span>;
  if (of.kind === 'none') return s.none;
  const written = writtenNumber(of.value, language);
  return percent ? s.percent(written) : written;
}

function Month({ row }: CellProps) {
  return monthInWords(row.month, useLanguage());
}
const Unit = ({ row }: CellProps) => row.unitName;
const Reads = ({ row }: CellProps) => <Shown of={row.reads} />;
const Sampled = ({ row }: CellProps) => <Shown of={row.sampled} />;
const Decided = ({ row }: CellProps) => <Shown of={row.decided} />;
const Share = ({ row }: CellProps) => <Shown of={row.unauthorisedShare} percent />;
const Days = ({ row }: CellProps) => <Shown of={row.medianDays} />;

function Oddities({ row }: CellProps) {
  const m = useMessages(messages);
  return (
    <ul className="figures">
      {row.oddities.map(({ oddity, n }) => (
        <li key={oddity}>
          {m.rules[oddity].name}: <Shown of={n} />
        </li>
      ))}
    </ul>
  );
}
