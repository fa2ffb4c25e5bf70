import {
  Button,
  EmptyState,
  Form,
  type FormFrame,
  LinkButton,
  Main,
  Select,
  Table,
  useMessages,
  Back,
} from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import type { DraftState } from '../store/drafts.ts';
import { startField } from './model.ts';

interface DraftLine {
  readonly key: string;
  readonly href: string;
  readonly name: string;
  readonly basedOn: string;
  readonly saved: string;
  readonly state: DraftState;
}

const Name = ({ row }: { readonly row: DraftLine }) => <a href={row.href}>{row.name}</a>;

interface DraftListProps {
  readonly lines: readonly DraftLine[];
  readonly backHref: string;
  /** For who may write. */
  readonly startHref?: string | undefined;
}

/** The drafts that one writes, or has been asked to comment on. */
export function DraftList({ lines, backHref, startHref }: DraftListProps) {
  const m = useMessages(messages);
  const l = m.list;
  return (
    <Main title={l.title}>
      <Back href={backHref}>{l.back}</Back>
      <div className="heading-row">
        <h1>{l.title}</h1>
        {startHref === undefined ? undefined : <LinkButton href={startHref}>{l.start}</LinkButton>}
      </div>
      <p className="lead reading">{startHref === undefined ? l.leadReader : l.lead}</p>
      {lines.length === 0 ? (
        <EmptyState>{startHref === undefined ? l.emptyReader : l.empty}</EmptyState>
      ) : (
        <Table
          caption={l.title}
          captionHidden
          rows={lines}
          rowKey={({ key }) => key}
          columns={[
            { key: 'routine', heading: l.routine, Cell: Name },
            { key: 'basedOn', heading: l.basedOn, Cell: ({ row }) => row.basedOn },
            { key: 'saved', heading: l.saved, Cell: ({ row }) => row.saved },
            { key: 'state', heading: l.state, Cell: ({ row }) => m.states[row.state] },
          ]}
        />
      )}
    </Main>
  );
}

interface StartDraftProps {
  readonly frame: FormFrame;
  readonly versions: readonly Readonly<{ value: string; name: string; version: string; checked: boolean }>[];
}

/** Which version to begin from. */
export function StartDraft({ frame, versions }: StartDraftProps) {
  const m = useMessages(messages);
  return (
    <Main title={m.start.title}>
      <Back href={frame.cancelHref}>{m.list.title}</Back>
      <h1>{m.start.title}</h1>
      <p className="lead reading">{m.start.lead}</p>
      <Form frame={frame} buttons={<Button>{m.start.save}</Button>}>
        <Select
          name={startField}
          label={m.start.version}
          required
          groups={[
            {
              choices: versions.map(({ value, name, version, checked }) => ({
                value,
                label: m.start.choice(name, version),
                checked,
              })),
            },
          ]}
        />
      </Form>
    </Main>
  );
}
