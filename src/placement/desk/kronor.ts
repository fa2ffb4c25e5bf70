import type { Language } from '../../kernel/text.ts';

const written = {
  sv: new Intl.NumberFormat('sv-SE', { maximumFractionDigits: 2 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 }),
} as const satisfies Record<Language, Intl.NumberFormat>;

/** An amount in kronor as people write it, without the unit. */
export const kronor = (amount: number, language: Language): string => written[language].format(amount);
