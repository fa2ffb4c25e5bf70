import type { Modality } from './definition.ts';
import type { NextStep, ObligationState } from './state.ts';

const weight = { must: 0, should: 1, may: 2 } as const satisfies Record<Modality, number>;
const noDue = '9999-12-31';

function compareSteps(left: ObligationState, right: ObligationState): number {
  if (left.state !== right.state) return left.state === 'overdue' ? -1 : 1;
  const leftDue = left.due ?? noDue;
  const rightDue = right.due ?? noDue;
  if (leftDue !== rightDue) return leftDue < rightDue ? -1 : 1;
  return weight[left.modality] - weight[right.modality];
}

function stepOf({ id, state, who, due }: ObligationState): NextStep {
  const step = { obligation: id, state: state === 'overdue' ? ('overdue' as const) : ('open' as const), who };
  return due === undefined ? step : { ...step, due };
}

/** What can be done now: what has passed its last day first, then by last day, then what has none. */
export function nextStepsOf(states: readonly ObligationState[]): readonly NextStep[] {
  return states
    .filter(({ state }) => state === 'open' || state === 'overdue')
    .toSorted(compareSteps)
    .map(stepOf);
}
