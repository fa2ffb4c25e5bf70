import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test as base } from 'vitest';
import { ConfigError, readConfig } from './config.ts';
import { createSafe, openSafe } from './safe.ts';

const key = randomBytes(32);
const safe = createSafe(key);

base('what is sealed opens in its place as it was, and is sealed differently each time', () => {
  const sealed = safe.seal('hemligt', 'here');
  expect(safe.open(sealed, 'here')).toBe('hemligt');
  expect(sealed).not.toContain('hemligt');
  expect(safe.seal('hemligt', 'here')).not.toBe(sealed);
});

base('it opens in no other place, with no other key, and not with a single character changed or missing', () => {
  const sealed = safe.seal('hemligt', 'here');
  expect(safe.open(sealed, 'there')).toBeUndefined();
  expect(createSafe(randomBytes(32)).open(sealed, 'here')).toBeUndefined();
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  for (let place = 0; place < sealed.length; place += 1) {
    // The letter after the next: the last one's lowest bits may be nobody's.
    const other = letters[(letters.indexOf(sealed[place] ?? '') + 32) % 64] ?? '';
    expect(safe.open(sealed.slice(0, place) + other + sealed.slice(place + 1), 'here'), String(place)).toBeUndefined();
    expect(safe.open(sealed.slice(0, place), 'here'), String(place)).toBeUndefined();
  }
  expect(safe.open('hemligt', 'here')).toBeUndefined();
});

base('the key before opens, and seals nothing', () => {
  const old = safe.seal('hemligt', 'here');
  const changed = createSafe(randomBytes(32), key);
  expect([changed.open(old, 'here'), changed.isCurrent(old)]).toEqual(['hemligt', false]);
  const anew = changed.seal('hemligt', 'here');
  expect([changed.isCurrent(anew), safe.open(anew, 'here')]).toEqual([true, undefined]);
});

const test = base.extend<{ folder: string }>({
  // oxlint-disable-next-line no-empty-pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'safe-'));
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

describe('the key', () => {
  const production = { HEMVIST_MODE: 'production', DATABASE_URL: 'postgresql://hemvist@db.example/hemvist' };

  test('is given, as it is or in a file, and production does not start without it', async ({ folder }) => {
    const file = path.join(folder, 'key');
    await writeFile(file, `${key.toString('base64')}\n`);
    const sealed = safe.seal('hemligt', 'here');
    for (const given of [{ SECRETS_KEY: key.toString('base64') }, { SECRETS_KEY_FILE: file }])
      expect(openSafe(readConfig({ ...production, ...given })).open(sealed, 'here')).toBe('hemligt');
    const other = randomBytes(32).toString('base64');
    const changed = { ...production, SECRETS_KEY: other, SECRETS_KEY_PREVIOUS_FILE: file };
    expect(openSafe(readConfig(changed)).open(sealed, 'here')).toBe('hemligt');
    expect(() => openSafe(readConfig(production))).toThrow('HEMVIST_MODE=production needs SECRETS_KEY');
  });

  test.for([
    { SECRETS_KEY: 'geheim' },
    { SECRETS_KEY: key.toString('hex') },
    { SECRETS_KEY: randomBytes(16).toString('base64') },
    { SECRETS_KEY_FILE: '/nowhere/geheim' },
    { SECRETS_KEY: key.toString('base64'), SECRETS_KEY_PREVIOUS: 'geheim' },
  ])('is refused when it is none, without being repeated (%#)', (given) => {
    expect(() => readConfig({ ...production, ...given })).toThrow(ConfigError);
    expect(() => readConfig({ ...production, ...given })).not.toThrow(/geheim/);
  });

  test('is made once in the data folder for trying, and nobody else can read it', async ({ folder }) => {
    const config = readConfig({ DATA_DIR: path.join(folder, 'data') });
    const sealed = openSafe(config).seal('hemligt', 'here');
    expect(openSafe(config).open(sealed, 'here')).toBe('hemligt');
    expect(await readdir(config.dataDir)).toEqual(['secrets.key']);
    const file = path.join(config.dataDir, 'secrets.key');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toMatch(/^[\w+/]{43}=\n$/);
    await writeFile(file, 'broken');
    expect(() => openSafe(config)).toThrow('secrets.key should be a key');
  });
});
