import { dayOf, type Day, type LocalDate } from '../kernel/date.ts';
import type { CompiledRoutine } from './compile.ts';
import type { Anchor, FactValue } from './definition.ts';
import { deedsOf, type Deed, type DeedsByKind } from './deeds.ts';
import type { Run } from './run.ts';

/** All that one evaluation reads. `fulfilledBy` is filled in first, in the compiled order. */
export type Context = {
  readonly compiled: CompiledRoutine;
  readonly run: Run;
  readonly now: Day;
  readonly opened: Day;
  readonly deeds: DeedsByKind;
  /** Known once the fulfilments are: a run can end with one. */
  endedOn: Day | undefined;
  readonly fulfilledBy: (Deed | undefined)[];
  /** The first day after now that was asked for: the first on which something may be found otherwise. */
  changesOn: Day;
};

/** Whether a day has come. One that has not may change what is found here. */
export function hasCome(context: Context, day: Day): boolean {
  if (day <= context.now) return true;
  if (day < context.changesOn) context.changesOn = day;
  return false;
}

/** A stated fact; undefined when nobody has stated it, or it is stated as unknown. */
export function factOf(run: Run, name: string): FactValue | undefined {
  const value = run.facts[name];
  return value === 'unknown' ? undefined : value;
}

/** Codes such as support level 1 may be written as numbers; they are the same code. */
export function isValue(value: FactValue, expected: string | number | boolean): boolean {
  return typeof value === 'number' ? String(value) === String(expected) : value === expected;
}

export type Anchored = { readonly day?: Day; readonly missingFacts?: readonly string[] };

const absent: Anchored = {};

/** The latest of several, once all of them are there. */
function latest(context: Context, anchors: readonly Anchor[]): Anchored {
  const found = anchors.map((anchor) => anchored(context, anchor));
  const missing = found.flatMap(({ missingFacts = [] }) => missingFacts);
  if (missing.length > 0) return { missingFacts: missing };
  const days = found.flatMap(({ day }) => (day === undefined ? [] : [day]));
  return days.length < found.length ? absent : { day: Math.max(...days) };
}

/** The day an anchor stands for; a fact nobody has stated is named, anything else is simply absent so far. */
export function anchored(context: Context, anchor: Anchor): Anchored {
  if ('opening' in anchor) return { day: context.opened };
  if ('fact' in anchor) {
    const value = factOf(context.run, anchor.fact);
    return typeof value === 'string' ? { day: dayOf(value as LocalDate) } : { missingFacts: [anchor.fact] };
  }
  if ('entry' in anchor) {
    const first = deedsOf(context.deeds, anchor.entry)[0];
    return first === undefined ? absent : { day: first.day };
  }
  if ('latestOf' in anchor) return latest(context, anchor.latestOf);
  const obligation = context.compiled.byId.get(anchor.obligation);
  const day = obligation === undefined ? undefined : context.fulfilledBy[obligation.index]?.day;
  return day === undefined ? absent : { day };
}
