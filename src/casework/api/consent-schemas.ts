import { z } from 'zod';
import { problemSchema } from '../../platform/api-route.ts';
import { consentAnswers, consentParts, consentPurposes } from '../../secrecy/index.ts';

const date = z.iso.date();
const text = z.string().trim().min(1).max(2000);
const form = z.enum(['written', 'oral']);

export const consentSchema = z
  .object({
    id: z.uuid(),
    status: z
      .enum([...consentAnswers, 'withdrawn', 'recorded-in-error'])
      .meta({ description: 'What was said, as it was written down.' }),
    standing: z
      .enum(['holds', 'not-yet', 'lapsed', 'withdrawn', 'declined', 'not-possible', 'renewed', 'recorded-in-error'])
      .meta({ description: 'How it stands today. Only `holds` opens anything.' }),
    purpose: z.string(),
    parts: z.array(z.string()).meta({ description: 'What it covers; empty for all that the purpose needs.' }),
    toArea: z.object({ id: z.string(), name: z.string() }).optional().meta({ description: 'To which administration.' }),
    toParty: z.string().optional().meta({
      description: 'To whom outside; when neither is there, to all who need to cooperate.',
    }),
    form: form.optional(),
    from: date,
    to: date.optional().meta({ description: 'The last day; absent when it holds until further notice.' }),
    reason: z.string().optional(),
    takenOn: date.meta({ description: 'The day on which the person answered.' }),
    takenBy: z.string().meta({ description: 'Who wrote it down.' }),
    writtenAt: z.iso.datetime(),
    replaces: z.uuid().optional().meta({ description: 'The answer that this one came in the place of.' }),
    replacedBy: z.uuid().optional().meta({ description: 'The answer that has come in its place.' }),
  })
  .meta({ id: 'Consent' });

export const consentListSchema = z.object({ items: z.array(consentSchema) }).meta({ id: 'ConsentList' });

export const recordConsentSchema = z
  .strictObject({
    status: z.enum(consentAnswers),
    purpose: z.enum(consentPurposes),
    parts: z.array(z.enum(consentParts)).optional().meta({
      description: 'What it covers. Leave it out for all that the purpose needs.',
    }),
    toArea: z.string().min(1).optional().meta({
      description:
        'An administration or provider, by its id. Leave out toArea and toParty for all who need to cooperate.',
    }),
    toParty: text.optional().meta({ description: 'Somebody outside, by name. Not together with toArea.' }),
    form: form.optional().meta({ description: 'Required when the person consents.' }),
    reason: text.optional().meta({ description: 'Why it was not possible to ask: required then, and only then.' }),
    takenOn: date.meta({ description: 'The day on which the person answered: today or earlier. It holds from then.' }),
    to: date.optional().meta({ description: 'The last day; leave it out when it holds until further notice.' }),
    replaces: z.uuid().optional().meta({ description: 'The answer that this one renews.' }),
  })
  .meta({ id: 'RecordConsent' });

export const withdrawConsentSchema = z
  .strictObject({
    takenOn: date.meta({ description: 'The day on which the person took it back: today or earlier.' }),
    reason: text.optional().meta({ description: 'What the person said.' }),
  })
  .meta({ id: 'WithdrawConsent' });

export const consentConflictSchema = problemSchema
  .extend({ consent: consentSchema.meta({ description: 'The answer that stands in its place.' }) })
  .meta({ id: 'ConsentConflict' });
