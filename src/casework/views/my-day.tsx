import {
  ActionLink,
  Disclosure,
  EmptyState,
  LinkButton,
  longDate,
  Main,
  Tabs,
  useLanguage,
  useMessages,
  useToday,
} from '../../ui/index.ts';
import { meetingMessages } from '../messages/meetings.ts';
import { messages } from '../messages/index.ts';
import { Covered } from './cover.tsx';
import { type MeetingLine, MeetingList } from './meetings.tsx';
import { type MyDayProps, type TaskGroup, type TaskGroupName, taskGroups } from './model/my-day.ts';
import { Notices } from './notices.tsx';
import { TaskList } from './task-line.tsx';
import { Told } from './told.tsx';

const alwaysOpen: ReadonlySet<TaskGroupName> = new Set(['late', 'today']);

/** What is due, what waits for others, what is safe to leave. */
export function MyDay({
  groups,
  notices,
  personName,
  views,
  told,
  remindersHref,
  meetings,
  covered,
  calendarHref,
  openCaseHref,
  casesHref,
}: MyDayProps) {
  const m = useMessages(messages).myDay;
  const date = longDate(useToday(), useToday(), useLanguage());
  const heading = personName === undefined ? m.heading(date) : m.theirHeading(personName, date);
  const filled = taskGroups.filter((name) => groups[name].total > 0);
  const nothingNow = !filled.some((name) => alwaysOpen.has(name));
  return (
    <Main title={personName === undefined ? m.title : m.unit}>
      <div className="heading-row">
        <h1>{heading}</h1>
        {views === undefined ? undefined : (
          <DayViews views={views} current={personName === undefined ? 'mine' : 'unit'} />
        )}
      </div>
      <Notices notices={notices} />
      <Told lines={told ?? []} />
      <Meetings lines={meetings ?? []} calendarHref={calendarHref} />
      <Covered colleagues={covered ?? []} />
      {filled.length === 0 ? (
        <EmptyState action={<FirstCase openCaseHref={openCaseHref} casesHref={casesHref} />}>{m.empty}</EmptyState>
      ) : nothingNow ? (
        <p className="lead">{m.nothing}</p>
      ) : undefined}
      {filled.map((name) => (
        <Group
          key={name}
          name={name}
          group={groups[name]}
          open={alwaysOpen.has(name) || (nothingNow && name === 'week')}
        />
      ))}
      {remindersHref === undefined ? undefined : (
        <p>
          <ActionLink href={remindersHref}>{m.reminders}</ActionLink>
        </p>
      )}
    </Main>
  );
}

function Meetings({
  lines,
  calendarHref,
}: {
  readonly lines: readonly MeetingLine[];
  readonly calendarHref: string | undefined;
}) {
  const m = useMessages(meetingMessages);
  return (
    <>
      {lines.length === 0 ? undefined : (
        <section aria-labelledby="moten">
          <h2 id="moten">{m.day7}</h2>
          <MeetingList lines={lines} />
        </section>
      )}
      {calendarHref === undefined ? undefined : (
        <p>
          <ActionLink href={calendarHref}>{m.subscribe}</ActionLink>
        </p>
      )}
    </>
  );
}

export function DayViews({
  views,
  current,
}: {
  readonly views: NonNullable<MyDayProps['views']>;
  readonly current: 'mine' | 'unit';
}) {
  const m = useMessages(messages).myDay;
  return (
    <Tabs
      label={m.views}
      tabs={[
        { href: views.mine, text: m.mine, current: current === 'mine' },
        { href: views.unit, text: m.unit, current: current === 'unit' },
      ]}
    />
  );
}

function FirstCase({ openCaseHref, casesHref }: Pick<MyDayProps, 'openCaseHref' | 'casesHref'>) {
  const m = useMessages(messages);
  return openCaseHref === undefined ? (
    <LinkButton href={casesHref} emphasis="secondary">
      {m.myDay.toCases}
    </LinkButton>
  ) : (
    <LinkButton href={openCaseHref}>{m.cases.open}</LinkButton>
  );
}

function Group({
  name,
  group,
  open,
}: {
  readonly name: TaskGroupName;
  readonly group: TaskGroup;
  readonly open: boolean;
}) {
  const m = useMessages(messages).myDay;
  const help = name === 'needsAnswer' || name === 'canRest' ? m.groupHelp[name] : undefined;
  return (
    <Disclosure
      kind="section"
      open={open}
      id={name}
      summary={
        <h2>
          {m.groups[name]} <span className="count">{group.total}</span>
        </h2>
      }
    >
      {help === undefined ? undefined : <p className="quiet reading">{help}</p>}
      <TaskList lines={group.lines} />
      {group.moreHref === undefined || group.total <= group.lines.length ? undefined : (
        <a className="action" href={group.moreHref}>
          {m.more(group.total)}
        </a>
      )}
    </Disclosure>
  );
}
