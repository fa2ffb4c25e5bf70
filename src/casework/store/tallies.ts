import { sql } from 'kysely';
import type { Pool } from 'pg';
import type { RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { Count } from '../../routine/index.ts';
import { type HeldRow, type HeldRun, type Purposes, toHeld } from './runs.ts';

// Short names: there may be a hundred of them in every run.
export const shortened = (tallies: Count['tallies']) =>
  tallies.map(({ measure, on, part, value, until }) => ({ m: measure, o: on, p: part, v: value, u: until }));

/** What is counted of the run, instead of what was counted before. */
export async function storeCount({ db, actor }: Scope, run: RunId, { tallies, outline }: Count): Promise<void> {
  await sql`insert into run_tally (municipality, run_id, tallies, outline)
    values (${actor.municipality}, ${run}, ${JSON.stringify(shortened(tallies))}, ${JSON.stringify(outline)})
    on conflict (municipality, run_id) do update set tallies = excluded.tallies, outline = excluded.outline`.execute(
    db,
  );
}

type Owner = Pick<Pool, 'query'>;

/** In which municipalities runs have ended that nothing has been counted of. As the owner: nobody may be left who sees them. */
export async function municipalitiesNotCounted(owner: Owner): Promise<readonly string[]> {
  const { rows } = await owner.query<{ municipality: string }>(
    `select distinct r.municipality from run r where r.ended_on is not null
       and not exists (select from run_tally k where k.municipality = r.municipality and k.run_id = r.id)`,
  );
  return rows.map(({ municipality }) => municipality);
}

/** Some of those runs, after one of them, with what they are counted from. */
export async function endedNotCounted(
  owner: Owner,
  municipality: string,
  after: RunId | undefined,
  purposes: Purposes,
): Promise<readonly HeldRun[]> {
  const { rows } = await owner.query<HeldRow>(
    `select * from access.contents_of_runs($1, array(
       select r.id from run r where r.municipality = $1 and r.ended_on is not null and ($2::uuid is null or r.id > $2)
         and not exists (select from run_tally k where k.municipality = r.municipality and k.run_id = r.id)
       order by r.id limit 200), $3)`,
    [municipality, after ?? null, JSON.stringify(purposes)],
  );
  return rows.map(toHeld);
}

/** Stores what was counted of them; what somebody has counted meanwhile by writing in a run stays. */
export async function storeEndedCounts(
  owner: Owner,
  municipality: string,
  counts: readonly Readonly<{ run: RunId; count: Count }>[],
): Promise<number> {
  const rows = counts.map(({ run, count: { tallies, outline } }) => ({ run, tallies: shortened(tallies), outline }));
  const { rowCount } = await owner.query(
    `insert into run_tally (municipality, run_id, tallies, outline)
     select $1, run, tallies, outline from jsonb_to_recordset($2) as counted (run uuid, tallies jsonb, outline jsonb)
     on conflict do nothing`,
    [municipality, JSON.stringify(rows)],
  );
  return rowCount ?? 0;
}
