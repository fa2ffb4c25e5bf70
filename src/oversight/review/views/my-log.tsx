import {
  ActionLink,
  Alert,
  Button,
  type Column,
  EmptyState,
  Form,
  type FormFrame,
  Main,
  Moment,
  Table,
  TextArea,
  useMessages,
} from '../../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { Span } from './item-cells.tsx';
import { answerField } from './model.ts';

export interface OwnLine {
  readonly key: string;
  readonly at: string;
  readonly what: string;
  readonly refused: boolean;
  readonly reason?: string | undefined;
  readonly which: string;
  readonly href?: string | undefined;
  readonly how: string;
}

export interface OwnQuestionView {
  readonly key: string;
  readonly by: string;
  readonly at: string;
  readonly question: string;
  readonly about: string;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly answer?: string | undefined;
  readonly frame?: FormFrame | undefined;
  readonly typed: string;
}

interface MyLogProps {
  readonly questions: readonly OwnQuestionView[];
  readonly answered: boolean;
  readonly lines: readonly OwnLine[];
  readonly olderHref?: string | undefined;
  readonly newestHref?: string | undefined;
}

/** What somebody has opened themselves, and what they have been asked about it. */
export function MyLog({ questions, answered, lines, olderHref, newestHref }: MyLogProps) {
  const m = useMessages(messages).myLog;
  const columns: readonly Column<OwnLine>[] = [
    { key: 'when', heading: m.columns.when, Cell: When },
    { key: 'what', heading: m.columns.what, Cell: What },
    { key: 'which', heading: m.columns.which, Cell: Which },
    { key: 'how', heading: m.columns.how, Cell: How },
  ];
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="reading">{m.intro}</p>
      {answered ? (
        <Alert tone="ok" live="calm">
          {m.answerSaved}
        </Alert>
      ) : undefined}
      {newestHref === undefined ? (
        <section>
          <h2>{m.questions}</h2>
          {questions.length === 0 ? <p className="quiet">{m.noQuestions}</p> : undefined}
          {questions.map((question) => (
            <Question key={question.key} question={question} />
          ))}
        </section>
      ) : undefined}
      <h2>{m.openings}</h2>
      {lines.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={(line) => line.key} />
      )}
      {newestHref === undefined && olderHref === undefined ? undefined : (
        <p className="buttons">
          {newestHref === undefined ? undefined : <ActionLink href={newestHref}>{m.newest}</ActionLink>}
          {olderHref === undefined ? undefined : <ActionLink href={olderHref}>{m.older}</ActionLink>}
        </p>
      )}
    </Main>
  );
}

function Question({ question }: { readonly question: OwnQuestionView }) {
  const m = useMessages(messages).myLog;
  const { by, at, firstAt, lastAt, about, answer, frame, typed } = question;
  return (
    <article className="asked">
      <p className="quiet">
        {m.questionIntro(by)} <Moment instant={at} />
      </p>
      <p className="written reading">
        <b>{question.question}</b>
      </p>
      <p className="quiet">
        {m.about}: {about}, <Span firstAt={firstAt} lastAt={lastAt} />
      </p>
      {answer === undefined ? undefined : (
        <>
          <p className="quiet">{m.yourAnswer}</p>
          <p className="written reading">{answer}</p>
        </>
      )}
      {frame === undefined ? undefined : (
        <Form frame={frame} buttons={<Button>{m.answerSave}</Button>}>
          <TextArea
            name={`${answerField}-${question.key}`}
            label={m.answerLabel}
            help={m.answerHelp}
            value={typed}
            required
          />
        </Form>
      )}
    </article>
  );
}

interface CellProps {
  readonly row: OwnLine;
}

const When = ({ row }: CellProps) => <Moment instant={row.at} />;
const How = ({ row }: CellProps) => row.how;
const Which = ({ row }: CellProps) => (row.href === undefined ? row.which : <a href={row.href}>{row.which}</a>);

const What = ({ row }: CellProps) => (
  <>
    {row.refused ? <b>{row.what}</b> : row.what}
    {row.reason === undefined ? undefined : <p className="quiet">{row.reason}</p>}
  </>
);
