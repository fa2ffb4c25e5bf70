import type { Language } from './text.ts';

const formats = {
  sv: new Intl.NumberFormat('sv-SE'),
  en: new Intl.NumberFormat('en-GB'),
} as const satisfies Record<Language, Intl.NumberFormat>;

/** A number as people write it, with at most three decimals. */
export const writtenNumber = (value: number, language: Language): string => formats[language].format(value);

const amount = { minimumFractionDigits: 2, maximumFractionDigits: 2, trailingZeroDisplay: 'stripIfInteger' } as const;
const amounts = {
  sv: new Intl.NumberFormat('sv-SE', amount),
  en: new Intl.NumberFormat('en-GB', amount),
} as const satisfies Record<Language, Intl.NumberFormat>;

/** An amount in kronor as people write it, without the unit: with two decimals where it is not whole. */
export const kronor = (value: number, language: Language): string => amounts[language].format(value);

/**
 * An amount as people type it, "1 850,50": at most so many digits before the comma and two after it. Undefined for what is none, or less
 * than nothing.
 */
export function amountIn(text: string, digits: number): number | undefined {
  const plain = text.replaceAll(/\s/g, '').replace(',', '.');
  const [whole = '', ...rest] = plain.split('.');
  return /^\d+(\.\d{1,2})?$/.test(plain) && rest.length <= 1 && whole.length <= digits ? Number(plain) : undefined;
}
