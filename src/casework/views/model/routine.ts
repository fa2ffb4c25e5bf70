import type { InterpretationView, Link, Modality, SourceView } from './common.ts';

export interface RoutineLine {
  readonly key: string;
  readonly title: string;
  readonly href: string;
  readonly purpose?: string | undefined;
  readonly version: string;
  /** In words, also when approximate: "våren 2025". */
  readonly validFrom: string;
  readonly openRuns: number;
}

export interface RoutineListProps {
  readonly routines: readonly RoutineLine[];
}

export interface RoutineObligation {
  readonly id: string;
  readonly name: string;
  readonly sentence: string;
  readonly who: readonly string[];
  readonly modality: Modality;
  /** In words: "senast dagen för inflyttning". */
  readonly when?: string | undefined;
  /** In words: "om personen flyttar till en lägenhet". */
  readonly condition?: string | undefined;
  /** `elsewhere` when it is not the routine's own document, such as a law. */
  readonly source: SourceView & { readonly elsewhere: boolean };
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
  readonly validFrom: string;
  readonly validUntil?: string | undefined;
  readonly decidedBy?: string | undefined;
  readonly owner?: string | undefined;
  readonly appliesTo?: string | undefined;
  readonly documentHref?: string | undefined;
  /** For who writes routines. */
  readonly writeHref?: string | undefined;
  readonly draftsHref?: string | undefined;
  readonly otherVersions: readonly Link[];
  /** Absent when there is no other version. */
  readonly compareHref?: string | undefined;
  readonly phases: readonly RoutinePhase[];
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
