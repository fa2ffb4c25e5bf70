import { z } from 'zod';
import { problemSchema } from '../../platform/api-route.ts';
import { channels, clocks, consentForms, consentStatuses, modalities, stateNames } from '../../routine/index.ts';
import { factValueSchema, statedFactSchema } from './case-schemas.ts';

const date = z.iso.date();
const answers = z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())])).meta({
  description: 'By the name of the question in the routine: a text, a code, yes or no, a date or a list of dates.',
});
const seen = z.int().min(0).meta({
  description: 'The version of the run that you read before you wrote: what has come since, you have not seen.',
});

// What somebody writes, and what an entry says, have these fields in common. Which of them a kind has, the routine says.
const deed = {
  kind: z.string().min(1).meta({
    description:
      'A kind of entry of the routine, or one that every routine has: consent, waiver, interval-changed; in a correction also struck.',
  }),
  at: date.meta({ description: 'The day it happened: today or earlier.' }),
  inPerson: z
    .boolean()
    .optional()
    .meta({ description: 'Whether people met in person. Follows from channel when the kind has one.' }),
  channel: z.enum(channels).optional(),
  purpose: z.string().optional().meta({ description: 'For a consent: to what.' }),
  form: z.enum(consentForms).optional().meta({ description: 'For a consent: how it was given.' }),
  status: z.enum(consentStatuses).optional().meta({ description: 'For a consent: what the individual answered.' }),
  party: z.string().optional().meta({ description: 'The other party, by name, when the kind asks for it.' }),
  obligation: z.string().optional().meta({ description: 'For a waiver or a changed interval: of what.' }),
  every: z.string().optional().meta({ description: 'For a changed interval: P1W to P12W.' }),
  reason: z.string().optional().meta({ description: 'For a waiver or a changed interval: why.' }),
};
const replaces = z.uuid().optional().meta({ description: 'The entry that this one corrects.' });
const correctionReason = z.string().optional();

export const recordEntrySchema = z
  .strictObject({
    ...deed,
    participants: z.array(z.string()).optional().meta({ description: 'The roles that took part.' }),
    answers: answers.optional(),
    replaces,
    correctionReason,
    seen,
  })
  .meta({
    id: 'RecordEntry',
    description:
      'Something that happened. A correction holds the whole entry as it should have been, what it replaces and why; one of the kind struck strikes it out.',
  });
export type RecordEntry = z.infer<typeof recordEntrySchema>;

export const entrySchema = z
  .object({
    id: z.uuid(),
    position: z.int().meta({
      description: 'The version of the run from which the entry is there. Send it as `seen` when you write next.',
    }),
    ...deed,
    participants: z.array(z.string()),
    answers,
    recordedOn: date,
    writtenAt: z.iso.datetime(),
    writtenBy: z.object({ name: z.string(), role: z.string() }).meta({ id: 'Writer' }),
    replaces,
    correctionReason,
  })
  .meta({ id: 'Entry', description: 'Written once. A correction is an entry of its own that replaces another.' });

export const entryListSchema = z
  .object({
    items: z.array(entrySchema).meta({ description: 'In the order they were written.' }),
    version: z.int().meta({ description: 'The version of the run.' }),
    next: z.int().optional().meta({ description: 'Send as `after` to read on. Absent on the last page.' }),
  })
  .meta({ id: 'EntryList' });

export const entryConflictSchema = problemSchema
  .extend({
    entry: entrySchema,
    version: z.int().meta({ description: 'The version of the run: send as `seen` to write all the same.' }),
  })
  .meta({
    id: 'EntryConflict',
    description: 'Somebody else has written the same kind of entry, or corrected the same one, meanwhile.',
  });

export const stateFactSchema = z.strictObject({ value: factValueSchema, seen }).meta({ id: 'StateFact' });

export const factConflictSchema = problemSchema
  .extend({
    fact: statedFactSchema,
    version: z.int().meta({ description: 'The version of the run: send as `seen` to write all the same.' }),
  })
  .meta({ id: 'FactConflict', description: 'Somebody else has changed the fact meanwhile.' });

export const runConflictSchema = problemSchema
  .extend({ run: z.uuid().meta({ description: 'The run that is open.' }) })
  .meta({ id: 'RunConflict', description: 'A case has at most one open run of a routine.' });

const names = z.array(z.string()).optional();

const obligationSchema = z
  .object({
    id: z.string(),
    phase: z.string(),
    modality: z.enum(modalities),
    who: z.array(z.string()),
    state: z.enum(stateNames),
    due: date.optional(),
    doneAt: date.optional(),
    late: z.literal(true).optional(),
    missingFacts: names,
    blockedBy: names,
    waitingFor: z
      .array(
        z.object({
          obligation: z.string().optional(),
          entry: z.string().optional(),
          fact: z.string().optional(),
          date: date.optional(),
          phase: z.string().optional(),
        }),
      )
      .optional()
      .meta({ description: 'Each has exactly one key.' }),
    graceUntil: date.optional(),
    clock: z
      .enum(clocks)
      .optional()
      .meta({ description: 'Whether the due date is of a law, of the routine or an interpretation.' }),
    source: z.object({ document: z.string(), heading: z.string() }).meta({ id: 'Source' }),
    explanation: z.string().meta({ description: 'Why the state is what it is, in the language asked for.' }),
    occurrences: z
      .array(z.object({ due: date, doneAt: date.optional(), kept: z.boolean() }).meta({ id: 'Occurrence' }))
      .optional()
      .meta({ description: 'Of a repeating obligation: its closed occurrences.' }),
  })
  .meta({ id: 'Obligation' });

export const obligationsSchema = z
  .object({
    routine: z.string(),
    version: z.string().meta({ description: 'The version of the routine.' }),
    at: date.meta({ description: 'The day that the states are of.' }),
    obligations: z.array(obligationSchema),
    warnings: z.array(z.object({ code: z.string(), message: z.string() }).meta({ id: 'Warning' })),
    nextSteps: z
      .array(
        z
          .object({
            obligation: z.string(),
            state: z.enum(['open', 'overdue']),
            who: z.array(z.string()),
            due: date.optional(),
          })
          .meta({ id: 'NextStep' }),
      )
      .meta({ description: 'What can be done now, most pressing first.' }),
    run: z
      .object({ id: z.uuid(), version: z.int() })
      .meta({ id: 'RunVersion', description: 'The version to send as `seen`.' }),
  })
  .meta({
    id: 'Obligations',
    description: 'As `hemvist routine evaluate --json` gives it, with next steps and the run.',
  });
