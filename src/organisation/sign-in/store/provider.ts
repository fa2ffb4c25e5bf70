import { sql } from 'kysely';
import { type AccountId, newId } from '../../../kernel/ids.ts';
import type { Db } from '../../../platform/database.ts';
import type { SignInRule } from '../sign-in-rules.ts';
import type { Whose } from './sessions.ts';

export async function signInRules(db: Db): Promise<readonly SignInRule[]> {
  const { rows } = await sql<SignInRule>`select * from access.sign_in_rules()`.execute(db);
  return rows;
}

export type Vouched = Readonly<{
  municipality: string;
  issuer: string;
  subject: string;
  username: string;
  name: string;
  area: string;
  roles: readonly Readonly<{ role: string; unit: string }>[];
}>;

/** The account of somebody the provider vouches for, with exactly these roles; made at the first sign-in. Undefined when it is closed. */
export async function providerAccount(db: Db, vouched: Vouched): Promise<Whose | undefined> {
  const { municipality, issuer, subject, username, name, area, roles } = vouched;
  const { rows } = await sql<{
    account: AccountId | null;
  }>`select access.provider_account(${municipality}, ${issuer}, ${subject},
    ${newId()}::uuid, ${username}, ${name}, ${area}, ${JSON.stringify(roles)}::jsonb) as account`.execute(db);
  const account = rows[0]?.account ?? null;
  return account === null ? undefined : { municipality, account };
}

/** The account that the organisation's directory has made for a subject, tied to it from now on; undefined when there is none. */
export async function directoryAccount(db: Db, issuer: string, subject: string): Promise<Whose | undefined> {
  const { rows } = await sql<Whose>`select * from access.directory_account(${issuer}, ${subject})`.execute(db);
  return rows[0];
}

/** Ends the sessions that the provider says have ended, and gives whose they were. */
export async function endProviderSessions(
  db: Db,
  issuer: string,
  { subject, session }: Readonly<{ subject?: string | undefined; session?: string | undefined }>,
): Promise<readonly Whose[]> {
  const { rows } = await sql<Whose>`
    select * from access.end_provider_sessions(${issuer}, ${subject ?? null}, ${session ?? null})`.execute(db);
  return rows;
}
