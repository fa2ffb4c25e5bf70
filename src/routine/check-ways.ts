import { dateOf, dayOf, localDateFrom, type Day } from '../kernel/date.ts';
import { addDistance, type Distance } from '../kernel/duration.ts';
import type { Truth } from '../kernel/truth.ts';
import {
  compile,
  distanceOf,
  leavesOf,
  obligationOfNeed,
  singleAnchors,
  type CompiledObligation,
  type CompiledRoutine,
  type EntryRule,
} from './compile.ts';
import { decide } from './condition.ts';
import { anchored, type Context } from './context.ts';
import type { Anchor, Condition, FactValue, RoutineDefinition } from './definition.ts';
import { deedsUntil, type Deed } from './deeds.ts';
import { meetsEntryRule, onlyCode } from './fulfil.ts';
import { problemAt, type LocatedProblem } from '../kernel/problem.ts';
import type { Entry, Facts } from './run.ts';

/**
 * Searches every combination of what the conditions look at (facts, also unknown, and entries, also absent) for dead
 * ends: an obligation that can never open, one that applies but waits for another that never can be done, one that
 * applies but that no entry fulfils, and a phase in which nothing can be done.
 */
type Choice = { readonly set: (world: World) => World };
export type World = { readonly facts: Facts; readonly entries: readonly Entry[] };
type Question = { readonly key: string; readonly choices: readonly Choice[] };

const day = localDateFrom('2000-01-01');
/** More combinations than this are not tried. */
export const mostWorlds = 20_000;

function entry(kind: string, fields: Partial<Entry>): Entry {
  return { id: kind, kind, at: day, by: 'caseworker', ...fields };
}

function withFact(fact: string, value: FactValue): Choice {
  return { set: ({ facts, entries }) => ({ facts: { ...facts, [fact]: value }, entries }) };
}

function withEntry(added: Entry): Choice {
  return { set: ({ facts, entries }) => ({ facts, entries: [...entries, added] }) };
}

const unchanged: Choice = { set: (world) => world };

type FactCondition = Extract<Condition, { readonly fact: string }>;

function around(limit: string | number): readonly FactValue[] {
  return typeof limit === 'number' ? [limit - 1, limit, limit + 1] : ['0001-01-01', limit, '9999-12-31'];
}

/** No code, each alone, and so many together of every number. */
function setsOf(codes: readonly string[]): readonly FactValue[] {
  return [[], ...codes.map((code) => [code]), ...codes.map((_code, index) => codes.slice(0, index + 1)).slice(1)];
}

function valuesOf(definition: RoutineDefinition, condition: FactCondition): readonly FactValue[] {
  const fact = definition.facts[condition.fact];
  if (fact?.type === 'yesNo') return [true, false];
  if (fact?.type === 'code') return Object.keys(fact.values);
  if (fact?.type === 'codes') return setsOf(Object.keys(fact.values));
  if ('atLeast' in condition) return around(condition.atLeast);
  if ('atMost' in condition) return around(condition.atMost);
  return 'is' in condition ? [condition.is] : [];
}

type DateCondition = Extract<Condition, { readonly date: unknown }>;

const noDistance: Distance = { unit: 'days', count: 0 };

/** Days on both sides of every limit that conditions on days set, for each fact that they compare. */
function daysAround(definition: RoutineDefinition, conditions: readonly DateCondition[]): Map<string, Set<Day>> {
  const days = new Map<string, Set<Day>>();
  const daysOf = (anchor: Anchor): ReadonlySet<Day> =>
    'fact' in anchor ? (days.get(anchor.fact) ?? new Set()) : new Set([dayOf(day)]);
  const add = (anchor: Anchor, found: Day): void => {
    for (const single of singleAnchors(anchor))
      if ('fact' in single) days.set(single.fact, (days.get(single.fact) ?? new Set<Day>()).add(found));
  };
  for (const condition of conditions) {
    const { from, plus } = 'before' in condition ? condition.before : condition.notBefore;
    const distance = plus === undefined ? noDistance : distanceOf(definition, plus);
    if (daysOf(from).size === 0 && daysOf(condition.date).size === 0) add(from, dayOf(day));
    const known = [...daysOf(condition.date)];
    for (const start of daysOf(from)) {
      add(condition.date, addDistance(start, distance) - 1);
      add(condition.date, addDistance(start, distance));
    }
    for (const end of known) {
      const start = addDistance(end, { ...distance, count: -distance.count });
      add(from, start);
      add(from, start + 1);
    }
  }
  return days;
}

function questionsOf(definition: RoutineDefinition, condition: Condition): readonly Question[] {
  if ('all' in condition || 'any' in condition || 'not' in condition || 'clause' in condition || 'date' in condition)
    return [];
  if ('entry' in condition) {
    return [{ key: `entry ${condition.entry}`, choices: [unchanged, withEntry(entry(condition.entry, {}))] }];
  }
  if ('consent' in condition) {
    const given = entry('consent', { purpose: condition.consent, status: condition.status });
    return [{ key: `consent ${condition.consent} ${condition.status}`, choices: [unchanged, withEntry(given)] }];
  }
  const facts = 'holdsFact' in condition ? [condition.fact, condition.holdsFact] : [condition.fact];
  return facts.map((fact) => questionOf(fact, valuesOf(definition, { ...condition, fact })));
}

function questionOf(fact: string, values: readonly FactValue[]): Question {
  return { key: `fact ${fact}`, choices: [unchanged, ...values.map((value) => withFact(fact, value))] };
}

export function worldsOf(definition: RoutineDefinition): readonly World[] {
  const questions = new Map<string, Question>();
  const conditions = definition.obligations.flatMap(({ when, fulfilledBy }) => [
    when,
    ...fulfilledBy.flatMap((rule) => ('entry' in rule ? [rule.when, rule.unless] : [])),
  ]);
  const leaves = conditions.flatMap((condition) => (condition === undefined ? [] : leavesOf(definition, condition)));
  for (const leaf of leaves)
    for (const question of questionsOf(definition, leaf)) questions.set(question.key, question);
  const days = daysAround(
    definition,
    leaves.filter((leaf) => 'date' in leaf),
  );
  for (const [fact, values] of days) {
    const question = questionOf(fact, [...values].map(dateOf));
    questions.set(question.key, question);
  }
  let worlds: readonly World[] = [{ facts: {}, entries: [] }];
  for (const { choices } of questions.values()) {
    worlds = worlds.flatMap((world) => choices.map((choice) => choice.set(world))).slice(0, mostWorlds);
  }
  return worlds;
}

function contextOf(compiled: CompiledRoutine, { facts, entries }: World): Context {
  const { routine, version } = compiled.definition;
  const run = { routine, version, opened: day, facts, entries };
  const opened = dayOf(day);
  return {
    compiled,
    run,
    now: opened,
    opened,
    deeds: deedsUntil(entries, day),
    endedOn: undefined,
    fulfilledBy: [],
    changesOn: Infinity,
  };
}

function appliesIn(obligation: CompiledObligation, context: Context): Truth {
  const { when } = obligation.definition;
  return when === undefined ? 'true' : decide(when, context).finding.truth;
}

/** Obligations that can be done in this world, or could be once an unknown fact is stated. */
function possibleIn(compiled: CompiledRoutine, truths: ReadonlyMap<string, Truth>): ReadonlySet<string> {
  const possible = new Set<string>();
  for (const obligation of compiled.order) {
    const blocked = obligation.needs.map(obligationOfNeed).some((id) => !possible.has(id));
    if (truths.get(obligation.id) !== 'false' && !blocked) possible.add(obligation.id);
  }
  return possible;
}

/** The entry that holds all that a rule asks for, as far as its days are known. */
function entryFor(rule: EntryRule, context: Context): Deed {
  const later = Object.entries(rule.answersAfter ?? {}).flatMap(([name, anchor]) => {
    const { day: from } = anchored(context, anchor);
    return from === undefined ? [] : [[name, dateOf(from + 1)] as const];
  });
  const asked = [...(rule.answers ?? []), ...(rule.ifAnswer ?? []).flatMap(({ requires }) => requires)];
  const answers = Object.fromEntries([
    ...asked.map((name) => [name, true] as const),
    ...Object.entries(rule.answersAre ?? {}),
    ...later,
  ]);
  const party = rule.partyIs === undefined ? undefined : onlyCode(rule.partyIs.fact, context);
  const { participants, form, inPerson } = rule;
  const content = entry(rule.entry, { answers, participants, form, inPerson, party });
  return { id: rule.entry, position: 0, kind: rule.entry, at: day, day: context.now, by: content.by, content };
}

/** The entries that give whatever something else needs: consents, and the obligations that come first. */
export function neededEntries(compiled: CompiledRoutine, world: World): readonly Entry[] {
  const context = contextOf(compiled, world);
  const found = compiled.obligations
    .flatMap(({ needs }) => needs)
    .flatMap((need): readonly Entry[] => {
      if ('consent' in need)
        return [entry('consent', { id: need.consent, purpose: need.consent, status: 'given', form: need.form })];
      const rule = compiled.byId.get(need.obligation)?.entryRules[0];
      return rule === undefined ? [] : [{ ...entryFor(rule, context).content, id: rule.entry, by: 'caseworker' }];
    });
  return [...new Map(found.map((one) => [one.id, one])).values()];
}

/** Whether something that people can record, or state, fulfils it here. What hangs on a day to come may be met then. */
function canBeFulfilled({ entryRules, consentRules, factRules }: CompiledObligation, context: Context): boolean {
  if (consentRules.length > 0 || factRules.length > 0) return true;
  return entryRules.some((rule) => {
    const days = Object.values(rule.answersAfter ?? {});
    if (days.some((anchor) => anchored(context, anchor).day === undefined)) return true;
    return meetsEntryRule(entryFor(rule, context), rule, context);
  });
}

/** " när sipExists: true" for what the world holds; nothing for the world in which nothing is known. */
export function inWorld({ facts, entries }: World): { readonly sv: string; readonly en: string } {
  const stated = Object.entries(facts).map(([fact, value]) => `${fact}: ${String(value)}`);
  const held = [...stated, ...entries.map(({ kind, purpose }) => purpose ?? kind)].join(', ');
  return held === '' ? { sv: '', en: '' } : { sv: ` när ${held}`, en: ` when ${held}` };
}

export function wayForwardProblems(definition: RoutineDefinition): readonly LocatedProblem[] {
  const compiled = compile(definition);
  const problems = new Map<string, LocatedProblem>();
  const report = (keys: readonly PropertyKey[], sv: string, en: string): void => {
    const problem = problemAt(keys, sv, en);
    if (!problems.has(problem.path)) problems.set(problem.path, problem);
  };
  const everOpen = new Set<string>();
  for (const world of worldsOf(definition)) {
    const context = contextOf(compiled, world);
    const held = inWorld(world);
    const truths = new Map(compiled.obligations.map((obligation) => [obligation.id, appliesIn(obligation, context)]));
    const possible = possibleIn(compiled, truths);
    for (const obligation of compiled.obligations) {
      const { id, index } = obligation;
      const truth = truths.get(id);
      if (truth === 'true' && !canBeFulfilled(obligation, context)) {
        report(
          ['obligations', index, 'fulfilledBy'],
          `${id} gäller men ingen anteckning uppfyller det${held.sv}. Ändra fulfilledBy eller villkoret.`,
          `${id} applies but no entry fulfils it${held.en}. Change fulfilledBy or the condition.`,
        );
      }
      if (truth === 'true' && possible.has(id)) everOpen.add(id);
      if (truth !== 'true' || possible.has(id)) continue;
      report(
        ['obligations', index, 'needs'],
        `${id} gäller men kan aldrig göras${held.sv}, för det som krävs gäller inte då. Ändra needs eller villkoret.`,
        `${id} applies but can never be done${held.en}, for what it needs does not apply then. Change needs or the condition.`,
      );
    }
    for (const [index, phase] of definition.phases.entries()) {
      if (compiled.obligations.some((obligation) => obligation.phase === index && possible.has(obligation.id)))
        continue;
      report(
        ['phases', index],
        `I fasen ${phase.id} finns inget att göra${held.sv}. Lägg till en väg framåt.`,
        `In the phase ${phase.id} there is nothing to do${held.en}. Add a way forward.`,
      );
    }
  }
  for (const { id, index } of compiled.obligations) {
    if (everOpen.has(id) || problems.has(`obligations[${index}].needs`)) continue;
    report(
      ['obligations', index, 'when'],
      `${id} kan aldrig gälla: inget svar gör villkoret sant. Rätta villkoret eller ta bort åtagandet.`,
      `${id} can never open: no answer makes its condition true. Correct the condition or remove the obligation.`,
    );
  }
  return [...problems.values()];
}
