import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { AccountId, RunId } from '../../kernel/ids.ts';
import type { Language } from '../../kernel/text.ts';
import type { Db } from '../../platform/database.ts';
import type { Scope } from '../../platform/door.ts';
import { type Counts, isLevel, type Level, usualLevel } from '../reminder.ts';

/** Somebody who works in a run or with placements, with what the door is told of them. */
export type AtWork = Readonly<{
  municipality: string;
  account: AccountId;
  area: string;
  units: readonly string[];
  language: Language;
}>;

/** Everybody who works in a run on a day, asks for placements or takes care of requests, in every municipality: for jobs, outside the door. */
export async function peopleToRemind(db: Db, day: LocalDate): Promise<readonly AtWork[]> {
  const { rows } = await sql<AtWork>`select * from access.people_to_remind(${day})`.execute(db);
  return rows;
}

/** What the actor wants to be reminded of. */
export async function ownLevel({ db, actor }: Scope): Promise<Level> {
  const { rows } = await sql<{ level: string }>`select level from reminder_setting
    where municipality = ${actor.municipality} and account = ${actor.account}`.execute(db);
  const level = rows[0]?.level ?? '';
  return isLevel(level) ? level : usualLevel;
}

export async function writeOwnLevel({ db, actor, now }: Scope, level: Level): Promise<void> {
  await sql`insert into reminder_setting (municipality, account, level, changed_at)
    values (${actor.municipality}, ${actor.account}, ${level}, ${now})
    on conflict (municipality, account) do update set level = excluded.level, changed_at = excluded.changed_at`.execute(
    db,
  );
}

/** The lines, as run and obligation, of the runs that have come to be blocked after an instant. */
export async function blockedSince(
  { db, actor }: Scope,
  runs: readonly RunId[],
  since: Date,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string }>`select run_id || ' ' || obligation as key from work_item
    where municipality = ${actor.municipality} and run_id = any(${[...runs]}::uuid[]) and blocked_at > ${since}`.execute(
    db,
  );
  return new Set(rows.map(({ key }) => key));
}

/** Whether the actor has been reminded today. */
export async function isReminded({ db, actor, today }: Scope): Promise<boolean> {
  const { rows } = await sql`select from reminder
    where municipality = ${actor.municipality} and account = ${actor.account} and day = ${today}`.execute(db);
  return rows.length > 0;
}

/** Writes that the actor is reminded today, by which message. False when somebody else has done it: then there is no message. */
export async function insertReminder({ db, actor, now, today }: Scope, mail: string, counts: Counts): Promise<boolean> {
  const { rows } =
    await sql`insert into reminder (municipality, account, day, mail, late, due, coming, blocked, made_at)
    values (${actor.municipality}, ${actor.account}, ${today}, ${mail}, ${counts.late}, ${counts.due}, ${counts.coming},
      ${counts.blocked}, ${now})
    on conflict (municipality, account, day) do nothing returning account`.execute(db);
  return rows.length === 1;
}
