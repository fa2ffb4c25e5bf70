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

type Judgement = Match['candidates'][number]['why'][number];
const sentence = (judgement: Judgement): Text =>
  Object.fromEntries(languages.map((one) => [one, explain(judgement, one)])) as unknown as Text;

/**
 * The sentences of a candidate: what speaks for it, and what nobody knows. Whether a place is free that day does not remain to be asked when
 * it is among what the provider has been asked and said yes to (`saidYesTo`): then `yes` speaks for it.
 */
export function sentencesOf(
  { why }: Pick<Match['candidates'][number], 'why'>,
  saidYesTo: readonly Text[],
  yes: Text,
): Readonly<{ why: readonly Text[]; ask: readonly Text[] }> {
  const unknown = why.filter(({ result }) => result === 'unknown');
  const isAnswered = (judgement: Judgement): boolean =>
    judgement.code === 'place-free' && saidYesTo.some(({ sv }) => sv === sentence(judgement).sv);
  return {
    why: [
      ...why.filter(({ result }) => result !== 'unknown').map(sentence),
      ...(unknown.some(isAnswered) ? [yes] : []),
    ],
    ask: unknown.filter((judgement) => !isAnswered(judgement)).map(sentence),
  };
}
