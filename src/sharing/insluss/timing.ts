import { addMonths, type LocalDate } from '../../kernel/date.ts';
import { type CompiledRoutine, evaluate, type ObligationState } from '../../routine/index.ts';

/** What a request on a day, for a release on another, means by the routine. */
export type Timing = Readonly<{
  /** The day from which it can be made, when that has not come. */
  earliest?: LocalDate;
  /** What the routine asks because it starts so late, by obligation: what is added, and what has another last day. */
  late: readonly Readonly<{ obligation: string; due?: LocalDate }>[];
}>;

/** Asked of the routine itself: what it says of a run with a consent and a day of release, opened today or as early as can be. */
export function timingOf(routine: CompiledRoutine, conditionalRelease: LocalDate, today: LocalDate): Timing {
  const openedOn = (opened: LocalDate): readonly ObligationState[] => {
    const consent = { id: '1', kind: 'consent', purpose: 'insluss', form: 'written', status: 'given' } as const;
    const { routine: name, version } = routine.definition;
    const facts = { conditionalRelease, initiatedBy: 'probation', needsIncomeSupport: true };
    const entries = [{ ...consent, at: opened, by: 'probationOfficer' }];
    return evaluate(routine, { routine: name, version, opened, facts, entries }, today).obligations;
  };
  const now = openedOn(today);
  const waits = now.find(({ id }) => id === 'initiate')?.waitingFor?.find((what) => 'date' in what);
  if (waits && 'date' in waits) return { earliest: waits.date, late: [] };
  const early = new Map(openedOn(addMonths(conditionalRelease, -4)).map((state) => [state.id, state]));
  const isAsked = (state: ObligationState | undefined): boolean =>
    state !== undefined && state.state !== 'not-applicable';
  return {
    late: now
      .filter((state) => {
        const before = early.get(state.id);
        return isAsked(state) && (!isAsked(before) || before?.due !== state.due);
      })
      .map(({ id, due }) => ({ obligation: id, ...(due === undefined ? {} : { due }) })),
  };
}
