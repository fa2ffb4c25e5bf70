import type { Choice, FormFrame, HiddenValues } from '../../ui/form-frame.ts';
import {
  Alert,
  Button,
  ButtonForm,
  Checkable,
  CheckboxGroup,
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
  useMessages,
  Back,
} from '../../ui/index.ts';
import { contactMessages } from '../messages/contact-routes.ts';
import { type ContactWays, Ways } from './contacts.tsx';

interface RouteLine extends ContactWays {
  readonly id: string;
  readonly unitName: string;
  /** By name: "Funktionsstöd, äldreomsorg". */
  readonly serves: string;
  readonly source: string;
  readonly checkedOn: string;
  readonly uncheckedFor?: number | undefined;
  readonly withdrawn: boolean;
  readonly href?: string | undefined;
  readonly check?: { readonly action: string; readonly hidden: HiddenValues } | undefined;
}

interface ContactRoutesProps {
  readonly routes: readonly RouteLine[];
  readonly addHref?: string | undefined;
}

/** The units' addresses, for everybody to read; whoever keeps them changes them from here. */
export function ContactRoutes({ routes, addHref }: ContactRoutesProps) {
  const m = useMessages(contactMessages);
  const columns: readonly Column<RouteLine>[] = [
    { key: 'unit', heading: m.columns.unit, Cell: Unit },
    { key: 'serves', heading: m.columns.serves, Cell: Serves },
    { key: 'ways', heading: m.columns.ways, Cell: WaysCell },
    { key: 'checked', heading: m.columns.checked, Cell: Checked },
  ];
  const add = addHref === undefined ? undefined : <LinkButton href={addHref}>{m.add}</LinkButton>;
  return (
    <Main title={m.title}>
      <div className="heading-row">
        <h1>{m.title}</h1>
        {routes.length === 0 ? undefined : add}
      </div>
      <p className="reading">{m.intro}</p>
      {routes.length === 0 ? (
        <EmptyState action={add}>{m.empty}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={routes} rowKey={({ id }) => id} />
      )}
    </Main>
  );
}

interface CellProps {
  readonly row: RouteLine;
}

function Unit({ row }: CellProps) {
  const m = useMessages(contactMessages);
  return (
    <>
      {row.href === undefined ? <b>{row.unitName}</b> : <a href={row.href}>{row.unitName}</a>}
      {row.withdrawn ? <span className="tag">{m.withdrawn}</span> : undefined}
    </>
  );
}

const Serves = ({ row }: CellProps) => row.serves;
const WaysCell = ({ row }: CellProps) => <Ways mail={row.mail} phone={row.phone} other={row.other} />;

function Checked({ row }: CellProps) {
  const m = useMessages(contactMessages);
  return (
    <>
      <ShortDate date={row.checkedOn} />
      <span className="quiet"> {row.source}</span>
      {row.uncheckedFor === undefined ? undefined : (
        <Alert tone="soon">
          <p>{m.on.old(row.uncheckedFor)}</p>
        </Alert>
      )}
      {row.check === undefined || row.withdrawn ? undefined : (
        <ButtonForm action={row.check.action} hidden={row.check.hidden}>
          {m.checkedToday}
          <span className="ds-sr-only"> {row.unitName}</span>
        </ButtonForm>
      )}
    </>
  );
}

export const contactRouteFields = {
  unitName: 'unitName',
  serves: 'serves',
  mail: 'mail',
  phone: 'phone',
  other: 'other',
  source: 'source',
  checkedOn: 'checkedOn',
  warnAfterDays: 'warnAfterDays',
  withdrawn: 'withdrawn',
  reason: 'reason',
} as const;

interface ContactRouteFormProps {
  readonly frame: FormFrame;
  /** Of the one that is changed; a new one has none. */
  readonly unitName?: string | undefined;
  readonly values: Readonly<Record<Exclude<keyof typeof contactRouteFields, 'serves'>, string>>;
  readonly serves: readonly Choice[];
  readonly overtaken: boolean;
  readonly history: readonly (ContactWays & {
    readonly version: number;
    readonly unitName: string;
    readonly source: string;
    readonly checkedOn: string;
    readonly reason: string;
    readonly writtenBy: string;
    readonly writtenAt: Date;
  })[];
  readonly backHref: string;
}

export function ContactRouteForm(props: ContactRouteFormProps) {
  const { frame, unitName, values, serves, overtaken, history, backHref } = props;
  const m = useMessages(contactMessages);
  const [f, n] = [m.fields, contactRouteFields];
  const title = unitName === undefined ? m.addTitle : m.changeTitle(unitName);
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
        <TextField name={n.unitName} label={f.unitName} help={f.unitNameHelp} value={values.unitName} required />
        <CheckboxGroup name={n.serves} label={f.serves} choices={serves} required />
        <TextField name={n.mail} label={f.mail} help={f.mailHelp} value={values.mail} />
        <TextField name={n.phone} label={f.phone} value={values.phone} width={20} />
        <TextArea name={n.other} label={f.other} help={f.otherHelp} value={values.other} />
        <TextField name={n.source} label={f.source} help={f.sourceHelp} value={values.source} required />
        <DateField name={n.checkedOn} label={f.checkedOn} value={values.checkedOn} required />
        <TextField name={n.warnAfterDays} label={f.warnAfterDays} value={values.warnAfterDays} width={6} required />
        {unitName === undefined ? undefined : (
          <>
            <Checkable
              type="checkbox"
              id={`f-${n.withdrawn}`}
              name={n.withdrawn}
              choice={{ value: 'ja', label: f.withdrawn, checked: values.withdrawn === 'ja' }}
            />
            <TextArea name={n.reason} label={f.reason} value={values.reason} required />
          </>
        )}
      </Form>
      {history.length === 0 ? undefined : (
        <Disclosure kind="section" summary={m.history}>
          {history.map((version) => (
            <section key={version.version}>
              <h2>{m.version(version.version)}</h2>
              <p className="quiet">
                <Moment instant={version.writtenAt.toISOString()} /> {m.writtenBy(version.writtenBy)}
              </p>
              <DescriptionList
                items={[
                  { key: 'unit', term: f.unitName, detail: version.unitName },
                  { key: 'ways', term: m.columns.ways, detail: <Ways {...version} /> },
                  { key: 'source', term: f.source, detail: version.source },
                  { key: 'checked', term: m.columns.checked, detail: <ShortDate date={version.checkedOn} /> },
                  ...(version.reason === '' ? [] : [{ key: 'reason', term: f.reason, detail: version.reason }]),
                ]}
              />
            </section>
          ))}
        </Disclosure>
      )}
    </Main>
  );
}
