import { WrittenName } from '../../secrecy/index.ts';
import type { ReactNode } from 'react';
import {
  ActionLink,
  daysUntil,
  Disclosure,
  Main,
  ShortDate,
  Tabs,
  useMessages,
  useToday,
  Back,
} from '../../ui/index.ts';
import { letterMessages } from '../messages/insluss-letter.ts';
import { messages } from '../messages/index.ts';
import { routineMessages } from '../messages/routines.ts';
import { type RunActions, type RunHeading, type RunPageProps, runTabs } from './model/run.ts';
import { NextSteps } from './next-steps.tsx';
import { Notices } from './notices.tsx';
import { PeopleTab } from './people.tsx';
import { Phases } from './phases.tsx';
import { PlansTab } from './plans-tab.tsx';
import { RunAside } from './run-aside.tsx';
import { TimelineTab } from './timeline-tab.tsx';

/** One run of a routine: for those who see the case, and for those who see only the run. */
export function RunPage(props: RunPageProps) {
  const {
    backLink,
    heading,
    caseHeader,
    warnings,
    nextSteps,
    isStuck,
    tabs,
    content,
    facts,
    people,
    whyHref,
    deviationHref,
    actions,
    meetings,
  } = props;
  const m = useMessages(messages);
  return (
    <Main
      title={`${heading.number}, ${m.run.tabs[content.tab]}`}
      aside={
        <RunAside
          caseHeader={caseHeader}
          facts={facts}
          people={people}
          contacts={props.contacts}
          contactsHref={props.contactsHref}
          whyHref={whyHref}
          deviationHref={deviationHref}
          meetings={meetings}
          showPeople={content.tab !== 'people'}
        />
      }
      asideLabel={m.run.about}
    >
      <Back href={backLink.href}>{backLink.text}</Back>
      <Heading heading={heading} />
      <Notices notices={warnings} />
      <NextSteps steps={nextSteps} ended={heading.ended !== undefined} isStuck={isStuck} />
      <div className="tab-row">
        <Tabs
          label={m.run.tabsLabel}
          tabs={runTabs.map((tab) => ({ href: tabs[tab], text: m.run.tabs[tab], current: tab === content.tab }))}
        />
        <More actions={actions} />
      </div>
      <Content {...props} />
    </Main>
  );
}

function Content({ content, people }: RunPageProps): ReactNode {
  if (content.tab === 'routine') return <Phases phases={content.phases} />;
  if (content.tab === 'timeline') return <TimelineTab content={content} />;
  if (content.tab === 'plans') return <PlansTab content={content} />;
  return <PeopleTab people={people} content={content} />;
}

function Heading({ heading }: { readonly heading: RunHeading }) {
  const m = useMessages(messages).run;
  const today = useToday();
  return (
    <header className="run-heading">
      <h1>
        <span className="number">{heading.number}</span> <WrittenName name={heading.name} />
      </h1>
      <ul className="facts">
        {heading.responsible === undefined ? undefined : (
          <li>
            {m.responsible} <b>{heading.responsible.isReader ? m.you : heading.responsible.name}</b>
          </li>
        )}
        {heading.housing === undefined ? undefined : (
          <li>
            {m.housing} <b>{heading.housing}</b>
          </li>
        )}
        {heading.keyDay === undefined ? undefined : (
          <li>
            {heading.keyDay.fact !== 'moveIn'
              ? heading.keyDay.name
              : daysUntil(heading.keyDay.date, today) > 0
                ? m.movesIn
                : m.movedIn}{' '}
            <b>
              <ShortDate date={heading.keyDay.date} />
            </b>
          </li>
        )}
        <li>
          {m.routine} <a href={heading.routineHref}>{heading.routineTitle}</a> {m.version(heading.routineVersion)}
        </li>
        {heading.ended === undefined ? undefined : (
          <li>
            {m.ended(heading.ended.how)} <ShortDate date={heading.ended.at} />
          </li>
        )}
      </ul>
    </header>
  );
}

function More({
  actions: { addEntries, assignHref, printHref, letterHref, whatIfHref },
}: {
  readonly actions: RunActions;
}) {
  const m = useMessages(messages).run;
  const letter = useMessages(letterMessages);
  const { whatIf } = useMessages(routineMessages);
  const entries = addEntries ?? [];
  return (
    <div className="more-actions">
      {assignHref === undefined ? undefined : <ActionLink href={assignHref}>{m.assign}</ActionLink>}
      {printHref === undefined ? undefined : <ActionLink href={printHref}>{m.print}</ActionLink>}
      {letterHref === undefined ? undefined : <ActionLink href={letterHref}>{letter.link}</ActionLink>}
      {whatIfHref === undefined ? undefined : <ActionLink href={whatIfHref}>{whatIf.link}</ActionLink>}
      {entries.length === 0 ? undefined : (
        <Disclosure summary={m.document}>
          <ul className="lines">
            {entries.map((entry) => (
              <li key={entry.href}>
                <a href={entry.href}>{entry.text}</a>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  );
}
