import type { GroundField } from './ground.ts';

// A ground's questions as a lawyer types them: one on a line, "svenska | engelska", with "(frivilligt)" last when it may be left out.
// Help texts and ids are kept for questions that still stand where they stood.

const optionalMark = /\s*\((?:frivilligt|optional)\)\s*$/i;

export const questionsAsText = (fields: readonly GroundField[]): string =>
  fields.map(({ sv, en, required }) => `${sv} | ${en}${required ? '' : ' (frivilligt)'}`).join('\n');

/** The questions, or undefined when a line is not one. */
export function readQuestions(text: string, before: readonly GroundField[]): readonly GroundField[] | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const read = lines.map((line, index): GroundField | undefined => {
    const [sv, en, ...more] = line
      .replace(optionalMark, '')
      .split('|')
      .map((part) => part.trim());
    if (!sv || !en || more.length > 0) return undefined;
    const known = before.find((field) => field.sv === sv || field.en === en) ?? undefined;
    return { ...known, id: known?.id ?? `q${freeNumber(before, index)}`, sv, en, required: !optionalMark.test(line) };
  });
  return read.every((field) => field !== undefined) ? read : undefined;
}

// A number that no earlier question has: what was answered to one question is never read as the answer to another.
function freeNumber(before: readonly GroundField[], index: number): number {
  const taken = before.map(({ id }) => Number(/^q(\d+)$/.exec(id)?.[1] ?? 0));
  return Math.max(0, ...taken) + index + 1;
}
