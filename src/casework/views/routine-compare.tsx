import { Fragment } from 'react';
import type { Part, WordChange } from '../../routine/index.ts';
import { Button, EmptyState, Main, Select, useMessages, Back } from '../../ui/index.ts';
import { routineMessages } from '../messages/routines.ts';
import type { Link, SourceView } from './model/common.ts';
import { Source } from './why.tsx';

export const compareFields = { other: 'med' } as const;

export interface FieldDifference {
  readonly label: string;
  readonly before?: readonly WordChange[] | undefined;
  readonly after?: readonly WordChange[] | undefined;
}

export interface DifferenceView {
  readonly key: string;
  readonly title: string;
  /** What was added or taken away, in its own words. */
  readonly about?: string | undefined;
  readonly fields: readonly FieldDifference[];
  /** Where the documents say so: the earlier and the later, or only the one that has it. */
  readonly sources: readonly SourceView[];
}

export interface ComparePageProps {
  readonly name: string;
  readonly back: Link;
  readonly action: string;
  readonly others: readonly string[];
  /** Undefined when there is no other version. */
  readonly comparison?:
    | {
        readonly from: Link;
        readonly to: Link;
        readonly obligations: { readonly added: number; readonly removed: number; readonly changed: number };
        readonly rest: number;
        readonly parts: readonly { readonly part: Part; readonly changes: readonly DifferenceView[] }[];
      }
    | undefined;
}

/** Two versions of a routine: what was added, taken away and changed, field by field, with where it stands. */
export function ComparePage({ name, back, action, others, comparison }: ComparePageProps) {
  const m = useMessages(routineMessages).compare;
  return (
    <Main title={m.title}>
      <Back href={back.href}>{back.text}</Back>
      <h1>{m.heading(name)}</h1>
      {comparison === undefined ? <EmptyState>{m.noOther}</EmptyState> : undefined}
      {comparison === undefined || others.length < 2 ? undefined : (
        <form className="form" method="get" action={action}>
          <Select
            name={compareFields.other}
            label={m.choose}
            groups={[
              {
                choices: others.map((version) => ({
                  value: version,
                  label: version,
                  checked: version === comparison.from.text,
                })),
              },
            ]}
            required
          />
          <div className="buttons">
            <Button emphasis="secondary">{m.submit}</Button>
          </div>
        </form>
      )}
      {comparison === undefined ? undefined : <Comparison {...comparison} />}
    </Main>
  );
}

function Comparison({ from, to, obligations, rest, parts }: NonNullable<ComparePageProps['comparison']>) {
  const { compare: m } = useMessages(routineMessages);
  return (
    <>
      <p>
        {m.from} <a href={from.href}>{from.text}</a> {m.to} <a href={to.href}>{to.text}</a>
      </p>
      {parts.length === 0 ? (
        <p className="lead">{m.same}</p>
      ) : (
        <p className="lead">
          {m.obligations(obligations.added, obligations.removed, obligations.changed)} {m.rest(rest)}
        </p>
      )}
      {parts.map(({ part, changes }) => (
        <section key={part} className="comparison" id={part}>
          <h2>{m.parts[part]}</h2>
          <ul>
            {changes.map((change) => (
              <Difference key={change.key} change={change} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Difference({ change: { title, about, fields, sources } }: { readonly change: DifferenceView }) {
  const { compare: m } = useMessages(routineMessages);
  return (
    <li>
      <h3>{title}</h3>
      {about === undefined ? undefined : <p className="reading">{about}</p>}
      {fields.map((field) => (
        <Field key={`${field.label} ${inText(field.before)} ${inText(field.after)}`} field={field} />
      ))}
      {sources.map((source) => (
        <p key={`${source.document} ${source.heading}`} className="quiet">
          {m.source}: <Source source={source} />
        </p>
      ))}
    </li>
  );
}

const inText = (words: readonly WordChange[] | undefined): string => (words ?? []).map(({ text }) => text).join(' ');

function Field({ field: { label, before, after } }: { readonly field: FieldDifference }) {
  const { compare: m } = useMessages(routineMessages);
  const both = before !== undefined && after !== undefined;
  return (
    <div className="difference">
      <h4>{label}</h4>
      <dl className="descriptions">
        {before === undefined ? undefined : (
          <div>
            <dt>{both ? m.before : m.removed}</dt>
            <dd>
              <Words words={before} />
            </dd>
          </div>
        )}
        {after === undefined ? undefined : (
          <div>
            <dt>{both ? m.after : m.added}</dt>
            <dd>
              <Words words={after} />
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}

/** The words of one side, those that the other side lacks marked, for eyes and for ears. */
function Words({ words }: { readonly words: readonly WordChange[] }) {
  const { compare: m } = useMessages(routineMessages);
  return words.map(({ kind, text }, index) => {
    const space = index === 0 ? '' : ' ';
    const key = words
      .slice(0, index + 1)
      .map((word) => word.text)
      .join(' ');
    if (kind === 'same') return `${space}${text}`;
    const Mark = kind === 'removed' ? 'del' : 'ins';
    return (
      <Fragment key={key}>
        {space}
        <Mark>
          <span className="ds-sr-only">({kind === 'removed' ? m.deletion : m.insertion}) </span>
          {text}
        </Mark>
      </Fragment>
    );
  });
}
