import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';

/**
 * Where databases are kept: each is a good thousand files, and in memory making and dropping them costs little. What a killed process has
 * written is there afterwards in either place.
 */
export async function roomiest(): Promise<string> {
  const inMemory = '/dev/shm';
  const { bavail, bsize } = await statfs(inMemory).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize > 6 * 2 ** 30 ? inMemory : tmpdir();
}
