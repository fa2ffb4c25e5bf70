import { addDays } from '../kernel/date.ts';
import type { Db } from '../platform/database.ts';
import { as, type Scope } from '../platform/door.ts';
import { onceMoreIfOvertaken } from '../platform/overtaken.ts';
import { compiledRoutine, runsAtWork } from './evaluation.ts';
import { routineLibrary } from './routines.ts';
import { feedText } from './ics.ts';
import { meetingMessages } from './messages/meetings.ts';
import { meetingTitle } from './pages/meeting-words.ts';
import { paths } from './paths.ts';
import { findFeedActor } from './store/calendar-feed.ts';
import { meetingsOf } from './store/meetings.ts';
import { lastDays } from './worklist.ts';

const daysBack = 30;
const daysAhead = 366;

/**
 * What the calendar that fetches a secret address is given, as text of RFC 5545. Undefined when the address leads nowhere: it never did, was
 * revoked, or is of somebody who has no day any more.
 */
export async function calendarOf(db: Db, secret: string, now: Date, origin: string): Promise<string | undefined> {
  const found = await findFeedActor(db, secret, now);
  if (!found) return undefined;
  const { actor, feed } = found;
  return onceMoreIfOvertaken(() =>
    as(db, actor, now, { action: 'calendar.read', channel: 'calendar' }, async (scope) => {
      if (!actor.permissions.has('myDay:read')) {
        scope.refused({ parts: ['calendar'] });
        return undefined;
      }
      return ownCalendar(scope, feed, origin);
    }),
  );
}

async function ownCalendar(scope: Scope, feed: string, origin: string): Promise<string> {
  const { actor, now, today } = scope;
  const m = meetingMessages[actor.language];
  const library = await routineLibrary(scope);
  const meetings = await meetingsOf(scope, actor.account, addDays(today, -daysBack), addDays(today, daysAhead));
  const runs = await runsAtWork(scope, actor.account);
  scope.touched({ runs: [...meetings.map(({ run }) => run), ...runs.map(({ id }) => id)], parts: ['calendar'] });
  const days = runs.flatMap((run) => lastDays(run.items, compiledRoutine(library, run).definition, run.role, today));
  return feedText(
    m.feedName,
    meetings.map((meeting) => ({
      ...meeting,
      title: meetingTitle(
        { definition: compiledRoutine(library, meeting).definition, language: actor.language },
        meeting.kind,
      ),
      href: origin + paths.meeting({ run: meeting.run, meeting: meeting.id }),
    })),
    // However many things have the same last day, they are one line.
    [...new Set(days)].toSorted().map((day) => ({
      id: `${day}-${feed}`,
      day,
      title: m.feedTitles.due,
      href: origin + paths.myDay(),
    })),
    now,
  );
}
