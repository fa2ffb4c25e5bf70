import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** How long one may be away before signing in again, and how long a session lasts at most. */
export const sessionLimits = { idleMinutes: 60, absoluteHours: 8 } as const;

export type SessionToken = Readonly<{ token: string; sha256: Buffer }>;

export const newSessionToken = (): SessionToken => {
  const token = randomBytes(32).toString('base64url');
  return { token, sha256: hashToken(token) };
};

/** What the database knows of a token. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The form field that carries the proof. */
export const csrfField = 'csrf';

/** A form's proof that it was shown to this session: bound to the token, which other sites cannot read. */
export const csrfToken = (token: string): string => createHmac('sha256', token).update('csrf').digest('base64url');

export function csrfMatches(token: string, given: unknown): boolean {
  if (typeof given !== 'string') return false;
  const expected = Buffer.from(csrfToken(token));
  const actual = Buffer.from(given);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
