import {
  ActionLink,
  Alert,
  Button,
  CheckboxGroup,
  type Column,
  Day,
  EmptyState,
  Form,
  Main,
  momentInWords,
  monthInWords,
  Pager,
  Table,
  Tabs,
  useLanguage,
  useMessages,
  useToday,
} from '../../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { State, What, When, Who, Why } from './item-cells.tsx';
import { approveField, type ItemLine, type MonthProps } from './model.ts';

/** A month's review: what is left, what was odd, what was drawn, what is decided. */
export function Month(props: MonthProps) {
  const { month, backHref, reads, sampled, notChecked, filter, filters, lines, pager, approve, approved } = props;
  const m = useMessages(messages).month;
  const name = monthInWords(month, useLanguage());
  const columns: readonly Column<ItemLine>[] = [
    { key: 'who', heading: m.columns.who, Cell: Who },
    { key: 'when', heading: m.columns.when, Cell: When },
    { key: 'what', heading: m.columns.what, Cell: What },
    { key: 'why', heading: m.columns.why, Cell: Why },
    { key: 'state', heading: m.columns.state, Cell: State },
  ];
  const rest = approve === undefined ? lines : lines.filter(({ own, state }) => own || state !== 'open');
  return (
    <Main title={m.title(name)}>
      <p className="back">
        <a href={backHref}>{m.back}</a>
      </p>
      <h1>{m.title(name)}</h1>
      <Progress {...props} />
      <p className="reading">{m.facts(reads, sampled)}</p>
      {notChecked.length === 0 ? undefined : <Alert tone="info">{m.notChecked(notChecked.join(', '))}</Alert>}
      {approved === undefined ? undefined : (
        <Alert tone="ok" live="calm">
          {m.approved(approved)}
        </Alert>
      )}
      <Tabs
        label={m.filterLabel}
        tabs={filters.map((one) => ({
          href: one.href,
          text: `${m.filters[one.filter]} (${one.count})`,
          current: one.filter === filter,
        }))}
      />
      {lines.length === 0 ? <EmptyState>{m.empty[filter]}</EmptyState> : undefined}
      {approve === undefined || rest.length === lines.length ? undefined : (
        <Approve frame={approve} lines={lines.filter((line) => !rest.includes(line))} />
      )}
      {rest.length === 0 ? undefined : (
        <Table caption={m.caption} captionHidden columns={columns} rows={rest} rowKey={(line) => line.key} />
      )}
      <Pager {...pager} />
      <h2>{m.sampleHeading}</h2>
      <p className="reading seed">{m.sampleHelp(props.seed)}</p>
      <p>
        <ActionLink href={props.redrawHref}>{m.sampleLink}</ActionLink>
      </p>
    </Main>
  );
}

function Progress({ closed, late, left, due }: MonthProps) {
  const m = useMessages(messages).month;
  if (closed) return <p>{m.closed}</p>;
  return (
    <p>
      {m.left(left)} {late ? <b className="late">{m.late}</b> : undefined} {m.due} <Day date={due} />.
    </p>
  );
}

function Approve({
  frame,
  lines,
}: {
  readonly frame: MonthProps['approve'] & {};
  readonly lines: readonly ItemLine[];
}) {
  const m = useMessages(messages);
  const language = useLanguage();
  const today = useToday();
  return (
    <>
      <p className="reading">{m.month.plainIntro}</p>
      <Form frame={frame} buttons={<Button>{m.month.plainSave}</Button>}>
        <CheckboxGroup
          name={approveField}
          label={m.month.plainLabel}
          required
          choices={lines.map((line) => ({
            value: line.key,
            label: `${line.who}, ${momentInWords(line.firstAt, today, language)}`,
            help: `${line.what}: ${line.cases}`,
            checked: true,
          }))}
        />
      </Form>
      <ul className="lines">
        {lines.map((line) => (
          <li key={line.key}>
            <ActionLink href={line.href} context={`${line.who}, ${momentInWords(line.firstAt, today, language)}`}>
              {m.month.open}
            </ActionLink>{' '}
            <span className="quiet">
              {line.who}, {line.cases}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
