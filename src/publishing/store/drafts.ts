import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { IdempotencyKey } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';

export type DraftState = 'open' | 'published' | 'discarded';

export type RoutineDraft = Readonly<{
  id: string;
  routine: string;
  /** The version that it was copied from. */
  basedOn: string;
  startedBy: string;
  startedAt: Date;
  state: DraftState;
  /** What it was published as. */
  version?: string;
  validFrom?: LocalDate;
  /** How many times it has been saved: what a form remembers having seen. */
  position: number;
  text: string;
  savedBy: string;
  savedAt: Date;
}>;

type Row = Readonly<{
  id: string;
  routine: string;
  based_on: string;
  started_by: string;
  started_at: Date;
  discarded_at: Date | null;
  version: string | null;
  valid_from: LocalDate | null;
  position: number;
  text: string;
  saved_by: string;
  saved_at: Date;
}>;

const toDraft = (row: Row): RoutineDraft => ({
  id: row.id,
  routine: row.routine,
  basedOn: row.based_on,
  startedBy: row.started_by,
  startedAt: row.started_at,
  state: row.version !== null ? 'published' : row.discarded_at === null ? 'open' : 'discarded',
  ...(row.version === null || row.valid_from === null ? {} : { version: row.version, validFrom: row.valid_from }),
  position: row.position,
  text: row.text,
  savedBy: row.saved_by,
  savedAt: row.saved_at,
});

const columns = sql`d.id, d.routine, d.based_on, s.display_name as started_by, d.started_at, d.discarded_at, v.version, v.valid_from,
  t.position, t.text, w.display_name as saved_by, t.saved_at`;

// Each draft with the text that was saved last.
const source = sql`routine_draft d
  join account s on s.municipality = d.municipality and s.id = d.started_by
  join lateral (
    select x.position, x.text, x.saved_by, x.saved_at from routine_draft_text x
    where x.municipality = d.municipality and x.draft = d.id order by x.position desc limit 1
  ) t on true
  join account w on w.municipality = d.municipality and w.id = t.saved_by
  left join routine_version v on v.municipality = d.municipality and v.draft = d.id`;

/** The drafts that the actor sees, those that are open first, the latest saved first. */
export async function listDrafts({ db, actor }: Scope): Promise<readonly RoutineDraft[]> {
  const { rows } = await sql<Row>`select ${columns} from ${source} where d.municipality = ${actor.municipality}
    order by (v.version is null and d.discarded_at is null) desc, t.saved_at desc, d.id`.execute(db);
  return rows.map(toDraft);
}

export async function findDraft({ db, actor }: Scope, id: string): Promise<RoutineDraft | undefined> {
  const { rows } = await sql<Row>`select ${columns} from ${source}
    where d.municipality = ${actor.municipality} and d.id = ${id}`.execute(db);
  return rows[0] && toDraft(rows[0]);
}

/** A text of a draft as it was saved. */
export async function textAt({ db, actor }: Scope, draft: string, position: number): Promise<string | undefined> {
  const { rows } = await sql<{ text: string }>`select text from routine_draft_text
    where municipality = ${actor.municipality} and draft = ${draft} and position = ${position}`.execute(db);
  return rows[0]?.text;
}

export async function draftWithKey({ db, actor }: Scope, key: IdempotencyKey): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from routine_draft
    where municipality = ${actor.municipality} and idempotency_key = ${key}`.execute(db);
  return rows[0]?.id;
}

export async function isSavedWith({ db, actor }: Scope, key: IdempotencyKey): Promise<boolean> {
  const { rows } = await sql`select from routine_draft_text
    where municipality = ${actor.municipality} and idempotency_key = ${key}`.execute(db);
  return rows.length > 0;
}

export async function insertDraft(
  { db, actor, now }: Scope,
  id: string,
  { routine, basedOn, key }: Readonly<{ routine: string; basedOn: string; key: IdempotencyKey }>,
): Promise<void> {
  await db
    .insertInto('routine_draft')
    .values({
      municipality: actor.municipality,
      id,
      routine,
      based_on: basedOn,
      started_by: actor.account,
      started_at: now,
      idempotency_key: key,
    })
    .execute();
}

/** The key refuses a second text after the same one: of two who save at once, one is told. */
export async function insertText(
  { db, actor, now }: Scope,
  draft: string,
  position: number,
  text: string,
  key: IdempotencyKey,
): Promise<void> {
  await db
    .insertInto('routine_draft_text')
    .values({
      municipality: actor.municipality,
      draft,
      position,
      text,
      saved_by: actor.account,
      saved_at: now,
      idempotency_key: key,
    })
    .execute();
}

export async function discardDraft({ db, actor, now }: Scope, draft: string): Promise<void> {
  await sql`update routine_draft set discarded_at = coalesce(discarded_at, ${now})
    where municipality = ${actor.municipality} and id = ${draft}`.execute(db);
}

export async function insertVersion(
  { db, actor, now }: Scope,
  draft: RoutineDraft,
  version: Readonly<{ version: string; validFrom: LocalDate; text: string; sha256: string; position: number }>,
): Promise<void> {
  await db
    .insertInto('routine_version')
    .values({
      municipality: actor.municipality,
      routine: draft.routine,
      version: version.version,
      valid_from: version.validFrom,
      text: version.text,
      sha256: version.sha256,
      draft: draft.id,
      position: version.position,
      published_by: actor.account,
      published_at: now,
    })
    .execute();
}

/** The text of a version that has been published here. */
export async function publishedText(
  { db, actor }: Scope,
  routine: string,
  version: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ text: string }>`select text from routine_version
    where municipality = ${actor.municipality} and routine = ${routine} and version = ${version}`.execute(db);
  return rows[0]?.text;
}
