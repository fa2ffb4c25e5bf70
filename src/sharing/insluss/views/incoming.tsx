import type { FormFrame } from '../../../ui/form-frame.ts';
import {
  Button,
  type Column,
  Disclosure,
  EmptyState,
  Form,
  Main,
  Moment,
  ShortDate,
  Table,
  TextArea,
  TextField,
  useMessages,
  Back,
} from '../../../ui/index.ts';
import { Attachments } from '../../../secrecy/index.ts';
import { inslussMessages } from '../messages/index.ts';
import { type Files, Late, RequestFacts, type RequestView } from './own-requests.tsx';

export const incomingFields = { caseNumber: 'arende', reason: 'skal' } as const;

interface Line {
  readonly key: string;
  readonly href: string;
  readonly name: string;
  readonly release: string;
  readonly isLate: boolean;
  readonly from: string;
  readonly sentAt: string;
}

/** What the probation service has asked the reader's unit for. */
export function Incoming({ requests }: { readonly requests: readonly Line[] }) {
  const m = useMessages(inslussMessages).intake;
  const columns: readonly Column<Line>[] = [
    { key: 'who', heading: m.columns.who, Cell: Who },
    { key: 'release', heading: m.columns.release, Cell: Release },
    { key: 'from', heading: m.columns.from, Cell: From },
    { key: 'sent', heading: m.columns.sent, Cell: Sent },
  ];
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="reading">{m.intro}</p>
      {requests.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
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
function Release({ row }: CellProps) {
  const m = useMessages(inslussMessages).intake;
  return (
    <>
      <ShortDate date={row.release} />
      {row.isLate ? <span className="tag">{m.late}</span> : undefined}
    </>
  );
}
const From = ({ row }: CellProps) => row.from;
const Sent = ({ row }: CellProps) => <Moment instant={row.sentAt} />;

interface IncomingOneProps {
  readonly request: RequestView;
  readonly files: Files;
  readonly from: string;
  readonly sentAt: string;
  readonly late: readonly string[];
  readonly backHref: string;
  readonly receive: { readonly frame: FormFrame; readonly caseNumber: string };
  readonly decline: { readonly frame: FormFrame; readonly reason: string };
}

export function IncomingOne({ request, files, from, sentAt, late, backHref, receive, decline }: IncomingOneProps) {
  const m = useMessages(inslussMessages).intake;
  return (
    <Main title={m.heading}>
      <Back href={backHref}>{m.back}</Back>
      <h1>{m.heading}</h1>
      <p>
        {from}, <Moment instant={sentAt} />
      </p>
      <Late late={late} />
      <RequestFacts request={request} />
      <Attachments files={files} />
      <Form frame={receive.frame} buttons={<Button>{m.receive}</Button>}>
        <h2>{m.receive}</h2>
        <p>{m.receiveIntro}</p>
        <TextField
          name={incomingFields.caseNumber}
          label={m.caseNumber}
          help={m.caseNumberHelp}
          value={receive.caseNumber}
          width={12}
        />
      </Form>
      <Disclosure kind="section" open={(decline.frame.errors ?? []).length > 0} summary={m.decline}>
        <Form frame={decline.frame} buttons={<Button emphasis="secondary">{m.decline}</Button>}>
          <TextArea
            name={incomingFields.reason}
            label={m.declineReason}
            help={m.declineHelp}
            value={decline.reason}
            required
          />
        </Form>
      </Disclosure>
    </Main>
  );
}
