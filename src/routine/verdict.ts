import { dateOf, type Day } from '../kernel/date.ts';
import { addDistance } from '../kernel/duration.ts';
import { singleAnchors, type CompiledObligation } from './compile.ts';
import type { Decision } from './condition.ts';
import { anchored, factOf, hasCome, type Context } from './context.ts';
import { deedsOf, latestConsent, type Deed } from './deeds.ts';
import type { Due } from './due.ts';
import type { Anchor } from './definition.ts';
import { firstEntryFulfilment, fulfillingFact } from './fulfil.ts';
import type { Ground } from './reason.ts';
import type { Repetition } from './repeat.ts';
import type { ObligationState, PhaseState, StateName, WaitingFor } from './state.ts';

export type Opening = { readonly day: Day; readonly waitingFor?: readonly WaitingFor[] };

export type Verdict = {
  readonly state: StateName;
  readonly ground: Ground;
  readonly doneOn?: Day;
  readonly missingFacts?: readonly string[];
  readonly blockedBy?: readonly string[];
  readonly waitingFor?: readonly WaitingFor[];
};

const none: readonly never[] = [];
const opensAtOnce: Opening = { day: Number.NEGATIVE_INFINITY };
const never = Number.POSITIVE_INFINITY;

/** The day from which the obligation can be done. While its anchor is unknown it cannot be done at all. */
export function openingOf({ opens }: CompiledObligation, context: Context): Opening {
  if (opens === undefined) return opensAtOnce;
  const { day: from } = anchored(context, opens.from);
  if (from === undefined) return { day: never, waitingFor: absentIn(opens.from, context) };
  const day = opens.plus === undefined ? from : addDistance(from, opens.plus);
  return day > context.now ? { day, waitingFor: [{ date: dateOf(day) }] } : { day };
}

function absentIn(anchor: Anchor, context: Context): readonly WaitingFor[] {
  return singleAnchors(anchor).flatMap((single) =>
    'opening' in single || anchored(context, single).day !== undefined ? [] : [single],
  );
}

function blockersOf({ needs }: CompiledObligation, context: Context, states: States): readonly string[] {
  if (needs.length === 0) return none;
  const blockers = needs.flatMap((need) => {
    if ('obligation' in need) return states.get(need.obligation)?.state === 'done' ? [] : [need.obligation];
    const consent = latestConsent(context.deeds, need.consent)?.content;
    const given = consent?.status === 'given' && (need.form === undefined || consent.form === need.form);
    return given || isObtainedOtherwise(need.obtainedBy, context) ? [] : [need.obtainedBy];
  });
  return [...new Set(blockers)];
}

/** Whether the obligation that obtains a consent is fulfilled by an entry that says why none is needed. */
function isObtainedOtherwise(id: string, context: Context): boolean {
  const obtaining = context.compiled.byId.get(id);
  if (obtaining === undefined || obtaining.entryRules.length === 0) return false;
  return firstEntryFulfilment(obtaining, context, openingOf(obtaining, context).day) !== undefined;
}

const settled: ReadonlySet<StateName | undefined> = new Set<StateName>(['done', 'waived', 'not-applicable']);

function waitsOf(
  { definition }: CompiledObligation,
  context: Context,
  states: States,
  opening: Opening,
): readonly WaitingFor[] {
  if (definition.waitsFor === undefined && opening.waitingFor === undefined) return none;
  const waits: WaitingFor[] = (definition.waitsFor ?? []).filter((wait) => {
    if ('obligation' in wait) return !settled.has(states.get(wait.obligation)?.state);
    if ('entry' in wait) return deedsOf(context.deeds, wait.entry).length === 0;
    return factOf(context.run, wait.fact) === undefined;
  });
  if (opening.waitingFor !== undefined && !hasCome(context, opening.day)) waits.push(...opening.waitingFor);
  return waits;
}

export type States = ReadonlyMap<string, ObligationState>;

export type Findings = {
  readonly obligation: CompiledObligation;
  readonly context: Context;
  readonly phase: PhaseState;
  readonly opening: Opening;
  readonly due: Due;
  readonly series: Repetition | undefined;
  readonly condition: Decision | undefined;
  readonly waiver: Deed | undefined;
  readonly states: States;
};

function isOverdue({ obligation, context, due, series }: Findings): boolean {
  if (obligation.definition.modality === 'may') return false;
  if (series !== undefined) return series.overdue;
  return due.day !== undefined && hasCome(context, due.day + 1);
}

/** The state table: the first match wins. */
export function verdictOf(findings: Findings): Verdict {
  const { obligation, context, phase, opening, due, series, condition, waiver, states } = findings;
  if (series === undefined) {
    const deed = context.fulfilledBy[obligation.index];
    if (deed !== undefined) return { state: 'done', doneOn: deed.day, ground: { by: 'entry', deed } };
    const evidence = fulfillingFact(obligation, context);
    if (evidence !== undefined) return { state: 'done', ground: { by: 'fact', evidence } };
  }
  const truth = condition?.finding.truth ?? 'true';
  if (truth === 'false') return { state: 'not-applicable', ground: { by: 'condition' } };
  const endedOn = series?.endedOn;
  const waived = waiver !== undefined && (endedOn === undefined || waiver.day <= endedOn);
  if (waived) return { state: 'waived', ground: { by: 'waiver', deed: waiver } };
  if (truth === 'unknown') {
    return { state: 'unknown', ground: { by: 'condition' }, missingFacts: condition?.missingFacts ?? [] };
  }
  if (endedOn !== undefined) {
    return { state: 'done', doneOn: endedOn, ground: { by: 'end', endedAt: dateOf(endedOn) } };
  }
  const { missingFacts } = due;
  if (!phase.started) {
    const startsAt = phase.startsAt === undefined ? {} : { startsAt: phase.startsAt };
    const ground: Ground = { by: 'phase', phase: phase.id, ...startsAt };
    return { state: 'waiting', ground, missingFacts, waitingFor: [{ phase: phase.id }] };
  }
  const blockedBy = blockersOf(obligation, context, states);
  if (blockedBy.length > 0) return { state: 'blocked', ground: { by: 'needs', blockedBy }, missingFacts, blockedBy };
  const waitingFor = waitsOf(obligation, context, states, opening);
  if (waitingFor.length > 0)
    return { state: 'waiting', ground: { by: 'waiting', waitingFor }, missingFacts, waitingFor };
  return { state: isOverdue(findings) ? 'overdue' : 'open', ground: { by: 'time' }, missingFacts };
}
