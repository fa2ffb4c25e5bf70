import type { z } from 'zod';
import type { Text } from './text.ts';

/** Something wrong in a file that a person wrote: where, what, and what to do. */
export type Problem = { readonly path: string; readonly message: Text };

/** What was read, or all that is wrong with it. */
export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** `['entries', 3, 'at']` becomes `entries[3].at`. */
export function writtenPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

export const wrongDate: Text = {
  sv: 'Skriv ett datum som finns, som ÅÅÅÅ-MM-DD.',
  en: 'Write a date that exists, as YYYY-MM-DD.',
};
export const empty: Text = { sv: 'Får inte vara tomt. Fyll i det.', en: 'Must not be empty. Fill it in.' };

const rules: Readonly<Record<string, Text>> = {
  date: wrongDate,
  duration: { sv: 'Skriv ett intervall som P7D, P2W eller P1M.', en: 'Write an interval such as P7D, P2W or P1M.' },
  name: {
    sv: 'Skriv ett namn med bokstäver a–z, siffror och bindestreck som börjar med liten bokstav.',
    en: 'Write a name of the letters a–z, digits and hyphens that begins with a small letter.',
  },
  text: { sv: 'Skriv en text; den får inte vara tom.', en: 'Write a text; it must not be empty.' },
  factValue: {
    sv: 'Fel sorts värde. Ange en text, ett tal, true, false, en lista med texter eller "unknown".',
    en: 'Wrong kind of value. Give a text, a number, true, false, a list of texts or "unknown".',
  },
  time: {
    sv: 'Ange en tid i en enda enhet: { days: 7 }, { workingDays: 5 }, { weeks: 2 } eller { months: 1 }.',
    en: 'Give a time in one unit only: { days: 7 }, { workingDays: 5 }, { weeks: 2 } or { months: 1 }.',
  },
  anchor: {
    sv: 'Ange en enda sak att räkna från: { opening: true }, { fact: … }, { obligation: … }, { entry: … } eller { latestOf: […] }.',
    en: 'Give one thing only to count from: { opening: true }, { fact: … }, { obligation: … }, { entry: … } or { latestOf: […] }.',
  },
  timeOrInterval: {
    sv: 'Ange en tid i en enda enhet, som { days: 7 } eller { months: 1 }, eller ett intervall som { every: P1M }.',
    en: 'Give a time in one unit only, such as { days: 7 } or { months: 1 }, or an interval such as { every: P1M }.',
  },
  amount: { sv: 'Skriv ett tal som är 0 eller större.', en: 'Write a number that is 0 or more.' },
  ages: { sv: 'Skriv den lägsta åldern först: [18, 65].', en: 'Write the lowest age first: [18, 65].' },
  places: {
    sv: 'Ange antalet lediga platser, eller ett antal för varje datum: { "2026-12-01": 2 }.',
    en: 'Give the number of free places, or a number for each date: { "2026-12-01": 2 }.',
  },
  level: { sv: 'Ange en nivå, som "hög" eller 1.', en: 'Give a level, such as "high" or 1.' },
};

const types: Readonly<Record<string, Text>> = {
  string: { sv: 'en text', en: 'a text' },
  number: { sv: 'ett tal', en: 'a number' },
  int: { sv: 'ett heltal', en: 'a whole number' },
  boolean: { sv: 'true eller false', en: 'true or false' },
  array: { sv: 'en lista', en: 'a list' },
  object: { sv: 'ett objekt', en: 'an object' },
  record: { sv: 'ett objekt', en: 'an object' },
};

type Issue = z.core.$ZodIssue;

function wrongType(issue: Issue & { readonly code: 'invalid_type' }): Text {
  const expected = types[issue.expected] ?? { sv: issue.expected, en: issue.expected };
  return issue.input === undefined
    ? { sv: `Saknas. Ange ${expected.sv}.`, en: `Missing. Give ${expected.en}.` }
    : { sv: `Fel sorts värde. Ange ${expected.sv}.`, en: `Wrong kind of value. Give ${expected.en}.` };
}

function describe(issue: Issue): Text {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue);
    case 'unrecognized_keys': {
      const keys = issue.keys.join(', ');
      return {
        sv: `Okänt fält: ${keys}. Ta bort det eller rätta stavningen.`,
        en: `Unknown field: ${keys}. Remove it or correct the spelling.`,
      };
    }
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return { sv: `Värdet finns inte. Välj ett av: ${values}.`, en: `No such value. Choose one of: ${values}.` };
    }
    case 'too_small':
      return rules[issue.message] ?? empty;
    case 'invalid_union':
      return (
        rules[issue.message] ?? {
          sv: 'Passar inte någon av de tillåtna formerna. Se schemat för fältet.',
          en: 'Fits none of the allowed forms. See the schema for the field.',
        }
      );
    case 'invalid_key':
      return rules[issue.issues[0]?.message ?? ''] ?? { sv: issue.message, en: issue.message };
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'not_multiple_of':
    case 'too_big':
    default:
      return rules[issue.message] ?? { sv: issue.message, en: issue.message };
  }
}

/** Of a union's branches, the one that came furthest says best what is wrong. */
function unfolded(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const branches = issue.errors.filter((branch) => branch.length > 0);
  const depth = (branch: readonly Issue[]): number => Math.max(...branch.map(({ path }) => path.length));
  const unknownKeys = (branch: readonly Issue[]): number =>
    branch.filter(({ code, path }) => code === 'unrecognized_keys' && path.length === 0).length;
  const best = branches
    .filter((branch) => unknownKeys(branch) === 0 && depth(branch) > 0)
    .toSorted((left, right) => depth(right) - depth(left) || left.length - right.length)[0];
  if (best === undefined) return [issue];
  return best.flatMap((inner) => unfolded({ ...inner, path: [...issue.path, ...inner.path] }));
}

export type LocatedProblem = Problem & { readonly keys: readonly PropertyKey[] };

function pathOf(issue: Issue): readonly PropertyKey[] {
  return issue.code === 'unrecognized_keys' && issue.keys.length === 1 ? [...issue.path, ...issue.keys] : issue.path;
}

export function problemsOf(error: z.ZodError): readonly LocatedProblem[] {
  return error.issues
    .flatMap(unfolded)
    .map((issue) => ({ path: writtenPath(pathOf(issue)), keys: pathOf(issue), message: describe(issue) }));
}

/** A problem at a place in a definition. */
export function problemAt(keys: readonly PropertyKey[], sv: string, en: string): LocatedProblem {
  return { keys, path: writtenPath(keys), message: { sv, en } };
}
