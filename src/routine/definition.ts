import { z } from 'zod';
import { codes, consentSchema, entryKindSchema, runPart } from './definition-entries.ts';
import {
  anchorSchema,
  clauseSchema,
  conditionSchema,
  consentForms,
  consentStatuses,
  dateRule,
  documentDate,
  duration,
  factValue,
  localDate,
  name,
  offsetOrInterpretation,
  offsetSchema,
  sentence,
  singleAnchorSchema,
  text,
} from './definition-parts.ts';

export type {
  Anchor,
  Clause,
  Condition,
  ConsentForm,
  ConsentStatus,
  DateRule,
  FactValue,
  Offset,
  OffsetSource,
  SingleAnchor,
} from './definition-parts.ts';
export { consentForms, consentStatuses } from './definition-parts.ts';
export type { Channel, Consent, EntryKind, Question, RunPart } from './definition-entries.ts';
export { answerTypes, channels } from './definition-entries.ts';

/**
 * A routine definition: one governing document, in one version, as data.
 * One file per version, `routines/<routine>/<version>.yaml`; the schema below is its only grammar, and the JSON Schema
 * that editors use is generated from it. What a schema cannot see (unknown names, cycles, dead ends) is in `check.ts`.
 */

const factSchema = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('date'),
      name: text,
      question: text,
      knownBy: z.array(name).min(1),
      mayChange: z.boolean(),
      part: runPart,
    }),
    z.strictObject({
      type: z.literal('yesNo'),
      name: text,
      question: text,
      knownBy: z.array(name).min(1),
      mayChange: z.boolean(),
      part: runPart,
    }),
    z.strictObject({
      type: z.literal('number'),
      name: text,
      question: text,
      knownBy: z.array(name).min(1),
      mayChange: z.boolean(),
      part: runPart,
    }),
    z.strictObject({
      type: z.literal('code'),
      name: text,
      question: text,
      knownBy: z.array(name).min(1),
      mayChange: z.boolean(),
      part: runPart,
      values: codes,
    }),
    z.strictObject({
      type: z.literal('codes'),
      name: text,
      question: text,
      knownBy: z.array(name).min(1),
      mayChange: z.boolean(),
      part: runPart,
      values: codes,
    }),
  ])
  .describe('Something that must be known about the case; `codes` is a set of codes');
export type Fact = z.infer<typeof factSchema>;

const interpretationSchema = z
  .strictObject({
    name: text,
    value: z.union([offsetSchema, z.strictObject({ every: duration }).readonly()], 'timeOrInterval'),
    reason: text,
    decidedBy: text,
    decidedAt: localDate,
  })
  .readonly()
  .describe('A number that the document does not state but a computer needs; shown as an interpretation');
export type Interpretation = z.infer<typeof interpretationSchema>;

const phaseSchema = z.strictObject({ id: name, name: text, starts: singleAnchorSchema }).readonly();
export type Phase = z.infer<typeof phaseSchema>;

export const clocks = ['law', 'routine', 'interpretation'] as const;
export type Clock = (typeof clocks)[number];

const dueSchema = z
  .strictObject({
    when: conditionSchema.optional(),
    from: anchorSchema,
    plus: offsetOrInterpretation.optional(),
    clock: z.enum(clocks),
    grace: offsetSchema.optional().describe('A further time that the law gives after the due date'),
  })
  .readonly()
  .describe('The first variant whose condition is true gives the due date');
export type DueVariant = z.infer<typeof dueSchema>;

const repeatSchema = z
  .strictObject({
    every: z.union([duration, z.strictObject({ interpretation: name }).readonly()]),
    tolerance: offsetOrInterpretation,
    from: anchorSchema,
    until: anchorSchema.optional(),
    clock: z.enum(clocks),
    intervalMayChange: z.boolean().optional().describe('Whether an entry `interval-changed` is allowed, with a reason'),
  })
  .readonly();
export type Repeat = z.infer<typeof repeatSchema>;

const answerRule = z
  .strictObject({ answer: name, is: z.union([z.string(), z.boolean()]), requires: z.array(name).min(1).readonly() })
  .readonly()
  .describe('When the answer has this value, the answers named must be given too');

const ruleWarning = z.strictObject({ warning: name, says: text }).readonly();

const fulfilledBySchema = z.union([
  z
    .strictObject({
      entry: name,
      participants: z.array(name).min(1).readonly().optional(),
      inPerson: z.literal(true).optional(),
      answers: z.array(name).min(1).readonly().optional(),
      ifAnswer: z.array(answerRule).min(1).readonly().optional(),
      form: z.enum(consentForms).optional(),
      answersAre: z
        .record(name, z.union([z.string(), z.boolean()]))
        .readonly()
        .optional()
        .describe('Answers that must have this very value'),
      answersAfter: z
        .record(name, anchorSchema)
        .readonly()
        .optional()
        .describe('Answers that must be a day after this one'),
      partyIs: z
        .strictObject({ fact: name })
        .readonly()
        .optional()
        .describe('The party of the entry must be the only code that the fact holds'),
      when: conditionSchema.optional().describe('The entry counts only when this is true'),
      unless: conditionSchema.optional().describe('The entry counts unless this is true'),
      incomplete: ruleWarning
        .optional()
        .describe('The warning given while the latest entry of this kind does not fulfil'),
      tooEarly: ruleWarning
        .optional()
        .describe('The warning given while the latest entry of this kind is from before the day the obligation opens'),
    })
    .readonly(),
  z.strictObject({ fact: name, is: factValue }).readonly(),
  z
    .strictObject({
      consent: name,
      status: z.array(z.enum(consentStatuses)).min(1).readonly(),
      form: z.enum(consentForms).optional(),
    })
    .readonly(),
]);
export type FulfilledBy = z.infer<typeof fulfilledBySchema>;

const needSchema = z.union([
  z.strictObject({ obligation: name }).readonly(),
  z
    .strictObject({ consent: name, form: z.enum(consentForms).optional(), obtainedBy: name })
    .readonly()
    .describe(
      'A given consent; `obtainedBy` is the obligation named when it is missing. An entry that fulfils that obligation without a consent will do as well',
    ),
]);
export type Need = z.infer<typeof needSchema>;

const waitsForSchema = z.union([
  z.strictObject({ obligation: name }).readonly(),
  z.strictObject({ entry: name }).readonly(),
  z.strictObject({ fact: name }).readonly(),
]);
export type WaitsFor = z.infer<typeof waitsForSchema>;

export const modalities = ['must', 'should', 'may'] as const;
export type Modality = (typeof modalities)[number];

const obligationSchema = z
  .strictObject({
    id: name,
    phase: name,
    who: z.array(name).min(1).readonly(),
    modality: z.enum(modalities),
    title: text.describe('A few words for lists'),
    sentence: text.describe('The obligation in our own words, one sentence'),
    source: z
      .strictObject({ heading: sentence, document: sentence.optional() })
      .readonly()
      .describe('The heading exactly as in this version; `document` only when it is another document, such as a law'),
    when: conditionSchema.optional(),
    opens: dateRule.optional(),
    due: z.union([dueSchema, z.array(dueSchema).min(1).readonly()]).optional(),
    repeat: repeatSchema.optional(),
    fulfilledBy: z.array(fulfilledBySchema).min(1).readonly(),
    needs: z
      .array(needSchema)
      .readonly()
      .optional()
      .describe('Instead of what the routine needs throughout; an empty list for nothing'),
    waitsFor: z.array(waitsForSchema).min(1).readonly().optional(),
    contacts: z
      .array(name)
      .min(1)
      .readonly()
      .optional()
      .describe('Whom one turns to in this step, of those that `contacts` of the routine say something of'),
  })
  .readonly();
export type Obligation = z.infer<typeof obligationSchema>;

const partySchema = z
  .strictObject({
    name: text,
    organisation: z.enum([
      'authority',
      'provider',
      'placement-function',
      'probation',
      'landlord',
      'individual',
      'other',
    ]),
    workedBy: z
      .array(name)
      .min(1)
      .readonly()
      .optional()
      .describe('The roles at work whose people act as this party, when it is not the role of the same name'),
  })
  .readonly()
  .describe('A role that acts, and the kind of organisation it belongs to');
export type Party = z.infer<typeof partySchema>;

const documentSchema = z
  .strictObject({
    kind: text,
    title: sentence,
    decidedBy: text.optional(),
    appliesTo: text,
    registryNumber: sentence.optional(),
    decidedAt: documentDate.optional(),
    validFrom: documentDate,
    validUntil: documentDate.optional(),
    revisedAt: documentDate.optional(),
    owner: text.optional(),
    attachments: z.array(text).readonly().optional(),
    related: z.array(text).readonly().optional(),
    cite: sentence.describe('How a source names this document and version'),
  })
  .readonly();

const measureSchema = z
  .strictObject({
    id: name,
    name: text,
    counts: z.union([
      z.strictObject({ share: z.literal('done-in-time'), obligation: name }).readonly(),
      z.strictObject({ share: z.literal('occurrences-kept'), obligation: name }).readonly(),
      z
        .strictObject({ entries: name, answer: name.optional(), is: z.union([z.string(), z.boolean()]).optional() })
        .readonly(),
      z.strictObject({ runsEndedAfter: name }).readonly(),
    ]),
  })
  .readonly();

const warningSchema = z
  .strictObject({
    when: conditionSchema,
    says: text,
    first: z.boolean().optional().describe('Whether it stands before every other warning, and its run before others'),
    mark: text.optional().describe('A few words that mark the run in lists, when it stands first'),
  })
  .readonly()
  .describe('A warning given as long as the condition is true');
export type DeclaredWarning = z.infer<typeof warningSchema>;

const contactSchema = z
  .strictObject({ party: name, sentence: text, source: z.strictObject({ heading: sentence }).readonly() })
  .readonly()
  .describe('Whom to turn to, in our own words; addresses and numbers are not part of a definition');
export type Contact = z.infer<typeof contactSchema>;

const endSchema = z.union([
  z.strictObject({ entry: name }).readonly(),
  z.strictObject({ obligation: name }).readonly(),
]);
export type End = z.infer<typeof endSchema>;

export const definitionSchema = z
  .strictObject({
    routine: name,
    version: z.string().min(1),
    name: text,
    shortName: text.describe('One or two words for lists'),
    monthRounding: z.literal('last-day').describe('Adding months keeps the day, or takes the last day of the month'),
    document: documentSchema,
    parties: z.record(name, partySchema).readonly(),
    facts: z.record(name, factSchema).readonly(),
    clauses: z.record(name, clauseSchema).readonly(),
    interpretations: z.record(name, interpretationSchema).readonly(),
    entryKinds: z.record(name, entryKindSchema).readonly(),
    consents: z.record(name, consentSchema).readonly(),
    phases: z.array(phaseSchema).min(1).readonly(),
    obligations: z.array(obligationSchema).min(1).readonly(),
    needs: z
      .array(needSchema)
      .readonly()
      .default([])
      .describe('What every obligation needs that does not say otherwise, save the one that obtains it'),
    ends: z
      .union([endSchema, z.array(endSchema).min(1).readonly()])
      .describe('What ends the run: the first entry of a kind, or the entry that fulfils an obligation'),
    warnings: z.record(name, warningSchema).readonly().default({}),
    contacts: z.array(contactSchema).readonly().default([]),
    measures: z.array(measureSchema).readonly(),
  })
  .readonly();
export type RoutineDefinition = z.infer<typeof definitionSchema>;
