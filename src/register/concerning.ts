import type { LocalDate } from '../kernel/date.ts';
import type { Scope } from '../platform/door.ts';

// What stands above the register knows of its providers: who lives there, and how it went. The register shows it, and reads nothing of it.

/** A stay, or a proposal that waits for an answer, with a provider: by the number of its request, and of nobody by name. */
export type Placed = Readonly<{
  kind: 'placed' | 'proposed';
  number: string;
  administration: string;
  unitName: string;
  startsOn: LocalDate;
}>;

/** How stays at a unit were after so many months: how many of those that were answered for. */
export type FollowedUp = Readonly<{
  months: number;
  held: number;
  moved: number;
  discharged: number;
  again: number;
  answered: number;
}>;

export type Concerning = Readonly<{
  /** Of the actor's own municipality; undefined for who does not decide on stops. */
  placedWith: (scope: Scope, keeper: string, provider: string) => Promise<readonly Placed[] | undefined>;
  /** A stop has been decided: whoever it matters to is told. */
  stopped: (scope: Scope, keeper: string, provider: string) => Promise<void>;
  followedUp: (scope: Scope, keeper: string, unit: string) => Promise<readonly FollowedUp[]>;
}>;
