import type { Interpretation, Obligation, RoutineDefinition } from './definition.ts';

const named = (source: unknown): readonly string[] =>
  typeof source === 'object' &&
  source !== null &&
  'interpretation' in source &&
  typeof source.interpretation === 'string'
    ? [source.interpretation]
    : [];

function namesIn({ opens, due, repeat }: Obligation): readonly string[] {
  const variants = due === undefined ? [] : [due].flat();
  const sources = [opens?.plus, ...variants.map((variant) => variant.plus), repeat?.every, repeat?.tolerance];
  return [...new Set(sources.flatMap(named))];
}

/** The interpretations that an obligation's dates rest on, in any of its variants. */
export const interpretationsOf = (definition: RoutineDefinition, obligation: string): readonly Interpretation[] =>
  definition.obligations
    .filter(({ id }) => id === obligation)
    .flatMap(namesIn)
    .flatMap((name) => definition.interpretations[name] ?? []);
