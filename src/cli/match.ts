import { parseArgs } from 'node:util';
import type { Language } from '../kernel/text.ts';
import {
  explain,
  provisionFormNames,
  match,
  type Match,
  matchOutput,
  parseRegister,
  parseRequest,
  type Register,
  wouldQualifyIf,
} from '../matching/index.ts';
import { answered, BadInput, type CommandIo, dayFrom, languageFrom, readJson } from './input.ts';

const usage = `Användning:
  hemvist match --register <register.json> --request <förfrågan.json> [--at DATUM] [--json] [--lang sv|en]`;

const words = {
  sv: {
    missing: (option: string) => `${option}: saknas. Ange en fil.\n${usage}`,
    candidates: 'Kommer i fråga',
    none: 'Ingen.',
    excluded: 'Kommer inte i fråga',
    needsReason: 'Kräver en motivering: det finns ett alternativ utan direktupphandling.',
    rule: (version: string, at: string) =>
      `Ordning enligt ${version}, besvarat ${at}. Ett förslag; en människa väljer.`,
  },
  en: {
    missing: (option: string) => `${option}: missing. Name a file.\n${usage}`,
    candidates: 'Candidates',
    none: 'None.',
    excluded: 'Excluded',
    needsReason: 'Needs a reason: there is an alternative without a direct award.',
    rule: (version: string, at: string) => `Ordered by ${version}, answered ${at}. A proposal; a person chooses.`,
  },
} as const satisfies Record<Language, object>;

type Place = Readonly<{ offer: string; unit: string; provider: string }>;

/** A match for a terminal: candidates with their reasons, then the excluded with what is against them. */
export function matchText(found: Match, register: Register, language: Language): readonly string[] {
  const say = words[language];
  const names = new Map(register.providers.map(({ id, name }) => [id, name]));
  const place = ({ offer, unit, provider }: Place): string => `${names.get(provider) ?? provider}, ${unit}, ${offer}`;
  const candidates = found.candidates.flatMap((candidate) => [
    `  ${candidate.rank}. ${place(candidate)} – ${provisionFormNames[candidate.form][language]}`,
    ...(candidate.needsReason ? [`     ${say.needsReason}`] : []),
    ...candidate.why.map(
      (judgement) => `     ${judgement.result === 'unknown' ? '?' : '+'} ${explain(judgement, language)}`,
    ),
  ]);
  const excluded = found.excluded.flatMap((one) => {
    const otherwise = wouldQualifyIf(one.why, language);
    const against = one.why.filter(({ result }) => result === 'not-met');
    return [
      `  ${place(one)}`,
      ...against.map((judgement) => `     - ${explain(judgement, language)}`),
      ...(otherwise === undefined ? [] : [`     ${otherwise}`]),
    ];
  });
  const none = [`  ${say.none}`];
  return [
    say.candidates,
    ...(candidates.length > 0 ? candidates : none),
    '',
    say.excluded,
    ...(excluded.length > 0 ? excluded : none),
    '',
    say.rule(found.ruleVersion, found.at),
  ];
}

/**
 * `hemvist match …`: matches a request against a register, both as files, without a database. Exit status: 0, also when nobody is a
 * candidate; 2 for bad input, with a message that names the file, the path and what to do, and nothing is matched.
 */
export const matchCommand = (args: readonly string[], io: CommandIo): Promise<number> =>
  answered(io, usage, async () => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        register: { type: 'string' },
        request: { type: 'string' },
        at: { type: 'string' },
        json: { type: 'boolean', default: false },
        lang: { type: 'string', default: 'sv' },
      },
    });
    const language = languageFrom(values.lang);
    const at = dayFrom(values.at, io.today, language);
    const file = (option: 'register' | 'request'): string => {
      const named = values[option];
      if (named === undefined) throw new BadInput(words[language].missing(`--${option}`));
      return named;
    };
    const [registerFile, requestFile] = [file('register'), file('request')];
    const register = await readJson(registerFile, parseRegister, language);
    const request = await readJson(requestFile, parseRequest, language);
    const found = match(register, request, at);
    if (values.json) io.out(JSON.stringify(matchOutput(found, language), null, 2));
    else for (const line of matchText(found, register, language)) io.out(line);
    return 0;
  });
