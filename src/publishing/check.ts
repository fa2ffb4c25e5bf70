import type { Language } from '../kernel/text.ts';
import { checkDefinitionText, compile, type CompiledRoutine } from '../routine/index.ts';
import { messages } from './messages/index.ts';

/** Something wrong in a draft: where in the text, and what to do. */
export type DraftProblem = Readonly<{ line: number; path: string; message: string }>;

export type DraftChecked =
  | Readonly<{ ok: true; routine: CompiledRoutine }>
  | Readonly<{ ok: false; problems: readonly DraftProblem[] }>;

/** The same check as `hemvist routine check`, and that the text is of the routine that the draft is of. */
export function checkDraft(text: string, routine: string, language: Language): DraftChecked {
  const checked = checkDefinitionText(text);
  if (!checked.ok)
    return {
      ok: false,
      problems: checked.problems.map(({ line, path, message }) => ({ line, path, message: message[language] })),
    };
  if (checked.value.routine !== routine)
    return {
      ok: false,
      problems: [{ line: 1, path: 'routine', message: messages[language].check.otherRoutine(routine) }],
    };
  return { ok: true, routine: compile(checked.value) };
}
