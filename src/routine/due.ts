import { nextWorkingDayNumber } from '../kernel/calendar.ts';
import { dateOf, type Day } from '../kernel/date.ts';
import { addDistance } from '../kernel/duration.ts';
import type { CompiledDue, CompiledObligation } from './compile.ts';
import { decide, type Decision } from './condition.ts';
import { anchored, type Context } from './context.ts';
import type { Anchor, Clock } from './definition.ts';
import type { DueGround } from './reason.ts';

export type Due = {
  readonly day?: Day;
  readonly graceUntil?: Day;
  readonly clock?: Clock;
  readonly missingFacts: readonly string[];
  readonly ground?: DueGround;
};

const noDue: Due = { missingFacts: [] };

/** The grounds for a date counted from an anchor, with who stated it when it is a fact. */
export function anchorGround(context: Context, anchor: Anchor, day: Day | undefined): DueGround {
  const stated = 'fact' in anchor ? context.run.factsStated?.[anchor.fact] : undefined;
  return {
    anchor,
    ...(day === undefined ? {} : { anchorDate: dateOf(day) }),
    ...(stated === undefined ? {} : { anchorStated: stated }),
  };
}

function dueOf(variant: CompiledDue, context: Context, condition: Decision | undefined): Due {
  const { day: from, missingFacts = [] } = anchored(context, variant.from);
  const ground: DueGround = {
    ...anchorGround(context, variant.from, from),
    variant: variant.variant,
    ...(condition === undefined ? {} : { condition: condition.finding }),
  };
  if (from === undefined) {
    return { clock: variant.clock, missingFacts, ground };
  }
  const counted = variant.plus === undefined ? from : addDistance(from, variant.plus);
  // Lagen (1930:173) om beräkning av lagstadgad tid: a last day that is a holiday moves to the next working day.
  const day = variant.clock === 'law' ? nextWorkingDayNumber(counted) : counted;
  const grace = variant.grace === undefined ? {} : { graceUntil: addDistance(day, variant.grace) };
  return { day, ...grace, clock: variant.clock, missingFacts: [], ground };
}

/** Which variant applies cannot be told; the facts it hangs on are the condition's and those of what could apply. */
function undecided(obligation: CompiledObligation, from: number, context: Context, condition: Decision): Due {
  const possible = obligation.due.slice(from).map((variant) => dueOf(variant, context, undefined));
  const missing = new Set([...condition.missingFacts, ...possible.flatMap(({ missingFacts }) => missingFacts)]);
  return { missingFacts: [...missing], ground: { condition: condition.finding } };
}

/** The due date of a one-off obligation: the first variant whose condition is true. */
export function dueDate(obligation: CompiledObligation, context: Context): Due {
  for (const [index, variant] of obligation.due.entries()) {
    const { when } = variant.variant;
    if (when === undefined) return dueOf(variant, context, undefined);
    const condition = decide(when, context);
    if (condition.finding.truth === 'true') return dueOf(variant, context, condition);
    if (condition.finding.truth === 'unknown') return undecided(obligation, index, context, condition);
  }
  return noDue;
}
