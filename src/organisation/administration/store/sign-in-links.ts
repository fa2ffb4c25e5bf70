import { sql } from 'kysely';
import type { Scope } from '../../../platform/door.ts';
import { linkHours } from '../../sign-in/store/accounts.ts';

/** A link to choose a password with that has not been used; made by nobody when it was made at the server. */
export type WaitingLink = Readonly<{ madeAt: Date; expiresAt: Date; by: string | null; resets: boolean }>;
/** An administrator has asked that a second way is taken away, and nobody has decided it. */
export type WaitingReset = Readonly<{
  id: string;
  account: string;
  name: string;
  reason: string;
  askedBy: string;
  askedByName: string;
  askedAt: Date;
}>;

/** Whether somebody may be given a link: they are let in, and sign in here. */
export async function signsInHere({ db }: Scope, account: string): Promise<boolean> {
  const { rows } = await sql<{ here: boolean }>`select access.signs_in_here(${account}) as here`.execute(db);
  return rows[0]?.here === true;
}

export async function findWaitingLink({ db, actor, now }: Scope, account: string): Promise<WaitingLink | undefined> {
  const { rows } = await sql<WaitingLink>`
    select l.made_at as "madeAt", l.expires_at as "expiresAt", a.display_name as by, l.resets
    from sign_in_link l left join account a on a.municipality = l.municipality and a.id = l.made_by
    where l.municipality = ${actor.municipality} and l.account = ${account} and l.expires_at > ${now}`.execute(db);
  return rows[0];
}

/** What waits for an administrator to decide it, oldest first; of one person when asked. */
export async function waitingResets({ db, actor }: Scope, account?: string): Promise<readonly WaitingReset[]> {
  const { rows } = await sql<WaitingReset>`
    select r.id, r.account, a.display_name as name, r.reason, r.asked_by as "askedBy", b.display_name as "askedByName", r.asked_at as "askedAt"
    from sign_in_reset r
    join account a on a.municipality = r.municipality and a.id = r.account
    join account b on b.municipality = r.municipality and b.id = r.asked_by
    where r.municipality = ${actor.municipality} and r.approved is null and a.active
      and (${account ?? null}::uuid is null or r.account = ${account ?? null}::uuid)
    order by r.asked_at, r.id`.execute(db);
  return rows;
}

/** Keeps a link by the hash of its token, in place of any that there was. */
export async function makeSignInLink({ db }: Scope, account: string, sha256: Buffer): Promise<boolean> {
  const { rows } = await sql<{ outcome: 'written' | 'not-found' }>`
    select access.make_sign_in_link(${account}, ${sha256}, ${linkHours}) as outcome`.execute(db);
  return rows[0]?.outcome === 'written';
}

export async function askForReset(
  { db }: Scope,
  { id, account, reason }: Readonly<{ id: string; account: string; reason: string }>,
): Promise<'written' | 'already' | 'not-found'> {
  const { rows } = await sql<{ outcome: 'written' | 'already' | 'not-found' }>`
    select access.ask_for_sign_in_reset(${id}, ${account}, ${reason}) as outcome`.execute(db);
  return rows[0]?.outcome ?? 'not-found';
}

/** `own` when whoever asked for it approves it; `already` when it has been decided. */
export type DecidedReset = 'written' | 'own' | 'already' | 'not-found';

/** Approves, and then keeps the link by the hash of its token, or refuses. */
export async function decideReset(
  { db }: Scope,
  { id, account, yes, sha256 }: Readonly<{ id: string; account: string; yes: boolean; sha256: Buffer }>,
): Promise<DecidedReset> {
  const { rows } = await sql<{ outcome: DecidedReset }>`
    select access.decide_sign_in_reset(${id}, ${account}, ${yes}, ${sha256}, ${linkHours}) as outcome`.execute(db);
  return rows[0]?.outcome ?? 'not-found';
}
