import { isLocalDate } from '../../kernel/date.ts';
import type { Language } from '../../kernel/text.ts';
import type { FactValue, RoutineDefinition } from '../../routine/index.ts';
import { problems } from './messages/problems.ts';

type Read = Readonly<{ value: FactValue }> | Readonly<{ problem: string }>;
type Fact = RoutineDefinition['facts'][string];

const largest = 999_999_999;

/** Reads a value as the routine says the fact is, or tells what it should be. The fact must be one of the routine's. */
export function readFactValue(fact: Fact, value: FactValue, language: Language): Read {
  if (value === 'unknown') return { value };
  const read = valueOf(fact, value);
  return read === undefined ? { problem: problems[language].factWrong(expected(fact, language)) } : { value: read };
}

function valueOf(fact: Fact, value: FactValue): FactValue | undefined {
  switch (fact.type) {
    case 'date':
      return typeof value === 'string' && isLocalDate(value) ? value : undefined;
    case 'yesNo':
      return typeof value === 'boolean' ? value : undefined;
    case 'number':
      return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= largest ? value : undefined;
    case 'code':
      return typeof value === 'string' && Object.hasOwn(fact.values, value) ? value : undefined;
    case 'codes': {
      const known =
        typeof value === 'object' && value.length > 0 && value.every((code) => Object.hasOwn(fact.values, code));
      return known ? [...new Set(value)] : undefined;
    }
  }
}

function expected(fact: Fact, language: Language): string {
  const m = problems[language].expected;
  switch (fact.type) {
    case 'date':
    case 'yesNo':
    case 'number':
      return m[fact.type];
    case 'code':
    case 'codes':
      return m[fact.type](Object.keys(fact.values));
  }
}
