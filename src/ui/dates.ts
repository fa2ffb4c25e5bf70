import type { Language } from '../kernel/text.ts';
import { messages } from './messages/index.ts';

/** Plain dates are `YYYY-MM-DD`, instants are ISO with a zone; both are shown as they are in Stockholm. */

const locales = { sv: 'sv-SE', en: 'en-GB' } as const satisfies Record<Language, string>;
const dayInMilliseconds = 86_400_000;
/** Farther away than this, the number of days says less than the date. */
const nearInDays = 20;

type Form = 'short' | 'shortYear' | 'day' | 'dayYear' | 'long' | 'longNoYear' | 'month';

const forms = {
  short: { day: 'numeric', month: 'short' },
  shortYear: { day: 'numeric', month: 'short', year: 'numeric' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  dayYear: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  longNoYear: { weekday: 'long', day: 'numeric', month: 'long' },
  month: { month: 'long', year: 'numeric' },
} as const satisfies Record<Form, Intl.DateTimeFormatOptions>;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, form: Form): Intl.DateTimeFormat {
  const key = `${language}:${form}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locales[language], { ...forms[form], timeZone: 'UTC' });
  formatters.set(key, made);
  return made;
}

const clock = new Intl.DateTimeFormat('sv-SE', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Stockholm' });
const stockholmDate = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' });

const utc = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** Abbreviations carry no full stop or comma: "14 okt", "tis 14 okt". */
const write = (date: string, language: Language, form: Form): string =>
  formatter(language, form).format(utc(date)).replaceAll(/[.,]/g, '');

const sameYear = (date: string, today: string): boolean => date.slice(0, 4) === today.slice(0, 4);

/** Days from `today` to `date`; negative when past. */
export const daysUntil = (date: string, today: string): number =>
  Math.round((utc(date) - utc(today)) / dayInMilliseconds);

/** "14 okt", with the year when it is another than today's. */
export const shortDate = (date: string, today: string, language: Language): string =>
  write(date, language, sameYear(date, today) ? 'short' : 'shortYear');

/** "tis 14 okt", with the year when it is another than today's. */
export const dayAndDate = (date: string, today: string, language: Language): string =>
  write(date, language, sameYear(date, today) ? 'day' : 'dayYear');

/** "tisdag 14 oktober 2025". */
export const exactDate = (date: string, language: Language): string => write(date, language, 'long');

/** "tisdag 14 oktober". */
export const longDate = (date: string, today: string, language: Language): string =>
  write(date, language, sameYear(date, today) ? 'longNoYear' : 'long');

/** "oktober 2025". */
export const monthInWords = (date: string, language: Language): string => write(date, language, 'month');

/** A day in words: "i dag", "i morgon", "i går", "om 3 dagar, tis 14 okt", otherwise "tis 14 okt". */
export function dateInWords(date: string, today: string, language: Language): string {
  const words = messages[language].dates;
  const days = daysUntil(date, today);
  if (days === 0) return words.today;
  if (days === 1) return words.tomorrow;
  if (days === -1) return words.yesterday;
  const named = dayAndDate(date, today, language);
  return days > 1 && days <= nearInDays ? words.inDays(days, named) : named;
}

/** A due day that has not been met: as `dateInWords`, and when past "skulle ha skett fre 10 okt". */
export function dueInWords(due: string, today: string, language: Language): string {
  const inWords = dateInWords(due, today, language);
  return daysUntil(due, today) < 0 ? messages[language].dates.shouldHaveHappened(inWords) : inWords;
}

/** A due day in a sentence: "senast om 3 dagar, tis 14 okt", or "skulle ha skett fre 10 okt". */
export function latestInWords(due: string, today: string, language: Language): string {
  const inWords = dueInWords(due, today, language);
  return daysUntil(due, today) < 0 ? inWords : messages[language].dates.latest(inWords);
}

/** "10:42", Stockholm time. */
export const timeOfDay = (instant: string): string => clock.format(Date.parse(instant));

/** The day in Stockholm on which an instant falls. */
export const dateOf = (instant: string): string => stockholmDate.format(Date.parse(instant));

/** "i dag 10:42", "14 okt 10:42". */
export function momentInWords(instant: string, today: string, language: Language): string {
  const date = dateOf(instant);
  const days = daysUntil(date, today);
  const words = messages[language].dates;
  const near = days === 0 ? words.today : days === -1 ? words.yesterday : shortDate(date, today, language);
  return words.at(near, timeOfDay(instant));
}
