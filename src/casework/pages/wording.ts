import type { Language } from '../../kernel/text.ts';
import { listed, writtenDate } from '../../kernel/words.ts';
import {
  type EntryKind,
  type Interpretation,
  distanceFrom,
  interpretationsOf,
  obligationTitle,
  phaseName,
  roleName,
  type RoutineDefinition,
  writtenDistance,
  writtenInterval,
  writtenValue,
} from '../../routine/index.ts';
import { parseDuration } from '../../kernel/duration.ts';
import type { LocalDate } from '../../kernel/date.ts';
import { type Deed, type Entry, struck } from '../entry.ts';
import { partiesToChoose } from '../forms.ts';
import { formMessages } from '../messages/forms.ts';
import { words } from '../messages/words.ts';
import type { AnswerView, EntryVersion, InterpretationView, SourceView } from '../views/index.ts';
import { paths } from '../paths.ts';

/** A routine in one language: what a page says of it. */
export type Voice = Readonly<{ definition: RoutineDefinition; language: Language }>;

/** What an entry is called: its kind, and for a departure or a changed interval what it is about. */
export function entryTitle(
  { definition, language }: Voice,
  deed: Pick<Deed, 'kind' | 'purpose' | 'obligation'>,
): string {
  const about = deed.obligation === undefined ? '' : obligationTitle(definition, deed.obligation, language);
  if (deed.kind === 'waiver') return words[language].departure(about);
  if (deed.kind === struck) return words[language].struck;
  if (deed.kind === 'interval-changed') return words[language].intervalChanged(about);
  const named = deed.kind === 'consent' ? definition.consents[deed.purpose ?? ''] : definition.entryKinds[deed.kind];
  return named?.name[language] ?? deed.kind;
}

/** A few words that mark a run which stands before others, as its routine says them. */
export function warningMark({ warnings }: RoutineDefinition, code: string, language: Language): string {
  const warning = warnings[code];
  return (warning?.mark ?? warning?.says)?.[language] ?? code;
}

/** A deed's answers as questions and answers in words. */
export function answersOf({ definition, language }: Voice, deed: Deed): readonly AnswerView[] {
  const w = words[language];
  const m = formMessages[language];
  const kind = definition.entryKinds[deed.kind];
  const asked = Object.entries(kind?.answers ?? {}).flatMap(([name, question]): readonly AnswerView[] => {
    const answer = deed.answers[name];
    if (answer === undefined) return [];
    const text =
      typeof answer === 'boolean'
        ? answer
          ? w.yes
          : w.no
        : [answer]
            .flat()
            .map((value) => question.values?.[value]?.[language] ?? dateOr(value, question.type, language))
            .join(', ');
    return [{ question: question.question[language], answer: text }];
  });
  return [
    ...(deed.party === undefined ? [] : [partyAnswer({ definition, language }, kind, deed.party)]),
    ...(deed.status === undefined ? [] : [{ question: w.status, answer: m.consentStatus[deed.status] }]),
    ...(deed.form === undefined ? [] : [{ question: w.form, answer: m.consentForm[deed.form] }]),
    ...(deed.every === undefined ? [] : [{ question: w.newInterval, answer: intervalInWords(deed.every, language) }]),
    ...asked,
  ];
}

function partyAnswer({ definition, language }: Voice, kind: EntryKind | undefined, party: string): AnswerView {
  const codes = kind && partiesToChoose(definition, kind);
  return {
    question: kind?.party?.question[language] ?? words[language].party,
    answer: codes?.[party]?.[language] ?? party,
  };
}

const dateOr = (value: string, type: string, language: Language): string =>
  type === 'dates' || type === 'date' ? writtenDate(value as LocalDate, language) : value;

/** "varje vecka", "varannan vecka", "var 3:e vecka". */
export function intervalInWords(duration: string, language: Language): string {
  const distance = parseDuration(duration);
  if (!distance) return duration;
  const size = distance.unit === 'days' && distance.count % 7 === 0 ? 7 : 1;
  return words[language].every(distance.count / size, writtenInterval({ ...distance, count: size }, language));
}

export function versionOf(voice: Voice, entry: Entry): EntryVersion {
  const { language } = voice;
  return {
    at: entry.at,
    writtenAt: entry.writtenAt.toISOString(),
    by: entry.writerName,
    byRole:
      entry.byRole === 'probationOfficer'
        ? roleName(voice.definition, entry.byRole, language)
        : words[language].role[entry.byRole],
    channel: entry.channel && words[language].channel[entry.channel],
    inPerson: entry.inPerson,
    participants: entry.participants.map((role) => roleName(voice.definition, role, language)),
    answers: answersOf(voice, entry),
    reason: entry.correctionReason ?? entry.reason,
  };
}

/** Where the routine says so, one click away. */
export const sourceOf = (
  { definition }: Voice,
  source: Readonly<{ document: string; heading: string }>,
  obligation: string,
): SourceView => ({
  ...source,
  href: `${paths.routine({ routine: definition.routine, version: definition.version })}#${obligation}`,
});

export const interpretationViews = (
  { definition, language }: Voice,
  obligation: string,
): readonly InterpretationView[] =>
  interpretationsOf(definition, obligation).map((interpretation) => ({
    value: `${interpretation.name[language]}: ${valueOf(interpretation.value, language)}`,
    reason: interpretation.reason[language],
    decidedBy: interpretation.decidedBy[language],
    decidedAt: interpretation.decidedAt,
  }));

const valueOf = (value: Interpretation['value'], language: Language): string =>
  'every' in value ? intervalInWords(value.every, language) : writtenDistance(distanceFrom(value), language);

export { listed, obligationTitle, phaseName, roleName, writtenDate, writtenValue };
