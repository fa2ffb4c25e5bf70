import { writtenNumber } from '../../../kernel/number.ts';
import {
  ActionLink,
  Button,
  type Choice,
  type Column,
  DescriptionList,
  Disclosure,
  EmptyState,
  Main,
  Select,
  Table,
  useLanguage,
  useMessages,
} from '../../../ui/index.ts';
import type { Language } from '../../../kernel/text.ts';
import { type SectionLinks, Sections } from '../../views/sections.tsx';
import type { Arm, Figure, Shown } from '../figures.ts';
import type { Point } from '../kaplan-meier.ts';
import { messages, type Messages } from '../messages/index.ts';
import { Curve } from './curve.tsx';

export const figureFields = { routine: 'rutin', unit: 'enhet', period: 'period' } as const;

export interface FiguresPageProps {
  readonly sections: SectionLinks;
  readonly action: string;
  readonly fileHref: string;
  readonly reasonsHref?: string | undefined;
  readonly routines: readonly Choice[];
  readonly units: readonly Choice[];
  readonly periods: readonly { readonly label: string; readonly choices: readonly Choice[] }[];
  /** What is shown, in words. */
  readonly routine: string;
  readonly unit: string;
  readonly period: string;
  readonly shown: readonly Shown[];
  /** Only of a routine with placements. */
  readonly placements?: { readonly rate: Figure; readonly arms: readonly Arm[] } | undefined;
  readonly empty: boolean;
}

/** Whether a routine is followed and whether it helps, in figures with their definitions. */
export function FiguresPage(props: FiguresPageProps) {
  const m = useMessages(messages);
  const { shown, placements, empty } = props;
  const of = (kind: Shown['measure']['kind']) => shown.filter(({ measure }) => measure.kind === kind);
  const filled = of('obligation').filter(
    ({ total }) => total.kind === 'few' || (total.kind === 'number' && total.value > 0),
  );
  const rhythm = of('rhythm').filter(
    ({ total }) => total.kind === 'few' || (total.kind === 'number' && total.value > 0),
  );
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <Sections links={props.sections} current="figures" />
      <p className="reading">{m.intro}</p>
      <form method="get" action={props.action} className="filter">
        <Select name={figureFields.routine} label={m.form.routine} groups={[{ choices: props.routines }]} required />
        <Select name={figureFields.unit} label={m.form.unit} groups={[{ choices: props.units }]} required />
        <Select name={figureFields.period} label={m.form.period} groups={props.periods} required />
        <Button emphasis="secondary">{m.form.show}</Button>
      </form>
      <p>
        <strong>{m.shownFor(props.routine, props.unit, props.period)}</strong>
      </p>
      {empty ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <>
          <p>
            <ActionLink href={props.fileHref}>{m.form.file}</ActionLink>
          </p>
          <p className="reading quiet">{m.fewWords}</p>
          <h2>{m.obligations.heading}</h2>
          <p className="reading">{m.obligations.intro}</p>
          <ObligationTable rows={filled} />
          {props.reasonsHref === undefined ? undefined : (
            <p>
              <ActionLink href={props.reasonsHref}>{m.obligations.reasons}</ActionLink>
            </p>
          )}
          {rhythm.length === 0 ? undefined : (
            <>
              <h2>{m.rhythm.heading}</h2>
              <p className="reading">{m.rhythm.intro}</p>
              <RhythmTable rows={rhythm} />
            </>
          )}
          <h2>{m.outcomes.heading}</h2>
          {placements === undefined ? undefined : <Rate rate={placements.rate} />}
          <div className="outcomes">
            {[...of('outcome'), ...of('declared')].map((one) => (
              <Outcome key={one.measure.id} shown={one} />
            ))}
          </div>
          {placements === undefined ? undefined : <Stays arms={placements.arms} />}
        </>
      )}
      <Definitions shown={shown} placements={placements !== undefined} />
    </Main>
  );
}

/** The name of a measure: that of the routine, or our own. */
export const nameOf = ({ measure }: Pick<Shown, 'measure'>, m: Messages, language: Language): string =>
  m.outcomeMeasures[measure.id]?.name ?? measure.name?.[language] ?? measure.id;

export const partName = (part: string, m: Messages): string => m.parts[part as keyof Messages['parts']];

/** A figure in words, for a table or a file. */
export function inWords(figure: Figure, m: Messages, language: Language): string {
  if (figure.kind === 'few') return m.few;
  if (figure.kind === 'none') return m.none;
  return writtenNumber(figure.value, language);
}

function Number({ of, percent }: { readonly of: Figure; readonly percent?: boolean }) {
  const m = useMessages(messages);
  const language = useLanguage();
  const written = inWords(of, m, language);
  if (of.kind === 'few') return <span className="quiet">{written}</span>;
  return percent && of.kind === 'number' ? m.percent(written) : written;
}

interface CellProps {
  readonly row: Shown;
}

function Name({ row }: CellProps) {
  return nameOf(row, useMessages(messages), useLanguage());
}

const partCell = (part: string) =>
  function Part({ row }: CellProps) {
    return <Number of={row.parts.find((one) => one.part === part)?.figure ?? { kind: 'none' }} />;
  };
const Total = ({ row }: CellProps) => <Number of={row.total} />;
const Share = ({ row }: CellProps) => <Number of={row.share} percent />;
const cells = {
  kept: partCell('kept'),
  late: partCell('late'),
  waived: partCell('waived'),
  unknown: partCell('unknown'),
  missed: partCell('missed'),
};
const idOf = ({ measure }: Shown): string => measure.id;

function ObligationTable({ rows }: { readonly rows: readonly Shown[] }) {
  const { caption, columns: c } = useMessages(messages).obligations;
  const columns: readonly Column<Shown>[] = [
    { key: 'name', heading: c.name, Cell: Name },
    { key: 'kept', heading: c.kept, Cell: cells.kept, numeric: true },
    { key: 'late', heading: c.late, Cell: cells.late, numeric: true },
    { key: 'waived', heading: c.waived, Cell: cells.waived, numeric: true },
    { key: 'unknown', heading: c.unknown, Cell: cells.unknown, numeric: true },
    { key: 'total', heading: c.total, Cell: Total, numeric: true },
    { key: 'share', heading: c.share, Cell: Share, numeric: true },
  ];
  return <Table caption={caption} captionHidden columns={columns} rows={rows} rowKey={idOf} />;
}

function RhythmTable({ rows }: { readonly rows: readonly Shown[] }) {
  const { caption, columns: c } = useMessages(messages).rhythm;
  const columns: readonly Column<Shown>[] = [
    { key: 'name', heading: c.name, Cell: Name },
    { key: 'kept', heading: c.kept, Cell: cells.kept, numeric: true },
    { key: 'missed', heading: c.missed, Cell: cells.missed, numeric: true },
    { key: 'share', heading: c.share, Cell: Share, numeric: true },
  ];
  return <Table caption={caption} captionHidden columns={columns} rows={rows} rowKey={idOf} />;
}

type PartRow = Readonly<{ part: string; figure: Figure }>;
function PartName({ row }: { readonly row: PartRow }) {
  const m = useMessages(messages);
  return row.part === '' ? m.outcomes.total : partName(row.part, m);
}
const PartNumber = ({ row }: { readonly row: PartRow }) => <Number of={row.figure} />;

function Outcome({ shown }: { readonly shown: Shown }) {
  const m = useMessages(messages);
  const language = useLanguage();
  const name = nameOf(shown, m, language);
  const { share, measure, parts, total } = shown;
  return (
    <div>
      <h3>{name}</h3>
      {measure.id === 'planning-after-acute' ? <Quartiles of={shown.quartiles} /> : undefined}
      <Table
        caption={name}
        captionHidden
        columns={[
          { key: 'part', heading: m.columns.part, Cell: PartName },
          { key: 'n', heading: m.columns.n, Cell: PartNumber, numeric: true },
        ]}
        rows={[...parts, { part: '', figure: total }]}
        rowKey={({ part }) => part}
      />
      {measure.share === undefined ? undefined : (
        <p>
          {m.outcomes.share(partName(measure.share, m).toLowerCase())} <Number of={share} percent />
        </p>
      )}
    </div>
  );
}

function Quartiles({ of }: { readonly of: readonly Figure[] | undefined }) {
  const m = useMessages(messages);
  const language = useLanguage();
  const [low, median, high] = of ?? [];
  if (!low || !median || !high) return <p>{m.quartilesNone}</p>;
  if (median.kind !== 'number') return <p>{m.quartilesFew}</p>;
  const days = (figure: Figure): string => m.days(inWords(figure, m, language));
  return <p>{m.quartiles(days(low), days(median), days(high))}</p>;
}

function Rate({ rate }: { readonly rate: Figure }) {
  const m = useMessages(messages);
  const language = useLanguage();
  return (
    <>
      <h3>{m.rate.name}</h3>
      <p>{rate.kind === 'number' ? m.rate.sentence(inWords(rate, m, language)) : m.rate[rate.kind]}</p>
    </>
  );
}

const percent = (share: number): number => Math.round(share * 100);
type PointRow = Point & Readonly<{ part: Arm['part'] }>;
function PointArm({ row }: { readonly row: PointRow }) {
  return useMessages(messages).curve.arms[row.part];
}
function PointDays({ row }: { readonly row: PointRow }) {
  return useMessages(messages).days(String(row.days));
}
function PointShare({ row }: { readonly row: PointRow }) {
  return useMessages(messages).percent(String(percent(row.survival)));
}
function PointInterval({ row }: { readonly row: PointRow }) {
  const m = useMessages(messages);
  // Once all or none are left, the estimate has no interval.
  if (row.survival === 0 || row.survival === 1) return m.none;
  return m.curve.between(String(percent(row.low)), String(percent(row.high)));
}

function Stays({ arms }: { readonly arms: readonly Arm[] }) {
  const m = useMessages(messages);
  const { curve: c } = m;
  const language = useLanguage();
  const rows = arms.flatMap(({ part, points }) => points.map((point) => ({ ...point, part })));
  const inShort = ({ part, points }: Arm): string => {
    const last = points.at(-1);
    return c.altArm(c.arms[part], last ? c.altLast(last.days, m.percent(String(percent(last.survival)))) : c.altNone);
  };
  const [kept, notKept] = arms.map(inShort);
  return (
    <>
      <h3>{c.heading}</h3>
      <p className="reading">{c.intro}</p>
      <ul className="curve-key">
        {arms.map(({ part, n }) => (
          <li key={part}>
            <svg className="curve" viewBox="0 0 40 12" aria-hidden="true">
              <g className={part}>
                <path className="steps" d="M0 6H40" />
              </g>
            </svg>
            {c.group(c.arms[part], inWords(n, m, language))}
          </li>
        ))}
      </ul>
      {rows.length === 0 ? (
        <p>{c.none}</p>
      ) : (
        <>
          <Curve
            arms={arms.map(({ part, points }) => ({ key: part, name: c.arms[part], points }))}
            alt={c.alt(kept ?? '', notKept ?? '')}
            xAxis={c.xAxis}
            yAxis={c.yAxis}
          />
          <Table
            caption={c.caption}
            captionHidden
            columns={[
              { key: 'arm', heading: c.columns.arm, Cell: PointArm },
              { key: 'days', heading: c.columns.days, Cell: PointDays, numeric: true },
              { key: 'share', heading: c.columns.share, Cell: PointShare, numeric: true },
              { key: 'interval', heading: c.columns.interval, Cell: PointInterval, numeric: true },
            ]}
            rows={rows}
            rowKey={({ part, days }) => `${part} ${days}`}
          />
        </>
      )}
    </>
  );
}

/** What each measure is: what is counted, of what, and where it stands. */
function Definitions({ shown, placements }: { readonly shown: readonly Shown[]; readonly placements: boolean }) {
  const m = useMessages(messages);
  const language = useLanguage();
  const d = m.definitions;
  const told = [
    ...shown
      .filter(({ measure }) => measure.kind !== 'obligation' || measure.share !== undefined)
      .map((one) => definitionOf(one, m, language)),
    ...(placements ? [d.rate, d.stay] : []),
  ];
  return (
    <>
      <h2>{d.heading}</h2>
      <p className="reading">{d.hiding}</p>
      <Disclosure summary={d.show} kind="section">
        {told.map((one, index) => (
          // Two obligations may have the same title.
          // oxlint-disable-next-line react/no-array-index-key
          <section key={index}>
            <h3>{one.name}</h3>
            <DescriptionList
              items={[
                { key: 'definition', term: d.definition, detail: one.definition },
                { key: 'numerator', term: d.numerator, detail: one.numerator },
                { key: 'denominator', term: d.denominator, detail: one.denominator },
                { key: 'source', term: d.source, detail: one.source },
              ]}
            />
          </section>
        ))}
      </Disclosure>
    </>
  );
}

export type Told = Messages['definitions']['rate'];

/** What a measure is, in words. */
export function definitionOf(shown: Pick<Shown, 'measure'>, m: Messages, language: Language): Told {
  const { measure } = shown;
  const own = m.outcomeMeasures[measure.id];
  if (own) return own;
  const name = nameOf(shown, m, language);
  if (measure.kind === 'rhythm') return m.definitions.rhythm(name, measure.heading ?? '');
  if (measure.kind === 'obligation') return m.definitions.obligation(name, measure.heading ?? '');
  return m.definitions.declared(name);
}
