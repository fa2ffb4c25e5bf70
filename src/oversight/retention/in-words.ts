import type { Language } from '../../kernel/text.ts';
import { messages } from './messages/index.ts';
import type { Verdict } from './retention.ts';

/** What becomes of a case and why, in a few words. */
export const verdictInWords = (verdict: Verdict, language: Language): string =>
  messages[language].verdicts[verdict].name;
