import type { ReactNode } from 'react';
import { interventionNames } from '../../../matching/index.ts';
import {
  Alert,
  Button,
  ButtonForm,
  DescriptionList,
  Disclosure,
  type HiddenValues,
  LinkButton,
  Main,
  Moment,
  Tag,
  Timeline,
  useLanguage,
  useMessages,
  Back,
} from '../../../ui/index.ts';
import { happened } from '../../messages/timeline.ts';
import { type BodyLine, type Difference, differenceInWords } from '../../request-body.ts';
import type { Reason } from '../../store/desks.ts';
import type { Request, Told } from '../../store/requests.ts';
import { deskMessages } from '../messages/index.ts';

export interface DeskRequestProps {
  readonly request: Request;
  readonly backHref: string;
  readonly said?: string | undefined;
  readonly warning: ReactNode;
  readonly assignedWhy: readonly string[];
  readonly lines: readonly BodyLine[];
  readonly changes: readonly {
    readonly revision: number;
    readonly reason: string;
    readonly at: Date;
    readonly differences: readonly Difference[];
  }[];
  readonly match: { readonly action: string; readonly hidden: HiddenValues } | undefined;
  readonly openMatchHref: string | undefined;
  readonly matches: readonly {
    readonly href: string;
    readonly at: Date;
    readonly byName: string;
    readonly candidates: number;
    readonly excluded: number;
    readonly oldRevision?: number | undefined;
  }[];
  readonly steps: readonly { readonly href: string; readonly text: string }[];
  readonly sections: ReactNode;
  /** What the municipality's reasons are called. */
  readonly reasons: ReadonlyMap<string, Reason>;
  readonly timeline: readonly { readonly heading: string; readonly told: readonly Told[] }[];
}

/** A request as the desk has it: what was handed over, what is to be done, and what has happened. */
export function DeskRequest(props: DeskRequestProps) {
  const all = useMessages(deskMessages);
  const m = all.request;
  const language = useLanguage();
  const { request } = props;
  const heading = m.heading(request.number, interventionNames[request.intervention][language]);
  return (
    <Main title={request.number} aside={<About {...props} />} asideLabel={m.about}>
      <Back href={props.backHref}>{all.title}</Back>
      <h1>
        {heading} {request.isAcute ? <Tag>{all.queue.acute}</Tag> : undefined}
      </h1>
      {props.said === undefined ? undefined : (
        <Alert tone="ok" live="calm">
          {props.said}
        </Alert>
      )}
      {request.state === 'submitted' ? undefined : <Alert tone="soon">{m[request.state]}</Alert>}
      {props.warning}
      <section>
        <h2>{m.next}</h2>
        <div className="buttons">
          {props.openMatchHref === undefined ? undefined : (
            <LinkButton href={props.openMatchHref}>{m.openMatch}</LinkButton>
          )}
          {props.match === undefined ? undefined : (
            <MatchButton {...props.match} primary={props.openMatchHref === undefined}>
              {props.openMatchHref === undefined ? m.matchNow : m.matchAgain}
            </MatchButton>
          )}
          {props.steps.map(({ href, text }) => (
            <LinkButton key={href} href={href} emphasis="secondary">
              {text}
            </LinkButton>
          ))}
        </div>
      </section>
      {props.sections}
      <section>
        <h2>{m.body}</h2>
        <DescriptionList
          items={props.lines.map(({ field, label, text }) => ({
            key: field,
            term: label,
            detail: <span className="written">{text}</span>,
          }))}
        />
      </section>
      {props.changes.length === 0 ? undefined : (
        <section>
          <h2>{m.changes}</h2>
          {props.changes.map(({ revision, reason, at, differences }) => (
            <section key={revision}>
              <h3>{m.change(revision)}</h3>
              <p>
                <span className="quiet">
                  <Moment instant={at.toISOString()} />. {m.reason}:
                </span>{' '}
                <span className="written">{reason}</span>
              </p>
              <ul className="lines">
                {differences.map((one) => (
                  <li key={one.field}>{differenceInWords(one, language)}</li>
                ))}
              </ul>
            </section>
          ))}
        </section>
      )}
      {props.matches.length === 0 ? undefined : (
        <section>
          <h2>{m.matches}</h2>
          <ul className="lines">
            {props.matches.map(({ href, at, byName, candidates, excluded, oldRevision }) => (
              <li key={href}>
                <a href={href}>
                  <Moment instant={at.toISOString()} />
                </a>{' '}
                {m.matchLine(candidates, excluded)}{' '}
                <span className="quiet">
                  {all.match.made(byName)}
                  {oldRevision === undefined ? undefined : `, ${m.matchOld(oldRevision)}`}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{m.timeline}</h2>
        <Timeline
          groups={props.timeline.map(({ heading: month, told }) => ({
            heading: month,
            items: told.map(({ id, event, audience, actorName, at }) => {
              const { title, text } = happened(event, language, props.reasons);
              return {
                key: id,
                when: <Moment instant={at.toISOString()} />,
                title,
                body: (
                  <>
                    {text === '' ? undefined : <p className="written">{text}</p>}
                    <p className="quiet">
                      {actorName} {audience === 'desk' ? <Tag>{m.deskOnly}</Tag> : undefined}
                    </p>
                  </>
                ),
              };
            }),
          }))}
        />
      </section>
    </Main>
  );
}

function MatchButton({
  action,
  hidden,
  primary,
  children,
}: {
  readonly action: string;
  readonly hidden: HiddenValues;
  readonly primary: boolean;
  readonly children: ReactNode;
}) {
  if (!primary)
    return (
      <ButtonForm action={action} hidden={hidden}>
        {children}
      </ButtonForm>
    );
  return (
    <form method="post" action={action} className="button-form">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value as string} />
      ))}
      <Button>{children}</Button>
    </form>
  );
}

function About({ request, assignedWhy }: DeskRequestProps) {
  const all = useMessages(deskMessages);
  const m = all.request;
  return (
    <>
      <h2>{m.about}</h2>
      <DescriptionList
        items={[
          { key: 'state', term: m.state, detail: all.states[request.state] },
          { key: 'waiting', term: m.waiting, detail: m.waitingFor[request.waitingFor] },
          {
            key: 'assigned',
            term: m.assigned,
            detail: (
              <>
                {request.assignedToName ?? m.nobody}
                {assignedWhy.length === 0 ? undefined : (
                  <Disclosure summary={m.why}>
                    {assignedWhy.map((sentence) => (
                      <p key={sentence}>{sentence}</p>
                    ))}
                  </Disclosure>
                )}
              </>
            ),
          },
          { key: 'desk', term: m.desk, detail: request.deskUnitName },
          { key: 'from', term: m.from, detail: `${request.fromAreaName}, ${request.fromUnitName}` },
          { key: 'asker', term: m.asker, detail: request.requestedByName },
          { key: 'submitted', term: m.submitted, detail: <Moment instant={request.submittedAt.toISOString()} /> },
        ]}
      />
    </>
  );
}
