import type { ReactNode } from 'react';
import {
  ActionLink,
  Alert,
  Button,
  Conditional,
  DateField,
  Day,
  type Description,
  DescriptionList,
  Disclosure,
  Form,
  type FormFrame,
  Main,
  Moment,
  monthInWords,
  RadioGroup,
  StatusMark,
  TextArea,
  useLanguage,
  useMessages,
  useToday,
  Back,
} from '../../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { outcomes, type ItemState, type Outcome } from '../outcome.ts';
import { Span } from './item-cells.tsx';
import { askField, decideFields, markOf, nameField } from './model.ts';

export interface ItemProps {
  readonly number: number;
  readonly month: string;
  readonly backHref: string;
  readonly nextHref?: string | undefined;
  readonly what: string;
  readonly who: string;
  readonly organisation?: string | undefined;
  readonly unit?: string | undefined;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly times: number;
  readonly cases: string;
  readonly manyCases: boolean;
  readonly parts?: string | undefined;
  readonly relation?: string | undefined;
  readonly reason?: string | undefined;
  /** Why it is here, one sentence for each rule. */
  readonly why: readonly string[];
  readonly sampled: boolean;
  readonly state: ItemState;
  readonly own: boolean;
  readonly plain: boolean;
  readonly subject:
    | { readonly kind: 'nobody' | 'not-shown' }
    | { readonly kind: 'hidden'; readonly frame: FormFrame; readonly typed: string; readonly open: boolean }
    | { readonly kind: 'shown'; readonly name: string };
  readonly decisions: readonly {
    readonly key: string;
    readonly outcome: Outcome;
    readonly note: string;
    readonly by: string;
    readonly at: string;
    readonly reportedOn?: string | undefined;
  }[];
  readonly questions: readonly {
    readonly key: string;
    readonly question: string;
    readonly by: string;
    readonly at: string;
    readonly answer?: string | undefined;
    readonly answeredAt?: string | undefined;
  }[];
  readonly ask?: { readonly frame: FormFrame; readonly typed: string; readonly open: boolean } | undefined;
  readonly decide?:
    | {
        readonly frame: FormFrame;
        readonly outcome: string;
        readonly note: string;
        readonly reported: string;
        readonly overtaken: boolean;
      }
    | undefined;
  readonly done?: 'decided' | 'asked' | undefined;
}

/** One row of a review: who read, when, how they had to do with the case, why it is looked at, and what is decided. */
export function Item(props: ItemProps) {
  const { number, month, backHref, what, who, state, own, done, nextHref, decide, ask } = props;
  const m = useMessages(messages);
  const name = monthInWords(month, useLanguage());
  return (
    <Main
      title={`${m.item.title(number)}, ${m.month.title(name)}`}
      aside={<About {...props} />}
      asideLabel={m.item.why}
    >
      <Back href={backHref}>{m.month.title(name)}</Back>
      <div className="heading-row">
        <h1>
          {who}: {what.charAt(0).toLowerCase() + what.slice(1)}
        </h1>
        <StatusMark mark={markOf[state]} word={m.states[state]} />
      </div>
      {done === undefined ? undefined : (
        <Alert tone="ok" live="calm">
          {done === 'decided' ? m.item.saved : m.item.asked}{' '}
          {nextHref === undefined ? undefined : <ActionLink href={nextHref}>{m.item.next}</ActionLink>}
        </Alert>
      )}
      <Reasons {...props} />
      <Questions {...props} />
      <Decisions {...props} />
      {own ? <Alert tone="stopped">{m.item.own}</Alert> : undefined}
      {decide === undefined ? undefined : <Decide {...props} decide={decide} />}
      {ask === undefined ? undefined : (
        <Disclosure kind="section" summary={m.item.askSummary} open={ask.open}>
          <Form frame={ask.frame} buttons={<Button emphasis="secondary">{m.item.askSave}</Button>}>
            <TextArea name={askField} label={m.item.askLabel} help={m.item.askHelp} value={ask.typed} required />
          </Form>
        </Disclosure>
      )}
    </Main>
  );
}

function Reasons({ why, sampled, reason }: ItemProps) {
  const m = useMessages(messages).item;
  return (
    <section>
      <h2>{m.why}</h2>
      <ul className="lines reading">
        {why.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {sampled ? <li>{why.length === 0 ? m.byChance : m.alsoByChance}</li> : undefined}
      </ul>
      {reason === undefined ? undefined : (
        <p className="reading">
          <b>{m.reason}:</b> <span className="written">{reason}</span>
        </p>
      )}
    </section>
  );
}

function About(props: ItemProps) {
  const { firstAt, lastAt, times, organisation, who, unit, cases, manyCases, parts, relation } = props;
  const m = useMessages(messages).item;
  const known = (key: string, term: string, detail: ReactNode): readonly Description[] =>
    detail === undefined ? [] : [{ key, term, detail }];
  return (
    <section>
      <h2 className="ds-sr-only">{m.reader}</h2>
      <DescriptionList
        items={[
          { key: 'who', term: m.reader, detail: organisation === undefined ? who : `${who}, ${organisation}` },
          {
            key: 'when',
            term: m.when,
            detail: (
              <>
                <Span firstAt={firstAt} lastAt={lastAt} />, {m.times(times)}
              </>
            ),
          },
          { key: 'cases', term: manyCases ? m.casesMany : m.cases, detail: cases },
          ...known('parts', m.parts, parts),
          ...known('relation', m.relation, relation),
          ...known('unit', m.unit, unit),
        ]}
      />
      <Subject {...props} />
    </section>
  );
}

function Subject({ subject }: ItemProps) {
  const m = useMessages(messages).item;
  if (subject.kind === 'nobody') return undefined;
  return (
    <>
      <h3>{m.subject}</h3>
      {subject.kind === 'not-shown' ? <p className="quiet">{m.subjectNotShown}</p> : undefined}
      {subject.kind === 'shown' ? (
        <>
          <p>
            <b>{subject.name}</b>
          </p>
          <p className="quiet">{m.nameShown}</p>
        </>
      ) : undefined}
      {subject.kind === 'hidden' ? (
        <>
          <p className="quiet">{m.subjectHidden}</p>
          <Disclosure summary={m.nameSummary} open={subject.open}>
            <Form frame={subject.frame} buttons={<Button emphasis="secondary">{m.nameSave}</Button>}>
              <TextArea name={nameField} label={m.nameReason} help={m.nameReasonHelp} value={subject.typed} required />
            </Form>
          </Disclosure>
        </>
      ) : undefined}
    </>
  );
}

function Questions({ questions }: ItemProps) {
  const m = useMessages(messages).item;
  if (questions.length === 0) return undefined;
  return (
    <section>
      <h2>{m.questions}</h2>
      <ul className="lines">
        {questions.map((one) => (
          <li key={one.key}>
            <p className="quiet">
              {m.askedBy(one.by)} <Moment instant={one.at} />
            </p>
            <p className="written reading">{one.question}</p>
            {one.answer === undefined || one.answeredAt === undefined ? (
              <p>
                <StatusMark mark="waiting" word={m.notAnswered} />
              </p>
            ) : (
              <>
                <p className="quiet">
                  {m.answered} <Moment instant={one.answeredAt} />
                </p>
                <p className="written reading">{one.answer}</p>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Decisions({ decisions }: ItemProps) {
  const m = useMessages(messages);
  if (decisions.length === 0) return undefined;
  return (
    <section>
      <h2>{m.item.decisions}</h2>
      <ul className="lines">
        {decisions.map((one, index) => (
          <li key={one.key}>
            <p>
              <b>{m.item.decision(m.states[one.outcome], one.by)}</b> <Moment instant={one.at} />
            </p>
            {one.note === '' ? undefined : <p className="written reading">{one.note}</p>}
            {one.outcome !== 'unauthorised' || index > 0 ? undefined : one.reportedOn === undefined ? (
              <p>
                <StatusMark mark="late" word={m.item.notReported} />
              </p>
            ) : (
              <p>
                {m.item.reportedOn} <Day date={one.reportedOn} />.
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Decide({ decide, plain, state }: ItemProps & { readonly decide: ItemProps['decide'] & {} }) {
  const m = useMessages(messages).item;
  const today = useToday();
  return (
    <section>
      <h2>{state === 'open' ? m.decideHeading : m.decideAgain}</h2>
      {decide.overtaken ? (
        <Alert tone="soon" live="urgent">
          {m.overtaken}
        </Alert>
      ) : undefined}
      <Form
        frame={decide.frame}
        buttons={<Button emphasis={state === 'open' ? 'primary' : 'secondary'}>{m.save}</Button>}
      >
        <RadioGroup
          name={decideFields.outcome}
          label={m.outcome}
          required
          choices={outcomes.map((value) => ({ value, ...m.outcomes[value], checked: decide.outcome === value }))}
        />
        <TextArea
          name={decideFields.note}
          label={m.note}
          help={plain && state === 'open' ? `${m.noteHelp} ${m.noteHelpPlain}` : m.noteHelp}
          value={decide.note}
          required={!plain || state !== 'open'}
        />
        <Conditional when={{ name: decideFields.outcome, values: ['unauthorised'], hint: m.reportedHint }}>
          <DateField
            name={decideFields.reported}
            label={m.reported}
            help={m.reportedHelp}
            value={decide.reported}
            latest={today}
          />
        </Conditional>
      </Form>
    </section>
  );
}
