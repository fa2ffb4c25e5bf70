import type { Language } from '../kernel/text.ts';
import type { Judgement } from './criteria.ts';
import { en } from './messages/en.ts';
import { sv } from './messages/sv.ts';
import type { Words } from './messages/words.ts';

const words: Readonly<Record<Language, Words>> = { sv, en };
const wouldQualify = { sv: 'Skulle komma i fråga om', en: 'Would qualify if' } as const;

/** What is said of one code takes judgements of that code. */
type AnyWords = Readonly<{
  met: (judgement: Judgement) => string;
  notMet: (judgement: Judgement) => string;
  unknown?: (required: Judgement['required']) => string;
  otherwise: (judgement: Judgement) => string;
}>;
const wordsFor = ({ code }: Judgement, language: Language): AnyWords => words[language][code] as unknown as AnyWords;

/** A judgement as a sentence, with what to ask where nobody knows. */
export function explain(judgement: Judgement, language: Language): string {
  const say = wordsFor(judgement, language);
  if (judgement.result === 'unknown') return say.unknown?.(judgement.required) ?? '';
  return judgement.result === 'met' ? say.met(judgement) : say.notMet(judgement);
}

/** What would make an excluded offer qualify: said when a single criterion is not met, whatever is unknown. */
export function wouldQualifyIf(why: readonly Judgement[], language: Language): string | undefined {
  const [only, ...more] = why.filter(({ result }) => result === 'not-met');
  if (only === undefined || more.length > 0) return undefined;
  return `${wouldQualify[language]} ${wordsFor(only, language).otherwise(only)}.`;
}
