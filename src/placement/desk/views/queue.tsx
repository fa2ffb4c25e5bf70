import { interventionNames, type Intervention } from '../../../matching/index.ts';
import {
  ActionLink,
  Alert,
  Button,
  ButtonForm,
  CheckboxGroup,
  type Choice,
  type Column,
  Day,
  EmptyState,
  Form,
  type FormFrame,
  type HiddenValues,
  Main,
  PageLinks,
  Select,
  StatusMark,
  Table,
  Tabs,
  Tag,
  useLanguage,
  useMessages,
  Back,
} from '../../../ui/index.ts';
import type { Request } from '../../store/requests.ts';
import { type Officer, weights, workOf } from '../assignment.ts';
import { deskMessages } from '../messages/index.ts';
import type { Desk } from '../store/officers.ts';

export interface QueueLine {
  readonly request: Request;
  readonly href: string;
  /** Whole days since it came in. */
  readonly age: number;
  readonly warned: boolean;
  /** What its sub-category is called; empty without one. */
  readonly subcategory: string;
}

interface QueueProps {
  readonly tabs: readonly { readonly href: string; readonly text: string; readonly current: boolean }[];
  readonly lines: readonly QueueLine[];
  readonly total: number;
  /** Of those that are closed, not of those that wait. */
  readonly isClosed: boolean;
  /** Gives out what nobody has; only whoever leads the desk. */
  readonly give?: { readonly action: string; readonly hidden: HiddenValues } | undefined;
  readonly gave?: number | undefined;
  readonly links: readonly { readonly href: string; readonly text: string }[];
  readonly remindersHref: string;
}

/** What lies on the desk, the acute first, with whose turn it is. */
export function Queue({ tabs, lines, total, isClosed, give, gave, links, remindersHref }: QueueProps) {
  const all = useMessages(deskMessages);
  const m = all.queue;
  const columns: readonly Column<QueueLine>[] = [
    { key: 'number', heading: m.columns.number, Cell: NumberCell },
    { key: 'intervention', heading: m.columns.intervention, Cell: InterventionCell },
    { key: 'from', heading: m.columns.from, Cell: FromCell },
    { key: 'starts', heading: m.columns.starts, Cell: StartsCell },
    { key: 'age', heading: m.columns.age, Cell: AgeCell },
    { key: 'waiting', heading: isClosed ? m.columns.state : m.columns.waiting, Cell: WaitingCell },
    { key: 'assigned', heading: m.columns.assigned, Cell: AssignedCell },
  ];
  return (
    <Main title={all.title}>
      <h1>{all.title}</h1>
      <PageLinks label={m.linksLabel} links={links} />
      <Tabs label={m.tabsLabel} tabs={tabs} />
      {gave === undefined ? undefined : (
        <Alert tone={gave === 0 ? 'soon' : 'ok'} live="calm">
          {m.gave(gave)}
        </Alert>
      )}
      {give === undefined ? undefined : <ButtonForm {...give}>{m.give}</ButtonForm>}
      {lines.length === 0 ? (
        <EmptyState>{isClosed ? m.noneClosed : m.empty}</EmptyState>
      ) : (
        <Table
          caption={isClosed ? m.closedCaption : m.caption}
          captionHidden
          columns={columns}
          rows={lines}
          rowKey={({ request }) => request.id}
        />
      )}
      {total > lines.length ? <p>{m.more(lines.length, total)}</p> : undefined}
      <p>
        <ActionLink href={remindersHref}>{m.reminders}</ActionLink>
      </p>
    </Main>
  );
}

interface CellProps {
  readonly row: QueueLine;
}
function NumberCell({ row: { request, href, warned } }: CellProps) {
  const m = useMessages(deskMessages).queue;
  return (
    <>
      <a href={href}>{request.number}</a>
      {request.isAcute ? (
        <>
          {' '}
          <Tag>{m.acute}</Tag>
        </>
      ) : undefined}
      {warned ? (
        <>
          <br />
          <StatusMark mark="late" word={m.warned} />
        </>
      ) : undefined}
    </>
  );
}
function InterventionCell({ row: { request, subcategory } }: CellProps) {
  const name = interventionNames[request.intervention][useLanguage()];
  return subcategory === '' ? name : `${name}, ${subcategory}`;
}
const FromCell = ({ row: { request } }: CellProps) => request.fromAreaName;
const StartsCell = ({ row: { request } }: CellProps) => <Day date={request.startsOn} />;
const AgeCell = ({ row: { age } }: CellProps) => useMessages(deskMessages).queue.ago(age);
function WaitingCell({ row: { request } }: CellProps) {
  const m = useMessages(deskMessages);
  return request.state === 'submitted' ? m.turns[request.waitingFor] : m.states[request.state];
}
function AssignedCell({ row: { request } }: CellProps) {
  const m = useMessages(deskMessages).queue;
  return request.assignedToName ?? <span className="quiet">{m.nobody}</span>;
}

export const staffFields = { who: 'vem', competences: 'insats' } as const;

/** An officer, with where whoever leads the desk goes to change what they are competent for. */
export type StaffLine = Officer & { readonly href?: string | undefined };

interface StaffProps {
  readonly desks: readonly (Desk & { readonly officers: readonly StaffLine[] })[];
  readonly backHref: string;
  readonly saved: boolean;
  /** Whoever leads the desk says who is competent for what. */
  readonly change?:
    | { readonly frame: FormFrame; readonly chosen: Officer | undefined; readonly interventions: readonly Choice[] }
    | undefined;
}

/** Who works at the desks, and by what rule they are given requests. */
export function Staff({ desks, backHref, saved, change }: StaffProps) {
  const all = useMessages(deskMessages);
  const m = all.staff;
  const columns: readonly Column<StaffLine>[] = [
    {
      key: 'name',
      heading: m.columns.name,
      Cell: OfficerName,
    },
    { key: 'present', heading: m.columns.present, Cell: Present },
    { key: 'work', heading: m.columns.work, numeric: true, Cell: Work },
    { key: 'open', heading: m.columns.open, Cell: Open },
    { key: 'competences', heading: m.columns.competences, Cell: Competences },
  ];
  return (
    <Main title={m.title}>
      <Back href={backHref}>{all.title}</Back>
      <h1>{m.title}</h1>
      {saved ? (
        <Alert tone="ok" live="calm">
          {m.saved}
        </Alert>
      ) : undefined}
      <p className="reading">{m.intro(weights.acute, weights.planned, weights.resting)}</p>
      {desks.map(({ unit, name, officers }) => (
        <section key={unit}>
          <h2>{name}</h2>
          {officers.length === 0 ? (
            <p>{m.nobody}</p>
          ) : (
            <Table
              caption={m.caption(name)}
              captionHidden
              columns={columns}
              rows={officers}
              rowKey={({ account }) => account}
            />
          )}
        </section>
      ))}
      {change === undefined ? undefined : (
        <section id="andra">
          <h2>{m.change}</h2>
          <Form frame={change.frame} buttons={<Button>{m.save}</Button>}>
            <Select
              name={staffFields.who}
              label={m.who}
              groups={desks.map(({ name, officers }) => ({
                label: name,
                choices: officers.map((one) => ({
                  value: one.account,
                  label: one.name,
                  checked: one.account === change.chosen?.account,
                })),
              }))}
              required
            />
            <CheckboxGroup name={staffFields.competences} label={m.competences} choices={change.interventions} />
          </Form>
        </section>
      )}
    </Main>
  );
}

interface StaffCell {
  readonly row: StaffLine;
}
const OfficerName = ({ row: { href, name } }: StaffCell) => (href === undefined ? name : <a href={href}>{name}</a>);
function Present({ row }: StaffCell) {
  const m = useMessages(deskMessages).staff;
  return row.present ? m.yes : m.no;
}
const Work = ({ row }: StaffCell) => workOf(row);
const Open = ({ row }: StaffCell) => useMessages(deskMessages).staff.load(row.acute, row.planned, row.resting);

function Competences({ row }: StaffCell) {
  const m = useMessages(deskMessages).staff;
  const language = useLanguage();
  if (row.competences.length === 0) return <span className="quiet">{m.nothing}</span>;
  return row.competences.map((one) => interventionNames[one as Intervention][language]).join(', ');
}
