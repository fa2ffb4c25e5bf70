import type { z } from 'zod';
import type { LocalDate } from '../../kernel/date.ts';
import { findId } from '../../kernel/ids.ts';
import {
  answer,
  type ApiAnswer,
  type ApiRoute,
  apiRoute,
  type BodyError,
  conflict,
  type DeepReadonly,
  invalid,
  keyReused,
  notFound,
} from '../../platform/api-route.ts';
import type { Scope } from '../../platform/door.ts';
import type { Typed } from '../../platform/typed.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { book, cancelMeeting, changeMeeting, type Changed, saysTheSame } from '../actions/meetings.ts';
import type { Meeting, MeetingPlan } from '../meetings.ts';
import { type Bookable, partiesWithout, readMeeting, seeToBook } from '../pages/read-meeting.ts';
import { peopleOf } from '../store/cases.ts';
import { meetingsOfRun } from '../store/meetings.ts';
import type { RunInReach } from '../store/runs.ts';
import { meetingFields } from '../views/meetings.tsx';
import { examples } from './examples.ts';
import {
  bookMeetingSchema,
  cancelMeetingSchema,
  changeMeetingSchema,
  meetingConflictSchema,
  meetingListSchema,
  meetingSchema,
} from './meeting-schemas.ts';
import { problems } from './messages/problems.ts';
import { runAsked } from './run-routes.ts';

const tag = 'Meetings';
const parameters = { run: 'The id of the run.' };
const one = { ...parameters, meeting: 'The id of the meeting.' };

export const meetingRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: 'get',
    path: '/api/v1/runs/{run}/meetings',
    parameters,
    may: 'run:read',
    audit: 'meeting.list',
    operation: 'listMeetings',
    tag,
    summary: 'The meetings of a run, the earliest first',
    description: 'Also those that have been and those that have been cancelled.',
    answer: { status: 200, description: 'The meetings.', schema: meetingListSchema, example: examples.meetings },
    handle: async (request) => {
      const run = await runAsked(request);
      if (!run) return notFound;
      request.touched({ runs: [run.id], parts: ['meetings'] });
      const people = await namesIn(request, run);
      return answer({ items: (await meetingsOfRun(request, run.id)).map((meeting) => presented(meeting, people)) });
    },
  }),
  apiRoute({
    method: 'post',
    path: '/api/v1/runs/{run}/meetings',
    parameters,
    may: 'entry:record',
    audit: 'meeting.book',
    operation: 'bookMeeting',
    tag,
    summary: 'Book a meeting and invite to it',
    description: 'For who works in the run. Those who are invited see it in their day and in their calendar.',
    body: {
      schema: bookMeetingSchema,
      examples: { meeting: { summary: 'A planning meeting', value: examples.bookMeeting } },
    },
    answer: { status: 201, description: 'The meeting.', schema: meetingSchema, example: examples.meeting },
    handle: async (request) => {
      const { body, key } = request;
      const bookable = await seeToBook(request);
      if (!bookable) return notFound;
      const read = await readBody(request, bookable, body);
      if ('errors' in read) return invalid(read.errors);
      const { run } = bookable.seen.evaluated;
      const booked = await book(request, { run: run.id, plan: read.plan, days: [read.day], series: false, key });
      if (booked.outcome === 'not-found') return notFound;
      const [made] = booked.outcome === 'booked' ? booked.meetings : [];
      if (!made) return keyReused;
      // Sent again, after somebody may have changed it: it is what was booked with the key.
      if (made.version === 1 && !saysTheSame(made, read.day, read.plan)) return keyReused;
      return answer(presented(made, await namesIn(request, run)));
    },
  }),
  apiRoute({
    method: 'put',
    path: '/api/v1/runs/{run}/meetings/{meeting}',
    parameters: one,
    may: 'entry:record',
    audit: 'meeting.change',
    operation: 'changeMeeting',
    tag,
    summary: 'Change a meeting, or move it',
    description: 'The whole meeting is written anew. The timeline tells what it was before.',
    body: {
      schema: changeMeetingSchema,
      examples: { moved: { summary: 'Moved to another day', value: examples.changeMeeting } },
    },
    answer: { status: 200, description: 'The meeting.', schema: meetingSchema, example: examples.changedMeeting },
    conflict: { description: 'Somebody else has changed or cancelled it.', schema: meetingConflictSchema },
    handle: async (request) => {
      const bookable = await seeToBook(request);
      const before = bookable && (await meetingAsked(request, bookable.seen.evaluated.run));
      if (!bookable || !before) return notFound;
      const { seen, ...said } = request.body;
      const read = await readBody(request, bookable, said, before);
      if ('errors' in read) return invalid(read.errors);
      const { run } = bookable.seen.evaluated;
      const changed = await changeMeeting(request, { run: run.id, meeting: before.id, seen }, read.day, read.plan);
      return told(request, run, changed);
    },
  }),
  apiRoute({
    method: 'post',
    path: '/api/v1/runs/{run}/meetings/{meeting}/cancellation',
    parameters: one,
    may: 'entry:record',
    audit: 'meeting.cancel',
    operation: 'cancelMeeting',
    tag,
    summary: 'Cancel a meeting',
    description: 'It stays in the list as cancelled. With `rest` also those of its series that come after it.',
    body: {
      schema: cancelMeetingSchema,
      examples: { one: { summary: 'That meeting only', value: examples.cancelMeeting } },
    },
    answer: { status: 200, description: 'The meeting.', schema: meetingSchema, example: examples.cancelledMeeting },
    conflict: { description: 'Somebody else has changed it.', schema: meetingConflictSchema },
    handle: async (request) => {
      const { seen, rest } = request.body;
      const run = await runAsked(request);
      const before = run && (await meetingAsked(request, run));
      if (!run || !before) return notFound;
      const cancelled = await cancelMeeting(request, { run: run.id, meeting: before.id, seen }, rest === true);
      return told(request, run, cancelled);
    },
  }),
];

type Names = ReadonlyMap<string, string>;
const namesIn = async (scope: Scope, run: RunInReach): Promise<Names> =>
  new Map((await peopleOf(scope, run)).map(({ account, name }) => [account, name]));

const presented = (
  { id, kind, day, starts, ends, place, link, invited, parties, series, cancelled, bookedByName, version }: Meeting,
  names: Names,
): DeepReadonly<z.input<typeof meetingSchema>> => ({
  id,
  kind,
  day,
  starts,
  ends,
  ...(place === '' ? {} : { place }),
  ...(link === '' ? {} : { link }),
  invited: invited.map((account) => {
    const name = names.get(account);
    return { account, ...(name === undefined ? {} : { name }) };
  }),
  parties,
  ...(series === undefined ? {} : { series }),
  cancelled,
  bookedBy: bookedByName,
  version,
});

type Asked = Scope & Readonly<{ parameters: Readonly<{ meeting: string }> }>;

async function meetingAsked(request: Asked, run: RunInReach): Promise<Meeting | undefined> {
  const id = findId(request.parameters.meeting);
  return (await meetingsOfRun(request, run.id)).find((meeting) => meeting.id === id);
}

/** The meeting as it stands after what was asked for. */
async function told(
  request: Asked,
  run: RunInReach,
  { outcome }: Changed,
): Promise<ApiAnswer<typeof meetingSchema, typeof meetingConflictSchema>> {
  const meeting = outcome === 'not-found' ? undefined : await meetingAsked(request, run);
  if (!meeting) return notFound;
  const now = presented(meeting, await namesIn(request, run));
  if (outcome === 'changed') return answer(now);
  return conflict(problems[request.actor.language].meetingMeanwhile, { meeting: now });
}

/** By the rules of the form; what names nobody and nothing is told, and not left out. */
async function readBody(
  scope: Scope,
  bookable: Bookable,
  body: DeepReadonly<z.output<typeof bookMeetingSchema>>,
  before?: Meeting,
): Promise<Readonly<{ day: LocalDate; plan: MeetingPlan }> | Readonly<{ errors: readonly BodyError[] }>> {
  const m = problems[scope.actor.language];
  const typed: Typed = Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      meetingFields[name as keyof typeof body],
      typeof value === 'string' ? [value] : [...(value ?? [])],
    ]),
  );
  const found: FieldError[] = [];
  const read = await readMeeting(scope, bookable, typed, found, before ? { before } : {});
  const fields = Object.entries(meetingFields);
  const errors = found.map(({ field, message }) => ({
    pointer: `/${fields.find(([, name]) => name === field)?.[0] ?? ''}`,
    message,
  }));
  const mayBe = new Set([...bookable.people.map(({ account }) => account), ...(before?.invited ?? [])] as string[]);
  for (const [index, account] of (body.invited ?? []).entries())
    if (!mayBe.has(account)) errors.push({ pointer: `/invited/${index}`, message: m.inviteeUnknown });
  const known = partiesWithout(bookable);
  for (const [index, party] of (body.parties ?? []).entries())
    if (!known.includes(party)) errors.push({ pointer: `/parties/${index}`, message: m.partyUnknown(known) });
  return read && errors.length === 0 ? read : { errors };
}
