import { findId } from '../../kernel/ids.ts';
import {
  type Answer,
  file,
  type Get,
  get,
  invalid,
  notFound,
  page,
  post,
  redirect,
  type Route,
} from '../../platform/route.ts';
import { atStart } from '../../kernel/words.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { book, cancelMeeting, changeMeeting } from '../actions/meetings.ts';
import { mayRecord } from '../available-actions.ts';
import { invitationText } from '../ics.ts';
import {
  bookedKind,
  type Meeting,
  meetingKinds,
  rhythmAsked,
  rhythms,
  type SeriesDay,
  seriesDays,
  seriesKinds,
} from '../meetings.ts';
import { meetingMessages } from '../messages/meetings.ts';
import { paths } from '../paths.ts';
import { peopleOf } from '../store/cases.ts';
import { meetingsOfRun } from '../store/meetings.ts';
import { first, hidden, keyIn, seenIn, type Typed, typedFrom } from '../../platform/typed.ts';
import {
  bookAll,
  MeetingForm,
  meetingFields as fields,
  type MeetingFormProps,
  MeetingPage,
  MeetingsPage,
  withThoseAfter,
} from '../views/meetings.tsx';
import { frameFields } from './frame.ts';
import { comingFirst, kindChoices, kindName, meetingTitle } from './meeting-words.ts';
import { type Bookable, partiesWithout, readMeeting, seeToBook } from './read-meeting.ts';
import type { Seen } from './run-view.ts';
import { runReference, seeRun } from './see-run.ts';

type Asking = Get<'/pagaende/:run'>;

const see = (request: Asking): Promise<Seen | undefined> => seeRun(request, request.parameters.run, ['meetings']);

function form(
  request: Asking,
  bookable: Bookable,
  typed: Typed,
  errors: readonly FieldError[],
  more: Pick<MeetingFormProps, 'change'> &
    Readonly<{
      action: string;
      version?: number;
      cancelHref?: string;
      inSeries?: boolean;
      days?: readonly SeriesDay[];
    }>,
) {
  const { seen, people } = bookable;
  const { definition, language } = seen.voice;
  const m = meetingMessages[language];
  const chosen = (name: string, value: string): boolean => (typed[name] ?? []).includes(value);
  const asked = rhythmAsked(definition, first(typed, fields.kind));
  return (
    <MeetingForm
      frame={{
        action: more.action,
        hidden: frameFields(request.csrf, typed, more.version),
        errors,
        cancelHref: more.cancelHref ?? paths.run({ run: seen.evaluated.run.id }),
      }}
      run={runReference(seen)}
      change={more.change}
      series={
        more.inSeries === true
          ? {
              rhythms: rhythms.map((value) => ({
                value,
                label: m.rhythms[value],
                checked: first(typed, fields.rhythm) === value,
              })),
              asked: asked && m.rhythms[asked].toLowerCase(),
              last: first(typed, fields.last),
              days: more.days,
            }
          : undefined
      }
      kinds={kindChoices(seen.voice, more.inSeries === true).map(({ label, choices }) => ({
        label,
        choices: choices.map((choice) => ({ ...choice, checked: first(typed, fields.kind) === choice.value })),
      }))}
      invited={people.map(({ account, name, areaName }) => ({
        value: account,
        label: `${name}, ${areaName}`,
        checked: chosen(fields.invited, account),
      }))}
      parties={partiesWithout(bookable).map((party) => ({
        value: party,
        label: atStart(definition.parties[party]?.name[language] ?? party),
        checked: chosen(fields.parties, party),
      }))}
      value={(name) => first(typed, name)}
    />
  );
}

/** What a fresh form says: everybody who works in the run, and what the routine asks of a series. */
function startingPoint({ seen, people }: Bookable, request: Asking, inSeries: boolean): Typed {
  const { definition } = seen.voice;
  const wanted = request.query.get('slag') ?? '';
  const [its] = inSeries ? seriesKinds(definition) : [];
  const kind = meetingKinds(definition).includes(wanted) ? wanted : (its ?? '');
  return {
    [fields.kind]: [kind],
    [fields.rhythm]: [(inSeries && rhythmAsked(definition, kind)) || ''],
    [fields.invited]: people.map(({ account }) => account),
    // With the individual or without is for whoever books to say.
    [fields.parties]: [],
  };
}

const toTyped = ({ day, kind, starts, ends, place, link, invited, parties, version }: Meeting): Typed => ({
  [fields.kind]: [kind],
  [fields.day]: [day],
  [fields.starts]: [starts],
  [fields.ends]: [ends],
  [fields.place]: [place],
  [fields.link]: [link],
  [fields.invited]: [...invited],
  [fields.parties]: [...parties],
  [hidden.seen]: [String(version)],
});

async function findMeeting(
  request: Get<'/pagaende/:run/moten/:meeting'>,
): Promise<Readonly<{ seen: Seen; meeting: Meeting }> | undefined> {
  const seen = await see(request);
  const id = findId(request.parameters.meeting);
  const meeting =
    seen && id && (await meetingsOfRun(request, seen.evaluated.run.id)).find((candidate) => candidate.id === id);
  return seen && meeting ? { seen, meeting } : undefined;
}

async function showMeeting(
  request: Get<'/pagaende/:run/moten/:meeting'>,
  { seen, meeting }: Readonly<{ seen: Seen; meeting: Meeting }>,
  problem?: string,
) {
  const { definition, language } = seen.voice;
  const at = { run: seen.evaluated.run.id, meeting: meeting.id };
  const people = new Map((await peopleOf(request, seen.evaluated.run)).map(({ account, name }) => [account, name]));
  const works = seen.role !== undefined && request.actor.permissions.has('entry:record');
  const isOpen = seen.evaluated.run.endedOn === undefined;
  const records =
    works && seen.role !== undefined && !meeting.cancelled && meetingKinds(definition).includes(meeting.kind)
      ? mayRecord(definition, seen.role, { kind: meeting.kind })
      : false;
  const seriesNext = definition.entryKinds[meeting.kind]?.offersAlso?.includes(bookedKind(definition) ?? '') === true;
  return (
    <MeetingPage
      run={runReference(seen)}
      what={kindName(seen.voice, meeting.kind)}
      day={meeting.day}
      time={`${meeting.starts}–${meeting.ends}`}
      place={meeting.place}
      link={meeting.link}
      who={[
        ...meeting.invited.map((account) => people.get(account) ?? '–'),
        ...meeting.parties.map((party) => atStart(definition.parties[party]?.name[language] ?? party)),
      ]}
      bookedBy={meeting.bookedByName}
      cancelled={meeting.cancelled}
      inSeries={meeting.series !== undefined}
      protectedIdentity={seen.evaluated.run.person.protection !== undefined}
      fileHref={paths.meetingFile(at)}
      changeHref={works && isOpen && !meeting.cancelled ? paths.changeMeeting(at) : undefined}
      recordHref={
        records && meeting.day <= request.today
          ? paths.record({ run: at.run, kind: meeting.kind }, { mote: meeting.id })
          : undefined
      }
      seriesHref={works && isOpen && seriesNext && !meeting.cancelled ? paths.bookSeries({ run: at.run }) : undefined}
      cancelFrame={
        works && !meeting.cancelled
          ? {
              action: paths.cancelMeeting(at),
              hidden: frameFields(request.csrf, {}, meeting.version),
              errors: problem === undefined ? [] : [{ field: fields.which, message: problem }],
              cancelHref: paths.run({ run: at.run }),
            }
          : undefined
      }
    />
  );
}

export const meetingPages: readonly Route[] = [
  get({
    path: paths.meetings,
    may: 'run:read',
    audit: 'meeting.list',
    handle: async (request) => {
      const seen = await see(request);
      if (!seen) return notFound;
      const { coming, earlier } = comingFirst(await meetingsOfRun(request, seen.evaluated.run.id), seen);
      return page({
        place: 'cases',
        content: <MeetingsPage run={runReference(seen)} coming={coming} earlier={earlier} />,
      });
    },
  }),
  get({
    path: paths.bookMeeting,
    may: 'entry:record',
    audit: 'meeting.form',
    handle: async (request) => {
      const bookable = await seeToBook(request);
      if (!bookable) return notFound;
      const typed = startingPoint(bookable, request, false);
      return page({ place: 'cases', content: form(request, bookable, typed, [], { action: here(request) }) });
    },
  }),
  post({
    path: paths.bookMeeting,
    may: 'entry:record',
    audit: 'meeting.book',
    handle: async (request) => {
      const bookable = await seeToBook(request);
      const typed = typedFrom(request.form);
      const key = keyIn(typed);
      if (!bookable || !key) return notFound;
      const errors: FieldError[] = [];
      const asked = await readMeeting(request, bookable, typed, errors);
      if (!asked)
        return invalid({
          place: 'cases',
          content: form(request, bookable, typed, errors, { action: here(request) }),
        });
      const { run } = bookable.seen.evaluated;
      const booked = await book(request, { run: run.id, plan: asked.plan, days: [asked.day], series: false, key });
      const made = booked.outcome === 'booked' ? booked.meetings[0] : undefined;
      return made ? redirect(paths.meeting({ run: run.id, meeting: made.id })) : notFound;
    },
  }),
  get({
    path: paths.bookSeries,
    may: 'entry:record',
    audit: 'meeting.series.form',
    handle: async (request) => {
      const bookable = await seeToBook(request);
      if (!bookable) return notFound;
      const typed = startingPoint(bookable, request, true);
      const action = paths.bookSeries({ run: bookable.seen.evaluated.run.id });
      return page({ place: 'cases', content: form(request, bookable, typed, [], { action, inSeries: true }) });
    },
  }),
  post({
    path: paths.bookSeries,
    may: 'entry:record',
    audit: 'meeting.series.book',
    handle: async (request) => {
      const bookable = await seeToBook(request);
      const typed = typedFrom(request.form);
      const key = keyIn(typed);
      if (!bookable || !key) return notFound;
      const { run } = bookable.seen.evaluated;
      const action = paths.bookSeries({ run: run.id });
      const errors: FieldError[] = [];
      const asked = await readMeeting(request, bookable, typed, errors, { inSeries: true });
      if (!asked?.series)
        return invalid({
          place: 'cases',
          content: form(request, bookable, typed, errors, { action, inSeries: true }),
        });
      const days = seriesDays(asked.day, asked.series.every, asked.series.last);
      // First the days are shown; what is booked is what was seen.
      if (first(typed, fields.intent) !== bookAll)
        return page({
          place: 'cases',
          content: form(request, bookable, typed, [], { action, inSeries: true, days }),
        });
      const { plan } = asked;
      const booked = await book(request, { run: run.id, plan, days: days.map(({ day }) => day), series: true, key });
      if (booked.outcome !== 'booked') return notFound;
      return redirect(afterSeries(bookable.seen, booked.meetings));
    },
  }),
  get({
    path: paths.meeting,
    may: 'run:read',
    audit: 'meeting.read',
    handle: async (request) => {
      const found = await findMeeting(request);
      return found ? page({ place: 'cases', content: await showMeeting(request, found) }) : notFound;
    },
  }),
  get({
    path: paths.meetingFile,
    may: 'run:read',
    audit: 'meeting.file',
    handle: async (request) => {
      const found = await findMeeting(request);
      if (!found) return notFound;
      const { seen, meeting } = found;
      const shut = seen.evaluated.run.person.protection !== undefined;
      const text = invitationText(
        {
          ...meeting,
          title: meetingTitle(seen.voice, meeting.kind),
          href: `${request.origin}${paths.meeting({ run: seen.evaluated.run.id, meeting: meeting.id })}`,
          ...(shut ? { place: '', link: '' } : {}),
        },
        request.now,
      );
      return file('mote.ics', `text/calendar; charset=utf-8; method=${meeting.cancelled ? 'CANCEL' : 'REQUEST'}`, text);
    },
  }),
  get({
    path: paths.changeMeeting,
    may: 'entry:record',
    audit: 'meeting.change.form',
    handle: async (request) => (await toChange(request)) ?? notFound,
  }),
  post({
    path: paths.changeMeeting,
    may: 'entry:record',
    audit: 'meeting.change',
    handle: async (request) => {
      const [bookable, found] = [await seeToBook(request), await findMeeting(request)];
      if (!bookable || !found) return notFound;
      const { meeting } = found;
      const typed = typedFrom(request.form);
      const errors: FieldError[] = [];
      const asked = await readMeeting(request, bookable, typed, errors, { before: meeting });
      const at = { run: bookable.seen.evaluated.run.id, meeting: meeting.id };
      const again = (seen: Typed): Answer =>
        invalid({
          place: 'cases',
          content: form(request, bookable, seen, errors, {
            action: paths.changeMeeting(at),
            cancelHref: paths.meeting(at),
            change: true,
          }),
        });
      if (!asked) return again(typed);
      const changed = await changeMeeting(request, { ...at, seen: seenIn(typed) }, asked.day, asked.plan);
      if (changed.outcome === 'not-found') return notFound;
      if (changed.outcome === 'changed') return redirect(paths.meeting(at));
      const { problems } = meetingMessages[request.actor.language];
      const gone = changed.theirs.cancelled;
      errors.push({ field: fields.day, message: gone ? problems.alreadyCancelled : problems.overtaken });
      return again({ ...typed, [hidden.seen]: [String(changed.theirs.version)] });
    },
  }),
  post({
    path: paths.cancelMeeting,
    may: 'entry:record',
    audit: 'meeting.cancel',
    handle: async (request) => {
      const found = await findMeeting(request);
      if (!found || found.seen.role === undefined) return notFound;
      const typed = typedFrom(request.form);
      const at = { run: found.seen.evaluated.run.id, meeting: found.meeting.id };
      const rest = first(typed, fields.which) === withThoseAfter;
      const { outcome } = await cancelMeeting(request, { ...at, seen: seenIn(typed) }, rest);
      if (outcome === 'not-found') return notFound;
      if (outcome === 'changed') return redirect(paths.meeting(at));
      const { problems } = meetingMessages[request.actor.language];
      return invalid({ place: 'cases', content: await showMeeting(request, found, problems.overtakenCancel) });
    },
  }),
];

const here = ({ parameters }: Asking): string => paths.bookMeeting({ run: parameters.run });

async function toChange(request: Get<'/pagaende/:run/moten/:meeting'>): Promise<Answer | undefined> {
  const [bookable, found] = [await seeToBook(request), await findMeeting(request)];
  if (!bookable || !found || found.meeting.cancelled) return undefined;
  const at = { run: bookable.seen.evaluated.run.id, meeting: found.meeting.id };
  return page({
    place: 'cases',
    content: form(request, bookable, toTyped(found.meeting), [], {
      action: paths.changeMeeting(at),
      cancelHref: paths.meeting(at),
      change: true,
    }),
  });
}

/** To what the routine asks to be told of, filled in with the days; otherwise to the run. */
function afterSeries({ voice, role, evaluated: { run } }: Seen, [made]: readonly Meeting[]): string {
  const kind = bookedKind(voice.definition);
  if (made === undefined || kind === undefined || role === undefined || !mayRecord(voice.definition, role, { kind }))
    return paths.meetings({ run: run.id });
  return paths.record({ run: run.id, kind }, { mote: made.id });
}
