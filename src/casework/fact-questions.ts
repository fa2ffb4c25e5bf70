import { isLocalDate } from '../kernel/date.ts';
import type { Language } from '../kernel/text.ts';
import { atStart } from '../kernel/words.ts';
import { type Fact, type FactValue, type RoutineDefinition } from '../routine/index.ts';
import type { Question } from '../ui/form-frame.ts';
import { first, type Typed } from './typed.ts';

/** What a fact says when somebody has said that nobody knows. */
export const unknown = 'unknown';

/** The name of a fact's field in a form. */
export const factField = (fact: string): string => `uppgift.${fact}`;

// The name can come from an address: only the routine's own facts, not what every object has.
const findFact = (definition: RoutineDefinition, name: string): Fact | undefined =>
  Object.hasOwn(definition.facts, name) ? definition.facts[name] : undefined;

/** A fact as a question; every one may be left unknown. */
export function factQuestion(
  definition: RoutineDefinition,
  name: string,
  typed: Typed,
  language: Language,
): Question | undefined {
  const fact = findFact(definition, name);
  if (!fact) return undefined;
  const field = factField(name);
  const common = { name: field, label: fact.question[language] };
  const value = first(typed, field);
  switch (fact.type) {
    case 'date':
    case 'number':
      return { ...common, type: fact.type, value };
    case 'yesNo':
      return {
        ...common,
        type: 'yesNo',
        unknown: true,
        ...(value === 'yes' || value === 'no' || value === 'unknown' ? { value } : {}),
      };
    case 'code':
    case 'codes':
      return {
        ...common,
        type: fact.type,
        choices: Object.entries(fact.values).map(([code, text]) => ({
          value: code,
          label: atStart(text[language]),
          checked: typed[field]?.includes(code) ?? false,
        })),
      };
  }
}

export type ReadFact = Readonly<{ value: FactValue }> | Readonly<{ wrong: true }>;

/** What was typed for a fact: a value (`unknown` when it says so), that it cannot be read, or undefined when nothing was typed. */
export function readFact(definition: RoutineDefinition, name: string, typed: Typed): ReadFact | undefined {
  const fact = findFact(definition, name);
  const given = (typed[factField(name)] ?? []).map((text) => text.trim()).filter((text) => text !== '');
  const [value] = given;
  if (!fact || value === undefined) return undefined;
  if (value === unknown) return { value: unknown };
  const read = valueOf(fact, value, given);
  return read === undefined ? { wrong: true } : { value: read };
}

function valueOf(fact: Fact, value: string, given: readonly string[]): FactValue | undefined {
  switch (fact.type) {
    case 'date':
      return isLocalDate(value) ? value : undefined;
    case 'number':
      return /^-?\d{1,9}$/.test(value) ? Number(value) : undefined;
    case 'yesNo':
      return value === 'yes' || value === 'no' ? value === 'yes' : undefined;
    case 'code':
      return Object.hasOwn(fact.values, value) ? value : undefined;
    case 'codes':
      return given.every((code) => Object.hasOwn(fact.values, code)) ? given : undefined;
  }
}

/** A fact's value as it would be typed. */
export const typedFromFact = (name: string, value: FactValue | undefined): Typed =>
  value === undefined
    ? {}
    : {
        [factField(name)]:
          typeof value === 'boolean' ? [value ? 'yes' : 'no'] : typeof value === 'object' ? value : [String(value)],
      };
