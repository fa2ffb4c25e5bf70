import { localDateFrom } from '../kernel/date.ts';
import { checkRun, evaluate, openLibrary, parseRun } from './index.ts';
import type { CompiledRoutine, Entry, Facts, ObligationState, Run, RunState } from './index.ts';

export const library = openLibrary();
export type Version = '2025' | '2024-10-17';

export function getCompiled(version: Version): CompiledRoutine {
  const compiled = library.find('repeated-discharge', version);
  if (compiled === undefined) throw new Error(`No version ${version}`);
  return compiled;
}

/** An entry as a test writes it: kind and date, then what matters. The id is made from the two unless given. */
export type Written = { readonly kind: string; readonly at: string } & Readonly<Record<string, unknown>>;

export function entry(kind: string, at: string, fields: Readonly<Record<string, unknown>> = {}): Written {
  return { kind, at, ...fields };
}

export type Case = {
  readonly routine?: string;
  readonly version?: string;
  readonly opened?: string;
  readonly facts?: Facts;
  readonly entries?: readonly Written[];
  readonly factsStated?: Run['factsStated'];
};

export const moveIn = '2025-08-20';

/** The version that a case is about; of another routine than repeated-discharge its newest. */
function compiledFor({ routine = 'repeated-discharge', version }: Case): CompiledRoutine {
  const compiled = version === undefined ? library.versions(routine).at(-1) : library.find(routine, version);
  if (compiled === undefined) throw new Error(`No version ${version ?? ''} of ${routine}`);
  return compiled;
}

export function runOf(written: Case): Run {
  const { opened = '2025-08-01', facts = { moveIn }, entries = [], factsStated } = written;
  const compiled = compiledFor(written);
  const { routine, version, parties } = compiled.definition;
  const by = 'caseworker' in parties ? 'caseworker' : Object.keys(parties)[0];
  const numbered = entries.map((entryWritten, index) => Object.assign({ id: `e${index + 1}`, by }, entryWritten));
  const parsed = parseRun({ routine, version, opened, facts, factsStated, entries: numbered });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const problems = checkRun(compiled, parsed.value);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return parsed.value;
}

export function evaluateCase(written: Case, now: string): RunState {
  return evaluate(compiledFor(written), runOf(written), localDateFrom(now));
}

/** The state of one obligation without its reason, as the contract shows it. */
export function stateIn(written: Case, now: string, id: string): ObligationState {
  const state = evaluateCase(written, now).obligations.find((obligation) => obligation.id === id);
  if (state === undefined) throw new Error(`No obligation ${id}`);
  return state;
}

export type { Entry };
