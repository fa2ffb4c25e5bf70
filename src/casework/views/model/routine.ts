import type { Clock, Drawing } from '../../../routine/index.ts';
import type { InterpretationView, Link, Modality, SourceView } from './common.ts';

/** A fact that a governing document states of itself, and what is said beside it, as of a day that is not exact. */
export interface DocumentFact {
  readonly key: string;
  readonly term: string;
  readonly lines: readonly string[];
  readonly note?: string | undefined;
}

export type RoutineStatus = 'inForce' | 'coming' | 'earlier';

export interface LibraryVersion {
  readonly version: string;
  readonly href: string;
  readonly status: RoutineStatus;
  /** In words, also when approximate: "omkring 1 mars 2025". */
  readonly validFrom: string;
  /** Its last day, when there is one. */
  readonly validUntil: string | undefined;
  /** Of those that the reader sees. */
  readonly openRuns: number;
  /** Of the whole municipality, for who publishes: fewer than five are `few`. */
  readonly openRunsOfAll?: number | 'few' | undefined;
  readonly openRunsHref: string;
}

export interface LibraryRoutine {
  readonly key: string;
  readonly title: string;
  readonly href: string;
  readonly facts: readonly DocumentFact[];
  /** Newest first. */
  readonly versions: readonly LibraryVersion[];
  readonly compareHref?: string | undefined;
}

export interface LibraryProps {
  readonly routines: readonly LibraryRoutine[];
}

export interface RoutineObligation {
  readonly id: string;
  readonly name: string;
  readonly sentence: string;
  /** At the start of a sentence: "Socialsekreterare och Boende och hemlöshet". */
  readonly who: string;
  readonly modality: Modality;
  /** In words: "senast dagen för inflyttning". */
  readonly when?: string | undefined;
  /** In words: "om personen flyttar till en lägenhet". */
  readonly condition?: string | undefined;
  /** `elsewhere` when it is not the routine's own document, such as a law. */
  readonly source: SourceView & { readonly elsewhere: boolean };
  /** Whose the times are; several when they differ by condition. */
  readonly clocks: readonly Clock[];
  /** What it hangs on, in words: "väntar på ”Uppstartsmöte”". */
  readonly hangsOn: readonly string[];
  readonly interpretations: readonly InterpretationView[];
}

export interface RoutinePhase {
  readonly id: string;
  readonly title: string;
  readonly starts: string;
  readonly obligations: readonly RoutineObligation[];
}

export interface RoutinePageProps {
  readonly title: string;
  readonly version: string;
  readonly status: RoutineStatus;
  readonly validFrom: string;
  readonly facts: readonly DocumentFact[];
  /** For who writes routines. */
  readonly writeHref?: string | undefined;
  readonly draftsHref?: string | undefined;
  readonly otherVersions: readonly Link[];
  /** Absent when there is no other version. */
  readonly compareHref?: string | undefined;
  readonly openRunsHref: string;
  readonly phases: readonly RoutinePhase[];
  readonly drawing: Drawing;
  readonly drawingHref: string;
  readonly mermaidHref: string;
  readonly listHref: string;
  /** Whom to turn to among the parties, in words. */
  readonly contacts: readonly { readonly party: string; readonly sentence: string }[];
}

/** Plain words for the individual, to print. */
export interface PrintPageProps {
  /** Left out for somebody whose identity is protected. */
  readonly givenName: string | undefined;
  readonly housing?: string | undefined;
  readonly backHref: string;
  /** What is to be seen before everything else. */
  readonly first: readonly string[];
  readonly nextSteps: readonly { readonly key: string; readonly on?: string | undefined; readonly sentence: string }[];
  readonly plans: readonly {
    readonly title: string;
    readonly sections: readonly { readonly heading: string; readonly text: string }[];
  }[];
  readonly contacts: readonly { readonly name: string; readonly role: string; readonly phone?: string | undefined }[];
}
