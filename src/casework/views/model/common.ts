import type { Link } from '../../../ui/link.ts';

/** How far an obligation has come; the routine engine's words. */
export type ObligationState =
  | 'done'
  | 'not-applicable'
  | 'waived'
  | 'unknown'
  | 'waiting'
  | 'blocked'
  | 'overdue'
  | 'open';

export type Modality = 'must' | 'should' | 'may';

/** What kind of limit a due date is. */
export type Clock = 'law' | 'routine' | 'interpretation';

/** Whether the next move is the reader's own. */
export type Whose = 'mine' | 'others';

/** Where in the governing document something is said. */
export interface SourceView {
  readonly document: string;
  readonly heading: string;
  readonly href?: string | undefined;
}

/** A number the document does not give, chosen by the city. */
export interface InterpretationView {
  /** In words: "7 dagar efter inflyttning". */
  readonly value: string;
  readonly reason: string;
  readonly decidedBy?: string | undefined;
  readonly decidedAt?: string | undefined;
}

/** A fact or an entry that an explanation rests on. */
export interface BasisView {
  readonly label: string;
  readonly value: string;
  readonly statedBy?: string | undefined;
  readonly statedAt?: string | undefined;
}

/** What "Varför?" opens. */
export interface WhyView {
  readonly explanation: string;
  readonly source: SourceView;
  readonly interpretations: readonly InterpretationView[];
  readonly basis: readonly BasisView[];
  /** Who waits for whom, in words: "Boendet väntar på att du bokar mötet." */
  readonly waitsForWhom?: string | undefined;
}

/** A fact nobody has stated; with `href` the reader may state it. */
export interface MissingFact {
  readonly label: string;
  readonly href?: string | undefined;
}

/** Something to know before reading on. */
export interface NoticeView {
  readonly tone: 'info' | 'soon' | 'late' | 'stopped';
  readonly text: string;
  readonly action?: Link | undefined;
}

export type { Link };
