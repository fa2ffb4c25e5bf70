import ical, { ICalAttendeeRole, ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { LocalDate } from '../kernel/date.ts';
import { instantAt } from '../kernel/stockholm.ts';

// Calendar files (RFC 5545). Each meeting stands for itself at an instant in UTC: a file without a rule of repetition needs no zone.

type Timed = Readonly<{ id: string; day: LocalDate; starts: string; ends: string; version: number }>;

/** A meeting as it is told outside: the title says nothing of whom or what it is about. */
export type CalendarMeeting = Timed & Readonly<{ title: string; href: string }>;
/** A day on which something has its last day. */
export type CalendarDay = Readonly<{ id: string; day: LocalDate; title: string; href: string }>;

const prodId = { company: 'Hemvist', product: 'Hemvist', language: 'SV' };
const uid = (id: string): string => `${id}@hemvist`;

const event = ({ id, day, starts, ends, version }: Timed, now: Date) => ({
  id: uid(id),
  stamp: now,
  start: instantAt(day, starts),
  end: instantAt(day, ends),
  sequence: version - 1,
});

/** What somebody's calendar fetches: their meetings, and the days on which something of theirs has its last day. */
export function feedText(
  name: string,
  meetings: readonly CalendarMeeting[],
  days: readonly CalendarDay[],
  now: Date,
): string {
  const calendar = ical({ name, prodId, method: ICalCalendarMethod.PUBLISH, ttl: 3600 });
  for (const meeting of meetings)
    calendar.createEvent({ ...event(meeting, now), summary: meeting.title, url: meeting.href });
  for (const { id, day, title, href } of days)
    calendar.createEvent({
      id: uid(id),
      stamp: now,
      start: new Date(`${day}T00:00:00Z`),
      allDay: true,
      summary: title,
      url: href,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  return calendar.toString();
}

// An invitation has somebody who asks and somebody who is asked (RFC 5546). Here they have no names and no address that mail gets to.
const organizer = { name: 'Hemvist', email: 'hemvist@hemvist.invalid' };
const attendee = { email: 'inbjuden@hemvist.invalid', role: ICalAttendeeRole.REQ };

/** A meeting to send to who is invited, or its cancellation: the same meeting has the same name in both, and a higher number each time. */
export function invitationText(
  meeting: CalendarMeeting & Readonly<{ cancelled: boolean; place: string; link: string }>,
  now: Date,
): string {
  const { title, href, place, link, cancelled } = meeting;
  const calendar = ical({ prodId, method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST });
  calendar.createEvent({
    ...event(meeting, now),
    summary: title,
    url: href,
    organizer,
    attendees: [attendee],
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(place === '' ? {} : { location: place }),
    ...(link === '' ? {} : { description: link }),
  });
  return calendar.toString();
}
