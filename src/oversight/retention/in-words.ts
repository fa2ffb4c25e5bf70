import type { Language } from '../../kernel/text.ts';
import { messages } from './messages/index.ts';
import type { VerdictCount } from './store/counts.ts';

/** How many there are of what and why, in a few words. */
export function countInWords(one: VerdictCount, language: Language): string {
  const m = messages[language];
  return one.kind === 'case'
    ? `${one.count} ${m.verdicts[one.verdict].name}`
    : `${one.count} ${m.notices.verdicts[one.verdict]} (${m.list.notice})`;
}
