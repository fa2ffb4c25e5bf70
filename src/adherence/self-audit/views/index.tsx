import type { ReactNode } from 'react';
import {
  ActionLink,
  Alert,
  Button,
  ButtonForm,
  type Choice,
  type Column,
  DateField,
  DescriptionList,
  Disclosure,
  Due,
  EmptyState,
  Form,
  type FormFrame,
  LinkButton,
  Main,
  Moment,
  RadioGroup,
  Select,
  ShortDate,
  Table,
  TextArea,
  TextField,
  useMessages,
  useToday,
  Back,
} from '../../../ui/index.ts';
import { type SectionLinks, Sections } from '../../views/sections.tsx';
import { messages } from '../messages/index.ts';
import type { AuditAction, AuditAnswer, AuditFact } from '../store/self-audits.ts';
import { answers } from '../store/self-audits.ts';

export const drawFields = {
  routine: 'rutin',
  unit: 'enhet',
  period: 'period',
  wanted: 'antal',
  reviewer: 'granskare',
} as const;
export const textField = 'text';
export const actionFields = { what: 'vad', responsible: 'ansvarig', dueOn: 'klart' } as const;
export const answerField = (question: number): string => `svar-${question}`;
export const findingField = (question: number): string => `iakttagelse-${question}`;

export interface SelfAuditLine {
  readonly key: string;
  readonly href: string;
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly reviewer: string;
  readonly answered: number;
  readonly items: number;
  readonly closed: boolean;
}

interface ListProps {
  readonly sections: SectionLinks;
  readonly drawHref: string;
  readonly lines: readonly SelfAuditLine[];
  readonly questions: readonly {
    readonly key: string;
    readonly text: string;
    /** For whoever decides them. */
    readonly href?: string | undefined;
  }[];
}

export function SelfAuditList({ sections, drawHref, lines, questions }: ListProps) {
  const m = useMessages(messages);
  const columns: readonly Column<SelfAuditLine>[] = [
    { key: 'what', heading: m.columns.what, Cell: What },
    { key: 'period', heading: m.columns.period, Cell: Period },
    { key: 'reviewer', heading: m.columns.reviewer, Cell: Reviewer },
    { key: 'progress', heading: m.columns.progress, Cell: Progress },
    { key: 'state', heading: m.columns.state, Cell: State },
  ];
  return (
    <Main title={m.title}>
      <div className="heading-row">
        <h1>{m.title}</h1>
        <LinkButton href={drawHref}>{m.draw}</LinkButton>
      </div>
      <Sections links={sections} current="selfAudits" />
      <p className="reading">{m.intro}</p>
      {lines.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />
      )}
      <h2>{m.questionsHeading}</h2>
      <ul className="lines">
        {questions.map(({ key, text, href }) => (
          <li key={key}>
            {text}{' '}
            {href === undefined ? undefined : (
              <ActionLink href={href} context={text}>
                {m.changeQuestions}
              </ActionLink>
            )}
          </li>
        ))}
      </ul>
    </Main>
  );
}

interface CellProps {
  readonly row: SelfAuditLine;
}
const What = ({ row }: CellProps) => <a href={row.href}>{row.what}</a>;
const Period = ({ row }: CellProps) => useMessages(messages).period(row.from, row.to);
const Reviewer = ({ row }: CellProps) => row.reviewer;
const Progress = ({ row }: CellProps) => useMessages(messages).of(row.answered, row.items);
function State({ row }: CellProps) {
  const m = useMessages(messages);
  return row.closed ? m.closed : m.open;
}

interface SheetProps {
  readonly title: string;
  readonly backHref: string;
  readonly back: string;
  readonly children: ReactNode;
}

const Sheet = ({ title, backHref, back, children }: SheetProps) => (
  <Main title={title}>
    <Back href={backHref}>{back}</Back>
    <h1>{title}</h1>
    {children}
  </Main>
);

interface DrawProps {
  readonly frame: FormFrame;
  readonly routines: readonly Choice[];
  readonly units: readonly Choice[];
  readonly periods: readonly { readonly label: string; readonly choices: readonly Choice[] }[];
  readonly reviewers: readonly Choice[];
  readonly wanted: string;
}

export function DrawForm({ frame, routines, units, periods, reviewers, wanted }: DrawProps) {
  const { title, drawForm: m } = useMessages(messages);
  return (
    <Sheet title={m.title} backHref={frame.cancelHref} back={title}>
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        <Select name={drawFields.routine} label={m.routine} groups={[{ choices: routines }]} required />
        <Select name={drawFields.unit} label={m.unit} groups={[{ choices: units }]} required />
        <Select name={drawFields.period} label={m.period} help={m.periodHelp} groups={periods} required />
        <TextField
          name={drawFields.wanted}
          label={m.wanted}
          help={m.wantedHelp}
          value={wanted}
          inputMode="numeric"
          width={4}
          required
        />
        <Select name={drawFields.reviewer} label={m.reviewer} groups={[{ choices: reviewers }]} required />
      </Form>
    </Sheet>
  );
}

interface QuestionsProps {
  readonly frame: FormFrame;
  readonly routine: string;
  readonly text: string;
  readonly overtaken: boolean;
  readonly versions: readonly {
    readonly version: number;
    readonly questions: readonly string[];
    readonly decidedAt: string;
    readonly by: string;
  }[];
}

export function QuestionsForm({ frame, routine, text, overtaken, versions }: QuestionsProps) {
  const { title, questions: m } = useMessages(messages);
  return (
    <Sheet title={m.title(routine)} backHref={frame.cancelHref} back={title}>
      <p className="reading">{m.intro}</p>
      {overtaken ? (
        <Alert tone="soon" live="urgent">
          {m.overtaken}
        </Alert>
      ) : undefined}
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        <TextArea name={textField} label={m.text} help={m.help} value={text} required />
      </Form>
      {versions.length === 0 ? undefined : <h2>{m.earlier}</h2>}
      {versions.map(({ version, questions, decidedAt, by }) => (
        <section key={version}>
          <h3>{m.version(version)}</h3>
          <p className="quiet">
            <Moment instant={decidedAt} /> {m.by(by)}
          </p>
          <QuestionList questions={questions} />
        </section>
      ))}
    </Sheet>
  );
}

const QuestionList = ({ questions }: { readonly questions: readonly string[] }) => (
  <ol>
    {questions.map((question) => (
      <li key={question}>{question}</li>
    ))}
  </ol>
);

export interface SelfAuditPageProps {
  readonly backHref: string;
  readonly routine: string;
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  readonly reviewer: string;
  readonly items: number;
  readonly population: number;
  readonly seed: string;
  readonly alike: boolean;
  readonly closedAt?: string | undefined;
  readonly conclusion: string;
  /** The runs to review, for the reviewer as long as it is open. */
  readonly toReview: readonly { readonly number: number; readonly href: string; readonly done: boolean }[];
  readonly results: readonly {
    readonly question: string;
    readonly counts: Readonly<Record<AuditAnswer, number>>;
    readonly findings: readonly { readonly number: number; readonly finding: string }[];
  }[];
  readonly actions: readonly (AuditAction & { readonly done?: { readonly action: string } | undefined })[];
  readonly csrf: Readonly<Record<string, string>>;
  readonly addActionHref?: string | undefined;
  readonly closeHref?: string | undefined;
}

type Result = SelfAuditPageProps['results'][number];
const Question = ({ row }: { readonly row: Result }) => row.question;
const counted = Object.fromEntries(
  answers.map((one) => [one, ({ row }: { readonly row: Result }) => row.counts[one]]),
) as Readonly<Record<AuditAnswer, Column<Result>['Cell']>>;

export function SelfAuditPage(props: SelfAuditPageProps) {
  const m = useMessages(messages);
  const p = m.page;
  const findings = props.results.filter((one) => one.findings.length > 0);
  return (
    <Sheet title={p.heading(props.routine, props.unit)} backHref={props.backHref} back={m.title}>
      <DescriptionList
        items={[
          { key: 'period', term: p.period, detail: m.period(props.from, props.to) },
          { key: 'reviewer', term: p.reviewer, detail: props.reviewer },
          { key: 'drawn', term: p.drawn, detail: p.drawnWords(props.items, props.population) },
          {
            key: 'seed',
            term: p.seed,
            detail: (
              <>
                <span className="seed">{props.seed}</span>{' '}
                <span className="quiet">{props.alike ? p.alike : p.notAlike}</span>
              </>
            ),
          },
          ...(props.closedAt === undefined
            ? []
            : [
                { key: 'closed', term: p.closed, detail: <Moment instant={props.closedAt} /> },
                { key: 'conclusion', term: p.conclusion, detail: <span className="written">{props.conclusion}</span> },
              ]),
        ]}
      />
      {props.toReview.length === 0 ? undefined : (
        <>
          <h2>{p.items}</h2>
          <ul className="lines">
            {props.toReview.map(({ number, href, done }) => (
              <li key={number}>
                <a href={href}>{p.item(number)}</a> <span className="quiet">{done ? p.itemDone : p.itemLeft}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {props.closeHref === undefined ? undefined : (
        <p>
          <LinkButton href={props.closeHref} emphasis="secondary">
            {p.close}
          </LinkButton>
        </p>
      )}
      <h2>{p.results}</h2>
      <Table
        caption={p.results}
        captionHidden
        columns={[
          { key: 'question', heading: p.question, Cell: Question },
          ...answers.map((one) => ({ key: one, heading: m.item.answers[one], Cell: counted[one], numeric: true })),
        ]}
        rows={props.results}
        rowKey={({ question }) => question}
      />
      <h2>{p.findings}</h2>
      {findings.length === 0 ? <p>{p.noFindings}</p> : undefined}
      {findings.map((one) => (
        <section key={one.question}>
          <h3>{one.question}</h3>
          <ul className="lines">
            {one.findings.map(({ number, finding }) => (
              <li key={number}>
                <span className="quiet">{p.inItem(number)}</span> <span className="written">{finding}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <h2>{p.actions}</h2>
      {props.actions.length === 0 ? <p>{p.noActions}</p> : undefined}
      <ul className="lines">
        {props.actions.map(({ id, what, responsibleName, dueOn, doneAt, done }) => (
          <li key={id}>
            <span className="written">{what}</span>{' '}
            <span className="quiet">
              {p.responsible}: {responsibleName}. {p.due}: {doneAt ? <ShortDate date={dueOn} /> : <Due date={dueOn} />}.
            </span>{' '}
            {doneAt ? <strong>{p.done}</strong> : undefined}
            {done ? (
              <ButtonForm action={done.action} hidden={props.csrf}>
                {p.markDone} <span className="ds-sr-only">{what}</span>
              </ButtonForm>
            ) : undefined}
          </li>
        ))}
      </ul>
      {props.addActionHref === undefined ? undefined : (
        <p>
          <ActionLink href={props.addActionHref}>{p.addAction}</ActionLink>
        </p>
      )}
    </Sheet>
  );
}

export interface FactLine extends AuditFact {
  readonly name: string;
}

interface ItemProps {
  readonly frame: FormFrame;
  readonly back: string;
  readonly number: number;
  readonly all: number;
  readonly facts: readonly FactLine[];
  readonly questions: readonly {
    readonly question: string;
    readonly number: number;
    readonly answer: string;
    readonly finding: string;
  }[];
}

/** A run that was drawn, as its reviewer sees it: what was done and on which day of the work, and the questions. */
export function ReviewItem({ frame, back, number, all, facts, questions }: ItemProps) {
  const m = useMessages(messages).item;
  return (
    <Sheet title={m.title(number, all)} backHref={frame.cancelHref} back={back}>
      <Disclosure summary={m.why}>
        <p className="reading">{m.because}</p>
      </Disclosure>
      <p>{m.length(facts[0]?.length ?? 0)}</p>
      <Table
        caption={m.caption}
        captionHidden
        columns={[
          { key: 'obligation', heading: m.columns.obligation, Cell: Obligation },
          { key: 'state', heading: m.columns.state, Cell: How },
          { key: 'done', heading: m.columns.done, Cell: DoneOn, numeric: true },
          { key: 'due', heading: m.columns.due, Cell: DueOn, numeric: true },
        ]}
        rows={facts}
        rowKey={({ obligation }) => obligation}
      />
      <h2>{m.questions}</h2>
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        {questions.map((one) => (
          <div key={one.number}>
            <RadioGroup
              name={answerField(one.number)}
              label={one.question}
              choices={answers.map((value) => ({ value, label: m.answers[value], checked: value === one.answer }))}
              inline
              required
            />
            <TextField name={findingField(one.number)} label={`${m.finding} ${one.number}`} value={one.finding} />
          </div>
        ))}
      </Form>
    </Sheet>
  );
}

interface FactProps {
  readonly row: FactLine;
}
const Obligation = ({ row }: FactProps) => row.name;
function How({ row }: FactProps) {
  const m = useMessages(messages).item;
  if (row.kept !== null && row.missed !== null && row.state === 'done') return m.rhythm(row.kept, row.missed);
  return row.late ? m.late : m.states[row.state];
}
function DayOf({ day }: { readonly day: number | null }) {
  const m = useMessages(messages).item;
  return day === null ? undefined : m.day(day);
}
const DoneOn = ({ row }: FactProps) => <DayOf day={row.kept === null ? row.doneDay : null} />;
const DueOn = ({ row }: FactProps) => <DayOf day={row.kept === null ? row.dueDay : null} />;

interface ActionProps {
  readonly frame: FormFrame;
  readonly back: string;
  readonly what: string;
  readonly dueOn: string;
  readonly people: readonly Choice[];
}

export function ActionForm({ frame, back, what, dueOn, people }: ActionProps) {
  const m = useMessages(messages).action;
  return (
    <Sheet title={m.title} backHref={frame.cancelHref} back={back}>
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        <TextArea name={actionFields.what} label={m.what} value={what} required />
        <Select name={actionFields.responsible} label={m.responsible} groups={[{ choices: people }]} required />
        <DateField name={actionFields.dueOn} label={m.dueOn} value={dueOn} earliest={useToday()} required />
      </Form>
    </Sheet>
  );
}

export function CloseForm({ frame, back, text }: Readonly<{ frame: FormFrame; back: string; text: string }>) {
  const m = useMessages(messages).closing;
  return (
    <Sheet title={m.title} backHref={frame.cancelHref} back={back}>
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        <TextArea name={textField} label={m.conclusion} value={text} required />
      </Form>
    </Sheet>
  );
}
