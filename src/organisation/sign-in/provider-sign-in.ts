import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Db } from '../../platform/database.ts';
import { newSessionToken } from '../../platform/session.ts';
import { isWorthNoting } from './attempts.ts';
import { browserName } from './browser-name.ts';
import type { Answered, Claims, Errand, Provider } from './provider.ts';
import { rolesFrom } from './sign-in-rules.ts';
import { directoryAccount, endProviderSessions, providerAccount, signInRules } from './store/provider.ts';
import { accountOfSession, beginSession, type Begun, note, renewSession, type Whose } from './store/sessions.ts';
import { beginStep, takeStep } from './store/steps.ts';
import { atOnce } from './store/at-once.ts';

/** What somebody was doing before they went to the provider: kept so that only the browser that went can read it. */
type Kept = Readonly<{ errand: Errand; sealed: string }>;

/** Begins a sign-in at the provider: where to go, and the token that the browser comes back with. */
export async function goToProvider(
  db: Db,
  provider: Provider,
  { redirectUri, fresh, carried, now }: Readonly<{ redirectUri: string; fresh: boolean; carried: string; now: Date }>,
): Promise<Readonly<{ step: string; url: URL }>> {
  const { url, errand } = await provider.start(redirectUri, { fresh });
  const { token: step } = newSessionToken();
  await beginStep(db, 'provider', step, { data: { errand, sealed: seal(step, carried) } satisfies Kept }, now, 15);
  return { step, url };
}

export type ProviderOutcome =
  | (Begun & Readonly<{ outcome: 'signed-in'; carried: string }>)
  | Readonly<{ outcome: 'proved'; token: string; carried: string }>
  /** Why not: the provider, the level, no rule, or a closed account. */
  | Readonly<{ outcome: 'failed' | 'too-weak' | 'no-role'; carried: string }>;

type Coming = Readonly<{
  step: string;
  address: URL;
  now: Date;
  /** The session that is there, for who proves again. */
  session?: string | undefined;
  /** The address that the browser comes from. */
  from: string;
  browser?: string | undefined;
  userAgent: string;
}>;

/** Somebody comes back from the provider: signs in, with the roles that the rules give today, or proves again who they are. */
export async function comeFromProvider(
  db: Db,
  provider: Provider,
  { step, address, now, session, from, browser, userAgent }: Coming,
): Promise<ProviderOutcome> {
  const kept = await takeStep<Kept>(db, 'provider', step, now);
  if (!kept) return { outcome: 'failed', carried: '' };
  const { errand, sealed } = kept.data;
  const carried = unseal(step, sealed);
  const deed = errand.fresh ? 'step-up.provider' : 'sign-in.provider';
  const before = errand.fresh && session !== undefined ? await accountOfSession(db, session) : undefined;
  const answered = await provider.finish(address, errand);
  const found = await accountFrom(db, provider, answered);
  if (found.outcome !== 'account' || (errand.fresh && !same(found.whose, before))) {
    const why = found.outcome === 'account' ? 'failed' : found.outcome;
    if (await isWorthNoting(db, from, now))
      await note(db, before, now, deed, 'rejected', why === 'failed' ? [] : [why]);
    return { outcome: why, carried };
  }
  const { whose, subject, providerSession } = found;
  if (errand.fresh && session !== undefined)
    return { outcome: 'proved', token: await renewSession(db, session, whose, now, deed), carried };
  const begun = await beginSession(db, {
    ...whose,
    method: 'provider',
    strong: true,
    now,
    browser,
    browserName: browserName(userAgent),
    provider: { issuer: provider.settings.issuer, subject, session: providerSession },
  });
  return { outcome: 'signed-in', ...begun, carried };
}

const same = (left: Whose, right: Whose | undefined): boolean =>
  left.account === right?.account && left.municipality === right.municipality;

type Found =
  | Readonly<{ outcome: 'account'; whose: Whose; subject: string; providerSession: string | undefined }>
  | Readonly<{ outcome: 'failed' | 'too-weak' | 'no-role' }>;

async function accountFrom(db: Db, { settings }: Provider, answered: Answered): Promise<Found> {
  if (answered.outcome !== 'vouched') return answered;
  const { claims, session } = answered;
  const given = rolesFrom(claims, await signInRules(db));
  if (given.outcome !== 'roles') {
    // No rule gives them a role, and the directory may have.
    const known = await directoryAccount(db, settings.issuer, claims.sub);
    return known
      ? { outcome: 'account', whose: known, subject: claims.sub, providerSession: session }
      : { outcome: 'no-role' };
  }
  const { municipality, area, roles } = given;
  const whose = await providerAccount(db, {
    municipality,
    issuer: settings.issuer,
    subject: claims.sub,
    username: textOf(claims, 'preferred_username') ?? claims.sub,
    name: textOf(claims, 'name') ?? textOf(claims, 'preferred_username') ?? claims.sub,
    area,
    roles,
  });
  return whose ? { outcome: 'account', whose, subject: claims.sub, providerSession: session } : { outcome: 'no-role' };
}

function textOf(claims: Claims, name: string): string | undefined {
  const value = claims[name];
  return typeof value === 'string' && value.trim() !== '' && !value.includes('\0')
    ? value.trim().toWellFormed().slice(0, 200)
    : undefined;
}

/** The provider tells that somebody has signed out, or has been signed out, there. False when the token says no such thing, or said it before. */
export async function signedOutAtProvider(db: Db, provider: Provider, token: string, now: Date): Promise<boolean> {
  const said = await provider.readLogout(token);
  if (!said) return false;
  const { issuer } = provider.settings;
  return atOnce(db, async (tx) => {
    // Remembered for longer than a token is taken: the same one twice is no news.
    if (!(await beginStep(tx, 'provider-logout', `logout ${issuer} ${said.id}`, { data: {} }, now, 20))) return false;
    for (const whose of await endProviderSessions(tx, issuer, said))
      await note(tx, whose, now, 'sign-out.provider', 'ok');
    return true;
  });
}

// The key is made of the token that only the browser has: the table alone opens nothing.
const keyOf = (step: string): Buffer => createHash('sha256').update(`carried ${step}`).digest();

function seal(step: string, text: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(step), iv);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
}

function unseal(step: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(step), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}
