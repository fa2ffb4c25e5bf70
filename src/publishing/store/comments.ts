import { sql } from 'kysely';
import { type AccountId, type IdempotencyKey, newId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';

export type DraftComment = Readonly<{
  id: string;
  by: string;
  at: Date;
  text: string;
  /** The text has been saved since. */
  older: boolean;
}>;

/** What has been said of a draft, the latest first. */
export async function commentsOn({ db, actor }: Scope, draft: string): Promise<readonly DraftComment[]> {
  const { rows } = await sql<DraftComment>`select c.id, a.display_name as "by", c.written_at as "at", c.text,
      c.position < (select max(t.position) from routine_draft_text t where t.municipality = c.municipality and t.draft = c.draft) as older
    from routine_draft_comment c join account a on a.municipality = c.municipality and a.id = c.written_by
    where c.municipality = ${actor.municipality} and c.draft = ${draft} order by c.written_at desc, c.id`.execute(db);
  return rows;
}

export async function isCommentedWith({ db, actor }: Scope, key: IdempotencyKey): Promise<boolean> {
  const { rows } = await sql`select from routine_draft_comment
    where municipality = ${actor.municipality} and idempotency_key = ${key}`.execute(db);
  return rows.length > 0;
}

export async function insertComment(
  { db, actor, now }: Scope,
  draft: string,
  position: number,
  text: string,
  key: IdempotencyKey,
): Promise<void> {
  await db
    .insertInto('routine_draft_comment')
    .values({
      municipality: actor.municipality,
      id: newId(),
      draft,
      position,
      text,
      written_by: actor.account,
      written_at: now,
      idempotency_key: key,
    })
    .execute();
}

export type DraftReader = Readonly<{ account: AccountId; name: string; askedBy: AccountId; askedAt: Date }>;

/** Those who have been asked to comment. */
export async function readersOf({ db, actor }: Scope, draft: string): Promise<readonly DraftReader[]> {
  const { rows } =
    await sql<DraftReader>`select r.account, a.display_name as name, r.asked_by as "askedBy", r.asked_at as "askedAt"
    from routine_draft_reader r join account a on a.municipality = r.municipality and a.id = r.account
    where r.municipality = ${actor.municipality} and r.draft = ${draft} order by a.display_name, a.id`.execute(db);
  return rows;
}

/** Asks somebody, once. Gives whether they had not been asked before. */
export async function insertReader({ db, actor, now }: Scope, draft: string, account: AccountId): Promise<boolean> {
  const { rows } = await sql`insert into routine_draft_reader (municipality, draft, account, asked_by, asked_at)
    values (${actor.municipality}, ${draft}, ${account}, ${actor.account}, ${now})
    on conflict do nothing returning account`.execute(db);
  return rows.length > 0;
}

export type Colleague = Readonly<{ account: AccountId; name: string; area: string }>;

/** Those who may read routines: everybody who can be asked. */
export async function whoMayComment({ db, actor }: Scope): Promise<readonly Colleague[]> {
  const { rows } = await sql<Colleague>`select distinct a.id as account, a.display_name as name, s.name as area
    from account a
    join secrecy_area s on s.municipality = a.municipality and s.id = a.secrecy_area
    join account_role h on h.municipality = a.municipality and h.account = a.id
    join role_permission p on p.municipality = h.municipality and p.role = h.role and p.permission = 'routine:read'
    where a.municipality = ${actor.municipality} and a.active and a.id <> ${actor.account}
    order by s.name, a.display_name, a.id`.execute(db);
  return rows;
}
