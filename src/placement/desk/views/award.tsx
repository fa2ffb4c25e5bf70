import type { ReactNode } from 'react';
import { provisionFormNames } from '../../../matching/index.ts';
import {
  ActionLink,
  Alert,
  Button,
  ButtonForm,
  type Choice,
  type Column,
  DateField,
  Day,
  DescriptionList,
  Disclosure,
  EmptyState,
  Form,
  type FormFrame,
  type HiddenValues,
  LinkButton,
  Main,
  Moment,
  RadioGroup,
  Select,
  ShortDate,
  StatusMark,
  Table,
  TextArea,
  TextField,
  useLanguage,
  useMessages,
  useToday,
  Back,
} from '../../../ui/index.ts';
import type { AwardClock } from '../award-clock.ts';
import { kronor } from '../../../kernel/number.ts';
import { deskMessages } from '../messages/index.ts';
import { type Comparable, positionOf } from '../price.ts';
import { type Award, bidAnswers, type DecidedAward } from '../store/awards.ts';
import type { NotServing } from '../why-no-agreement.ts';
import { Step } from './forms.tsx';
import { PricePlot } from './price-plot.tsx';

export const awardFields = {
  offer: 'utforare',
  askedOn: 'tillfragad',
  how: 'hur',
  answer: 'svar',
  answeredOn: 'svarsdag',
  rate: 'pris',
  text: 'text',
  bid: 'anbud',
  days: 'dygn',
  reason: 'skal',
  contractOn: 'avtalsdag',
  toldOn: 'dag',
} as const;

type Reasons = readonly (NotServing & { readonly name: string })[];

/** Why nothing under agreement serves, offer by offer. */
function Why({ why }: { readonly why: Reasons }) {
  const m = useMessages(deskMessages).award;
  const language = useLanguage();
  if (why.length === 0) return <p>{m.noOthers}</p>;
  return (
    <ul className="lines">
      {why.map(({ offer, name, form, reasons }) => (
        <li key={offer}>
          <span>
            <b>{name}</b> ({provisionFormNames[form][language]}): {reasons.map((reason) => reason[language]).join(' ')}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function BeginAward({
  frame,
  about,
  why,
  serving,
}: {
  readonly frame: FormFrame;
  readonly about: string;
  readonly why: Reasons;
  readonly serving: readonly string[];
}) {
  const m = useMessages(deskMessages).award;
  return (
    <Main title={m.begin}>
      <Back href={frame.cancelHref}>{about}</Back>
      <h1>{m.begin}</h1>
      <p className="reading">{m.beginIntro}</p>
      {serving.length === 0 ? undefined : (
        <Alert tone="stopped">
          <p>{m.serving}</p>
          <ul>
            {serving.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </Alert>
      )}
      <h2>{m.why}</h2>
      <Why why={why} />
      {serving.length > 0 ? undefined : (
        <Form frame={frame} buttons={<Button>{m.beginNow}</Button>}>
          {undefined}
        </Form>
      )}
    </Main>
  );
}

export interface AwardPageProps {
  readonly award: Award;
  readonly number: string;
  readonly backHref: string;
  readonly nameOf: (offer: string) => string;
  readonly clock: AwardClock | undefined;
  readonly comparables: readonly Comparable[];
  readonly steps: readonly { readonly href: string; readonly text: string }[];
  readonly bidHref: ((bid: string) => string) | undefined;
  readonly finish: { readonly action: string; readonly hidden: HiddenValues } | undefined;
  readonly missing: 'decision' | 'told' | undefined;
  readonly fileHref: string;
  readonly saved: boolean;
}

/** A direct award from beginning to end, as it is documented. */
export function AwardPage(props: AwardPageProps) {
  const m = useMessages(deskMessages).award;
  const language = useLanguage();
  const { award, clock, comparables, nameOf } = props;
  const offered = award.bids.flatMap(({ id, dailyRate, offer }) =>
    dailyRate === null ? [] : [{ id, dailyRate, offer }],
  );
  return (
    <Main title={m.title(props.number)}>
      <Back href={props.backHref}>{props.number}</Back>
      <h1>{m.title(props.number)}</h1>
      {props.saved ? (
        <Alert tone="ok" live="calm">
          {m.saved}
        </Alert>
      ) : undefined}
      <p>
        <span className="quiet">{m.begunBy(award.begunByName)}</span> <Moment instant={award.begunAt.toISOString()} />
      </p>
      {award.endedAt === null ? undefined : (
        <Alert tone="info">
          {m.ended} <span className="written">{award.endReason}</span>
        </Alert>
      )}
      {clock === undefined ? undefined : <Clock clock={clock} />}
      <p className="buttons">
        {props.steps.map(({ href, text }, index) => (
          <LinkButton key={href} href={href} emphasis={index === 0 ? 'primary' : 'secondary'}>
            {text}
          </LinkButton>
        ))}
        <ActionLink href={props.fileHref}>{m.file}</ActionLink>
      </p>
      {props.finish === undefined ? undefined : props.missing === undefined ? (
        <ButtonForm {...props.finish}>{m.finish}</ButtonForm>
      ) : (
        <p className="quiet">{m.missing[props.missing]}</p>
      )}
      <h2>{m.why}</h2>
      <Why why={award.why} />
      <h2>{m.bids}</h2>
      {award.bids.length === 0 ? (
        <p>{m.noBids}</p>
      ) : (
        <ul className="lines flowing">
          {award.bids.map((bid) => (
            <li key={bid.id}>
              <span>
                <b>{nameOf(bid.offer)}</b>: {m.askedOn} <ShortDate date={bid.askedOn} /> ({bid.askedHow}).{' '}
                {bid.answer === null ? (
                  <StatusMark mark="waiting" word={m.waits} />
                ) : (
                  <>
                    <StatusMark mark={bid.answer === 'offered' ? 'done' : 'none'} word={m.answers[bid.answer]} />
                    {bid.dailyRate === null ? undefined : ` ${m.rate(kronor(bid.dailyRate, language))}`}
                    {bid.answeredOn === null ? undefined : (
                      <>
                        {', '}
                        <ShortDate date={bid.answeredOn} />
                      </>
                    )}
                  </>
                )}{' '}
                {bid.chosen ? <StatusMark mark="done" word={m.chosen} /> : undefined}
                {bid.answerText === '' ? undefined : <span className="written"> {bid.answerText}</span>}
                {bid.toldOn === null ? undefined : (
                  <span className="quiet">
                    {' '}
                    {m.toldOn} <ShortDate date={bid.toldOn} /> ({bid.toldHow})
                  </span>
                )}
              </span>{' '}
              {props.bidHref === undefined || bid.chosen ? undefined : (
                <ActionLink href={props.bidHref(bid.id)} context={nameOf(bid.offer)}>
                  {m.writeAnswer}
                </ActionLink>
              )}
            </li>
          ))}
        </ul>
      )}
      {offered.length === 0 ? undefined : (
        <>
          <h2>{m.reasonable}</h2>
          {offered.map(({ id, dailyRate, offer }) => (
            <p key={id}>
              {m.position(nameOf(offer), kronor(dailyRate, language), positionOf(dailyRate, comparables), (rate) =>
                kronor(rate, language),
              )}
            </p>
          ))}
          {comparables.length === 0 ? undefined : (
            <>
              <PricePlot
                marks={[
                  ...comparables.map(({ rate, kind }) => ({ rate, kind })),
                  ...offered.map(({ dailyRate }) => ({ rate: dailyRate, kind: 'offered' as const })),
                ]}
                alt={m.plot(comparables.length, offered.length)}
                write={(rate) => `${kronor(rate, language)} kr`}
              />
              <p className="quiet">{m.key}</p>
              <Disclosure summary={m.compared(comparables.length)}>
                <ul className="lines flowing">
                  {comparables.map(({ kind, rate, on, name }) => (
                    <li key={`${kind} ${name} ${on} ${rate}`}>
                      {name}: {m.rate(kronor(rate, language))}, {m.kinds[kind]} <ShortDate date={on} />
                    </li>
                  ))}
                </ul>
              </Disclosure>
            </>
          )}
        </>
      )}
      {award.decidedAt === null ? undefined : (
        <>
          <h2>{m.decision}</h2>
          <DescriptionList
            items={[
              { key: 'who', term: m.decidedBy, detail: award.decidedByName ?? '' },
              { key: 'when', term: m.decidedAt, detail: <Moment instant={award.decidedAt.toISOString()} /> },
              ...(award.contractOn === null
                ? []
                : [{ key: 'contract', term: m.contractOn, detail: <Day date={award.contractOn} /> }]),
              {
                key: 'value',
                term: m.value,
                detail: m.valueOf(
                  kronor(award.value ?? 0, language),
                  award.days ?? 0,
                  kronor(award.dailyRate ?? 0, language),
                ),
              },
              { key: 'reason', term: m.reason, detail: <span className="written">{award.decisionReason}</span> },
            ]}
          />
        </>
      )}
    </Main>
  );
}

function Clock({ clock: { due, left, state } }: { readonly clock: AwardClock }) {
  const m = useMessages(deskMessages).award;
  const mark = { running: left <= 7 ? 'soon' : 'open', late: 'late', done: 'done', 'done-late': 'done' } as const;
  return (
    <p>
      <StatusMark mark={mark[state]} word={m.clock[state]} /> {state === 'done' ? undefined : <Day date={due} />}
    </p>
  );
}

interface FormProps {
  readonly frame: FormFrame;
  readonly about: string;
  readonly problem?: string | undefined;
  readonly value: (field: string) => string;
}

export function AskBidder({ offers, value, ...step }: FormProps & { readonly offers: readonly Choice[] }) {
  const m = useMessages(deskMessages).award;
  return (
    <Step title={m.ask} intro={m.askIntro} save={m.save} {...step}>
      <Select name={awardFields.offer} label={m.provider} groups={[{ choices: offers }]} required />
      <DateField
        name={awardFields.askedOn}
        label={m.askedDay}
        value={value(awardFields.askedOn)}
        latest={useToday()}
        required
      />
      <TextField name={awardFields.how} label={m.how} help={m.howHelp} value={value(awardFields.how)} required />
    </Step>
  );
}

export function WriteBid({ name, value, ...step }: FormProps & { readonly name: string }) {
  const m = useMessages(deskMessages).award;
  const answer = value(awardFields.answer);
  return (
    <Step title={m.bidTitle} intro={name} save={m.save} {...step}>
      <RadioGroup
        name={awardFields.answer}
        label={m.answer}
        choices={bidAnswers.map((one) => ({ value: one, label: m.answerChoices[one], checked: one === answer }))}
        required
      />
      <DateField
        name={awardFields.answeredOn}
        label={m.answeredDay}
        value={value(awardFields.answeredOn)}
        latest={useToday()}
        required
      />
      <TextField
        name={awardFields.rate}
        label={m.rateLabel}
        help={m.rateHelp}
        value={value(awardFields.rate)}
        width={10}
        inputMode="numeric"
      />
      <TextArea name={awardFields.text} label={m.answerText} value={value(awardFields.text)} />
    </Step>
  );
}

export function DecideAward({ bids, value, ...step }: FormProps & { readonly bids: readonly Choice[] }) {
  const m = useMessages(deskMessages).award;
  return (
    <Step title={m.decide} intro={m.decideIntro} save={m.decideNow} {...step}>
      <RadioGroup name={awardFields.bid} label={m.which} choices={bids} required />
      <TextField
        name={awardFields.days}
        label={m.days}
        help={m.daysHelp}
        value={value(awardFields.days)}
        width={5}
        inputMode="numeric"
        required
      />
      <DateField
        name={awardFields.contractOn}
        label={m.contractDay}
        value={value(awardFields.contractOn)}
        latest={useToday()}
        required
      />
      <TextArea
        name={awardFields.reason}
        label={m.reasonLabel}
        help={m.reasonHelp}
        value={value(awardFields.reason)}
        required
      />
    </Step>
  );
}

export function TellBidders({ names, value, ...step }: FormProps & { readonly names: string }) {
  const m = useMessages(deskMessages).award;
  return (
    <Step title={m.tell} intro={m.tellIntro(names)} save={m.save} {...step}>
      <DateField
        name={awardFields.toldOn}
        label={m.toldDay}
        value={value(awardFields.toldOn)}
        latest={useToday()}
        required
      />
      <TextField name={awardFields.how} label={m.how} help={m.howHelp} value={value(awardFields.how)} required />
    </Step>
  );
}

export function EndAward({ value, ...step }: FormProps) {
  const m = useMessages(deskMessages).award;
  return (
    <Step title={m.end} intro={m.endIntro} save={m.endNow} {...step}>
      <TextArea name={awardFields.reason} label={m.endReason} value={value(awardFields.reason)} required />
    </Step>
  );
}

/** The direct awards of a request, as its page shows them. */
export function Awards({
  awards,
}: {
  readonly awards: readonly { readonly award: Award; readonly href: string }[];
}): ReactNode {
  const m = useMessages(deskMessages).award;
  if (awards.length === 0) return undefined;
  return (
    <section>
      <h2>{m.list}</h2>
      <ul className="lines">
        {awards.map(({ award, href }) => (
          <li key={award.id}>
            <a href={href}>
              {m.begunOn} <Moment instant={award.begunAt.toISOString()} />
            </a>{' '}
            {award.endedAt !== null
              ? m.states.ended
              : award.documentedAt !== null
                ? m.states.documented
                : award.decidedAt !== null
                  ? m.states.decided
                  : m.states.open}
          </li>
        ))}
      </ul>
    </section>
  );
}

export interface AwardLine {
  readonly award: DecidedAward;
  readonly href: string;
  readonly name: string;
  readonly clock: AwardClock;
}

/** What has been awarded directly, quarter by quarter, and what each provider has been given together. */
export function AwardsList({
  backHref,
  quarters,
  providers,
  thresholds,
}: {
  readonly backHref: string;
  readonly quarters: readonly { readonly name: string; readonly lines: readonly AwardLine[] }[];
  readonly providers: readonly {
    readonly provider: string;
    readonly name: string;
    readonly count: number;
    readonly value: number;
    readonly mark: 'notice' | 'documentation' | undefined;
  }[];
  readonly thresholds: { readonly documentation: number; readonly notice: number } | undefined;
}) {
  const all = useMessages(deskMessages);
  const m = all.award;
  const language = useLanguage();
  const columns: readonly Column<AwardLine>[] = [
    { key: 'number', heading: m.columns.number, Cell: LineNumber },
    { key: 'provider', heading: m.columns.provider, Cell: LineProvider },
    { key: 'value', heading: m.columns.value, numeric: true, Cell: LineValue },
    { key: 'contract', heading: m.columns.contract, Cell: LineContract },
    { key: 'clock', heading: m.columns.documentation, Cell: LineClock },
  ];
  return (
    <Main title={m.all}>
      <Back href={backHref}>{all.title}</Back>
      <h1>{m.all}</h1>
      {thresholds === undefined ? undefined : (
        <p className="reading">
          {m.thresholds(kronor(thresholds.documentation, language), kronor(thresholds.notice, language))}
        </p>
      )}
      <h2>{m.byProvider}</h2>
      {providers.length === 0 ? (
        <EmptyState>{m.noneAwarded}</EmptyState>
      ) : (
        <ul className="lines">
          {providers.map(({ provider, name, count, value, mark }) => (
            <li key={provider}>
              <span>
                {m.sum(name, count, kronor(value, language))}{' '}
                {mark === undefined ? undefined : <StatusMark mark="soon" word={m.above[mark]} />}
              </span>
            </li>
          ))}
        </ul>
      )}
      {quarters.map(({ name, lines }) => (
        <section key={name}>
          <h2>{name}</h2>
          {lines.length === 0 ? (
            <p>{m.noneInQuarter}</p>
          ) : (
            <Table
              caption={m.caption(name)}
              captionHidden
              columns={columns}
              rows={lines}
              rowKey={({ award }) => award.id}
            />
          )}
        </section>
      ))}
    </Main>
  );
}

interface LineCell {
  readonly row: AwardLine;
}
const LineNumber = ({ row }: LineCell) => <a href={row.href}>{row.award.number}</a>;
const LineProvider = ({ row }: LineCell) => row.name;
const LineValue = ({ row }: LineCell) => `${kronor(row.award.value, useLanguage())} kr`;
const LineContract = ({ row }: LineCell) => <ShortDate date={row.award.contractOn} />;
const LineClock = ({ row }: LineCell) => <Clock clock={row.clock} />;
