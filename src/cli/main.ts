import { readConfig } from '../platform/config.ts';
import { resetDemo } from '../demo/index.ts';
import { localDateOf } from '../kernel/stockholm.ts';
import { startDatabase } from '../platform/start-database.ts';
import { accountCommand } from './account.ts';
import { auditCommand } from './audit.ts';
import { matchCommand } from './match.ts';
import { matchReplayCommand } from './replay.ts';
import { registerCommand } from './register.ts';
import { reportCommand } from './report.ts';
import { retentionCommand } from './retention.ts';
import { routineCommand } from './routine.ts';

// Whoever reads may have had enough, as `head` has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const out = (line: string): void => void process.stdout.write(`${line}\n`);
const err = (line: string): void => void process.stderr.write(`${line}\n`);

const help = `hemvist <command>

  routine list                              the routines and their versions
  routine show <routine>[@<version>]        a routine as sentences, with sources
  routine check <file>                      is a definition sound?
  routine diff <routine>@<a> <routine>@<b>  what changed between two versions   [--json]
  routine evaluate <run.json>               the state of a run                  [--at DATE] [--json] [--lang sv|en]
  match --register <file> --request <file>  who can receive a placement, in order, and why   [--at DATE] [--json] [--lang sv|en]
  match replay <id>                         a stored match made again: is the answer the same?   [--json] [--lang sv|en]
  register start --municipality CODE [--party CODE=NAME]… [--from DATE]
                                            a register of providers, kept by one municipality and used by several
  register import --kind providers|units|offers|prices|places --file <file.csv> --as USERNAME [--from DATE] [--dry-run]
  register export --kind KIND --file <file.csv> --as USERNAME [--from DATE]
  report placements --year YEAR             requests of a year against the year before   [--requests <file.csv> | --municipality CODE] [--json] [--lang sv|en]
  audit seal                                seal what has been written to the audit, and copy the seals out
  audit verify                              has the audit been changed?         [--area A] [--from DATE] [--to DATE] [--seals DIR]
  audit export --format jsonl|cef           the audit for another system        [--from DATE] [--to DATE]
  account invite <username> --name NAME --unit UNIT --role ROLE [--role ROLE]
                                            a new account, and a link to choose its password with
  account reset <username>                  a new link for an account           [--all]
  account close <username>                  close an account, and sign it out everywhere
  account rules                             which claims of the identity provider give which roles
  account add-rule --claim CLAIM --value VALUE --role ROLE --unit UNIT
  account remove-rule <rule>
  organisation unit <unit> --name NAME --area AREA --area-name NAME --municipality CODE --municipality-name NAME
                                            a unit, and what it belongs to, when they are not there yet
  organisation municipality <code> --name NAME --area AREA --area-name NAME --unit UNIT --unit-name NAME
                            --administrator USERNAME --administrator-name NAME
                                            a municipality, and a link for its first administrator
  retention dry-run                         how many cases are kept, and why       [--at DATE]
  migrate                                   bring the database up to date
  demo reset                                empty the demo and load it anew
  help                                      this

The database commands use DATABASE_URL, or the embedded PostgreSQL in data/.`;

async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  switch (command) {
    case 'routine':
      return routineCommand(rest, { out, err, today: localDateOf(new Date()) });
    case 'match':
      if (rest[0] === 'replay') return matchReplayCommand(rest.slice(1), { out, err });
      return matchCommand(rest, { out, err, today: localDateOf(new Date()) });
    case 'report':
      return reportCommand(rest, { out, err, today: localDateOf(new Date()) });
    case 'register': {
      const status = await registerCommand(rest, { out, err });
      if (status !== undefined) return status;
      break;
    }
    case 'audit': {
      const status = await auditCommand(rest, { out, err });
      if (status !== undefined) return status;
      break;
    }
    case 'account':
    case 'organisation': {
      // Units and municipalities are the organisation's, and the rest is of accounts.
      if ((command === 'organisation') !== ['unit', 'municipality'].includes(rest[0] ?? '')) break;
      const status = await accountCommand(rest, { out, err });
      if (status !== undefined) return status;
      break;
    }
    case 'retention': {
      const status = await retentionCommand(rest, { out, err });
      if (status !== undefined) return status;
      break;
    }
    case 'migrate': {
      const database = await startDatabase(readConfig(process.env), out);
      if (database.applied.length === 0) out('The database is up to date.');
      await database.stop();
      return 0;
    }
    case 'demo': {
      if (rest[0] !== 'reset') break;
      const config = readConfig(process.env);
      if (config.mode === 'production') throw new Error('HEMVIST_MODE=production has no demo to reset.');
      const database = await startDatabase(config, out);
      try {
        out(
          `Loaded the demo: ${await resetDemo(database.owner, database.db, new Date())} fictional cases. Everybody has been signed out.`,
        );
      } finally {
        await database.stop();
      }
      return 0;
    }
    case 'help':
    case undefined:
      out(help);
      return command === undefined ? 2 : 0;
  }
  err(`There is no command "${args.join(' ')}". hemvist help tells which there are.`);
  return 2;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  err(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
