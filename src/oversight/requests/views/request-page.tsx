import type { ReactNode } from 'react';
import {
  Alert,
  type Description,
  DescriptionList,
  Latest,
  LinkButton,
  Main,
  Moment,
  StatusMark,
  Tag,
  useMessages,
  useToday,
  Back,
} from '../../../ui/index.ts';
import { messages } from '../messages/index.ts';
import type { OfficialRequest } from '../store/requests.ts';
import type { Assessment, Handout, RequestDecision } from '../store/steps.ts';
import { markOf } from './model.ts';

export interface RequestPageProps {
  readonly request: OfficialRequest;
  readonly cases: readonly { readonly number: string; readonly href: string }[];
  readonly hiddenCases: number;
  readonly assessments: readonly Assessment[];
  readonly decisions: readonly RequestDecision[];
  readonly handouts: readonly Handout[];
  readonly backHref: string;
  /** What the reader may do next, the most wanted first. */
  readonly steps: readonly {
    readonly key: 'assign' | 'reassign' | 'assess' | 'decide' | 'decideAgain' | 'handOut';
    readonly href: string;
  }[];
  readonly justRegistered: boolean;
}

/** A request: what is asked, what has been tested and decided, and what was handed out. */
export function RequestPage(props: RequestPageProps) {
  const { request, backHref, steps, justRegistered } = props;
  const m = useMessages(messages);
  const today = useToday();
  return (
    <Main
      title={m.request.title(request.number)}
      aside={<About {...props} />}
      asideLabel={m.request.title(request.number)}
    >
      <Back href={backHref}>{m.request.back}</Back>
      <div className="heading-row">
        <h1>{m.request.title(request.number)}</h1>
        <StatusMark mark={markOf(request.state, request.dueOn, today)} word={m.states[request.state]} />
      </div>
      {justRegistered ? (
        <Alert tone="ok" live="calm">
          {m.request.registered}
        </Alert>
      ) : undefined}
      {request.content === undefined ? (
        <Alert tone="stopped">{m.request.masked}</Alert>
      ) : (
        <section>
          <h2>{m.request.asked}</h2>
          <p className="written reading">{request.content.asked}</p>
        </section>
      )}
      {steps.length === 0 ? undefined : (
        <p className="buttons">
          {steps.map(({ key, href }, index) => (
            <LinkButton key={key} href={href} emphasis={index === 0 ? 'primary' : 'secondary'}>
              {m.request[key]}
            </LinkButton>
          ))}
        </p>
      )}
      {request.content === undefined ? undefined : (
        <>
          <Assessments {...props} />
          <Decisions {...props} />
          <Handouts {...props} />
        </>
      )}
    </Main>
  );
}

function About({ request, cases, hiddenCases }: RequestPageProps) {
  const m = useMessages(messages);
  const r = m.request;
  const { content } = request;
  const known = (key: string, term: string, detail: ReactNode): readonly Description[] =>
    detail === undefined || detail === '' ? [] : [{ key, term, detail }];
  return (
    <section>
      <h2>{m.kinds[request.kind].name}</h2>
      {request.urgent ? (
        <p>
          <Tag>{m.list.urgent}</Tag>
        </p>
      ) : undefined}
      <DescriptionList
        items={[
          {
            key: 'arrived',
            term: r.arrived,
            detail: (
              <>
                <Moment instant={request.arrivedAt.toISOString()} />, {m.channels[request.channel].toLowerCase()}
              </>
            ),
          },
          {
            key: 'registered',
            term: r.registeredAt,
            detail: (
              <>
                <Moment instant={request.registeredAt.toISOString()} /> {r.registeredBy(request.registeredByName)}
              </>
            ),
          },
          ...(request.state === 'closed' ? [] : [{ key: 'due', term: r.due, detail: <Latest date={request.dueOn} /> }]),
          { key: 'decider', term: r.decider, detail: request.deciderName ?? r.nobody },
          ...known('eyes', m.register.fourEyes, request.fourEyes ? r.fourEyes : undefined),
          ...(content === undefined
            ? []
            : [
                { key: 'asker', term: r.asker, detail: content.asker === '' ? m.register.anonymous : content.asker },
                ...known('contact', r.contact, content.askerContact),
                ...known('part', r.registerPart, content.registerPart),
                ...known('authority', r.authority, content.authority),
                ...known('provision', r.provision, content.provision),
                ...known(
                  'contactData',
                  r.contactData,
                  content.contactData === undefined
                    ? undefined
                    : content.contactData
                      ? r.contactDataYes
                      : r.contactDataNo,
                ),
              ]),
          ...known(
            'cases',
            r.cases,
            cases.length + hiddenCases === 0 ? undefined : (
              <>
                {cases.map(({ number, href }) => (
                  <a key={href} href={href}>
                    {number}{' '}
                  </a>
                ))}
                {hiddenCases === 0 ? undefined : r.hiddenCases(hiddenCases)}
              </>
            ),
          ),
        ]}
      />
    </section>
  );
}

function Assessments({ assessments, decisions }: RequestPageProps) {
  const r = useMessages(messages).request;
  return (
    <section>
      <h2>{r.assessments}</h2>
      {assessments.length === 0 && decisions.length === 0 ? <p className="quiet">{r.noAssessment}</p> : undefined}
      <ul className="lines">
        {assessments.map((one) => (
          <li key={one.position}>
            <p className="quiet">
              <Moment instant={one.at.toISOString()} /> {r.by(one.by)}
            </p>
            <p className="written reading">{one.assessment}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Decisions({ decisions }: RequestPageProps) {
  const m = useMessages(messages);
  const r = m.request;
  return (
    <section>
      <h2>{r.decisions}</h2>
      {decisions.length === 0 ? <p className="quiet">{r.noDecision}</p> : undefined}
      <ul className="lines">
        {decisions.map((one, index) => (
          <li key={one.position}>
            <p>
              <b>{m.outcomes[one.outcome].name}</b> {index === 0 ? undefined : <Tag>{r.replaced}</Tag>}{' '}
              <span className="quiet">
                <Moment instant={one.at.toISOString()} /> {r.by(one.by)}
              </span>
            </p>
            <Detail term={r.refusedParts} text={one.refused_parts} />
            <Detail term={r.onProvision} text={one.provision} />
            <Detail term={r.handedTo} text={one.handed_to} />
            <Detail term={r.reasons} text={one.reasons} />
            {one.told_of_appeal === null ? undefined : (
              <p className="reading">{one.told_of_appeal ? r.told : <b className="late">{r.notTold}</b>}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const Detail = ({ term, text }: { readonly term: string; readonly text: string }) =>
  text === '' ? undefined : (
    <p className="reading">
      <span className="quiet">{term}:</span> <span className="written">{text}</span>
    </p>
  );

function Handouts({ handouts }: RequestPageProps) {
  const m = useMessages(messages);
  if (handouts.length === 0) return undefined;
  return (
    <section>
      <h2>{m.request.handouts}</h2>
      <ul className="lines">
        {handouts.map((one) => (
          <li key={one.id}>
            <p>
              <b>{m.ways[one.way]}</b>{' '}
              <span className="quiet">
                <Moment instant={one.at.toISOString()} /> {m.request.by(one.by)}
              </span>
            </p>
            <p className="written reading">{one.items}</p>
            <p className="quiet">{one.redacted ? m.request.redacted : m.request.notRedacted}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
