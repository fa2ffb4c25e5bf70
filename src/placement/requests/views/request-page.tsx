import type { ReactNode } from 'react';
import type { FormFrame, HiddenValues } from '../../../ui/form-frame.ts';
import type { Link } from '../../../ui/link.ts';
import {
  ActionLink,
  Alert,
  Button,
  ButtonForm,
  type Description,
  DescriptionList,
  Disclosure,
  Form,
  LinkButton,
  Main,
  Moment,
  ShortDate,
  TextArea,
  Timeline,
  useMessages,
} from '../../../ui/index.ts';
import type { BodyLine, Difference } from '../../request-body.ts';
import { requestMessages } from '../messages/index.ts';
import { BackTo, BodyLines, Differences } from './ask.tsx';

export interface RevisionView {
  readonly revision: number;
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  readonly disclosureHref: string;
  /** Of the one in force and of the first: all of it. */
  readonly lines?: readonly BodyLine[] | undefined;
  /** Of a later one: what it changed. */
  readonly differences?: readonly Difference[] | undefined;
}

export interface ProposalView {
  readonly key: string;
  readonly position: number;
  readonly unitName: string;
  readonly facts: readonly Description[];
  readonly why: readonly string[];
  readonly ask: readonly string[];
  readonly note: string;
  readonly departure: string;
  /** What has come against it since it was proposed. */
  readonly against: readonly string[];
}

export interface RecommendationView {
  readonly key: string;
  readonly by: string;
  readonly at: string;
  readonly note: string;
  readonly proposals: readonly ProposalView[];
  readonly answer?: string | undefined;
  readonly answerText: string;
}

export interface EventView {
  readonly key: string;
  readonly at: string;
  readonly by: string;
  readonly title: string;
  readonly text: string;
}

export interface ComplaintView {
  readonly key: string;
  readonly at: string;
  readonly by: string;
  readonly what: string;
  readonly measures: readonly string[];
  /** What came of it; not yet, when it is still looked into. */
  readonly conclusion?: string | undefined;
}

export interface FollowUpView {
  readonly key: string;
  readonly text: string;
  readonly due: string;
  readonly said?: string | undefined;
  readonly href?: string | undefined;
}

export interface RequestPageProps {
  readonly number: string;
  /** What the desk is called. */
  readonly desk: string;
  readonly backHref: string;
  readonly told?: string | undefined;
  readonly facts: readonly Description[];
  readonly next?: { readonly text: string; readonly link?: Link | undefined } | undefined;
  readonly open?: RecommendationView | undefined;
  readonly earlier: readonly RecommendationView[];
  readonly outcome?: readonly Description[] | undefined;
  readonly followUps: readonly FollowUpView[];
  readonly endStayHref?: string | undefined;
  readonly change?: { readonly action: string; readonly hidden: HiddenValues } | undefined;
  readonly actions: readonly Link[];
  readonly complaints: readonly ComplaintView[];
  readonly revisions: readonly RevisionView[];
  readonly message?: { readonly frame: FormFrame; readonly name: string; readonly value: string } | undefined;
  readonly timeline: readonly { readonly heading: string; readonly events: readonly EventView[] }[];
}

/** A request as the requester follows it. */
export function RequestPage(props: RequestPageProps) {
  const m = useMessages(requestMessages);
  const p = m.page;
  const { number, desk, backHref, told, facts, next, open, earlier, outcome, followUps, endStayHref } = props;
  const { change, actions, complaints, revisions, message, timeline } = props;
  return (
    <Main title={p.title(number)}>
      <BackTo href={backHref} text={p.back} />
      <h1>{p.title(number)}</h1>
      {told === undefined ? undefined : (
        <Alert tone="ok" live="calm">
          {told}
        </Alert>
      )}
      {next === undefined ? undefined : (
        <section className="sheet">
          <h2>{p.next}</h2>
          <p>{next.text}</p>
          {next.link === undefined ? undefined : (
            <p>
              <LinkButton href={next.link.href}>{next.link.text}</LinkButton>
            </p>
          )}
        </section>
      )}
      <DescriptionList items={facts} />
      {open === undefined ? undefined : (
        <section>
          <h2>{m.recommendation.heading(desk)}</h2>
          <RecommendationSection desk={desk} {...open} />
        </section>
      )}
      {outcome === undefined ? undefined : (
        <section>
          <h2>{m.outcome.heading}</h2>
          <DescriptionList items={outcome} />
          {endStayHref === undefined ? undefined : (
            <p>
              <ActionLink href={endStayHref}>{m.followUps.end}</ActionLink>
            </p>
          )}
        </section>
      )}
      {followUps.length === 0 ? undefined : (
        <section>
          <h2>{m.followUps.heading}</h2>
          <ul className="lines flowing">
            {followUps.map((one) => (
              <li key={one.key}>
                {one.text}, <ShortDate date={one.due} />
                {one.said === undefined ? undefined : `: ${one.said}`}{' '}
                {one.href === undefined ? undefined : (
                  <ActionLink href={one.href} context={one.text}>
                    {m.followUps.answer}
                  </ActionLink>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {change === undefined && actions.length === 0 ? undefined : (
        <section>
          <h2>{p.actions}</h2>
          {change === undefined ? undefined : <ButtonForm {...change}>{p.change}</ButtonForm>}
          <ul className="lines">
            {actions.map(({ href, text }) => (
              <li key={href}>
                <ActionLink href={href}>{text}</ActionLink>
              </li>
            ))}
          </ul>
        </section>
      )}
      {complaints.length === 0 ? undefined : (
        <section>
          <h2>{m.complaints.heading(desk)}</h2>
          {complaints.map(({ key, ...one }) => (
            <ComplaintSection key={key} desk={desk} {...one} />
          ))}
        </section>
      )}
      <section>
        <h2>{p.revisions}</h2>
        {revisions.map((one) => (
          <RevisionSection key={one.revision} {...one} isLatest={one === revisions[0]} />
        ))}
      </section>
      {earlier.length === 0 ? undefined : (
        <section>
          <h2>{m.recommendation.earlier}</h2>
          {earlier.map(({ key, ...one }) => (
            <Disclosure key={key} kind="section" summary={<EarlierSummary {...one} />}>
              <RecommendationSection desk={desk} {...one} />
            </Disclosure>
          ))}
        </section>
      )}
      <section>
        <h2>{p.timeline}</h2>
        {message === undefined ? undefined : (
          <Form frame={message.frame} buttons={<Button emphasis="secondary">{p.send}</Button>}>
            <TextArea
              name={message.name}
              label={p.message(desk)}
              help={p.messageHelp(desk)}
              value={message.value}
              required
            />
          </Form>
        )}
        <Timeline
          groups={timeline.map(({ heading, events }) => ({
            heading,
            items: events.map((event) => ({
              key: event.key,
              when: <Moment instant={event.at} />,
              title: event.title,
              body: (
                <>
                  {event.text === '' ? undefined : <p className="written">{event.text}</p>}
                  <p className="quiet">{event.by}</p>
                </>
              ),
            })),
          }))}
        />
      </section>
    </Main>
  );
}

const EarlierSummary = ({ answer, at }: Pick<RecommendationView, 'answer' | 'at'>): ReactNode => (
  <>
    <Moment instant={at} />
    {answer === undefined ? undefined : `, ${answer}`}
  </>
);

interface OfDesk {
  readonly desk: string;
}

function RecommendationSection(props: Omit<RecommendationView, 'key'> & OfDesk) {
  const { desk, by, at, note, proposals, answer, answerText } = props;
  const m = useMessages(requestMessages).recommendation;
  return (
    <>
      <p className="quiet">
        {m.made(by)}, <Moment instant={at} />
      </p>
      {note === '' ? undefined : <p className="written">{note}</p>}
      {answer === undefined ? undefined : (
        <p>
          {answer}
          {answerText === '' ? undefined : <span className="written"> {answerText}</span>}
        </p>
      )}
      {proposals.map((one) => (
        <section key={one.key} className="sheet">
          <h3>
            {m.number(one.position)}: {one.unitName}
          </h3>
          <DescriptionList items={one.facts} />
          {one.note === '' ? undefined : (
            <p className="written">
              {m.note(desk)}: {one.note}
            </p>
          )}
          {one.departure === '' ? undefined : (
            <p className="written">
              {m.departure(desk)}: {one.departure}
            </p>
          )}
          {one.against.length === 0 ? undefined : (
            <Alert tone="late">
              <p>{m.against(desk)}</p>
              <Lines lines={one.against} />
            </Alert>
          )}
          {one.ask.length === 0 ? undefined : (
            <>
              <h4>{m.ask}</h4>
              <Lines lines={one.ask} />
            </>
          )}
          <Disclosure summary={m.why}>
            <Lines lines={one.why} />
          </Disclosure>
        </section>
      ))}
    </>
  );
}

function ComplaintSection({ desk, at, by, what, measures, conclusion }: Omit<ComplaintView, 'key'> & OfDesk) {
  const m = useMessages(requestMessages).complaints;
  return (
    <section className="sheet">
      <p className="quiet">
        <Moment instant={at} />, {by}
      </p>
      <p className="written">{what}</p>
      {measures.length === 0 ? undefined : (
        <>
          <h3>{m.measures(desk)}</h3>
          <Lines lines={measures} />
        </>
      )}
      {conclusion === undefined ? (
        <p className="quiet">{m.open(desk)}</p>
      ) : (
        <>
          <h3>{m.conclusion}</h3>
          <p className="written">{conclusion}</p>
        </>
      )}
    </section>
  );
}

const Lines = ({ lines }: { readonly lines: readonly string[] }) => (
  <ul>
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);

function RevisionSection(props: RevisionView & { readonly isLatest: boolean }) {
  const { revision, at, by, reason, disclosureHref, lines, differences, isLatest } = props;
  const p = useMessages(requestMessages).page;
  const summary = revision === 1 ? p.first : p.earlier(revision);
  return (
    <Disclosure kind="section" open={isLatest} summary={isLatest ? p.latest(revision) : summary}>
      <p className="quiet">
        <Moment instant={at} />, {by}
      </p>
      {reason === '' ? undefined : (
        <p className="written">
          {p.why}: {reason}
        </p>
      )}
      {differences === undefined || differences.length === 0 ? undefined : <Differences differences={differences} />}
      {lines === undefined ? undefined : <BodyLines lines={lines} />}
      <p>
        <ActionLink href={disclosureHref} context={summary}>
          {p.disclosure}
        </ActionLink>
      </p>
    </Disclosure>
  );
}
