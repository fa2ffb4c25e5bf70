import type { LocalDate } from '../../kernel/date.ts';
import { type IdempotencyKey, idOf, newId, type RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { Meeting, MeetingPlan } from '../meetings.ts';
import { append } from '../store/events.ts';
import { cancelMeetings, insertMeetings, meetingsOfRun, meetingsWithKey, updateMeeting } from '../store/meetings.ts';
import { notify } from '../store/notices.ts';
import { roleInRun } from '../store/people.ts';
import { findRunToWrite, type RunInReach } from '../store/runs.ts';

export type ToBook = Readonly<{
  run: RunId;
  plan: MeetingPlan;
  days: readonly LocalDate[];
  /** Several that belong together, each to be moved by itself. */
  series: boolean;
  key: IdempotencyKey;
}>;

export type Booked =
  | Readonly<{ outcome: 'booked'; meetings: readonly Meeting[] }>
  | Readonly<{ outcome: 'not-found' }>
  /** Something else has been booked with the same key. */
  | Readonly<{ outcome: 'key-reused' }>;

/** Whoever works in a run keeps its meetings. */
async function runToKeep(scope: Scope, id: RunId): Promise<RunInReach | undefined> {
  const run = await findRunToWrite(scope, id);
  if (!run || !(await roleInRun(scope, run))) return undefined;
  scope.touched({ runs: [run.id], parts: ['meetings'] });
  return run;
}

const said = ({ invited, parties, ...plan }: MeetingPlan) => ({
  ...plan,
  invited: [...invited],
  parties: [...parties],
});

/** Books one meeting, or all of a series: once, however often the same form is sent. */
export async function book(scope: Scope, { run: id, plan, days, series, key }: ToBook): Promise<Booked> {
  const run = await runToKeep(scope, id);
  if (!run || run.endedOn !== undefined) return { outcome: 'not-found' };
  const before = await meetingsWithKey(scope, run.id, key);
  if (before.length > 0) return { outcome: 'booked', meetings: before };
  const its = series ? idOf<string>(key) : undefined;
  const booked = days.map((day) => ({ id: newId<string>(), day }));
  if (!(await insertMeetings(scope, run.id, plan, booked, its, key))) return { outcome: 'key-reused' };
  await append(
    scope,
    { caseId: run.caseId, runId: run.id },
    {
      kind: 'meetings-booked',
      ...(its === undefined ? {} : { series: its }),
      terms: said(plan),
      meetings: booked.map(({ id: meeting, day }) => ({ meeting, day })),
      key,
    },
  );
  await notify(scope, 'meeting-booked', { runId: run.id }, plan.invited);
  return { outcome: 'booked', meetings: await meetingsWithKey(scope, run.id, key) };
}

export type Changed =
  | Readonly<{ outcome: 'changed' }>
  /** Somebody else has changed or cancelled it since it was shown. */
  | Readonly<{ outcome: 'overtaken'; theirs: Meeting }>
  | Readonly<{ outcome: 'not-found' }>;

const findIn = async (scope: Scope, run: RunId, id: string): Promise<Meeting | undefined> =>
  (await meetingsOfRun(scope, run)).find((meeting) => meeting.id === id);

/** Writes a meeting anew. What was asked for already stands is no change, so the same form twice is one. */
export async function changeMeeting(
  scope: Scope,
  at: Readonly<{ run: RunId; meeting: string; seen: number }>,
  day: LocalDate,
  plan: MeetingPlan,
): Promise<Changed> {
  const run = await runToKeep(scope, at.run);
  const before = run && (await findIn(scope, run.id, at.meeting));
  if (!run || !before) return { outcome: 'not-found' };
  if (!before.cancelled && saysTheSame(before, day, plan)) return { outcome: 'changed' };
  if (!(await updateMeeting(scope, before.id, at.seen, day, plan))) return { outcome: 'overtaken', theirs: before };
  await append(
    scope,
    { caseId: run.caseId, runId: run.id },
    {
      kind: 'meeting-changed',
      meeting: before.id,
      version: at.seen + 1,
      before: { day: before.day, starts: before.starts },
      day,
      terms: said(plan),
    },
  );
  await notify(scope, 'meeting-changed', { runId: run.id }, [...before.invited, ...plan.invited]);
  return { outcome: 'changed' };
}

export const saysTheSame = (before: Meeting, day: LocalDate, plan: MeetingPlan): boolean =>
  before.day === day &&
  (['kind', 'starts', 'ends', 'place', 'link'] as const).every((field) => before[field] === plan[field]) &&
  before.invited.join() === plan.invited.join() &&
  before.parties.join() === plan.parties.join();

/** Cancels a meeting, or it and all of its series that come after it. */
export async function cancelMeeting(
  scope: Scope,
  at: Readonly<{ run: RunId; meeting: string; seen: number }>,
  withThoseAfter: boolean,
): Promise<Changed> {
  const run = await runToKeep(scope, at.run);
  const all = run ? await meetingsOfRun(scope, run.id) : [];
  const meeting = all.find(({ id }) => id === at.meeting);
  if (!run || !meeting) return { outcome: 'not-found' };
  const rest =
    withThoseAfter && meeting.series !== undefined ? all.filter(({ series }) => series === meeting.series) : [];
  const gone = [meeting, ...rest.filter(({ id, day }) => id !== meeting.id && day >= meeting.day)].filter(
    ({ cancelled }) => !cancelled,
  );
  // Twice is once.
  if (gone.length === 0) return { outcome: 'changed' };
  if (!meeting.cancelled && meeting.version !== at.seen) return { outcome: 'overtaken', theirs: meeting };
  const ids = gone.map(({ id }) => id);
  if ((await cancelMeetings(scope, ids)) !== ids.length)
    throw new Error('A meeting that is held could not be cancelled');
  await append(
    scope,
    { caseId: run.caseId, runId: run.id },
    { kind: 'meetings-cancelled', meetings: gone.map(({ id, day }) => ({ meeting: id, day })) },
  );
  await notify(
    scope,
    'meeting-cancelled',
    { runId: run.id },
    gone.flatMap(({ invited }) => invited),
  );
  return { outcome: 'changed' };
}
