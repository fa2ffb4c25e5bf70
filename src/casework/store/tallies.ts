import { sql } from 'kysely';
import type { RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { Count } from '../../routine/index.ts';

/** What is counted of the run, instead of what was counted before. */
export async function storeCount({ db, actor }: Scope, run: RunId, { tallies, outline }: Count): Promise<void> {
  // Short names: there may be a hundred of them in every run.
  const short = tallies.map(({ measure, on, part, value, until }) => ({
    m: measure,
    o: on,
    p: part,
    v: value,
    u: until,
  }));
  await sql`insert into run_tally (municipality, run_id, tallies, outline)
    values (${actor.municipality}, ${run}, ${JSON.stringify(short)}, ${JSON.stringify(outline)})
    on conflict (municipality, run_id) do update set tallies = excluded.tallies, outline = excluded.outline`.execute(
    db,
  );
}
