import type { Language } from '../kernel/text.ts';
import type { Library, RoutineDefinition } from '../routine/index.ts';

/** The versions of a routine, oldest first. */
export const definitionsOf = (library: Library, routine: string): readonly RoutineDefinition[] =>
  library.versions(routine).map(({ definition }) => definition);

/** A routine in a word or two; what is not in the library by its id. */
export const shortName = (library: Library, routine: string, language: Language): string =>
  definitionsOf(library, routine).at(-1)?.shortName[language] ?? routine;

/** An obligation's title, by the newest version that has it. */
export const obligationName = (library: Library, routine: string, id: string, language: Language): string =>
  definitionsOf(library, routine)
    .toReversed()
    .flatMap(({ obligations }) => obligations)
    .find((obligation) => obligation.id === id)?.title[language] ?? id;
