import type { RunOutput } from '../../../src/routine/index.ts';
import type { Answer } from './repeated-discharge.ts';

/** Both answers in one form: every field of the contract but the sentences, sets in one order. */
export type Plain = {
  readonly obligations: readonly Readonly<Record<string, unknown>>[];
  readonly warnings: readonly string[];
};

function sorted(values: readonly string[] | undefined): readonly string[] | null {
  return values === undefined ? null : values.toSorted();
}

type Common = Answer['obligations'][number];

function plainOne(told: Common, heading: string): Readonly<Record<string, unknown>> {
  return {
    id: told.id,
    phase: told.phase,
    modality: told.modality,
    who: told.who,
    heading,
    state: told.state,
    due: told.due ?? null,
    doneAt: told.doneAt ?? null,
    late: told.late ?? null,
    missingFacts: sorted(told.missingFacts),
    blockedBy: sorted(told.blockedBy),
    waitingFor: told.waitingFor ?? null,
    clock: told.clock ?? null,
    occurrences: told.occurrences ?? null,
  };
}

export function plainAnswer({ obligations, warnings }: Answer): Plain {
  return {
    obligations: obligations.map((told) => plainOne({ ...told }, told.heading)),
    warnings: warnings.toSorted(),
  };
}

export function plainOutput({ obligations, warnings }: RunOutput): Plain {
  return {
    obligations: obligations.map(({ source, ...told }) =>
      plainOne({ ...told, heading: source.heading } as Common, source.heading),
    ),
    warnings: warnings.map(({ code }) => code).toSorted(),
  };
}
