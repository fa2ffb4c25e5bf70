import { type Actor, coveredUnits } from '../../kernel/actor.ts';
import type { LocalDate } from '../../kernel/date.ts';
import type { Language } from '../../kernel/text.ts';
import { type AccountId, findId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { get, notFound, page, post, redirect, type Route } from '../../platform/route.ts';
import { compiledRoutine, runsAtWork } from '../evaluation.ts';
import { paths } from '../paths.ts';
import type { Library } from '../../routine/index.ts';
import { routineLibrary } from '../routines.ts';
import { markSeen } from '../store/notices.ts';
import { peopleOfUnits, unitNames } from '../store/people.ts';
import { takenOnIn } from '../store/taken-on.ts';
import type { WorkedRun } from '../store/worklist.ts';
import { MyDay, type MyDayProps, UnitDay, type UnitPersonLine } from '../views/index.ts';
import { byBucket, dayGroups, linesForManager } from './day-view.ts';
import { warningMark } from './wording.ts';
import { dayInPlace, dayMeetings } from './day-cover.ts';
import { toldLines } from './told-lines.ts';

const views = (actor: Actor): Pick<MyDayProps, 'views'> =>
  actor.permissions.has('unit:read') ? { views: { mine: paths.myDay(), unit: paths.unitDay() } } : {};

async function workOf(scope: Scope, account: AccountId): Promise<readonly WorkedRun[]> {
  const runs = await runsAtWork(scope, account);
  scope.touched({ runs: runs.map(({ id }) => id), parts: ['work-items'] });
  return runs;
}

const takenIn = (scope: Scope, runs: readonly WorkedRun[]) =>
  takenOnIn(
    scope,
    runs.map(({ id }) => id),
  );

export const dayPages: readonly Route[] = [
  get({
    path: paths.myDay,
    may: 'myDay:read',
    audit: 'my-day.read',
    handle: async (request) => {
      const { actor, today, query } = request;
      const runs = await workOf(request, actor.account);
      const inPlace = await dayInPlace(request, runs);
      const props: MyDayProps = {
        groups: dayGroups(
          await routineLibrary(request),
          [...runs, ...inPlace.runs],
          actor,
          today,
          await takenIn(request, runs),
          query.get('visa') ?? '',
          (show) => paths.myDay({ visa: show }),
        ),
        told: await toldLines(request, paths.noticed),
        notices: inPlace.notices,
        meetings: await dayMeetings(request, inPlace.meetings),
        covered: inPlace.covered,
        calendarHref: paths.ownCalendar(),
        casesHref: paths.cases(),
        remindersHref: paths.myReminders(),
        ...views(actor),
        ...(actor.permissions.has('case:open') ? { openCaseHref: paths.openCase() } : {}),
      };
      return page({ place: 'myDay', content: <MyDay {...props} /> });
    },
  }),
  post({
    path: paths.noticed,
    may: 'myDay:read',
    audit: 'notice.put-away',
    handle: async (request) => {
      const notice = findId(request.parameters.notice);
      return notice !== undefined && (await markSeen(request, notice)) ? redirect(paths.myDay()) : notFound;
    },
  }),
  get({
    path: paths.unitDay,
    may: 'unit:read',
    audit: 'unit-day.read',
    handle: async (request) => {
      const units = coveredUnits(request.actor);
      const people = await peopleOfUnits(request, units);
      const library = await routineLibrary(request);
      const lines: UnitPersonLine[] = [];
      const works: Readonly<{ name: string; runs: readonly WorkedRun[] }>[] = [];
      for (const { account, name } of people) {
        const runs = await workOf(request, account);
        works.push({ name, runs });
        const counts = {
          ...countOf(library, runs, request.today),
          first: firstOf(library, runs, request.actor.language),
        };
        lines.push({ key: account, name, href: paths.personDay({ account }), ...counts });
      }
      lines.sort((left, right) => Number(left.first.length === 0) - Number(right.first.length === 0));
      const taken = await takenIn(
        request,
        works.flatMap(({ runs }) => runs),
      );
      const forManager = linesForManager(library, works, request.actor, request.today, taken);
      const unitName = (await unitNames(request, units)).join(', ');
      return page({
        place: 'myDay',
        content: (
          <UnitDay
            unitName={unitName}
            forManager={forManager}
            people={lines}
            views={{ mine: paths.myDay(), unit: paths.unitDay() }}
          />
        ),
      });
    },
  }),
  get({
    path: paths.personDay,
    may: 'unit:read',
    audit: 'person-day.read',
    handle: async (request) => {
      const { actor, today, query, parameters } = request;
      const account = findId<AccountId>(parameters.account);
      const person = (await peopleOfUnits(request, coveredUnits(actor))).find(
        (candidate) => candidate.account === account,
      );
      if (!person) return notFound;
      const runs = await workOf(request, person.account);
      const groups = dayGroups(
        await routineLibrary(request),
        runs,
        actor,
        today,
        await takenIn(request, runs),
        query.get('visa') ?? '',
        (show) => paths.personDay({ account: person.account }, { visa: show }),
      );
      return page({
        place: 'myDay',
        content: <MyDay groups={groups} personName={person.name} casesHref={paths.cases()} {...views(actor)} />,
      });
    },
  }),
];

/** Why some of the runs stand before others, with how many they are. */
function firstOf(library: Library, runs: readonly WorkedRun[], language: Language): readonly string[] {
  const marks = runs.flatMap((run) => {
    const because = run.items.find(({ firstBecause }) => firstBecause !== undefined)?.firstBecause;
    return because === undefined ? [] : [warningMark(compiledRoutine(library, run).definition, because, language)];
  });
  return [...new Set(marks)].map((mark) => `${mark}: ${marks.filter((other) => other === mark).length}`);
}

type Counts = Pick<UnitPersonLine, 'late' | 'today' | 'week' | 'needsAnswer' | 'waiting'>;

function countOf(library: Library, runs: readonly WorkedRun[], today: LocalDate): Counts {
  const { late, today: now, week, needsAnswer, waiting } = byBucket(library, runs, today);
  return {
    late: late.length,
    today: now.length,
    week: week.length,
    needsAnswer: needsAnswer.length,
    waiting: waiting.length,
  };
}
