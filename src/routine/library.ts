import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LocalDate } from '../kernel/date.ts';
import { checkDefinitionText } from './check.ts';
import { compile, InvalidDefinition, type CompiledRoutine } from './compile.ts';

/**
 * The published routine versions: `routines/<routine>/<version>.yaml`. This is the only file of the engine that reads
 * files. A version is read, checked and compiled once; published versions never change.
 */
export type Library = {
  readonly routines: () => readonly string[];
  /** Versions of a routine, oldest first by the day they took effect. */
  readonly versions: (routine: string) => readonly CompiledRoutine[];
  readonly find: (routine: string, version: string) => CompiledRoutine | undefined;
  /** The version that is in force on a date. */
  readonly findInForce: (routine: string, on: LocalDate) => CompiledRoutine | undefined;
};

export const routinesFolder = fileURLToPath(new URL('../../routines', import.meta.url));

function readVersion(file: string): CompiledRoutine {
  const checked = checkDefinitionText(readFileSync(file, 'utf8'));
  if (checked.ok) return compile(checked.value);
  const [problem] = checked.problems;
  throw new InvalidDefinition(`${file}:${problem?.line ?? 1}: ${problem?.path ?? ''}: ${problem?.message.en ?? ''}`);
}

function validFrom({ definition }: CompiledRoutine): string {
  return definition.document.validFrom.date;
}

/** Opens the folder of published routines. Throws InvalidDefinition, with file and line, when one is not sound. */
export function openLibrary(folder: string = routinesFolder): Library {
  const known = new Map<string, readonly CompiledRoutine[]>();
  const routines = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();

  const versions = (routine: string): readonly CompiledRoutine[] => {
    if (!routines.includes(routine)) return [];
    const read = known.get(routine);
    if (read !== undefined) return read;
    const found = readdirSync(join(folder, routine))
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => readVersion(join(folder, routine, name)))
      .toSorted((left, right) => (validFrom(left) < validFrom(right) ? -1 : 1));
    known.set(routine, found);
    return found;
  };

  return libraryOf(routines, versions);
}

/** A library of versions that come from anywhere, each routine's oldest first. */
function libraryOf(routines: readonly string[], versions: Library['versions']): Library {
  return {
    routines: () => routines,
    versions,
    find: (routine, version) => versions(routine).find(({ definition }) => definition.version === version),
    findInForce: (routine, on) =>
      versions(routine).findLast(({ definition: { document } }) => {
        const until = document.validUntil?.date;
        return document.validFrom.date <= on && (until === undefined || on <= until);
      }),
  };
}

/** A library with more versions beside its own; one of a name that it has is left out, since a version never changes. */
export function withVersions(library: Library, more: readonly CompiledRoutine[]): Library {
  if (more.length === 0) return library;
  const added = Map.groupBy(more, ({ definition }) => definition.routine);
  const joined = new Map<string, readonly CompiledRoutine[]>();
  return libraryOf([...new Set([...library.routines(), ...added.keys()])].toSorted(), (routine) => {
    const known = joined.get(routine);
    if (known !== undefined) return known;
    const own = library.versions(routine);
    const names = new Set(own.map(({ definition }) => definition.version));
    const all = [...own, ...(added.get(routine) ?? []).filter(({ definition }) => !names.has(definition.version))];
    const found = all.toSorted((left, right) => (validFrom(left) < validFrom(right) ? -1 : 1));
    joined.set(routine, found);
    return found;
  });
}

/** The text of a version's file, comments included; undefined when the folder has none. */
export function libraryText(routine: string, version: string, folder: string = routinesFolder): string | undefined {
  // By the names that are found in the folder, and never by what was asked for: an address is no way to a file.
  const named = (within: string, wanted: string): string | undefined =>
    readdirSync(within).find((name) => name === wanted);
  const directory = named(folder, routine);
  const file =
    directory === undefined || directory.endsWith('.json')
      ? undefined
      : named(join(folder, directory), `${version}.yaml`);
  return directory === undefined || file === undefined
    ? undefined
    : readFileSync(join(folder, directory, file), 'utf8');
}
