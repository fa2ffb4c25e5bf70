import { answersOf, type Deed, entryTitle, kindName as meetingKind, purposeInWords } from '../../casework/index.ts';
import { localDateOf, timeOfDayOf } from '../../kernel/stockholm.ts';
import type { Language } from '../../kernel/text.ts';
import { factName, type FactValue, type Library, roleName, writtenValue } from '../../routine/index.ts';
import { type ConsentPart, consentParts, secrecyMessages } from '../../secrecy/index.ts';
import { messages } from './messages/index.ts';
import type { ExtractLine, ExtractSection } from './part.ts';
import type { Row } from './store/rows.ts';

// What rows of the tables say, in words: for the register extract and for the archive.

export type Words = Readonly<{ title: string; note?: string; fields: Readonly<Record<string, string>> }>;

export const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return `${localDateOf(value)} ${timeOfDayOf(value)}`;
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const lineOf = ({ fields }: Words, row: Row): ExtractLine =>
  Object.entries(fields).flatMap(([name, label]) => {
    const value = textOf(row[name]);
    return value === '' ? [] : [{ label, value }];
  });

/** Rows as lines in the order of the fields' words; `inWords` gives what is not told by the row as it is. */
export const section = (
  words: Words,
  rows: readonly Row[],
  inWords: (row: Row) => Readonly<Record<string, unknown>> = () => ({}),
): ExtractSection => ({
  title: words.title,
  ...(words.note === undefined ? {} : { note: words.note }),
  lines: rows.map((row) => lineOf(words, { ...row, ...inWords(row) })),
  data: rows,
});

export const codes = (language: Language, row: Row, ...names: readonly string[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(names.map((name) => [name, messages[language].codes[String(row[name])] ?? row[name]]));

const definitionOf = (library: Library, row: Row) =>
  library.find(String(row['routine']), String(row['routine_version']))?.definition;

export const routineName = (library: Library, row: Row, language: Language): string =>
  definitionOf(library, row)?.name[language] ?? textOf(row['routine']);

/** A routine's own name for a kind of meeting, or the program's. */
export function meetingKindInWords(library: Library, row: Row, language: Language): string {
  const definition = definitionOf(library, row);
  const kind = String(row['kind']);
  return definition ? meetingKind({ definition, language }, kind) : kind;
}

export function factInWords(library: Library, row: Row, language: Language): Readonly<Record<string, unknown>> {
  const definition = definitionOf(library, row);
  if (!definition) return {};
  const name = String(row['name']);
  return {
    name: factName(definition, name, language),
    value: writtenValue(definition, name, row['value'] as FactValue, language),
  };
}

/** A row of the table as the deed that it is. */
const deedOf = (row: Row): Deed =>
  ({
    ...Object.fromEntries(
      [
        'kind',
        'at',
        'participants',
        'channel',
        'purpose',
        'form',
        'status',
        'party',
        'obligation',
        'every',
        'reason',
        'answers',
      ]
        .map((name) => [name, row[name]])
        .filter(([, value]) => value !== null),
    ),
    ...(row['in_person'] === null ? {} : { inPerson: row['in_person'] }),
  }) as Deed;

export function entryInWords(library: Library, row: Row, language: Language): Readonly<Record<string, unknown>> {
  const definition = definitionOf(library, row);
  if (!definition) return { title: row['kind'], answers: row['answers'] };
  const voice = { definition, language };
  const deed = deedOf(row);
  return {
    title: entryTitle(voice, deed),
    participants: deed.participants.map((role) => roleName(definition, role, language)),
    answers: answersOf(voice, deed)
      .map(({ question, answer }) => (/[?.!:]$/.test(question) ? `${question} ${answer}` : `${question}: ${answer}`))
      .join('\n'),
  };
}

const isPart = (name: string): name is ConsentPart => (consentParts as readonly string[]).includes(name);

export function consentInWords(row: Row, language: Language): Readonly<Record<string, unknown>> {
  const parts = (row['parts'] as readonly string[]).map((one) =>
    isPart(one) ? secrecyMessages[language].parts[one] : one,
  );
  return {
    ...codes(language, row, 'status', 'form'),
    purpose: purposeInWords(String(row['purpose']), language),
    parts,
  };
}
