import { addWorkingDays } from '../kernel/calendar.ts';
import type { LocalDate } from '../kernel/date.ts';

/** Something that waits for somebody in a request of theirs: on the requester's side, or at the desk. */
export type Waits = Readonly<{
  what: 'answer' | 'outcome' | 'message' | 'followUp' | 'desk';
  /** Since when it has waited; of a follow-up the day it is due. */
  since: LocalDate;
  isAcute: boolean;
  /** The day that the placement is to begin. */
  startsOn: LocalDate;
}>;

/** How many working days each may wait before it is late: Hemvist's own measure, no source gives any. */
const patience = { acute: 1, planned: 3, followUp: 5 } as const;

/**
 * Whether it is late, to do now or coming. What came of an accepted proposal is asked for each day, and late when the placement was to have
 * begun. Whatever stands between somebody and a placement is late too when its first day has come.
 */
export function lateness({ what, since, isAcute, startsOn }: Waits, today: LocalDate): 'late' | 'today' | 'week' {
  if (what === 'outcome') return startsOn < today ? 'late' : 'today';
  if (what === 'followUp' && since > today) return 'week';
  const days = what === 'followUp' ? patience.followUp : isAcute ? patience.acute : patience.planned;
  const isOverdue = addWorkingDays(since, days) < today || (what !== 'followUp' && startsOn <= today);
  return isOverdue ? 'late' : 'today';
}
