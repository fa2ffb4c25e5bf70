import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../src/platform/config.ts';

const messageOf = (environment: NodeJS.ProcessEnv): string => {
  try {
    readConfig(environment);
    return '';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
};

describe('the configuration', () => {
  test('needs nothing at all to try it', () => {
    const { dataDir, ...config } = readConfig({});
    expect(config).toMatchObject({
      mode: 'demo',
      host: '127.0.0.1',
      port: 3000,
      databaseUrl: undefined,
      logLevel: 'info',
    });
    expect(dataDir).toBe(path.resolve(import.meta.dirname, '../data'));
  });

  test('takes what is left empty for not given', () => {
    expect(readConfig({ PORT: '', HEMVIST_MODE: '', DATABASE_URL: '' })).toEqual(readConfig({}));
  });

  test.for([
    ['127.0.0.1:3310', { host: '127.0.0.1', port: 3310 }],
    ['[::1]:3310', { host: '::1', port: 3310 }],
    ['/run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
  ] as const)('finds the virus scanner at %s', ([CLAMD, address]) => {
    expect(readConfig({ CLAMD }).clamd).toEqual(address);
    expect(messageOf({ CLAMD: 'ingenstans' })).toContain('CLAMD should be');
  });

  test('takes no notice of what is not its own', () => {
    expect(readConfig({ PATH: '/bin', NODE_ENV: 'x' })).toEqual(readConfig({}));
  });

  test('reads every variable', () => {
    const config = readConfig({
      HEMVIST_MODE: 'production',
      HOST: '0.0.0.0',
      PORT: '8080',
      DATABASE_URL: 'postgres://hemvist@db.example/hemvist',
      LOG_LEVEL: 'warn',
      DATA_DIR: '/var/lib/hemvist',
      LEAKED_PASSWORDS: '/var/lib/pwned.txt',
    });
    expect(config).toMatchObject({
      mode: 'production',
      host: '0.0.0.0',
      port: 8080,
      databaseUrl: 'postgres://hemvist@db.example/hemvist',
      logLevel: 'warn',
      dataDir: '/var/lib/hemvist',
      leakedPasswords: '/var/lib/pwned.txt',
    });
  });

  test.for([
    [{ HEMVIST_MODE: 'prod' }, 'HEMVIST_MODE should be demo or production.'],
    [{ PORT: 'http' }, 'PORT should be a port number between 0 and 65535, such as 3000.'],
    [{ PORT: '70000' }, 'PORT should be a port number between 0 and 65535, such as 3000.'],
    [{ PORT: '-1' }, 'PORT should be a port number between 0 and 65535, such as 3000.'],
    [{ PORT: '80.5' }, 'PORT should be a port number between 0 and 65535, such as 3000.'],
    [
      { DATABASE_URL: 'mysql://x' },
      'DATABASE_URL should be the address of a PostgreSQL 15 or newer, such as postgresql://hemvist@localhost/hemvist.',
    ],
    [
      { DATABASE_URL: 'localhost' },
      'DATABASE_URL should be the address of a PostgreSQL 15 or newer, such as postgresql://hemvist@localhost/hemvist.',
    ],
    [
      { SMTP_URL: 'https://mail.example' },
      'SMTP_URL should be the address of the server for mail, such as smtp://user:password@mail.example:587.',
    ],
    [
      { SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'hemvist@kommun.example' },
      'SMTP_URL needs MAIL_FROM, whom mail is from, and PUBLIC_URL, where it leads back to.',
    ],
    [{ MAIL_FROM: 'Hemvist' }, 'MAIL_FROM should be whom mail is from, such as Hemvist <hemvist@kommun.example>.'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL should be fatal, error, warn, info, debug or silent.'],
  ] as const)('says of %o what it should be', ([environment, message]) => {
    expect(messageOf(environment)).toBe(message);
  });

  test('names everything that is wrong at once, each once', () => {
    const lines = messageOf({ PORT: 'x', LOG_LEVEL: 'y', HEMVIST_MODE: 'z' }).split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['HEMVIST_MODE', 'PORT', 'LOG_LEVEL']);
  });

  test('never repeats a value: an address can hold a password', () => {
    expect(messageOf({ DATABASE_URL: 'mysql://hemvist:geheim@localhost/x' })).not.toContain('geheim');
  });

  test('refuses production on the database that is for trying', () => {
    expect(messageOf({ HEMVIST_MODE: 'production' })).toBe(
      'HEMVIST_MODE=production needs DATABASE_URL: the embedded database is for trying and developing.',
    );
  });
});
