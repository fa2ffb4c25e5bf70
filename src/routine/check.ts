import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { referenceProblems } from './check-references.ts';
import { wayForwardProblems } from './check-ways.ts';
import { yearProblems } from './check-years.ts';
import { definitionSchema, type RoutineDefinition } from './definition.ts';
import { problemsOf, type LocatedProblem, type Problem } from '../kernel/problem.ts';

/** A reason to refuse a definition, with the line in the file where it is. */
export type CheckProblem = Problem & { readonly line: number };

export type Checked =
  | { readonly ok: true; readonly value: RoutineDefinition }
  | { readonly ok: false; readonly problems: readonly CheckProblem[] };

/** The line of the innermost part of the path that exists; what is missing is reported at its parent. */
function lineOf(document: Document, lines: LineCounter, keys: readonly PropertyKey[]): number {
  for (let length = keys.length; length > 0; length -= 1) {
    const node = document.getIn(keys.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

/** The document as plain values. What it points at within itself is looked up first now, and may be missing or without end. */
function plainOf(document: Document): Readonly<{ value: unknown }> | Readonly<{ broken: string }> {
  try {
    return { value: document.toJS() as unknown };
  } catch (error) {
    return { broken: error instanceof Error ? error.message : 'alias' };
  }
}

const monthRoundingMissing = {
  sv: 'Saknas. Skriv monthRounding: last-day, annars är det inte entydigt hur månader läggs till ett datum.',
  en: 'Missing. Write monthRounding: last-day, otherwise it is ambiguous how months are added to a date.',
};

const sourceMissing = {
  sv: 'Saknas. Ange källans rubrik, ordagrant som den står i dokumentet.',
  en: 'Missing. Give the heading of the source, exactly as it stands in the document.',
};

const translationMissing = {
  sv: 'Översättning saknas. Skriv texten på både svenska (sv) och engelska (en).',
  en: 'A translation is missing. Write the text in both Swedish (sv) and English (en).',
};

function explained(problem: LocatedProblem): LocatedProblem {
  const last = problem.keys.at(-1);
  if (problem.path === 'monthRounding') return { ...problem, message: monthRoundingMissing };
  if (last === 'source' || last === 'heading') return { ...problem, message: sourceMissing };
  if (last === 'sv' || last === 'en') return { ...problem, message: translationMissing };
  return problem;
}

/** The rules that a schema cannot state. Empty when the definition is sound. */
export function checkDefinition(definition: RoutineDefinition): readonly LocatedProblem[] {
  const problems = referenceProblems(definition);
  // With an unknown name nothing can be evaluated, so the search for dead ends waits until the names are right.
  return problems.length > 0 ? problems : wayForwardProblems(definition);
}

/** The definition that a text has the shape of; what else may be wrong with it is for checkDefinitionText to say. */
export function definitionIn(source: string): RoutineDefinition | undefined {
  const document = parseDocument(source);
  const plain = document.errors.length > 0 ? undefined : plainOf(document);
  const parsed = plain !== undefined && 'value' in plain ? definitionSchema.safeParse(plain.value) : undefined;
  return parsed?.success === true ? parsed.data : undefined;
}

/** As `checkDefinition`, and through five years of every run that there can be. Takes seconds: for whoever writes, not for every start. */
export function checkThroughYears(definition: RoutineDefinition): readonly LocatedProblem[] {
  const problems = checkDefinition(definition);
  return problems.length > 0 ? problems : yearProblems(definition);
}

/**
 * Reads and checks the text of a definition file (YAML). Pure; the caller reads the file. With `checkThroughYears` a definition is
 * looked at as before it is published.
 */
export function checkDefinitionText(
  source: string,
  check: (definition: RoutineDefinition) => readonly LocatedProblem[] = checkDefinition,
): Checked {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) {
    // What comes after is the place, which is told as a line, and a drawing of it for a terminal.
    const [says = ''] = broken.message.split(' at line ');
    const message = {
      sv: `Texten går inte att läsa som YAML. Kontrollera att raderna är lika långt indragna och att parenteser och citattecken är stängda. På engelska heter felet: ${says}.`,
      en: `Not YAML. Check that the lines are indented alike and that brackets and quotes are closed: ${says}.`,
    };
    return { ok: false, problems: [{ path: '', message, line: lines.linePos(broken.pos[0]).line }] };
  }
  const located = (problem: LocatedProblem): CheckProblem => ({
    path: problem.path,
    message: problem.message,
    line: lineOf(document, lines, problem.keys),
  });
  const plain = plainOf(document);
  if ('broken' in plain) {
    const message = {
      sv: `Texten går inte att läsa som YAML: ${plain.broken}. Kontrollera att det som en stjärna (*) pekar på finns tidigare i texten.`,
      en: `Not YAML: ${plain.broken}. Check that what an asterisk (*) points at is there earlier in the file.`,
    };
    return { ok: false, problems: [{ path: '', message, line: 1 }] };
  }
  const parsed = definitionSchema.safeParse(plain.value, { reportInput: true });
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error).map(explained).map(located) };
  const problems = check(parsed.data);
  return problems.length === 0 ? { ok: true, value: parsed.data } : { ok: false, problems: problems.map(located) };
}
