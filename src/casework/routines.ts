import type { Db } from '../platform/database.ts';
import type { Scope } from '../platform/door.ts';
import {
  compile,
  type CompiledRoutine,
  definitionIn,
  InvalidDefinition,
  type Library,
  openLibrary,
  withVersions,
} from '../routine/index.ts';
import { publishedRoutines } from './store/routine-versions.ts';

let files: Library | undefined;
/** What has been published, by the hash of its text: read and compiled once in the life of the process. */
const compiled = new Map<string, CompiledRoutine>();
/** Each municipality's library as it was last seen, and what had been published then. */
const joined = new Map<string, Readonly<{ hashes: readonly string[]; library: Library }>>();

/** What a transaction has been told: it goes on with it, and asks once. */
const told = new WeakMap<Scope['db'], Promise<Library>>();

/** The governing documents as data, as the actor's municipality has them: see libraryOf. */
export function routineLibrary({ db, actor }: Pick<Scope, 'db' | 'actor'>): Promise<Library> {
  const library = told.get(db) ?? libraryOf(db, actor.municipality);
  told.set(db, library);
  return library;
}

/**
 * The governing documents as data: those that came with the program, and those that the municipality has published. What another process
 * has published is there when it is asked for next. Throws InvalidDefinition when this program cannot read a published text.
 */
export async function libraryOf(db: Db, municipality: string): Promise<Library> {
  files ??= openLibrary();
  const known = joined.get(municipality);
  const found = await publishedRoutines(db, municipality, known?.hashes ?? []);
  const hashes = found.map(({ sha256 }) => sha256);
  if (known && known.hashes.join() === hashes.join()) return known.library;
  for (const { sha256, text } of found)
    if (text !== null && !compiled.has(sha256)) compiled.set(sha256, read(sha256, text));
  const library = withVersions(
    files,
    hashes.flatMap((hash) => compiled.get(hash) ?? []),
  );
  joined.set(municipality, { hashes, library });
  return library;
}

// It was checked when it was published. What a later program would have refused is followed all the same by those who follow it.
function read(sha256: string, text: string): CompiledRoutine {
  const definition = definitionIn(text);
  if (!definition)
    throw new InvalidDefinition(`The published text ${sha256} is no definition that this program can read`);
  return compile(definition);
}
