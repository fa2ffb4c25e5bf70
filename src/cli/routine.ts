import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseLocalDate, type LocalDate } from '../kernel/date.ts';
import { languages, type Language } from '../kernel/text.ts';
import {
  checkDefinitionText,
  checkThroughYears,
  checkRun,
  compare,
  evaluate,
  openLibrary,
  parseRun,
  runOutput,
} from '../routine/index.ts';
import type { CompiledRoutine, Library, Problem } from '../routine/index.ts';
import { evaluationText, routineText } from './routine-text.ts';

/** Where a command writes (whole lines, without the line break) and which day it takes for today. */
export type CommandIo = {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly today: LocalDate;
};

const usage = `Användning:
  hemvist routine list
  hemvist routine show <rutin>[@version]
  hemvist routine check <fil>
  hemvist routine diff <rutin>@<version> <rutin>@<version> [--json]
  hemvist routine evaluate <körning.json> [--at DATUM] [--json] [--lang sv|en]`;

const words = {
  sv: {
    usage,
    noFile: (file: string) => `${file}: filen går inte att läsa. Kontrollera sökvägen.`,
    notJson: (file: string, why: string) => `${file}: filen är inte giltig JSON (${why}). Rätta den och försök igen.`,
    badDate: (value: string) => `--at: ${value} är inget datum som finns. Skriv ÅÅÅÅ-MM-DD.`,
    badLanguage: (value: string) => `--lang: ${value} finns inte. Välj sv eller en.`,
    noRoutine: (name: string, known: string) => `routine: rutinen ${name} finns inte. Välj en av: ${known}.`,
    noVersion: (name: string, known: string) => `version: versionen ${name} finns inte. Välj en av: ${known}.`,
    wanted: (text: string) => `${text}: skriv <rutin>@<version>.`,
    approved: (file: string) => `${file}: inga fel.`,
    same: 'Versionerna är lika.',
  },
  en: {
    usage,
    noFile: (file: string) => `${file}: the file cannot be read. Check the path.`,
    notJson: (file: string, why: string) => `${file}: not valid JSON (${why}). Correct it and try again.`,
    badDate: (value: string) => `--at: ${value} is not a date that exists. Write YYYY-MM-DD.`,
    badLanguage: (value: string) => `--lang: there is no ${value}. Choose sv or en.`,
    noRoutine: (name: string, known: string) => `routine: there is no routine ${name}. Choose one of: ${known}.`,
    noVersion: (name: string, known: string) => `version: there is no version ${name}. Choose one of: ${known}.`,
    wanted: (text: string) => `${text}: write <routine>@<version>.`,
    approved: (file: string) => `${file}: no errors.`,
    same: 'The versions are alike.',
  },
} as const satisfies Record<Language, object>;

/** Bad input: the message names the field and what to do. Ends the command with exit status 2. */
class BadInput extends Error {}

type Command = {
  readonly args: readonly string[];
  readonly json: boolean;
  readonly at: LocalDate;
  readonly language: Language;
  readonly io: CommandIo;
  readonly library: Library;
};

function required(value: string | undefined, language: Language): string {
  if (value === undefined) throw new BadInput(words[language].usage);
  return value;
}

function versionsOf({ library, language }: Command, routine: string): readonly CompiledRoutine[] {
  const versions = library.versions(routine);
  if (versions.length === 0) throw new BadInput(words[language].noRoutine(routine, library.routines().join(', ')));
  return versions;
}

function getVersion(command: Command, routine: string, version: string): CompiledRoutine {
  const versions = versionsOf(command, routine);
  const found = versions.find(({ definition }) => definition.version === version);
  if (found !== undefined) return found;
  const known = versions.map(({ definition }) => definition.version).join(', ');
  throw new BadInput(words[command.language].noVersion(version, known));
}

function writeAll(lines: readonly string[], { out }: CommandIo): void {
  for (const line of lines) out(line);
}

function list({ library, io, at, language }: Command): number {
  for (const routine of library.routines()) {
    const inForce = library.findInForce(routine, at);
    for (const compiled of library.versions(routine)) {
      const { version, name, document } = compiled.definition;
      const approximate = document.validFrom.approximate === true ? '~' : '';
      const mark = compiled === inForce ? '*' : ' ';
      io.out(`${mark} ${routine}@${version}  ${approximate}${document.validFrom.date}  ${name[language]}`);
    }
  }
  return 0;
}

function show(command: Command): number {
  const [routine = '', version] = required(command.args[0], command.language).split('@');
  const versions = versionsOf(command, routine);
  const found =
    version === undefined
      ? (command.library.findInForce(routine, command.at) ?? versions.at(-1))
      : getVersion(command, routine, version);
  if (found !== undefined) writeAll(routineText(found.definition, command.language), command.io);
  return 0;
}

async function readText(file: string, language: Language): Promise<string> {
  try {
    const text = await readFile(file, 'utf8');
    // Some editors begin a file with a byte order mark.
    return text.startsWith('\uFEFF') ? text.slice(1) : text;
  } catch {
    throw new BadInput(words[language].noFile(file));
  }
}

async function check({ args, io, language }: Command): Promise<number> {
  const file = required(args[0], language);
  const checked = checkDefinitionText(await readText(file, language), checkThroughYears);
  if (checked.ok) {
    io.out(words[language].approved(file));
    return 0;
  }
  for (const { line, path, message } of checked.problems) io.err(located(`${file}:${line}`, path, message[language]));
  return 2;
}

function diff(command: Command): number {
  const { args, io, json, language } = command;
  const [before, after] = [args[0], args[1]].map((text) => {
    const [routine = '', version] = required(text, language).split('@');
    if (version === undefined) throw new BadInput(words[language].wanted(routine));
    return getVersion(command, routine, version);
  });
  if (before === undefined || after === undefined) throw new BadInput(words[language].usage);
  const comparison = compare(before.definition, after.definition);
  if (json) io.out(JSON.stringify(comparison, null, 2));
  else if (comparison.changes.length === 0) io.out(words[language].same);
  else comparison.changes.forEach(({ says }) => io.out(`- ${says[language]}`));
  return 0;
}

/** The file, the place in it when it is about one, and the words. */
const located = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(': ');

function refuse(file: string, problems: readonly Problem[], language: Language): never {
  throw new BadInput(problems.map(({ path, message }) => located(file, path, message[language])).join('\n'));
}

async function evaluateFile(command: Command): Promise<number> {
  const { args, at, json, language, io } = command;
  const file = required(args[0], language);
  const text = await readText(file, language);
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (error) {
    throw new BadInput(words[language].notJson(file, error instanceof Error ? error.message : String(error)));
  }
  const parsed = parseRun(input);
  if (!parsed.ok) return refuse(file, parsed.problems, language);
  const compiled = getVersion(command, parsed.value.routine, parsed.value.version);
  const problems = checkRun(compiled, parsed.value);
  if (problems.length > 0) return refuse(file, problems, language);
  const state = evaluate(compiled, parsed.value, at);
  if (json) io.out(JSON.stringify(runOutput(state, language), null, 2));
  else writeAll(evaluationText(compiled.definition, state, language), io);
  return 0;
}

type Handler = (command: Command) => number | Promise<number>;
const commands: Readonly<Record<string, Handler>> = { list, show, check, diff, evaluate: evaluateFile };

function isLanguage(value: string): value is Language {
  return (languages as readonly string[]).includes(value);
}

function readCommand(args: readonly string[], io: CommandIo): { readonly name: string; readonly command: Command } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      at: { type: 'string' },
      lang: { type: 'string', default: 'sv' },
    },
  });
  if (!isLanguage(values.lang)) throw new BadInput(words.sv.badLanguage(values.lang));
  const at = values.at === undefined ? io.today : parseLocalDate(values.at);
  if (at === undefined) throw new BadInput(words[values.lang].badDate(values.at ?? ''));
  const [name = '', ...rest] = positionals;
  const command = { args: rest, json: values.json, at, language: values.lang, io, library: openLibrary() };
  return { name, command };
}

function isUsageError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

/**
 * `hemvist routine …`. Works without a database. Exit status: 0; 2 for bad input or a refused definition, with a message that names
 * the file, the field and what to do.
 */
export async function routineCommand(args: readonly string[], io: CommandIo): Promise<number> {
  try {
    const { name, command } = readCommand(args, io);
    const run = commands[name];
    if (run === undefined) throw new BadInput(words[command.language].usage);
    return await run(command);
  } catch (error) {
    if (error instanceof BadInput) io.err(error.message);
    else if (isUsageError(error)) io.err(`${error.message}\n${usage}`);
    else throw error;
    return 2;
  }
}
