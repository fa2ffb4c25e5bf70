import { z } from 'zod';
import { isLocalDate } from '../kernel/date.ts';
import { parseDuration } from '../kernel/duration.ts';

/** The smallest parts of a definition: names, texts, dates, offsets, anchors and conditions. */

export const name = z.string().regex(/^[a-z][A-Za-z0-9-]*$/, 'name');
export const sentence = z.string().trim().min(1, 'text');
export const text = z
  .strictObject({ sv: sentence, en: sentence })
  .readonly()
  .describe('The same text in Swedish (sv) and English (en)');

export const localDate = z.string().refine(isLocalDate, 'date').describe('A calendar date, YYYY-MM-DD');
export const documentDate = z
  .strictObject({ date: localDate, approximate: z.boolean().optional(), note: text.optional() })
  .readonly()
  .describe('A date in the document; `approximate` with a note when the document does not say the day');
export const duration = z
  .string()
  .refine((value) => parseDuration(value) !== undefined, 'duration')
  .describe('An ISO 8601 interval: P7D, P2W or P1M');

const whole = z.number().int();
export const offsetSchema = z
  .union(
    [
      z.strictObject({ days: whole }).readonly(),
      z.strictObject({ workingDays: whole }).readonly(),
      z.strictObject({ weeks: whole }).readonly(),
      z.strictObject({ months: whole }).readonly(),
      z.strictObject({ years: whole }).readonly(),
    ],
    'time',
  )
  .describe('A distance in calendar days, working days, weeks, months or years; negative counts backwards');
export type Offset = z.infer<typeof offsetSchema>;

export const offsetOrInterpretation = z.union(
  [offsetSchema, z.strictObject({ interpretation: name }).readonly()],
  'time',
);
export type OffsetSource = z.infer<typeof offsetOrInterpretation>;

const singleAnchors = [
  z.strictObject({ opening: z.literal(true) }).readonly(),
  z.strictObject({ fact: name }).readonly(),
  z.strictObject({ obligation: name }).readonly(),
  z.strictObject({ entry: name }).readonly(),
] as const;
export const singleAnchorSchema = z.union(singleAnchors, 'anchor');
export type SingleAnchor = z.infer<typeof singleAnchorSchema>;

export const anchorSchema = z
  .union(
    [...singleAnchors, z.strictObject({ latestOf: z.array(singleAnchorSchema).min(2).readonly() }).readonly()],
    'anchor',
  )
  .describe(
    'What a date is counted from: the opening, a fact, the fulfilment of an obligation, the first entry of a kind, or the latest of several, once all of them are there',
  );
export type Anchor = z.infer<typeof anchorSchema>;

export const dateRule = z
  .strictObject({ from: anchorSchema, plus: offsetOrInterpretation.optional() })
  .readonly()
  .describe('A date counted from an anchor');
export type DateRule = z.infer<typeof dateRule>;

export const factValue = z.union([z.string(), z.number(), z.boolean()]);
export type FactValue = string | number | boolean | readonly string[];

export type Condition =
  | { readonly clause: string }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly fact: string; readonly is: string | number | boolean }
  | { readonly fact: string; readonly holds: string }
  | { readonly fact: string; readonly holdsFact: string }
  | { readonly fact: string; readonly holdsExactly: number }
  | { readonly fact: string; readonly holdsMoreThan: number }
  | { readonly fact: string; readonly atLeast: string | number }
  | { readonly fact: string; readonly atMost: string | number }
  | { readonly date: Anchor; readonly before: DateRule }
  | { readonly date: Anchor; readonly notBefore: DateRule }
  | { readonly entry: string }
  | { readonly consent: string; readonly status: ConsentStatus };

/** What the individual said, or that the time it was said for is over. */
export const consentStatuses = ['given', 'declined', 'withdrawn', 'not-possible', 'lapsed'] as const;
export type ConsentStatus = (typeof consentStatuses)[number];
export const consentForms = ['written', 'oral'] as const;
export type ConsentForm = (typeof consentForms)[number];

export const conditionSchema: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ clause: name }).readonly(),
      z.strictObject({ all: z.array(conditionSchema).min(1).readonly() }).readonly(),
      z.strictObject({ any: z.array(conditionSchema).min(1).readonly() }).readonly(),
      z.strictObject({ not: conditionSchema }).readonly(),
      z.strictObject({ fact: name, is: factValue }).readonly(),
      z.strictObject({ fact: name, holds: z.string() }).readonly(),
      z.strictObject({ fact: name, holdsFact: name }).readonly(),
      z.strictObject({ fact: name, holdsExactly: z.number().int().min(0) }).readonly(),
      z.strictObject({ fact: name, holdsMoreThan: z.number().int().min(0) }).readonly(),
      z.strictObject({ fact: name, atLeast: z.union([z.string(), z.number()]) }).readonly(),
      z.strictObject({ fact: name, atMost: z.union([z.string(), z.number()]) }).readonly(),
      z.strictObject({ date: anchorSchema, before: dateRule }).readonly(),
      z.strictObject({ date: anchorSchema, notBefore: dateRule }).readonly(),
      z.strictObject({ entry: name }).readonly(),
      z.strictObject({ consent: name, status: z.enum(consentStatuses) }).readonly(),
    ]),
  )
  .meta({ id: 'Condition', description: 'Three-valued: true, false or unknown' });

export const clauseSchema = z
  .strictObject({ says: text, when: conditionSchema })
  .readonly()
  .describe('A named condition; `says` is what the explanation prints');
export type Clause = z.infer<typeof clauseSchema>;
