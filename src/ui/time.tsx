import {
  dateInWords,
  dateOf,
  dueInWords,
  exactDate,
  latestInWords,
  momentInWords,
  shortDate,
  timeOfDay,
} from './dates.ts';
import { useLanguage, useToday } from './language.tsx';

interface DateProps {
  readonly date: string;
}

/** A day in words near in time ("i dag"), exact on hover and in print. */
export function Day({ date }: DateProps) {
  const language = useLanguage();
  return (
    <time dateTime={date} title={exactDate(date, language)} data-in-words>
      {dateInWords(date, useToday(), language)}
    </time>
  );
}

/** A due day: "om 3 dagar, tis 14 okt", or "skulle ha skett fre 10 okt". */
export function Due({ date }: DateProps) {
  const language = useLanguage();
  return (
    <time dateTime={date} title={exactDate(date, language)} data-in-words>
      {dueInWords(date, useToday(), language)}
    </time>
  );
}

/** A due day in a sentence: "senast om 3 dagar, tis 14 okt". */
export function Latest({ date }: DateProps) {
  const language = useLanguage();
  return (
    <time dateTime={date} title={exactDate(date, language)} data-in-words>
      {latestInWords(date, useToday(), language)}
    </time>
  );
}

/** "14 okt", with the year when it differs. */
export function ShortDate({ date }: DateProps) {
  const language = useLanguage();
  return (
    <time dateTime={date} title={exactDate(date, language)}>
      {shortDate(date, useToday(), language)}
    </time>
  );
}

/** When something was written: "i dag 10:42". */
export function Moment({ instant }: { readonly instant: string }) {
  const language = useLanguage();
  return (
    <time dateTime={instant} title={`${exactDate(dateOf(instant), language)} ${timeOfDay(instant)}`} data-in-words>
      {momentInWords(instant, useToday(), language)}
    </time>
  );
}
