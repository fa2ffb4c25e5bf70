import type { Distance } from '../kernel/duration.ts';
import { parseDuration } from '../kernel/duration.ts';
import type {
  Anchor,
  Clock,
  Condition,
  DeclaredWarning,
  DueVariant,
  End,
  FulfilledBy,
  Need,
  Obligation,
  Offset,
  OffsetSource,
  Repeat,
  RoutineDefinition,
  SingleAnchor,
} from './definition.ts';

export type CompiledDue = {
  readonly variant: DueVariant;
  readonly from: Anchor;
  readonly plus?: Distance;
  readonly clock: Clock;
  readonly grace?: Distance;
};

export type CompiledRepeat = {
  readonly definition: Repeat;
  readonly every: Distance;
  readonly tolerance: Distance;
};

type WrittenEntryRule = Extract<FulfilledBy, { entry: string }>;
type AllKeys<Rule> = { readonly [Key in keyof Required<Rule>]: Exclude<Rule[Key & keyof Rule], undefined> | undefined };
/**
 * An entry rule with every key there, so that all of them have one shape: rules are read for every entry of a run.
 * `inRun` tells whether it compares the entry with the rest of the run.
 */
export type EntryRule = AllKeys<Omit<WrittenEntryRule, 'entry'>> & { readonly entry: string; readonly inRun: boolean };
export type ConsentRule = Extract<FulfilledBy, { consent: string }>;
export type FactRule = Extract<FulfilledBy, { fact: string }>;

/** An obligation with its names resolved, so that evaluating it looks nothing up by text. */
export type CompiledObligation = {
  readonly id: string;
  readonly index: number;
  readonly definition: Obligation;
  readonly routine: RoutineDefinition;
  readonly phase: number;
  readonly source: { readonly document: string; readonly heading: string };
  readonly opens?: { readonly from: Anchor; readonly plus?: Distance };
  readonly due: readonly CompiledDue[];
  readonly repeat?: CompiledRepeat;
  readonly entryRules: readonly EntryRule[];
  readonly consentRules: readonly ConsentRule[];
  readonly factRules: readonly FactRule[];
  /** Its own needs, or those of the whole routine. */
  readonly needs: readonly Need[];
  /** Whether some entry that does not fulfil gives a warning. */
  readonly warns: boolean;
};

export type CompiledRoutine = {
  readonly definition: RoutineDefinition;
  readonly obligations: readonly CompiledObligation[];
  readonly byId: ReadonlyMap<string, CompiledObligation>;
  /** An order in which every obligation comes after those it counts from, needs or waits for. */
  readonly order: readonly CompiledObligation[];
  readonly ends: readonly End[];
  readonly warnings: readonly (DeclaredWarning & { readonly code: string })[];
};

/** A definition that `checkDefinition` would have refused. */
export class InvalidDefinition extends Error {}

export function distanceFrom(offset: Offset): Distance {
  if ('days' in offset) return { unit: 'days', count: offset.days };
  if ('weeks' in offset) return { unit: 'days', count: offset.weeks * 7 };
  if ('months' in offset) return { unit: 'months', count: offset.months };
  if ('years' in offset) return { unit: 'months', count: offset.years * 12 };
  return { unit: 'workingDays', count: offset.workingDays };
}

function distanceOfInterpretation(definition: RoutineDefinition, name: string): Distance {
  const value = definition.interpretations[name]?.value;
  if (value === undefined) throw new InvalidDefinition(`No interpretation is named ${name}`);
  if ('every' in value) return intervalFrom(value.every);
  return distanceFrom(value);
}

function intervalFrom(every: string): Distance {
  const interval = parseDuration(every);
  if (interval === undefined) throw new InvalidDefinition(`Not an interval: ${every}`);
  return interval;
}

export function distanceOf(definition: RoutineDefinition, source: OffsetSource): Distance {
  return 'interpretation' in source
    ? distanceOfInterpretation(definition, source.interpretation)
    : distanceFrom(source);
}

function compileRepeat(definition: RoutineDefinition, repeat: Repeat): CompiledRepeat {
  return {
    definition: repeat,
    every:
      typeof repeat.every === 'string'
        ? intervalFrom(repeat.every)
        : distanceOfInterpretation(definition, repeat.every.interpretation),
    tolerance: distanceOf(definition, repeat.tolerance),
  };
}

export function dueVariantsOf(obligation: Obligation): readonly DueVariant[] {
  const { due } = obligation;
  if (due === undefined) return [];
  return 'from' in due ? [due] : due;
}

function withPlus(definition: RoutineDefinition, plus: OffsetSource | undefined): { readonly plus?: Distance } {
  return plus === undefined ? {} : { plus: distanceOf(definition, plus) };
}

function compileDue(definition: RoutineDefinition, variant: DueVariant): CompiledDue {
  const { from, plus, clock, grace } = variant;
  return {
    variant,
    from,
    clock,
    ...withPlus(definition, plus),
    ...(grace === undefined ? {} : { grace: distanceFrom(grace) }),
  };
}

function compileEntryRule(rule: WrittenEntryRule): EntryRule {
  const { entry, inPerson, form, participants, answers, ifAnswer, answersAre, answersAfter, partyIs } = rule;
  const { when, unless, incomplete, tooEarly } = rule;
  return {
    entry,
    inPerson,
    form,
    participants,
    answers,
    answersAre,
    ifAnswer,
    inRun: [answersAfter, partyIs, when, unless].some((part) => part !== undefined),
    answersAfter,
    partyIs,
    when,
    unless,
    incomplete,
    tooEarly,
  };
}

function compileObligation(routine: RoutineDefinition, obligation: Obligation, index: number): CompiledObligation {
  const phase = routine.phases.findIndex(({ id }) => id === obligation.phase);
  if (phase < 0) throw new InvalidDefinition(`No phase is named ${obligation.phase}`);
  const { fulfilledBy, opens, repeat, source } = obligation;
  return {
    id: obligation.id,
    index,
    definition: obligation,
    routine,
    phase,
    source: { document: source.document ?? routine.document.cite, heading: source.heading },
    ...(opens === undefined ? {} : { opens: { from: opens.from, ...withPlus(routine, opens.plus) } }),
    due: dueVariantsOf(obligation).map((variant) => compileDue(routine, variant)),
    ...(repeat === undefined ? {} : { repeat: compileRepeat(routine, repeat) }),
    entryRules: fulfilledBy.filter((rule) => 'entry' in rule).map(compileEntryRule),
    consentRules: fulfilledBy.filter((rule) => 'consent' in rule),
    factRules: fulfilledBy.filter((rule) => 'fact' in rule),
    needs: needsOf(routine, obligation),
    warns: fulfilledBy.some(
      (rule) => 'entry' in rule && (rule.incomplete !== undefined || rule.tooEarly !== undefined),
    ),
  };
}

/** The obligation that has to be done for a need to be met, or that obtains the consent. */
export function obligationOfNeed(need: Need): string {
  return 'obligation' in need ? need.obligation : need.obtainedBy;
}

/** What an obligation needs: its own, else what the routine needs throughout, save what it obtains itself. */
export function needsOf(definition: RoutineDefinition, { id, needs }: Obligation): readonly Need[] {
  return needs ?? definition.needs.filter((need) => obligationOfNeed(need) !== id);
}

export function endsOf({ ends }: RoutineDefinition): readonly End[] {
  return [ends].flat();
}

/** The anchors that an anchor is made of. */
export function singleAnchors(anchor: Anchor): readonly SingleAnchor[] {
  return 'latestOf' in anchor ? anchor.latestOf : [anchor];
}

/** The conditions without parts that a condition is made of, those of its clauses included. */
export function leavesOf(definition: RoutineDefinition, condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all.flatMap((part) => leavesOf(definition, part));
  if ('any' in condition) return condition.any.flatMap((part) => leavesOf(definition, part));
  if ('not' in condition) return leavesOf(definition, condition.not);
  if (!('clause' in condition)) return [condition];
  const clause = definition.clauses[condition.clause];
  return clause === undefined ? [] : leavesOf(definition, clause.when);
}

/** The anchors that an entry's day or answers are compared with. */
function anchorsOfRule(definition: RoutineDefinition, rule: FulfilledBy): readonly Anchor[] {
  if (!('entry' in rule)) return [];
  const conditions = [rule.when, rule.unless].flatMap((condition) => condition ?? []);
  return [
    ...Object.values(rule.answersAfter ?? {}),
    ...conditions
      .flatMap((condition) => leavesOf(definition, condition))
      .flatMap((leaf) => ('date' in leaf ? [leaf.date, ('before' in leaf ? leaf.before : leaf.notBefore).from] : [])),
  ];
}

/** The obligations that this one counts from, needs or waits for. */
export function dependenciesOf(definition: RoutineDefinition, obligation: Obligation): readonly string[] {
  const anchors: readonly (Anchor | undefined)[] = [
    ...dueVariantsOf(obligation).map(({ from }) => from),
    obligation.opens?.from,
    obligation.repeat?.from,
    obligation.repeat?.until,
    ...obligation.fulfilledBy.flatMap((rule) => anchorsOfRule(definition, rule)),
  ];
  return [
    ...anchors
      .flatMap((anchor) => (anchor === undefined ? [] : singleAnchors(anchor)))
      .flatMap((anchor) => ('obligation' in anchor ? [anchor.obligation] : [])),
    ...needsOf(definition, obligation).map(obligationOfNeed),
    ...(obligation.waitsFor ?? []).flatMap((wait) => ('obligation' in wait ? [wait.obligation] : [])),
  ];
}

function inOrder(
  obligations: readonly CompiledObligation[],
  byId: ReadonlyMap<string, CompiledObligation>,
): readonly CompiledObligation[] {
  const placed = new Set<CompiledObligation>();
  const open = new Set<CompiledObligation>();
  const place = (obligation: CompiledObligation): void => {
    if (placed.has(obligation)) return;
    if (open.has(obligation)) throw new InvalidDefinition(`${obligation.id} depends on itself`);
    open.add(obligation);
    for (const id of dependenciesOf(obligation.routine, obligation.definition)) {
      const dependency = byId.get(id);
      if (dependency === undefined) throw new InvalidDefinition(`No obligation is named ${id}`);
      place(dependency);
    }
    placed.add(obligation);
  };
  obligations.forEach(place);
  return [...placed];
}

/**
 * Prepares a definition for many evaluations. The definition must have passed `checkDefinition`;
 * throws InvalidDefinition when it refers to a name that does not exist.
 */
export function compile(definition: RoutineDefinition): CompiledRoutine {
  const obligations = definition.obligations.map((obligation, index) =>
    compileObligation(definition, obligation, index),
  );
  const byId = new Map(obligations.map((obligation) => [obligation.id, obligation]));
  const warnings = Object.entries(definition.warnings).map(([code, warning]) => ({ code, ...warning }));
  return { definition, obligations, byId, order: inOrder(obligations, byId), ends: endsOf(definition), warnings };
}
