import { momentInWords } from '../../ui/dates.ts';
import { routineLibrary } from '../../casework/index.ts';
import { findId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { compare, definitionIn, type RoutineDefinition } from '../../routine/index.ts';
import { findDraft, type RoutineDraft } from '../store/drafts.ts';
import type { OvertakenView } from '../views/index.ts';

/** A draft as the actor sees it, with the version that it is based on. */
export type SeenDraft = Readonly<{
  draft: RoutineDraft;
  /** When the text has the shape of a routine. */
  definition: RoutineDefinition | undefined;
  base: RoutineDefinition | undefined;
  name: string;
}>;

/** The draft that an address names. Undefined when it is out of reach or is not there. */
export async function seeDraft(scope: Scope, id: string): Promise<SeenDraft | undefined> {
  const draftId = findId(id);
  const draft = draftId === undefined ? undefined : await findDraft(scope, draftId);
  if (!draft) return undefined;
  scope.touched({ parts: ['routine-draft'] });
  const definition = definitionIn(draft.text);
  const base = (await routineLibrary(scope)).find(draft.routine, draft.basedOn)?.definition;
  const name = (base ?? definition)?.name[scope.actor.language] ?? draft.routine;
  return { draft, definition, base, name };
}

/** The draft, when it can be changed still. */
export async function seeOpenDraft(scope: Scope, id: string): Promise<SeenDraft | undefined> {
  const seen = await seeDraft(scope, id);
  return seen?.draft.state === 'open' ? seen : undefined;
}

/** How a draft differs from the version that it is based on, in words; undefined when it cannot be read. */
export function changesOf({ actor }: Scope, { definition, base }: SeenDraft): readonly string[] | undefined {
  if (!definition || !base) return undefined;
  return compare(base, definition).changes.map(({ says }) => says[actor.language]);
}

/** What others have changed since a form was shown. */
export function overtakenView(scope: Scope, { savedBy, text }: RoutineDraft, seenText: string): OvertakenView {
  const [before, after] = [definitionIn(seenText), definitionIn(text)];
  return {
    by: savedBy,
    changes: before && after ? compare(before, after).changes.map(({ says }) => says[scope.actor.language]) : undefined,
  };
}

export const momentOf = ({ today, actor }: Scope, at: Date): string =>
  momentInWords(at.toISOString(), today, actor.language);
