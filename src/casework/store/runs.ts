import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { AccountId, CaseId, EntryId, IdempotencyKey, RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { FactValue } from '../../routine/index.ts';
import {
  type ConsentDeed,
  type Grade,
  type Person,
  personOf,
  type RunConsentRow,
  runConsentDeeds,
} from '../../secrecy/index.ts';
import type { Answers, Entry, RoleInRun, RunRecord, StatedFact, WritingRole } from '../entry.ts';

type RunRow = Readonly<{
  id: RunId;
  case_id: CaseId;
  routine: string;
  routine_version: string;
  opened_on: LocalDate;
  ended_on: LocalDate | null;
  version: number;
  case_number: string;
  given_name: string;
  family_name: string;
  protection: Grade | null;
}>;

/** A run with what it tells of its case: the number, and whom it is about. */
export type RunInReach = RunRecord & Readonly<{ caseNumber: string; person: Person }>;

const toRun = (row: RunRow): RunInReach => ({
  id: row.id,
  caseId: row.case_id,
  routine: row.routine,
  routineVersion: row.routine_version,
  openedOn: row.opened_on,
  ...(row.ended_on === null ? {} : { endedOn: row.ended_on }),
  version: row.version,
  caseNumber: row.case_number,
  person: personOf(row),
});

const runColumns = sql`r.id, r.case_id, r.routine, r.routine_version, r.opened_on, r.ended_on, r.version,
  s.case_number, s.given_name, s.family_name, s.protection`;

export async function findRun({ db, actor }: Scope, id: RunId): Promise<RunInReach | undefined> {
  const { rows } = await sql<RunRow>`
    select ${runColumns} from run r, access.run_subject(r.municipality, r.id) s
    where r.municipality = ${actor.municipality} and r.id = ${id}`.execute(db);
  return rows[0] && toRun(rows[0]);
}

/** Finds the run and holds it until the transaction ends, so that those who write to it do so one after another. */
export async function findRunToWrite(scope: Scope, id: RunId): Promise<RunInReach | undefined> {
  const { db, actor } = scope;
  await sql`select from run where municipality = ${actor.municipality} and id = ${id} for update`.execute(db);
  return findRun(scope, id);
}

export async function runsOfCase({ db, actor }: Scope, caseId: CaseId): Promise<readonly RunInReach[]> {
  const { rows } = await sql<RunRow>`
    select ${runColumns} from run r, access.run_subject(r.municipality, r.id) s
    where r.municipality = ${actor.municipality} and r.case_id = ${caseId}
    order by r.ended_on desc nulls first, r.opened_on desc, r.id`.execute(db);
  return rows.map(toRun);
}

export async function insertRun({ db, actor }: Scope, run: RunRecord): Promise<void> {
  await db
    .insertInto('run')
    .values({
      municipality: actor.municipality,
      id: run.id,
      case_id: run.caseId,
      routine: run.routine,
      routine_version: run.routineVersion,
      opened_on: run.openedOn,
      version: run.version,
    })
    .execute();
}

export async function updateRun(
  { db, actor, today }: Scope,
  id: RunId,
  version: number,
  endedOn: LocalDate | undefined,
): Promise<void> {
  await sql`update run set version = ${version}, ended_on = ${endedOn ?? null}, evaluated_on = ${today}
    where municipality = ${actor.municipality} and id = ${id}`.execute(db);
}

type FactRow = Readonly<{
  name: string;
  value: FactValue;
  stated_on: LocalDate;
  stated_by: AccountId;
  stated_role: string;
  position: number;
  display_name: string;
}>;

const toFact = (row: FactRow): StatedFact => ({
  name: row.name,
  value: row.value,
  statedOn: row.stated_on,
  statedBy: row.stated_by,
  statedByName: row.display_name,
  statedRole: row.stated_role,
  position: row.position,
});

type OfRun = Readonly<{ run_id: RunId }>;

/** The current facts of the runs, by run. */
export async function currentFacts(
  { db, actor }: Scope,
  runs: readonly RunId[],
): Promise<ReadonlyMap<RunId, readonly StatedFact[]>> {
  const { rows } = await sql<FactRow & OfRun>`
    select distinct on (f.run_id, f.name) f.run_id, f.name, f.value, f.stated_on, f.stated_by, f.stated_role, f.position, a.display_name
    from fact f join account a on a.municipality = f.municipality and a.id = f.stated_by
    where f.municipality = ${actor.municipality} and f.run_id = any(${[...runs]}::uuid[])
    order by f.run_id, f.name, f.position desc`.execute(db);
  return groupByRun(rows, toFact);
}

export type NewFact = Readonly<{ name: string; value: FactValue }>;

export async function insertFacts(
  { db, actor, now, today }: Scope,
  run: RunId,
  position: number,
  role: RoleInRun,
  facts: readonly NewFact[],
  key: IdempotencyKey,
): Promise<void> {
  if (facts.length === 0) return;
  await db
    .insertInto('fact')
    .values(
      facts.map((fact) => ({
        municipality: actor.municipality,
        run_id: run,
        position,
        name: fact.name,
        value: JSON.stringify(fact.value),
        stated_on: today,
        stated_by: actor.account,
        stated_role: role,
        written_at: now,
        idempotency_key: key,
      })),
    )
    .execute();
}

/** What a form with this key has stated before. */
export async function factsWithKey({ db, actor }: Scope, run: RunId, key: IdempotencyKey): Promise<readonly NewFact[]> {
  const { rows } = await sql<NewFact>`select name, value from fact
    where municipality = ${actor.municipality} and run_id = ${run} and idempotency_key = ${key} order by name`.execute(
    db,
  );
  return rows;
}

type EntryRow = Readonly<{
  id: EntryId;
  position: number;
  kind: string;
  at: LocalDate;
  recorded_on: LocalDate;
  by_role: WritingRole;
  written_by: AccountId;
  display_name: string;
  /** An instant, or how it is written in JSON. */
  written_at: Date | string;
  participants: string[];
  in_person: boolean | null;
  channel: Entry['channel'] | null;
  purpose: string | null;
  form: Entry['form'] | null;
  status: Entry['status'] | null;
  party: string | null;
  obligation: string | null;
  every: string | null;
  reason: string | null;
  answers: Answers;
  replaces: EntryId | null;
  correction_reason: string | null;
  idempotency_key: IdempotencyKey;
}>;

const given = <Key extends string, Value>(key: Key, value: Value | null | undefined): Partial<Record<Key, Value>> =>
  value === null || value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);

const toEntry = (row: EntryRow): Entry => ({
  id: row.id,
  position: row.position,
  kind: row.kind,
  at: row.at,
  recordedOn: row.recorded_on,
  byRole: row.by_role,
  writtenBy: row.written_by,
  writerName: row.display_name,
  writtenAt: new Date(row.written_at),
  participants: row.participants,
  answers: row.answers,
  key: row.idempotency_key,
  ...given('inPerson', row.in_person),
  ...given('channel', row.channel),
  ...given('purpose', row.purpose),
  ...given('form', row.form),
  ...given('status', row.status),
  ...given('party', row.party),
  ...given('obligation', row.obligation),
  ...given('every', row.every),
  ...given('reason', row.reason),
  ...given('replaces', row.replaces),
  ...given('correctionReason', row.correction_reason),
});

/** Every entry of the runs in the order they were written, by run. */
export async function entriesOf(
  { db, actor }: Scope,
  runs: readonly RunId[],
): Promise<ReadonlyMap<RunId, readonly Entry[]>> {
  const { rows } = await sql<EntryRow & OfRun>`
    select e.run_id, e.id, e.position, e.kind, e.at, e.recorded_on, e.by_role, e.written_by, a.display_name, e.written_at,
      e.participants, e.in_person, e.channel, e.purpose, e.form, e.status, e.party, e.obligation, e.every, e.reason, e.answers, e.replaces,
      e.correction_reason, e.idempotency_key
    from entry e join account a on a.municipality = e.municipality and a.id = e.written_by
    where e.municipality = ${actor.municipality} and e.run_id = any(${[...runs]}::uuid[])
    order by e.run_id, e.position`.execute(db);
  return groupByRun(rows, toEntry);
}

/** What a run is evaluated on. */
export type RunContents = Readonly<{
  facts: readonly StatedFact[];
  entries: readonly Entry[];
  /** What the ledger says to the run. */
  consents: readonly ConsentDeed[];
}>;

type ContentsRow = Readonly<{
  id: RunId;
  facts: readonly FactRow[] | null;
  entries: readonly EntryRow[] | null;
  consents: readonly RunConsentRow[] | null;
}>;

const toContents = ({ facts, entries, consents }: ContentsRow): RunContents => ({
  facts: (facts ?? []).map(toFact),
  entries: (entries ?? []).map(toEntry),
  consents: runConsentDeeds(consents ?? []),
});

/** Which consents each version of a routine asks about, by `routine@version`. */
export type Purposes = Readonly<Record<string, readonly string[]>>;

/** What those of the runs are evaluated on that the actor sees: one read, that asks about each of them once. */
export async function runContents(
  { db }: Scope,
  runs: readonly RunId[],
  purposes: Purposes,
): Promise<ReadonlyMap<RunId, RunContents>> {
  const { rows } = await sql<ContentsRow>`
    select * from access.run_contents(${[...runs]}::uuid[], ${JSON.stringify(purposes)}::jsonb)`.execute(db);
  return new Map(rows.map((row) => [row.id, toContents(row)]));
}

/** A run with what it is evaluated on, as it was when they were read together. */
export type HeldRun = RunContents & Readonly<{ run: RunRecord; counted: boolean }>;

export type HeldRow = ContentsRow &
  Pick<RunRow, 'case_id' | 'routine' | 'routine_version' | 'opened_on' | 'version'> &
  Readonly<{ counted: boolean }>;

export const toHeld = (row: HeldRow): HeldRun => ({
  ...toContents(row),
  counted: row.counted,
  run: {
    id: row.id,
    caseId: row.case_id,
    routine: row.routine,
    routineVersion: row.routine_version,
    openedOn: row.opened_on,
    version: row.version,
  },
});

/** Holds those of the runs whose lines do not hold for today, in one order for everybody. */
export async function holdStaleRuns(
  { db }: Scope,
  runs: readonly RunId[],
  purposes: Purposes,
): Promise<readonly HeldRun[]> {
  const { rows } = await sql<HeldRow>`
    select * from access.hold_stale_runs(${[...runs]}::uuid[], ${JSON.stringify(purposes)}::jsonb)`.execute(db);
  return rows.map(toHeld);
}

export async function insertEntry({ db, actor }: Scope, run: RunId, entry: Entry): Promise<void> {
  await db
    .insertInto('entry')
    .values({
      municipality: actor.municipality,
      run_id: run,
      id: entry.id,
      position: entry.position,
      kind: entry.kind,
      at: entry.at,
      recorded_on: entry.recordedOn,
      by_role: entry.byRole,
      written_by: entry.writtenBy,
      written_at: entry.writtenAt,
      participants: [...entry.participants],
      in_person: entry.inPerson ?? null,
      channel: entry.channel ?? null,
      purpose: entry.purpose ?? null,
      form: entry.form ?? null,
      status: entry.status ?? null,
      party: entry.party ?? null,
      obligation: entry.obligation ?? null,
      every: entry.every ?? null,
      reason: entry.reason ?? null,
      answers: JSON.stringify(entry.answers),
      replaces: entry.replaces ?? null,
      correction_reason: entry.correctionReason ?? null,
      idempotency_key: entry.key,
    })
    .execute();
}

function groupByRun<Row extends OfRun, Value>(
  rows: readonly Row[],
  value: (row: Row) => Value,
): ReadonlyMap<RunId, readonly Value[]> {
  const groups = new Map<RunId, Value[]>();
  for (const row of rows) {
    const group = groups.get(row.run_id);
    if (group) group.push(value(row));
    else groups.set(row.run_id, [value(row)]);
  }
  return groups;
}
