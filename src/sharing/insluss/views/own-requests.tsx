import type { HiddenValues } from '../../../ui/form-frame.ts';
import {
  ActionLink,
  Alert,
  Button,
  ButtonForm,
  type Column,
  DescriptionList,
  EmptyState,
  HiddenFields,
  LinkButton,
  Main,
  ShortDate,
  Table,
  useMessages,
  Back,
} from '../../../ui/index.ts';
import { type Attachment, Attachments } from '../../../secrecy/index.ts';
import { inslussMessages } from '../messages/index.ts';

interface Line {
  readonly key: string;
  readonly href: string;
  readonly name: string;
  readonly release: string;
  readonly unit: string;
  readonly state: string;
}

/** What a probation officer has asked for and nobody has received. */
export function OwnRequests({ requests, askHref }: { readonly requests: readonly Line[]; readonly askHref: string }) {
  const m = useMessages(inslussMessages).list;
  const ask = <LinkButton href={askHref}>{m.ask}</LinkButton>;
  const columns: readonly Column<Line>[] = [
    { key: 'who', heading: m.columns.who, Cell: Who },
    { key: 'release', heading: m.columns.release, Cell: Release },
    { key: 'unit', heading: m.columns.unit, Cell: Unit },
    { key: 'state', heading: m.columns.state, Cell: State },
  ];
  return (
    <Main title={m.title}>
      <div className="heading-row">
        <h1>{m.title}</h1>
        {requests.length === 0 ? undefined : ask}
      </div>
      <p className="reading">{m.intro}</p>
      {requests.length === 0 ? (
        <EmptyState action={ask}>{m.empty}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={requests} rowKey={({ key }) => key} />
      )}
    </Main>
  );
}

interface CellProps {
  readonly row: Line;
}
const Who = ({ row }: CellProps) => <a href={row.href}>{row.name}</a>;
const Release = ({ row }: CellProps) => <ShortDate date={row.release} />;
const Unit = ({ row }: CellProps) => row.unit;
const State = ({ row }: CellProps) => row.state;

export type Files = readonly { readonly file: Attachment; readonly href: string }[];

export interface RequestView {
  readonly givenName: string;
  readonly familyName: string;
  readonly number?: string | undefined;
  readonly conditionalRelease: string;
  readonly supervisionEnd?: string | undefined;
  readonly consentOn: string;
  readonly unitName: string;
  readonly needs: string;
}

/** What is asked for, as its writer and its receiver read it. */
export function RequestFacts({ request }: { readonly request: RequestView }) {
  const { form, own, list } = useMessages(inslussMessages);
  return (
    <DescriptionList
      items={[
        { key: 'who', term: list.columns.who, detail: `${request.givenName} ${request.familyName}` },
        ...(request.number === undefined ? [] : [{ key: 'number', term: own.number, detail: request.number }]),
        { key: 'release', term: list.columns.release, detail: <ShortDate date={request.conditionalRelease} /> },
        ...(request.supervisionEnd === undefined
          ? []
          : [{ key: 'end', term: form.supervisionEnd, detail: <ShortDate date={request.supervisionEnd} /> }]),
        { key: 'consent', term: own.consentedOn, detail: <ShortDate date={request.consentOn} /> },
        { key: 'unit', term: list.columns.unit, detail: request.unitName },
        ...(request.needs === ''
          ? []
          : [{ key: 'needs', term: own.needs, detail: <span className="written">{request.needs}</span> }]),
      ]}
    />
  );
}

/** That it is close to the release, and what the routine asks then. */
export function Late({ late }: { readonly late: readonly string[] }) {
  const m = useMessages(inslussMessages).late;
  return late.length === 0 ? undefined : (
    <Alert tone="soon">
      <p>
        <b>{m.heading}.</b> {m.intro}
      </p>
      <ul>
        {late.map((what) => (
          <li key={what}>{what}</li>
        ))}
      </ul>
    </Alert>
  );
}

interface OwnRequestProps {
  /** How it stands, in words. */
  readonly told: string;
  readonly late: readonly string[];
  readonly request: RequestView;
  readonly files: Files;
  readonly backHref: string;
  readonly changeHref?: string | undefined;
  readonly send?: { readonly action: string; readonly hidden: HiddenValues } | undefined;
  readonly drop: { readonly action: string; readonly hidden: HiddenValues; readonly sent: boolean };
}

export function OwnRequest({ told, late, request, files, backHref, changeHref, send, drop }: OwnRequestProps) {
  const { form, own: m } = useMessages(inslussMessages);
  return (
    <Main title={m.heading}>
      <Back href={backHref}>{form.back}</Back>
      <h1>{m.heading}</h1>
      <p className="lead">{told}</p>
      {send === undefined ? undefined : (
        <form method="post" action={send.action} className="button-form">
          <HiddenFields fields={send.hidden} />
          <Button>{m.send}</Button>
        </form>
      )}
      <Late late={late} />
      <RequestFacts request={request} />
      <Attachments files={files} />
      {changeHref === undefined ? undefined : (
        <p>
          <ActionLink href={changeHref}>{m.change}</ActionLink>
        </p>
      )}
      <ButtonForm action={drop.action} hidden={drop.hidden}>
        {drop.sent ? m.takeBack : m.drop}
      </ButtonForm>
    </Main>
  );
}
