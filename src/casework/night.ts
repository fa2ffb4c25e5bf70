import type { LocalDate } from '../kernel/date.ts';
import type { RunId } from '../kernel/ids.ts';
import { localDateOf } from '../kernel/stockholm.ts';
import type { Db } from '../platform/database.ts';
import { countRun, type Library, type RoutineDefinition } from '../routine/index.ts';
import { engineConsents, engineRun } from './entry.ts';
import { linesOf } from './evaluation.ts';
import { libraryOf } from './routines.ts';
import {
  type Asked,
  type Contents,
  evaluateSome,
  type Evaluated,
  municipalitiesWithStaleWork,
  sha256,
  type Unnamed,
} from './store/night.ts';

/** How many are held at a time: whoever writes in one of them waits until those are stored. */
const atATime = 1000;

/** Raised by whoever changes what the engine is given of a run's facts and entries: what has been kept is put together anew then. */
const format = 2;

/**
 * Brings the lines of all open runs up to date, where they do not hold for the day, on nobody's behalf: nothing is read that tells of
 * anybody, and nothing is written but what follows. Gives how many there were. Stopped half-way it fails, and the rest are done again.
 */
export async function evaluateAtNight(db: Db, now: Date, stop: AbortSignal): Promise<number> {
  const today = localDateOf(now);
  let evaluated = 0;
  for (const municipality of await municipalitiesWithStaleWork(db, today)) {
    const library = await libraryOf(db, municipality);
    const asked = askedIn(library);
    let after: RunId | undefined;
    do {
      if (stop.aborted) throw Object.assign(new Error('Stopped half-way'), { code: 'stopped' });
      const some = { municipality, now, today, after, atATime, asked };
      const done = await evaluateSome(db, some, (run) => workedOut(library, run, today));
      evaluated += done.evaluated;
      after = done.last;
    } while (after !== undefined);
  }
  return evaluated;
}

// One that follows a version that this program does not have is left for a program that does.
function workedOut(library: Library, run: Unnamed, today: LocalDate): Evaluated | undefined {
  const routine = library.find(run.routine, run.routineVersion);
  if (!routine) return undefined;
  const contents = run.kept ?? contentsOf(routine.definition, run);
  const input = {
    routine: run.routine,
    version: run.routineVersion,
    opened: run.openedOn,
    facts: contents.facts,
    entries: [...contents.entries, ...engineConsents(routine.definition, run.consents)],
  };
  const { items, until } = linesOf(routine, input, run.id, today);
  const hash = sha256(JSON.stringify(items));
  return {
    id: run.id,
    until,
    ...(run.kept ? {} : { read: { way: wayOf(routine.definition), contents } }),
    ...(run.workSha256 === hash
      ? {}
      : { changed: { items, hash, ...(run.counted ? {} : { count: countRun(routine, input, today) }) } }),
  };
}

/** What is kept of a run for the nights to come. */
export function contentsOf(
  definition: RoutineDefinition,
  run: Pick<Unnamed, 'facts' | 'entries'> & Parameters<typeof engineRun>[1],
): Contents {
  const { facts, entries } = engineRun(definition, run, run.facts, run.entries, []);
  return { facts, entries };
}

const wayOf = ({ routine, version }: RoutineDefinition): string => `${format} ${routine}@${version}`;

export function askedOf(definition: RoutineDefinition): Asked[string] {
  const { consents, entryKinds } = definition;
  const chosen = Object.entries(entryKinds).flatMap(([kind, { answers = {} }]) =>
    Object.entries(answers).flatMap(([name, { type }]) =>
      type === 'text' || type === 'longText' ? [] : [`${kind}.${name}`],
    ),
  );
  return {
    readAs: wayOf(definition),
    consents: Object.keys(consents),
    answers: chosen,
    parties: Object.keys(entryKinds).filter((kind) => entryKinds[kind]?.party !== undefined),
  };
}

const askedIn = (library: Library): Asked =>
  Object.fromEntries(
    library
      .routines()
      .flatMap(library.versions)
      .map(({ definition }) => [`${definition.routine}@${definition.version}`, askedOf(definition)]),
  );
