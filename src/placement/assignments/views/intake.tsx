import {
  type Column,
  Day,
  EmptyState,
  LinkButton,
  Main,
  PageLinks,
  StatusMark,
  Table,
  Tabs,
  useMessages,
} from '../../../ui/index.ts';
import type { Turn } from '../assignment.ts';
import { assignmentMessages } from '../messages/index.ts';
import type { Assignment } from '../store/assignments.ts';

export const intakeTabs = ['todo', 'living', 'over'] as const;
export type IntakeTab = (typeof intakeTabs)[number];

export interface IntakeLine {
  readonly assignment: Assignment;
  readonly href: string;
  /** Whole days since it came, and until they are to be received. */
  readonly age: number;
  readonly left: number;
  readonly turn: Turn;
}

interface IntakeProps {
  readonly tabs: readonly { readonly tab: IntakeTab; readonly href: string; readonly count: number }[];
  readonly current: IntakeTab;
  readonly lines: readonly IntakeLine[];
  readonly registerHref: string;
  readonly links: readonly { readonly href: string; readonly text: string }[];
}

/** What waits, with its age, how long until they come, how many they are and whose turn it is. */
export function Intake({ tabs, current, lines, registerHref, links }: IntakeProps) {
  const all = useMessages(assignmentMessages);
  const m = all.intake;
  const columns: readonly Column<IntakeLine>[] = [
    { key: 'number', heading: m.columns.number, Cell: NumberCell },
    { key: 'size', heading: m.columns.size, Cell: SizeCell },
    { key: 'received', heading: m.columns.received, Cell: ReceivedCell },
    { key: 'arrives', heading: m.columns.arrives, Cell: ArrivesCell },
    { key: 'state', heading: m.columns.state, Cell: StateCell },
    { key: 'turn', heading: m.columns.turn, Cell: TurnCell },
    { key: 'handler', heading: m.columns.handler, Cell: HandlerCell },
  ];
  const persons = lines.reduce((sum, { assignment }) => sum + assignment.people, 0);
  const total = tabs.find(({ tab }) => tab === current)?.count ?? 0;
  return (
    <Main title={all.title}>
      <h1>{all.title}</h1>
      <p className="reading">{all.intro}</p>
      <p className="buttons">
        <LinkButton href={registerHref}>{m.register}</LinkButton>
      </p>
      <PageLinks label={m.linksLabel} links={links} />
      <Tabs
        label={m.tabsLabel}
        tabs={tabs.map(({ tab, href, count }) => ({
          href,
          text: `${m.tabs[tab]} (${count})`,
          current: tab === current,
        }))}
      />
      {lines.length === 0 ? (
        <EmptyState>{m.empty[current]}</EmptyState>
      ) : (
        <>
          <p className="quiet">{m.total(lines.length, persons)}</p>
          <Table
            caption={m.caption}
            captionHidden
            columns={columns}
            rows={lines}
            rowKey={({ assignment }) => assignment.id}
          />
        </>
      )}
      {total > lines.length ? <p>{m.more(lines.length)}</p> : undefined}
    </Main>
  );
}

interface CellProps {
  readonly row: IntakeLine;
}
function NumberCell({ row: { assignment, href } }: CellProps) {
  const m = useMessages(assignmentMessages).intake;
  return (
    <>
      <a href={href}>{assignment.number}</a>
      {assignment.protection === undefined ? undefined : (
        <>
          <br />
          <StatusMark mark="stopped" word={m.protected} />
        </>
      )}
    </>
  );
}
const SizeCell = ({ row: { assignment } }: CellProps) => useMessages(assignmentMessages).people(assignment.people);
const ReceivedCell = ({ row: { age } }: CellProps) => useMessages(assignmentMessages).intake.ago(age);
function ArrivesCell({ row: { assignment, left } }: CellProps) {
  const m = useMessages(assignmentMessages).intake;
  if (assignment.state !== 'waiting' && assignment.state !== 'asked') return <Day date={assignment.arrivesOn} />;
  return (
    <>
      {m.left(left)}
      {left < 0 ? (
        <>
          <br />
          <StatusMark mark="late" word={m.late} />
        </>
      ) : undefined}
    </>
  );
}
function StateCell({ row: { assignment, turn } }: CellProps) {
  const m = useMessages(assignmentMessages);
  return (
    <>
      {m.states[assignment.state]}
      {assignment.state === 'living' && turn === 'desk' ? (
        <>
          <br />
          <StatusMark mark="soon" word={m.intake.followUp} />
        </>
      ) : undefined}
    </>
  );
}
const TurnCell = ({ row: { turn } }: CellProps) => useMessages(assignmentMessages).turns[turn];
function HandlerCell({ row: { assignment } }: CellProps) {
  const m = useMessages(assignmentMessages).intake;
  return assignment.handledByName ?? <span className="quiet">{m.nobody}</span>;
}
