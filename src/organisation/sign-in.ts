import { sql } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import type { AccountId } from '../kernel/ids.ts';
import { type Permission, permissions as knownPermissions } from '../kernel/permission.ts';
import type { Language } from '../kernel/text.ts';
import type { Db } from '../platform/database.ts';
import { passwordMatches, spendAsMuchTime } from '../platform/password.ts';
import { hashToken, newSessionToken, sessionLimits } from '../platform/session.ts';

/** Failures allowed in fifteen minutes: for one username, and for one address that many people may share. */
export const signInLimits = { perUsername: 10, perAddress: 100, windowMinutes: 15 } as const;

export type SignedIn =
  | Readonly<{ outcome: 'signed-in'; token: string }>
  | Readonly<{ outcome: 'failed' }>
  | Readonly<{ outcome: 'too-many' }>;

type Attempt = Readonly<{ username: string; password: string; address: string; now: Date; demoAllowed: boolean }>;

/** Signs in with a username and a password. Takes as long, and says the same, whether or not there is such an account. */
export async function signIn(db: Db, { username, password, address, now, demoAllowed }: Attempt): Promise<SignedIn> {
  const name = username.trim().toLowerCase();
  const byName = hashKey(`user:${name}`);
  const byAddress = hashKey(`address:${address}`);
  // Counted before the password is looked at: guesses sent at the same moment do not all slip through.
  if ((await countFailure(db, byName, now)) > signInLimits.perUsername) return { outcome: 'too-many' };
  if (!(await isAllowed(db, byAddress, now, signInLimits.perAddress))) return { outcome: 'too-many' };
  const { rows } = await sql<{ municipality: string; account: AccountId; password_hash: string; demo: boolean }>`
    select * from access.credentials(${name})`.execute(db);
  const found = rows[0];
  const usable = found && (demoAllowed || !found.demo) ? found : undefined;
  const matches = usable ? await passwordMatches(password, usable.password_hash) : await spendAsMuchTime(password);
  if (!usable || !matches) {
    await countFailure(db, byAddress, now);
    return { outcome: 'failed' };
  }
  await sql`select access.sign_in_succeeded(${byName})`.execute(db);
  const { token, sha256 } = newSessionToken();
  const end = new Date(now.getTime() + sessionLimits.absoluteHours * 3_600_000);
  await sql`select access.begin_session(${sha256}, ${usable.municipality}, ${usable.account}, ${now}, ${end})`.execute(
    db,
  );
  return { outcome: 'signed-in', token };
}

async function countFailure(db: Db, key: string, now: Date): Promise<number> {
  const minutes = signInLimits.windowMinutes;
  const { rows } = await sql<{ n: number }>`
    select access.sign_in_failed(${key}, ${now}, make_interval(mins => ${minutes})) as n`.execute(db);
  return rows[0]?.n ?? Number.POSITIVE_INFINITY;
}

async function isAllowed(db: Db, key: string, now: Date, limit: number): Promise<boolean> {
  const { rows } = await sql<{ allowed: boolean }>`
    select access.sign_in_allowed(${key}, ${now}, ${limit}) as allowed`.execute(db);
  return rows[0]?.allowed === true;
}

/** How long a proof of who one is counts for what is sensitive. Signing in is one. */
export const proofMinutes = 10;

export const recentlyProved = ({ steppedUpAt }: Pick<Actor, 'steppedUpAt'>, now: Date): boolean =>
  steppedUpAt !== undefined && steppedUpAt.getTime() > now.getTime() - proofMinutes * 60_000;

/**
 * Proves again, in a session, who one is. Counted as a sign-in is, so that somebody at another's screen cannot guess for long. The session
 * gets a new token.
 */
export async function proveAgain(
  db: Db,
  { token, password, address, now }: Readonly<{ token: string; password: string; address: string; now: Date }>,
): Promise<SignedIn> {
  const { rows } = await sql<{ username: string; password_hash: string | null }>`
    select * from access.session_credentials(${hashToken(token)})`.execute(db);
  const found = rows[0];
  if (!found || found.password_hash === null) return { outcome: 'failed' };
  const byName = hashKey(`user:${found.username.toLowerCase()}`);
  const byAddress = hashKey(`address:${address}`);
  if ((await countFailure(db, byName, now)) > signInLimits.perUsername) return { outcome: 'too-many' };
  if (!(await isAllowed(db, byAddress, now, signInLimits.perAddress))) return { outcome: 'too-many' };
  if (!(await passwordMatches(password, found.password_hash))) {
    await countFailure(db, byAddress, now);
    return { outcome: 'failed' };
  }
  await sql`select access.sign_in_succeeded(${byName})`.execute(db);
  const renewed = newSessionToken();
  await sql`select access.step_up(${hashToken(token)}, ${renewed.sha256}, ${now})`.execute(db);
  return { outcome: 'signed-in', token: renewed.token };
}

export async function signOut(db: Db, token: string): Promise<void> {
  await sql`select access.end_session(${hashToken(token)})`.execute(db);
}

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
  }>`select * from access.session_actor(${hashToken(token)}, ${now}, make_interval(mins => ${sessionLimits.idleMinutes}))`.execute(
    db,
  );
  const row = rows[0];
  if (!row) return undefined;
  return {
    municipality: row.municipality,
    account: row.account,
    name: row.display_name,
    area: row.area,
    roles: row.roles,
    // A permission that this version does not know allows nothing. What is one's own nobody has to be given.
    permissions: new Set<Permission>([
      'account:own',
      ...row.permissions.filter((name): name is Permission => (knownPermissions as readonly string[]).includes(name)),
    ]),
    ...(row.stepped_up_at === null ? {} : { steppedUpAt: row.stepped_up_at }),
    language: row.language,
    demo: row.demo,
  };
}

// Names and addresses of people are not kept in the clear for the sake of counting failures.
const hashKey = (text: string): string => hashToken(text).toString('base64url');
