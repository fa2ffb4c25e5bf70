import { plusDays, type Iso } from './days.ts';
import type { Done } from './deeds.ts';
import { follow, type Closed } from './repetition.ts';

/**
 * The order of the states in routines.md § 2, for the rows of a table that has been read for one run: without the engine,
 * and without the definitions. Whatever belongs to one routine only is in the reading of its table.
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
  readonly graceUntil?: Iso | undefined;
  readonly clock?: string | undefined;
  readonly occurrences?: readonly Closed[] | undefined;
};
export type Answer = { readonly obligations: readonly Told[]; readonly warnings: readonly string[] };

export type Clock = 'law' | 'routine' | 'interpretation';
export type Limit = {
  readonly due?: Iso | undefined;
  readonly graceUntil?: Iso | undefined;
  readonly clock?: Clock;
  readonly missing: readonly string[];
};
/** Whether it applies; when nobody can tell, the facts that are missing. */
export type Applies = true | false | readonly string[];

export type Row = {
  readonly id: string;
  readonly phase: string;
  readonly who: readonly string[];
  readonly modality: 'must' | 'should' | 'may';
  readonly heading: string;
  readonly limit?: Limit;
  readonly doneBy?: ((done: Done) => boolean) | undefined;
  readonly doneByFact?: boolean;
  readonly applies?: Applies;
  /** An obligation that has to be done. */
  readonly needs?: string;
  /** What stops it already, such as the obligation to obtain a consent that is not there. */
  readonly stoppedBy?: readonly string[];
  readonly waitsFor?: string;
  /** It cannot be done before a day that hangs on a fact. */
  readonly opens?: { readonly day: Iso | undefined; readonly fact: string };
  readonly repeats?: {
    readonly every: string;
    readonly tolerance: number;
    readonly clock: Clock;
    readonly anchor: Iso | undefined;
    readonly fact: string;
    readonly until?: Iso | undefined;
  };
};

export type Table = {
  readonly rows: readonly Row[];
  readonly starts: Readonly<Record<string, Iso | undefined>>;
  /** The end of the run. */
  readonly end: Iso | undefined;
  readonly warnings: readonly string[];
};

export function has(done: Done, answers: readonly string[]): boolean {
  return answers.every((key) => Object.hasOwn(done.answers ?? {}, key));
}

export function attended(done: Done, roles: readonly string[]): boolean {
  return roles.every((role) => done.participants?.includes(role) === true);
}

const noLimit: Limit = { missing: [] };

function earliest(days: readonly (Iso | undefined)[]): Iso | undefined {
  return days.filter((day) => day !== undefined).toSorted()[0];
}

export function statesOf({ rows, starts, end, warnings }: Table, dones: readonly Done[], now: Iso): Answer {
  const firstOf = (test: (done: Done) => boolean): Iso | undefined => dones.find(test)?.at;
  const told = new Map<string, Told>();
  for (const row of rows) told.set(row.id, tell(row));

  function tell(row: Row): Told {
    const { id, phase, modality, who, heading, applies = true, opens, repeats, doneBy } = row;
    const start = starts[phase];
    const last = repeats === undefined ? undefined : earliest([repeats.until, end]);
    const followed =
      repeats?.anchor === undefined || doneBy === undefined
        ? undefined
        : follow({ id, ...repeats, anchor: repeats.anchor, fulfils: doneBy }, dones, last, now);
    const limit: Limit =
      repeats === undefined
        ? (row.limit ?? noLimit)
        : { due: followed?.due, clock: repeats.clock, missing: repeats.anchor === undefined ? [repeats.fact] : [] };
    const { due, graceUntil } = limit;
    const timed = {
      id,
      phase,
      modality,
      who,
      heading,
      due,
      graceUntil,
      clock: limit.clock,
      occurrences: repeats === undefined ? undefined : (followed?.closed ?? []),
    };
    const missingFacts = limit.missing.length === 0 ? undefined : limit.missing;

    if (repeats === undefined) {
      if (row.doneByFact === true) return { ...timed, state: 'done' };
      const canBeDone = (done: Done): boolean =>
        opens === undefined || (opens.day !== undefined && done.at >= opens.day);
      const doneAt = doneBy === undefined ? undefined : firstOf((done) => canBeDone(done) && doneBy(done));
      const late = doneAt !== undefined && due !== undefined && doneAt > due ? true : undefined;
      if (doneAt !== undefined) return { ...timed, state: 'done', doneAt, late };
    }
    if (applies === false) {
      return {
        ...timed,
        state: 'not-applicable',
        due: undefined,
        graceUntil: undefined,
        clock: undefined,
        occurrences: undefined,
      };
    }
    const endedOn = followed?.ended === true && last !== undefined && last <= now ? last : undefined;
    const waiver = firstOf(({ kind, obligation }) => kind === 'waiver' && obligation === id);
    // The end of the run does not undo a waiver ("undone only by a correction"), nor a waiver the end.
    if (waiver !== undefined && (endedOn === undefined || waiver <= endedOn)) return { ...timed, state: 'waived' };
    if (applies !== true) return { ...timed, state: 'unknown', missingFacts: applies, occurrences: undefined };
    if (endedOn !== undefined) return { ...timed, state: 'done', doneAt: endedOn };
    if (start === undefined || now < start) {
      return { ...timed, state: 'waiting', missingFacts, waitingFor: [{ phase }] };
    }
    const blockedBy = [
      ...(row.needs !== undefined && told.get(row.needs)?.state !== 'done' ? [row.needs] : []),
      ...(row.stoppedBy ?? []),
    ];
    if (blockedBy.length > 0) return { ...timed, state: 'blocked', missingFacts, blockedBy };
    const awaited = told.get(row.waitsFor ?? '')?.state ?? 'done';
    const waitingFor = [
      ...(row.waitsFor !== undefined && !['done', 'waived', 'not-applicable'].includes(awaited)
        ? [{ obligation: row.waitsFor }]
        : []),
      ...(opens !== undefined && opens.day === undefined ? [{ fact: opens.fact }] : []),
      ...(opens?.day !== undefined && opens.day > now ? [{ date: opens.day }] : []),
    ];
    if (waitingFor.length > 0) return { ...timed, state: 'waiting', missingFacts, waitingFor };
    const lastDay = due === undefined ? undefined : plusDays(due, repeats?.tolerance ?? 0);
    if (modality !== 'may' && lastDay !== undefined && lastDay < now) return { ...timed, state: 'overdue' };
    return { ...timed, state: 'open', missingFacts };
  }

  return { obligations: [...told.values()], warnings };
}
