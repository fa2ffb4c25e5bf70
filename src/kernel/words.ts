import { civilDate, dayOf, type LocalDate } from './date.ts';
import type { Language } from './text.ts';

/** Words that explanations and comparisons share. */
const months = {
  sv: ['jan', 'feb', 'mars', 'apr', 'maj', 'juni', 'juli', 'aug', 'sep', 'okt', 'nov', 'dec'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
} as const satisfies Record<Language, readonly string[]>;

/** A date as people write it: 10 aug 2025. */
export function writtenDate(date: LocalDate, language: Language): string {
  const { year, month, day } = civilDate(dayOf(date));
  return `${day} ${months[language][month - 1] ?? ''} ${year}`;
}

/** For a name in the middle of a sentence; abbreviations such as SIP keep their capitals. */
export function inSentence(name: string): string {
  const second = name.charAt(1);
  if (second !== second.toLowerCase()) return name;
  return name.charAt(0).toLowerCase() + name.slice(1);
}

export function atStart(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const andWord = { sv: 'och', en: 'and' } as const;

export function listed(parts: readonly string[], language: Language): string {
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} ${andWord[language]} ${parts.at(-1) ?? ''}`;
}
