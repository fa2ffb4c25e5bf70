import { describe, expect, test } from 'vitest';
import { localDateFrom } from '../kernel/date.ts';
import { instantAt } from '../kernel/stockholm.ts';
import { feedText, invitationText } from './ics.ts';
import { bookedKind, isFollowUp, meetingKinds, type Rhythm, rhythmAsked, seriesDays, seriesKinds } from './meetings.ts';
import { openLibrary } from '../routine/index.ts';

const day = localDateFrom;
const definitionOf = (routine: string, version: string) => {
  const found = openLibrary().find(routine, version)?.definition;
  if (!found) throw new Error(`${routine}@${version} is not in the library`);
  return found;
};

describe('the days of a series', () => {
  const days = (first: string, every: Rhythm, last: string): readonly string[] =>
    seriesDays(day(first), every, day(last)).map(({ day: on, movedFrom }) =>
      movedFrom === undefined ? on : `${on} (${movedFrom})`,
    );
  test.for<readonly [sentence: string, first: string, every: Rhythm, last: string, expected: readonly string[]]>([
    [
      'every week until the last day, that day too',
      '2026-10-20',
      'P1W',
      '2026-11-03',
      ['2026-10-20', '2026-10-27', '2026-11-03'],
    ],
    ['every other week', '2026-10-20', 'P2W', '2026-11-10', ['2026-10-20', '2026-11-03']],
    [
      'a public holiday is moved to the next working day, over a weekend if need be',
      '2026-12-18',
      'P1W',
      '2027-01-08',
      ['2026-12-18', '2026-12-28 (2026-12-25)', '2027-01-04 (2027-01-01)', '2027-01-08'],
    ],
    ['the eve of a holiday is a day off', '2026-12-17', 'P1W', '2026-12-24', ['2026-12-17', '2026-12-28 (2026-12-24)']],
    ['a first day that is a Sunday is moved, too', '2026-10-18', 'P1W', '2026-10-18', ['2026-10-19 (2026-10-18)']],
    [
      'once a month, on the weekday of the same number',
      '2026-10-20',
      'P1M',
      '2027-01-31',
      ['2026-10-20', '2026-11-17', '2026-12-15', '2027-01-19'],
    ],
    [
      'the fifth weekday is the last one where there is no fifth',
      '2026-10-29',
      'P1M',
      '2026-12-31',
      ['2026-10-29', '2026-11-26', '2027-01-04 (2026-12-31)'],
    ],
    ['over the end of a year', '2026-12-01', 'P1M', '2027-02-02', ['2026-12-01', '2027-01-05', '2027-02-02']],
  ])('%s', ([, first, every, last, expected]) => {
    expect(days(first, every, last)).toEqual(expected);
  });

  test('a year of weeks is the most there can be', () => {
    expect(seriesDays(day('2026-10-20'), 'P1W', day('2027-10-20'))).toHaveLength(53);
    expect(seriesDays(day('2026-10-20'), 'P1W', day('2036-10-20'))).toHaveLength(55);
  });
});

test('a routine says which meetings there are, which come again, how often, and what it wants to be told of', () => {
  const discharge = definitionOf('repeated-discharge', '2025');
  expect(meetingKinds(discharge)).toEqual([
    'planning-meeting',
    'information-meeting',
    'start-meeting',
    'follow-up',
    'sip-meeting',
  ]);
  expect(seriesKinds(discharge)).toEqual(['follow-up']);
  expect(isFollowUp(discharge, 'planning-meeting')).toBe(false);
  expect(isFollowUp(discharge, 'own.other')).toBe(false);
  expect(rhythmAsked(discharge, 'follow-up')).toBe('P1W');
  expect(rhythmAsked(discharge, 'start-meeting')).toBeUndefined();
  expect(bookedKind(discharge)).toBe('follow-ups-booked');
  expect(bookedKind(definitionOf('insluss', '2024'))).toBeUndefined();
});

test.for([
  ['in summer', '2026-07-01', '09:30', '2026-07-01T07:30:00.000Z'],
  ['in winter', '2026-12-01', '09:30', '2026-12-01T08:30:00.000Z'],
  ['just after midnight', '2026-07-01', '00:15', '2026-06-30T22:15:00.000Z'],
  ['the hour that the clock skips is an hour later', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
  ['of the hour that comes twice, the first', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
  ['the morning after the clock is set back', '2026-10-25', '09:00', '2026-10-25T08:00:00.000Z'],
] as const)('a time of the clock in Stockholm is one instant: %s', ([, on, time, expected]) => {
  expect(instantAt(day(on), time).toISOString()).toBe(expected);
});

/** Reads a calendar file back: unfolded, unescaped, an object of properties for each event. */
function parse(
  text: string,
): Readonly<{ calendar: Record<string, string>; events: readonly Record<string, string>[] }> {
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  const calendar: Record<string, string> = {};
  const events: Record<string, string>[] = [];
  for (const line of lines) {
    const [, name = '', value = ''] = /^([^:;]+)(?:;[^:]*)?:(.*)$/.exec(line) ?? [];
    if (name === 'BEGIN' && value === 'VEVENT') events.push({});
    else (events.at(-1) ?? calendar)[name] = value.replaceAll(/\\([,;\\])/g, '$1');
  }
  return { calendar, events };
}

const now = new Date('2026-10-14T10:00:00Z');
const meeting = {
  id: '0a000000-0000-4000-8000-000000000001',
  day: day('2026-10-26'),
  starts: '09:30',
  ends: '10:15',
  version: 3,
  title: 'Uppföljning',
  href: 'https://hemvist.example/pagaende/x',
};

test('a feed tells times and titles, days as whole days, and nothing else', () => {
  const { calendar, events } = parse(
    feedText(
      'Hemvist',
      [meeting],
      [
        {
          id: 'due-2026-10-27',
          day: day('2026-10-27'),
          title: 'Något ska vara gjort i dag',
          href: 'https://hemvist.example/min-dag',
        },
      ],
      now,
    ),
  );
  expect(calendar).toMatchObject({ VERSION: '2.0', METHOD: 'PUBLISH', 'X-WR-CALNAME': 'Hemvist' });
  expect(events[0]).toEqual({
    UID: `${meeting.id}@hemvist`,
    SEQUENCE: '2',
    DTSTAMP: '20261014T100000Z',
    DTSTART: '20261026T083000Z',
    DTEND: '20261026T091500Z',
    SUMMARY: 'Uppföljning',
    URL: meeting.href,
    END: 'VEVENT',
  });
  expect(events[1]).toMatchObject({
    DTSTART: '20261027',
    SUMMARY: 'Något ska vara gjort i dag',
    TRANSP: 'TRANSPARENT',
  });
  expect(Object.keys(events[1] ?? {})).not.toContain('DTEND');
});

test('an invitation and its cancellation are of the same meeting, one after the other, and invite nobody by name', () => {
  const asked = {
    ...meeting,
    place: 'Mötesrum 2; ring, när ni är här',
    link: 'https://video.example/rum',
    cancelled: false,
  };
  const invited = parse(invitationText(asked, now));
  const cancelled = parse(invitationText({ ...asked, cancelled: true, version: 4, place: '', link: '' }, now));
  expect([invited.calendar['METHOD'], cancelled.calendar['METHOD']]).toEqual(['REQUEST', 'CANCEL']);
  expect(invited.events[0]).toMatchObject({
    UID: `${meeting.id}@hemvist`,
    SEQUENCE: '2',
    STATUS: 'CONFIRMED',
    LOCATION: 'Mötesrum 2; ring, när ni är här',
    DESCRIPTION: 'https://video.example/rum',
    ORGANIZER: 'mailto:hemvist@hemvist.invalid',
  });
  expect(cancelled.events[0]).toMatchObject({ UID: `${meeting.id}@hemvist`, SEQUENCE: '3', STATUS: 'CANCELLED' });
  expect(cancelled.events[0]).not.toHaveProperty('LOCATION');
});
