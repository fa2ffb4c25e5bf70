import type { Language } from '../../../kernel/text.ts';
import { messages as oversight } from '../../messages/index.ts';
import { paths } from '../../paths.ts';
import { messages } from '../messages/index.ts';
import type { ReviewItem } from '../store/reviews.ts';
import type { ItemLine } from '../views/index.ts';

const mostNumbers = 12;

/** Which cases an item is about, as far as the reviewer may know: numbers of the own area's, and how many more there are. */
export function casesInWords(
  { cases, ownCase, kind }: Pick<ReviewItem, 'cases' | 'ownCase' | 'kind'>,
  numbers: ReadonlyMap<string, string>,
  language: Language,
): string {
  const m = messages[language].item;
  if (cases.length === 0) return m.noCase;
  const known = cases.flatMap((id) => numbers.get(id) ?? []).toSorted();
  if (known.length === 0) return kind !== 'bulk' && ownCase ? m.hiddenCase : m.otherCase;
  const named = known.slice(0, mostNumbers);
  const more = cases.length - named.length;
  return more === 0 ? named.join(', ') : `${named.join(', ')} ${m.andMore(more)}`;
}

export function partsInWords(parts: readonly string[], language: Language): string | undefined {
  const m = oversight[language];
  const words = [...new Set(parts.map((part) => m.parts[part] ?? m.otherPart))];
  return words.length === 0 ? undefined : words.join(', ');
}

export const kindInWords = ({ kind, times, cases }: ReviewItem, language: Language): string =>
  messages[language].kinds[kind](times, cases.length);

/** An item as a line of a list. */
export const lineOf = (item: ReviewItem, numbers: ReadonlyMap<string, string>, language: Language): ItemLine => ({
  key: item.id,
  href: paths.reviewItem({ item: item.id }),
  who: item.readerName,
  organisation: item.foreign ? item.readerAreaName : undefined,
  firstAt: item.firstAt.toISOString(),
  lastAt: item.lastAt.toISOString(),
  what: kindInWords(item, language),
  cases: casesInWords(item, numbers, language),
  rules: item.rules.map((rule) => messages[language].rules[rule].name),
  sampled: item.sampled,
  state: item.state,
  own: item.own,
  asked: item.asked,
  answered: item.answered,
  unreported: item.unreported,
});
