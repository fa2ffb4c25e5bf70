import {
  Alert,
  ButtonForm,
  type Column,
  EmptyState,
  Moment,
  StatusMark,
  Table,
  useMessages,
} from '../../../ui/index.ts';
import { organisationMessages } from '../messages/index.ts';
import { type Act, Administration, type Links } from './frame.tsx';

export interface RunLine {
  readonly key: string;
  readonly at: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly what: string;
  readonly seconds: string;
}

interface JobsProps {
  readonly links: Links;
  readonly told?: string | undefined;
  readonly jobs: readonly {
    readonly key: string;
    readonly name: string;
    readonly does: string;
    readonly schedule: string;
    readonly next: string;
    readonly run: Act;
    readonly lines: readonly RunLine[];
  }[];
}

const marks = { waiting: 'waiting', running: 'open', done: 'done', failed: 'late' } as const;

const RunTime = ({ row }: { readonly row: RunLine }) => <Moment instant={row.at} />;
const RunState = ({ row }: { readonly row: RunLine }) => (
  <StatusMark mark={marks[row.state]} word={useMessages(organisationMessages).jobs.states[row.state]} />
);

export function Jobs({ links, told, jobs }: JobsProps) {
  const all = useMessages(organisationMessages);
  const m = all.jobs;
  const columns: readonly Column<RunLine>[] = [
    { key: 'at', heading: m.columns.at, Cell: RunTime },
    {
      key: 'state',
      heading: m.columns.state,
      Cell: RunState,
    },
    { key: 'what', heading: m.columns.what, Cell: ({ row }) => row.what },
    { key: 'seconds', heading: m.columns.seconds, Cell: ({ row }) => row.seconds },
  ];
  return (
    <Administration title={all.sections.jobs} links={links}>
      {told === undefined ? undefined : (
        <Alert tone="ok" live="calm">
          {told}
        </Alert>
      )}
      <p className="reading">{m.intro}</p>
      {jobs.length === 0 ? <EmptyState>{m.none}</EmptyState> : undefined}
      {jobs.map((job) => (
        <section key={job.key}>
          <h2>{job.name}</h2>
          <p>{job.does}</p>
          <p className="quiet">
            {m.schedule}: {job.schedule}. {m.next}: <Moment instant={job.next} />.
          </p>
          {job.lines.length === 0 ? (
            <p className="quiet">{m.never}</p>
          ) : (
            <Table
              caption={m.caption(job.name)}
              captionHidden
              columns={columns}
              rows={job.lines}
              rowKey={({ key }) => key}
            />
          )}
          <ButtonForm {...job.run}>
            {m.run}
            <span className="ds-sr-only"> {job.name}</span>
          </ButtonForm>
        </section>
      ))}
    </Administration>
  );
}
