import type { z } from 'zod';
import type { Language } from '../kernel/text.ts';
import type { BodyError } from '../platform/api-route.ts';
import { apiMessages } from './messages/problems.ts';

type Issue = z.core.$ZodIssue;

const isTypeName = (name: string, language: Language): name is keyof (typeof apiMessages)['sv']['fields']['types'] =>
  Object.hasOwn(apiMessages[language].fields.types, name);

/** What a schema did not accept, each field once, in words that a person can act on. */
export const fieldErrors = ({ issues }: z.ZodError, language: Language): readonly BodyError[] =>
  issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          pointer: pointerTo([...issue.path, key]),
          message: apiMessages[language].fields.unknownField,
        }))
      : [{ pointer: pointerTo(issue.path), message: messageOf(issue, language) }],
  );

/** A JSON Pointer: `['answers', 'worked']` becomes `/answers/worked`. */
export const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function messageOf(issue: Issue, language: Language): string {
  const m = apiMessages[language].fields;
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return m.missing;
      return m.wrongType(isTypeName(issue.expected, language) ? m.types[issue.expected] : m.otherType);
    case 'invalid_value':
      return issue.input === undefined ? m.missing : m.choose(issue.values.map(String).join(', '));
    case 'invalid_union':
      return issue.input === undefined ? m.missing : m.wrongType(m.otherType);
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? m.empty : m.least(String(issue.minimum));
    case 'too_big':
      return issue.origin === 'string' ? m.longest(String(issue.maximum)) : m.most(String(issue.maximum));
    case 'invalid_format':
      return issue.format === 'date' ? m.date : issue.format === 'uuid' ? m.uuid : m.format;
    case 'unrecognized_keys':
      return m.unknownField;
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return m.format;
  }
}

/** Texts that the database cannot hold, wherever they are: with the character NUL, or half of a character. */
export function unstorable(
  value: unknown,
  language: Language,
  path: readonly PropertyKey[] = [],
): readonly BodyError[] {
  if (typeof value === 'string') {
    return value.includes('\0') || !value.isWellFormed()
      ? [{ pointer: pointerTo(path), message: apiMessages[language].fields.unstorable }]
      : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...unstorable(key, language, path),
    ...unstorable(inner, language, [...path, key]),
  ]);
}
