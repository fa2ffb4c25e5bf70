import type { Choice } from '../../ui/form-frame.ts';
import {
  Button,
  type Column,
  DateField,
  EmptyState,
  LinkButton,
  Pager,
  Select,
  ShortDate,
  StatusMark,
  Table,
  TextField,
  useLanguage,
  useMessages,
  type PagerProps,
} from '../../ui/index.ts';
import type { LocalDate } from '../../kernel/date.ts';
import type { ProviderState } from '../codes.ts';
import { registerMessages } from '../messages/index.ts';
import { registerPaths as paths } from '../paths.ts';
import type { ProviderLine } from '../store/read.ts';
import { codeInWords } from '../words.ts';
import { RegisterPage } from './parts.tsx';

/** Among the states one can look for: whoever has a stop, in whatever state. */
export const stoppedState = 'stopp';
export const listFields = {
  text: 'sok',
  intervention: 'insats',
  form: 'regiform',
  area: 'omrade',
  state: 'lage',
  day: 'dag',
} as const;

const marks = {
  active: 'done',
  paused: 'stopped',
  removed: 'none',
  draft: 'open',
  'under-control': 'waiting',
} as const satisfies Record<ProviderState, string>;

export function StateMark({ state }: { readonly state: ProviderState }) {
  const language = useLanguage();
  return <StatusMark mark={marks[state]} word={codeInWords('state', state, language)} />;
}

type Line = ProviderLine & Readonly<{ href: string }>;
interface CellProps {
  readonly row: Line;
}
const Name = ({ row }: CellProps) => <a href={row.href}>{row.name}</a>;
function Offers({ row }: CellProps) {
  const language = useLanguage();
  return row.interventions.map((one) => codeInWords('intervention', one, language)).join(', ');
}
function Forms({ row }: CellProps) {
  const language = useLanguage();
  return row.forms.map((one) => codeInWords('form', one, language)).join(', ');
}
const Units = ({ row }: CellProps) => row.units;
function State({ row }: CellProps) {
  const m = useMessages(registerMessages);
  return (
    <>
      <StateMark state={row.state} />
      {row.stops.map((kind) => (
        <p key={kind}>
          <StatusMark mark="stopped" word={m.stopKinds[kind]} />
        </p>
      ))}
    </>
  );
}

interface ListProps {
  readonly lines: readonly Line[];
  readonly total: number;
  readonly pager: PagerProps;
  readonly filter: Readonly<Record<'text' | 'day', string>>;
  readonly choices: Readonly<Record<'intervention' | 'form' | 'area' | 'state', readonly Choice[]>>;
  /** The day that it is read as of, when that is another than today. */
  readonly asOf?: LocalDate | undefined;
  readonly keeper: string;
  readonly addHref?: string | undefined;
}

export function ProviderList(props: ListProps) {
  const { list: m, fields } = useMessages(registerMessages);
  const columns: readonly Column<Line>[] = [
    { key: 'name', heading: m.columns.name, Cell: Name },
    { key: 'offers', heading: m.columns.offers, Cell: Offers },
    { key: 'forms', heading: m.columns.forms, Cell: Forms },
    { key: 'units', heading: m.columns.units, Cell: Units, numeric: true },
    { key: 'state', heading: m.columns.state, Cell: State },
  ];
  return (
    <RegisterPage title={m.title} current="providers">
      <p className="reading">
        {m.intro} {m.kept(props.keeper)}
      </p>
      {props.addHref === undefined ? undefined : (
        <p>
          <LinkButton href={props.addHref} emphasis="secondary">
            {m.add}
          </LinkButton>
        </p>
      )}
      <form method="get" action={paths.providers()} className="filter">
        <TextField name={listFields.text} label={m.text} value={props.filter.text} />
        <Select
          name={listFields.intervention}
          label={fields.intervention}
          groups={[{ choices: props.choices.intervention }]}
        />
        <Select name={listFields.form} label={fields.form} groups={[{ choices: props.choices.form }]} />
        <Select name={listFields.area} label={fields.area} groups={[{ choices: props.choices.area }]} />
        <Select name={listFields.state} label={fields.state} groups={[{ choices: props.choices.state }]} />
        <DateField name={listFields.day} label={m.day} value={props.filter.day} />
        <Button emphasis="secondary">{m.submit}</Button>
      </form>
      {props.asOf === undefined ? undefined : (
        <p className="quiet">
          {m.asOf} <ShortDate date={props.asOf} />.
        </p>
      )}
      {props.lines.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <>
          <p className="quiet">{m.found(props.total)}</p>
          <Table caption={m.caption} captionHidden columns={columns} rows={props.lines} rowKey={({ id }) => id} />
        </>
      )}
      <Pager {...props.pager} />
    </RegisterPage>
  );
}
