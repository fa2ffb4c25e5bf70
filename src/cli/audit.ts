import { parseArgs } from 'node:util';
import { addDays, isLocalDate } from '../kernel/date.ts';
import { startOfDay } from '../kernel/stockholm.ts';
import {
  chainsOf,
  exportAudit,
  type Finding,
  type Format,
  formats,
  sealAudit,
  verifyChain,
} from '../oversight/index.ts';
import { readConfig } from '../platform/config.ts';
import { startDatabase } from '../platform/start-database.ts';

type Print = Readonly<{ out: (line: string) => void; err: (line: string) => void }>;

const options = {
  area: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  seals: { type: 'string' },
  format: { type: 'string' },
} as const;

/** The first moment of a day in Stockholm, or of the day after. Throws in words when it is no day. */
function instant(name: string, day: string | undefined, days: number): Date | undefined {
  if (day === undefined) return undefined;
  if (!isLocalDate(day)) throw new Error(`--${name} should be a day, such as 2026-10-14.`);
  return startOfDay(addDays(day, days));
}

/** `hemvist audit …`. Gives the exit status, or undefined when there is no such command. */
export async function auditCommand(args: readonly string[], { out, err }: Print): Promise<number | undefined> {
  const [command, ...rest] = args;
  if (command !== 'seal' && command !== 'verify' && command !== 'export') return undefined;
  const { values } = parseArgs({ args: rest, options });
  const from = instant('from', values.from, 0);
  const before = instant('to', values.to, 1);
  const format = Object.keys(formats).find((known): known is Format => known === values.format);
  if (command === 'export' && !format) throw new Error('--format should be jsonl or cef.');
  const config = readConfig(process.env);
  const directory = values.seals ?? config.sealsDir;
  const database = await startDatabase(config, err);
  try {
    if (command === 'seal') {
      out(
        `Sealed ${await sealAudit(database.db, directory, new Date())} entries. The copy of the seals is in ${directory}.`,
      );
      return 0;
    }
    if (command === 'export' && format) {
      const range = { from: from?.toISOString(), before: before?.toISOString() };
      for await (const line of exportAudit(database.owner, format, range)) {
        out(line);
        // Whoever reads decides the pace.
        if (process.stdout.writableNeedDrain) await new Promise((resolve) => process.stdout.once('drain', resolve));
      }
      return 0;
    }
    const chains = (await chainsOf(database.db)).filter(
      ({ area }) => values.area === undefined || area === values.area,
    );
    if (chains.length === 0) throw new Error(`There is no area ${values.area}.`);
    let sound = true;
    for (const chain of chains) {
      const { findings, seals, entries, unsealed } = await verifyChain(database.owner, directory, chain, {
        from,
        to: before,
      });
      const name = chain.area === '' ? 'without an area' : chain.area;
      if (findings.length === 0 && (seals > 0 || unsealed > 0 || values.area !== undefined))
        out(`${name}: ${entries} entries in ${seals} seals are as they were. ${unsealed} wait to be sealed.`);
      for (const finding of findings.slice(0, 20)) out(`${name}: ${inWords(finding)}`);
      if (findings.length > 20) out(`${name}: and ${findings.length - 20} more.`);
      sound &&= findings.length === 0;
    }
    return sound ? 0 : 1;
  } finally {
    await database.stop();
  }
}

function inWords(finding: Finding): string {
  switch (finding.kind) {
    case 'changed':
    case 'missing':
    case 'inserted': {
      const what = {
        changed: 'has been changed since it was sealed',
        missing: 'is missing: it was sealed and has been taken away',
        inserted: 'has been put in afterwards',
      }[finding.kind];
      return `entry ${finding.id}${finding.at === undefined ? '' : ` of ${finding.at}`} ${what}.`;
    }
    case 'seal-changed':
      return `seal ${finding.number} has been changed, or does not follow the one before it.`;
    case 'seal-missing':
      return `seal ${finding.number} is missing from the database.`;
    case 'seal-replaced':
      return `seal ${finding.number} is another than the one in the copy outside the database.`;
    case 'outside-damaged':
      return `seal ${finding.number} in the copy outside the database has been changed or cannot be read.`;
    case 'outside-missing':
      return 'there is no copy of the seals outside the database. Is --seals the right folder?';
  }
}
