import type { LocalDate } from '../kernel/date.ts';
import type { Text } from '../kernel/text.ts';
import type { Truth } from '../kernel/truth.ts';
import type { CompiledObligation } from './compile.ts';
import type { Anchor, DueVariant, FactValue } from './definition.ts';
import type { Deed } from './deeds.ts';
import type { FactStated } from './run.ts';
import type { WaitingFor } from './state.ts';

/** A fact, an entry or the opening that a condition looked at, with what it found. */
export type Evidence =
  | { readonly fact: string; readonly value?: FactValue; readonly stated?: FactStated }
  | { readonly opened: LocalDate }
  | { readonly entry: string; readonly deed?: Deed }
  | { readonly consent: string; readonly deed?: Deed };

/** The outcome of a condition, the named clauses it is made of, and what they looked at. */
export type Finding = {
  readonly truth: Truth;
  readonly clauses: readonly { readonly says: Text; readonly truth: Truth }[];
  readonly evidence: readonly Evidence[];
};

/** How a due date was reached: which variant, counted from what. */
export type DueGround = {
  readonly variant?: DueVariant;
  readonly condition?: Finding;
  readonly anchor?: Anchor;
  readonly anchorDate?: LocalDate;
  readonly anchorStated?: FactStated;
  /** The last time that fulfilled what repeats; the next is counted from it. */
  readonly lastFulfilled?: LocalDate;
  /** The last change of the interval, for what repeats. */
  readonly intervalChange?: Deed;
};

/** What decided the state. */
export type Ground =
  | { readonly by: 'entry'; readonly deed: Deed }
  | { readonly by: 'fact'; readonly evidence: Evidence }
  | { readonly by: 'end'; readonly endedAt: LocalDate }
  | { readonly by: 'condition' }
  | { readonly by: 'waiver'; readonly deed: Deed }
  | { readonly by: 'phase'; readonly phase: string; readonly startsAt?: LocalDate }
  | { readonly by: 'needs'; readonly blockedBy: readonly string[] }
  | { readonly by: 'waiting'; readonly waitingFor: readonly WaitingFor[] }
  | { readonly by: 'time' };

export type Reason = {
  readonly obligation: CompiledObligation;
  readonly ground: Ground;
  readonly condition?: Finding;
  readonly due?: DueGround;
};
