import type { LocalDate } from '../../kernel/date.ts';
import { localDateOf, timeOfDayOf } from '../../kernel/stockholm.ts';
import type { Language } from '../../kernel/text.ts';
import { inSentence } from '../../kernel/words.ts';
import { type Explanation, type Reason, secrecyMessages } from '../../secrecy/index.ts';
import { writtenDate } from './wording.ts';

/** An explanation in sentences: what opens, each with its limit; or what would have opened, and why it does not. */
export function inSentences(
  { sees, opening, closed }: Explanation,
  language: Language,
  about: 'reader' | 'other',
): readonly string[] {
  const m = secrecyMessages[language].explain;
  if (sees) return opening.map((reason) => openingSentence(reason, language, about));
  if (closed.length === 0) return [m.nothing];
  const sentences = closed.map((reason) => {
    const day = closedOn(reason);
    return day === undefined
      ? m.closed[reason.closed]
      : `${m.closed[reason.closed]} ${m.on(writtenDate(day, language))}`;
  });
  // One who is shut out as protected is told that, and nothing of what would have opened otherwise.
  const shut = closed.find((reason) => reason.closed === 'protected');
  return shut ? [m.closed.protected] : [...new Set(sentences)];
}

/** Since when it no longer opens, where a day tells it. */
export function closedOn(reason: Explanation['closed'][number]): LocalDate | undefined {
  if (reason.closed === 'consent-ended') return reason.consentEnded;
  if (reason.closed === 'ended') return reason.until;
  return reason.closed === 'over' && reason.untilTime ? localDateOf(reason.untilTime) : undefined;
}

function openingSentence(reason: Reason, language: Language, about: 'reader' | 'other'): string {
  const m = secrecyMessages[language].explain;
  const words = about === 'reader' ? m.opens : m.opensThem;
  const since = reason.since === undefined ? '' : writtenDate(reason.since, language);
  switch (reason.kind) {
    case 'unit':
      return words.unit(reason.unitName ?? '');
    case 'assignment-case':
      return words['assignment-case'](since);
    case 'assignment-run':
      return `${words['assignment-run'](since)} ${m.onlyRun}`;
    case 'assignment-ground': {
      const ground = reason.ground ? `${reason.ground.provision} (${inSentence(reason.ground[language])})` : '–';
      const limit = reason.restsOnConsent ? ` ${m.whileConsent}` : '';
      return `${words['assignment-ground'](since, ground)} ${m.onlyRun}${limit}`;
    }
    case 'emergency':
      return words.emergency(reason.untilTime ? timeOfDayOf(reason.untilTime) : '');
    case 'cover': {
      const sentence = words.cover(
        reason.awayName ?? '',
        reason.until === undefined ? '' : writtenDate(reason.until, language),
      );
      return reason.toRun === undefined ? sentence : `${sentence} ${m.onlyRun}`;
    }
    case 'protected':
      return m.closed.protected;
  }
}
