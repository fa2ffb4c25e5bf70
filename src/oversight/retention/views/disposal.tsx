import {
  Alert,
  Button,
  type Column,
  DescriptionList,
  Form,
  type FormFrame,
  LinkButton,
  Main,
  Moment,
  RadioGroup,
  ShortDate,
  Table,
  Tag,
  TextArea,
  useMessages,
  Back,
} from '../../../ui/index.ts';
import { messages, type Messages } from '../messages/index.ts';
import type { DisposalItem, DisposalList, ListState } from '../store/retention.ts';
import { decideFields, proposeFields } from './model.ts';
import { done, written } from './proposed.tsx';

interface ProposePageProps {
  readonly frame: FormFrame;
  readonly due: number;
  readonly notices: number;
  readonly note: string;
}

/** What is due today, to make a list of. */
export function ProposePage({ frame, due, notices, note }: ProposePageProps) {
  const m = useMessages(messages);
  return (
    <Main title={m.propose.title}>
      <Back href={frame.cancelHref}>{m.back}</Back>
      <h1>{m.propose.title}</h1>
      {due + notices === 0 ? (
        <Alert tone="info">{m.propose.nothing}</Alert>
      ) : (
        <>
          <p className="reading">{m.propose.intro(due, notices)}</p>
          <Form frame={frame} buttons={<Button>{m.propose.save}</Button>}>
            <TextArea name={proposeFields.note} label={m.propose.note} value={note} />
          </Form>
        </>
      )}
    </Main>
  );
}

/** Why something was kept, in words: a verdict, or what else came in between. */
export const reasonInWords = (reason: string, m: Messages): string =>
  reason === 'undecided'
    ? m.notices.verdicts.undecided
    : reason in m.verdicts
      ? m.verdicts[reason as keyof Messages['verdicts']].name
      : (m.otherReasons[reason] ?? reason);

interface DisposalPageProps {
  readonly list: DisposalList;
  readonly state: ListState;
  readonly items: readonly DisposalItem[];
  readonly backHref: string;
  readonly decideHref?: string | undefined;
  readonly receiptHref?: string | undefined;
  /** The reader made it, and it awaits somebody else. */
  readonly own: boolean;
  readonly justMade: boolean;
}

export function DisposalPage({
  list,
  state,
  items,
  backHref,
  decideHref,
  receiptHref,
  own,
  justMade,
}: DisposalPageProps) {
  const m = useMessages(messages);
  const l = m.list;
  const columns: readonly Column<DisposalItem>[] = [
    { key: 'number', heading: l.columns.number, Cell: ItemNumber },
    { key: 'last', heading: l.columns.last, Cell: ItemLast },
    { key: 'due', heading: l.columns.due, Cell: ItemDue },
    { key: 'outcome', heading: l.columns.outcome, Cell: ItemOutcome },
  ];
  const title = l.title(list.number);
  return (
    <Main title={title}>
      <Back href={backHref}>{m.back}</Back>
      {justMade ? (
        <Alert tone="ok" live="calm">
          {l.made}
        </Alert>
      ) : undefined}
      <div className="heading-row">
        <h1>{title}</h1>
        <Tag>{m.lists.states[state]}</Tag>
      </div>
      {own && !justMade ? <Alert tone="info">{l.own}</Alert> : undefined}
      <DescriptionList
        items={[
          ...done('proposed', l.proposed, list.proposedByName, list.proposedAt),
          ...written('note', l.note, list.note),
          ...done('decided', l.decided, list.decidedByName, list.decidedAt),
          ...written('why', m.decide.note, list.decisionNote),
          ...(list.finishedAt === null
            ? []
            : [{ key: 'finished', term: l.finished, detail: <Moment instant={list.finishedAt.toISOString()} /> }]),
        ]}
      />
      <p className="buttons">
        {decideHref === undefined ? undefined : <LinkButton href={decideHref}>{l.decide}</LinkButton>}
        {receiptHref === undefined ? undefined : <LinkButton href={receiptHref}>{l.receipt}</LinkButton>}
      </p>
      <h2>{l.cases}</h2>
      <Table caption={l.caption} captionHidden columns={columns} rows={items} rowKey={(item) => item.caseId} />
    </Main>
  );
}

interface ItemProps {
  readonly row: DisposalItem;
}

function ItemNumber({ row }: ItemProps) {
  const m = useMessages(messages).list;
  return (
    <>
      {row.caseNumber}
      {row.kind === 'notice' ? <p className="quiet">{m.notice}</p> : undefined}
    </>
  );
}
const ItemLast = ({ row }: ItemProps) => <ShortDate date={row.lastEntryOn} />;
const ItemDue = ({ row }: ItemProps) => <ShortDate date={row.dueFrom} />;
function ItemOutcome({ row }: ItemProps) {
  const m = useMessages(messages);
  if (row.outcome === null) return m.list.waiting;
  return row.outcome === 'disposed' ? m.list.disposed : m.list.kept(reasonInWords(row.reason ?? '', m));
}

interface DecidePageProps {
  readonly frame: FormFrame;
  readonly list: DisposalList;
  readonly items: readonly DisposalItem[];
  readonly outcome: string;
  readonly note: string;
  /** Why there is nothing to decide for the reader. */
  readonly closed?: 'own' | 'already' | undefined;
}

/** The second pair of eyes. */
export function DecidePage({ frame, list, items, outcome, note, closed }: DecidePageProps) {
  const m = useMessages(messages);
  const d = m.decide;
  const columns: readonly Column<DisposalItem>[] = [
    { key: 'number', heading: m.list.columns.number, Cell: ItemNumber },
    { key: 'last', heading: m.list.columns.last, Cell: ItemLast },
    { key: 'due', heading: m.list.columns.due, Cell: ItemDue },
  ];
  const title = d.title(list.number);
  return (
    <Main title={title}>
      <Back href={frame.cancelHref}>{m.list.title(list.number)}</Back>
      <h1>{title}</h1>
      {closed === undefined ? (
        <>
          <p className="reading">{d.intro(list.cases, list.notices)}</p>
          <p className="reading">{d.again}</p>
          <Table caption={m.list.caption} captionHidden columns={columns} rows={items} rowKey={(item) => item.caseId} />
          <Form frame={frame} buttons={<Button>{d.save}</Button>}>
            <RadioGroup
              name={decideFields.outcome}
              label={d.outcome}
              required
              choices={(['approved', 'rejected'] as const).map((value) => ({
                value,
                label: d[value].name,
                help: d[value].help,
                checked: value === outcome,
              }))}
            />
            <TextArea name={decideFields.note} label={d.note} value={note} />
          </Form>
        </>
      ) : (
        <Alert tone="soon">{d[closed]}</Alert>
      )}
    </Main>
  );
}
