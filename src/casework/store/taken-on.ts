import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { type ReasonTakenOn, type TakenOn, takenKey } from '../taken-on.ts';

/** Who is on what in the runs today, by run and obligation: the latest of each, until its day. */
export async function takenOnIn(
  { db, actor, today }: Scope,
  runs: readonly RunId[],
): Promise<ReadonlyMap<string, TakenOn>> {
  const { rows } = await sql<{
    run_id: string;
    obligation: string;
    due: LocalDate | null;
    account: string;
    by: string;
    until: LocalDate;
    reason: ReasonTakenOn;
  }>`select t.run_id, t.obligation, t.due, t.account, a.display_name as by, t.until, t.reason from (
      select distinct on (l.run_id, l.obligation) l.* from taken_on l
      where l.municipality = ${actor.municipality} and l.run_id = any(${[...runs]}::uuid[])
      order by l.run_id, l.obligation, l.taken_at desc, l.id
    ) t join account a on a.municipality = t.municipality and a.id = t.account
    where t.until > ${today}`.execute(db);
  return new Map(
    rows.map(({ run_id, due, ...row }) => [
      takenKey(run_id, row.obligation),
      { ...row, runId: run_id, ...(due === null ? {} : { due }) },
    ]),
  );
}

export type NewTakenOn = Readonly<{
  id: string;
  run: RunId;
  obligation: string;
  due: LocalDate | undefined;
  until: LocalDate;
  reason: ReasonTakenOn;
  key: string;
}>;

/** Writes that the actor is on it. False when the same form has written it already. */
export async function insertTakenOn({ db, actor, now, today }: Scope, taken: NewTakenOn): Promise<boolean> {
  const { rows } = await sql`insert into taken_on
      (municipality, id, run_id, obligation, due, account, until, reason, taken_on, taken_at, idempotency_key)
    values (${actor.municipality}, ${taken.id}, ${taken.run}, ${taken.obligation}, ${taken.due ?? null}, ${actor.account},
      ${taken.until}, ${taken.reason}, ${today}, ${now}, ${taken.key})
    on conflict (municipality, idempotency_key) do nothing returning id`.execute(db);
  return rows.length === 1;
}
