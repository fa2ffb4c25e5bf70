import type { ReactNode } from 'react';
import { termIn } from '../../../matching/index.ts';
import { nameInWork, WrittenName } from '../../../secrecy/index.ts';
import {
  ActionLink,
  Alert,
  Back,
  Day,
  DescriptionList,
  LinkButton,
  Main,
  Moment,
  shortDate,
  Timeline,
  useLanguage,
  useMessages,
  useToday,
} from '../../../ui/index.ts';
import type { HouseholdKind, Turn } from '../assignment.ts';
import { bodyLines, eventInWords, personInWords } from '../in-words.ts';
import { assignmentMessages } from '../messages/index.ts';
import { assignmentPaths as paths } from '../paths.ts';
import type { Assignment, AssignedPerson, AssignmentTold } from '../store/assignments.ts';
import type { InfluxStay } from '../store/places.ts';

export interface HouseholdProps {
  readonly assignment: Assignment;
  readonly persons: readonly AssignedPerson[];
  readonly kind: HouseholdKind | undefined;
  readonly turn: Turn;
  readonly now: Date;
  readonly said?: string | undefined;
  /** What can be done, the most wanted first. */
  readonly steps: readonly { readonly href: string; readonly text: string }[];
  readonly warning?: ReactNode;
  readonly sections?: ReactNode;
  /** Where they live, or are to. */
  readonly stay?: InfluxStay | undefined;
  readonly together: readonly Assignment[];
  readonly peopleHref: string | undefined;
  readonly timeline: readonly { readonly heading: string; readonly told: readonly AssignmentTold[] }[];
}

/** An assigned household: what was assigned, who they are, what is to be done, and what has happened. */
export function HouseholdPage(props: HouseholdProps) {
  const { assignment, persons, kind, now, said, steps, peopleHref } = props;
  const all = useMessages(assignmentMessages);
  const m = all.household;
  const language = useLanguage();
  return (
    <Main title={m.heading(assignment.number)} aside={<About {...props} />} asideLabel={m.about}>
      <Back href={paths.intake()}>{all.title}</Back>
      <h1>{m.heading(assignment.number)}</h1>
      {said === undefined ? undefined : (
        <Alert tone="ok" live="calm">
          {said}
        </Alert>
      )}
      {assignment.protection === undefined ? undefined : (
        <Alert tone="soon">{m.protected(all.grades[assignment.protection])}</Alert>
      )}
      {props.warning}
      {kind === 'children' ? <Alert tone="late">{all.onlyChildren}</Alert> : undefined}
      {steps.length === 0 ? undefined : (
        <section>
          <h2>{m.next}</h2>
          <div className="buttons">
            {steps.map(({ href, text }, index) => (
              <LinkButton key={href} href={href} emphasis={index === 0 ? 'primary' : 'secondary'}>
                {text}
              </LinkButton>
            ))}
          </div>
        </section>
      )}
      {props.sections}
      <section>
        <h2>{m.people}</h2>
        {persons.length === 0 ? <p>{all.persons.none}</p> : undefined}
        <ul className="lines">
          {persons.map((one) => (
            <li key={one.position}>
              <span>
                {one.isNamed ? (
                  <WrittenName name={nameInWork(one.person, language)} />
                ) : (
                  <span className="quiet">{all.persons.unnamed}</span>
                )}
                <PersonFact facts={personInWords(one, now, language)} />
              </span>
            </li>
          ))}
        </ul>
        {persons.length > 0 && persons.length < assignment.people ? (
          <p>{all.persons.missing(assignment.people - persons.length)}</p>
        ) : undefined}
        {persons.length > assignment.people ? <p>{all.persons.tooMany(assignment.people)}</p> : undefined}
        {peopleHref === undefined ? undefined : (
          <p>
            <ActionLink href={peopleHref}>{m.changePeople}</ActionLink>
          </p>
        )}
      </section>
      <section>
        <h2>{m.body}</h2>
        <DescriptionList
          items={bodyLines(assignment, language).map(({ key, label, text }) => ({
            key,
            term: label,
            detail: <span className="written">{text}</span>,
          }))}
        />
      </section>
      <section>
        <h2>{m.timeline}</h2>
        <Timeline
          groups={props.timeline.map(({ heading, told }) => ({
            heading,
            items: told.map(({ id, event, actorName, at }) => {
              const { title, lines } = eventInWords(event, language);
              return {
                key: id,
                when: <Moment instant={at.toISOString()} />,
                title,
                body: (
                  <>
                    {lines.map((line) => (
                      <p key={line} className="written">
                        {line}
                      </p>
                    ))}
                    <p className="quiet">{actorName}</p>
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

const PersonFact = ({ facts }: { readonly facts: string }) =>
  facts === '' ? undefined : <span className="quiet">, {facts}</span>;

function About({ assignment, kind, turn, together, stay }: HouseholdProps) {
  const all = useMessages(assignmentMessages);
  const m = all.household;
  const language = useLanguage();
  const today = useToday();
  return (
    <>
      <h2>{m.about}</h2>
      <DescriptionList
        items={[
          { key: 'state', term: m.state, detail: all.states[assignment.state] },
          { key: 'turn', term: m.turn, detail: all.turns[turn] },
          { key: 'handler', term: m.handler, detail: assignment.handledByName ?? all.intake.nobody },
          ...(stay === undefined
            ? []
            : [
                {
                  key: 'stay',
                  term: stay.arrivedOn === undefined ? m.bookedAt : m.livesAt,
                  detail: (
                    <>
                      <a href={paths.housing({ housing: stay.housing })}>{stay.housingName}</a>{' '}
                      {m.from(shortDate(stay.arrivedOn ?? stay.startsOn, today, language))}
                    </>
                  ),
                },
              ]),
          ...(assignment.followUp === undefined
            ? []
            : [{ key: 'follow-up', term: m.nextFollowUp, detail: <Day date={assignment.followUp.on} /> }]),
          { key: 'arrives', term: all.fields.arrivesOn, detail: <Day date={assignment.arrivesOn} /> },
          { key: 'kind', term: m.kind, detail: kind === undefined ? all.kindUnknown : all.kinds[kind] },
          ...(assignment.needs.length === 0
            ? []
            : [
                {
                  key: 'needs',
                  term: all.fields.needs,
                  detail: assignment.needs.map((code) => termIn(language, code)).join(', '),
                },
              ]),
          ...(together.length === 0 && assignment.togetherWith === ''
            ? []
            : [
                {
                  key: 'together',
                  term: m.together,
                  detail:
                    together.length === 0
                      ? m.togetherMissing(assignment.togetherWith)
                      : together.map((one) => (
                          <div key={one.id}>
                            <a href={paths.household({ household: one.id })}>{one.number}</a>
                          </div>
                        )),
                },
              ]),
          {
            key: 'registered',
            term: m.registered,
            detail: (
              <>
                <Moment instant={assignment.registeredAt.toISOString()} /> {m.by(assignment.registeredByName)}
              </>
            ),
          },
        ]}
      />
      <p>
        <ActionLink href={paths.extract({ household: assignment.id })}>{m.extract}</ActionLink>
      </p>
    </>
  );
}
