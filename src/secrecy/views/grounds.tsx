import {
  Alert,
  Button,
  Checkable,
  type Column,
  DateField,
  DescriptionList,
  Disclosure,
  EmptyState,
  Form,
  LinkButton,
  Main,
  Moment,
  ShortDate,
  Table,
  TextArea,
  TextField,
  useLanguage,
  useMessages,
  useToday,
  Back,
} from '../../ui/index.ts';
import type { FormFrame } from '../../ui/form-frame.ts';
import { type Ground, isInForce } from '../ground.ts';
import { secrecyMessages } from '../messages/index.ts';
import type { GroundVersion } from '../store/grounds.ts';
import { questionsAsText } from '../ground-text.ts';

type Line = Ground & Readonly<{ href?: string }>;

interface GroundsProps {
  readonly grounds: readonly Line[];
  readonly addHref?: string | undefined;
}

/** The grounds there are, and what each asks of whoever uses it. */
export function Grounds({ grounds, addHref }: GroundsProps) {
  const m = useMessages(secrecyMessages).grounds;
  const columns: readonly Column<Line>[] = [
    { key: 'provision', heading: m.columns.provision, Cell: Provision },
    { key: 'name', heading: m.columns.name, Cell: Name },
    { key: 'asks', heading: m.columns.asks, Cell: Asks },
    { key: 'from', heading: m.columns.from, Cell: From },
    {
      key: 'to',
      heading: m.columns.to,
      Cell: To,
    },
  ];
  const add = addHref === undefined ? undefined : <LinkButton href={addHref}>{m.add}</LinkButton>;
  return (
    <Main title={m.title}>
      <div className="heading-row">
        <h1>{m.title}</h1>
        {grounds.length === 0 ? undefined : add}
      </div>
      <p className="reading">{m.intro}</p>
      {grounds.length === 0 ? (
        <EmptyState action={add}>{m.empty}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={grounds} rowKey={({ id }) => id} />
      )}
    </Main>
  );
}

interface CellProps {
  readonly row: Line;
}

const Provision = ({ row }: CellProps) =>
  row.href === undefined ? <b>{row.provision}</b> : <a href={row.href}>{row.provision}</a>;

function Name({ row }: CellProps) {
  const m = useMessages(secrecyMessages).grounds;
  const today = useToday() as Ground['from'];
  return (
    <>
      {row[useLanguage()]}
      {isInForce(row, today) ? undefined : <span className="tag">{row.from > today ? m.toCome : m.ended}</span>}
      {row.restsOnConsent ? <p className="quiet">{m.restsOnConsent}</p> : undefined}
      {row.note === '' ? undefined : <p className="quiet">{row.note}</p>}
    </>
  );
}

const From = ({ row }: CellProps) => <ShortDate date={row.from} />;
const To = ({ row }: CellProps) => (row.to === undefined ? undefined : <ShortDate date={row.to} />);

function Asks({ row }: CellProps) {
  const m = useMessages(secrecyMessages).grounds;
  const language = useLanguage();
  if (row.fields.length === 0) return <span className="quiet">{m.nothing}</span>;
  return (
    <>
      {row.fields.map((field) => (
        <p key={field.id}>{field[language]}</p>
      ))}
    </>
  );
}

export const groundFormFields = {
  id: 'id',
  provision: 'provision',
  sv: 'sv',
  en: 'en',
  questions: 'questions',
  restsOnConsent: 'restsOnConsent',
  note: 'note',
  owner: 'owner',
  decidedOn: 'decidedOn',
  from: 'from',
  to: 'to',
} as const;

interface GroundFormProps {
  readonly frame: FormFrame;
  /** The ground that is changed; a new one has none. */
  readonly name?: string | undefined;
  readonly values: Readonly<Record<keyof typeof groundFormFields, string>>;
  readonly backHref: string;
  readonly overtaken?: boolean | undefined;
  readonly history: readonly GroundVersion[];
}

export function GroundForm({ frame, name, values, backHref, overtaken, history }: GroundFormProps) {
  const m = useMessages(secrecyMessages).grounds;
  const f = m.fields;
  const title = name === undefined ? m.addTitle : m.changeTitle(name);
  return (
    <Main title={title}>
      <Back href={backHref}>{m.back}</Back>
      <h1>{title}</h1>
      {overtaken ? (
        <Alert tone="soon" live="urgent">
          <p>{m.overtaken}</p>
        </Alert>
      ) : undefined}
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        {name === undefined ? (
          <TextField name={groundFormFields.id} label={f.id} help={f.idHelp} value={values.id} width={20} required />
        ) : undefined}
        <TextField
          name={groundFormFields.provision}
          label={f.provision}
          help={f.provisionHelp}
          value={values.provision}
          required
        />
        <TextField name={groundFormFields.sv} label={f.sv} value={values.sv} required />
        <TextField name={groundFormFields.en} label={f.en} value={values.en} required />
        <TextArea
          name={groundFormFields.questions}
          label={f.questions}
          help={f.questionsHelp}
          value={values.questions}
        />
        <Checkable
          type="checkbox"
          id="f-restsOnConsent"
          name={groundFormFields.restsOnConsent}
          choice={{
            value: 'ja',
            label: f.restsOnConsent,
            help: f.restsOnConsentHelp,
            checked: values.restsOnConsent === 'ja',
          }}
        />
        <TextArea name={groundFormFields.note} label={f.note} help={f.noteHelp} value={values.note} />
        <TextField name={groundFormFields.owner} label={f.owner} value={values.owner} required />
        <DateField name={groundFormFields.decidedOn} label={f.decidedOn} value={values.decidedOn} required />
        <DateField name={groundFormFields.from} label={f.from} value={values.from} required />
        <DateField name={groundFormFields.to} label={f.to} value={values.to} />
      </Form>
      {history.length === 0 ? undefined : (
        <Disclosure kind="section" summary={m.history}>
          {history.map((version) => (
            <Version key={version.version} version={version} />
          ))}
        </Disclosure>
      )}
    </Main>
  );
}

function Version({ version }: { readonly version: GroundVersion }) {
  const m = useMessages(secrecyMessages).grounds;
  const f = m.fields;
  return (
    <section>
      <h2>{m.version(version.version)}</h2>
      <p className="quiet">
        <Moment instant={version.writtenAt.toISOString()} /> {m.writtenBy(version.writtenBy)}
      </p>
      <DescriptionList
        items={[
          { key: 'provision', term: f.provision, detail: version.provision },
          { key: 'sv', term: f.sv, detail: version.sv },
          { key: 'en', term: f.en, detail: version.en },
          ...(version.fields.length === 0
            ? []
            : [{ key: 'questions', term: f.questions, detail: questionsAsText(version.fields) }]),
          { key: 'from', term: f.from, detail: <ShortDate date={version.from} /> },
          ...(version.to === undefined ? [] : [{ key: 'to', term: f.to, detail: <ShortDate date={version.to} /> }]),
        ]}
      />
    </section>
  );
}
