import { sql } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import type { AccountId } from '../kernel/ids.ts';
import { type Permission, permissions as knownPermissions } from '../kernel/permission.ts';
import type { Language } from '../kernel/text.ts';
import type { Db } from '../platform/database.ts';
import { passwordMatches, spendAsMuchTime } from '../platform/password.ts';
import type { Safe } from '../platform/safe.ts';
import { hashToken, newSessionToken, sessionLimits } from '../platform/session.ts';
import { countTry } from './sign-in/attempts.ts';
import { browserName } from './sign-in/browser-name.ts';
import { plainRecoveryCode, stepOfCode } from './sign-in/codes.ts';
import { credentialsOf, factorsOf, passwordOfSession, useRecoveryCode, useTotp } from './sign-in/store/factors.ts';
import {
  accountOfSession,
  beginSession,
  type Begun,
  endSession,
  note,
  renewSession,
  type Whose,
} from './sign-in/store/sessions.ts';
import { beginStep, findStep, takeStep } from './sign-in/store/steps.ts';
import { openTotpSecret } from './sign-in/totp-secret.ts';

export { signInLimits } from './sign-in/attempts.ts';

export type SignedIn =
  | (Begun & Readonly<{ outcome: 'signed-in' }>)
  /** The password was right, and something else is to be shown: by who has this token. */
  | Readonly<{ outcome: 'second-step'; step: string }>
  | Readonly<{ outcome: 'failed' }>
  | Readonly<{ outcome: 'too-many' }>;

/** Where somebody tries from. */
export type From = Readonly<{
  address: string;
  now: Date;
  /** What the browser is known by, when it is. */
  browser?: string | undefined;
  userAgent?: string | undefined;
}>;

type Attempt = From & Readonly<{ username: string; password: string; demoAllowed: boolean }>;

/** Signs in with a username and a password. Takes as long, and says the same, whether or not there is such an account. */
export async function signIn(db: Db, attempt: Attempt): Promise<SignedIn> {
  const { password, address, now, browser, demoAllowed, userAgent = '' } = attempt;
  const username = attempt.username.trim().toLowerCase();
  const counted = await countTry(db, { username, address, now, browser });
  if (!counted.allowed) {
    if (counted.first)
      await note(db, await credentialsOf(db, username), now, 'sign-in.password', 'rejected', ['locked']);
    return { outcome: 'too-many' };
  }
  const found = await credentialsOf(db, username);
  const usable = found && (demoAllowed || !found.demo) ? found : undefined;
  const matches = usable ? await passwordMatches(password, usable.password_hash) : await spendAsMuchTime(password);
  if (!usable || !matches) {
    await counted.failed();
    await note(db, found, now, 'sign-in.password', 'rejected');
    return { outcome: 'failed' };
  }
  await counted.succeeded();
  const { municipality, account } = usable;
  const factors = await factorsOf(db, usable);
  if (factors && (factors.totp_secret !== null || factors.passkeys.length > 0)) {
    const { token: step } = newSessionToken();
    await beginStep(db, 'second', step, { municipality, account, data: {} }, now);
    return { outcome: 'second-step', step };
  }
  const begun = await beginSession(db, {
    municipality,
    account,
    method: 'password',
    strong: false,
    now,
    browser,
    browserName: browserName(userAgent),
  });
  return { outcome: 'signed-in', ...begun };
}

/** What the one who is half-way in can show; undefined when nobody is. */
export async function secondStep(
  db: Db,
  step: string,
  now: Date,
): Promise<(Whose & Readonly<{ code: boolean; passkeys: readonly string[]; recoveryCodes: boolean }>) | undefined> {
  const found = await findStep(db, 'second', step, now);
  if (!found || found.municipality === null || found.account === null) return undefined;
  const whose = { municipality: found.municipality, account: found.account };
  const factors = await factorsOf(db, whose);
  return factors
    ? {
        ...whose,
        code: factors.totp_secret !== null,
        passkeys: factors.passkeys,
        recoveryCodes: factors.codes_left > 0,
      }
    : undefined;
}

/** Shows a code, of the app or from paper, after the password. Counted as passwords are, apart from them. */
export async function signInWithCode(
  db: Db,
  {
    step,
    code,
    safe,
    address,
    now,
    browser,
    userAgent = '',
  }: From & Readonly<{ step: string; code: string; safe: Safe }>,
): Promise<Exclude<SignedIn, { outcome: 'second-step' }>> {
  const whose = await secondStep(db, step, now);
  if (!whose) return { outcome: 'failed' };
  const shown = await showCode(db, safe, whose, code, { address, now, browser }, 'sign-in');
  if (shown.outcome !== 'shown') return shown;
  // Who was faster with the same step is in; this one starts again.
  if (!(await takeStep(db, 'second', step, now))) return { outcome: 'failed' };
  const { municipality, account } = whose;
  const begun = await beginSession(db, {
    municipality,
    account,
    method: shown.method,
    strong: true,
    now,
    browser,
    browserName: browserName(userAgent),
  });
  return { outcome: 'signed-in', ...begun };
}

type Shown =
  | Readonly<{ outcome: 'shown'; method: 'code' | 'recovery-code' }>
  | Readonly<{ outcome: 'failed' }>
  | Readonly<{ outcome: 'too-many' }>;

async function showCode(
  db: Db,
  safe: Safe,
  whose: Whose,
  typed: string,
  { address, now, browser }: From,
  deed: 'sign-in' | 'step-up',
): Promise<Shown> {
  const factors = await factorsOf(db, whose);
  if (!factors) return { outcome: 'failed' };
  const counted = await countTry(db, {
    username: factors.username.toLowerCase(),
    address,
    now,
    browser,
    what: 'code',
  });
  if (!counted.allowed) {
    if (counted.first) await note(db, whose, now, `${deed}.code`, 'rejected', ['locked']);
    return { outcome: 'too-many' };
  }
  const secret = factors.totp_secret === null ? undefined : openTotpSecret(safe, whose, factors.totp_secret);
  const method = await methodOf(db, whose, secret, typed, now);
  if (method === undefined) {
    await counted.failed();
    await note(db, whose, now, `${deed}.code`, 'rejected');
    return { outcome: 'failed' };
  }
  await counted.succeeded();
  return { outcome: 'shown', method };
}

async function methodOf(db: Db, whose: Whose, secret: string | undefined, typed: string, now: Date) {
  const step = secret === undefined ? undefined : stepOfCode(secret, typed, now);
  if (step !== undefined) return (await useTotp(db, whose, step)) ? 'code' : undefined;
  const code = plainRecoveryCode(typed);
  return code !== undefined && (await useRecoveryCode(db, whose, code, now)) ? 'recovery-code' : undefined;
}

/** How long a proof of who one is counts for what is sensitive. Signing in is one. */
export const proofMinutes = 10;

export const recentlyProved = ({ steppedUpAt }: Pick<Actor, 'steppedUpAt'>, now: Date): boolean =>
  steppedUpAt !== undefined && steppedUpAt.getTime() > now.getTime() - proofMinutes * 60_000;

export type Proved =
  | Readonly<{ outcome: 'proved'; token: string }>
  | Readonly<{ outcome: 'failed' }>
  | Readonly<{ outcome: 'too-many' }>;

/** By what somebody can prove again who they are: what is strongest of what they have, and the password when there is nothing else. */
export async function waysToProve(
  db: Db,
  token: string,
): Promise<Readonly<{ password: boolean; code: boolean; passkeys: readonly string[] }>> {
  const whose = await accountOfSession(db, token);
  const factors = whose && (await factorsOf(db, whose));
  if (!factors) return { password: false, code: false, passkeys: [] };
  const code = factors.totp_secret !== null;
  const { passkeys } = factors;
  const found = await passwordOfSession(db, token);
  return { password: !code && passkeys.length === 0 && (found?.password_hash ?? null) !== null, code, passkeys };
}

/**
 * Proves again, in a session, who one is. Counted as a sign-in is, so that somebody at another's screen cannot guess for long. The session
 * gets a new token.
 */
export async function proveAgain(
  db: Db,
  {
    token,
    password,
    code,
    safe,
    ...from
  }: From & Readonly<{ token: string; password: string; code?: string; safe: Safe }>,
): Promise<Proved> {
  const whose = await accountOfSession(db, token);
  const ways = await waysToProve(db, token);
  if (!whose) return { outcome: 'failed' };
  if (ways.code || !ways.password) {
    const shown = await showCode(db, safe, whose, code ?? '', from, 'step-up');
    if (shown.outcome !== 'shown') return shown;
    return { outcome: 'proved', token: await renewSession(db, token, whose, from.now, `step-up.${shown.method}`) };
  }
  const found = await passwordOfSession(db, token);
  if (!found || found.password_hash === null) return { outcome: 'failed' };
  const { address, now, browser } = from;
  const counted = await countTry(db, { username: found.username.toLowerCase(), address, now, browser });
  if (!counted.allowed) {
    if (counted.first) await note(db, whose, now, 'step-up.password', 'rejected', ['locked']);
    return { outcome: 'too-many' };
  }
  if (!(await passwordMatches(password, found.password_hash))) {
    await counted.failed();
    await note(db, whose, now, 'step-up.password', 'rejected');
    return { outcome: 'failed' };
  }
  await counted.succeeded();
  return { outcome: 'proved', token: await renewSession(db, token, whose, now, 'step-up.password') };
}

/** Ends a session. Gives the identity provider (its issuer) at which it was begun, when it was: there one is signed in still. */
export const signOut = (db: Db, token: string, now: Date): Promise<string | undefined> => endSession(db, token, now);

/** Who a session token belongs to, with the rights held at this moment. */
export async function findActor(db: Db, token: string, now: Date): Promise<Actor | undefined> {
  const { rows } = await sql<{
    municipality: string;
    account: AccountId;
    display_name: string;
    area: string;
    language: Language;
    demo: boolean;
    roles: Actor['roles'];
    permissions: readonly string[];
    stepped_up_at: Date | null;
    session: string;
    strong: boolean;
  }>`select * from access.session_actor(${hashToken(token)}, ${now}, make_interval(mins => ${sessionLimits.idleMinutes}))`.execute(
    db,
  );
  const row = rows[0];
  if (!row) return undefined;
  // Who has shown a password and nothing else has a second way to set up, and no role before that.
  const mustSetUp = !row.strong;
  const given = mustSetUp ? [] : row.permissions;
  return {
    municipality: row.municipality,
    account: row.account,
    name: row.display_name,
    area: row.area,
    roles: mustSetUp ? [] : row.roles,
    // A permission that this version does not know allows nothing. What is one's own nobody has to be given.
    permissions: new Set<Permission>([
      'account:own',
      ...given.filter((name): name is Permission => (knownPermissions as readonly string[]).includes(name)),
    ]),
    ...(row.stepped_up_at === null ? {} : { steppedUpAt: row.stepped_up_at }),
    session: row.session,
    ...(mustSetUp ? { mustSetUp } : {}),
    language: row.language,
    demo: row.demo,
  };
}
