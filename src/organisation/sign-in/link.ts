import type { Db } from '../../platform/database.ts';
import type { LeakedPasswords } from '../../platform/leaked-passwords.ts';
import { hashPassword } from '../../platform/password.ts';
import { newSessionToken } from '../../platform/session.ts';
import { browserName } from './browser-name.ts';
import { type PasswordProblem, passwordProblem } from './password-rule.ts';
import { factorsOf } from './store/factors.ts';
import { findLink, useLink } from './store/links.ts';
import { beginSession, type Begun, note } from './store/sessions.ts';
import { beginStep } from './store/steps.ts';
import { atOnce } from './store/at-once.ts';

export { findLink } from './store/links.ts';

export type LinkTaken =
  | (Begun & Readonly<{ outcome: 'signed-in' }>)
  | Readonly<{ outcome: 'second-step'; step: string }>
  | Readonly<{ outcome: 'refused'; problem: PasswordProblem }>
  /** Used, too old, or none. */
  | Readonly<{ outcome: 'no-link' }>;

/**
 * Sets a password with a link that somebody was given, and signs in with it: without more than that to do anything but set up a second way,
 * and not at all past a second way that there is.
 */
export async function takeLink(
  db: Db,
  {
    token,
    password,
    leaked,
    now,
    browser,
    userAgent = '',
  }: Readonly<{
    token: string;
    password: string;
    leaked?: LeakedPasswords | undefined;
    now: Date;
    browser?: string | undefined;
    userAgent?: string | undefined;
  }>,
): Promise<LinkTaken> {
  const found = await findLink(db, token, now);
  if (!found) return { outcome: 'no-link' };
  const problem = await passwordProblem(password, found, leaked);
  if (problem !== undefined) return { outcome: 'refused', problem };
  const { municipality, account } = found;
  const hash = await hashPassword(password);
  const used = await atOnce(db, async (tx) => {
    const done = await useLink(tx, token, hash, now);
    if (done) await note(tx, found, now, 'password.link', 'ok');
    return done;
  });
  if (!used) return { outcome: 'no-link' };
  const factors = await factorsOf(db, found);
  if (factors && (factors.totp_secret !== null || factors.passkeys.length > 0)) {
    const { token: step } = newSessionToken();
    await beginStep(db, 'second', step, { municipality, account, data: {} }, now);
    return { outcome: 'second-step', step };
  }
  const begun = await beginSession(db, {
    municipality,
    account,
    method: 'link',
    strong: false,
    now,
    browser,
    browserName: browserName(userAgent),
  });
  return { outcome: 'signed-in', ...begun };
}
