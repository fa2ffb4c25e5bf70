import type { Language } from '../../kernel/text.ts';
import {
  ActionLink,
  type Column,
  DescriptionList,
  EmptyState,
  LinkButton,
  Main,
  Moment,
  Table,
  useMessages,
  Back,
} from '../../ui/index.ts';
import type { Piece } from '../disclosure.ts';
import { messages } from '../messages/index.ts';
import { whyMessages } from '../messages/why.ts';
import { SharedPieces } from './snapshot.tsx';
import { When } from './when.tsx';

export interface DisclosedLine {
  readonly key: string;
  readonly href: string;
  readonly at: string;
  readonly to: string;
  readonly what: string;
  readonly ground: string;
  readonly state: string;
}

interface DisclosuresProps {
  readonly number: string;
  readonly backHref: string;
  readonly disclose: readonly { readonly href: string; readonly text: string }[];
  readonly drafts: readonly { readonly href: string; readonly text: string }[];
  readonly lines: readonly DisclosedLine[];
}

/** Everything that has been handed over from a case. */
export function Disclosures({ number, backHref, disclose, drafts, lines }: DisclosuresProps) {
  const m = useMessages(messages).list;
  const columns: readonly Column<DisclosedLine>[] = [
    { key: 'when', heading: m.columns.when, Cell: When },
    { key: 'to', heading: m.columns.to, Cell: ({ row }) => row.to },
    { key: 'what', heading: m.columns.what, Cell: ({ row }) => row.what },
    { key: 'ground', heading: m.columns.ground, Cell: ({ row }) => row.ground },
    { key: 'state', heading: m.columns.state, Cell: ({ row }) => row.state },
  ];
  const links = disclose.map(({ href, text }) => (
    <LinkButton key={href} href={href} emphasis={lines.length === 0 ? 'primary' : 'secondary'}>
      {text}
    </LinkButton>
  ));
  return (
    <Main title={`${m.title}, ${number}`}>
      <Back href={backHref}>
        <span className="number">{number}</span>
      </Back>
      <h1>{m.heading(number)}</h1>
      <p className="reading">{m.intro}</p>
      {links.length === 0 ? undefined : <div className="buttons">{links}</div>}
      {drafts.length === 0 ? undefined : (
        <section>
          <h2>{m.drafts}</h2>
          <ul className="lines">
            {drafts.map((draft) => (
              <li key={draft.href}>
                <ActionLink href={draft.href}>{draft.text}</ActionLink>
              </li>
            ))}
          </ul>
        </section>
      )}
      {lines.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />
      )}
    </Main>
  );
}

interface ReceiptProps {
  readonly number: string;
  readonly backHref: string;
  readonly at: string;
  readonly whyHref: string;
  readonly facts: readonly { readonly key: string; readonly term: string; readonly detail: string }[];
  readonly pieces: readonly Omit<Piece, 'id'>[];
  readonly language: Language;
}

/** What was handed over and when, for the case: with what it was, word for word. */
export function Receipt({ number, backHref, at, whyHref, facts, pieces, language }: ReceiptProps) {
  const m = useMessages(messages).receipt;
  const why = useMessages(whyMessages).disclosure;
  return (
    <Main title={`${m.title}, ${number}`}>
      <Back href={backHref}>{m.back}</Back>
      <h1>{m.heading(number)}</h1>
      <p className="lead">
        <Moment instant={at} />
      </p>
      <div className="receipt">
        <DescriptionList items={facts} />
      </div>
      <p>
        <ActionLink href={whyHref}>{why.link}</ActionLink>
      </p>
      <section className="sheet shared">
        <h2>{m.content}</h2>
        <SharedPieces pieces={pieces} language={language} />
      </section>
    </Main>
  );
}
