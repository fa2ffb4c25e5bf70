import type { Db } from '../../platform/database.ts';
import { countAttempt, forgetAttempts, isAllowed, knowsBrowser } from './store/attempts.ts';

/** Failures allowed in fifteen minutes: for one username, and for one address that many people may share. */
export const signInLimits = { perUsername: 10, perAddress: 100, windowMinutes: 15 } as const;

/**
 * Whether a failure that nobody's name is on is worth writing down: counted by address, so that whoever sends nothing but failures does not
 * fill the audit.
 */
export async function isWorthNoting(db: Db, address: string, now: Date): Promise<boolean> {
  const { perAddress, windowMinutes } = signInLimits;
  return (await countAttempt(db, `unnamed:${address}`, now, windowMinutes)) <= perAddress;
}

export type Trying = Readonly<{
  username: string;
  address: string;
  now: Date;
  /** What the browser is known by, when it is. */
  browser?: string | undefined;
  /** A code is counted apart from passwords: who has the password is no longer just anybody. */
  what?: 'user' | 'code';
}>;

export type Counted =
  | Readonly<{ allowed: true; failed: () => Promise<void>; succeeded: () => Promise<void> }>
  /** `first`: this is the attempt that went over the limit; those that follow say nothing new. */
  | Readonly<{ allowed: false; first: boolean }>;

/**
 * Counts an attempt before anything is compared: guesses sent at the same moment do not all slip through. A browser that the person has
 * signed in with before is counted apart from all others, so that who guesses elsewhere cannot lock the person out (OWASP, device cookies).
 */
export async function countTry(db: Db, { username, address, now, browser, what = 'user' }: Trying): Promise<Counted> {
  const known = browser !== undefined && (await knowsBrowser(db, browser, username, now));
  const byName = known ? `${what}:${username}:${browser}` : `${what}:${username}`;
  const byAddress = `address:${address}`;
  const { perUsername, perAddress, windowMinutes } = signInLimits;
  const tries = await countAttempt(db, byName, now, windowMinutes);
  if (tries > perUsername) return { allowed: false, first: tries === perUsername + 1 };
  if (!(await isAllowed(db, byAddress, now, perAddress))) return { allowed: false, first: false };
  return {
    allowed: true,
    failed: async () => void (await countAttempt(db, byAddress, now, windowMinutes)),
    succeeded: () => forgetAttempts(db, byName),
  };
}
