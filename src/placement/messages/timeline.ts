import type { Language, Text } from '../../kernel/text.ts';
import { writtenDate } from '../../kernel/words.ts';
import { isLocalDate } from '../../kernel/date.ts';
import { localDateOf, timeOfDayOf } from '../../kernel/stockholm.ts';
import type { Reason, ReasonKind } from '../store/desks.ts';
import type { TimelineEvent } from '../store/requests.ts';

/** What happened to a request, as its timeline says it to both sides: a heading, and what somebody wrote. */
export type Happened = Readonly<{ title: string; text: string }>;

const date = (text: string | null | undefined, language: Language): string =>
  typeof text === 'string' && isLocalDate(text) ? writtenDate(text, language) : '';
const moment = (instant: string, language: Language): string => {
  const at = new Date(instant);
  return `${writtenDate(localDateOf(at), language)} ${timeOfDayOf(at)}`;
};

/** The event of a kind, also where several kinds are told of alike. */
type EventOf<Kind, Event = TimelineEvent> = Event extends { kind: infer Its }
  ? Kind extends Its
    ? Event
    : never
  : never;
type Words = Readonly<{ [Kind in TimelineEvent['kind']]: (event: EventOf<Kind>) => Happened | string }>;

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
/** What the requester did that ended a proposal. */
const endedBy: Readonly<Record<string, Text>> = {
  changed: { sv: 'Förfrågan ändrades.', en: 'The request was changed.' },
  paused: { sv: 'Förfrågan pausades.', en: 'The request was paused.' },
  withdrawn: { sv: 'Förfrågan togs tillbaka.', en: 'The request was withdrawn.' },
  outcome: { sv: 'Återkopplingen kom.', en: 'The outcome was reported.' },
};
/** Why a proposal no longer holds: in words where it is what the requester did, and else as somebody wrote it. */
export const whyOver = (why: string, language: Language): string => endedBy[why]?.[language] ?? why;
const lapsedWords = {
  sv: { lapsed: 'Ingen svarade i tid.', cancelled: 'Frågan drogs tillbaka.' },
  en: { lapsed: 'Nobody answered in time.', cancelled: 'The inquiry was taken back.' },
} as const;
const whyEnded = (why: string, language: Language): string =>
  why === 'lapsed' || why === 'cancelled' ? lapsedWords[language][why] : why;

const sv: Words = {
  submitted: () => 'Förfrågan skickades',
  changed: ({ revision, reason }) => ({ title: `Förfrågan ändrades till version ${revision}`, text: reason }),
  paused: ({ reason }) => ({ title: 'Förfrågan pausades', text: reason }),
  reopened: ({ reason }) => ({ title: 'Förfrågan återupptogs', text: reason }),
  withdrawn: ({ reason, text }) => ({ title: `Förfrågan togs tillbaka: ${reason}`, text }),
  message: ({ text }) => ({ title: 'Meddelande', text }),
  assigned: ({ toName }) => `Fördelningsregeln gav förfrågan till ${toName}`,
  'taken-over': ({ toName, reason }) => ({ title: `${toName} tog över förfrågan`, text: reason }),
  'handed-over': ({ toName, reason }) => ({ title: `Förfrågan lämnades över till ${toName}`, text: reason }),
  matched: ({ candidates, excluded }) =>
    `Matchad mot registret: ${count(candidates, 'boende passar', 'boenden passar')}, ${excluded} passar inte`,
  recommended: ({ count: offers }) => `${count(offers, 'förslag', 'förslag')} lämnades`,
  answered: ({ answer, reason, text }) => ({
    title: {
      accepted: 'Förslaget accepterades',
      declined: reason === '' ? 'Förslagen avböjdes' : `Förslagen avböjdes: ${reason}`,
      more: 'Fler förslag begärdes',
    }[answer],
    text,
  }),
  lapsed: ({ why }) => ({ title: 'Förslaget gäller inte längre', text: whyOver(why, 'sv') }),
  inquired: ({ unitName }) => `${unitName} fick en fråga om en plats`,
  'inquiry-answered': ({ unitName, answer, from, text }) => ({
    title: {
      yes: `${unitName} svarade ja`,
      later: `${unitName} svarade: plats från ${date(from, 'sv')}`,
      no: `${unitName} svarade nej`,
    }[answer],
    text: text ?? '',
  }),
  'inquiry-ended': ({ unitName, why }) => ({
    title: `Frågan till ${unitName} gäller inte längre`,
    text: whyEnded(why, 'sv'),
  }),
  'award-begun': () => 'En direktupphandling påbörjades',
  'award-decided': () => 'En direktupphandling beslutades',
  outcome: ({ placed, reason }) => ({
    title: placed ? 'Återkoppling: det blev en placering' : 'Återkoppling: det blev ingen placering',
    text: reason,
  }),
  'stay-ended': ({ planned, reason }) => ({
    title: planned ? 'Placeringen avslutades som planerat' : 'Placeringen avslutades oplanerat',
    text: reason,
  }),
  'followed-up': ({ months, result }) => ({
    title: `Placeringen följdes upp efter ${count(months, 'månad', 'månader')}`,
    text: {
      held: 'Personen bor kvar.',
      moved: 'Personen har flyttat vidare som planerat.',
      discharged: 'Personen har skrivits ut oplanerat.',
    }[result],
  }),
  held: ({ unitName, until }) => `En plats på ${unitName} är reserverad till ${moment(until, 'sv')}`,
  note: ({ text }) => ({ title: 'Anteckning', text }),
};

const en: Words = {
  submitted: () => 'The request was sent',
  changed: ({ revision, reason }) => ({ title: `The request was changed, to version ${revision}`, text: reason }),
  paused: ({ reason }) => ({ title: 'The request was paused', text: reason }),
  reopened: ({ reason }) => ({ title: 'The request was taken up again', text: reason }),
  withdrawn: ({ reason, text }) => ({ title: `The request was withdrawn: ${reason}`, text }),
  message: ({ text }) => ({ title: 'Message', text }),
  assigned: ({ toName }) => `The rule of assignment gave the request to ${toName}`,
  'taken-over': ({ toName, reason }) => ({ title: `${toName} took the request over`, text: reason }),
  'handed-over': ({ toName, reason }) => ({ title: `The request was handed over to ${toName}`, text: reason }),
  matched: ({ candidates, excluded }) =>
    `Matched with the register: ${count(candidates, 'fits', 'fit')}, ${excluded} ${excluded === 1 ? 'does' : 'do'} not`,
  recommended: ({ count: offers }) => `${count(offers, 'recommendation was', 'recommendations were')} given`,
  answered: ({ answer, reason, text }) => ({
    title: {
      accepted: 'The recommendation was accepted',
      declined: reason === '' ? 'The recommendations were declined' : `The recommendations were declined: ${reason}`,
      more: 'More recommendations were asked for',
    }[answer],
    text,
  }),
  lapsed: ({ why }) => ({ title: 'The recommendation no longer holds', text: whyOver(why, 'en') }),
  inquired: ({ unitName }) => `${unitName} was asked about a place`,
  'inquiry-answered': ({ unitName, answer, from, text }) => ({
    title: {
      yes: `${unitName} answered yes`,
      later: `${unitName} answered: a place from ${date(from, 'en')}`,
      no: `${unitName} answered no`,
    }[answer],
    text: text ?? '',
  }),
  'inquiry-ended': ({ unitName, why }) => ({
    title: `The inquiry to ${unitName} no longer holds`,
    text: whyEnded(why, 'en'),
  }),
  'award-begun': () => 'A direct award was begun',
  'award-decided': () => 'A direct award was decided',
  outcome: ({ placed, reason }) => ({
    title: placed ? 'Outcome: a placement came about' : 'Outcome: no placement came about',
    text: reason,
  }),
  'stay-ended': ({ planned, reason }) => ({
    title: planned ? 'The placement ended as planned' : 'The placement ended unplanned',
    text: reason,
  }),
  'followed-up': ({ months, result }) => ({
    title: `The placement was followed up after ${count(months, 'month', 'months')}`,
    text: {
      held: 'The person still lives there.',
      moved: 'The person has moved on as planned.',
      discharged: 'The person was discharged unplanned.',
    }[result],
  }),
  held: ({ unitName, until }) => `A place at ${unitName} is held until ${moment(until, 'en')}`,
  note: ({ text }) => ({ title: 'Note', text }),
};

export const timelineWords = { sv, en };

/** The kinds whose reason is one of the municipality's list. */
const listed: Partial<Record<TimelineEvent['kind'], ReasonKind>> = {
  answered: 'decline',
  withdrawn: 'withdraw',
  outcome: 'none',
  'stay-ended': 'ended',
};

/** With the name of its reason where it is one of the municipality's list (`allReasons`). */
function withReason(event: TimelineEvent, reasons: ReadonlyMap<string, Reason>, language: Language): TimelineEvent {
  const kind = listed[event.kind];
  if (kind === undefined || !('reason' in event)) return event;
  const name = reasons.get(`${kind}:${event.reason}`)?.name[language];
  return name === undefined ? event : { ...event, reason: name };
}

/** An event of the timeline in words. */
export function happened(
  event: TimelineEvent,
  language: Language,
  reasons: ReadonlyMap<string, Reason> = new Map(),
): Happened {
  // Of one kind its own words take its own event.
  const say = timelineWords[language][event.kind] as unknown as (event: TimelineEvent) => Happened | string;
  const said = say(withReason(event, reasons, language));
  return typeof said === 'string' ? { title: said, text: '' } : said;
}
