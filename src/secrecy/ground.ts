import { z } from 'zod';
import type { LocalDate } from '../kernel/date.ts';
import type { Language } from '../kernel/text.ts';

/** What somebody who uses a ground must state; `required` unless said otherwise. */
const groundField = z.strictObject({
  id: z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/),
  sv: z.string().min(1),
  en: z.string().min(1),
  helpSv: z.string().optional(),
  helpEn: z.string().optional(),
  required: z.boolean().default(true),
});
export const groundFields = z.array(groundField).readonly();
export type GroundField = z.infer<typeof groundField>;

/** Why information may cross a secrecy boundary: data that a lawyer keeps, with an owner and dates. */
export type Ground = Readonly<{
  id: string;
  provision: string;
  sv: string;
  en: string;
  fields: readonly GroundField[];
  /** Worth what a consent in the ledger is worth, and ends with it. */
  restsOnConsent: boolean;
  note: string;
  owner: string;
  decidedOn: LocalDate;
  from: LocalDate;
  to?: LocalDate;
  version: number;
}>;

export const isInForce = ({ from, to }: Pick<Ground, 'from' | 'to'>, day: LocalDate): boolean =>
  from <= day && (to === undefined || to >= day);

export const fieldWords = (field: GroundField, language: Language): Readonly<{ label: string; help?: string }> => {
  const help = language === 'sv' ? field.helpSv : field.helpEn;
  return { label: field[language], ...(help === undefined || help === '' ? {} : { help }) };
};

/**
 * Whether a text speaks of the general clause, OSL 10:27. It does not lift the secrecy of social services (10:27 second paragraph), so it
 * can be no ground, however it is written. The database says the same (constraint ground_no_general_clause).
 */
export function isGeneralClause(provision: string, ...names: readonly string[]): boolean {
  return (
    /(?:^|[^0-9])10[^0-9a-zåäö]*(?:kap[a-zåäö]*)?[^0-9a-zåäö]*27(?:[^0-9]|$)/.test(provision.toLowerCase()) ||
    /general\s*-?\s*klausul|general\s*-?\s*clause/.test([provision, ...names].join(' ').toLowerCase())
  );
}

export type GroundAnswers = Readonly<Record<string, string>>;

/** The answers to a ground's fields; `missing` names the fields that must be filled in and are not. */
export function readGroundAnswers(
  ground: Pick<Ground, 'fields'>,
  answer: (field: string) => string,
): Readonly<{ answers: GroundAnswers; missing: readonly GroundField[] }> {
  const given = ground.fields.map((field) => [field, answer(field.id).trim()] as const);
  return {
    answers: Object.fromEntries(given.filter(([, text]) => text !== '').map(([{ id }, text]) => [id, text])),
    missing: given.filter(([{ required }, text]) => required && text === '').map(([field]) => field),
  };
}
