import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { ConfigError } from './config.ts';
import type { Log } from './log.ts';

/** A list of passwords that have leaked. `unchecked`: it cannot be read, so nobody knows. */
export type LeakedPasswords = Readonly<{ problem: (password: string) => Promise<'leaked' | 'unchecked' | undefined> }>;

const lineForm = /^[0-9A-F]{40}:\d+$/;
// Longer than any line: 40 characters, a colon, a count, CR and LF.
const longestLine = 128;
const block = 4096;
const samples = 64;

/**
 * The file that Have I Been Pwned gives out (Pwned Passwords, SHA-1, ordered by hash): `HASH:count`, one a line, upper case. It is tens of
 * gigabytes, and looked up where it lies: about twenty short readings for a password. Nothing of the password leaves the machine.
 *
 * Throws a ConfigError when the file cannot be read or does not look like that. Once it has, a file that is gone or broken makes every
 * password `unchecked` and is logged.
 */
export async function openLeakedPasswords(file: string, log: Pick<Log, 'error'>): Promise<LeakedPasswords> {
  await checkFile(file);
  return {
    problem: async (password) => {
      const hash = createHash('sha1').update(password, 'utf8').digest('hex').toUpperCase();
      try {
        // Opened anew each time: a newer list may be put in its place while the server runs.
        return (await withFile(file, (list, size) => isIn(list, size, hash))) ? 'leaked' : undefined;
      } catch (error) {
        log.error({ problem: 'LEAKED_PASSWORDS cannot be read: no password can be chosen', error });
        return 'unchecked';
      }
    },
  };
}

async function withFile<T>(file: string, work: (list: FileHandle, size: number) => Promise<T>): Promise<T> {
  const list = await open(file, 'r');
  try {
    return await work(list, (await list.stat()).size);
  } finally {
    await list.close();
  }
}

async function textAt(list: FileHandle, from: number, length: number): Promise<string> {
  const { buffer, bytesRead } = await list.read(Buffer.alloc(length), 0, length, from);
  return buffer.toString('latin1', 0, bytesRead);
}

/** Where the first line begins that begins after this place, and its hash. */
async function lineAfter(list: FileHandle, place: number): Promise<Readonly<{ start: number; hash: string }>> {
  const text = await textAt(list, place, 2 * longestLine);
  const end = text.indexOf('\n');
  const line = text.slice(end + 1).split(/\r?\n/, 1)[0] ?? '';
  if (end < 0 || !lineForm.test(line)) throw new Error('The list of leaked passwords has a line of another form');
  return { start: place + end + 1, hash: line.slice(0, 40) };
}

async function isIn(list: FileHandle, size: number, hash: string): Promise<boolean> {
  // The line is between these two, of which each is the beginning of a line or the end of the file.
  let [from, to] = [0, size];
  while (to - from > block) {
    const middle = await lineAfter(list, from + Math.floor((to - from) / 2));
    if (middle.hash === hash) return true;
    if (middle.hash < hash) from = middle.start;
    else to = middle.start;
  }
  const lines = (await textAt(list, from, to - from)).split(/\r?\n/).filter((line) => line !== '');
  if (!lines.every((line) => lineForm.test(line)))
    throw new Error('The list of leaked passwords has a line of another form');
  return lines.some((line) => line.startsWith(hash));
}

/** Whether it looks like the list, at the beginning and in as many places as are read in no time. */
async function checkFile(file: string): Promise<void> {
  const wrong = (why: string): ConfigError => new ConfigError(`LEAKED_PASSWORDS should be ${listForm}: ${why}.`);
  const ordered = await withFile(file, async (list, size) => {
    const first = (await textAt(list, 0, longestLine)).split(/\r?\n/, 1)[0] ?? '';
    if (!lineForm.test(first)) throw wrong('its first line is of another form');
    let before = first.slice(0, 40);
    for (let sample = 1; sample < samples; sample += 1) {
      const place = Math.floor((size * sample) / samples);
      // No line begins after the last one.
      if (place > size - 2 * longestLine) break;
      const { hash } = await lineAfter(list, place);
      if (hash < before) return false;
      before = hash;
    }
    return true;
  }).catch((error: unknown) => {
    if (error instanceof ConfigError) throw error;
    const unreadable = error instanceof Error && 'code' in error;
    throw wrong(unreadable ? 'it cannot be read' : 'it has lines of another form');
  });
  if (!ordered) throw wrong('it is not ordered by hash');
}

const listForm =
  'the file of Pwned Passwords that is ordered by hash, with an upper-case SHA-1, a colon and a count on each line';
