import type { Distance } from '../kernel/duration.ts';
import { parseDuration } from '../kernel/duration.ts';
import type {
  Anchor,
  Clock,
  DueVariant,
  FulfilledBy,
  Obligation,
  Offset,
  OffsetSource,
  Repeat,
  RoutineDefinition,
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

export type EntryRule = Extract<FulfilledBy, { entry: string }>;
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
  /** Whether some entry that does not fulfil gives a warning. */
  readonly warns: boolean;
};

export type CompiledRoutine = {
  readonly definition: RoutineDefinition;
  readonly obligations: readonly CompiledObligation[];
  readonly byId: ReadonlyMap<string, CompiledObligation>;
  /** An order in which every obligation comes after those it counts from, needs or waits for. */
  readonly order: readonly CompiledObligation[];
};

/** A definition that `checkDefinition` would have refused. */
export class InvalidDefinition extends Error {}

export function distanceFrom(offset: Offset): Distance {
  if ('days' in offset) return { unit: 'days', count: offset.days };
  if ('weeks' in offset) return { unit: 'days', count: offset.weeks * 7 };
  if ('months' in offset) return { unit: 'months', count: offset.months };
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

function distanceOf(definition: RoutineDefinition, source: OffsetSource): Distance {
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
    entryRules: fulfilledBy.filter((rule) => 'entry' in rule),
    consentRules: fulfilledBy.filter((rule) => 'consent' in rule),
    factRules: fulfilledBy.filter((rule) => 'fact' in rule),
    warns: fulfilledBy.some((rule) => 'entry' in rule && rule.incomplete !== undefined),
  };
}

/** The obligations that this one counts from, needs or waits for. */
export function dependenciesOf(obligation: Obligation): readonly string[] {
  const anchors: readonly (Anchor | undefined)[] = [
    ...dueVariantsOf(obligation).map(({ from }) => from),
    obligation.opens?.from,
    obligation.repeat?.from,
    obligation.repeat?.until,
  ];
  return [
    ...anchors.flatMap((anchor) => (anchor !== undefined && 'obligation' in anchor ? [anchor.obligation] : [])),
    ...(obligation.needs ?? []).map((need) => ('obligation' in need ? need.obligation : need.obtainedBy)),
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
    for (const id of dependenciesOf(obligation.definition)) {
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
  return { definition, obligations, byId, order: inOrder(obligations, byId) };
}
