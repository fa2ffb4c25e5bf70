import type { ReactNode } from 'react';
import { Disclosure, ShortDate, Tag, useMessages } from '../../ui/index.ts';
import { documents } from '../messages/documents.ts';
import { messages } from '../messages/index.ts';
import type { BasisView, InterpretationView, SourceView, WhyView } from './model/common.ts';

interface WhyProps {
  readonly why: WhyView;
  /** What it explains, read aloud after "Varför?". */
  readonly about: string;
  /** Stands first when opened: the obligation's own sentence. */
  readonly lead?: string | undefined;
  /** Stands beside "Varför?", as that the limit is the city's interpretation. */
  readonly marker?: ReactNode;
  /** Stands last when opened: what else one may do. */
  readonly children?: ReactNode;
}

/** One sentence, then the rest: clause, facts with date and who stated them, source. */
export function Why({ why, about, lead, marker, children }: WhyProps) {
  const m = useMessages(messages).why;
  return (
    <Disclosure
      summary={
        <>
          {m.summary}
          <span className="ds-sr-only"> {about}</span> {marker}
        </>
      }
    >
      {lead === undefined ? undefined : <p>{lead}</p>}
      <p>{why.explanation}</p>
      <dl className="descriptions">
        {why.waitsForWhom === undefined ? undefined : (
          <div>
            <dt>{m.waits}</dt>
            <dd>{why.waitsForWhom}</dd>
          </div>
        )}
        {why.basis.length === 0 ? undefined : (
          <div>
            <dt>{m.basis}</dt>
            {why.basis.map((basis) => (
              <dd key={basis.label}>
                <Basis basis={basis} />
              </dd>
            ))}
          </div>
        )}
        {why.interpretations.map((interpretation) => (
          <div key={interpretation.value}>
            <dt>{m.interpretation}</dt>
            <dd>
              <Interpretation interpretation={interpretation} />
            </dd>
          </div>
        ))}
        <div>
          <dt>{m.source}</dt>
          <dd>
            <Source source={why.source} />
          </dd>
        </div>
      </dl>
      {children}
    </Disclosure>
  );
}

export function Source({ source }: { readonly source: SourceView }) {
  const m = useMessages(documents).routines;
  const words = m.source(source.document, source.heading);
  return source.href === undefined ? words : <a href={source.href}>{words}</a>;
}

function Basis({ basis }: { readonly basis: BasisView }) {
  const m = useMessages(messages).why;
  return (
    <>
      {basis.label}: {basis.value}
      {basis.statedBy === undefined ? undefined : <span className="quiet">, {m.statedBy(basis.statedBy)}</span>}
      {basis.statedAt === undefined ? undefined : (
        <span className="quiet">
          {' '}
          <ShortDate date={basis.statedAt} />
        </span>
      )}
    </>
  );
}

export function Interpretation({ interpretation }: { readonly interpretation: InterpretationView }) {
  const m = useMessages(messages).why;
  const { value, reason, decidedBy, decidedAt } = interpretation;
  return (
    <>
      <Tag>{value}</Tag> {reason}
      {decidedBy === undefined ? undefined : <span className="quiet"> {m.decided(decidedBy)}</span>}
      {decidedAt === undefined ? undefined : (
        <span className="quiet">
          {decidedBy === undefined ? ' ' : ', '}
          <ShortDate date={decidedAt} />
        </span>
      )}
    </>
  );
}
