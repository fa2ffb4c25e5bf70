import { z } from 'zod';
import { languages, type Text } from '../../kernel/text.ts';
import { explain, type Match } from '../../matching/index.ts';
import { type BodyField, linesOf, type PlacementBody } from '../request-body.ts';

const line = z.object({ label: z.string(), text: z.string() }).readonly();
const text = z.object({ sv: z.string(), en: z.string() }).readonly();

/**
 * What a provider reads when it is asked for a place, frozen as it was asked: needs only. Nobody is named and nothing is numbered, and of
 * the administration no more than the municipality (OSL 26:1; the secrecy design, rule 10). What people have written in words of their own
 * does not go along: nobody can promise that it names nobody.
 */
export const InquiryBody = z
  .object({
    unitName: z.string(),
    municipalityName: z.string(),
    lines: z.array(z.object({ sv: line, en: line }).readonly()).readonly(),
    /** What the register does not know, as questions. */
    questions: z.array(text).readonly(),
    /** What the officer asks, in words. */
    message: z.string(),
  })
  .readonly();
export type InquiryBody = z.infer<typeof InquiryBody>;

const told: ReadonlySet<BodyField> = new Set([
  'intervention',
  'subcategory',
  'isAcute',
  'start',
  'months',
  'age',
  'gender',
  'household',
  'supportLevel',
  'needs',
  'features',
]);

/** What is asked of a unit for a request. `candidate` is the unit's in the match, for what nobody knows of it. */
export function inquiryBody(
  body: PlacementBody,
  { unitName, municipalityName, message }: Pick<InquiryBody, 'unitName' | 'municipalityName' | 'message'>,
  candidate: Pick<Match['candidates'][number], 'why'>,
): InquiryBody {
  const [sv, en] = [linesOf(body, 'sv'), linesOf(body, 'en')];
  return {
    unitName,
    municipalityName,
    message,
    lines: sv.flatMap(({ field, label, text: written }) => {
      const other = en.find((one) => one.field === field);
      if (!told.has(field) || !other) return [];
      return [{ sv: { label, text: written }, en: { label: other.label, text: other.text } }];
    }),
    questions: candidate.why
      .filter(({ result }) => result === 'unknown')
      .map(
        (judgement) => Object.fromEntries(languages.map((one) => [one, explain(judgement, one)])) as unknown as Text,
      ),
  };
}
