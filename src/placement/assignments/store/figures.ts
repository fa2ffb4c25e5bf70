import { sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import type { Scope } from '../../../platform/door.ts';
import type { EarlierMonth, InfluxRow } from '../count.ts';

/** What is counted of assignments that came in between two days. */
export async function influxRows({ db }: Scope, from: LocalDate, to: LocalDate): Promise<readonly InfluxRow[]> {
  const { rows } = await sql<InfluxRow>`select received, people, outcome, days_to_place
    from access.influx_figures(${from}::date, ${to}::date)`.execute(db);
  return rows;
}

/** Months from before Hemvist, as they have been written. */
export async function earlierMonths(
  { db, actor }: Scope,
  from: LocalDate,
  to: LocalDate,
): Promise<readonly EarlierMonth[]> {
  const { rows } = await sql<EarlierMonth>`select month, households, people from influx_earlier
    where municipality = ${actor.municipality} and month between ${from}::date and ${to}::date order by month`.execute(
    db,
  );
  return rows;
}

/** Writes months as counts: a month that is there already gets what is said now. Gives how many there were. */
export async function writeEarlier({ db, actor, now }: Scope, months: readonly EarlierMonth[]): Promise<number> {
  for (const { month, households, people } of months)
    await sql`insert into influx_earlier (municipality, month, households, people, written_by, written_at)
      values (${actor.municipality}, ${month}, ${households}, ${people}, ${actor.account}, ${now})
      on conflict (municipality, month) do update
        set households = excluded.households, people = excluded.people, written_by = excluded.written_by, written_at = excluded.written_at`.execute(
      db,
    );
  return months.length;
}
