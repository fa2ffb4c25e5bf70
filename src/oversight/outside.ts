// The copy of the seals outside the database: a file for each chain, a line for each seal.
import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Chain, Seal } from './seal.ts';

/** The file of a chain: the area's own name, with the municipality before it. */
export const fileOf = (directory: string, { municipality, area }: Chain): string =>
  path.join(directory, area === '' ? `${municipality}.jsonl` : `${municipality}-${encodeURIComponent(area)}.jsonl`);

/** The number of the last whole line, and where it ends: a line that was cut off by a power failure is written anew. */
async function lastWhole(file: Awaited<ReturnType<typeof open>>): Promise<Readonly<{ number: number; end: number }>> {
  const { size } = await file.stat();
  for (let reach = 65_536; ; reach *= 4) {
    const from = Math.max(0, size - reach);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    const end = buffer.subarray(0, bytesRead).lastIndexOf(10);
    const start = end <= 0 ? -1 : buffer.subarray(0, end).lastIndexOf(10);
    if (end >= 0 && (start >= 0 || from === 0)) {
      const line = JSON.parse(buffer.subarray(start + 1, end).toString('utf8')) as Seal;
      return { number: line.number, end: from + end + 1 };
    }
    if (from === 0) return { number: 0, end: 0 };
  }
}

/** Appends the seals that the file does not have, and does not answer before they are on the disk. */
export async function appendOutside(
  directory: string,
  chain: Chain,
  after: (number: number) => Promise<readonly Seal[]>,
): Promise<number> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = await open(fileOf(directory, chain), 'a+', 0o600);
  try {
    const { number, end } = await lastWhole(file);
    let last = number;
    let appended = 0;
    for (let seals = await after(last); seals.length > 0; seals = await after(last)) {
      if (appended === 0) await file.truncate(end);
      await file.appendFile(seals.map((seal) => `${JSON.stringify(seal)}\n`).join(''));
      last = seals.at(-1)?.number ?? last;
      appended += seals.length;
    }
    if (appended > 0) await file.sync();
    return appended;
  } finally {
    await file.close();
  }
}

/** The seals of a chain's file in order; a line that is none comes as undefined. Throws ENOENT when there is no file. */
export async function* readOutside(directory: string, chain: Chain): AsyncGenerator<Seal | undefined> {
  const lines = createInterface({ input: createReadStream(fileOf(directory, chain)), crlfDelay: Infinity });
  for await (const line of lines) {
    if (line === '') continue;
    let seal: Seal | undefined;
    try {
      const { number, hash, body } = JSON.parse(line) as Seal;
      if (Number.isInteger(number) && typeof hash === 'string' && typeof body === 'string')
        seal = { number, hash, body };
    } catch {}
    yield seal;
  }
}
