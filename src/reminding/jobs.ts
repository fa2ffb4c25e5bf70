import { randomUUID } from 'node:crypto';
import {
  byBucket,
  evaluateAtNight,
  holdsFor,
  isOwnItem,
  paths,
  routineLibrary,
  runsAtWork,
  takenKey,
  takenOnIn,
} from '../casework/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { addWorkingDays } from '../kernel/calendar.ts';
import { instantOf, localDateOf } from '../kernel/stockholm.ts';
import { emailOf, queueMail } from '../organisation/index.ts';
import type { Db } from '../platform/database.ts';
import { as, type Scope } from '../platform/door.ts';
import type { Job } from '../platform/jobs.ts';
import { messages } from './messages/index.ts';
import { ownDay, type RemindedElsewhere, type Reminds } from './elsewhere.ts';
import { type Counts, countsOf, isTimeToRemind, type Line, reminderTime } from './reminder.ts';
import { type AtWork, blockedSince, insertReminder, isReminded, ownLevel, peopleToRemind } from './store/reminders.ts';

/** The job that reminds acts for one person at a time, with what that person sees and no more, and may do nothing that asks for a permission. */
const actorOf = ({ municipality, account, area, units, language }: AtWork): Actor => ({
  municipality,
  account,
  area,
  name: '',
  roles: units.map((unit) => ({ role: '', unit, coversUnit: true })),
  permissions: new Set(),
  language,
  demo: false,
});

/** Does something for each of them, in a transaction of their own. Stopped half-way it fails, and is done again: safely. */
async function forEach(
  people: readonly AtWork[],
  { db, now, stop, action }: Readonly<{ db: Db; now: Date; stop: AbortSignal; action: string }>,
  work: (scope: Scope) => Promise<void>,
): Promise<void> {
  for (const person of people) {
    if (stop.aborted) throw Object.assign(new Error('Stopped half-way'), { code: 'stopped' });
    await as(db, actorOf(person), now, { action, channel: 'job' }, work);
  }
}

async function remind(
  scope: Scope,
  siteUrl: string,
  elsewhere: readonly RemindedElsewhere[],
): Promise<'made' | 'nothing' | 'noAddress'> {
  const level = await ownLevel(scope);
  if (level === 'none' || (await isReminded(scope))) return 'nothing';
  const all: Line[] = [];
  const seen: Reminds[] = [];
  for (const source of [{ ...ownDay, linesOf: linesOfRuns }, ...elsewhere]) {
    const lines = await source.linesOf(scope);
    all.push(...lines);
    if (countsOf(lines, level, scope.today)) seen.push(source);
  }
  const counts = countsOf(all, level, scope.today);
  if (!counts) return 'nothing';
  if ((await emailOf(scope, scope.actor.account)) === undefined) return 'noAddress';
  const id = randomUUID();
  if (!(await insertReminder(scope, id, counts))) return 'nothing';
  const until = instantOf(scope.today, '18:00');
  await queueMail(scope, { id, kind: 'reminder', ...messageOf(counts, seen, scope.actor.language, siteUrl), until });
  return 'made';
}

async function linesOfRuns(scope: Scope): Promise<readonly Line[]> {
  const library = await routineLibrary(scope);
  const runs = await runsAtWork(scope, scope.actor.account);
  const since = instantOf(addWorkingDays(scope.today, -1), reminderTime);
  const ids = runs.map(({ id }) => id);
  const blocked = await blockedSince(scope, ids, since);
  const taken = await takenOnIn(scope, ids);
  return Object.entries(byBucket(library, runs, scope.today)).flatMap(([bucket, lines]) =>
    lines.map(({ item, run }) => ({
      bucket: bucket as Line['bucket'],
      due: item.due,
      newlyBlocked: blocked.has(`${run.id} ${item.obligation}`) && isOwnItem(library, item, run),
      quiet: holdsFor(taken.get(takenKey(run.id, item.obligation)), item.due) !== undefined,
    })),
  );
}

/** The message: counts, and where to see what it is. */
export function messageOf(
  counts: Counts,
  seen: readonly Reminds[],
  language: Actor['language'],
  siteUrl: string,
): Readonly<{ subject: string; text: string }> {
  const m = messages[language].mail;
  const told = (Object.keys(m.counts) as (keyof Counts)[]).filter((kind) => counts[kind] > 0);
  return {
    subject: m.subject,
    text: [
      [m.intro, ...told.map((kind) => `- ${m.counts[kind](counts[kind])}`)].join('\n'),
      seen.map(({ href, page }) => m.see(page[language], `${siteUrl}${href}`)).join('\n'),
      m.change(`${siteUrl}${paths.myReminders()}`),
    ].join('\n\n'),
  };
}

/** What is left to do is worked out anew each night, for the new day; and each morning of a working day people are reminded of it. */
export const remindingJobs = (
  db: Db,
  siteUrl: () => string,
  elsewhere: readonly RemindedElsewhere[],
): readonly Job[] => [
  {
    name: 'work-items',
    schedule: { at: '00:20', days: 'every' },
    work: async (now, stop) => ({ figures: { runs: await evaluateAtNight(db, now, stop) } }),
  },
  {
    name: 'reminders',
    schedule: { at: reminderTime, days: 'weekdays' },
    work: async (now, stop) => {
      const figures = { made: 0, nothing: 0, noAddress: 0 };
      if (!isTimeToRemind(localDateOf(now), now)) return { figures };
      const people = await peopleToRemind(db, localDateOf(now));
      await forEach(people, { db, now, stop, action: 'reminder.make' }, async (scope) => {
        figures[await remind(scope, siteUrl(), elsewhere)] += 1;
      });
      return { figures };
    },
  },
];
