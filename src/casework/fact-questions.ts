import { isLocalDate } from '../kernel/date.ts';
import type { Language } from '../kernel/text.ts';
import type { FactValue, RoutineDefinition } from '../routine/index.ts';
import type { Question } from '../ui/form-frame.ts';
import { first, type Typed } from './forms.ts';

/** The name of a fact's field in a form. */
export const factField = (fact: string): string => `uppgift.${fact}`;

/** A fact as a question; every one may be left unknown. */
export function factQuestion(definition: RoutineDefinition, name: string, typed: Typed, language: Language): Question | undefined {
  const fact = definition.facts[name];
  if (!fact) return undefined;
  const field = factField(name);
  const common = { name: field, label: fact.question[language] };
  const value = first(typed, field);
  switch (fact.type) {
    case 'date':
    case 'number':
      return { ...common, type: fact.type, value };
    case 'yesNo':
      return { ...common, type: 'yesNo', unknown: true, ...(value === 'yes' || value === 'no' || value === 'unknown' ? { value } : {}) };
    case 'code':
    case 'codes':
      return {
        ...common,
        type: fact.type,
        choices: Object.entries(fact.values).map(([code, text]) => ({
          value: code,
          label: text[language],
          checked: typed[field]?.includes(code) ?? false,
        })),
      };
  }
}

/** What was typed for a fact: a value, `unknown` when it says so, undefined when nothing was typed, or that it cannot be read. */
export function readFact(definition: RoutineDefinition, name: string, typed: Typed): FactValue | 'unknown' | 'wrong' | undefined {
  const fact = definition.facts[name];
  const given = (typed[factField(name)] ?? []).map((text) => text.trim()).filter((text) => text !== '');
  const [value] = given;
  if (!fact || value === undefined) return undefined;
  if (value === 'unknown') return 'unknown';
  switch (fact.type) {
    case 'date':
      return isLocalDate(value) ? value : 'wrong';
    case 'number':
      return /^-?\d{1,9}$/.test(value) ? Number(value) : 'wrong';
    case 'yesNo':
      return value === 'yes' || value === 'no' ? value === 'yes' : 'wrong';
    case 'code':
      return value in fact.values ? value : 'wrong';
    case 'codes':
      return given.every((code) => code in fact.values) ? given : 'wrong';
  }
}

/** A fact's value as it would be typed. */
export const typedFromFact = (name: string, value: FactValue | 'unknown' | undefined): Typed =>
  value === undefined
    ? {}
    : { [factField(name)]: typeof value === 'boolean' ? [value ? 'yes' : 'no'] : typeof value === 'object' ? value : [String(value)] };
