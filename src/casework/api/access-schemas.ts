import { z } from 'zod';

const date = z.iso.date();

const explanation = {
  sees: z.boolean(),
  reasons: z.array(
    z
      .object({
        opens: z
          .enum(['unit', 'assignment-case', 'assignment-run', 'assignment-ground', 'emergency', 'cover'])
          .optional()
          .meta({ description: 'What opens it; absent of what does not open it.' }),
        since: date.optional(),
        until: z.iso.datetime().optional().meta({ description: 'When an emergency opening closes.' }),
        unit: z.string().optional().meta({ description: 'The unit that the case belongs to, by name.' }),
        ground: z.object({ provision: z.string(), name: z.string() }).optional(),
        whileConsent: z
          .boolean()
          .optional()
          .meta({ description: 'True when it opens for as long as a consent holds.' }),
        closed: z
          .enum(['protected', 'not-yet', 'ended', 'consent-ended', 'moved', 'over', 'other-run'])
          .optional()
          .meta({ description: 'Why what would have opened it does not.' }),
        on: date.optional().meta({ description: 'Since when it is closed.' }),
      })
      .meta({ id: 'AccessReason' }),
  ),
  words: z.array(z.string()).meta({ description: 'The same in sentences, in the language asked for.' }),
};

export const accessSchema = z
  .object({
    mine: z.object(explanation).meta({ id: 'AccessExplanation' }),
    others: z
      .array(
        z
          .object({ name: z.string(), unit: z.string(), area: z.string(), ...explanation })
          .meta({ id: 'AccessOfPerson' }),
      )
      .optional()
      .meta({
        description:
          'Those who have, or have had, to do with the case, with who sees it and who no longer does. Absent for who does not reach the whole case.',
      }),
  })
  .meta({ id: 'Access' });
