import type { Choice, FormFrame, HiddenValues } from '../../../ui/form-frame.ts';
import {
  ActionLink,
  Alert,
  Button,
  ButtonForm,
  CheckboxGroup,
  type Column,
  DateField,
  Disclosure,
  EmptyState,
  Form,
  LinkButton,
  Main,
  Moment,
  Pager,
  RadioGroup,
  Select,
  Table,
  Tabs,
  TextField,
  useMessages,
} from '../../../ui/index.ts';
import type { ReactNode } from 'react';
import { organisationMessages } from '../messages/index.ts';

export const administrationFields = {
  name: 'namn',
  username: 'anvandarnamn',
  area: 'omrade',
  state: 'lage',
  role: 'roll',
  unit: 'enhet',
  give: 'ge',
  id: 'id',
  kind: 'slag',
  sv: 'sv',
  en: 'en',
  covers: 'ser',
  permissions: 'far',
  who: 'vem',
  what: 'vad',
  reference: 'enligt',
  from: 'fran',
  to: 'till',
  substitute: 'fraga',
} as const;
const f = administrationFields;

type Act = Readonly<{ action: string; hidden: HiddenValues }>;
type Links = readonly Readonly<{ href: string; text: string; current: boolean }>[];

interface FrameProps {
  readonly title: string;
  /** Where it says more than a title may: nobody is named in one. */
  readonly heading?: string | undefined;
  readonly links: Links;
  readonly problem?: string | undefined;
  readonly children: ReactNode;
}

/** The parts of the administration, beside each other. */
export const Administration = ({ title, heading, links, problem, children }: FrameProps) => (
  <Main title={title}>
    <Tabs label={useMessages(organisationMessages).title} tabs={links} />
    <h1>{heading ?? title}</h1>
    {problem === undefined ? undefined : (
      <Alert tone="late" live="urgent">
        {problem}
      </Alert>
    )}
    {children}
  </Main>
);

export interface PersonLine {
  readonly key: string;
  readonly href: string;
  readonly name: string;
  readonly username: string;
  readonly area: string;
  readonly roles: string;
  readonly active: boolean;
}

interface PeopleProps {
  readonly links: Links;
  readonly addHref: string;
  readonly filterAction: string;
  readonly areas: readonly Choice[];
  readonly lines: readonly PersonLine[];
  readonly pager: Parameters<typeof Pager>[0];
}

export function People({ links, addHref, filterAction, areas, lines, pager }: PeopleProps) {
  const all = useMessages(organisationMessages);
  const m = all.people;
  const columns: readonly Column<PersonLine>[] = [
    { key: 'name', heading: m.columns.name, Cell: PersonLink },
    { key: 'username', heading: m.columns.username, Cell: ({ row }) => row.username },
    { key: 'area', heading: m.columns.area, Cell: ({ row }) => row.area },
    { key: 'roles', heading: m.columns.roles, Cell: ({ row }) => row.roles },
    { key: 'state', heading: m.columns.state, Cell: PersonState },
  ];
  return (
    <Administration title={all.sections.people} links={links}>
      <p className="reading">{all.intro}</p>
      <form method="get" action={filterAction} className="filter">
        <Select name={f.area} label={m.areaFilter} groups={[{ choices: areas }]} />
        <Button emphasis="secondary">{m.show}</Button>
      </form>
      <p>
        <LinkButton href={addHref}>{m.add}</LinkButton>
      </p>
      <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />
      <Pager {...pager} />
    </Administration>
  );
}

const PersonLink = ({ row }: { readonly row: PersonLine }) => <a href={row.href}>{row.name}</a>;
function PersonState({ row }: { readonly row: PersonLine }) {
  const m = useMessages(organisationMessages).people;
  return row.active ? m.active : m.closed;
}

interface PersonProps {
  readonly links: Links;
  readonly title: string;
  readonly backHref: string;
  readonly problem?: string | undefined;
  readonly frame: FormFrame;
  readonly values: { readonly name: string; readonly username: string; readonly active: boolean };
  readonly areas: readonly Choice[];
  /** Absent for somebody new. */
  readonly roles?:
    | {
        readonly held: readonly { readonly key: string; readonly text: string; readonly take: Act }[];
        readonly frame: FormFrame;
        readonly choices: readonly Choice[];
        readonly units: readonly Choice[];
        readonly invite: string;
      }
    | undefined;
}

export function PersonPage({ links, title, backHref, problem, frame, values, areas, roles }: PersonProps) {
  const m = useMessages(organisationMessages);
  const p = m.people;
  return (
    <Administration title={m.people.title} heading={title} links={links} problem={problem}>
      <p className="back">
        <a href={backHref}>{m.sections.people}</a>
      </p>
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        <TextField name={f.name} label={p.name} value={values.name} required />
        <TextField name={f.username} label={p.username} help={p.usernameHelp} value={values.username} required />
        <Select name={f.area} label={p.area} help={p.areaHelp} groups={[{ choices: areas }]} required />
        <RadioGroup
          name={f.state}
          label={p.state}
          choices={[
            { value: 'aktiv', label: p.stateActive, checked: values.active },
            { value: 'avstangd', label: p.stateClosed, checked: !values.active },
          ]}
        />
      </Form>
      {roles === undefined ? undefined : (
        <section>
          <h2>{p.rolesHeading}</h2>
          {roles.held.length === 0 ? (
            <p className="quiet">{p.noRoles}</p>
          ) : (
            <ul className="lines">
              {roles.held.map((held) => (
                <li key={held.key}>
                  <span>{held.text}</span>
                  <ButtonForm {...held.take}>
                    {p.take}
                    <span className="ds-sr-only"> {held.text}</span>
                  </ButtonForm>
                </li>
              ))}
            </ul>
          )}
          <h3>{p.give}</h3>
          <Form frame={roles.frame} buttons={<Button emphasis="secondary">{p.giveSubmit}</Button>}>
            <Select name={f.role} label={p.role} groups={[{ choices: roles.choices }]} required />
            <Select name={f.unit} label={p.unit} groups={[{ choices: roles.units }]} required />
          </Form>
          <p className="quiet">{roles.invite}</p>
        </section>
      )}
    </Administration>
  );
}

interface UnitsProps {
  readonly links: Links;
  readonly areas: readonly {
    readonly key: string;
    readonly name: string;
    readonly id: string;
    readonly kind: string;
    readonly units: readonly { readonly key: string; readonly name: string; readonly id: string }[];
  }[];
  readonly areaForm: {
    readonly frame: FormFrame;
    readonly id: string;
    readonly name: string;
    readonly kinds: readonly Choice[];
  };
  readonly unitForm: {
    readonly frame: FormFrame;
    readonly id: string;
    readonly name: string;
    readonly areas: readonly Choice[];
  };
}

export const areaFields = { id: 'omradets-id', name: 'omradets-namn', kind: 'slag' } as const;

export function Units({ links, areas, areaForm, unitForm }: UnitsProps) {
  const all = useMessages(organisationMessages);
  const m = all.units;
  const hasErrors = ({ errors }: FormFrame): boolean => (errors ?? []).length > 0;
  return (
    <Administration title={all.sections.units} links={links}>
      <p className="reading">{m.areaIntro}</p>
      {areas.map((area) => (
        <section key={area.key}>
          <h2>{area.name}</h2>
          <p className="quiet">
            {area.kind}, {area.id}
          </p>
          {area.units.length === 0 ? (
            <p className="quiet">{m.none}</p>
          ) : (
            <ul className="lines">
              {area.units.map((unit) => (
                <li key={unit.key}>
                  {unit.name} <span className="quiet">{unit.id}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
      <Disclosure kind="section" summary={m.addUnit} open={hasErrors(unitForm.frame)}>
        <Form frame={unitForm.frame} buttons={<Button>{all.save}</Button>}>
          <TextField name={f.id} label={m.id} help={m.idHelp} value={unitForm.id} width={20} required />
          <TextField name={f.name} label={m.name} value={unitForm.name} required />
          <Select name={f.area} label={m.area} groups={[{ choices: unitForm.areas }]} required />
        </Form>
      </Disclosure>
      <Disclosure kind="section" summary={m.addArea} open={hasErrors(areaForm.frame)}>
        <Form frame={areaForm.frame} buttons={<Button>{all.save}</Button>}>
          <TextField name={areaFields.id} label={m.id} help={m.idHelp} value={areaForm.id} width={20} required />
          <TextField name={areaFields.name} label={m.name} value={areaForm.name} required />
          <RadioGroup name={areaFields.kind} label={m.kind} choices={areaForm.kinds} inline required />
        </Form>
      </Disclosure>
    </Administration>
  );
}

export interface RoleLine {
  readonly key: string;
  readonly href: string;
  readonly name: string;
  readonly count: string;
  readonly standard: boolean;
}

export function Roles({
  links,
  addHref,
  lines,
}: {
  readonly links: Links;
  readonly addHref: string;
  readonly lines: readonly RoleLine[];
}) {
  const all = useMessages(organisationMessages);
  const m = all.roles;
  const columns: readonly Column<RoleLine>[] = [
    { key: 'name', heading: m.columns.name, Cell: RoleLink },
    { key: 'permissions', heading: m.columns.permissions, Cell: ({ row }) => row.count },
    { key: 'standard', heading: m.columns.standard, Cell: RoleKind },
  ];
  return (
    <Administration title={all.sections.roles} links={links}>
      <p>
        <LinkButton href={addHref}>{m.add}</LinkButton>
      </p>
      <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />
    </Administration>
  );
}

const RoleLink = ({ row }: { readonly row: RoleLine }) => <a href={row.href}>{row.name}</a>;
function RoleKind({ row }: { readonly row: RoleLine }) {
  const m = useMessages(organisationMessages).roles;
  return row.standard ? m.standard : m.own;
}

interface RoleProps {
  readonly links: Links;
  readonly title: string;
  readonly backHref: string;
  readonly problem?: string | undefined;
  readonly frame: FormFrame;
  readonly isNew: boolean;
  readonly isStandard: boolean;
  readonly values: { readonly id: string; readonly sv: string; readonly en: string };
  readonly covers: readonly Choice[];
  readonly permissions: readonly Choice[];
}

export function RolePage(props: RoleProps) {
  const { links, title, backHref, problem, frame, isNew, isStandard, values, covers, permissions } = props;
  const all = useMessages(organisationMessages);
  const m = all.roles;
  return (
    <Administration title={title} links={links} problem={problem}>
      <p className="back">
        <a href={backHref}>{all.sections.roles}</a>
      </p>
      {isStandard ? (
        <>
          <p className="reading">{m.standardHelp}</p>
          <h2>{m.permissions}</h2>
          <ul>
            {permissions
              .filter(({ checked }) => checked)
              .map(({ value, label }) => (
                <li key={value}>{label}</li>
              ))}
          </ul>
        </>
      ) : (
        <Form frame={frame} buttons={<Button>{all.save}</Button>}>
          {isNew ? (
            <TextField name={f.id} label={m.id} help={m.idHelp} value={values.id} width={20} required />
          ) : undefined}
          <TextField name={f.sv} label={m.sv} value={values.sv} required />
          <TextField name={f.en} label={m.en} value={values.en} required />
          <RadioGroup name={f.covers} label={m.covers} choices={covers} required />
          <CheckboxGroup name={f.permissions} label={m.permissions} help={m.permissionsHelp} choices={permissions} />
        </Form>
      )}
    </Administration>
  );
}

export interface DelegationLine {
  readonly key: string;
  readonly name: string;
  readonly what: string;
  readonly reference: string;
  readonly time: string;
  readonly end?: Act | undefined;
}

interface DelegationsProps {
  readonly links: Links;
  readonly lines: readonly DelegationLine[];
  readonly frame: FormFrame;
  readonly people: readonly Choice[];
  readonly what: readonly Choice[];
  readonly values: { readonly reference: string; readonly from: string; readonly to: string };
}

export function Delegations({ links, lines, frame, people, what, values }: DelegationsProps) {
  const all = useMessages(organisationMessages);
  const m = all.delegations;
  const columns: readonly Column<DelegationLine>[] = [
    { key: 'who', heading: m.columns.who, Cell: ({ row }) => row.name },
    { key: 'what', heading: m.columns.what, Cell: ({ row }) => row.what },
    { key: 'reference', heading: m.columns.reference, Cell: ({ row }) => row.reference },
    { key: 'time', heading: m.columns.time, Cell: ({ row }) => row.time },
    { key: 'act', heading: m.columns.act, Cell: EndDelegation },
  ];
  return (
    <Administration title={all.sections.delegations} links={links}>
      <p className="reading">{m.intro}</p>
      {lines.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />
      )}
      <Disclosure kind="section" summary={m.add} open={lines.length === 0 || (frame.errors ?? []).length > 0}>
        <Form frame={frame} buttons={<Button>{all.save}</Button>}>
          <Select name={f.who} label={m.who} groups={[{ choices: people }]} required />
          <RadioGroup name={f.what} label={m.what} choices={what} required />
          <TextField name={f.reference} label={m.reference} help={m.referenceHelp} value={values.reference} required />
          <DateField name={f.from} label={m.from} value={values.from} required />
          <DateField name={f.to} label={m.to} help={m.toHelp} value={values.to} />
        </Form>
      </Disclosure>
    </Administration>
  );
}

function EndDelegation({ row }: { readonly row: DelegationLine }) {
  const m = useMessages(organisationMessages).delegations;
  return row.end === undefined ? (
    m.ended
  ) : (
    <ButtonForm {...row.end}>
      {m.end}
      <span className="ds-sr-only">
        {' '}
        {row.name}, {row.what}
      </span>
    </ButtonForm>
  );
}

interface DirectoryProps {
  readonly links: Links;
  readonly clients: readonly { readonly key: string; readonly name: string; readonly end?: Act | undefined }[];
  /** Shown once, when a directory has just been connected. */
  readonly token?: string | undefined;
  readonly add: { readonly frame: FormFrame; readonly name: string; readonly units: readonly Choice[] };
  readonly groups: readonly {
    readonly key: string;
    readonly name: string;
    readonly members: string;
    readonly frame: FormFrame;
    readonly gives: readonly Choice[];
  }[];
}

export function Directory({ links, clients, token, add, groups }: DirectoryProps) {
  const all = useMessages(organisationMessages);
  const m = all.directory;
  return (
    <Administration title={all.sections.directory} links={links}>
      <p className="reading">{m.intro}</p>
      {token === undefined ? undefined : (
        <Alert tone="ok" live="calm">
          <p>{m.made}</p>
          <p>
            {m.token}: <code className="seed">{token}</code>
          </p>
          <p>{m.tokenHelp}</p>
        </Alert>
      )}
      <h2>{m.clients}</h2>
      {clients.length === 0 ? (
        <p className="quiet">{m.noClients}</p>
      ) : (
        <ul className="lines">
          {clients.map((client) => (
            <li key={client.key}>
              <span>
                {client.name} {client.end === undefined ? <span className="quiet">{m.ended}</span> : undefined}
              </span>
              {client.end === undefined ? undefined : (
                <ButtonForm {...client.end}>
                  {m.end}
                  <span className="ds-sr-only"> {client.name}</span>
                </ButtonForm>
              )}
            </li>
          ))}
        </ul>
      )}
      <Disclosure kind="section" summary={m.add} open={(add.frame.errors ?? []).length > 0}>
        <Form frame={add.frame} buttons={<Button>{m.add}</Button>}>
          <TextField name={f.name} label={m.name} value={add.name} required />
          <Select name={f.unit} label={m.unit} help={m.unitHelp} groups={[{ choices: add.units }]} required />
        </Form>
      </Disclosure>
      <h2>{m.groups}</h2>
      {groups.length === 0 ? (
        <p className="quiet">{m.noGroups}</p>
      ) : (
        groups.map((group) => (
          <section key={group.key}>
            <h3>{group.name}</h3>
            <p className="quiet">{group.members}</p>
            <Form frame={group.frame} buttons={<Button emphasis="secondary">{all.save}</Button>}>
              <Select name={`${f.give}.${group.key}`} label={m.gives} groups={[{ choices: group.gives }]} />
            </Form>
          </section>
        ))
      )}
    </Administration>
  );
}

export interface ChangeLine {
  readonly key: string;
  readonly at: string;
  readonly by: string;
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

export function ChangeHistory({
  links,
  lines,
  olderHref,
}: {
  readonly links: Links;
  readonly lines: readonly ChangeLine[];
  readonly olderHref?: string | undefined;
}) {
  const all = useMessages(organisationMessages);
  const m = all.history;
  const columns: readonly Column<ChangeLine>[] = [
    { key: 'when', heading: m.columns.when, Cell: ChangeTime },
    { key: 'who', heading: m.columns.who, Cell: ({ row }) => row.by },
    { key: 'what', heading: m.columns.what, Cell: ({ row }) => row.what },
    { key: 'before', heading: m.columns.before, Cell: ({ row }) => row.before },
    { key: 'after', heading: m.columns.after, Cell: ({ row }) => row.after },
  ];
  return (
    <Administration title={all.sections.history} links={links}>
      {lines.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />
      )}
      {olderHref === undefined ? undefined : <ActionLink href={olderHref}>{m.older}</ActionLink>}
    </Administration>
  );
}

const ChangeTime = ({ row }: { readonly row: ChangeLine }) => <Moment instant={row.at} />;

export interface AbsenceLine {
  readonly key: string;
  readonly time: string;
  readonly substitute: string;
  readonly remove: Act;
}

interface AbsenceProps {
  readonly frame: FormFrame;
  readonly lines: readonly AbsenceLine[];
  readonly colleagues: readonly Choice[];
  readonly values: { readonly from: string; readonly to: string };
}

/** One's own absence, and whom colleagues can ask meanwhile. */
export function AbsencePage({ frame, lines, colleagues, values }: AbsenceProps) {
  const all = useMessages(organisationMessages);
  const m = all.absence;
  const columns: readonly Column<AbsenceLine>[] = [
    { key: 'time', heading: m.columns.time, Cell: ({ row }) => row.time },
    { key: 'substitute', heading: m.columns.substitute, Cell: ({ row }) => row.substitute },
    { key: 'act', heading: m.columns.act, Cell: RemoveAbsence },
  ];
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="reading">{m.intro}</p>
      {lines.length === 0 ? (
        <p className="quiet">{m.empty}</p>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />
      )}
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        <DateField name={f.from} label={m.from} value={values.from} required />
        <DateField name={f.to} label={m.to} value={values.to} required />
        <Select name={f.substitute} label={m.substitute} groups={[{ choices: colleagues }]} />
      </Form>
    </Main>
  );
}

function RemoveAbsence({ row }: { readonly row: AbsenceLine }) {
  const m = useMessages(organisationMessages).absence;
  return (
    <ButtonForm {...row.remove}>
      {m.remove}
      <span className="ds-sr-only"> {row.time}</span>
    </ButtonForm>
  );
}
