import { dateOf, dayOf, type Day, type LocalDate } from '../kernel/date.ts';
import type { CompiledObligation, CompiledRoutine } from './compile.ts';
import { decide } from './condition.ts';
import { anchored, hasCome, type Context } from './context.ts';
import { deedsOf, deedsUntil, type Deed } from './deeds.ts';
import { anchorGround, dueDate, type Due } from './due.ts';
import { firstFulfilment, ruleWarnings } from './fulfil.ts';
import { nextStepsOf } from './next-steps.ts';
import type { Reason } from './reason.ts';
import { repetition, type Repetition } from './repeat.ts';
import type { Run } from './run.ts';
import type { ObligationState, PhaseState, RunState, Warning } from './state.ts';
import { openingOf, verdictOf, type Findings, type Verdict } from './verdict.ts';

/** The due date of a repeating obligation is that of its oldest occurrence since the last fulfilment. */
function dueOfSeries({ repeat }: CompiledObligation, series: Repetition, context: Context): Due {
  if (repeat === undefined) return { missingFacts: [] };
  const { clock, from } = repeat.definition;
  const counted = anchorGround(context, from, series.anchorDay);
  return {
    ...(series.due === undefined ? {} : { day: series.due }),
    clock,
    missingFacts: series.missingFacts ?? [],
    ground: {
      ...counted,
      ...(series.lastFulfilled === undefined ? {} : { lastFulfilled: dateOf(series.lastFulfilled) }),
      ...(series.intervalChange === undefined ? {} : { intervalChange: series.intervalChange }),
    },
  };
}

function isLate(doneOn: Day | undefined, due: Due, series: Repetition | undefined): boolean {
  return series === undefined && doneOn !== undefined && due.day !== undefined && doneOn > due.day;
}

type Building<Built> = { -readonly [Key in keyof Built]: Built[Key] };

function reasonOf({ obligation, condition, due }: Findings, { state, ground }: Verdict): Reason {
  const reason: Building<Reason> = { obligation, ground };
  if (condition !== undefined) reason.condition = condition.finding;
  if (due.ground !== undefined && state !== 'not-applicable') reason.due = due.ground;
  return reason;
}

/** What is known of the dates is told in every state but `not-applicable`. */
function addDates(state: Building<ObligationState>, { due, series }: Findings): void {
  if (due.day !== undefined) state.due = dateOf(due.day);
  if (due.graceUntil !== undefined) state.graceUntil = dateOf(due.graceUntil);
  if (due.clock !== undefined) state.clock = due.clock;
  if (series !== undefined && state.state !== 'unknown') state.occurrences = series.occurrences;
}

function stateOf(findings: Findings): ObligationState {
  const { obligation, due, series } = findings;
  const { id, phase, modality, who } = obligation.definition;
  const verdict = verdictOf(findings);
  const { doneOn, missingFacts, blockedBy, waitingFor } = verdict;
  const reason = reasonOf(findings, verdict);
  const state: Building<ObligationState> = {
    id,
    phase,
    modality,
    who,
    state: verdict.state,
    source: obligation.source,
    reason,
  };
  if (verdict.state !== 'not-applicable') addDates(state, findings);
  if (doneOn !== undefined) state.doneAt = dateOf(doneOn);
  if (isLate(doneOn, due, series)) state.late = true;
  if (missingFacts !== undefined && missingFacts.length > 0) state.missingFacts = missingFacts;
  if (blockedBy !== undefined) state.blockedBy = blockedBy;
  if (waitingFor !== undefined) state.waitingFor = waitingFor;
  return state;
}

function seriesOf(obligation: CompiledObligation, context: Context, { startsAt }: PhaseState): Repetition | undefined {
  const { repeat } = obligation;
  if (repeat === undefined) return undefined;
  return repetition(obligation, repeat, context, startsAt === undefined ? undefined : dayOf(startsAt));
}

function phasesOf(context: Context): readonly PhaseState[] {
  return context.compiled.definition.phases.map(({ id, starts }) => {
    const { day } = anchored(context, starts);
    return day === undefined ? { id, started: false } : { id, started: hasCome(context, day), startsAt: dateOf(day) };
  });
}

function waiversOf(context: Context): ReadonlyMap<string, Deed> {
  const waivers = new Map<string, Deed>();
  for (const deed of deedsOf(context.deeds, 'waiver')) {
    const { obligation } = deed.content;
    if (obligation !== undefined && !waivers.has(obligation)) waivers.set(obligation, deed);
  }
  return waivers;
}

/** Fulfilment does not depend on states, so the dates that others count from can be found before any state. */
function findFulfilments(context: Context): void {
  for (const obligation of context.compiled.order) {
    if (obligation.repeat !== undefined) continue;
    const { day } = openingOf(obligation, context);
    context.fulfilledBy[obligation.index] = firstFulfilment(obligation, context, day);
  }
}

/** What ends the run: of all that can, the first. */
function endOf({ compiled, deeds, fulfilledBy }: Context): Deed | undefined {
  let first: Deed | undefined;
  for (const end of compiled.ends) {
    const index = 'obligation' in end ? compiled.byId.get(end.obligation)?.index : undefined;
    const deed = 'entry' in end ? deedsOf(deeds, end.entry)[0] : index === undefined ? undefined : fulfilledBy[index];
    if (deed !== undefined && (first === undefined || deed.day < first.day)) first = deed;
  }
  return first;
}

/** The warnings that the routine gives by conditions, before and after those of what was recorded. */
function allWarnings(context: Context, recorded: readonly Warning[]): readonly Warning[] {
  const { warnings } = context.compiled;
  if (warnings.length === 0) return onePerCode(recorded);
  const given = warnings.filter(({ when }) => decide(when, context).finding.truth === 'true');
  const told = (wanted: boolean): readonly Warning[] =>
    given
      .filter(({ first = false }) => first === wanted)
      .map(({ code, says, first }) => ({ code, message: says, ...(first === true ? { first } : {}) }));
  return onePerCode([...told(true), ...recorded, ...told(false)]);
}

function onePerCode(warnings: readonly Warning[]): readonly Warning[] {
  if (warnings.length < 2) return warnings;
  return [...new Map(warnings.toReversed().map((warning) => [warning.code, warning])).values()].toReversed();
}

/**
 * The state of every obligation of a run on a date, the next steps and the warnings. Pure: the same input always gives
 * the same answer, and nothing reads the clock. The run must have passed `parseRun` and `checkRun`.
 */
export function evaluate(compiled: CompiledRoutine, run: Run, now: LocalDate): RunState {
  return evaluateAhead(compiled, run, now).state;
}

/** A state, and the first later day on which what is to be done may be otherwise although nothing is written. */
export type Ahead = { readonly state: RunState; readonly changesOn?: LocalDate };

/**
 * As `evaluate`. Until the day that is told, each day gives the same but for its own date and how often what is overdue has been missed;
 * without one, every later day does.
 */
export function evaluateAhead(compiled: CompiledRoutine, run: Run, now: LocalDate): Ahead {
  const { definition } = compiled;
  let later: LocalDate | undefined;
  const deeds = deedsUntil(run.entries, now, (at) => {
    if (later === undefined || at < later) later = at;
  });
  const context: Context = {
    compiled,
    run,
    now: dayOf(now),
    opened: dayOf(run.opened),
    deeds,
    endedOn: undefined,
    fulfilledBy: Array.from({ length: compiled.obligations.length }),
    changesOn: later === undefined ? Number.POSITIVE_INFINITY : dayOf(later),
  };
  findFulfilments(context);
  const end = endOf(context);
  context.endedOn = end?.day;
  const phases = phasesOf(context);
  const waivers = waiversOf(context);
  const states = new Map<string, ObligationState>();
  const warnings: Warning[] = [];
  for (const obligation of compiled.order) {
    const phase = phases[obligation.phase];
    if (phase === undefined) continue;
    const { when } = obligation.definition;
    const opening = openingOf(obligation, context);
    const series = seriesOf(obligation, context, phase);
    const due = series === undefined ? dueDate(obligation, context) : dueOfSeries(obligation, series, context);
    const condition = when === undefined ? undefined : decide(when, context);
    const waiver = waivers.get(obligation.id);
    states.set(obligation.id, stateOf({ obligation, context, phase, opening, due, states, series, condition, waiver }));
    if (obligation.warns) warnings.push(...ruleWarnings(obligation, context, opening.day));
  }
  const obligations = compiled.obligations.flatMap(({ id }) => states.get(id) ?? []);
  const state: RunState = {
    routine: definition.routine,
    version: definition.version,
    at: now,
    ...(end === undefined ? {} : { endedAt: end.at, endedBy: end.kind }),
    phases,
    obligations,
    nextSteps: nextStepsOf(obligations),
    warnings: allWarnings(context, warnings),
  };
  return Number.isFinite(context.changesOn) ? { state, changesOn: dateOf(context.changesOn) } : { state };
}
