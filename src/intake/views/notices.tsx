import type { ReactNode } from 'react';
import type { FormFrame } from '../../ui/form-frame.ts';
import {
  Alert,
  Button,
  ButtonForm,
  type Column,
  DescriptionList,
  EmptyState,
  Form,
  type HiddenValues,
  LinkButton,
  Main,
  Moment,
  Pager,
  RadioGroup,
  Select,
  ShortDate,
  Table,
  Tabs,
  TextArea,
  TextField,
  useMessages,
  Back,
  type PagerProps,
} from '../../ui/index.ts';
import { type Attachment, Attachments } from '../../secrecy/index.ts';
import type { Choice } from '../../ui/form-frame.ts';
import { intakeMessages } from '../messages/index.ts';
import type { Notice } from '../notice.ts';
import type { Alike } from '../store/notices.ts';

export const findField = 'sok';
export const openFields = { givenName: 'fornamn', familyName: 'efternamn', number: 'nummer' } as const;
export const closeField = 'varfor';
export const caseField = 'arende';

type Line = Readonly<{ notice: Notice; href: string }>;

interface ListProps {
  readonly lines: readonly Line[];
  readonly current: 'waiting' | 'closed';
  readonly tabs: readonly { readonly which: 'waiting' | 'closed'; readonly href: string }[];
  readonly pager: PagerProps;
}

/** What has come to the intake of the own area. */
export function NoticeList({ lines, current, tabs, pager }: ListProps) {
  const m = useMessages(intakeMessages).list;
  const columns: readonly Column<Line>[] = [
    { key: 'receipt', heading: m.columns.receipt, Cell: Receipt },
    { key: 'what', heading: m.columns.what, Cell: What },
    { key: 'tenant', heading: m.columns.tenant, Cell: Tenant },
    { key: 'arrived', heading: m.columns.arrived, Cell: Arrived },
    { key: 'unit', heading: m.columns.unit, Cell: Unit },
  ];
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="reading">{m.intro}</p>
      <Tabs
        label={m.label}
        tabs={tabs.map(({ which, href }) => ({ href, text: m.tabs[which], current: which === current }))}
      />
      {lines.length === 0 ? (
        <EmptyState>{m.empty[current]}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={({ notice }) => notice.id} />
      )}
      <Pager {...pager} />
    </Main>
  );
}

interface CellProps {
  readonly row: Line;
}
const Receipt = ({ row }: CellProps) => (
  <a className="number" href={row.href}>
    {row.notice.receipt}
  </a>
);
function What({ row: { notice } }: CellProps) {
  const m = useMessages(intakeMessages);
  return (
    <>
      {m.kinds[notice.kind]}
      <p className="quiet">{m.reasons[notice.reason]}</p>
    </>
  );
}
const Tenant = ({ row: { notice } }: CellProps) => (
  <>
    {notice.tenant}
    <p className="quiet">
      {notice.address}, {notice.locality}
    </p>
  </>
);
const Arrived = ({ row }: CellProps) => <ShortDate date={row.notice.arrivedOn} />;
const Unit = ({ row }: CellProps) => row.notice.unitName;

export type Files = readonly { readonly file: Attachment; readonly href: string }[];

/** What the sender has written, word for word. */
export function Said({ notice, files }: { readonly notice: Notice; readonly files: Files }) {
  const all = useMessages(intakeMessages);
  const m = all.notice;
  const item = (term: string, detail: ReactNode) => ({ key: term, term, detail });
  return (
    <>
      <p className="quiet">{m.asSaid}</p>
      <DescriptionList
        items={[
          item(m.what, `${all.kinds[notice.kind]}, ${all.reasons[notice.reason].toLowerCase()}`),
          item(m.arrived, <Moment instant={notice.arrivedAt.toISOString()} />),
          item(m.dated, <ShortDate date={notice.datedOn} />),
          ...(notice.tenantServedOn === undefined ? [] : [item(m.served, <ShortDate date={notice.tenantServedOn} />)]),
          item(m.sender, `${notice.sender} (${all.senderRoles[notice.senderRole].toLowerCase()})`),
          item(m.contact, [notice.contact, notice.phone, notice.email].filter(Boolean).join(', ')),
          item(m.tenant, notice.tenant),
          ...(notice.tenantIdentity === '' ? [] : [item(m.identity, notice.tenantIdentity)]),
          item(
            m.address,
            [
              notice.address,
              ...(notice.apartment === '' ? [] : [m.apartment(notice.apartment)]),
              `${notice.postalCode} ${notice.locality}`,
            ].join(', '),
          ),
          ...(notice.message === '' ? [] : [item(m.message, <span className="written">{notice.message}</span>)]),
          item(m.unit, notice.unitName),
          ...(files.length === 0 ? [] : [item(m.files, <Attachments files={files} />)]),
        ]}
      />
    </>
  );
}

interface NoticeProps {
  readonly notice: Notice;
  readonly backHref: string;
  readonly files: Files;
  readonly alike: readonly { readonly other: Alike; readonly href?: string | undefined }[];
  readonly overtaken: boolean;
  /** Absent when it has been taken care of. */
  readonly acts?: Readonly<Record<'find' | 'open' | 'close', string>> | undefined;
}

export function NoticePage({ notice, backHref, files, alike, overtaken, acts }: NoticeProps) {
  const m = useMessages(intakeMessages).notice;
  return (
    <Main title={m.heading(notice.receipt)}>
      <Back href={backHref}>{m.back}</Back>
      <h1>{m.heading(notice.receipt)}</h1>
      {overtaken ? (
        <Alert tone="soon" live="urgent">
          <p>{m.overtaken}</p>
        </Alert>
      ) : undefined}
      {notice.closed === undefined ? undefined : (
        <Alert>
          <p>
            {m.closedBy(notice.closed.by)}, <Moment instant={notice.closed.at.toISOString()} />. {notice.closed.reason}
          </p>
        </Alert>
      )}
      <Said notice={notice} files={files} />
      {alike.length === 0 ? undefined : (
        <section>
          <h2>{m.alike}</h2>
          <p className="reading">{m.alikeIntro}</p>
          <ul>
            {alike.map(({ other, href }) => (
              <li key={other.id}>
                {href === undefined ? other.receipt : <a href={href}>{other.receipt}</a>},{' '}
                <ShortDate date={other.arrivedOn} />, {m.alikeStates[other.state]}
                {other.sameFile ? `, ${m.sameFile}` : ''}
              </li>
            ))}
          </ul>
        </section>
      )}
      {acts === undefined ? undefined : (
        <section>
          <h2>{m.do}</h2>
          <p className="buttons">
            <LinkButton href={acts.find}>{m.find}</LinkButton>
            <LinkButton href={acts.open} emphasis="secondary">
              {m.open}
            </LinkButton>
            <LinkButton href={acts.close} emphasis="secondary">
              {m.close}
            </LinkButton>
          </p>
        </section>
      )}
    </Main>
  );
}

export interface FoundHere {
  readonly key: string;
  readonly number?: string | undefined;
  readonly name?: string | undefined;
  readonly unit?: string | undefined;
  readonly responsible?: string | undefined;
  /** Of somebody whose identity is protected: whom to turn to, and nothing else. */
  readonly contact?: string | undefined;
}

interface FindProps {
  readonly frame: FormFrame;
  readonly receipt: string;
  readonly backHref: string;
  readonly typed: string;
  readonly link: { readonly action: string; readonly hidden: HiddenValues };
  readonly found?: { readonly lines: readonly FoundHere[]; readonly more?: number | undefined } | undefined;
}

export function FindCase({ frame, receipt, backHref, typed, link, found }: FindProps) {
  const all = useMessages(intakeMessages);
  const m = all.find;
  return (
    <Main title={m.title}>
      <Back href={backHref}>{all.notice.heading(receipt)}</Back>
      <h1>{m.title}</h1>
      <p className="reading">{m.lead}</p>
      <Form frame={frame} buttons={<Button>{m.search}</Button>}>
        <TextField name={findField} label={m.key} value={typed} required />
      </Form>
      {found === undefined ? undefined : found.lines.length === 0 ? (
        <p className="lead">{m.nothing}</p>
      ) : (
        <ul className="lines">
          {found.lines.map((line) => (
            <li key={line.key}>
              {line.contact === undefined ? (
                <>
                  <b className="number">{line.number}</b> {line.name ?? ''}{' '}
                  <span className="quiet">
                    {line.unit}. {m.responsible(line.responsible ?? m.nobody)}
                  </span>{' '}
                  <ButtonForm action={link.action} hidden={{ ...link.hidden, [caseField]: line.key }}>
                    {m.link} <span className="ds-sr-only">{line.number}</span>
                  </ButtonForm>
                </>
              ) : (
                m.protected(line.contact)
              )}
            </li>
          ))}
        </ul>
      )}
      {found?.more === undefined ? undefined : <p className="quiet">{m.more(found.more)}</p>}
    </Main>
  );
}

interface OpenProps {
  readonly frame: FormFrame;
  readonly notice: Notice;
  readonly backHref: string;
  readonly values: Readonly<Record<'givenName' | 'familyName' | 'number', string>>;
}

export function OpenForNotice({ frame, notice, backHref, values }: OpenProps) {
  const all = useMessages(intakeMessages);
  const m = all.open;
  return (
    <Main title={m.title}>
      <Back href={backHref}>{all.notice.heading(notice.receipt)}</Back>
      <h1>{m.title}</h1>
      <p className="reading">{m.lead}</p>
      <Form frame={frame} buttons={<Button>{m.submit}</Button>}>
        <TextField name={openFields.givenName} label={m.givenName} value={values.givenName} required />
        <TextField name={openFields.familyName} label={m.familyName} value={values.familyName} required />
        <TextField name={openFields.number} label={m.number} help={m.numberHelp} value={values.number} width={14} />
      </Form>
    </Main>
  );
}

interface CloseProps {
  readonly frame: FormFrame;
  readonly receipt: string;
  readonly backHref: string;
  readonly reason: string;
}

export function CloseNotice({ frame, receipt, backHref, reason }: CloseProps) {
  const all = useMessages(intakeMessages);
  const m = all.close;
  return (
    <Main title={m.title}>
      <Back href={backHref}>{all.notice.heading(receipt)}</Back>
      <h1>{m.title}</h1>
      <p className="reading">{m.lead}</p>
      <Form frame={frame} buttons={<Button>{m.submit}</Button>}>
        <TextArea name={closeField} label={m.reason} value={reason} required />
      </Form>
    </Main>
  );
}

interface OfCaseProps {
  readonly number: string;
  readonly backHref: string;
  readonly notices: readonly {
    readonly notice: Notice;
    readonly files: Files;
    readonly start?: { readonly action: string; readonly hidden: HiddenValues } | undefined;
    readonly runHref?: string | undefined;
  }[];
}

/** The notices that are about a case, for who works with it. */
export function NoticesOfCase({ number, backHref, notices }: OfCaseProps) {
  const all = useMessages(intakeMessages);
  const m = all.ofCase;
  return (
    <Main title={`${m.title} ${number}`}>
      <Back href={backHref}>
        <span className="number">{number}</span>
      </Back>
      <h1>{m.heading(number)}</h1>
      {notices.length === 0 ? <EmptyState>{m.empty}</EmptyState> : undefined}
      {notices.map(({ notice, files, start, runHref }) => (
        <section key={notice.id}>
          <h2>{all.notice.heading(notice.receipt)}</h2>
          <Said notice={notice} files={files} />
          {runHref === undefined ? undefined : (
            <p>
              <a href={runHref}>{m.taken}</a>
            </p>
          )}
          {start === undefined ? undefined : (
            <>
              <p className="reading">{m.startHelp}</p>
              <form method="post" action={start.action}>
                {Object.entries(start.hidden).map(([name, value]) => (
                  <input key={name} type="hidden" name={name} value={String(value)} />
                ))}
                <Button>{m.start}</Button>
              </form>
            </>
          )}
        </section>
      ))}
    </Main>
  );
}

export const ruleFields = { kind: 'slag', value: 'adress', from: 'fran', to: 'till', unit: 'enhet' } as const;

export interface RuleLine {
  readonly key: string;
  readonly what: string;
  readonly unit: string;
  readonly remove?: { readonly action: string; readonly hidden: HiddenValues } | undefined;
}

interface RulesProps {
  readonly backHref: string;
  readonly backText: string;
  readonly frame: FormFrame;
  readonly rules: readonly RuleLine[];
  /** Where the open form is; absent when there is no default, and it is closed. */
  readonly formHref?: string | undefined;
  readonly kinds: readonly Choice[];
  readonly units: readonly Choice[];
  readonly values: Readonly<Record<'value' | 'from' | 'to', string>>;
}

/** Where notices land, for administrators. */
export function IntakeRules({ backHref, backText, frame, rules, formHref, kinds, units, values }: RulesProps) {
  const m = useMessages(intakeMessages).rules;
  const columns: readonly Column<RuleLine>[] = [
    { key: 'what', heading: m.columns.what, Cell: ({ row }) => row.what },
    { key: 'unit', heading: m.columns.unit, Cell: ({ row }) => row.unit },
    { key: 'act', heading: m.columns.act, Cell: RemoveRule },
  ];
  return (
    <Main title={m.title}>
      <Back href={backHref}>{backText}</Back>
      <h1>{m.title}</h1>
      <p className="reading">{m.intro}</p>
      {formHref === undefined ? (
        <Alert tone="soon">
          <p>{m.noDefault}</p>
        </Alert>
      ) : (
        <p>
          {m.open} <a href={formHref}>{formHref}</a>
        </p>
      )}
      {rules.length === 0 ? undefined : (
        <Table caption={m.caption} captionHidden columns={columns} rows={rules} rowKey={({ key }) => key} />
      )}
      <h2>{m.add}</h2>
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        <RadioGroup name={ruleFields.kind} label={m.kind} choices={kinds} required />
        <TextField name={ruleFields.value} label={m.value} help={m.valueHelp} value={values.value} />
        <TextField
          name={ruleFields.from}
          label={m.from}
          help={m.fromHelp}
          value={values.from}
          width={8}
          inputMode="numeric"
        />
        <TextField name={ruleFields.to} label={m.to} value={values.to} width={8} inputMode="numeric" />
        <Select name={ruleFields.unit} label={m.unit} groups={[{ choices: units }]} required />
      </Form>
    </Main>
  );
}

function RemoveRule({ row }: { readonly row: RuleLine }) {
  const m = useMessages(intakeMessages).rules;
  return row.remove === undefined ? undefined : (
    <ButtonForm {...row.remove}>
      {m.remove} <span className="ds-sr-only">{row.what}</span>
    </ButtonForm>
  );
}
