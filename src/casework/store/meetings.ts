import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { AccountId, IdempotencyKey, RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { type Grade, type Person, personOf } from '../../secrecy/index.ts';
import type { Meeting, MeetingPlan } from '../meetings.ts';

type Row = Readonly<{
  id: string;
  run_id: RunId;
  kind: string;
  series: string | null;
  day: LocalDate;
  starts: string;
  ends: string;
  place: string;
  link: string;
  invited: readonly AccountId[];
  parties: readonly string[];
  version: number;
  cancelled: boolean;
  booked_by_name: string;
}>;

const toMeeting = ({ run_id: run, series, booked_by_name: bookedByName, ...row }: Row): Meeting => ({
  ...row,
  run,
  ...(series === null ? {} : { series }),
  bookedByName,
});

const columns = sql`m.id, m.run_id, m.kind, m.series, m.day, m.starts, m.ends, m.place, m.link, m.invited, m.parties, m.version,
  m.cancelled_at is not null as cancelled, a.display_name as booked_by_name`;

/** The meetings of a run, the earliest first; those that have been cancelled, too. */
export async function meetingsOfRun({ db, actor }: Scope, run: RunId): Promise<readonly Meeting[]> {
  const { rows } = await sql<Row>`select ${columns}
    from meeting m join account a on a.municipality = m.municipality and a.id = m.booked_by
    where m.municipality = ${actor.municipality} and m.run_id = ${run} order by m.day, m.starts, m.id`.execute(db);
  return rows.map(toMeeting);
}

/** What the same form has booked before, if it has. */
export async function meetingsWithKey(
  { db, actor }: Scope,
  run: RunId,
  key: IdempotencyKey,
): Promise<readonly Meeting[]> {
  const { rows } = await sql<Row>`select ${columns}
    from meeting m join account a on a.municipality = m.municipality and a.id = m.booked_by
    where m.municipality = ${actor.municipality} and m.run_id = ${run} and m.idempotency_key = ${key} order by m.number`.execute(
    db,
  );
  return rows.map(toMeeting);
}

/** Whether they were written: not when the same form has written others, in another run. */
export async function insertMeetings(
  { db, actor, now }: Scope,
  run: RunId,
  plan: MeetingPlan,
  days: readonly Readonly<{ id: string; day: LocalDate }>[],
  series: string | undefined,
  key: IdempotencyKey,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('meeting')
    .values(
      days.map(({ id, day }, index) => ({
        ...plan,
        invited: [...plan.invited],
        parties: [...plan.parties],
        municipality: actor.municipality,
        id,
        run_id: run,
        series: series ?? null,
        number: index + 1,
        day,
        booked_by: actor.account,
        booked_at: now,
        idempotency_key: key,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  const written = Number(numInsertedOrUpdatedRows);
  if (written !== 0 && written !== days.length) throw new Error('Some of the meetings were written before');
  return written > 0;
}

/** Writes a meeting anew, if it still is as it was seen and has not been cancelled. */
export async function updateMeeting(
  { db, actor }: Scope,
  id: string,
  seen: number,
  day: LocalDate,
  plan: MeetingPlan,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('meeting')
    .set({ ...plan, invited: [...plan.invited], parties: [...plan.parties], day, version: seen + 1 })
    .where('municipality', '=', actor.municipality)
    .where('id', '=', id)
    .where('version', '=', seen)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function cancelMeetings({ db, actor, now }: Scope, ids: readonly string[]): Promise<number> {
  const { numAffectedRows } = await sql`update meeting set cancelled_at = ${now}, version = version + 1
    where municipality = ${actor.municipality} and id = any(${[...ids]}::uuid[]) and cancelled_at is null`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** A meeting that somebody is invited to, with which run it is of. */
export type ComingMeeting = Pick<
  Meeting,
  'id' | 'run' | 'kind' | 'day' | 'starts' | 'ends' | 'place' | 'link' | 'version'
> &
  Readonly<{ routine: string; routineVersion: string; caseNumber: string; person: Person }>;

/** The meetings that somebody is invited to, of the runs that the actor sees: from the first day to the last. */
export async function meetingsOf(
  { db }: Scope,
  account: AccountId,
  first: LocalDate,
  last: LocalDate,
): Promise<readonly ComingMeeting[]> {
  const { rows } = await sql<
    Readonly<{
      id: string;
      run_id: RunId;
      kind: string;
      day: LocalDate;
      starts: string;
      ends: string;
      place: string;
      link: string;
      version: number;
      routine: string;
      routine_version: string;
      case_number: string;
      given_name: string;
      family_name: string;
      protection: Grade | null;
    }>
  >`select * from access.meetings_of(${account}, ${first}, ${last})`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    run: row.run_id,
    kind: row.kind,
    day: row.day,
    starts: row.starts,
    ends: row.ends,
    place: row.place,
    link: row.link,
    version: row.version,
    routine: row.routine,
    routineVersion: row.routine_version,
    caseNumber: row.case_number,
    person: personOf(row),
  }));
}
