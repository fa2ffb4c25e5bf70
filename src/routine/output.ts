import type { LocalDate } from '../kernel/date.ts';
import type { Language } from '../kernel/text.ts';
import { explain } from './explain.ts';
import type { ObligationState, RunState } from './state.ts';

/** What `hemvist routine evaluate --json` writes: a published contract, so keys are added here on purpose only. */
export type ObligationOutput = Omit<ObligationState, 'reason'> & { readonly explanation: string };

export type RunOutput = {
  readonly routine: string;
  readonly version: string;
  readonly at: LocalDate;
  readonly obligations: readonly ObligationOutput[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
};

function obligationOutput(state: ObligationState, language: Language): ObligationOutput {
  const { id, phase, modality, who, state: name, source, reason: _reason, occurrences, ...rest } = state;
  const told = { id, phase, modality, who, state: name, ...rest, source, explanation: explain(state, language) };
  return occurrences === undefined ? told : { ...told, occurrences };
}

export function runOutput(state: RunState, language: Language = 'sv'): RunOutput {
  const { routine, version, at } = state;
  return {
    routine,
    version,
    at,
    obligations: state.obligations.map((obligation) => obligationOutput(obligation, language)),
    warnings: state.warnings.map(({ code, message }) => ({ code, message: message[language] })),
  };
}
