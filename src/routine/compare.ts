import type { Text } from '../kernel/text.ts';
import {
  changeInWords,
  isRecord,
  isText,
  parts,
  toldChange,
  type Part,
  type Side,
  type ToldChange,
} from './compare-words.ts';
import type { Language } from '../kernel/text.ts';
import type { RoutineDefinition } from './definition.ts';

/** One field that differs; a value is absent on the side where the field does not exist. */
export type FieldChange = { readonly field: string; readonly before?: unknown; readonly after?: unknown };

/** A part of a definition (an obligation, a fact, a question …) that is added, removed or changed. */
export type PartChange = {
  readonly part: Part;
  readonly id: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly fields: readonly FieldChange[];
  readonly says: Text;
};

export type Comparison = {
  readonly routine: string;
  readonly from: string;
  readonly to: string;
  readonly changes: readonly PartChange[];
};

/** Field by field. Texts, lists, conditions and dates are compared whole, since half of one says nothing. */
const whole = new Set([
  'when',
  'due',
  'repeat',
  'fulfilledBy',
  'opens',
  'needs',
  'waitsFor',
  'starts',
  'value',
  'ends',
]);

function fieldChanges(before: unknown, after: unknown, field: string): readonly FieldChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const split = isRecord(before) && isRecord(after) && !isText(before) && !isText(after) && !whole.has(field);
  if (!split) {
    return [{ field, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
  }
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    fieldChanges(before[key], after[key], field === '' ? key : `${field}.${key}`),
  );
}

function partsOf(definition: RoutineDefinition, part: Part): ReadonlyMap<string, unknown> {
  if (part === 'document') return new Map([[definition.routine, definition.document]]);
  if (part === 'whole') {
    const { ends, needs } = definition;
    return new Map([[definition.routine, needs.length === 0 ? { ends } : { ends, needs }]]);
  }
  if (part === 'contacts') return new Map(definition.contacts.map((contact) => [contact.party, contact]));
  const value: unknown = definition[part];
  if (Array.isArray(value))
    return new Map((value as readonly { readonly id: string }[]).map((item) => [item.id, item]));
  return new Map(Object.entries(value as object));
}

function changeOf(part: Part, id: string, old: Side, fresh: Side): PartChange | undefined {
  const { value: before } = old;
  const { value: after } = fresh;
  const told = (change: PartChange['change'], fields: readonly FieldChange[]): PartChange => ({
    part,
    id,
    change,
    fields,
    says: changeInWords({ part, id, change, fields }, old, fresh),
  });
  if (before === undefined) return told('added', []);
  if (after === undefined) return told('removed', []);
  const fields = fieldChanges(before, after, '');
  return fields.length === 0 ? undefined : told('changed', fields);
}

/** What differs between two versions of a routine, part by part and field by field, as data and in words. */
export function compare(before: RoutineDefinition, after: RoutineDefinition): Comparison {
  const changes = parts.flatMap((part) => {
    const old = partsOf(before, part);
    const fresh = partsOf(after, part);
    return [...new Set([...old.keys(), ...fresh.keys()])].flatMap(
      (id) =>
        changeOf(part, id, { definition: before, value: old.get(id) }, { definition: after, value: fresh.get(id) }) ??
        [],
    );
  });
  return { routine: after.routine, from: before.version, to: after.version, changes };
}

/** One change of a comparison in words, field by field, for whoever shows before and after beside each other. */
export function changeByField(
  change: PartChange,
  before: RoutineDefinition,
  after: RoutineDefinition,
  language: Language,
): ToldChange {
  const side = (definition: RoutineDefinition): Side => ({
    definition,
    value: partsOf(definition, change.part).get(change.id),
  });
  return toldChange(change, side(before), side(after), language);
}
