import type { Language } from '../../kernel/text.ts';
import { type Consent, type ConsentPurpose, consentPurposes, secrecyMessages } from '../../secrecy/index.ts';
import { writtenDate } from './wording.ts';

export const purposeInWords = (purpose: string, language: Language): string => {
  const known = consentPurposes.find((one): one is ConsentPurpose => one === purpose);
  return secrecyMessages[language].purposes[known ?? 'other'];
};

/** To whom a consent is, in words; undefined when it is to all who need to cooperate. */
export const recipientInWords = ({ toAreaName, toParty }: Consent): string | undefined => toAreaName ?? toParty;

/** "Samordning mellan förvaltningar, till Sydväst, muntligt 14 okt". */
export function consentInShort(consent: Consent, language: Language): string {
  const m = secrecyMessages[language];
  const to = recipientInWords(consent);
  return [
    purposeInWords(consent.purpose, language),
    ...(to === undefined ? [] : [m.to(to)]),
    `${consent.form === undefined ? '' : `${m.form[consent.form]} `}${writtenDate(consent.takenOn, language)}`,
  ].join(', ');
}
