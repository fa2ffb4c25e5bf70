import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Which entries a seal is of, by area. The area is empty for what belongs to none. */
export type Chain = Readonly<{ municipality: string; area: string }>;

/** A seal as it is kept: `hash` is the sha256 of `body`, which holds the hash of the seal before. */
export type Seal = Readonly<{ number: number; hash: string; body: string }>;

const Body = z.object({
  municipality: z.string(),
  area: z.string(),
  number: z.int(),
  sealedAt: z.string(),
  previous: z.string().nullable(),
  count: z.int(),
  firstAt: z.string().nullable(),
  lastAt: z.string().nullable(),
  throughTx: z.string(),
  throughId: z.string(),
  entries: z.array(z.tuple([z.int(), z.string()])),
});
export type SealBody = z.infer<typeof Body>;

/** The contents of a seal; undefined when it is none. */
export function readBody(text: string): SealBody | undefined {
  try {
    return Body.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Whether a seal is what it says it is, and follows the one before: its contents, or undefined. */
export function soundBody(seal: Seal, chain: Chain, previous: string | null): SealBody | undefined {
  const body = readBody(seal.body);
  return body !== undefined &&
    sha256(seal.body) === seal.hash &&
    body.number === seal.number &&
    body.municipality === chain.municipality &&
    body.area === chain.area &&
    body.previous === previous
    ? body
    : undefined;
}
