import { type Actor, coveredUnits } from '../../kernel/actor.ts';
import type { LocalDate } from '../../kernel/date.ts';
import { type AccountId, findId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { get, notFound, page, post, redirect, type Route } from '../../platform/route.ts';
import { runsAtWork } from '../evaluation.ts';
import { paths } from '../paths.ts';
import { markSeen } from '../store/notices.ts';
import { peopleOfUnits, unitNames } from '../store/people.ts';
import type { WorkedRun } from '../store/worklist.ts';
import { MyDay, type MyDayProps, UnitDay, type UnitPersonLine } from '../views/index.ts';
import { byBucket, dayGroups } from './day-view.ts';
import { dayInPlace, dayMeetings } from './day-cover.ts';
import { toldLines } from './told-lines.ts';

const views = (actor: Actor): Pick<MyDayProps, 'views'> =>
  actor.permissions.has('unit:read') ? { views: { mine: paths.myDay(), unit: paths.unitDay() } } : {};

async function workOf(scope: Scope, account: AccountId): Promise<readonly WorkedRun[]> {
  const runs = await runsAtWork(scope, account);
  scope.touched({ runs: runs.map(({ id }) => id), parts: ['work-items'] });
  return runs;
}

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
        groups: dayGroups([...runs, ...inPlace.runs], actor, today, query.get('visa') ?? '', (show) =>
          paths.myDay({ visa: show }),
        ),
        told: await toldLines(request),
        notices: inPlace.notices,
        meetings: await dayMeetings(request, inPlace.meetings),
        covered: inPlace.covered,
        calendarHref: paths.ownCalendar(),
        casesHref: paths.cases(),
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
      const lines: UnitPersonLine[] = [];
      for (const { account, name } of people) {
        const counts = countOf(await workOf(request, account), request.today);
        lines.push({ key: account, name, href: paths.personDay({ account }), ...counts });
      }
      const unitName = (await unitNames(request, units)).join(', ');
      return page({
        place: 'myDay',
        content: <UnitDay unitName={unitName} people={lines} views={{ mine: paths.myDay(), unit: paths.unitDay() }} />,
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
      const groups = dayGroups(runs, actor, today, query.get('visa') ?? '', (show) =>
        paths.personDay({ account: person.account }, { visa: show }),
      );
      return page({
        place: 'myDay',
        content: <MyDay groups={groups} personName={person.name} casesHref={paths.cases()} {...views(actor)} />,
      });
    },
  }),
];

type Counts = Pick<UnitPersonLine, 'late' | 'today' | 'week' | 'needsAnswer' | 'waiting'>;

function countOf(runs: readonly WorkedRun[], today: LocalDate): Counts {
  const { late, today: now, week, needsAnswer, waiting } = byBucket(runs, today);
  return {
    late: late.length,
    today: now.length,
    week: week.length,
    needsAnswer: needsAnswer.length,
    waiting: waiting.length,
  };
}
