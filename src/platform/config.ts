import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { ClamdAddress } from './virus-scanner.ts';

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
  LEAKED_PASSWORDS: z.string().min(1).optional(),
  SEALS_DIR: z.string().min(1).optional(),
  SECRETS_KEY: z.string().min(1).optional(),
  SECRETS_KEY_FILE: z.string().min(1).optional(),
  SECRETS_KEY_PREVIOUS: z.string().min(1).optional(),
  SECRETS_KEY_PREVIOUS_FILE: z.string().min(1).optional(),
  PUBLIC_URL: z
    .string()
    .regex(/^https?:\/\/[^/\s]+\/?$/)
    .optional(),
  OIDC_ISSUER: z
    .string()
    .regex(/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)[:/])\S+$/)
    .optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET_FILE: z.string().min(1).optional(),
  OIDC_ACR: z.string().default(''),
  OIDC_NAME: z.string().min(1).max(60).optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/)
    .optional(),
  SMTP_URL_FILE: z.string().min(1).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>"\r\n]+ )?<?[^\s@<>",;:]+@[^\s@<>",;:]+>?$/)
    .optional(),
  CLAMD: z
    .string()
    .regex(/^(?:\/\S+|(?:\[[\da-f:]+\]|[^\s:/[\]]+):\d{1,5})$/i)
    .optional(),
  OUTBOX_DIR: z.string().min(1).optional(),
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
  /** A file of leaked passwords that nobody may choose. */
  leakedPasswords: string | undefined;
  /** Where the copy of the audit's seals is kept, outside the database. */
  sealsDir: string;
  /** The key, 32 bytes, that secrets in the database are sealed with, and the one that they were sealed with before. */
  secretsKey: Buffer | undefined;
  previousSecretsKey: Buffer | undefined;
  /** Where disclosures to parties outside are left for the organisation’s system for secure messages. */
  outboxDir: string;
  /** The server that mail is sent by, and whom it is from; without it mail stays where administrators can read it. */
  mail: Readonly<{ url: string; from: string }> | undefined;
  /** Where cases are exported to before they are disposed of. */
  archiveDir: string;
  /** Where ClamAV listens, when files are scanned. */
  clamd: ClamdAddress | undefined;
  trustedProxies: number;
  /** Where browsers see the site, when that is not as they ask for it. */
  publicUrl: string | undefined;
  logLevel: string;
  /** The organisation's identity provider, when there is one. */
  provider:
    | Readonly<{
        issuer: string;
        clientId: string;
        clientSecret: string | undefined;
        /** The levels of assurance that are enough; any, when there are none. */
        acr: readonly string[];
        /** What people call it; else it is called the organisation's sign-in. */
        name: string | undefined;
      }>
    | undefined;
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
  LEAKED_PASSWORDS: 'a file of leaked passwords, such as /var/lib/hemvist/pwned-passwords.txt',
  SEALS_DIR: 'the folder for the copy of the audit’s seals, such as /var/lib/hemvist/seals',
  SECRETS_KEY: 'a key: 32 random bytes in base64, as openssl rand -base64 32 gives',
  SECRETS_KEY_FILE: 'a file with the key that is not given as SECRETS_KEY',
  SECRETS_KEY_PREVIOUS: 'the key that was SECRETS_KEY before',
  SECRETS_KEY_PREVIOUS_FILE: 'a file with the key that was SECRETS_KEY before',
  PUBLIC_URL: 'where browsers see the site, such as https://hemvist.example',
  OIDC_ISSUER: 'the address of the identity provider, as it calls itself, such as https://login.example/tenant',
  OIDC_CLIENT_ID: 'what the identity provider calls Hemvist',
  OIDC_CLIENT_SECRET: 'the secret that the identity provider gave Hemvist',
  OIDC_CLIENT_SECRET_FILE: 'a file with the secret that the identity provider gave Hemvist',
  OIDC_ACR: 'the levels of assurance that are enough, with spaces between',
  OIDC_NAME: 'what people call the identity provider, such as Stadens inloggning',
  SMTP_URL: 'the address of the server for mail, such as smtp://user:password@mail.example:587',
  SMTP_URL_FILE: 'a file with the address of the server for mail, such as /run/secrets/smtp-url',
  MAIL_FROM: 'whom mail is from, such as Hemvist <hemvist@kommun.example>',
  CLAMD: 'where ClamAV listens: a host and a port, such as 127.0.0.1:3310, or a socket, such as /run/clamav/clamd.ctl',
  OUTBOX_DIR: 'the folder for disclosures that go out by secure message, such as /var/lib/hemvist/outbox',
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
    leakedPasswords: data.LEAKED_PASSWORDS === undefined ? undefined : path.resolve(root, data.LEAKED_PASSWORDS),
    sealsDir: data.SEALS_DIR === undefined ? path.join(dataDir, 'seals') : path.resolve(root, data.SEALS_DIR),
    secretsKey: keyOf(data, 'SECRETS_KEY'),
    previousSecretsKey: keyOf(data, 'SECRETS_KEY_PREVIOUS'),
    publicUrl: data.PUBLIC_URL,
    outboxDir: data.OUTBOX_DIR === undefined ? path.join(dataDir, 'outbox') : path.resolve(root, data.OUTBOX_DIR),
    clamd: clamdIn(data.CLAMD),
    trustedProxies: data.TRUSTED_PROXIES,
    logLevel: data.LOG_LEVEL,
    mail: mailOf(data),
    provider: providerOf(data),
  };
}

function clamdIn(text: string | undefined): ClamdAddress | undefined {
  if (text === undefined) return undefined;
  if (text.startsWith('/')) return { path: text };
  const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(text) ?? [];
  return { host, port: Number(port) };
}

/** Where the identity provider is, or undefined. Throws a ConfigError when only half of it is said. */
function providerOf(data: z.infer<typeof Config>): Config['provider'] {
  if (data.OIDC_ISSUER === undefined) return undefined;
  if (data.OIDC_CLIENT_ID === undefined || data.PUBLIC_URL === undefined)
    throw new ConfigError(
      'OIDC_ISSUER needs OIDC_CLIENT_ID, what the identity provider calls Hemvist, and PUBLIC_URL, where it sends people back to.',
    );
  return {
    issuer: data.OIDC_ISSUER,
    clientId: data.OIDC_CLIENT_ID,
    clientSecret: secretOf(data, 'OIDC_CLIENT_SECRET'),
    acr: data.OIDC_ACR.split(/\s+/).filter((level) => level !== ''),
    name: data.OIDC_NAME,
  };
}

/** How mail is sent, or undefined. Throws a ConfigError when only a part of it is said. */
function mailOf(data: z.infer<typeof Config>): Config['mail'] {
  const url = secretOf(data, 'SMTP_URL');
  if (url === undefined) return undefined;
  if (!/^smtps?:\/\/\S+$/.test(url) || !URL.canParse(url))
    throw new ConfigError(`SMTP_URL should be ${help.SMTP_URL}.`);
  if (data.MAIL_FROM === undefined || data.PUBLIC_URL === undefined)
    throw new ConfigError('SMTP_URL needs MAIL_FROM, whom mail is from, and PUBLIC_URL, where it leads back to.');
  return { url, from: data.MAIL_FROM };
}

/** A secret, from its variable or from the file that another names. Throws a ConfigError when there is no reading the file. */
function secretOf(
  data: z.infer<typeof Config>,
  name: 'OIDC_CLIENT_SECRET' | 'SMTP_URL' | 'SECRETS_KEY' | 'SECRETS_KEY_PREVIOUS',
): string | undefined {
  const file = data[`${name}_FILE`];
  if (data[name] !== undefined || file === undefined) return data[name];
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new ConfigError(`${name}_FILE should be a file that Hemvist can read.`);
  }
}

function keyOf(data: z.infer<typeof Config>, name: 'SECRETS_KEY' | 'SECRETS_KEY_PREVIOUS'): Buffer | undefined {
  const text = secretOf(data, name);
  return text === undefined ? undefined : keyIn(text, name);
}

/** The 32 bytes of a key in base64. Throws a ConfigError that names where it was, and not what it was, when it is none. */
export function keyIn(text: string, where: string): Buffer {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text)) throw new ConfigError(`${where} should be ${help.SECRETS_KEY}.`);
  return Buffer.from(text, 'base64');
}
