import { type Column, EmptyState, longDate, Main, Table, useLanguage, useMessages, useToday } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import type { UnitDayProps, UnitPersonLine } from './model/my-day.ts';
import { daysBeforeManager } from '../worklist.ts';
import { DayViews } from './my-day.tsx';
import { Notices } from './notices.tsx';
import { TaskList } from './task-line.tsx';

/** The unit by person: who has what on them, and the way to each one's day. */
export function UnitDay({ unitName, forManager, people, views, notices }: UnitDayProps) {
  const m = useMessages(messages).myDay;
  const heading = m.unitHeading(unitName, longDate(useToday(), useToday(), useLanguage()));
  const columns: readonly Column<UnitPersonLine>[] = [
    { key: 'person', heading: m.person, Cell: Person },
    { key: 'late', heading: m.columns.late, numeric: true, Cell: Late },
    { key: 'today', heading: m.columns.today, numeric: true, Cell: Today },
    { key: 'week', heading: m.columns.week, numeric: true, Cell: Week },
    { key: 'needsAnswer', heading: m.columns.needsAnswer, numeric: true, Cell: NeedsAnswer },
    { key: 'waiting', heading: m.columns.waiting, numeric: true, Cell: Waiting },
  ];
  return (
    <Main title={unitName}>
      <div className="heading-row">
        <h1>{heading}</h1>
        <DayViews views={views} current="unit" />
      </div>
      <Notices notices={notices} />
      {forManager.length === 0 ? undefined : (
        <section>
          <h2>
            {m.forManager} <span className="count">{forManager.length}</span>
          </h2>
          <p className="quiet reading">{m.forManagerHelp(daysBeforeManager)}</p>
          <TaskList lines={forManager} />
        </section>
      )}
      {forManager.length === 0 ? undefined : <h2>{m.unitCaption}</h2>}
      {people.length === 0 ? (
        <EmptyState>{m.emptyUnit}</EmptyState>
      ) : (
        <Table caption={m.unitCaption} captionHidden columns={columns} rows={people} rowKey={(line) => line.key} />
      )}
    </Main>
  );
}

interface CellProps {
  readonly row: UnitPersonLine;
}

const Person = ({ row }: CellProps) => (
  <>
    <a href={row.href}>{row.name}</a>
    {row.role === undefined ? undefined : <span className="quiet"> {row.role}</span>}
    {row.first.map((why) => (
      <span key={why} className="tag">
        {why}
      </span>
    ))}
    {row.away === undefined ? undefined : <span className="tag">{row.away}</span>}
  </>
);

const Late = ({ row }: CellProps) => <Count value={row.late} late />;
const Today = ({ row }: CellProps) => <Count value={row.today} />;
const Week = ({ row }: CellProps) => <Count value={row.week} />;
const NeedsAnswer = ({ row }: CellProps) => <Count value={row.needsAnswer} />;
const Waiting = ({ row }: CellProps) => <Count value={row.waiting} />;

const Count = ({ value, late }: { readonly value: number; readonly late?: boolean }) => (
  <span className={value === 0 ? 'quiet' : late ? 'late' : undefined}>{value}</span>
);
