import type { Language } from '../../kernel/text.ts';
import type { LocalDate } from '../../kernel/date.ts';
import type { CompiledRoutine, Library, RoutineDefinition } from '../../routine/index.ts';
import { routineMessages } from '../messages/routines.ts';
import { words } from '../messages/words.ts';
import type { DocumentFact, RoutineStatus } from '../views/index.ts';
import { writtenDate } from './wording.ts';

export type DocumentDate = RoutineDefinition['document']['validFrom'];

/** A day in a document, with "omkring" before it when the document does not say which. */
export function documentDay({ date, approximate }: DocumentDate, language: Language): string {
  const written = writtenDate(date, language);
  return approximate === true ? words[language].approximately(written) : written;
}

/** Whether a version is in force on a day, comes into force later, or has been followed by another. */
export function statusOf(library: Library, { definition }: CompiledRoutine, today: LocalDate): RoutineStatus {
  const { routine, version, document } = definition;
  if (document.validFrom.date > today) return 'coming';
  return library.findInForce(routine, today)?.definition.version === version ? 'inForce' : 'earlier';
}

/** What the governing document says of itself; what it does not say is told as not said, when one would look for it. */
export function documentFacts({ document }: RoutineDefinition, language: Language): readonly DocumentFact[] {
  const m = routineMessages[language].document;
  const day = (key: 'decidedAt' | 'validFrom' | 'validUntil' | 'revisedAt'): readonly DocumentFact[] => {
    const found = document[key];
    if (found === undefined) return [];
    const note = found.note?.[language];
    return [{ key, term: m[key], lines: [documentDay(found, language)], ...(note === undefined ? {} : { note }) }];
  };
  const text = (key: 'decidedBy' | 'owner' | 'registryNumber', said: string | undefined): DocumentFact => ({
    key,
    term: m[key],
    lines: [said ?? m.notStated],
  });
  const list = (key: 'attachments' | 'related'): readonly DocumentFact[] => {
    const lines = (document[key] ?? []).map((one) => one[language]);
    if (lines.length === 0 && key === 'related') return [];
    return [{ key, term: m[key], lines: lines.length === 0 ? [m.notStated] : lines }];
  };
  return [
    { key: 'title', term: m.title, lines: [document.title] },
    { key: 'kind', term: m.kind, lines: [document.kind[language]] },
    text('decidedBy', document.decidedBy?.[language]),
    ...day('decidedAt'),
    ...day('validFrom'),
    ...day('validUntil'),
    ...day('revisedAt'),
    { key: 'appliesTo', term: m.appliesTo, lines: [document.appliesTo[language]] },
    text('owner', document.owner?.[language]),
    text('registryNumber', document.registryNumber),
    ...list('attachments'),
    ...list('related'),
  ];
}
