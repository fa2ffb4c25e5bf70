import { parseArgs } from 'node:util';
import type { LocalDate } from '../kernel/date.ts';
import type { Language } from '../kernel/text.ts';
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
import type { CompiledRoutine, Library } from '../routine/index.ts';
import {
  answered,
  BadInput,
  type CommandIo,
  dayFrom,
  languageFrom,
  located,
  readJson,
  readText,
  refuse,
} from './input.ts';
import { evaluationText, routineText } from './routine-text.ts';

const usage = `Användning:
  hemvist routine list
  hemvist routine show <rutin>[@version]
  hemvist routine check <fil>
  hemvist routine diff <rutin>@<version> <rutin>@<version> [--json]
  hemvist routine evaluate <körning.json> [--at DATUM] [--json] [--lang sv|en]`;

const words = {
  sv: {
    usage,
    noRoutine: (name: string, known: string) => `routine: rutinen ${name} finns inte. Välj en av: ${known}.`,
    noVersion: (name: string, known: string) => `version: versionen ${name} finns inte. Välj en av: ${known}.`,
    wanted: (text: string) => `${text}: skriv <rutin>@<version>.`,
    approved: (file: string) => `${file}: inga fel.`,
    same: 'Versionerna är lika.',
  },
  en: {
    usage,
    noRoutine: (name: string, known: string) => `routine: there is no routine ${name}. Choose one of: ${known}.`,
    noVersion: (name: string, known: string) => `version: there is no version ${name}. Choose one of: ${known}.`,
    wanted: (text: string) => `${text}: write <routine>@<version>.`,
    approved: (file: string) => `${file}: no errors.`,
    same: 'The versions are alike.',
  },
} as const satisfies Record<Language, object>;

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

async function evaluateFile(command: Command): Promise<number> {
  const { args, at, json, language, io } = command;
  const file = required(args[0], language);
  const run = await readJson(file, parseRun, language);
  const compiled = getVersion(command, run.routine, run.version);
  const problems = checkRun(compiled, run);
  if (problems.length > 0) return refuse(file, problems, language);
  const state = evaluate(compiled, run, at);
  if (json) io.out(JSON.stringify(runOutput(state, language), null, 2));
  else writeAll(evaluationText(compiled.definition, state, language), io);
  return 0;
}

type Handler = (command: Command) => number | Promise<number>;
const commands: Readonly<Record<string, Handler>> = { list, show, check, diff, evaluate: evaluateFile };

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
  const language = languageFrom(values.lang);
  const at = dayFrom(values.at, io.today, language);
  const [name = '', ...rest] = positionals;
  const command = { args: rest, json: values.json, at, language, io, library: openLibrary() };
  return { name, command };
}

/**
 * `hemvist routine …`. Works without a database. Exit status: 0; 2 for bad input or a refused definition, with a message that names
 * the file, the field and what to do.
 */
export const routineCommand = (args: readonly string[], io: CommandIo): Promise<number> =>
  answered(io, usage, async () => {
    const { name, command } = readCommand(args, io);
    const run = commands[name];
    if (run === undefined) throw new BadInput(words[command.language].usage);
    return run(command);
  });
