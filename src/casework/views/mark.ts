import { daysUntil, type Mark } from '../../ui/index.ts';
import type { ObligationState, Whose } from './model/common.ts';

const soonInDays = 7;

const marks = {
  done: 'done',
  'not-applicable': 'none',
  waived: 'waived',
  unknown: 'unknown',
  waiting: 'waiting',
  blocked: 'stopped',
  overdue: 'late',
} as const satisfies Record<Exclude<ObligationState, 'open'>, Mark>;

/** The mark an obligation carries: what is open and due within a week is soon, what others do is waited for. */
export function markOf(state: ObligationState, due: string | undefined, today: string, whose: Whose = 'mine'): Mark {
  if (state !== 'open') return marks[state];
  if (whose === 'others') return 'waiting';
  return due !== undefined && daysUntil(due, today) <= soonInDays ? 'soon' : 'open';
}
