import path from 'node:path';
import { z } from 'zod';

const Config = z.object({
  HEMVIST_MODE: z.enum(['demo', 'production']).default('demo'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATA_DIR: z.string().min(1).default('data'),
  // Also without a host: postgresql://hemvist@/hemvist?host=/run/postgresql is a socket.
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/)
    .optional(),
  APP_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/)
    .optional(),
  SEALS_DIR: z.string().min(1).optional(),
  ARCHIVE_DIR: z.string().min(1).optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export type Config = Readonly<{
  mode: 'demo' | 'production';
  host: string;
  port: number;
  dataDir: string;
  /** The owner's sign-in: for migrations. */
  databaseUrl: string | undefined;
  /** The application's own sign-in, which may become hemvist_app and nothing else. */
  appDatabaseUrl: string | undefined;
  /** Where the copy of the audit's seals is kept, outside the database. */
  sealsDir: string;
  /** Where cases are exported to before they are disposed of. */
  archiveDir: string;
  trustedProxies: number;
  logLevel: string;
}>;

export class ConfigError extends Error {}

const help: Record<keyof z.infer<typeof Config>, string> = {
  HEMVIST_MODE: 'demo or production',
  HOST: 'the address to listen on, such as 127.0.0.1',
  PORT: 'a port number between 0 and 65535, such as 3000',
  DATA_DIR: 'the folder for the embedded database, such as data',
  DATABASE_URL: 'the address of a PostgreSQL 15 or newer, such as postgresql://hemvist@localhost/hemvist',
  APP_DATABASE_URL:
    'the same database with the application’s own sign-in, such as postgresql://hemvist_server@localhost/hemvist',
  ARCHIVE_DIR: 'the folder for cases that are exported before they are disposed of, such as /var/lib/hemvist/archive',
  SEALS_DIR: 'the folder for the copy of the audit’s seals, such as /var/lib/hemvist/seals',
  TRUSTED_PROXIES: 'how many proxies stand before the server, such as 1',
  LOG_LEVEL: 'fatal, error, warn, info, debug or silent',
};

/** Reads the configuration from the environment. Throws a ConfigError that names every wrong variable and what it should be. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const { success, data, error } = Config.safeParse(given);
  if (!success) {
    const names = [...new Set(error.issues.map((issue) => String(issue.path[0])))] as (keyof typeof help)[];
    throw new ConfigError(names.map((name) => `${name} should be ${help[name]}.`).join('\n'));
  }
  if (data.HEMVIST_MODE === 'production' && data.DATABASE_URL === undefined) {
    throw new ConfigError(
      'HEMVIST_MODE=production needs DATABASE_URL: the embedded database is for trying and developing.',
    );
  }
  // Beside the project, from whichever folder a command is given.
  const root = path.resolve(import.meta.dirname, '../..');
  const dataDir = path.resolve(root, data.DATA_DIR);
  return {
    mode: data.HEMVIST_MODE,
    host: data.HOST,
    port: data.PORT,
    dataDir,
    databaseUrl: data.DATABASE_URL,
    appDatabaseUrl: data.APP_DATABASE_URL,
    archiveDir: data.ARCHIVE_DIR === undefined ? path.join(dataDir, 'archive') : path.resolve(root, data.ARCHIVE_DIR),
    sealsDir: data.SEALS_DIR === undefined ? path.join(dataDir, 'seals') : path.resolve(root, data.SEALS_DIR),
    trustedProxies: data.TRUSTED_PROXIES,
    logLevel: data.LOG_LEVEL,
  };
}
