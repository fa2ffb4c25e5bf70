import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { AccountId, RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { Modality } from '../../routine/index.ts';
import { type Grade, type Person, personOf } from '../../secrecy/index.ts';
import type { RoleInRun, RunRecord } from '../entry.ts';
import type { UnfinishedState, WorkItem } from '../worklist.ts';

/** Writes what is left to do in the runs, in place of what was there, and the last day that it holds for in each. */
export async function replaceWorkItems(
  { db }: Scope,
  runs: readonly Readonly<{ id: RunId; until: LocalDate }>[],
  items: readonly WorkItem[],
): Promise<void> {
  await sql`select access.replace_work(${runs.map(({ id }) => id)}::uuid[], ${runs.map(({ until }) => until)}::date[],
    ${JSON.stringify(items.map(toRow))}::jsonb)`.execute(db);
}

/** A line as the database is given it. */
export const toRow = (item: WorkItem) => ({
  run_id: item.runId,
  obligation: item.obligation,
  state: item.state,
  modality: item.modality,
  who: item.who,
  due: item.due,
  missing_facts: item.missingFacts,
  waiting_on: item.waitingOn,
  first_because: item.firstBecause,
  grace_until: item.graceUntil,
});

/** A run that somebody works in, with what is left to do in it. */
export type WorkedRun = RunRecord &
  Readonly<{
    role: RoleInRun;
    /** The last day that its lines hold for. */
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
