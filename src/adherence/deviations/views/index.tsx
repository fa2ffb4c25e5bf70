import type { ReactNode } from 'react';
import {
  ActionLink,
  Alert,
  Button,
  type Choice,
  type Column,
  DateField,
  Day,
  DescriptionList,
  Due,
  EmptyState,
  Form,
  type FormFrame,
  LinkButton,
  Main,
  Moment,
  Pager,
  Select,
  ShortDate,
  Table,
  Tabs,
  TextArea,
  useMessages,
  useToday,
  Back,
  type PagerProps,
} from '../../../ui/index.ts';
import { type SectionLinks, Sections } from '../../views/sections.tsx';
import { messages, type Messages } from '../messages/index.ts';
import type { Measure } from '../store/deviations.ts';

export const deviationFields = {
  about: 'galler',
  happenedOn: 'dag',
  what: 'vad',
  consequence: 'foljd',
  proposal: 'forslag',
} as const;
export const assignFields = { responsible: 'ansvarig', dueOn: 'klart' } as const;
export const textField = 'text';

export interface DeviationLine {
  readonly key: string;
  readonly href: string;
  readonly what: string;
  readonly happenedOn: string;
  readonly routine: string;
  readonly responsible?: string | undefined;
  readonly due?: string | undefined;
  readonly state: keyof Messages['states'];
}

export interface SetAsideLine {
  readonly key: string;
  readonly href: string;
  readonly caseNumber: string;
  readonly obligation: string;
  readonly at: string;
  readonly reason: string;
}

interface ListProps {
  readonly sections: SectionLinks;
  readonly registerHref: string;
  readonly tabs: readonly { readonly href: string; readonly text: string; readonly current: boolean }[];
  readonly children: ReactNode;
}

function List({ sections, registerHref, tabs, children }: ListProps) {
  const m = useMessages(messages);
  return (
    <Main title={m.title}>
      <div className="heading-row">
        <h1>{m.title}</h1>
        <LinkButton href={registerHref}>{m.register}</LinkButton>
      </div>
      <Sections links={sections} current="deviations" />
      <p className="reading">{m.intro}</p>
      <Tabs label={m.filterLabel} tabs={tabs} />
      {children}
    </Main>
  );
}

/** What has been registered, or nothing with what that means. */
export function DeviationList({
  lines,
  empty,
  pager,
  ...list
}: Omit<ListProps, 'children'> & {
  readonly lines: readonly DeviationLine[];
  readonly empty: string;
  readonly pager: PagerProps;
}) {
  const m = useMessages(messages);
  const columns: readonly Column<DeviationLine>[] = [
    { key: 'what', heading: m.columns.what, Cell: What },
    { key: 'happened', heading: m.columns.happened, Cell: Happened },
    { key: 'routine', heading: m.columns.routine, Cell: Routine },
    { key: 'responsible', heading: m.columns.responsible, Cell: Responsible },
    { key: 'due', heading: m.columns.due, Cell: DueOn },
    { key: 'state', heading: m.columns.state, Cell: State },
  ];
  return (
    <List {...list}>
      {lines.length === 0 ? (
        <EmptyState>{empty}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />
      )}
      <Pager {...pager} />
    </List>
  );
}

interface CellProps {
  readonly row: DeviationLine;
}
const What = ({ row }: CellProps) => <a href={row.href}>{row.what}</a>;
const Happened = ({ row }: CellProps) => <ShortDate date={row.happenedOn} />;
const Routine = ({ row }: CellProps) => row.routine;
function Responsible({ row }: CellProps) {
  const m = useMessages(messages);
  return row.responsible ?? <span className="quiet">{m.nobody}</span>;
}
const DueOn = ({ row }: CellProps) =>
  row.due === undefined ? undefined : row.state === 'closed' ? <ShortDate date={row.due} /> : <Due date={row.due} />;
const State = ({ row }: CellProps) => useMessages(messages).states[row.state];

/** What has been set aside in the cases that the reader sees, with the reasons. */
export function SetAsideList({
  lines,
  ...list
}: Omit<ListProps, 'children'> & { readonly lines: readonly SetAsideLine[] }) {
  const m = useMessages(messages).setAside;
  const columns: readonly Column<SetAsideLine>[] = [
    { key: 'case', heading: m.columns.case, Cell: Case },
    { key: 'obligation', heading: m.columns.obligation, Cell: Obligation },
    { key: 'at', heading: m.columns.at, Cell: At },
    { key: 'reason', heading: m.columns.reason, Cell: Reason },
  ];
  return (
    <List {...list}>
      <p className="reading">{m.intro}</p>
      {lines.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />
      )}
    </List>
  );
}

interface SetAsideProps {
  readonly row: SetAsideLine;
}
const Case = ({ row }: SetAsideProps) => <a href={row.href}>{row.caseNumber}</a>;
const Obligation = ({ row }: SetAsideProps) => row.obligation;
const At = ({ row }: SetAsideProps) => <ShortDate date={row.at} />;
const Reason = ({ row }: SetAsideProps) => <span className="written">{row.reason}</span>;

interface RegisterProps {
  readonly frame: FormFrame;
  readonly fromRun: boolean;
  readonly about: readonly { readonly label: string; readonly choices: readonly Choice[] }[];
  readonly values: Readonly<Record<keyof typeof deviationFields, string>>;
}

export function RegisterDeviation({ frame, fromRun, about, values }: RegisterProps) {
  const m = useMessages(messages);
  const f = m.form;
  return (
    <Main title={f.title}>
      <Back href={frame.cancelHref}>{m.title}</Back>
      <h1>{f.title}</h1>
      <p className="reading">{f.intro}</p>
      {fromRun ? <p>{f.fromRun}</p> : undefined}
      <Form frame={frame} buttons={<Button>{f.save}</Button>}>
        <Select name={deviationFields.about} label={f.about} groups={about} required />
        <DateField
          name={deviationFields.happenedOn}
          label={f.happenedOn}
          value={values.happenedOn}
          latest={useToday()}
          required
        />
        <TextArea name={deviationFields.what} label={f.what} value={values.what} required />
        <TextArea name={deviationFields.consequence} label={f.consequence} value={values.consequence} />
        <TextArea name={deviationFields.proposal} label={f.proposal} value={values.proposal} />
      </Form>
    </Main>
  );
}

export interface DeviationPageProps {
  readonly backHref: string;
  readonly what: string;
  readonly consequence: string;
  readonly proposal: string;
  readonly happenedOn: string;
  readonly routine: string;
  readonly obligation: string;
  readonly unit: string;
  readonly registeredBy: string;
  readonly registeredAt: string;
  readonly responsible?: string | undefined;
  readonly due?: string | undefined;
  readonly runHref?: string | undefined;
  readonly closedAt?: string | undefined;
  readonly conclusion: string;
  readonly measures: readonly Measure[];
  readonly steps: readonly { readonly key: 'assign' | 'measure' | 'close'; readonly href: string }[];
  readonly justRegistered: boolean;
}

export function DeviationPage(props: DeviationPageProps) {
  const m = useMessages(messages);
  const p = m.page;
  const written = (key: string, term: string, text: string) =>
    text === '' ? [] : [{ key, term, detail: <span className="written">{text}</span> }];
  return (
    <Main title={p.title}>
      <Back href={props.backHref}>{m.title}</Back>
      <h1>{p.title}</h1>
      {props.justRegistered ? (
        <Alert tone="ok" live="calm">
          {p.registered}
        </Alert>
      ) : undefined}
      <DescriptionList
        items={[
          ...written('what', p.what, props.what),
          ...written('consequence', p.consequence, props.consequence),
          ...written('proposal', p.proposal, props.proposal),
          { key: 'happened', term: p.happened, detail: <Day date={props.happenedOn} /> },
          { key: 'routine', term: p.routine, detail: props.routine },
          ...(props.obligation === '' ? [] : [{ key: 'obligation', term: p.obligation, detail: props.obligation }]),
          { key: 'unit', term: p.unit, detail: props.unit },
          {
            key: 'registered',
            term: p.registeredBy,
            detail: (
              <>
                <Moment instant={props.registeredAt} /> {p.by(props.registeredBy)}
              </>
            ),
          },
          { key: 'responsible', term: p.responsible, detail: props.responsible ?? m.nobody },
          ...(props.due === undefined ? [] : [{ key: 'due', term: p.due, detail: <Day date={props.due} /> }]),
          ...(props.runHref === undefined
            ? []
            : [{ key: 'run', term: p.run, detail: <ActionLink href={props.runHref}>{p.toRun}</ActionLink> }]),
          ...(props.closedAt === undefined
            ? []
            : [{ key: 'closed', term: m.states.closed, detail: <Moment instant={props.closedAt} /> }]),
          ...written('conclusion', p.conclusion, props.conclusion),
        ]}
      />
      {props.steps.length === 0 ? undefined : (
        <>
          <h2>{p.steps}</h2>
          <p className="buttons">
            {props.steps.map(({ key, href }, index) => (
              <LinkButton key={key} href={href} emphasis={index === 0 ? 'primary' : 'secondary'}>
                {p[key]}
              </LinkButton>
            ))}
          </p>
        </>
      )}
      <h2>{p.measures}</h2>
      {props.measures.length === 0 ? (
        <p>{p.noMeasure}</p>
      ) : (
        <ul className="lines">
          {props.measures.map(({ id, measure, by, at }) => (
            <li key={id}>
              <span className="written">{measure}</span>{' '}
              <span className="quiet">
                <Moment instant={at.toISOString()} /> {p.by(by)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Main>
  );
}

interface StepProps {
  readonly frame: FormFrame;
  readonly what: string;
  readonly overtaken?: boolean | undefined;
}

function Step({
  title,
  frame,
  what,
  overtaken,
  children,
}: StepProps & { readonly title: string; readonly children: ReactNode }) {
  const m = useMessages(messages);
  return (
    <Main title={title}>
      <Back href={frame.cancelHref}>{m.page.title}</Back>
      <h1>{title}</h1>
      <p className="reading">
        <span className="quiet">{m.page.what}:</span> <span className="written">{what}</span>
      </p>
      {overtaken ? (
        <Alert tone="soon" live="urgent">
          {m.overtaken}
        </Alert>
      ) : undefined}
      {children}
    </Main>
  );
}

export function AssignDeviation({
  people,
  dueOn,
  ...step
}: StepProps & { readonly people: readonly Choice[]; readonly dueOn: string }) {
  const m = useMessages(messages).assign;
  return (
    <Step title={m.title} {...step}>
      <Form frame={step.frame} buttons={<Button>{m.save}</Button>}>
        <Select name={assignFields.responsible} label={m.who} groups={[{ choices: people }]} required />
        <DateField name={assignFields.dueOn} label={m.dueOn} value={dueOn} earliest={useToday()} required />
      </Form>
    </Step>
  );
}

export function WriteMeasure({ text, ...step }: StepProps & { readonly text: string }) {
  const m = useMessages(messages).measure;
  return (
    <Step title={m.title} {...step}>
      <Form frame={step.frame} buttons={<Button>{m.save}</Button>}>
        <TextArea name={textField} label={m.what} value={text} required />
      </Form>
    </Step>
  );
}

export function CloseDeviation({ text, ...step }: StepProps & { readonly text: string }) {
  const m = useMessages(messages).close;
  return (
    <Step title={m.title} {...step}>
      <Form frame={step.frame} buttons={<Button>{m.save}</Button>}>
        <TextArea name={textField} label={m.conclusion} value={text} required />
      </Form>
    </Step>
  );
}
