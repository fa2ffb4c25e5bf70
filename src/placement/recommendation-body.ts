import { z } from 'zod';
import { explain, type Match } from '../matching/index.ts';
import { languages, type Text } from '../kernel/text.ts';

/**
 * What the requester reads of a recommended offer, frozen as it was recommended (`placement_recommendation_item.body`): what it is called,
 * why it was proposed and what remains to be asked, as sentences in both languages. The price and its date stand beside it in the row.
 */
const text = z.object({ sv: z.string(), en: z.string() }).readonly();
export const RecommendedBody = z
  .object({
    unitName: z.string(),
    providerName: z.string(),
    area: z.string().optional(),
    agreementName: z.string().optional(),
    priceSource: z.string().optional(),
    why: z.array(text).readonly(),
    ask: z.array(text).readonly(),
    /** What the officer adds, in words; empty for nothing. */
    note: z.string(),
  })
  .readonly();
export type RecommendedBody = z.infer<typeof RecommendedBody>;

/** The sentences of a candidate: what speaks for it, and what nobody knows. */
export function sentencesOf({
  why,
}: Match['candidates'][number]): Readonly<{ why: readonly Text[]; ask: readonly Text[] }> {
  const said = (unknown: boolean): readonly Text[] =>
    why
      .filter(({ result }) => (result === 'unknown') === unknown)
      .map(
        (judgement) => Object.fromEntries(languages.map((one) => [one, explain(judgement, one)])) as unknown as Text,
      );
  return { why: said(false), ask: said(true) };
}
