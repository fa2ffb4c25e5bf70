import type { Scope } from '../platform/door.ts';
import { libraryText } from '../routine/index.ts';
import { publishedText } from './store/drafts.ts';

/** The text of a version: as it came with the program, else as it was published. Undefined when there is none. */
export const textOfVersion = async (scope: Scope, routine: string, version: string): Promise<string | undefined> =>
  libraryText(routine, version) ?? publishedText(scope, routine, version);
