import type { FormFrame } from '../../../ui/index.ts';
import type { RunReference } from './entry.ts';

export const moveFields = { outcome: 'beslut', reason: 'skal' } as const;

/** What would change for the run, in words, by what kind of change it is. */
export interface MoveChangesView {
  readonly removed: readonly string[];
  readonly added: readonly string[];
  readonly moved: readonly string[];
  readonly other: readonly string[];
}

export interface MovePageProps {
  readonly run: RunReference;
  readonly frame: FormFrame;
  readonly from: string;
  readonly to: string;
  /** The list was another when the form was sent. */
  readonly overtaken: boolean;
  readonly changes: MoveChangesView;
  readonly notKnown: readonly string[];
  /** Every difference between the two versions, in words. */
  readonly differences: readonly string[];
  readonly values: Readonly<{ outcome: string; reason: string }>;
}

/** Who has decided what, and when; without it there is nothing to decide. */
export interface MoveDecidedProps {
  readonly run: RunReference;
  readonly decided?: Readonly<{
    outcome: 'accepted' | 'declined';
    by: string;
    from: string;
    to: string;
    reason: string;
  }>;
}
