import { sql } from 'kysely';
import type { Scope } from '../../../platform/door.ts';
import { hashToken, sessionLimits } from '../../../platform/session.ts';
import type { Method } from './sessions.ts';

export type OwnSignIn = Readonly<{
  username: string;
  password_hash: string | null;
  totp_added_at: Date | null;
  codes_left: number;
  /** Whether the organisation's identity provider vouches for the account: then nothing is set up here. */
  provider: boolean;
}>;

export async function ownSignIn({ db }: Scope): Promise<OwnSignIn> {
  const { rows } = await sql<OwnSignIn>`select * from access.own_sign_in()`.execute(db);
  const [own] = rows;
  if (!own) throw new Error('Who is asking has no account');
  return own;
}

export type OwnSession = Readonly<{
  id: string;
  method: Method;
  browser: string;
  created_at: Date;
  last_seen_at: Date;
}>;

export async function ownSessions({ db, now }: Scope): Promise<readonly OwnSession[]> {
  const { rows } = await sql<OwnSession>`
    select * from access.own_sessions(${now}, make_interval(mins => ${sessionLimits.idleMinutes}))`.execute(db);
  return rows;
}

/** Ends the actor's sessions, all but one when it is given. */
export async function endOwnSessions({ db }: Scope, allBut: string | undefined): Promise<void> {
  await sql`select access.end_own_sessions(${allBut ?? null}::uuid)`.execute(db);
}

/** Who has just set up a second way has shown it: the session is as good as one that was begun with it. */
export async function strengthenOwnSession({ db, actor }: Scope): Promise<void> {
  await sql`select access.strengthen_own_session(${actor.session ?? null}::uuid)`.execute(db);
}

export async function setOwnPassword({ db }: Scope, hash: string): Promise<void> {
  await sql`select access.set_own_password(${hash})`.execute(db);
}

export async function setOwnTotp({ db, now }: Scope, sealed: string, step: number): Promise<void> {
  await sql`select access.set_own_totp(${sealed}, ${step}, ${now})`.execute(db);
}

/** False when it is the last second way there is. */
export async function removeOwnTotp({ db }: Scope): Promise<boolean> {
  const { rows } = await sql<{ removed: boolean }>`select access.remove_own_totp() as removed`.execute(db);
  return rows[0]?.removed === true;
}

export type OwnPasskey = Readonly<{
  id: string;
  credential: string;
  name: string;
  added_at: Date;
  used_at: Date | null;
}>;

export async function ownPasskeys({ db }: Scope): Promise<readonly OwnPasskey[]> {
  const { rows } = await sql<OwnPasskey>`select * from access.own_passkeys()`.execute(db);
  return rows;
}

export type NewPasskey = Readonly<{
  id: string;
  credential: string;
  publicKey: Uint8Array;
  counter: number;
  transports: readonly string[];
  name: string;
}>;

/** False when it has been added already. */
export async function addOwnPasskey({ db, now }: Scope, passkey: NewPasskey): Promise<boolean> {
  const { id, credential, publicKey, counter, transports, name } = passkey;
  const { rows } = await sql<{
    added: boolean;
  }>`select access.add_own_passkey(${id}, ${credential}, ${Buffer.from(publicKey)},
    ${counter}, ${[...transports]}, ${name}, ${now}) as added`.execute(db);
  return rows[0]?.added === true;
}

/** False when it is the last second way there is. */
export async function removeOwnPasskey({ db }: Scope, id: string): Promise<boolean> {
  const { rows } = await sql<{ removed: boolean }>`select access.remove_own_passkey(${id}) as removed`.execute(db);
  return rows[0]?.removed === true;
}

/** In place of those there were. They are kept as hashes only. */
export async function setOwnRecoveryCodes({ db, now }: Scope, plain: readonly string[]): Promise<void> {
  await sql`select access.set_own_recovery_codes(${plain.map(hashToken)}, ${now})`.execute(db);
}
