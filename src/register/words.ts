import type { Language } from '../kernel/text.ts';
import { genderNames, interventionNames, provisionFormNames, stateNames, termIn } from '../matching/index.ts';
import { none, type Value } from './fields.ts';
import type { FileProblem } from './files.ts';
import { registerMessages } from './messages/index.ts';

type Named = Readonly<Record<string, Readonly<Record<Language, string>>>>;

const named: Readonly<Record<string, Named>> = {
  genders: genderNames,
  intervention: interventionNames,
  kind: interventionNames,
  form: provisionFormNames,
  state: stateNames,
};

/** A code of a column in words; one that nobody knows, as it is written. */
export function codeInWords(column: string, code: string, language: Language): string {
  const m = registerMessages[language];
  const own: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    legal_form: m.legalForms,
    result: m.itemStates,
    decision: m.decisions,
    scope: m.stopScopes,
    list: m.own.lists,
  };
  return own[column]?.[code] ?? named[column]?.[code]?.[language] ?? termIn(language, code);
}

const codeColumns = new Set([
  'area',
  'needs_met',
  'features',
  'support_levels',
  'support_level',
  'needs',
  'of_municipality',
]);

/** A fact in words: what is not known is said to be. */
export function factInWords(column: string, value: Value | undefined, language: Language): string {
  const m = registerMessages[language];
  if (value === null || value === undefined || value === '') return m.unknown;
  if (typeof value === 'boolean') return value ? m.yes : m.no;
  if (typeof value === 'number') return String(value);
  const isCode = codeColumns.has(column) || column in named || column === 'legal_form';
  const said = (one: string): string => (isCode ? codeInWords(column, one, language) : one);
  if (typeof value === 'string') return said(value);
  return value.length === 0 ? m.none : value.map(said).join(', ');
}

/** What stands for a known empty list among the choices of a form. */
export const noneChoice = (language: Language) => ({ value: none, label: registerMessages[language].noneOfThese });

/** What is wrong in a file, without its line. */
export function problemInWords({ column, problem }: FileProblem, language: Language): string {
  const m = registerMessages[language];
  const words: Readonly<Record<string, string>> = { ...m.problems, ...m.files.problems };
  return [column ?? '', words[problem] ?? problem].filter(Boolean).join(': ');
}
