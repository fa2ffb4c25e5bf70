import type { CaseId } from '../../kernel/ids.ts';
import type { LocalDate } from '../../kernel/date.ts';
import type { Language } from '../../kernel/text.ts';
import type { Scope } from '../../platform/door.ts';
import { secrecyMessages } from '../../secrecy/index.ts';
import { happeningMessages } from '../messages/happenings.ts';
import { protectionMessages } from '../messages/protection.ts';
import { takenOnMessages } from '../messages/taken-on.ts';
import { paths } from '../paths.ts';
import { inSentence, listed } from '../../kernel/words.ts';
import { obligationTitle, type RoutineDefinition } from '../../routine/index.ts';
import type { RunRecord } from '../entry.ts';
import { moveMessages } from '../messages/moves.ts';
import { routineLibrary } from '../routines.ts';
import { meetingMessages } from '../messages/meetings.ts';
import { type Happening, happeningsOf, type ToldEvent } from '../store/happenings.ts';
import type { HappeningView, Link } from '../views/index.ts';
import { kindName } from './meeting-words.ts';
import type { Seen } from './run-view.ts';
import { type Voice, writtenDate } from './wording.ts';

/** What has been handed over, planned together and protected, as far as the actor may see it. */
export async function happeningViews(
  scope: Scope,
  { evaluated: { run }, voice }: Seen,
  seesCase: boolean,
): Promise<readonly HappeningView[]> {
  const { language } = voice;
  const library = await routineLibrary(scope);
  const happenings = await happeningsOf(scope, { caseId: run.caseId as CaseId, run: run.id });
  return happenings.flatMap((happening) => {
    const said = inWords(happening, voice, (version) => library.find(run.routine, version)?.definition);
    return said === undefined
      ? []
      : [
          {
            key: happening.id,
            on: happening.on,
            title: said.title,
            written: said.written,
            more: [...(said.more ?? []), ...groundOf(happening, language), ...byWhom(happening, language)],
            link: linkOf(happening, run, seesCase, language),
          },
        ];
  });
}

type Said = Readonly<{ title: string; written?: string; more?: readonly string[] }>;

type OfMeetings = Extract<
  ToldEvent,
  { kind: 'meetings-booked' | 'meeting-changed' | 'meetings-cancelled' | 'handover-written' }
>;

/** What has happened to meetings, by the routine's names for them, and what has been handed over. */
function meetingInWords(event: OfMeetings, whom: string, voice: Voice): Said {
  const { language } = voice;
  const m = meetingMessages[language].happened;
  const at = (day: string, starts?: string): string =>
    starts === undefined
      ? writtenDate(day as LocalDate, language)
      : `${writtenDate(day as LocalDate, language)} ${starts}`;
  switch (event.kind) {
    case 'meetings-booked': {
      const what = kindName(voice, event.terms.kind);
      const [only, ...others] = event.meetings;
      return others.length === 0
        ? { title: m.booked(what, at(only?.day ?? '', event.terms.starts)) }
        : {
            title: m.bookedSeries(event.meetings.length, what),
            more: [m.days(event.meetings.map(({ day }) => at(day)).join(', '))],
          };
    }
    case 'meeting-changed':
      return {
        title: m.changed(kindName(voice, event.terms.kind), at(event.day, event.terms.starts)),
        more: [m.wasAt(at(event.before.day, event.before.starts))],
      };
    case 'meetings-cancelled': {
      const [only, ...others] = event.meetings;
      return others.length === 0
        ? { title: m.cancelled(at(only?.day ?? '')) }
        : {
            title: m.cancelledSeries(event.meetings.length),
            more: [m.days(event.meetings.map(({ day }) => at(day)).join(', '))],
          };
    }
    case 'handover-written':
      return event.body === ''
        ? { title: m.handoverBack(whom) }
        : { title: m.handover(whom, at(event.to)), written: event.body };
  }
}

/** Undefined for what nobody needs to be told: what has been asked for, and what is hidden from whom. */
function inWords(
  { event, by, whom = '', plan = '' }: Happening,
  voice: Voice,
  version: (name: string) => RoutineDefinition | undefined,
): Said | undefined {
  const { language, definition } = voice;
  const m = happeningMessages[language];
  switch (event.kind) {
    case 'run-moved':
      return movedInWords(event, language, version);
    case 'run-move-declined':
      return { title: moveMessages[language].happened.declined(event.to, event.from), written: event.reason };
    case 'disclosed': {
      const names: Readonly<Record<string, string>> = secrecyMessages[language].parts;
      const parts = event.parts.map((part) => (names[part] ?? part).toLowerCase());
      return { title: m.disclosed(event.to), more: [m.disclosedWhat(parts.join(', '))] };
    }
    case 'disclosure-opened':
      return { title: m.opened(by) };
    case 'disclosure-sent':
      return event.change === 'delivered'
        ? { title: m.delivered(event.to) }
        : { title: m.stopped(event.to), more: [m.stoppedWhy] };
    case 'shared-plan-changed':
      switch (event.change) {
        case 'made':
          return { title: m.planMade(plan) };
        case 'ended':
          return { title: m.planEnded(plan) };
        case 'party-invited':
          return { title: m.invited(whom, plan) };
        case 'party-ended':
          return { title: m.left(whom, plan) };
      }
    case 'shared-plan-step-changed':
      return event.change === 'shown-or-hidden'
        ? undefined
        : { title: m.steps[event.change](plan), written: event.what };
    case 'protection-registered':
      return { title: m.protectionRegistered, more: [`${protectionMessages[language].grades[event.grade]}.`] };
    case 'protection-team-changed':
      if (event.change === 'let-in') return { title: m.letIn(whom) };
      return event.change === 'ended' ? { title: m.shutOut(whom) } : undefined;
    case 'protection-ended':
      return { title: m.protectionEnded };
    case 'obligation-taken-on': {
      const taken = takenOnMessages[language];
      const what = inSentence(obligationTitle(definition, event.obligation, language));
      return {
        title: taken.happened(by),
        more: [taken.happenedMore(what, writtenDate(event.until as LocalDate, language), taken.reasons[event.reason])],
      };
    }
    case 'meetings-booked':
    case 'meeting-changed':
    case 'meetings-cancelled':
    case 'handover-written':
      return meetingInWords(event, whom, voice);
  }
}

function movedInWords(
  { from, to, reason, added, removed, moved }: Extract<ToldEvent, { kind: 'run-moved' }>,
  language: Language,
  version: (name: string) => RoutineDefinition | undefined,
): Said {
  const m = moveMessages[language].happened;
  const steps = (name: string, ids: readonly string[], say: (steps: string) => string): readonly string[] => {
    const definition = version(name);
    return ids.length === 0 || !definition
      ? []
      : [
          say(
            listed(
              ids.map((id) => inSentence(obligationTitle(definition, id, language))),
              language,
            ),
          ),
        ];
  };
  return {
    title: m.moved(to, from),
    ...(reason === '' ? {} : { written: reason }),
    more: [...steps(to, added, m.added), ...steps(from, removed, m.removed), ...steps(to, moved, m.due)],
  };
}

const groundOf = ({ ground }: Happening, language: Language): readonly string[] =>
  ground ? [happeningMessages[language].ground(ground[language], ground.provision)] : [];

/** Who did it, where the title does not say so and the program did not do it for them. */
const byWhom = ({ event, by }: Happening, language: Language): readonly string[] =>
  ['disclosure-opened', 'disclosure-sent', 'obligation-taken-on'].includes(event.kind)
    ? []
    : [happeningMessages[language].by(by)];

/** To the page of what it tells of; who sees the run and not the case has what was handed over to them. */
function linkOf(
  { event }: Happening,
  { caseId, routine, id: run }: RunRecord,
  seesCase: boolean,
  language: Language,
): Link | undefined {
  const m = happeningMessages[language];
  const ours = meetingMessages[language].happened;
  switch (event.kind) {
    case 'run-moved':
    case 'run-move-declined':
      return {
        href: paths.routine({ routine, version: event.to }),
        text: moveMessages[language].happened.toRoutine(event.to),
      };
    case 'meetings-booked':
    case 'meetings-cancelled': {
      const [first] = event.meetings;
      return { href: paths.meeting({ run, meeting: first?.meeting ?? '' }), text: ours.toMeeting };
    }
    case 'meeting-changed':
      return { href: paths.meeting({ run, meeting: event.meeting }), text: ours.toMeeting };
    case 'handover-written':
      return { href: paths.run({ run }), text: ours.toRun };
    case 'disclosed':
    case 'disclosure-opened':
    case 'disclosure-sent': {
      const { disclosure } = event;
      const href = seesCase ? paths.disclosure({ case: caseId, disclosure }) : paths.receivedOne({ disclosure });
      return { href, text: m.toDisclosure };
    }
    case 'shared-plan-changed':
    case 'shared-plan-step-changed':
      return { href: paths.sharedPlan({ case: caseId, plan: event.plan }), text: m.toPlan };
    case 'protection-registered':
    case 'protection-team-changed':
    case 'protection-ended':
      return { href: paths.protection({ case: caseId }), text: m.toProtection };
    // It is told of in the run itself.
    case 'obligation-taken-on':
      return undefined;
  }
}
