import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { AccountId, RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { Modality } from '../../routine/index.ts';
import { type Grade, type Person, personOf } from '../../secrecy/index.ts';
import type { RoleInRun, RunRecord } from '../entry.ts';
import type { UnfinishedState, WorkItem } from '../worklist.ts';

/** Writes what is left to do in the runs, in place of what was there. */
export async function replaceWorkItems(
  { db, actor, now }: Scope,
  runs: readonly RunId[],
  items: readonly WorkItem[],
): Promise<void> {
  const before = await sql<{ key: string; blocked_at: Date | null }>`delete from work_item
    where municipality = ${actor.municipality} and run_id = any(${[...runs]}::uuid[])
    returning run_id || ' ' || obligation as key, blocked_at`.execute(db);
  const blockedAt = new Map(before.rows.map((row) => [row.key, row.blocked_at]));
  if (items.length === 0) return;
  const rows = items.map((item) => ({
    run_id: item.runId,
    obligation: item.obligation,
    state: item.state,
    modality: item.modality,
    who: item.who,
    due: item.due ?? null,
    missing_facts: item.missingFacts,
    waiting_on: item.waitingOn,
    first_because: item.firstBecause ?? null,
    grace_until: item.graceUntil ?? null,
    blocked_at: item.state === 'blocked' ? (blockedAt.get(`${item.runId} ${item.obligation}`) ?? now) : null,
  }));
  await sql`insert into work_item (municipality, run_id, obligation, state, modality, who, due, missing_facts, waiting_on, blocked_at,
      first_because, grace_until)
    select ${actor.municipality}, run_id, obligation, state, modality, who, due, missing_facts, waiting_on, blocked_at, first_because, grace_until
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as item (run_id uuid, obligation text, state text, modality text, who text[], due date, missing_facts text[], waiting_on text[],
        blocked_at timestamptz, first_because text, grace_until date)`.execute(db);
}

export async function markEvaluated({ db, actor, today }: Scope, runs: readonly RunId[]): Promise<void> {
  await sql`update run set evaluated_on = ${today} where municipality = ${actor.municipality} and id = any(${[...runs]}::uuid[])`.execute(
    db,
  );
}

/** Holds those of the runs that have not been evaluated today, in one order for everybody, and gives them. */
export async function staleRunsToWrite(
  { db, actor, today }: Scope,
  ids: readonly RunId[],
): Promise<readonly RunRecord[]> {
  const { rows } = await sql<{
    id: RunId;
    case_id: string;
    routine: string;
    routine_version: string;
    opened_on: LocalDate;
    version: number;
  }>`select id, case_id, routine, routine_version, opened_on, version from run
    where municipality = ${actor.municipality} and id = any(${[...ids]}::uuid[]) and evaluated_on is distinct from ${today}
    order by id for update`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    routine: row.routine,
    routineVersion: row.routine_version,
    openedOn: row.opened_on,
    version: row.version,
  }));
}

/** A run that somebody works in, with what is left to do in it. */
export type WorkedRun = RunRecord &
  Readonly<{
    role: RoleInRun;
    evaluatedOn?: LocalDate;
    caseNumber: string;
    person: Person;
    items: readonly WorkItem[];
  }>;

type WorkedRunRow = Readonly<{
  id: RunId;
  case_id: string;
  routine: string;
  routine_version: string;
  opened_on: LocalDate;
  version: number;
  evaluated_on: LocalDate | null;
  role: RoleInRun;
  case_number: string;
  given_name: string;
  family_name: string;
  protection: Grade | null;
  items: readonly Readonly<{
    obligation: string;
    state: UnfinishedState;
    modality: Modality;
    who: readonly string[];
    due: LocalDate | null;
    missing_facts: readonly string[];
    waiting_on: readonly string[];
    first_because: string | null;
    grace_until: LocalDate | null;
  }>[];
}>;

/**
 * The open runs that somebody is assigned to today and that the actor sees, with what is left to do in each: one read, whatever else
 * the database holds, that asks about each run once.
 */
export async function workedRuns({ db }: Scope, account: AccountId): Promise<readonly WorkedRun[]> {
  const { rows } = await sql<WorkedRunRow>`select * from access.work_of(${account})`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    routine: row.routine,
    routineVersion: row.routine_version,
    openedOn: row.opened_on,
    version: row.version,
    ...(row.evaluated_on === null ? {} : { evaluatedOn: row.evaluated_on }),
    role: row.role,
    caseNumber: row.case_number,
    person: personOf(row),
    items: row.items.map((item) => ({
      runId: row.id,
      obligation: item.obligation,
      state: item.state,
      modality: item.modality,
      who: item.who,
      ...(item.due === null ? {} : { due: item.due }),
      missingFacts: item.missing_facts,
      waitingOn: item.waiting_on,
      ...(item.first_because === null ? {} : { firstBecause: item.first_because }),
      ...(item.grace_until === null ? {} : { graceUntil: item.grace_until }),
    })),
  }));
}
