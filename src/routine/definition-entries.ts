import { z } from 'zod';
import { consentForms, consentStatuses, name, text } from './definition-parts.ts';

/** What can be recorded: entry kinds with their questions, and consents. Forms are made from these. */

export const codes = z.record(z.string(), text).readonly();
export const answerTypes = ['text', 'longText', 'yesNo', 'code', 'dates', 'date'] as const;
const questionSchema = z
  .strictObject({
    question: text,
    help: text.optional(),
    type: z.enum(answerTypes),
    values: codes.optional(),
    required: z.boolean().optional(),
    showWhen: z
      .strictObject({ answer: name, is: z.union([z.string(), z.boolean()]) })
      .readonly()
      .optional(),
  })
  .readonly();
export type Question = z.infer<typeof questionSchema>;

export const channels = ['in-person', 'phone', 'video'] as const;
export type Channel = (typeof channels)[number];

/** What of a case something is about, for whoever hands over a part of it and not the rest. */
export const runParts = ['identity', 'needs', 'plans', 'follow-ups', 'housing'] as const;
export type RunPart = (typeof runParts)[number];
export const runPart = z
  .enum(runParts)
  .optional()
  .describe('Which part of the case it belongs to, when a part of it is handed over to somebody');

export const entryKindSchema = z
  .strictObject({
    name: text,
    action: text.describe('The verb phrase on the button'),
    participants: z.array(name).readonly().optional().describe('The roles that can be ticked as taking part'),
    inPerson: z.boolean().optional().describe('Whether the form asks if people met in person'),
    channels: z
      .array(z.enum(channels))
      .readonly()
      .optional()
      .describe('The channels to choose between; choosing in-person also records inPerson: true'),
    part: runPart,
    plan: z.boolean().optional().describe('Whether the answers are a plan that people print and share'),
    asksParty: z.boolean().optional().describe('Whether the form asks for another party by name'),
    party: z
      .strictObject({ question: text, of: name })
      .readonly()
      .optional()
      .describe('The party is asked for with this question, as one of the codes of a fact, and not by name'),
    forms: z
      .array(z.enum(consentForms))
      .min(1)
      .readonly()
      .optional()
      .describe('The forms to choose between, when it matters whether it was given in writing'),
    answers: z.record(z.string(), questionSchema).readonly().optional(),
    offersAlso: z.array(name).readonly().optional().describe('Entry kinds to offer in the same sitting'),
  })
  .readonly()
  .describe('Something that can be recorded, with all that its form needs');
export type EntryKind = z.infer<typeof entryKindSchema>;

export const consentSchema = z
  .strictObject({
    name: text,
    action: text,
    question: text,
    forms: z.array(z.enum(consentForms)).min(1).readonly(),
    statuses: z.array(z.enum(consentStatuses)).min(1).readonly(),
  })
  .readonly()
  .describe('A purpose for which the individual can consent; recorded as an entry of kind `consent`');
export type Consent = z.infer<typeof consentSchema>;
