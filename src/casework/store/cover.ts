import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { AccountId, CaseId, IdempotencyKey, RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { RoleInRun } from '../entry.ts';

/** A colleague who is away, or soon will be, and has asked the actor to stand in. */
export type Away = Readonly<{ account: AccountId; name: string; from: LocalDate; to: LocalDate }>;

/** Whom the actor stands in for today, and whom from a day that is not after `until`. */
export async function colleaguesAway({ db, actor, today }: Scope, until: LocalDate): Promise<readonly Away[]> {
  const { rows } = await sql<{ account: AccountId; name: string; valid_from: LocalDate; valid_to: LocalDate }>`
    select b.account, a.display_name as name, b.valid_from, b.valid_to
    from absence b join account a on a.municipality = b.municipality and a.id = b.account
    where b.municipality = ${actor.municipality} and b.substitute = ${actor.account} and b.covers and b.removed_at is null
      and b.valid_from <= ${until} and b.valid_to >= ${today}
    order by b.valid_from, b.valid_to, a.display_name, b.id`.execute(db);
  return rows.map((row) => ({ account: row.account, name: row.name, from: row.valid_from, to: row.valid_to }));
}

/** In which of the runs the actor stands in for a colleague today, and in which role. */
export async function standInRoles(
  { db }: Scope,
  runs: readonly RunId[],
  away: AccountId,
): Promise<ReadonlyMap<RunId, RoleInRun>> {
  const { rows } = await sql<{ run: RunId; role: RoleInRun }>`
    select r.run, s.role from unnest(${[...runs]}::uuid[]) as r (run) cross join lateral access.stands_in(r.run) s
    where s.away = ${away}`.execute(db);
  // The first is the case's own, as for everybody.
  return new Map(rows.toReversed().map(({ run, role }) => [run, role]));
}

/** Whether the actor is in a case in somebody's place: then they give themselves nothing in it that stays. */
export async function standsInForCase({ db, actor }: Scope, caseId: CaseId): Promise<boolean> {
  const { rows } = await sql<{ stands: boolean }>`
    select access.stands_in_for_case(${actor.municipality}, ${caseId}) as stands`.execute(db);
  return rows[0]?.stands === true;
}

/** What whoever is away from a run has written to whoever stands in. */
export type Handover = Readonly<{
  run: RunId;
  from: string;
  away: AccountId;
  to?: string;
  until: LocalDate;
  body: string;
}>;

/** What has been handed over in the runs and counts today: the latest of each absence, unless it was taken back. */
export async function handoversOf({ db, actor, today }: Scope, runs: readonly RunId[]): Promise<readonly Handover[]> {
  const { rows } = await sql<{
    run_id: RunId;
    body: string;
    account: AccountId;
    name: string;
    substitute: string | null;
    valid_to: LocalDate;
  }>`select * from (
      select distinct on (n.run_id, n.absence) n.run_id, n.body, b.account, a.display_name as name, s.display_name as substitute, b.valid_to
      from handover_note n
      join absence b on b.municipality = n.municipality and b.id = n.absence
      join account a on a.municipality = b.municipality and a.id = b.account
      left join account s on s.municipality = b.municipality and s.id = b.substitute
      where n.municipality = ${actor.municipality} and n.run_id = any(${[...runs]}::uuid[]) and b.removed_at is null
        and b.valid_from <= ${today} and b.valid_to >= ${today}
      order by n.run_id, n.absence, n.written_at desc, n.id desc
    ) latest where body <> '' order by run_id, valid_to, name`.execute(db);
  return rows.map((row) => ({
    run: row.run_id,
    from: row.name,
    away: row.account,
    ...(row.substitute === null ? {} : { to: row.substitute }),
    until: row.valid_to,
    body: row.body,
  }));
}

/** An absence of the actor's own, in which somebody stands in. */
export type OwnAbsence = Readonly<{ id: string; from: LocalDate; to: LocalDate; substitute: string }>;

export async function ownCoveredAbsence({ db, actor }: Scope, id: string): Promise<OwnAbsence | undefined> {
  const { rows } = await sql<{ id: string; valid_from: LocalDate; valid_to: LocalDate; name: string }>`
    select b.id, b.valid_from, b.valid_to, a.display_name as name
    from absence b join account a on a.municipality = b.municipality and a.id = b.substitute
    where b.municipality = ${actor.municipality} and b.id = ${id} and b.account = ${actor.account} and b.covers and b.removed_at is null`.execute(
    db,
  );
  const row = rows[0];
  return row && { id: row.id, from: row.valid_from, to: row.valid_to, substitute: row.name };
}

/** What has been written in an absence, run by run: the latest of each. */
export async function notesOf({ db, actor }: Scope, absence: string): Promise<ReadonlyMap<RunId, string>> {
  const { rows } = await sql<{ run_id: RunId; body: string }>`
    select distinct on (n.run_id) n.run_id, n.body from handover_note n
    where n.municipality = ${actor.municipality} and n.absence = ${absence}
    order by n.run_id, n.written_at desc, n.id desc`.execute(db);
  return new Map(rows.map(({ run_id: run, body }) => [run, body]));
}

/** Writes a note; the same form twice writes it once. */
export async function insertNote(
  { db, actor, now }: Scope,
  note: Readonly<{ id: string; absence: string; run: RunId; body: string; key: IdempotencyKey }>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('handover_note')
    .values({
      municipality: actor.municipality,
      id: note.id,
      absence: note.absence,
      run_id: note.run,
      body: note.body,
      written_by: actor.account,
      written_at: now,
      idempotency_key: note.key,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
