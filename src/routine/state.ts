import type { LocalDate } from '../kernel/date.ts';
import type { Text } from '../kernel/text.ts';
import type { Clock, Modality } from './definition.ts';
import type { Reason } from './reason.ts';

export const stateNames = [
  'done',
  'not-applicable',
  'waived',
  'unknown',
  'waiting',
  'blocked',
  'overdue',
  'open',
] as const;
export type StateName = (typeof stateNames)[number];

/** What a waiting obligation waits for: exactly one key. */
export type WaitingFor =
  | { readonly obligation: string }
  | { readonly entry: string }
  | { readonly fact: string }
  | { readonly date: LocalDate }
  | { readonly phase: string };

/** A closed occurrence of a repeating obligation; `kept` tells whether it was fulfilled within tolerance. */
export type Occurrence = { readonly due: LocalDate; readonly doneAt?: LocalDate; readonly kept: boolean };

export type ObligationState = {
  readonly id: string;
  readonly phase: string;
  readonly modality: Modality;
  readonly who: readonly string[];
  readonly state: StateName;
  readonly due?: LocalDate;
  readonly doneAt?: LocalDate;
  readonly late?: true;
  readonly missingFacts?: readonly string[];
  readonly blockedBy?: readonly string[];
  readonly waitingFor?: readonly WaitingFor[];
  readonly graceUntil?: LocalDate;
  readonly clock?: Clock;
  readonly source: { readonly document: string; readonly heading: string };
  readonly occurrences?: readonly Occurrence[];
  /** The grounds of the state as data; `explain` renders them. */
  readonly reason: Reason;
};

/** Something to do now, most pressing first. */
export type NextStep = {
  readonly obligation: string;
  readonly state: 'open' | 'overdue';
  readonly who: readonly string[];
  readonly due?: LocalDate;
};

/** `first` is on what is to be seen before everything else, also among runs. */
export type Warning = { readonly code: string; readonly message: Text; readonly first?: true };

export type PhaseState = { readonly id: string; readonly startsAt?: LocalDate; readonly started: boolean };

export type RunState = {
  readonly routine: string;
  readonly version: string;
  readonly at: LocalDate;
  readonly endedAt?: LocalDate;
  /** The kind of the entry that ended it. */
  readonly endedBy?: string;
  readonly phases: readonly PhaseState[];
  readonly obligations: readonly ObligationState[];
  readonly nextSteps: readonly NextStep[];
  readonly warnings: readonly Warning[];
};
