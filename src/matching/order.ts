import { type ProvisionForm, provisionForms } from './codes.ts';

/** What candidates are compared by. The better one comes first; what is missing comes last. */
export const orderKeys = ['form', 'agreement-rank', 'unknown', 'preferences', 'daily-rate', 'distance'] as const;
export type OrderKey = (typeof orderKeys)[number];

/** The order of candidates, as data: a municipality may have one of its own, and an answer says by which it was given. */
export type Order = Readonly<{ version: string; forms: readonly ProvisionForm[]; keys: readonly OrderKey[] }>;

/** The order where nobody has decided another: what is the city's own first, then agreements in the rank they were won. */
export const builtInOrder: Order = {
  version: 'built-in-1',
  forms: ['in-house', 'framework', 'partnership', 'direct-award'],
  keys: orderKeys,
};

/** What the order reads of a candidate. */
export type Ordered = Readonly<{
  form: ProvisionForm;
  agreementRank: number | undefined;
  unknown: readonly unknown[];
  preferencesMet: number;
  dailyRate: number | undefined;
  distanceKm: number | undefined;
  unit: string;
  offer: string;
}>;

const last = Number.POSITIVE_INFINITY;

/** Smaller is better. */
const measures: Readonly<Record<OrderKey, (candidate: Ordered, order: Order) => number>> = {
  form: ({ form }, order) => (order.forms.includes(form) ? order.forms.indexOf(form) : provisionForms.length),
  'agreement-rank': ({ agreementRank = last }) => agreementRank,
  unknown: ({ unknown }) => unknown.length,
  preferences: ({ preferencesMet }) => -preferencesMet,
  'daily-rate': ({ dailyRate = last }) => dailyRate,
  distance: ({ distanceKm = last }) => distanceKm,
};

/** By code point. Comparing strings with < compares halves of those beyond the first 65,536. */
function byCodePoint(left: string, right: string): number {
  if (left === right) return 0;
  const [a, b] = [Array.from(left, codePoint), Array.from(right, codePoint)];
  const at = a.findIndex((point, index) => point !== b[index]);
  return at < 0 ? -1 : (a[at] ?? 0) - (b[at] ?? -1);
}
const codePoint = (character: string): number => character.codePointAt(0) ?? 0;

/** Compares two candidates. Units and offers come last by their ids, so that no two are equal. */
export function compareBy(order: Order): (left: Ordered, right: Ordered) => number {
  const compared = order.keys.map((key) => measures[key]);
  return (left, right) => {
    for (const measure of compared) {
      const [a, b] = [measure(left, order), measure(right, order)];
      // Two that are both missing are alike, which infinities subtracted are not.
      if (a !== b) return a < b ? -1 : 1;
    }
    return byCodePoint(left.unit, right.unit) || byCodePoint(left.offer, right.offer);
  };
}
