import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Config, ConfigError, keyIn } from './config.ts';

/** For what has to be readable again, and must not be by whoever reads the tables. Each text is sealed for one place, and opens in no other. */
export type Safe = Readonly<{
  seal: (text: string, place: string) => string;
  /** Undefined when it was sealed with another key or for another place, or has been changed since. */
  open: (sealed: string, place: string) => string | undefined;
  /** Whether it was sealed with the key that is sealed with now. */
  isCurrent: (sealed: string) => boolean;
}>;

const algorithm = 'aes-256-gcm';
const [ivLength, tagLength] = [12, 16];

/** A key is 32 bytes. `previous` opens what was sealed with it, and seals nothing. What is sealed says with which key: `v1.KEY.SEALED`. */
export function createSafe(current: Buffer, previous?: Buffer): Safe {
  const now = named(current);
  const keys = previous ? [now, named(previous)] : [now];
  return {
    seal: (text, place) => {
      const iv = randomBytes(ivLength);
      const cipher = createCipheriv(algorithm, current, iv).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return now.prefix + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    open: (sealed, place) => {
      const found = keys.find((one) => sealed.startsWith(one.prefix));
      if (!found) return undefined;
      const bytes = Buffer.from(sealed.slice(found.prefix.length), 'base64url');
      try {
        const decipher = createDecipheriv(algorithm, found.key, bytes.subarray(0, ivLength), {
          authTagLength: tagLength,
        });
        decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
        return decipher.update(bytes.subarray(ivLength + tagLength), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return undefined;
      }
    },
    isCurrent: (sealed) => sealed.startsWith(now.prefix),
  };
}

/** A key with what its seals begin with: enough to tell keys apart, and nothing else about them. */
const named = (key: Buffer) => ({
  key,
  prefix: `v1.${createHash('sha256').update('hemvist key ').update(key).digest('hex').slice(0, 8)}.`,
});

/**
 * The safe with the configured keys. For trying and developing a key of its own is made in the data folder, which nobody else can read.
 * Throws a ConfigError when production has none.
 */
export function openSafe({ mode, dataDir, secretsKey, previousSecretsKey }: Config): Safe {
  if (secretsKey) return createSafe(secretsKey, previousSecretsKey);
  if (mode === 'production')
    throw new ConfigError(
      'HEMVIST_MODE=production needs SECRETS_KEY, or SECRETS_KEY_FILE: 32 random bytes in base64, as openssl rand -base64 32 gives. Keep it apart from the database and its backups.',
    );
  return createSafe(keyOfFolder(dataDir), previousSecretsKey);
}

function keyOfFolder(folder: string): Buffer {
  const file = path.join(folder, 'secrets.key');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Written to the end before it has its name, so that two who start at once have the same.
  const made = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(made, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(made, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(made);
  }
  return keyIn(readFileSync(file, 'utf8').trim(), file);
}
