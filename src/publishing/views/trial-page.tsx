import { LinkButton, Main, Table, useMessages, Back } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { leastShown } from '../trial.ts';
import type { DraftProblem } from './model.ts';
import { Problems, Sentences } from './parts.tsx';

interface TrialLine {
  readonly key: string;
  readonly name: string;
  readonly added: number;
  readonly removed: number;
  readonly earlier: number;
  readonly later: number;
  readonly other: number;
}

interface TrialPageProps {
  readonly name: string;
  readonly backHref: string;
  readonly textHref: string;
  readonly problems: readonly DraftProblem[];
  readonly tried: number;
  readonly changed: number;
  readonly lines: readonly TrialLine[];
  /** Those that the reader works with, by number. */
  readonly seen: readonly Readonly<{ key: string; number: string; href: string; changes: readonly string[] }>[];
}

const counts = ['added', 'removed', 'earlier', 'later', 'other'] as const;

/** How open runs would change if the draft were in force: as counts. */
export function TrialPage({ name, backHref, textHref, problems, tried, changed, lines, seen }: TrialPageProps) {
  const m = useMessages(messages);
  const t = m.trial;
  return (
    <Main title={t.title}>
      <Back href={backHref}>{m.draft.title(name)}</Back>
      <h1>{t.title}</h1>
      <p className="lead reading">
        {t.lead} {t.area}
      </p>
      {problems.length > 0 ? (
        <>
          <p>{t.unsound}</p>
          <Problems problems={problems} />
          <p>
            <LinkButton href={textHref}>{m.check.toText}</LinkButton>
          </p>
        </>
      ) : (
        <p className="lead">{tried === 0 ? t.none : `${t.tried(tried)} ${t.changed(changed)}`}</p>
      )}
      {lines.length === 0 ? undefined : (
        <Table
          caption={t.table}
          rows={lines}
          rowKey={({ key }) => key}
          columns={[
            { key: 'name', heading: t.obligation, Cell: ({ row }) => row.name },
            ...counts.map((count) => ({
              key: count,
              heading: t[count],
              numeric: true,
              Cell: ({ row }: { readonly row: TrialLine }) =>
                row[count] > 0 && row[count] < leastShown ? t.few : row[count],
            })),
          ]}
        />
      )}
      {seen.length === 0 ? undefined : (
        <section>
          <h2>{t.yours}</h2>
          {seen.map((run) => (
            <section key={run.key}>
              <h3>
                <a href={run.href}>{run.number}</a>
              </h3>
              <Sentences sentences={run.changes} />
            </section>
          ))}
        </section>
      )}
    </Main>
  );
}
