import {
  ActionLink,
  Alert,
  Button,
  Checkable,
  type Column,
  Day,
  EmptyState,
  fieldId,
  Form,
  Main,
  momentInWords,
  monthInWords,
  Pager,
  Problem,
  Table,
  Tabs,
  useFieldError,
  useLanguage,
  useMessages,
  useToday,
  Back,
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
      <Back href={backHref}>{m.back}</Back>
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
      {m.left(left)} {late ? <b className="late">{m.late}</b> : m.due} <Day date={due} />.
    </p>
  );
}

/** What was drawn and is not odd: each with its box and the way to look closer, decided together. */
function Approve({
  frame,
  lines,
}: {
  readonly frame: MonthProps['approve'] & {};
  readonly lines: readonly ItemLine[];
}) {
  const m = useMessages(messages).month;
  return (
    <>
      <p className="reading">{m.plainIntro}</p>
      <Form frame={frame} buttons={<Button>{m.plainSave}</Button>}>
        <ApproveLines lines={lines} />
      </Form>
    </>
  );
}

function ApproveLines({ lines }: { readonly lines: readonly ItemLine[] }) {
  const m = useMessages(messages).month;
  const language = useLanguage();
  const today = useToday();
  const id = fieldId(approveField);
  return (
    <fieldset className="ds-fieldset">
      <legend className="ds-label">{m.plainLabel}</legend>
      <Problem id={id}>{useFieldError(approveField)}</Problem>
      <ul className="lines approve">
        {lines.map((line, index) => {
          const label = `${line.who}, ${momentInWords(line.firstAt, today, language)}`;
          return (
            <li key={line.key}>
              <Checkable
                type="checkbox"
                id={index === 0 ? id : `${id}-${index}`}
                name={approveField}
                choice={{ value: line.key, label, help: `${line.what}: ${line.cases}`, checked: true }}
              />
              <ActionLink href={line.href} context={label}>
                {m.open}
              </ActionLink>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
