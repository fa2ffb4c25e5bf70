import {
  isOrder,
  type Order,
  orderKeys,
  type OrderKey,
  type ProvisionForm,
  provisionForms,
} from '../../matching/index.ts';
import { first, type Typed } from '../../platform/typed.ts';

/** Each key and each form has a number of its own: 1 counts first. A key without a number does not count. */
export const keyField = (key: OrderKey): string => `nyckel-${key}`;
export const formField = (form: ProvisionForm): string => `regiform-${form}`;

type Numbered = Readonly<{ field: string; problem: 'twice' | 'missing' | 'number' }>;

function numbered<Code>(
  codes: readonly Code[],
  fieldOf: (code: Code) => string,
  typed: Typed,
  needed: boolean,
): Readonly<{ inOrder: readonly Code[]; problems: readonly Numbered[] }> {
  const places = new Map<number, Code>();
  const problems: Numbered[] = [];
  for (const code of codes) {
    const field = fieldOf(code);
    const text = first(typed, field);
    if (text === '') {
      if (needed) problems.push({ field, problem: 'missing' });
      continue;
    }
    const place = codes.findIndex((_, index) => String(index + 1) === text) + 1;
    if (place === 0) problems.push({ field, problem: 'number' });
    else if (places.has(place)) problems.push({ field, problem: 'twice' });
    else places.set(place, code);
  }
  return {
    inOrder: [...places].toSorted(([left], [right]) => left - right).map(([, code]) => code),
    problems,
  };
}

export type TypedOrder =
  | Readonly<{ ok: true; order: Omit<Order, 'version'> }>
  | Readonly<{ ok: false; problems: readonly Readonly<{ field: string; problem: Numbered['problem'] | 'nothing' }>[] }>;

/** The order that is typed in the form, or what is wrong with it. */
export function orderTyped(typed: Typed): TypedOrder {
  const keys = numbered(orderKeys, keyField, typed, false);
  const forms = numbered(provisionForms, formField, typed, keys.inOrder.includes('form'));
  const problems = [...keys.problems, ...forms.problems];
  if (problems.length > 0) return { ok: false, problems };
  // Where the form does not count, the forms have their places all the same.
  const order = {
    keys: keys.inOrder,
    forms: [...forms.inOrder, ...provisionForms.filter((one) => !forms.inOrder.includes(one))],
  };
  return isOrder(order)
    ? { ok: true, order }
    : { ok: false, problems: [{ field: keyField('form'), problem: 'nothing' }] };
}

/** An order as the form types it. */
export const typedOrder = ({ keys, forms }: Omit<Order, 'version'>): Typed =>
  Object.fromEntries([
    ...keys.map((key, index) => [keyField(key), [String(index + 1)]] as const),
    ...forms.map((form, index) => [formField(form), [String(index + 1)]] as const),
  ]);
