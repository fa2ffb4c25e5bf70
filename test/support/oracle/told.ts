import type { ObligationOutput, RunOutput } from '../../../src/routine/index.ts';
import type { Answer, Told } from './states.ts';

/** An obligation as both answers tell it: every field of the contract but the sentences, sets in one order. */
type Plain = Readonly<Record<string, unknown>>;

function sorted(values: readonly string[] | undefined): readonly string[] | null {
  return values === undefined ? null : values.toSorted();
}

function plain(told: Told | ObligationOutput, heading: string): Plain {
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
    graceUntil: told.graceUntil ?? null,
    clock: told.clock ?? null,
    occurrences: told.occurrences ?? null,
  };
}

export type Disagreement = { readonly engine: unknown; readonly oracle: unknown };

/** Where the two answers differ. Written out before they are compared, since comparing texts is the quickest. */
export function disagreements(output: RunOutput, answer: Answer): readonly Disagreement[] {
  const pairs: readonly Disagreement[] = [
    {
      engine: output.warnings.map(({ code }) => code).toSorted(),
      oracle: answer.warnings.toSorted(),
    },
    { engine: output.obligations.map(({ id }) => id), oracle: answer.obligations.map(({ id }) => id) },
    ...output.obligations.flatMap((told, index) => {
      const read = answer.obligations[index];
      return read === undefined
        ? []
        : [{ engine: plain(told, told.source.heading), oracle: plain(read, read.heading) }];
    }),
  ];
  return pairs.filter(({ engine, oracle }) => JSON.stringify(engine) !== JSON.stringify(oracle));
}
