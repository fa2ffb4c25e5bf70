import { addDays, type LocalDate } from '../../kernel/date.ts';
import type { Scope } from '../../platform/door.ts';
import { compiledRoutine, runsAtWork } from '../evaluation.ts';
import { routineLibrary } from '../routines.ts';
import { coverMessages } from '../messages/cover.ts';
import { paths } from '../paths.ts';
import { type Away, colleaguesAway, handoversOf, standInRoles } from '../store/cover.ts';
import { type ComingMeeting, meetingsOf } from '../store/meetings.ts';
import type { CoveredColleague } from '../views/cover.tsx';
import type { NoticeView } from '../views/index.ts';
import type { MeetingLine } from '../views/meetings.tsx';
import type { DayRun } from './day-view.ts';
import { dayLine } from './meeting-words.ts';
import { writtenDate } from './wording.ts';

/** How long before somebody is to stand in they are told of it. */
const toldDaysBefore = 14;
const meetingDays = 7;

/** What the actor does in a colleague's place today: the runs that the absence opens, and the meetings in them. */
type Standing = Readonly<{ away: Away; runs: readonly DayRun[]; meetings: readonly ComingMeeting[] }>;

async function standingIn(scope: Scope, away: Away): Promise<Standing> {
  const runs = await runsAtWork(scope, away.account);
  const meetings = await meetingsOf(scope, away.account, scope.today, addDays(scope.today, meetingDays));
  // What is seen for another reason is not theirs to do: only what the absence opens.
  const asked = [...runs.map(({ id }) => id), ...meetings.map(({ run }) => run)];
  const roles = await standInRoles(scope, [...new Set(asked)], away.account);
  return {
    away,
    runs: runs.flatMap((run) => {
      const role = roles.get(run.id);
      return role === undefined ? [] : [{ ...run, role, standIn: away.name }];
    }),
    meetings: meetings.filter(({ run }) => roles.has(run)),
  };
}

export type DayInPlace = Readonly<{
  /** Runs that are not the actor's own already. */
  runs: readonly DayRun[];
  covered: readonly CoveredColleague[];
  meetings: readonly MeetingLine[];
  notices: readonly NoticeView[];
}>;

/** The part of somebody's day that is a colleague's who is away. */
export async function dayInPlace(scope: Scope, own: readonly DayRun[]): Promise<DayInPlace> {
  const { actor, today } = scope;
  const { language } = actor;
  const m = coverMessages[language];
  const inWords = (day: LocalDate): string => writtenDate(day, language);
  const colleagues = await colleaguesAway(scope, addDays(today, toldDaysBefore));
  const standing: Standing[] = [];
  for (const away of colleagues.filter(({ from }) => from <= today)) standing.push(await standingIn(scope, away));
  const runs = standing.flatMap((one) => one.runs);
  const library = await routineLibrary(scope);
  const handed = await handoversOf(scope, [...new Set(runs.map(({ id }) => id))]);
  scope.touched({ runs: runs.map(({ id }) => id), parts: ['work-items', 'handover'] });
  const isOwn = new Set(own.map(({ id }) => id));
  return {
    runs: runs.filter(({ id }, index) => !isOwn.has(id) && runs.findIndex((run) => run.id === id) === index),
    covered: standing.map(({ away, runs: theirs }) => ({
      key: `for-${away.account}`,
      name: away.name,
      until: inWords(away.to),
      runs: theirs.map(({ id, caseNumber, person }) => ({
        href: paths.run({ run: id }),
        number: caseNumber,
        individual: person.name('list', language),
        note: handed.find((note) => note.run === id && note.away === away.account)?.body,
      })),
    })),
    meetings: standing.flatMap(({ away, meetings }) =>
      meetings.map((meeting) =>
        dayLine(meeting, { definition: compiledRoutine(library, meeting).definition, language }, away.name),
      ),
    ),
    notices: colleagues
      .filter(({ from }) => from > today)
      .map(({ name, from, to }) => ({ tone: 'info', text: m.willStandIn(name, inWords(from), inWords(to)) })),
  };
}

/** The actor's own meetings and those that they are in for somebody, today and in the coming seven days, in the order they come. */
export async function dayMeetings(scope: Scope, inPlace: readonly MeetingLine[]): Promise<readonly MeetingLine[]> {
  const { actor, today } = scope;
  const library = await routineLibrary(scope);
  const meetings = await meetingsOf(scope, actor.account, today, addDays(today, meetingDays));
  scope.touched({ runs: meetings.map(({ run }) => run), parts: ['meetings'] });
  const own = meetings.map((meeting) =>
    dayLine(meeting, { definition: compiledRoutine(library, meeting).definition, language: actor.language }),
  );
  const isOwn = new Set(own.map(({ href }) => href));
  return [...own, ...inPlace.filter(({ href }) => !isOwn.has(href))].toSorted((left, right) =>
    `${left.day} ${left.time}`.localeCompare(`${right.day} ${right.time}`),
  );
}
