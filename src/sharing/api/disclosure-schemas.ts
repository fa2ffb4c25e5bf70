import { z } from 'zod';
import { parts } from '../disclosure.ts';

const date = z.iso.date();
const moment = z.iso.datetime();

export const groundSchema = z
  .object({ provision: z.string(), name: z.string() })
  .meta({ id: 'Ground', description: 'The provision, and what it says in the language asked for.' });

export const disclosureListSchema = z
  .object({
    items: z.array(
      z
        .object({
          id: z.uuid(),
          signedAt: moment,
          signedBy: z.string(),
          to: z.string().meta({ description: 'The recipient: a person, or somebody outside.' }),
          toArea: z.string().optional().meta({ description: 'The recipient’s administration, by name.' }),
          toAddress: z.string().optional().meta({ description: 'Where it was sent, to somebody outside.' }),
          purpose: z.string(),
          ground: groundSchema,
          reason: z.string().meta({ description: 'Why it was needed.' }),
          parts: z.array(z.string()).meta({ description: 'What was disclosed.' }),
          redacted: z.boolean().meta({ description: 'Whether something was struck out.' }),
          sha256: z.string().meta({ description: 'The checksum of what was disclosed.' }),
          receipt: z
            .object({
              state: z.enum(['unread', 'read', 'queued', 'delivered', 'stopped']),
              at: moment.optional(),
              reference: z.string().optional().meta({ description: 'What the recipient’s system answered.' }),
            })
            .meta({
              id: 'DisclosureReceipt',
              description:
                '`read` when the recipient has opened it. To somebody outside: `stopped` when the consent ended before it was sent.',
            }),
        })
        .meta({ id: 'Disclosure' }),
    ),
  })
  .meta({ id: 'DisclosureList' });

const received = {
  id: z.uuid(),
  signedAt: moment,
  from: z.object({ signer: z.string(), unit: z.string(), area: z.string() }).meta({ id: 'DisclosedBy' }),
  purpose: z.string(),
  readAt: moment.optional().meta({ description: 'When you first opened it; absent when you have not.' }),
};

export const receivedListSchema = z
  .object({ items: z.array(z.object(received).meta({ id: 'ReceivedDisclosureItem' })) })
  .meta({ id: 'ReceivedDisclosureList' });

export const receivedSchema = z
  .object({
    ...received,
    ground: groundSchema,
    parts: z.array(z.string()),
    language: z.enum(['sv', 'en']).meta({ description: 'The language that it was written in.' }),
    pieces: z
      .array(
        z
          .object({
            part: z.enum(parts),
            heading: z.string(),
            text: z.string().meta({ description: '`▇▇▇` stands where something was struck out.' }),
            on: date.optional(),
            by: z.string().optional(),
          })
          .meta({ id: 'DisclosedPiece' }),
      )
      .meta({ description: 'As it was when it was signed.' }),
  })
  .meta({ id: 'ReceivedDisclosure' });
