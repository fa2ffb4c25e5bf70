import { expect, test } from 'vitest';
import { clamd } from '../src/platform/virus-scanner.ts';
import { infectedMark, startClamd } from './support/clamd.ts';

async function* pieces(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

test('the scanner is sent the whole file in pieces, and its answer is what it found', async () => {
  const server = await startClamd();
  const scanner = clamd(server.address);
  expect(await scanner.scan(pieces('ofarligt ', 'x'.repeat(300_000)))).toBeUndefined();
  // Also when it lies across two pieces.
  expect(await scanner.scan(pieces(infectedMark.slice(0, 5), infectedMark.slice(5)))).toBe('Pahittat.Test-1');
  expect(server.seen).toEqual([300_009, infectedMark.length]);
  await server.stop();
});

test.for(['hangs-up', 'too-large', 'nonsense', 'silent'] as const)(
  'a scanner that %s has not said that a file is clean',
  async (behaviour) => {
    const server = await startClamd(behaviour);
    const scanner = clamd(server.address, 200);
    await expect(scanner.scan(pieces('x'.repeat(1_000_000), 'y'.repeat(1_000_000)))).rejects.toThrow();
    await server.stop();
  },
);

test('a scanner that is away has not said that a file is clean', async () => {
  const server = await startClamd();
  await server.stop();
  await expect(clamd(server.address).scan(pieces('x'))).rejects.toThrow();
});
