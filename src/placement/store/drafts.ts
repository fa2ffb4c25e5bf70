import { sql } from 'kysely';
import { z } from 'zod';
import type { CaseId, IdempotencyKey, RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { Typed } from '../../platform/typed.ts';

// As it was typed, and by field: what is half written is kept as it is.
const TypedBody = z.record(z.string(), z.array(z.string()).readonly()).readonly();

/** What somebody is writing: a new request, or a change of one that has been submitted (`request`). Nobody else sees it. */
export type PlacementDraft = Readonly<{
  id: string;
  caseId: CaseId;
  run?: RunId;
  request?: string;
  typed: Typed;
  version: number;
  savedAt: Date;
  key: IdempotencyKey;
}>;

type Row = Readonly<{
  id: string;
  case_id: CaseId;
  run_id: RunId | null;
  request: string | null;
  body: unknown;
  version: number;
  saved_at: Date;
  idempotency_key: IdempotencyKey;
}>;

const toDraft = (row: Row): PlacementDraft => ({
  id: row.id,
  caseId: row.case_id,
  ...(row.run_id === null ? {} : { run: row.run_id }),
  ...(row.request === null ? {} : { request: row.request }),
  typed: TypedBody.parse(row.body),
  version: row.version,
  savedAt: row.saved_at,
  key: row.idempotency_key,
});

const rowsOf = sql`select id, case_id, run_id, request, body, version, saved_at, idempotency_key from placement_draft`;

export async function findPlacementDraft({ db, actor }: Scope, id: string): Promise<PlacementDraft | undefined> {
  const { rows } = await sql<Row>`${rowsOf} where municipality = ${actor.municipality} and id = ${id}`.execute(db);
  return rows[0] && toDraft(rows[0]);
}

/** The actor's own, the latest first. */
export async function placementDrafts({ db, actor }: Scope): Promise<readonly PlacementDraft[]> {
  const { rows } = await sql<Row>`${rowsOf}
    where municipality = ${actor.municipality} and account = ${actor.account} order by saved_at desc, id`.execute(db);
  return rows.map(toDraft);
}

/** Keeps a new draft, and gives its id: of the one there is, when the same form is sent twice. */
export async function insertPlacementDraft(
  { db, actor, now }: Scope,
  { id, caseId, run, request, typed, key }: Omit<PlacementDraft, 'version' | 'savedAt'>,
): Promise<string> {
  await sql`insert into placement_draft (municipality, id, account, case_id, run_id, request, body, saved_at, idempotency_key)
    values (${actor.municipality}, ${id}, ${actor.account}, ${caseId}, ${run ?? null}, ${request ?? null}, ${JSON.stringify(typed)},
      ${now}, ${key}) on conflict do nothing`.execute(db);
  const { rows } = await sql<{ id: string }>`select id from placement_draft
    where municipality = ${actor.municipality} and idempotency_key = ${key}`.execute(db);
  return rows[0]?.id ?? id;
}

/** What was typed last is kept: a draft is one person's. */
export async function savePlacementDraft({ db, actor, now }: Scope, id: string, typed: Typed): Promise<boolean> {
  const { numAffectedRows } = await sql`update placement_draft
    set body = ${JSON.stringify(typed)}, version = version + 1, saved_at = ${now}
    where municipality = ${actor.municipality} and id = ${id}`.execute(db);
  return numAffectedRows === 1n;
}

export async function dropPlacementDraft({ db, actor }: Scope, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from placement_draft
    where municipality = ${actor.municipality} and id = ${id}`.execute(db);
  return numAffectedRows === 1n;
}
