import { writeFile as save } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Actor } from '../kernel/actor.ts';
import { isLocalDate } from '../kernel/date.ts';
import { newId } from '../kernel/ids.ts';
import { localDateOf } from '../kernel/stockholm.ts';
import { findAccount } from '../organisation/index.ts';
import { readConfig } from '../platform/config.ts';
import { as } from '../platform/door.ts';
import { startDatabase } from '../platform/start-database.ts';
import {
  exportRows,
  findFileKind,
  fileKinds,
  importRows,
  problemInWords,
  readFile,
  RegisterError,
  startRegister,
  tryImport,
  writeFile,
} from '../register/index.ts';
import { readText } from './input.ts';

type Print = Readonly<{ out: (line: string) => void; err: (line: string) => void }>;

const options = {
  municipality: { type: 'string' },
  party: { type: 'string', multiple: true },
  from: { type: 'string' },
  kind: { type: 'string' },
  file: { type: 'string' },
  as: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
} as const;

const commands = ['start', 'import', 'export'] as const;

function needed(name: string, value: string | undefined): string {
  if (value === undefined || value.trim() === '') throw new RegisterError(`--${name} is missing. See hemvist help.`);
  return value.trim();
}

/** `9001=Påhittby`: a municipality that uses the register, with the name that it is shown by. */
function partyFrom(text: string): Readonly<{ code: string; name: string }> {
  const [, code, name] = /^(\d{4})=(.+)$/.exec(text) ?? [];
  if (code === undefined || name === undefined)
    throw new RegisterError(`--party ${text} should be a code and a name, such as 9001=Påhittby.`);
  return { code, name: name.trim() };
}

/** `hemvist register …`. Gives the exit status, or undefined when there is no such command. */
export async function registerCommand(args: readonly string[], { out, err }: Print): Promise<number | undefined> {
  const [given, ...rest] = args;
  const command = commands.find((one) => one === given);
  if (command === undefined) return undefined;
  const { values } = parseArgs({ args: rest, options });
  const now = new Date();
  const from = values.from ?? localDateOf(now);
  if (!isLocalDate(from)) throw new RegisterError('--from should be a day, such as 2026-10-14.');
  const database = await startDatabase(readConfig(process.env), err);
  try {
    if (command === 'start') {
      const parties = (values.party ?? []).map(partyFrom);
      await startRegister(database.owner, needed('municipality', values.municipality), parties, from, now);
      out('The register is there.');
      return 0;
    }
    const kind = findFileKind(needed('kind', values.kind));
    if (kind === undefined) throw new RegisterError(`--kind is one of: ${fileKinds.join(', ')}.`);
    const path = needed('file', values.file);
    // As somebody who keeps the register: what they may not, the command may not, and the audit says who.
    const actor: Actor | undefined = await findAccount(database.owner, needed('as', values.as));
    if (!actor?.permissions.has('register:keep'))
      throw new RegisterError(`${values.as} is no account that keeps the register.`);
    const door = { action: `register.${command}`, channel: 'cli' } as const;
    if (command === 'export') {
      const rows = await as(database.db, actor, now, door, (scope) => exportRows(scope, kind, from));
      await save(path, writeFile(kind, rows));
      out(`${rows.length} rows.`);
      return 0;
    }
    const text = await readText(path, 'en');
    const read = readFile(kind, text);
    const asked = { kind, text, from, key: newId<never>(), rows: read.ok ? read.rows : [] };
    const told = read.ok
      ? await as(database.db, actor, now, door, async (scope) =>
          values['dry-run'] ? (await tryImport(scope, asked)).told : importRows(scope, asked),
        )
      : read;
    if (!told.ok) {
      for (const problem of told.problems) err(`${path}:${problem.line}: ${problemInWords(problem, 'en')}`);
      err('Nothing is written.');
      return 2;
    }
    out(`${told.added} new, ${told.changed} changed, ${told.unchanged} already so.`);
    if (values['dry-run']) out('Nothing is written: this was a trial.');
    return 0;
  } finally {
    await database.stop();
  }
}
