import type { Language } from '../../kernel/text.ts';
import { type Column, EmptyState, Main, Moment, Table, useMessages, Back } from '../../ui/index.ts';
import type { Piece } from '../disclosure.ts';
import { messages } from '../messages/index.ts';
import { SharedPieces } from './snapshot.tsx';
import { WhyMine } from './why-mine.tsx';
import { When } from './when.tsx';

function Freshness({ row }: { readonly row: ReceivedLine }) {
  const m = useMessages(messages).received;
  return row.isNew ? <b>{m.fresh}</b> : m.old;
}

export interface ReceivedLine {
  readonly key: string;
  readonly href: string;
  readonly at: string;
  readonly from: string;
  readonly purpose: string;
  readonly isNew: boolean;
}

interface ReceivedProps {
  readonly lines: readonly ReceivedLine[];
  readonly plans: readonly {
    readonly key: string;
    readonly href: string;
    readonly title: string;
    /** The individual, when the reader is told. */
    readonly about: string | undefined;
    readonly from: string;
  }[];
}

/** What others have handed over to the reader, and the plans that they are part of. */
export function Received({ lines, plans }: ReceivedProps) {
  const m = useMessages(messages).received;
  const columns: readonly Column<ReceivedLine>[] = [
    {
      key: 'when',
      heading: m.columns.when,
      Cell: When,
    },
    { key: 'from', heading: m.columns.from, Cell: ({ row }) => row.from },
    { key: 'purpose', heading: m.columns.purpose, Cell: ({ row }) => row.purpose },
    { key: 'state', heading: m.columns.state, Cell: Freshness },
  ];
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="reading">{m.intro}</p>
      <h2>{m.plans}</h2>
      {plans.length === 0 ? (
        <p className="quiet">{m.noPlans}</p>
      ) : (
        <ul className="lines">
          {plans.map((plan) => (
            <li key={plan.key}>
              <a href={plan.href}>{[plan.title, plan.about].filter((part) => part !== undefined).join(', ')}</a>{' '}
              <span className="quiet">{plan.from}</span>
            </li>
          ))}
        </ul>
      )}
      <h2>{m.disclosures}</h2>
      {lines.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />
      )}
    </Main>
  );
}

interface ReceivedOneProps {
  readonly from: string;
  readonly ground: string;
  readonly purpose: string;
  readonly at: string;
  readonly backHref: string;
  /** Why the reader can see it. */
  readonly why: readonly string[];
  readonly pieces: readonly Omit<Piece, 'id'>[];
  readonly language: Language;
}

/** What was handed over, for whom it was handed over to. */
export function ReceivedOne({ from, ground, purpose, at, backHref, why, pieces, language }: ReceivedOneProps) {
  const { received: m, receipt } = useMessages(messages);
  return (
    <Main title={m.oneTitle}>
      <Back href={backHref}>{m.back}</Back>
      <h1>{m.oneTitle}</h1>
      <p className="lead">
        {from}, <Moment instant={at} />
      </p>
      <p>
        {purpose}
        <br />
        {ground}
      </p>
      <p className="reading screen-only">{m.keep}</p>
      <WhyMine sentences={why} />
      <section className="sheet shared">
        <h2>{receipt.content}</h2>
        <SharedPieces pieces={pieces} language={language} />
      </section>
    </Main>
  );
}
