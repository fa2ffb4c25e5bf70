import { parseArgs } from 'node:util';
import { isLocalDate } from '../kernel/date.ts';
import { localDateOf } from '../kernel/stockholm.ts';
import { countInWords, verdictCounts } from '../oversight/index.ts';
import { readConfig } from '../platform/config.ts';
import { startDatabase } from '../platform/start-database.ts';

type Print = Readonly<{ out: (line: string) => void; err: (line: string) => void }>;

/** `hemvist retention dry-run`. Gives the exit status, or undefined when there is no such command. */
export async function retentionCommand(args: readonly string[], { out, err }: Print): Promise<number | undefined> {
  const [command, ...rest] = args;
  if (command !== 'dry-run') return undefined;
  const { values } = parseArgs({ args: rest, options: { at: { type: 'string' } } });
  const on = values.at ?? localDateOf(new Date());
  if (!isLocalDate(on)) throw new Error('--at should be a day, such as 2026-10-14.');
  const database = await startDatabase(readConfig(process.env), err);
  try {
    const counts = await verdictCounts(database.owner, on);
    if (counts.length === 0) out('There are no cases.');
    for (const one of counts) out(`${one.municipality} ${one.name}: ${countInWords(one, 'en')}`);
    return 0;
  } finally {
    await database.stop();
  }
}
