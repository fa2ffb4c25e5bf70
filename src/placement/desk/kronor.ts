import type { Language } from '../../kernel/text.ts';

const written = {
  sv: new Intl.NumberFormat('sv-SE', { maximumFractionDigits: 2 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 }),
} as const satisfies Record<Language, Intl.NumberFormat>;

/** An amount in kronor as people write it, without the unit. */
export const kronor = (amount: number, language: Language): string => written[language].format(amount);

/** An amount as it was typed, with spaces between thousands and a comma; undefined for what is none, or less than nothing. */
export function amountIn(text: string): number | undefined {
  const plain = text.replaceAll(/[\s  ]/g, '').replace(',', '.');
  return /^\d{1,9}(?:\.\d{1,2})?$/.test(plain) ? Number(plain) : undefined;
}
