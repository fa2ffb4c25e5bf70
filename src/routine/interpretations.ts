import { leavesOf } from './compile.ts';
import type { Condition, Interpretation, Obligation, RoutineDefinition } from './definition.ts';

const named = (source: unknown): readonly string[] =>
  typeof source === 'object' &&
  source !== null &&
  'interpretation' in source &&
  typeof source.interpretation === 'string'
    ? [source.interpretation]
    : [];

/** The interpretations in a condition: how soon is late, how long is recent. */
export function interpretationsInCondition(
  definition: RoutineDefinition,
  condition: Condition | undefined,
): readonly string[] {
  if (condition === undefined) return [];
  return leavesOf(definition, condition).flatMap((leaf) =>
    'date' in leaf ? named(('before' in leaf ? leaf.before : leaf.notBefore).plus) : [],
  );
}

function namesIn(definition: RoutineDefinition, { opens, due, repeat, when }: Obligation): readonly string[] {
  const variants = due === undefined ? [] : [due].flat();
  const sources = [opens?.plus, ...variants.map((variant) => variant.plus), repeat?.every, repeat?.tolerance];
  const conditions = [when, ...variants.map((variant) => variant.when)];
  return [
    ...new Set([
      ...sources.flatMap(named),
      ...conditions.flatMap((condition) => interpretationsInCondition(definition, condition)),
    ]),
  ];
}

/** The interpretations that an obligation's dates and conditions rest on, in any of its variants. */
export const interpretationsOf = (definition: RoutineDefinition, obligation: string): readonly Interpretation[] =>
  definition.obligations
    .filter(({ id }) => id === obligation)
    .flatMap((rule) => namesIn(definition, rule))
    .flatMap((name) => definition.interpretations[name] ?? []);
