import { sql } from 'kysely';
import type { AccountId } from '../../../kernel/ids.ts';
import type { Db } from '../../../platform/database.ts';
import { hashToken } from '../../../platform/session.ts';
import type { Whose } from './sessions.ts';

/** What somebody can show besides the password. */
export type Factors = Readonly<{
  username: string;
  /** Sealed. */
  totp_secret: string | null;
  passkeys: readonly string[];
  codes_left: number;
}>;

export async function factorsOf(db: Db, { municipality, account }: Whose): Promise<Factors | undefined> {
  const { rows } = await sql<Factors>`select * from access.factors(${municipality}, ${account})`.execute(db);
  return rows[0];
}

/** Takes a code's half-minute: false when it, or a later one, has been used. */
export async function useTotp(db: Db, { municipality, account }: Whose, step: number): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select access.use_totp(${municipality}, ${account}, ${step}) as used`.execute(db);
  return rows[0]?.used === true;
}

export async function useRecoveryCode(
  db: Db,
  { municipality, account }: Whose,
  code: string,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select access.use_recovery_code(${municipality}, ${account}, ${hashToken(code)}, ${now}) as used`.execute(db);
  return rows[0]?.used === true;
}

export type Passkey = Readonly<{
  municipality: string;
  account: AccountId;
  public_key: Buffer;
  counter: number;
  transports: readonly string[];
  demo: boolean;
}>;

export async function findPasskey(db: Db, credential: string): Promise<Passkey | undefined> {
  const { rows } = await sql<Passkey>`select * from access.passkey(${credential})`.execute(db);
  return rows[0];
}

export async function usePasskey(db: Db, credential: string, counter: number, now: Date): Promise<void> {
  await sql`select access.use_passkey(${credential}, ${counter}, ${now})`.execute(db);
}

export type Credentials = Whose & Readonly<{ password_hash: string; demo: boolean }>;

export async function credentialsOf(db: Db, username: string): Promise<Credentials | undefined> {
  const { rows } = await sql<Credentials>`select * from access.credentials(${username})`.execute(db);
  return rows[0];
}

export async function passwordOfSession(
  db: Db,
  token: string,
): Promise<Readonly<{ username: string; password_hash: string | null }> | undefined> {
  const { rows } = await sql<{ username: string; password_hash: string | null }>`
    select * from access.session_credentials(${hashToken(token)})`.execute(db);
  return rows[0];
}
