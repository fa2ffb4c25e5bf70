import { languages, type Text } from '../../kernel/text.ts';
import { explain, type Match, type ProvisionForm } from '../../matching/index.ts';

/** What else is known of an offer since the match: what its provider has answered, or that the request has said no to it. */
export type Since = Readonly<{ kind: 'answered-no' | 'declined'; text: string }>;

/** An offer that is not a direct award, and every reason why it does not serve. */
export type NotServing = Readonly<{ offer: string; form: ProvisionForm; reasons: readonly Text[] }>;

export type WhyNoAgreement = Readonly<{
  why: readonly NotServing[];
  /** Offers of another form that fit and that nothing is known against: a direct award is not begun past them. */
  serving: readonly string[];
}>;

type Judgement = Match['excluded'][number]['why'][number];
const sentence = (judgement: Judgement): Text =>
  Object.fromEntries(languages.map((one) => [one, explain(judgement, one)])) as unknown as Text;

/**
 * Why neither what is the city's own nor what is under agreement serves: taken from the match and from what has been answered since, and not
 * typed by anybody. A direct award asks for it (LOU 19 a:2 and 19 a:10; decision 0034).
 */
export function whyNoAgreement(
  { candidates, excluded }: Match,
  formOf: (offer: string) => ProvisionForm | undefined,
  since: ReadonlyMap<string, Since>,
  said: Readonly<Record<Since['kind'], (text: string) => Text>>,
): WhyNoAgreement {
  const others = excluded.flatMap(({ offer, why }): readonly NotServing[] => {
    const form = formOf(offer);
    if (form === undefined || form === 'direct-award') return [];
    return [{ offer, form, reasons: why.filter(({ result }) => result === 'not-met').map(sentence) }];
  });
  const fitting = candidates.filter(({ form }) => form !== 'direct-award');
  const refused = fitting.flatMap(({ offer, form }): readonly NotServing[] => {
    const its = since.get(offer);
    return its ? [{ offer, form, reasons: [said[its.kind](its.text)] }] : [];
  });
  return {
    why: [...refused, ...others],
    serving: fitting.filter(({ offer }) => !since.has(offer)).map(({ offer }) => offer),
  };
}
