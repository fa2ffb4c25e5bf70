import type { Language } from '../kernel/text.ts';
import { checkDefinitionText, type checkThroughYears, compile, type CompiledRoutine } from '../routine/index.ts';
import { messages } from './messages/index.ts';

/** Something wrong in a draft: where in the text, what stands there, and what to do. */
export type DraftProblem = Readonly<{ line: number; path: string; excerpt: string; message: string }>;

export type DraftChecked =
  | Readonly<{ ok: true; routine: CompiledRoutine }>
  | Readonly<{ ok: false; problems: readonly DraftProblem[] }>;

const longestExcerpt = 80;

/**
 * What is wrong with a draft, and that the text is of the routine that the draft is of. With `checkThroughYears` it is all that
 * `hemvist routine check` asks, which takes seconds.
 */
export function checkDraft(
  text: string,
  routine: string,
  language: Language,
  check?: typeof checkThroughYears,
): DraftChecked {
  const lines = text.split('\n');
  const problem = (line: number, path: string, message: string): DraftProblem => {
    const written = lines[line - 1]?.trim() ?? '';
    const excerpt = written.length > longestExcerpt ? `${written.slice(0, longestExcerpt)} …` : written;
    return { line, path, excerpt, message };
  };
  const checked = checkDefinitionText(text, check);
  if (!checked.ok)
    return {
      ok: false,
      problems: checked.problems.map(({ line, path, message }) => problem(line, path, message[language])),
    };
  if (checked.value.routine === routine) return { ok: true, routine: compile(checked.value) };
  const line =
    Math.max(
      lines.findIndex((one) => one.startsWith('routine:')),
      0,
    ) + 1;
  return { ok: false, problems: [problem(line, 'routine', messages[language].check.otherRoutine(routine))] };
}
