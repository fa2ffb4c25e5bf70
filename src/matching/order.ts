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

/**
 * Whether keys and forms make an order: each key once, at least one of them, and every form in its place. Whatever the keys are, the order is
 * total, for units and offers come last by their ids.
 */
export const isOrder = ({ keys, forms }: Omit<Order, 'version'>): boolean =>
  keys.length > 0 &&
  new Set(keys).size === keys.length &&
  forms.length === provisionForms.length &&
  new Set(forms).size === forms.length;

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

const isHalf = (unit: number): boolean => unit >= 0xd8_00 && unit <= 0xdf_ff;

/** By code point. Comparing strings with < compares halves of those beyond the first 65,536, which then come before some of the others. */
function byCodePoint(left: string, right: string): number {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index += 1) {
    const [a, b] = [left.charCodeAt(index), right.charCodeAt(index)];
    if (a !== b) return isHalf(a) === isHalf(b) ? a - b : isHalf(a) ? 1 : -1;
  }
  return left.length - right.length;
}

/** In order, best first. Units and offers come last by their ids, so that no two are equal. */
export function inOrder<One extends Ordered>(candidates: readonly One[], order: Order): readonly One[] {
  const measured = candidates.map((one) => ({ one, sizes: order.keys.map((key) => measures[key](one, order)) }));
  measured.sort((left, right) => {
    for (let index = 0; index < order.keys.length; index += 1) {
      const [size = last, other = last] = [left.sizes[index], right.sizes[index]];
      // Two that are both missing are alike, which infinities subtracted are not.
      if (size !== other) return size < other ? -1 : 1;
    }
    return byCodePoint(left.one.unit, right.one.unit) || byCodePoint(left.one.offer, right.one.offer);
  });
  return measured.map(({ one }) => one);
}
