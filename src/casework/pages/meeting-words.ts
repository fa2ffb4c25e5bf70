import { type Meeting, isFollowUp, meetingKinds, type OwnKind, ownKinds, seriesKinds } from '../meetings.ts';
import { meetingMessages } from '../messages/meetings.ts';
import { paths } from '../paths.ts';
import type { ComingMeeting } from '../store/meetings.ts';
import type { Choice } from '../../ui/form-frame.ts';
import type { MeetingLine } from '../views/meetings.tsx';
import type { Seen } from './run-view.ts';
import type { Voice } from './wording.ts';

/** What kind of meeting it is, for those who see the run. */
export const kindName = ({ definition, language }: Voice, kind: string): string =>
  Object.hasOwn(definition.entryKinds, kind)
    ? (definition.entryKinds[kind]?.name[language] ?? kind)
    : (meetingMessages[language].kinds[kind as OwnKind] ?? kind);

/** What a calendar outside says: nothing of what is met about, and a follow-up is one whatever it is of. */
export const meetingTitle = ({ definition, language }: Voice, kind: string): string => {
  const titles = meetingMessages[language].feedTitles;
  return isFollowUp(definition, kind) ? titles.followUp : titles.meeting;
};

/** The routine's own kinds first; a series is of what comes again and again. */
export function kindChoices(
  voice: Voice,
  inSeries: boolean,
): readonly Readonly<{ label: string; choices: readonly Choice[] }>[] {
  const m = meetingMessages[voice.language];
  const choice = (value: string): Choice => ({ value, label: kindName(voice, value) });
  const groups = [
    { label: m.routineKinds, choices: (inSeries ? seriesKinds : meetingKinds)(voice.definition).map(choice) },
    { label: m.ownKinds, choices: ownKinds.map(choice) },
  ];
  return groups.filter(({ choices }) => choices.length > 0);
}

const where = ({ place, link }: Pick<Meeting, 'place' | 'link'>, language: Voice['language']): string =>
  place === '' && link !== '' ? meetingMessages[language].link : place;

const timeOf = ({ starts, ends }: Pick<Meeting, 'starts' | 'ends'>): string => `${starts}–${ends}`;

export const meetingLine = (meeting: Meeting, voice: Voice): MeetingLine => ({
  key: meeting.id,
  href: paths.meeting({ run: meeting.run, meeting: meeting.id }),
  day: meeting.day,
  time: timeOf(meeting),
  what: kindName(voice, meeting.kind),
  where: where(meeting, voice.language),
  cancelled: meeting.cancelled,
});

/** Those to come, the next first, and the rest, the latest first. */
export function comingFirst(
  meetings: readonly Meeting[],
  { voice, today }: Seen,
): Readonly<{ coming: readonly MeetingLine[]; earlier: readonly MeetingLine[] }> {
  const comes = (meeting: Meeting): boolean => meeting.day >= today && !meeting.cancelled;
  return {
    coming: meetings.filter(comes).map((meeting) => meetingLine(meeting, voice)),
    earlier: meetings
      .filter((meeting) => !comes(meeting))
      .toReversed()
      .map((meeting) => meetingLine(meeting, voice)),
  };
}

/** A meeting in somebody's day: of which run, and for whom when it is a colleague's who is away. */
export const dayLine = (meeting: ComingMeeting, voice: Voice, standIn?: string): MeetingLine => ({
  key: `${meeting.id} ${standIn ?? ''}`,
  href: paths.meeting({ run: meeting.run, meeting: meeting.id }),
  day: meeting.day,
  time: timeOf(meeting),
  what: kindName(voice, meeting.kind),
  where: where(meeting, voice.language),
  run: { number: meeting.caseNumber, name: meeting.person.name('list', voice.language) },
  standIn,
});
