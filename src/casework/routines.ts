import { type Library, openLibrary } from '../routine/index.ts';

let library: Library | undefined;

/** The governing documents as data, read when first asked for. */
export function routineLibrary(): Library {
  library ??= openLibrary();
  return library;
}
