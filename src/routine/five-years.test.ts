import { describe, expect, test } from 'vitest';
import { addDays, dateOf, dayOf, localDateFrom, type LocalDate } from '../kernel/date.ts';
import { worldsOf } from './check-ways.ts';
import { evaluate, type CompiledRoutine, type ObligationState, type Run, type RunState } from './index.ts';
import { library } from './test-support.ts';

/**
 * Every combination of facts that the conditions look at, unknown among them, and with the other days stated or not, on
 * days spread over five years. `check` proves that what applies can be done; this looks at what the engine then says.
 */
const opened = localDateFrom('2000-01-01');
const days: readonly LocalDate[] = [0, 1, 29, 30, 31, 121, 181, 366, 731, 1826].map((day) => addDays(opened, day));
const most = 900;

const finished = new Set(['done', 'not-applicable', 'waived']);

/** Whether an obligation can move: it is open, or hangs on a fact, an entry, a day to come, or something that can move. */
function moves(state: RunState, obligation: ObligationState | undefined): boolean {
  if (obligation === undefined) return false;
  if (['open', 'overdue', 'unknown'].includes(obligation.state)) return true;
  const byId = (wanted: string) => state.obligations.find(({ id }) => id === wanted);
  return [
    // A consent that was obtained and withdrawn can be given again.
    ...(obligation.blockedBy ?? []).map((id) => byId(id)?.state === 'done' || moves(state, byId(id))),
    ...(obligation.waitingFor ?? []).map((what) => !('obligation' in what) || moves(state, byId(what.obligation))),
  ].every(Boolean);
}

function stuckPhases(state: RunState): readonly string[] {
  if (state.endedAt !== undefined) return [];
  return state.phases
    .filter(({ started }) => started)
    .filter(({ id }) => {
      const left = state.obligations.filter((obligation) => obligation.phase === id && !finished.has(obligation.state));
      return left.length > 0 && !left.some((obligation) => moves(state, obligation));
    })
    .map(({ id }) => id);
}

/** The worlds of the check, each with the days that no condition looks at left out and stated. */
function runsOf({ definition }: CompiledRoutine): readonly Run[] {
  const dates = Object.entries(definition.facts).filter(([, { type }]) => type === 'date');
  const stated = Object.fromEntries(dates.map(([fact], index) => [fact, dateOf(dayOf(opened) + 60 * (index + 1))]));
  const all = worldsOf(definition).flatMap(({ facts, entries }) =>
    [facts, { ...stated, ...facts }].map((known): Run => ({
      routine: definition.routine,
      version: definition.version,
      opened,
      facts: known,
      entries,
    })),
  );
  // Evenly over all of them: a step that no number of choices divides.
  const step = Math.max(1, Math.ceil(all.length / most) | 1);
  return all.filter((_run, index) => index % step === 0);
}

const versions = library.routines().flatMap((routine) => library.versions(routine));

describe('on no day in five years, whatever is known,', () => {
  test.each(
    versions.map((compiled) => ({
      compiled,
      routine: compiled.definition.routine,
      version: compiled.definition.version,
    })),
  )(
    'is there an open phase of $routine@$version in which nothing is open or waits for what can come',
    ({ compiled }) => {
      const stuck = runsOf(compiled).flatMap((run) =>
        days.flatMap((day) =>
          stuckPhases(evaluate(compiled, run, day)).map((phase) => ({ phase, day, facts: run.facts })),
        ),
      );
      expect(stuck).toEqual([]);
    },
  );
});
