import type { LocalDate } from '../kernel/date.ts';
import type { Text } from '../kernel/text.ts';
import { languages, type Language } from '../kernel/text.ts';
import type { CompiledRoutine } from './compile.ts';
import type { RoutineDefinition } from './definition.ts';
import { evaluate } from './evaluate.ts';
import type { Entry, Facts, Run } from './run.ts';
import type { ObligationState, RunState } from './state.ts';
import { atStart, listed, writtenDate } from '../kernel/words.ts';
import { obligationTitle, stateWords } from './words.ts';

/** A supposed change: facts stated otherwise (`'unknown'` for unstated), a later day, entries that might be made. */
export type Supposition = {
  readonly facts?: Facts;
  readonly now?: LocalDate;
  readonly entries?: readonly Entry[];
};

/**
 * How one obligation differs; `before` is absent when it is new, `after` when it falls away. One that did not apply and then does
 * is `added` all the same, and one that no longer applies `removed`.
 */
export type Difference = {
  readonly obligation: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before?: ObligationState;
  readonly after?: ObligationState;
  readonly says: Text;
};

const words = {
  sv: {
    added: 'tillkommer',
    removed: 'faller bort',
    applies: (state: string) => `gäller inte i dag men skulle gälla: ${state}`,
    appliesNot: 'skulle inte gälla',
    state: (before: string, after: string) => `går från ”${before}” till ”${after}”`,
    due: (date: string) => `får sista dag ${date}`,
    dueMoves: (before: string, after: string) => `sista dagen flyttas från ${before} till ${after}`,
    dueLost: (before: string) => `har inte längre sista dagen ${before}`,
    missed: (count: number) => `får ${count} fler ${count === 1 ? 'tillfälle' : 'tillfällen'} utan anteckning`,
    other: 'får andra skäl',
  },
  en: {
    added: 'is added',
    removed: 'falls away',
    applies: (state: string) => `does not apply today and would: ${state}`,
    appliesNot: 'would not apply',
    state: (before: string, after: string) => `goes from “${before}” to “${after}”`,
    due: (date: string) => `gets the last day ${date}`,
    dueMoves: (before: string, after: string) => `the last day moves from ${before} to ${after}`,
    dueLost: (before: string) => `no longer has the last day ${before}`,
    missed: (count: number) => `gets ${count} more ${count === 1 ? 'occurrence' : 'occurrences'} without an entry`,
    other: 'has other grounds',
  },
} as const satisfies Record<Language, object>;

function missed({ occurrences }: ObligationState): number {
  return (occurrences ?? []).filter(({ kept }) => !kept).length;
}

function dueChange(before: ObligationState, after: ObligationState, language: Language): readonly string[] {
  const say = words[language];
  if (before.due === after.due) return [];
  if (after.due === undefined) return before.due === undefined ? [] : [say.dueLost(writtenDate(before.due, language))];
  const to = writtenDate(after.due, language);
  return [before.due === undefined ? say.due(to) : say.dueMoves(writtenDate(before.due, language), to)];
}

function kindOf(before: ObligationState | undefined, after: ObligationState | undefined): Difference['kind'] {
  const applied = before !== undefined && before.state !== 'not-applicable';
  const applies = after !== undefined && after.state !== 'not-applicable';
  if (applied === applies) return 'changed';
  return applies ? 'added' : 'removed';
}

function changes(before: ObligationState, after: ObligationState, language: Language): string {
  const say = words[language];
  const more = missed(after) - missed(before);
  if (kindOf(before, after) === 'removed') return say.appliesNot;
  const to = stateWords[after.state][language];
  const parts = [
    ...(before.state === after.state
      ? []
      : [before.state === 'not-applicable' ? say.applies(to) : say.state(stateWords[before.state][language], to)]),
    ...dueChange(before, after, language),
    ...(more > 0 ? [say.missed(more)] : []),
  ];
  return parts.length === 0 ? say.other : listed(parts, language);
}

function textIn(write: (language: Language) => string): Text {
  return Object.fromEntries(languages.map((language) => [language, write(language)])) as Text;
}

function plain({ reason: _reason, ...state }: ObligationState): string {
  return JSON.stringify(state);
}

function differenceOf(
  id: string,
  before: ObligationState | undefined,
  after: ObligationState | undefined,
  definition: RoutineDefinition,
): Difference | undefined {
  const sentence = (write: (language: Language) => string): Text =>
    textIn((language) => `${atStart(obligationTitle(definition, id, language))}: ${write(language)}.`);
  const found = { obligation: id, kind: kindOf(before, after) };
  if (before === undefined) return after && { ...found, after, says: sentence((language) => words[language].added) };
  if (after === undefined) return { ...found, before, says: sentence((language) => words[language].removed) };
  if (plain(before) === plain(after)) return undefined;
  return { ...found, before, after, says: sentence((language) => changes(before, after, language)) };
}

/** What differs between two states, also of two versions: what is added, falls away or changes, in words. */
export function differencesBetween(before: RunState, after: RunState): readonly Difference[] {
  const old = new Map(before.obligations.map((state) => [state.id, state]));
  const fresh = new Map(after.obligations.map((state) => [state.id, state]));
  return [...new Set([...fresh.keys(), ...old.keys()])].flatMap((id) => {
    const definition = (fresh.get(id) ?? old.get(id))?.reason.obligation.routine;
    return (definition === undefined ? undefined : differenceOf(id, old.get(id), fresh.get(id), definition)) ?? [];
  });
}

/** The state of a run as it would be. What nobody has stated has nobody who stated it. */
export function suppose(
  compiled: CompiledRoutine,
  run: Run,
  now: LocalDate,
  { facts = {}, entries, now: later }: Supposition,
): RunState {
  const stated = Object.entries(run.factsStated ?? {}).filter(([fact]) => !Object.hasOwn(facts, fact));
  const supposed: Run = {
    ...run,
    facts: { ...run.facts, ...facts },
    factsStated: Object.fromEntries(stated),
    entries: entries === undefined ? run.entries : [...run.entries, ...entries],
  };
  return evaluate(compiled, supposed, later ?? now);
}

/** What would change if the facts were others, more entries were made or a later day had come. Nothing is stored. */
export const whatIf = (
  compiled: CompiledRoutine,
  run: Run,
  now: LocalDate,
  supposition: Supposition,
): readonly Difference[] => differencesBetween(evaluate(compiled, run, now), suppose(compiled, run, now, supposition));
