import { readFile } from 'node:fs/promises';
import { type LocalDate, parseLocalDate } from '../kernel/date.ts';
import type { Parsed, Problem } from '../kernel/problem.ts';
import { type Language, languages } from '../kernel/text.ts';

/** Where a command writes (whole lines, without the line break) and which day it takes for today. */
export type CommandIo = {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly today: LocalDate;
};

/** Bad input: the message names the field and what to do. Ends the command with exit status 2. */
export class BadInput extends Error {}

const words = {
  sv: {
    noFile: (file: string) => `${file}: filen går inte att läsa. Kontrollera sökvägen.`,
    notJson: (file: string, why: string) => `${file}: filen är inte giltig JSON (${why}). Rätta den och försök igen.`,
    badDate: (value: string) => `--at: ${value} är inget datum som finns. Skriv ÅÅÅÅ-MM-DD.`,
    badLanguage: (value: string) => `--lang: ${value} finns inte. Välj sv eller en.`,
  },
  en: {
    noFile: (file: string) => `${file}: the file cannot be read. Check the path.`,
    notJson: (file: string, why: string) => `${file}: not valid JSON (${why}). Correct it and try again.`,
    badDate: (value: string) => `--at: ${value} is not a date that exists. Write YYYY-MM-DD.`,
    badLanguage: (value: string) => `--lang: there is no ${value}. Choose sv or en.`,
  },
} as const satisfies Record<Language, object>;

export function languageFrom(value: string): Language {
  const language = languages.find((known) => known === value);
  if (language === undefined) throw new BadInput(words.sv.badLanguage(value));
  return language;
}

export function dayFrom(value: string | undefined, today: LocalDate, language: Language): LocalDate {
  const day = value === undefined ? today : parseLocalDate(value);
  if (day === undefined) throw new BadInput(words[language].badDate(value ?? ''));
  return day;
}

export async function readText(file: string, language: Language): Promise<string> {
  try {
    const text = await readFile(file, 'utf8');
    // Some editors begin a file with a byte order mark.
    return text.startsWith('\uFEFF') ? text.slice(1) : text;
  } catch {
    throw new BadInput(words[language].noFile(file));
  }
}

/** The file, the place in it when it is about one, and the words. */
export const located = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(': ');

export function refuse(file: string, problems: readonly Problem[], language: Language): never {
  throw new BadInput(problems.map(({ path, message }) => located(file, path, message[language])).join('\n'));
}

/** Reads a JSON file that `parse` understands. */
export async function readJson<Value>(
  file: string,
  parse: (input: unknown) => Parsed<Value>,
  language: Language,
): Promise<Value> {
  const text = await readText(file, language);
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (error) {
    throw new BadInput(words[language].notJson(file, error instanceof Error ? error.message : String(error)));
  }
  const parsed = parse(input);
  return parsed.ok ? parsed.value : refuse(file, parsed.problems, language);
}

function isUsageError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

/** Runs a command; bad input is told, with exit status 2. */
export async function answered(io: CommandIo, usage: string, run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof BadInput) io.err(error.message);
    else if (isUsageError(error)) io.err(`${error.message}\n${usage}`);
    else throw error;
    return 2;
  }
}
