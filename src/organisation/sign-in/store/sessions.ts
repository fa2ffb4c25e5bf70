import { sql } from 'kysely';
import type { AccountId } from '../../../kernel/ids.ts';
import type { Db } from '../../../platform/database.ts';
import { hashToken, newSessionToken, sessionLimits } from '../../../platform/session.ts';
import { atOnce } from './at-once.ts';

/** How somebody showed who they are. */
export type Method = 'password' | 'code' | 'recovery-code' | 'passkey' | 'provider' | 'link';

export type Whose = Readonly<{ municipality: string; account: AccountId }>;

export type Beginning = Whose &
  Readonly<{
    method: Method;
    /** Whether more was shown than a password. */
    strong: boolean;
    now: Date;
    /** What the browser was known by, and what it calls itself. */
    browser?: string | undefined;
    browserName: string;
    provider?: Readonly<{ issuer: string; subject: string; session?: string | undefined }>;
  }>;

/** The outcome of a sign-in that led in: the session's token, and what the browser is known by from now on. */
export type Begun = Readonly<{ token: string; browser: string }>;

/** Begins a session and writes it down, in one transaction. */
export async function beginSession(db: Db, beginning: Beginning): Promise<Begun> {
  const { municipality, account, method, strong, now, browserName, provider } = beginning;
  const { token, sha256 } = newSessionToken();
  const browser = newSessionToken();
  const end = new Date(now.getTime() + sessionLimits.absoluteHours * 3_600_000);
  const before = beginning.browser === undefined ? null : hashToken(beginning.browser);
  await atOnce(db, async (tx) => {
    await sql`select access.begin_session(${sha256}, ${municipality}, ${account}, ${now}, ${end}),
      access.remember_browser(${before}, ${browser.sha256}, ${municipality}, ${account}, ${now})`.execute(tx);
    await sql`select access.describe_session(${sha256}, ${method}, ${strong}, ${browserName}, ${provider?.issuer ?? null},
      ${provider?.subject ?? null}, ${provider?.session ?? null})`.execute(tx);
    await note(tx, { municipality, account }, now, `sign-in.${method}`, 'ok');
  });
  return { token, browser: browser.token };
}

/** Writes down what somebody did before the door, or in vain. Nobody's, when there is no such account. */
export async function note(
  db: Db,
  whose: Whose | undefined,
  now: Date,
  action: string,
  outcome: 'ok' | 'rejected',
  parts: readonly string[] = [],
): Promise<void> {
  await sql`select access.note_sign_in(${whose?.municipality ?? null}, ${whose?.account ?? null}, ${now}, ${action}, ${outcome},
    ${[...parts]})`.execute(db);
}

export async function accountOfSession(db: Db, token: string): Promise<Whose | undefined> {
  const { rows } = await sql<Whose>`select * from access.session_account(${hashToken(token)})`.execute(db);
  return rows[0];
}

/**
 * Ends a session and writes it down; gives the identity provider (its issuer) at which it was begun, when it was. Nothing happens when there
 * is none.
 */
export const endSession = (db: Db, token: string, now: Date): Promise<string | undefined> =>
  atOnce(db, async (tx) => {
    const whose = await accountOfSession(tx, token);
    if (!whose) return undefined;
    const { rows } = await sql<{ issuer: string | null }>`
      select access.end_session(${hashToken(token)}) as issuer`.execute(tx);
    await note(tx, whose, now, 'sign-out', 'ok');
    return rows[0]?.issuer ?? undefined;
  });

/** Gives a session a new token, after a proof, and writes it down. */
export async function renewSession(db: Db, token: string, whose: Whose, now: Date, action: string): Promise<string> {
  const renewed = newSessionToken();
  await atOnce(db, async (tx) => {
    await sql`select access.step_up(${hashToken(token)}, ${renewed.sha256}, ${now})`.execute(tx);
    await note(tx, whose, now, action, 'ok');
  });
  return renewed.token;
}
