import { dateOf, type Day } from '../kernel/date.ts';
import { addDistance, parseDuration, type Distance } from '../kernel/duration.ts';
import type { CompiledObligation, CompiledRepeat } from './compile.ts';
import { anchored, hasCome, type Context } from './context.ts';
import { deedsOf, type Deed } from './deeds.ts';
import { fulfilmentDays } from './fulfil.ts';
import type { Occurrence } from './state.ts';

export type Repetition = {
  readonly anchorDay: Day | undefined;
  readonly missingFacts: readonly string[] | undefined;
  readonly occurrences: readonly Occurrence[];
  /** The oldest occurrence since the last fulfilment. */
  readonly due: Day | undefined;
  /** That occurrence has been missed. */
  readonly overdue: boolean;
  /** No occurrence is due any more, and the end has come. */
  readonly endedOn: Day | undefined;
  readonly intervalChange: Deed | undefined;
  /** The last entry that fulfilled an occurrence. */
  readonly lastFulfilled: Day | undefined;
};

const notStarted: Repetition = {
  anchorDay: undefined,
  missingFacts: undefined,
  occurrences: [],
  due: undefined,
  overdue: false,
  endedOn: undefined,
  intervalChange: undefined,
  lastFulfilled: undefined,
};

type Series = {
  readonly repeat: CompiledRepeat;
  readonly last: Day;
  readonly closed: Occurrence[];
  every: Distance;
  fulfilledOn: Day;
  current: Day;
  oldest: Day;
};

const missedFrom = ({ current, repeat }: Series): Day => addDistance(current, repeat.tolerance) + 1;

function closeMissed(series: Series, now: Day): void {
  while (series.current <= series.last && missedFrom(series) <= now) {
    series.closed.push({ due: dateOf(series.current), kept: false });
    series.current = addDistance(series.current, series.every);
  }
}

function fulfil(series: Series, day: Day): void {
  closeMissed(series, day);
  if (series.current > series.last) return;
  series.closed.push({ due: dateOf(series.current), doneAt: dateOf(day), kept: true });
  series.fulfilledOn = day;
  series.current = addDistance(day, series.every);
  series.oldest = series.current;
}

/**
 * The current occurrence is counted anew from the last fulfilment, unless that would already have been missed when the
 * interval was changed: a decision about the future does not make a follow-up missed in retrospect.
 */
function changeInterval(series: Series, change: Deed): void {
  const every = parseDuration(change.content.every ?? '');
  if (every === undefined) return;
  closeMissed(series, change.day);
  // A change after the last occurrence must not open what has ended.
  if (series.current > series.last && change.day >= series.last) return;
  series.every = every;
  const recounted = addDistance(series.fulfilledOn, every);
  if (addDistance(recounted, series.repeat.tolerance) < change.day) return;
  if (series.oldest === series.current) series.oldest = recounted;
  series.current = recounted;
}

function changesOf(obligation: CompiledObligation, context: Context): readonly Deed[] {
  return deedsOf(context.deeds, 'interval-changed').filter(({ content }) => content.obligation === obligation.id);
}

function lastDay(repeat: CompiledRepeat, context: Context): Day {
  const { until } = repeat.definition;
  const stated = until === undefined ? undefined : anchored(context, until).day;
  return Math.min(stated ?? Number.POSITIVE_INFINITY, context.endedOn ?? Number.POSITIVE_INFINITY);
}

/**
 * Follows a repeating obligation from its first anchor to now. Entries before `phaseStart` do not count. On one day,
 * fulfilment comes before a change of the interval, so the order in which they were written does not matter.
 */
export function repetition(
  obligation: CompiledObligation,
  repeat: CompiledRepeat,
  context: Context,
  phaseStart: Day | undefined,
): Repetition {
  const { day: anchor, missingFacts } = anchored(context, repeat.definition.from);
  if (anchor === undefined) {
    return { ...notStarted, missingFacts };
  }
  const first = addDistance(anchor, repeat.every);
  const last = lastDay(repeat, context);
  const series: Series = {
    repeat,
    last,
    closed: [],
    every: repeat.every,
    fulfilledOn: anchor,
    current: first,
    oldest: first,
  };
  const changes = changesOf(obligation, context);
  let nextChange = 0;
  for (const day of fulfilmentDays(obligation, context, phaseStart ?? Number.POSITIVE_INFINITY)) {
    for (let change = changes[nextChange]; change !== undefined && change.day < day; change = changes[nextChange]) {
      changeInterval(series, change);
      nextChange += 1;
    }
    fulfil(series, day);
  }
  for (const change of changes.slice(nextChange)) changeInterval(series, change);
  closeMissed(series, context.now);
  // What is overdue already is as overdue when one more is missed, unless that brings it nearer to its end.
  if (series.current <= last && (series.current === series.oldest || Number.isFinite(last)))
    hasCome(context, missedFrom(series));
  const remains = series.oldest <= last;
  return {
    anchorDay: anchor,
    missingFacts: undefined,
    occurrences: series.closed,
    due: remains ? series.oldest : undefined,
    overdue: remains && series.oldest < series.current,
    intervalChange: changes.at(-1),
    lastFulfilled: series.closed.some(({ kept }) => kept) ? series.fulfilledOn : undefined,
    endedOn: series.current > last && hasCome(context, last) ? last : undefined,
  };
}
