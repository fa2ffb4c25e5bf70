import { addMonths, isLocalDate, type LocalDate } from '../../kernel/date.ts';
import type { CaseId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { first, type Typed } from '../../platform/typed.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { type Meeting, type MeetingPlan, type Rhythm, rhythms } from '../meetings.ts';
import { meetingMessages } from '../messages/meetings.ts';
import { actsAs } from '../parties.ts';
import { type AssignedPerson, findCase, peopleOf } from '../store/cases.ts';
import { meetingFields as fields } from '../views/meetings.tsx';
import { kindChoices } from './meeting-words.ts';
import type { Seen } from './run-view.ts';
import { seeRun } from './see-run.ts';

type Asking = Scope & Readonly<{ parameters: Readonly<{ run: string }> }>;

/** A run and who works in it now: whom one can invite. */
export type Bookable = Readonly<{ seen: Seen; people: readonly AssignedPerson[] }>;

/** A run that an address names, for who works in it: everybody else reads. */
export async function seeToBook(request: Asking): Promise<Bookable | undefined> {
  const seen = await seeRun(request, request.parameters.run, ['meetings']);
  if (!seen || seen.role === undefined || seen.evaluated.run.endedOn !== undefined) return undefined;
  const people = await peopleOf(request, seen.evaluated.run);
  const now = people.filter(({ from, to }) => from <= request.today && (to === undefined || to >= request.today));
  return { seen, people: [...new Map(now.map((person) => [person.account, person])).values()] };
}

/** The routine's parties that nobody in the run works for. */
export const partiesWithout = ({ seen: { voice }, people }: Bookable): readonly string[] =>
  Object.keys(voice.definition.parties).filter(
    (party) => !people.some(({ role }) => actsAs(voice.definition, role, party)),
  );

type SeriesTyped = Readonly<{ every: Rhythm; last: LocalDate }>;
export type ReadMeeting = Readonly<{ day: LocalDate; plan: MeetingPlan; series?: SeriesTyped }>;

/** A time as people write it: 9.30 and 09:30 are the same. */
function timeOf(text: string): string | undefined {
  const parts = /^([01]?\d|2[0-3])[.:]([0-5]\d)$/.exec(text);
  return parts ? `${parts[1]?.padStart(2, '0')}:${parts[2]}` : undefined;
}

/** What was typed, or what is wrong with it. `before` is the meeting that is changed: its day may be past. */
export async function readMeeting(
  request: Scope,
  bookable: Bookable,
  typed: Typed,
  errors: FieldError[],
  { before, inSeries = false }: Readonly<{ before?: Meeting; inSeries?: boolean }> = {},
): Promise<ReadMeeting | undefined> {
  const { seen, people } = bookable;
  const { problems } = meetingMessages[seen.voice.language];
  const wrong = (field: keyof typeof fields, problem: keyof typeof problems): void =>
    void errors.push({ field: fields[field], message: problems[problem] });
  const kinds = kindChoices(seen.voice, inSeries).flatMap(({ choices }) => choices.map(({ value }) => value));
  const kind = kinds.find((known) => known === first(typed, fields.kind));
  if (kind === undefined) wrong('kind', 'kind');
  const every = rhythms.find((known) => known === first(typed, fields.rhythm));
  if (inSeries && every === undefined) wrong('rhythm', 'rhythm');
  const day = first(typed, fields.day);
  if (!isLocalDate(day)) wrong('day', 'day');
  else if (day < request.today && day !== before?.day) wrong('day', 'dayPast');
  const last = first(typed, fields.last);
  const isLast = isLocalDate(last) && isLocalDate(day) && last > day && last <= addMonths(day, 12);
  if (inSeries && isLocalDate(day) && !isLast) wrong('last', 'last');
  const [starts, ends] = [timeOf(first(typed, fields.starts)), timeOf(first(typed, fields.ends))];
  if (starts === undefined) wrong('starts', 'starts');
  if (ends === undefined) wrong('ends', 'ends');
  if (starts !== undefined && ends !== undefined && ends <= starts) wrong('ends', 'endsFirst');
  const [place, link] = [first(typed, fields.place), first(typed, fields.link)];
  if (place === '' && link === '') wrong('place', 'where');
  if (place.length > 200) wrong('place', 'placeLong');
  else if (await namesWhom(request, seen, place)) wrong('place', 'placeNames');
  if (link !== '' && !(URL.canParse(link) && link.startsWith('https://') && link.length <= 500)) wrong('link', 'link');
  // Who has left the run since they were invited can be taken off, and is not added anew.
  const invited = [...new Set(typed[fields.invited] ?? [])].flatMap(
    (chosen) =>
      people.find(({ account }) => account === chosen)?.account ??
      before?.invited.find((account) => account === chosen) ??
      [],
  );
  const parties = partiesWithout(bookable).filter((party) => (typed[fields.parties] ?? []).includes(party));
  if (invited.length + parties.length === 0) wrong('invited', 'nobody');
  if (kind === undefined || !isLocalDate(day) || starts === undefined || ends === undefined || errors.length > 0)
    return undefined;
  return {
    day,
    plan: { kind, starts, ends, place, link, invited, parties },
    ...(inSeries && every !== undefined && isLocalDate(last) ? { series: { every, last } } : {}),
  };
}

/** A place goes out with the invitation. */
async function namesWhom(scope: Scope, { evaluated: { run } }: Seen, place: string): Promise<boolean> {
  const { person } = (await findCase(scope, run.caseId as CaseId)) ?? run;
  return person.mentionsIn(place).length > 0;
}
