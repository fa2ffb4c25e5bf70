import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import { type AccountId, newId } from '../../kernel/ids.ts';
import { permissions as knownPermissions } from '../../kernel/permission.ts';
import type { Language } from '../../kernel/text.ts';
import type { Db } from '../../platform/database.ts';
import type { Scope } from '../../platform/door.ts';
import { hashToken } from '../../platform/session.ts';

export type Feed = Readonly<{ id: string; madeAt: Date }>;

/** The actor's own feed, while there is one. */
export async function ownFeed({ db, actor }: Scope): Promise<Feed | undefined> {
  const { rows } = await sql<{ id: string; made_at: Date }>`select id, made_at from calendar_feed
    where municipality = ${actor.municipality} and account = ${actor.account} and revoked_at is null`.execute(db);
  const row = rows[0];
  return row && { id: row.id, madeAt: row.made_at };
}

/** The old address leads nowhere from now on, if there was one. */
export async function revokeFeed({ db, actor, now }: Scope): Promise<void> {
  await sql`update calendar_feed set revoked_at = ${now}
    where municipality = ${actor.municipality} and account = ${actor.account} and revoked_at is null`.execute(db);
}

/** Makes a feed in the place of the one there was, and gives its secret: only here, only now. */
export async function makeFeed(scope: Scope): Promise<string> {
  const { db, actor, now } = scope;
  await revokeFeed(scope);
  const secret = randomBytes(32).toString('base64url');
  await db
    .insertInto('calendar_feed')
    .values({
      municipality: actor.municipality,
      id: newId(),
      account: actor.account,
      secret_sha256: hashToken(secret),
      made_at: now,
    })
    .execute();
  return secret;
}

export type FeedActor = Readonly<{ actor: Actor; feed: string }>;

/** Whose feed a secret leads to. They come without what their roles cover: a feed is of what is one's own. */
export async function findFeedActor(db: Db, secret: string, now: Date): Promise<FeedActor | undefined> {
  const { rows } = await sql<{
    municipality: string;
    account: AccountId;
    display_name: string;
    area: string;
    language: Language;
    feed: string;
    permissions: readonly string[];
  }>`select * from access.calendar_actor(${hashToken(secret)}, ${now})`.execute(db);
  const row = rows[0];
  return (
    row && {
      feed: row.feed,
      actor: {
        municipality: row.municipality,
        account: row.account,
        name: row.display_name,
        area: row.area,
        roles: [],
        permissions: new Set(knownPermissions.filter((permission) => row.permissions.includes(permission))),
        language: row.language,
        demo: false,
      },
    }
  );
}
