import type { Run } from '../../../src/routine/index.ts';
import { plusDays, type Iso } from './days.ts';
import { doneUntil, type Done } from './deeds.ts';
import { follow, type Closed } from './repetition.ts';
import { tableOf, type Limit, type Row } from './table.ts';

/**
 * A second reading of `repeated-discharge`, row by row from the table of routines.md § 5.1 and the order of § 2, without
 * the engine and without the definition files. It knows nothing of other routines.
 */
export type Told = {
  readonly id: string;
  readonly phase: string;
  readonly modality: string;
  readonly who: readonly string[];
  readonly heading: string;
  readonly state: string;
  readonly due?: Iso | undefined;
  readonly doneAt?: Iso | undefined;
  readonly late?: true | undefined;
  readonly missingFacts?: readonly string[] | undefined;
  readonly blockedBy?: readonly string[] | undefined;
  readonly waitingFor?: readonly Readonly<Record<string, string>>[] | undefined;
  readonly clock?: string | undefined;
  readonly occurrences?: readonly Closed[] | undefined;
};
export type Answer = { readonly obligations: readonly Told[]; readonly warnings: readonly string[] };

const noLimit: Limit = { missing: [] };

export function repeatedDischarge(run: Run, now: Iso): Answer {
  const dones = doneUntil(run, now);
  const { rows, starts, moveIn, end, warnings } = tableOf(run, dones);
  const firstOf = (test: (done: Done) => boolean): Iso | undefined => dones.find(test)?.at;
  const told = new Map<string, Told>();
  for (const row of rows) told.set(row.id, tell(row));

  function tell(row: Row): Told {
    const { id, phase, modality, who, heading, applies = true } = row;
    const start = starts[phase];
    const followed =
      row.repeats === undefined || row.doneBy === undefined || moveIn === undefined
        ? undefined
        : follow({ id, ...row.repeats, anchor: moveIn, fulfils: row.doneBy }, dones, end, now);
    const limit: Limit =
      row.repeats === undefined
        ? (row.limit ?? noLimit)
        : { due: followed?.due, clock: row.repeats.clock, missing: moveIn === undefined ? ['moveIn'] : [] };
    const { due } = limit;
    const timed = {
      id,
      phase,
      modality,
      who,
      heading,
      due,
      clock: limit.clock,
      occurrences: row.repeats === undefined ? undefined : (followed?.closed ?? []),
    };
    const missingFacts = limit.missing.length === 0 ? undefined : limit.missing;

    if (row.repeats === undefined) {
      if (row.doneByFact === true) return { ...timed, state: 'done' };
      const doneAt = row.doneBy === undefined ? undefined : firstOf(row.doneBy);
      const late = doneAt !== undefined && due !== undefined && doneAt > due ? true : undefined;
      if (doneAt !== undefined) return { ...timed, state: 'done', doneAt, late };
    }
    if (applies === false) {
      return { ...timed, state: 'not-applicable', due: undefined, clock: undefined, occurrences: undefined };
    }
    const endedOn = followed?.ended === true ? end : undefined;
    const waiver = firstOf(({ kind, obligation }) => kind === 'waiver' && obligation === id);
    // The end of the run does not undo a waiver ("undone only by a correction"), nor a waiver the end.
    if (waiver !== undefined && (endedOn === undefined || waiver <= endedOn)) return { ...timed, state: 'waived' };
    if (applies !== true) return { ...timed, state: 'unknown', missingFacts: applies, occurrences: undefined };
    if (endedOn !== undefined) return { ...timed, state: 'done', doneAt: endedOn };
    if (start === undefined || now < start) {
      return { ...timed, state: 'waiting', missingFacts, waitingFor: [{ phase }] };
    }
    if (row.needs !== undefined && told.get(row.needs)?.state !== 'done') {
      return { ...timed, state: 'blocked', missingFacts, blockedBy: [row.needs] };
    }
    const awaited = told.get(row.waitsFor ?? '')?.state ?? 'done';
    if (row.waitsFor !== undefined && !['done', 'waived', 'not-applicable'].includes(awaited)) {
      return { ...timed, state: 'waiting', missingFacts, waitingFor: [{ obligation: row.waitsFor }] };
    }
    const last = due === undefined ? undefined : plusDays(due, row.repeats?.tolerance ?? 0);
    if (modality !== 'may' && last !== undefined && last < now) return { ...timed, state: 'overdue' };
    return { ...timed, state: 'open', missingFacts };
  }

  return { obligations: [...told.values()], warnings };
}
