import { isDeepStrictEqual } from 'node:util';
import { type Document, isAlias, isCollection, isScalar, parseDocument, visit } from 'yaml';
import {
  definitionIn,
  type Interpretation,
  type Obligation,
  type Offset,
  type RoutineDefinition,
} from '../routine/index.ts';

// A draft is the text of a definition (YAML). The forms change one part of it and leave the rest as it is written, comments included.

/** Every part stands on its own: what is repeated by reference is written out, so that changing one place changes no other. */
function standsAlone(document: Document): Document {
  visit(document, {
    Alias: (_key, alias) => {
      const found = alias.resolve(document);
      if (!found) return undefined;
      const copy = found.clone() as typeof found;
      if (isScalar(copy) || isCollection(copy)) delete copy.anchor;
      return copy;
    },
  });
  visit(document, {
    Node: (_key, node) => {
      if (!isAlias(node)) delete node.anchor;
    },
  });
  return document;
}

const written = (document: Document): string => document.toString({ lineWidth: 0 });

/** The text of a version as a draft begins with it. */
export const asDraft = (text: string): string => written(standsAlone(parseDocument(text)));

/** Which part of the text a form is about. */
export type Part = Readonly<{ obligation: string } | { interpretation: string }>;

/** The value of a part: undefined when the text has none. */
export function partIn(definition: RoutineDefinition, part: Part): Obligation | Interpretation | undefined {
  return 'obligation' in part
    ? definition.obligations.find(({ id }) => id === part.obligation)
    : Object.hasOwn(definition.interpretations, part.interpretation)
      ? definition.interpretations[part.interpretation]
      : undefined;
}

/** Whether a part says the same in two texts. */
export function isSamePart(left: string, right: string, part: Part): boolean {
  const [before, after] = [definitionIn(left), definitionIn(right)];
  return before !== undefined && after !== undefined && isDeepStrictEqual(partIn(before, part), partIn(after, part));
}

/** A change in a text: where, and what is to stand there; undefined takes it away. */
export type Edit = Readonly<{ at: readonly (string | number)[]; value: unknown }>;

/** The text with changes made. Throws when it is no YAML: whoever asks has read a definition from it. */
export function edited(text: string, edits: readonly Edit[]): string {
  const document = standsAlone(parseDocument(text));
  for (const { at, value } of edits) {
    if (value === undefined) document.deleteIn(at);
    else if (!isDeepStrictEqual(plainAt(document, at), value)) document.setIn(at, document.createNode(value));
  }
  return written(document);
}

/** What stands at a place, as plain values; what is the same is left as it is written. */
function plainAt(document: Document, at: readonly (string | number)[]): unknown {
  let value = document.toJS() as unknown;
  for (const step of at) value = (value as Record<string | number, unknown> | undefined)?.[step];
  return value;
}

/** Where an obligation stands in the text. */
export function obligationAt(definition: RoutineDefinition, obligation: string): readonly (string | number)[] {
  return ['obligations', definition.obligations.findIndex(({ id }) => id === obligation)];
}

export const offsetUnits = ['days', 'workingDays', 'weeks', 'months', 'years'] as const;
export type OffsetUnit = (typeof offsetUnits)[number];
export const intervalUnits = ['days', 'weeks', 'months', 'years'] as const;
type IntervalUnit = (typeof intervalUnits)[number];

/** A time that a form can change: a distance that may count backwards, or how often something is repeated. */
export type Time = Readonly<{ count: number; unit: OffsetUnit }>;

const letters: Readonly<Record<IntervalUnit, string>> = { days: 'D', weeks: 'W', months: 'M', years: 'Y' };

export function timeOfOffset(offset: Offset): Time {
  const [entry] = Object.entries(offset) as [OffsetUnit, number][];
  return { unit: entry?.[0] ?? 'days', count: entry?.[1] ?? 0 };
}

/** As in P2W; a definition that has been read has no other. */
export function timeOfInterval(every: string): Time {
  const [, count = '1', letter = 'D'] = /^P(\d+)([DWMY])$/.exec(every) ?? [];
  const unit = intervalUnits.find((one) => letters[one] === letter) ?? 'days';
  return { count: Number(count), unit };
}

export const offsetOf = ({ count, unit }: Time): Offset => ({ [unit]: count }) as Offset;
export const intervalOf = ({ count, unit }: Time): string => `P${count}${letters[unit as IntervalUnit]}`;

/** A time in an obligation: where it stands below it, and what it is now; or the interpretation that gives it. */
export type TimeIn = Readonly<{
  at: readonly (string | number)[];
  kind: 'opens' | 'due' | 'every' | 'tolerance';
  /** Which of several last days, from 1. */
  variant?: number;
}> &
  (Readonly<{ time: Time | undefined }> | Readonly<{ interpretation: string }>);

type Source = Offset | Readonly<{ interpretation: string }> | undefined;

const timeOr = (source: Source): Readonly<{ time: Time | undefined }> | Readonly<{ interpretation: string }> => {
  if (source === undefined) return { time: undefined };
  return 'interpretation' in source ? { interpretation: source.interpretation } : { time: timeOfOffset(source) };
};

/** The times that an obligation has, in the order that they are read. */
export function timesOf({ opens, due, repeat }: Obligation): readonly TimeIn[] {
  const variants = due === undefined ? [] : [due].flat();
  const isOne = due !== undefined && !Array.isArray(due);
  return [
    ...(opens === undefined ? [] : [{ at: ['opens', 'plus'], kind: 'opens' as const, ...timeOr(opens.plus) }]),
    ...variants.map((variant, index) => ({
      at: isOne ? ['due', 'plus'] : ['due', index, 'plus'],
      kind: 'due' as const,
      ...(variants.length > 1 ? { variant: index + 1 } : {}),
      ...timeOr(variant.plus),
    })),
    ...(repeat === undefined
      ? []
      : [
          {
            at: ['repeat', 'every'],
            kind: 'every' as const,
            ...(typeof repeat.every === 'string' ? { time: timeOfInterval(repeat.every) } : repeat.every),
          },
          { at: ['repeat', 'tolerance'], kind: 'tolerance' as const, ...timeOr(repeat.tolerance) },
        ]),
  ];
}
