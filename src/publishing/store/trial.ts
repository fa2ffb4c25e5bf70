import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { EntryId, RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { FactValue } from '../../routine/index.ts';

/** What an open run is evaluated on, without whom it is about and without anything that somebody has written in their own words. */
export type RunToTry = Readonly<{
  run: RunId;
  version: string;
  openedOn: LocalDate;
  facts: Readonly<Record<string, FactValue>>;
  entries: readonly Readonly<{
    id: EntryId;
    kind: string;
    at: LocalDate;
    recordedOn: LocalDate;
    byRole: string;
    participants: readonly string[];
    answers: Readonly<Record<string, string | boolean | readonly string[]>>;
    replaces?: EntryId;
  }>[];
  consents: readonly Readonly<{ id: string; purpose: string; run?: RunId }>[];
}>;

/** The open runs of the municipality, for whoever publishes; none for others. */
export async function runsToTry({ db }: Scope, routine: string): Promise<readonly RunToTry[]> {
  const { rows } =
    await sql<RunToTry>`select run_id as run, routine_version as version, opened_on as "openedOn", facts, entries, consents
    from access.runs_to_try(${routine})`.execute(db);
  return rows;
}

/** Those of the runs that the actor sees, by number. */
export async function numbersOf({ db, actor }: Scope, runs: readonly RunId[]): Promise<ReadonlyMap<RunId, string>> {
  const { rows } = await sql<{ id: RunId; number: string }>`select r.id, s.case_number as number
    from run r, access.run_subject(r.municipality, r.id) s
    where r.municipality = ${actor.municipality} and r.id = any(${[...runs]}::uuid[]) order by 2`.execute(db);
  return new Map(rows.map(({ id, number }) => [id, number]));
}
