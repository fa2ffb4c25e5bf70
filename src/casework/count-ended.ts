import type { Pool } from 'pg';
import type { LocalDate } from '../kernel/date.ts';
import type { RunId } from '../kernel/ids.ts';
import type { Db } from '../platform/database.ts';
import { countRun, InvalidDefinition, type Library } from '../routine/index.ts';
import { engineInput, purposesIn } from './evaluation.ts';
import { libraryOf } from './routines.ts';
import { endedNotCounted, municipalitiesNotCounted, storeEndedCounts } from './store/tallies.ts';

/**
 * Counts the runs that ended before there was anything to count, once, a few at a time: stopped half-way, the rest are counted next time.
 * As the owner of the tables, when a server starts. Gives how many were counted.
 */
export async function countEndedRuns(owner: Pick<Pool, 'query'>, db: Db, today: LocalDate): Promise<number> {
  let counted = 0;
  for (const municipality of await municipalitiesNotCounted(owner)) {
    // A text that this program cannot read keeps no server from starting: its municipality is counted by one that can.
    const library = await libraryOf(db, municipality).catch((error: unknown) => {
      if (error instanceof InvalidDefinition) return undefined;
      throw error;
    });
    if (library) counted += await countIn(owner, municipality, library, today);
  }
  return counted;
}

async function countIn(
  owner: Pick<Pool, 'query'>,
  municipality: string,
  library: Library,
  today: LocalDate,
): Promise<number> {
  let counted = 0;
  let last: RunId | undefined;
  for (;;) {
    const ended = await endedNotCounted(owner, municipality, last, purposesIn(library));
    last = ended.at(-1)?.run.id;
    if (last === undefined) return counted;
    // One that follows a version that this program does not have is left for a program that does.
    const known = ended.filter(({ run }) => library.find(run.routine, run.routineVersion));
    const counts = known.map((one) => {
      const { routine, input } = engineInput(library, one.run, one);
      return { run: one.run.id, count: countRun(routine, input, today) };
    });
    counted += await storeEndedCounts(owner, municipality, counts);
  }
}
