import { routineLibrary } from '../casework/index.ts';
import type { Language } from '../kernel/text.ts';
import type { RoutineDefinition } from '../routine/index.ts';

/** The versions of a routine, oldest first. */
export const definitionsOf = (routine: string): readonly RoutineDefinition[] =>
  routineLibrary()
    .versions(routine)
    .map(({ definition }) => definition);

/** A routine in a word or two; what is not in the library by its id. */
export const shortName = (routine: string, language: Language): string =>
  definitionsOf(routine).at(-1)?.shortName[language] ?? routine;

/** An obligation's title, by the newest version that has it. */
export const obligationName = (routine: string, id: string, language: Language): string =>
  definitionsOf(routine)
    .toReversed()
    .flatMap(({ obligations }) => obligations)
    .find((obligation) => obligation.id === id)?.title[language] ?? id;
